"""The floor of (b) and (c): one chart, as anybody would write it."""

import pandas as pd
import plotly.express as px
import streamlit as st

st.title("One chart")
figures = pd.DataFrame({"status": ["met", "missed", "no data"] * 3, "count": range(1, 10)})
st.plotly_chart(px.bar(figures, x="count", y="status", color="status", orientation="h"))
