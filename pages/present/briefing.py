"""汇报: a deck computed from the data, its slides chosen and ordered here, presented full screen or taken along as
PowerPoint."""

import streamlit as st

from lib import ui
from lib.report.deck import choice, own, tour
from lib.report.powerpoint import file as pptx
from lib.text import exports
from lib.text import words as w
from lib.ui import comments, cover, minutes, present

about = ui.plan().about
asked = present.report()
plan = present.plan_of(asked)
slides = present.slides(plan, asked)
chosen = present.choice(asked)

heading = next(slide.title for slide in slides if slide.key == "cover")
st.header(heading)
with st.container(horizontal=True):
    with st.popover("封面", icon=":material/badge:"):
        chosen = chosen._replace(letter=cover.cover(chosen.letter) or chosen.letter)
    with st.popover("加一页", icon=":material/add:"), st.form("own", clear_on_submit=True, border=False):
        title = st.text_input("标题（写结论）", max_chars=own.TITLE)
        body = st.text_area("正文，一行一点；从Excel粘贴的单元格成为表格", max_chars=own.BODY)
        file = cover.pictured()
        if st.form_submit_button("加入"):
            chosen = choice.with_text(chosen, slides, title, body, cover.picture(file, title))
    if asks := choice.decided(chosen, slides):
        with st.popover("改提请议定", icon=":material/edit:"), st.form("asks", border=False):
            wanted = st.text_area("一行一件，冒号前是要点；清空后恢复自动生成的", asks, max_chars=own.BODY)
            if st.form_submit_button("改好"):
                chosen = choice.reworded(chosen, slides, wanted)
    present.keep(chosen)
    shown = choice.arranged(chosen, slides)
    name = exports.named(f"{w.report(asked['kind'], about)}-{asked['of'] or ui.area()}-{ui.year()}", ui.demo())
    st.download_button(
        "下载PowerPoint",
        present.powerpoint(shown, name),
        f"{name}.pptx",
        pptx.MEDIA,
        icon=":material/download:",
        disabled=not shown,
        on_click="ignore",
    )
    st.download_button(
        "保存选页",
        choice.to_file(chosen, asked),
        f"选页-{name}.json",
        "application/json",
        icon=":material/save:",
        on_click="ignore",
    )
    with st.popover("打开选页", icon=":material/folder_open:"):
        present.field()
    with st.popover("会议记录", icon=":material/edit_note:"):
        taking = minutes.taking(heading, plan.evaluation)
    with st.popover("意见", icon=":material/comment:"):
        comments.on_a_slide(heading, [slide.name for slide in shown])
    present.block(slides, tour.KEY, "空间讲解")
    st.button("恢复全部", icon=":material/restart_alt:", on_click=present.reset, disabled=chosen.keys is None)
if wrong := st.session_state.get("briefing@wrong"):
    st.error(w.literal(wrong), title="没有打开")
present.show(choice.everything(chosen, slides), choice.shown(chosen, slides), taking)
st.caption("选页和次序在网址里，放映时每一页有自己的网址；没有冻结的评估时，数字是打开时的数据。" + about.name.sources)
