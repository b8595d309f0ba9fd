"""评估: annual, mid-term and final evaluations: frozen, explained, published, compared. Each has its own address."""

import streamlit as st

from lib import ui
from lib.ledger import frozen
from lib.plan.frozen import PUBLISHED
from lib.text import evaluations
from lib.text import words as w
from lib.ui import comments, evidence
from lib.ui.cycle import evaluation, frozen_works
from lib.ui.monitor import indicative

plan = ui.plan()
about = plan.about
found = plan.evaluations
if not found:
    st.header("评估：还没有做过")
    st.info("冻结一次评估，它就记下当时的结论、算式、数据和出处；说明补齐之后可以公开。", icon=":material/fact_check:")
    ui.link("cycle/entry", "先填报并审核当年的数，再在下面冻结")
else:
    one = evaluation.chosen(found, ui.year())
    name = one["name"]
    given = one["explanations"] if one["status"] == PUBLISHED else frozen.explanations(plan.state, one["year"])
    progress = evaluations.progress(one, given)
    st.header(w.literal(evaluations.title(one, about.period)))
    st.markdown(w.literal(evaluations.standing(one)))
    st.markdown(progress.text)
    st.caption(evaluations.fingerprint(ui.book().record(one["seq"])), help=w.word("notice", "fingerprint"))
    others = [other for other in found if other["name"] != name]
    drawn = (
        (evaluation.evidence, (one,)),
        (frozen_works.works, (plan, one)),
        (evaluation.explanations, (plan, one, given, progress)),
        (evidence.of_evaluation, (plan, one)),
        (evaluation.compare, (plan, one, others)),
    )
    tabs = st.tabs(evaluation.PARTS, key="part", bind="query-params")
    for tab, (draw, asked) in zip(tabs, drawn, strict=True):
        if tab.open:
            with tab:
                draw(*asked)
    comments.beside("evaluation", name)
    st.subheader("全部评估")
    ui.table(evaluations.listed(found, about), "全部评估及其状态", {"评估": 300}, evaluations.FIRST, "listed_columns")

indicative.show_all(plan, ui.year(), ui.chosen_area())
with ui.at_desk("freeze"), st.expander("冻结一次新的评估", expanded=not found, icon=":material/ac_unit:"):
    evaluation.freeze(plan, ui.year(), ui.chosen_area())
