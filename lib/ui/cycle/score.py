"""The page of the score: what counts, kept with the plan; the picture; one unit's arithmetic; turning it on and off."""

from collections.abc import Mapping
from datetime import date

import pandas as pd
import streamlit as st

from lib import ui
from lib.charts.bars import bars
from lib.cycle import score as s
from lib.ledger.permission import ADMIN, OFFICE
from lib.ledger.record import mark
from lib.ledger.scoring import WHOLE
from lib.ledger.state import Row
from lib.plan import scored
from lib.plan.opened import Plan
from lib.report import files
from lib.text import exports
from lib.text import score as words
from lib.text import words as w
from lib.ui import forms

FORM = "score"


def picture(rows: pd.DataFrame, caption: str) -> None:
    """The scores as bars, the highest on top. `rows` are Scored."""
    found = [one for one in s.Scored.of(rows) if one.rank]
    if found:
        shown = pd.DataFrame({"label": [one.unit for one in found], "value": [one.score for one in found]})
        texts = [
            words.points(one.score) if ui.narrow() else f"第{one.rank}　{words.points(one.score)}" for one in found
        ]
        ui.figure(bars(shown.assign(text=texts), "分", ui.mode(), "plan"), caption, "各单位得分", key="scores")


def one(plan: Plan, unit: str, year: int, day: str) -> None:
    """A unit's parts with their arithmetic, and what they are counted from."""
    every = plan.points(year, day)
    own = words.parts(every[every["unit"] == unit])
    st.subheader(w.literal(f"{unit}：分项和算式"))
    widths = {"分项": 110, "得分": 100, "算式": 220, "做到的（分子）": 420, "要求的（分母）": 420, "出自": 220}
    first = ("分项", "得分", "算式", words.WEIGHT, "出自")
    ui.table(own, f"{unit}：分项", widths, first, "score_parts", ui.Card("分项", "得分", ("算式", "出自")))
    rows = scored.basis(plan, year, day)
    weighed = every["part"].unique()
    things = words.things(rows[(rows["unit"] == unit) & rows["part"].isin(weighed)])
    with st.expander(f"逐项（{len(things)}）", icon=":material/list:"):
        things = ui.choose("分项", things, "分项", "score-part")
        card = ui.Card("事项", "情况", ("分项", "要求", "做到"))
        ui.table(things, f"{unit}：逐项", {"事项": 380, "情况": 240}, more="score_things", card=card)


def files_of(plan: Plan, rows: pd.DataFrame, year: int, day: str, rule: Row) -> None:
    """The ranking as a file, with formulas."""
    every, things = plan.points(year, day), scored.basis(plan, year, day)
    things = things[things["part"].isin(every["part"].unique())]
    title, note, about, sign = f"{year}年考核", words.basis(rule), plan.about, exports.mark(ui.demo())
    st.download_button(
        "核对表（Excel，带公式）",
        lambda: files.score(rows, every, things, title, note, sign, about=about),
        f"{exports.named(title, ui.demo())}.xlsx",
        files.SHEET,
        key="score-formulas",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


def lay_down(plan: Plan, year: int, weights: Mapping[str, float]) -> None:
    """Where the planning office lays down the weights of a year, or takes them out of force."""
    if ui.person().role not in (OFFICE, ADMIN):
        return
    form = forms.begin(FORM)
    with st.expander("修改权数、停用" if weights else "启用：规定各项权数", icon=":material/balance:"):
        st.caption(w.word("notice", "score"))
        fresh = words.form(weights, s.weights(plan.state, year - 1))
        key = f"{form}-{year}"
        typed = st.data_editor(
            forms.resumed(fresh, key),
            key=key,
            hide_index=True,
            disabled=["分项", words.LAST],
            placeholder="",
            height="content",
            alt="各项权数，可直接输入",
            column_config={words.WEIGHT: st.column_config.NumberColumn(min_value=0, max_value=WHOLE)},
        )
        forms.remember(typed, fresh, key)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            number = st.text_input("文号", key=f"{form}-score-number", max_chars=100)
            on = st.date_input("日期", date.fromisoformat(forms.today()), format="YYYY-MM-DD", key=f"{form}-score-date")
            total = words.total(typed)
            ready = abs(total - WHOLE) < 1e-9 and bool(number.strip())
            label = f"启用（权数合计{total:g}，应为{WHOLE}）"
            if st.button(label, type="primary", disabled=not ready, key=f"{form}-score-go"):
                forms.save(FORM, [words.record(typed, year, number.strip(), str(on))], f"已启用{year}年考核")
        if weights:
            _drop(plan, year, form)


def _drop(plan: Plan, year: int, form: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        why = st.text_input("停用的理由", key=f"{form}-score-why", max_chars=200)
        rule = plan.state.get("scoring", year)
        if st.button("停用", disabled=not why.strip(), key=f"{form}-score-drop") and rule:
            forms.save(FORM, [mark("score_dropped", rule, why.strip())], f"已停用{year}年考核")
