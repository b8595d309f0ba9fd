"""Plotly figures."""

from typing import Any

import streamlit as st

from lib.charts import house
from lib.text import citation
from lib.ui.citations import sections
from lib.ui.screen import scale


def figure(chart: house.Figure, caption: str, alt: str, **options: Any) -> Any:
    """A Plotly figure with its source line beneath; larger on the projector. Returns its selection."""
    chart = house.enlarge(chart, scale()) if scale() > 1 else chart
    event = st.plotly_chart(chart, config=house.CONFIG, alt=alt, **options)
    st.caption(sections().told(caption), help=citation.lines_in(caption) or None)
    return event
