"""会议记录: what was said and decided at a meeting. What was decided is printed, taken along, and handed out as 督办."""

import pandas as pd
import streamlit as st

from lib import ui
from lib.cycle import duties as d
from lib.cycle import minutes as m
from lib.ledger.spoken import DECIDED
from lib.text import minutes as text
from lib.text import words as w
from lib.ui import minutes

plan, day = ui.plan(), ui.today()
everything, units = m.minutes(plan.state, day), d.units(plan.state)
found = m.meetings(m.standing(everything))
if not found:
    st.header("还没有会议记录")
    st.info(w.word("notice", "no_minutes"), icon=":material/edit_note:")
    ui.link("present/briefing", "打开汇报")
else:
    heading = st.container()
    told = [text.meeting(one) for one in found]
    chosen = ui.pick("会议", pd.Series(told, index=told), "meeting")
    rows = m.of_meeting(everything, found[told.index(chosen)])
    heading.header(text.title(rows))
    decisions, sayings = text.decisions(rows), text.sayings(rows)
    first = ("序号", "议定事项", "承办单位", "办结期限", "督办", "责任人")
    widths = {"序号": 60, "议定事项": 520, "承办单位": 150, "责任人": 120, "办结期限": 120, "督办": 120, "发言": 620}
    if not decisions.empty:
        ui.table_with_choice(
            decisions,
            "minute",
            "编号",
            "本次会议议定",
            {},
            widths=widths,
            first=first,
            more="minute_columns",
            card=ui.Card("议定事项", "督办", ("承办单位", "办结期限")),
        )
        ui.download(decisions, f"会议议定事项-{chosen}", "decisions")
    if not sayings.empty:
        st.subheader("发言")
        ui.table_with_choice(sayings, "minute", "编号", "会上的发言", {}, name="sayings", widths=widths)
        ui.download(sayings, f"会议发言-{chosen}", "sayings")

    key = ui.pick("记录", text.names(rows), "minute")
    row = plan.state.get("minute", key)
    standing = next(rows[rows["key"] == key].itertuples())
    with st.container(border=True):
        st.text(row["text"])
        st.caption(w.literal(text.told(row)))
        with st.container(horizontal=True):
            if row.get("clause"):
                ui.link("monitor/indicators", "所涉的指标", clause=row["clause"])
            if standing.item:
                ui.link("cycle/supervision", "看督办", item=str(standing.item))
        with ui.at_desk("minute"):
            if standing.sort == DECIDED and not standing.item:
                minutes.hand(row, units, day)
            with st.expander("更正或撤回", icon=":material/edit:"):
                minutes.change(row, units)
                ui.table(text.history(ui.book().history(row["subject"]), key), "这条记录的沿革")

with ui.at_desk("add"), st.expander("补记一条", expanded=not found, icon=":material/add:"):
    minutes.add(found[0][1] if found else "规划实施汇报会", units)
