"""What the page of the measures shows, kept with the plan."""

import pandas as pd
import streamlit as st

from lib import ui
from lib.charts import measures as charts
from lib.charts.house import Figure
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.search import entries
from lib.search.matching import Searched
from lib.text import measures
from lib.text import words as w


@kept
def everything(plan: Plan) -> pd.DataFrame:
    """All measures in the order of the plan: see `text.measures.joined`."""
    return measures.joined(plan.frame("measure"), plan.frame("section"), plan.frame("domain"), plan.about)


@kept
def searched(plan: Plan) -> Searched:
    """The measures as they are searched, in the order of `everything`."""
    concerned = entries.concerned(plan.frames(("enterprise", "programme")), "measures")
    return plan.source.searched(entries.things(everything(plan), concerned))


def figure(rows: pd.DataFrame, mode: str, narrow: bool) -> Figure:
    """How many measures each chapter holds."""
    return charts.by_chapter(rows, mode, narrow)


def one(plan: Plan, key: str) -> None:
    """One measure in full: its words, where it stands, which named things it speaks of."""
    rows = everything(plan)
    row = rows[rows["id"] == key].iloc[0]
    st.markdown(f"**{w.literal(row['name'])}**")
    place = "　".join(part for part in (row["chapter_name"], row["section_name"]) if part)
    st.markdown(w.literal(f"{place}　{row['domain_name']}　{row['area_name']}"))
    if row["note"]:
        ui.prose(w.literal(row["note"]))
    for label, table in (("企业、机构", "enterprise"), ("专名", "programme")):
        if names := measures.beside(key, plan.frame(table)):
            st.markdown(f"{label}：{w.literal('、'.join(names))}")
    ui.cite(row["lines"])
