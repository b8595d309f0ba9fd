"""大屏: one screen for the wall of a meeting room, turning through areas and domains."""

import streamlit as st

from lib import ui
from lib.ui import wall

plan, year = ui.plan(), ui.year()
st.header(f"大屏：{year}年的全部地域和各领域，一屏一屏地看")
wall.show(plan, year)
