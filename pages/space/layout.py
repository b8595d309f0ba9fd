"""空间布局: the plan's spatial systems on a map; pick a unit for what the plan says of it."""

import streamlit as st

from lib import ui
from lib.view import layout, maps

mode = ui.mode()
layers, frames = ui.plan().geometry()
places = ui.plan().frame("place")
systems = layout.drawn_systems(ui.plan().frame("system"), layers)
chosen_systems = ui.switches("图层", systems, "system", ["belts", "cores"])
names = layout.places_of(layers, frames, chosen_systems)

st.header(layout.finding(places, systems, chosen_systems))
left, right = st.columns([3, 2], gap="large")
with right:
    if names.empty:
        st.info("请在上面打开一个图层。", icon=":material/layers:")
        chosen = None
    else:
        chosen = ui.pick("单元", names, "place", show_id=False)
        place = next(places[places["id"] == chosen].itertuples())
        st.subheader(place.name)
        for label, text in layout.place(place, places, layout.drawn_area(frames, chosen)):
            st.markdown(f"**{label}**　{text}")
with left:
    context, shown = layout.split(layers, chosen_systems)
    deck = maps.layout(frames, context, shown, mode, chosen, layout.details(places), ui.scale())
    ui.deck(deck, maps.HEIGHT, "place", layout.alt(chosen_systems, systems))
    st.markdown(layout.legend(layers, frames, shown))
    st.caption(layout.NOTE)

lost = layout.unlocated(places, chosen_systems, systems)
if len(lost):
    st.subheader("位置未载明")
    ui.table(lost, "规划点名而没有可用位置的空间单元")
    ui.download(lost, "位置未载明的空间单元", "unlocated")
