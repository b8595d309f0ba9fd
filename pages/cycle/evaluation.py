"""评估: annual, mid-term and final evaluations: frozen, explained, published, compared. Each has its own address."""

import streamlit as st

from lib import ui
from lib.cycle import evaluation as e
from lib.ledger.record import entry, mark
from lib.text import evaluations
from lib.text import words as w
from lib.ui import forms

plan = ui.plan()
about = plan.about
found = plan.evaluations()
if not found:
    st.header("评估：还没有做过")
    st.info("冻结一次评估，它就记下当时的结论、算式、数据和出处；说明补齐之后可以公开。", icon=":material/fact_check:")
else:
    name = ui.pick("评估", evaluations.labels(found), "name", show_id=False)
    one = next(x for x in found if x["name"] == name)
    public = one["status"] == "published"
    given = one["explanations"] if public else e.explanations(plan.state, one["year"])
    progress = evaluations.progress(one, given)
    st.header(w.literal(evaluations.finding(one, about.period)))
    st.markdown(w.literal(evaluations.standing(one)))
    content, explain, compare = st.tabs(
        ["结论与依据", f"解释说明（{progress.needed}）", "与另一次比较"], key="part", on_change="rerun"
    )
    with content:
        table = evaluations.table(one, about)
        ui.table(table, f"{name}：逐项结论", {"目标": 220, "条件": 170, "实际": 110, "理由": 280})
        ui.download(table, name, "evaluation")
        row = evaluations.row_of(one, ui.pick("看一条的依据", evaluations.clauses_of(one, about), "clause"))
        for line in evaluations.details(row):
            st.markdown(line)
        ui.cite(row["line"])
    with explain:
        st.markdown(progress.text)
        if progress.needed:
            table = evaluations.explained(one, given, about)
            ui.table(table, f"{name}：须说明的条款与说明", {"目标": 200, "原因": 240, "措施": 240})
            ui.download(table, f"{name}-解释说明", "explained")
        if progress.needed and not public:
            key = ui.pick(
                "写哪一条的说明", evaluations.to_explain(one, progress.lacking, about), "explain", show_id=False
            )
            st.markdown(w.literal(evaluations.row_of(one, key)["reason"]))
            said = evaluations.said(given, key, plan.warnings(one["year"]))
            form = f"explain-{name}-{key}"
            draft = forms.begin(form)
            cause = st.text_area("原因", said["cause"], key=f"{draft}-cause", persist_state="session")
            measures = st.text_area("措施", said["measures"], key=f"{draft}-measures", persist_state="session")
            with st.container(horizontal=True, vertical_alignment="bottom"):
                unit = st.text_input("责任单位", said["unit"], key=f"{draft}-unit", persist_state="session")
                deadline = st.date_input(
                    "新时限", said["deadline"], key=f"{draft}-deadline", format="YYYY-MM-DD", persist_state="session"
                )
                if st.button("保存说明", icon=":material/save:"):
                    fields = {
                        "clause": key,
                        "year": one["year"],
                        "cause": cause,
                        "measures": measures,
                        "unit": unit,
                        "deadline": str(deadline or ""),
                    }
                    forms.save(
                        form,
                        [entry("explanation_given", fields)],
                        "说明已保存",
                        explain=evaluations.following(progress, key),
                    )
        if not public:
            with st.container(horizontal=True, vertical_alignment="bottom"):
                if st.button(
                    "公开",
                    type="primary",
                    disabled=bool(progress.lacking),
                    icon=":material/public:",
                    help="公开后不再改动",
                ):
                    forms.save(
                        "publish",
                        [mark("evaluation_published", one, explanations=e.to_publish(one, plan.state))],
                        "已公开",
                    )
                why = st.text_input(
                    "作废的理由", key=f"discard-{name}", placeholder="例如：冻结后发现数据有误，另行冻结"
                )
                if st.button("作废", disabled=not why.strip()):
                    forms.save("discard", [mark("evaluation_discarded", one, why)], "已作废")
    with compare:
        others = [x for x in found if x["name"] != name]
        if not others:
            st.info(
                "只有这一次评估。再冻结一次之后可以比较：哪些结论变了，方向，为什么。", icon=":material/compare_arrows:"
            )
        else:
            before = next(
                x
                for x in others
                if x["name"] == ui.pick("与哪一次比较", evaluations.labels(others), "with", show_id=False)
            )
            frame = e.compared(before, one)
            st.subheader(w.literal(evaluations.moved_finding(frame, before, one)))
            if len(moved := evaluations.moved(frame, about)):
                ui.table(moved, "两次评估之间变动的结论", {"目标": 220, "为何": 420})
                ui.download(moved, f"{before['name']}与{name}比较", "moved")
    st.subheader("全部评估")
    ui.table(evaluations.listed(found, about), "全部评估及其状态", {"评估": 220})

with st.expander("冻结一次新的评估", expanded=not found, icon=":material/ac_unit:"):
    year, area = ui.year(), None if ui.area() == ui.ALL else ui.area()
    st.markdown(evaluations.before_freezing(plan, year, area))
    form = forms.begin("freeze")
    kind = st.segmented_control(
        "类型",
        evaluations.kinds(year, about.period),
        default=evaluations.kinds(year, about.period)[0],
        required=True,
        key=f"{form}-kind-{year}",
        format_func=evaluations.kind_name,
    )
    called = st.text_input(
        "名称",
        evaluations.proposed_name(kind, area, year, list(plan.state.tables["evaluation"]), about),
        key=f"{form}-{kind}-{area}-{year}",
    )
    if st.button("冻结", type="primary", icon=":material/ac_unit:"):
        fields = {"name": called.strip(), "type": kind, "area": area, "year": year, "asof": forms.today()}
        forms.save(
            "freeze",
            [entry("evaluation_frozen", fields | {"rows": evaluations.rows(plan, year, area)})],
            "已冻结",
            name=called.strip(),
        )
