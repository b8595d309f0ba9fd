"""The form on the page of the adjustments: what is asked for, and its basis."""

from typing import Any

import streamlit as st

from lib import ui
from lib.ledger.evidence import ADJUSTMENT
from lib.ledger.monthly import BINDINGS
from lib.ledger.record import entry
from lib.ledger.state import Row
from lib.measure import constants as c
from lib.measure.kinds import KINDS
from lib.measure.period import Period
from lib.plan.opened import Plan
from lib.text import adjustments, bindings, choices
from lib.text import words as w
from lib.ui import evidence, forms


def added(plan: Plan, form: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Of what a target is added: the fields of a record that are chosen, and what the others begin with."""
    indicators = plan.frame("indicator").set_index("slug")
    area = st.selectbox(
        "地域",
        plan.areas("plan", "joint"),
        key=f"{form}-area",
        persist_state="session",
        format_func=plan.about.areas.short,
    )
    indicator = st.selectbox(
        "指标",
        list(indicators.index),
        key=f"{form}-indicator",
        persist_state="session",
        format_func=indicators["name"].get,
    )
    kind = st.selectbox(
        "类型", list(KINDS), key=f"{form}-type", persist_state="session", format_func=lambda code: w.word("kind", code)
    )
    unit = adjustments.units(kind, indicators.at[indicator, "unit"])
    start = {"name": indicators.at[indicator, "name"], "value": None, "operator": ">=", "year": plan.about.period.end}
    return {"area": area, "indicator": indicator, "type": kind, "unit": unit}, start | {"unit": unit}


def target(start: dict[str, Any], numeric: bool, key: str, period: Period) -> dict[str, Any]:
    """The target that is asked for, beginning with `start`: a value, or a year where there is none to reach."""
    asked: dict[str, Any] = {"name": st.text_input("名称", start["name"], key=f"{key}-name", persist_state="session")}
    with st.container(horizontal=True):
        if numeric:
            asked["operator"] = st.selectbox(
                "条件",
                c.OPERATORS,
                c.OPERATORS.index(start["operator"]),
                key=f"{key}-operator",
                persist_state="session",
                format_func=lambda code: w.word("operator", code),
            )
            asked["value"] = st.number_input(
                f"目标值（{start['unit'] or '无单位'}）",
                value=start["value"],
                key=f"{key}-value",
                persist_state="session",
                format=f"%.{adjustments.decimals(start['value'])}f",
            )
        else:
            asked["year"] = st.selectbox(
                "到期年", period.years, period.years.index(start["year"]), key=f"{key}-year", persist_state="session"
            )
    asked["note"] = st.text_input(
        "口径说明", key=f"{key}-note", persist_state="session", placeholder="口径变更时写明与原口径的差别"
    )
    return asked


def basis(form: str) -> dict[str, Any]:
    """On what a target is adjusted."""
    st.markdown("**依据**")
    return {
        "number": st.text_input(
            "文号", key=f"{form}-number", persist_state="session", placeholder=f"如：人发〔{ui.year()}〕3号"
        ),
        "date": str(
            st.date_input("日期", value=None, key=f"{form}-date", persist_state="session", format="YYYY-MM-DD") or ""
        ),
        "body": st.text_input("批准机关", key=f"{form}-body", persist_state="session", placeholder="区人大常委会"),
        "why": st.text_area("理由", key=f"{form}-why", persist_state="session"),
    }


def evidenced(plan: Plan, done: list[Row]) -> None:
    """The files on which one of the adjustments that were made rests."""
    called = dict(zip(plan.clauses["id"], plan.clauses["name"], strict=True))
    names = {row["seq"]: f"{row['number']}　{row['change']}　{called[row['clause']]}" for row in reversed(done)}
    with ui.at_desk("evidence-of"):
        seq = st.selectbox("附上哪次调整的依据文件", list(names), key="evidence-of", format_func=lambda n: names[n])
        evidence.beside(ADJUSTMENT, [row for row in done if row["seq"] == seq], "adjusted")


def binding(plan: Plan) -> None:
    """Say by which document a target binds or is expected."""
    form = forms.begin("binding")
    st.caption("规划没有载明；以后的文件（如约束性指标分解的通知）说明了的，写明发文字号、时间、机关。原记录保留。")
    names = choices.clauses(ui.in_area(plan.in_force), plan.about)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        clause = st.selectbox(
            "目标", list(names.index), key=f"{form}-binding-clause", format_func=names.get, persist_state="session"
        )
        said = st.selectbox("属性", BINDINGS, key=f"{form}-binding-said", persist_state="session")
        number = st.text_input("发文字号", key=f"{form}-binding-number", persist_state="session", max_chars=80)
        day = st.date_input(
            "发文时间", value=None, key=f"{form}-binding-date", persist_state="session", format="YYYY-MM-DD"
        )
        body = st.text_input("发文机关", key=f"{form}-binding-body", persist_state="session", max_chars=80)
    st.markdown(bindings.of(plan.state, clause))
    if st.button("确定属性", disabled=not (number.strip() and day and body.strip()), key=f"{form}-binding-save"):
        fields = {"clause": clause, "binding": said, "number": number, "date": f"{day}", "body": body}
        forms.save("binding", [entry("binding_set", fields)], "已确定目标的属性")
