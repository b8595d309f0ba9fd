"""总览: what is well and what is not, in two sentences and the pictures that prove them."""

import streamlit as st

from lib import ui
from lib.text import words as w
from lib.ui import first_use
from lib.ui.monitor import overview

plan, year, area = ui.plan(), ui.year(), ui.chosen_area()
well, not_well = overview.sentences(plan, year, area)
st.header(well)
st.markdown(w.literal(not_well))
overview.show(overview.front(plan, year, area))
first_use.hint()
ui.download(overview.headlines(plan, year, area), f"主要指标-{ui.area_name()}-{year}", "headlines")
st.caption(plan.about.name.sources)
