"""空间布局: the plan's spatial systems on a map that answers questions: what lies where, how many projects, how far."""

import streamlit as st

from lib import ui
from lib.maps import scene
from lib.text import places as words
from lib.text import shades
from lib.ui import atlas
from lib.ui.space import layout

plan, year = ui.plan(), ui.year()
layers, units, places = plan.source.geometry[0], plan.source.drawing, plan.frame("place")
if layers.empty:
    st.header("空间布局：还没有地图")
    st.info("geo/ 文件夹的 layer.csv 里还没有图层。", icon=":material/map:")
    st.stop()
title = st.container()
one = layout.asked(plan, year)

left, right = st.columns(2 if one.beside else [3, 1], gap="small" if one.beside else "medium")
context, drawn = words.split(layers, one.systems)
beneath, second = words.split(layers, [one.other])
with left:
    sheet = st.container()
    hidden = atlas.hidden("图例：点一项，隐藏或显示", words.legend(layers, units, drawn), "hide")
    st.caption(words.PRECISION)
    st.caption(words.note(plan.about))
rows = words.listing(places, one.systems, hidden, units, one.numbers, one.filtered)
systems = one.names[one.systems].tolist()
title.header(words.title(rows, plan.source.projects_in_places, one.projects, systems, one.shade, one.filtered))

with st.container() if one.beside else right:
    chosen = atlas.pick_some("单元", words.options(rows), "place", words.names(places), words.PICK, words.PICK_HELP)
    if chosen:
        with st.container(key="unit-sheet"):
            layout.chosen_units(plan, year, chosen, one)
    if one.shade or not chosen:
        layout.ranking(plan, rows, one)
layout.lists(plan, rows, chosen, one)

values, texts = shades.shading(rows, one.shade)
width, height = atlas.sheet(one.beside)
look = scene.Look(
    ui.mode(),
    tuple(chosen),
    words.details(places, one.numbers),
    values,
    texts,
    words.faded(rows, units, drawn) if one.filtered else frozenset(),
    ui.scale(),
    width,
    height,
    atlas.base_map(),
    shades.ramp(one.shade),
    words.heading(plan.about),
    words.subtitle(systems),
    words.foot(plan.about),
)
bounds = scene.bounds_of(units, [*drawn, *second], chosen)
sheets = layout.Sheets(look, context, [slug for slug in drawn if slug not in hidden], beneath, second, bounds)
with sheet:
    layout.draw(plan, sheets, one)
if one.beside:
    with right:
        layout.draw_beside(plan, sheets, one)
