"""The floor of (d): a choice and as many charts, as anybody would write them."""

import pandas as pd
import plotly.express as px
import streamlit as st

CHARTS = int(st.query_params.get("charts", "2"))
CHANGING = int(st.query_params.get("changing", "2"))
YEARS = range(2014, 2026)

st.title("Some charts")
chosen = st.selectbox("Indicator", list(range(1, 13)), format_func=lambda item: f"indicator {item}")
for number in range(CHARTS):
    shown = chosen if number < CHANGING else 1
    figures = pd.DataFrame(
        [
            {"year": year, "value": (year - 2000) * shown * (number + 1) % 97, "city": city}
            for city in ("north", "south")
            for year in YEARS
        ]
    )
    figure = px.line(
        figures, x="year", y="value", color="city", markers=True, title=f"indicator {shown}"
    )
    st.plotly_chart(figure, key=f"chart-{number}")
