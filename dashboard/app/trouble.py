"""What a viewer sees when a page fails: a sentence in both languages, never a traceback."""

import logging

import streamlit as st

from dashboard.wording import LANGUAGES, Wording

_LOG = logging.getLogger(__name__)


def sorry(error: Exception) -> bool:
    """Log the error, say that the page failed and what to do; return that this was enough."""
    _LOG.error("a page failed", exc_info=error)
    with st.container(border=True):
        for language in LANGUAGES:
            st.markdown(Wording(language)("trouble.page"))
    return True
