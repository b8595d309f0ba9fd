"""Names of indicators that are not known yet, to be confirmed once, on the page of the entry."""

import streamlit as st

from lib import ui
from lib.ledger.record import mark
from lib.ledger.state import Row
from lib.plan.opened import Plan
from lib.text import aliases as text
from lib.text import words as w
from lib.ui import forms
from lib.ui.cycle import entry


def show(plan: Plan, unknown: tuple[str, ...]) -> None:
    """Names that mean no indicator: what each may mean, to be confirmed once; and those that were."""
    known = [row for row in plan.state.rows("alias") if row["status"] == "confirmed"]
    if not unknown and not known:
        return
    names, form = text.indicator_names(plan.frame("indicator")), forms.begin("alias")
    with ui.at_desk("aliases"), st.expander(text.title(unknown, known), expanded=bool(unknown)):
        st.caption(w.word("notice", "aliases"))
        if unknown:
            fresh = text.table(unknown, entry.vocabulary(plan), names)
            edited = st.data_editor(
                fresh,
                key=f"{form}-aliases-{hash(unknown)}",
                hide_index=True,
                disabled=[text.WRITTEN],
                placeholder="",
                alt="读不懂的指标名称，和它们可能是的指标",
                column_config={text.MEANT: st.column_config.SelectboxColumn(options=list(names), width=320)},
            )
            chosen = text.confirmed(edited, names)
            if st.button(f"记住所选的{len(chosen)}个说法", type="primary", disabled=not chosen):
                forms.save("alias", chosen, "已记住，以后照此读")
        if known:
            _known(known, names)


def _known(known: list[Row], names: dict[str, str]) -> None:
    called = {slug: name for name, slug in names.items()}
    kept_names = {row["name"]: called.get(row["indicator"], row["indicator"]) for row in known}
    gone = st.multiselect(
        "取消记住的说法", [f"{name}＝{means}" for name, means in kept_names.items()], key="alias-gone"
    )
    rows = [row for row in known if f"{row['name']}＝{kept_names[row['name']]}" in gone]
    if rows and st.button(f"取消这{len(rows)}个"):
        forms.save("alias", [mark("alias_dropped", row) for row in rows], "已取消")
