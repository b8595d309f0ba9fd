"""Comments: beside what they are about, and on the page that lists them all."""

import streamlit as st

from lib import ui
from lib.cycle import comments as c
from lib.ledger import clock
from lib.ledger.checks import MATTERS
from lib.ledger.record import entry, mark
from lib.ledger.state import Row
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.text import comments as text
from lib.text import words as w
from lib.theme import in_colour
from lib.theme import mark as mark_of
from lib.ui import forms

PAGES = {"clause": ("monitor/indicators", "clause"), "project": ("projects/register", "project")}
"""Where a thing is shown in full, and the key under which its page takes it."""


@kept
def names(plan: Plan) -> text.Names:
    """What each thing that was commented on is called."""
    return text.names(plan.frame("clause"), plan.catalogue)


def beside(matter: str, about: str) -> None:
    """The comments on a thing where that is shown in full, and the field for another one."""
    rows = c.on(c.comments(ui.plan().state), matter, about)
    with ui.at_desk("comments"), st.expander(text.title(rows), icon=":material/comment:"):
        for row in rows.itertuples():
            st.markdown(f"{in_colour(mark_of(text.STATUS[row.status]))}　{w.literal(row.who)}，{clock.day(row.at)}")
            st.text(row.text)
            for told, said in (("答复", row.answer), ("处理结果", row.outcome)):
                if said:
                    st.text(f"{told}：{said}")
            ui.link("cycle/comments", "答复、解决", comment=str(row.key))
        _add(matter, about)


def _add(matter: str, about: str) -> None:
    key = f"{forms.begin('comment')}-{matter}-{about}"
    said = st.text_area("写一条意见", key=f"{key}-comment", max_chars=1000, persist_state="session")
    if st.button("提出", key=f"comment-on-{matter}"):
        forms.save("comment", [entry("comment_made", {"matter": matter, "about": about, "text": said})], "已记入台账")


def on_a_slide(report: str, slides: list[str]) -> None:
    """Comment on one of the slides of a report."""
    slide = st.selectbox("对哪一页", dict.fromkeys(slides), index=None, key="comment-slide", placeholder="选一页")
    if slide:
        beside("slide", f"{report}：{slide}")


def detail(row: Row) -> None:
    """A comment in full: what it is about, what was said, and answering and resolving it."""
    with st.container(border=True):
        told = names(ui.plan()).get((row["matter"], row["about"]), row["about"])
        st.markdown(f"**{MATTERS[row['matter']][0]}：{w.literal(told)}**")
        st.text(row["text"])
        if row["matter"] in PAGES:
            page, key = PAGES[row["matter"]]
            ui.link(page, "看所说的这一项", **{key: row["about"]})
        ui.table(text.history(ui.book().history(row["subject"]), row["key"]), "意见的处理过程", {"内容": 640})
        with ui.at_desk("comment"):
            if row["status"] in c.OPEN:
                _close(row)


def _close(row: Row) -> None:
    key = f"{forms.begin('comment-close')}-{row['key']}"
    said = st.text_area("答复、处理结果或撤回的理由", key=f"{key}-answer", max_chars=1000, persist_state="session")
    with st.container(horizontal=True):
        if st.button("答复", type="primary"):
            forms.save("comment-close", [mark("comment_answered", row, answer=said)], "已记入台账")
        if st.button("已解决"):
            forms.save("comment-close", [mark("comment_resolved", row, outcome=said)], "已记入台账")
        if st.button("撤回意见"):
            forms.save("comment-close", [mark("comment_withdrawn", row, said)], "已记入台账")
