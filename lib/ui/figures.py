"""Plotly figures."""

from typing import Any

import streamlit as st

from lib.charts import series as charts
from lib.ui.screen import scale


def figure(chart: charts.Figure, caption: str, alt: str, **options: Any) -> Any:
    """A Plotly figure with its source line beneath; larger on the projector. Returns its selection."""
    chart = charts.enlarge(chart, scale()) if scale() > 1 else chart
    event = st.plotly_chart(chart, config=charts.CONFIG, alt=alt, **options)
    st.caption(caption)
    return event
