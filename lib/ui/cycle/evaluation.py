"""Evaluations on the page: the evidence of one, explaining, publishing, comparing, freezing."""

import streamlit as st

from lib import ui
from lib.charts.stacked import BY_GROUP, stacked
from lib.cycle import evaluation as e
from lib.cycle import freezing as f
from lib.intake import explanation_sheet
from lib.intake.check import frame
from lib.intake.read import EXPLANATIONS
from lib.ledger.evidence import EXPLANATION
from lib.ledger.frozen import Evaluation, Explanation, named, to_explain, to_publish
from lib.ledger.record import entry, mark
from lib.plan.frozen import PUBLISHED, seen
from lib.plan.opened import Plan
from lib.text import duties, freezing
from lib.text import evaluations as words
from lib.text import words as w
from lib.ui import desk, forms
from lib.ui import evidence as files
from lib.ui.cycle import frozen_works

WIDTHS = {"结论": 110, "目标": 350, "地域": 80, "条件": 250, "实际": 190, "年度结论": 110, "理由": 300}

PARTS = ("结论与依据", "项目与任务", "解释说明", "依据文件", "与另一次比较")
"""The tabs; only the one that is open is drawn."""


def chosen(found: list[Evaluation], year: int) -> Evaluation:
    """The evaluation that is shown: of the year chosen in the frame where there is one; with its choice."""
    own = [one for one in found if one["year"] == year]
    if own and st.session_state.get("name@year", year) != year:
        st.session_state["name"] = own[0]["name"]
    st.session_state["name@year"] = year
    rows = own + [one for one in found if one["year"] != year]
    name = ui.pick("评估", words.labels(rows), "name")
    if not own:
        st.caption(f"{year}年还没有评估；下面是其他年份的。")
    return named(rows, name)


def evidence(one: Evaluation) -> None:
    """Every verdict as it was frozen, in a picture and in full, and what one of them rests on."""
    ui.figure(
        stacked(
            words.by_domain(one, list(ui.plan().frame("domain")["name"])),
            "domain",
            "group",
            BY_GROUP,
            ui.mode(),
            ui.narrow(),
        ),
        w.literal(f"一行一个领域，数字为条款数。来源：{one['name']}，数据截至{one['asof']}。"),
        f"{one['name']}：各领域的结论",
    )
    table = words.table(one, ui.plan().about)
    ui.table(
        table,
        f"{one['name']}：逐项结论",
        WIDTHS,
        ("结论", "目标", "条件", "实际", "年度结论", "地域"),
        "frozen_columns",
        ui.Card("目标", "结论", ("地域", "条件", "实际", "年度结论")),
    )
    ui.download(table, one["name"], "evaluation")
    row = words.row_of(one, ui.pick("查看条款的依据", words.clauses_of(one, ui.plan().about), "clause"))
    for line in words.details(row):
        ui.prose(line)
    ui.cite(row["line"])


def explanations(plan: Plan, one: Evaluation, given: list[Explanation], progress: words.Progress) -> None:
    """What must be explained, and how it was; what the office does about it at its desk."""
    if progress.needed:
        table = words.explained(one, given, plan.about)
        ui.table(
            table,
            f"{one['name']}：须说明的条款与说明",
            {"结论": 110, "目标": 330, "地域": 80, "原因": 280, "措施": 290},
            more="explained_columns",
        )
        ui.download(table, f"{one['name']}-解释说明", "explained")
    public = one["status"] == PUBLISHED
    with ui.at_desk("explain"):
        if progress.needed and not public:
            explain(plan, one, given, progress)
            brought(plan, one)
        if public:
            recall(one)
        else:
            publish(plan, one, progress)


def explain(plan: Plan, one: Evaluation, given: list[Explanation], progress: words.Progress) -> None:
    """The form in which one clause is explained."""
    key = ui.pick("填写说明的条款", words.to_explain(one, progress.lacking, plan.about), "explain")
    st.markdown(w.literal(words.row_of(one, key)["reason"]))
    form = f"explain-{one['name']}-{key}"
    fresh, draft = words.said(given, key, plan.warnings(one["year"])), forms.begin(form)
    said = forms.fields(form, fresh)
    cause = st.text_area("原因", said["cause"], key=f"{draft}-cause", persist_state="session")
    measures = st.text_area("措施", said["measures"], key=f"{draft}-measures", persist_state="session")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        unit = st.text_input("责任单位", said["unit"], key=f"{draft}-by", persist_state="session")
        deadline = st.date_input(
            "新时限", said["deadline"], key=f"{draft}-deadline", format="YYYY-MM-DD", persist_state="session"
        )
        typed = {"cause": cause, "measures": measures, "unit": unit, "deadline": deadline}
        forms.remember_fields(form, typed, fresh)
        if st.button("保存说明", icon=":material/save:"):
            fields = {
                "clause": key,
                "year": one["year"],
                "cause": cause,
                "measures": measures,
                "unit": unit,
                "deadline": str(deadline or ""),
            }
            item = entry("explanation_given", fields)
            forms.save(form, [item], "说明已保存", explain=words.following(progress, key))
    if given_now := plan.state.get("explanation", key, one["year"]):
        files.beside(EXPLANATION, [given_now], "explained")


def brought(plan: Plan, one: Evaluation) -> None:
    """Explanations brought as a sheet: a row for each indicator."""
    upload = desk.sheet(
        "导入解释说明（xlsx、xls、csv）",
        f"explanations-{forms.begin('explanations')}",
        w.word("notice", "explanations_sheet"),
        EXPLANATIONS,
    )
    if not upload:
        return
    rows = to_explain(one["rows"])
    items, wrong = explanation_sheet.check(upload, rows, plan.clauses, one["year"], plan.state, plan.source.known)
    if wrong:
        st.error("这些行不写入，其余照常。", title=f"表中有{len(wrong)}处没有读懂")
        told, widths = duties.problems(frame(wrong)), {"程度": 90, "怎样改": 420}
        ui.table(told, "解释说明表中的错误", widths, duties.PROBLEM, "problem_columns")
    if not items:
        st.info("没有新的说明。", icon=":material/info:")
    elif st.button(f"写入{len(items)}条说明", type="primary"):
        forms.save("explanations", items, f"已写入{len(items)}条说明")


def publish(plan: Plan, one: Evaluation, progress: words.Progress) -> None:
    """Publish what is explained, or discard it with a reason."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sure = st.checkbox("已核对，可以公开", key=f"public-{one['name']}")
        if st.button(
            "公开",
            type="primary",
            disabled=bool(progress.lacking) or not sure,
            icon=":material/public:",
            help="公开后不再改动；要更正须写明理由撤回",
        ):
            item = mark("evaluation_published", one, explanations=to_publish(one, plan.state))
            forms.save("publish", [item], "已公开")
        why = st.text_input(
            "作废的理由",
            key=f"discard-{one['name']}",
            placeholder="例如：冻结后发现数据有误，另行冻结",
            persist_state="session",
        )
        if st.button("作废", disabled=not why.strip()):
            forms.save("discard", [mark("evaluation_discarded", one, why)], "已作废")


def recall(one: Evaluation) -> None:
    """Take a published evaluation back to be corrected, with a reason."""
    with st.expander("更正：撤回公开", icon=":material/undo:"):
        why = st.text_input("撤回的理由", key=f"recall-{one['name']}", max_chars=200, persist_state="session")
        st.caption("撤回记入台账，原来的公开记录保留；改好说明后再公开，或作废后另行冻结。")
        if st.button("撤回公开", disabled=not why.strip()):
            forms.save("recall", [mark("evaluation_recalled", one, why.strip())], "已撤回公开")


def compare(plan: Plan, one: Evaluation, others: list[Evaluation]) -> None:
    """Which verdicts changed against another evaluation, which way and why, from the earlier one to the later; those
    before it are offered first."""
    if not others:
        st.info(
            "只有这一次评估。再冻结一次之后可以比较：哪些结论变了，方向，为什么。", icon=":material/compare_arrows:"
        )
        return
    name = ui.pick("与哪一次比较", words.labels(sorted(others, key=lambda other: e.when(other) > e.when(one))), "with")
    before, after = sorted([one, *(other for other in others if other["name"] == name)], key=e.when)
    frame = e.compared(before, after)
    st.subheader(w.literal(words.moved_title(frame, before, after)))
    if len(moved := words.moved(frame, ui.plan().about)):
        ui.table(moved, "两次评估之间变动的结论", {"目标": 350, "变动原因": 450}, more="moved_columns")
        ui.download(moved, f"{before['name']}与{after['name']}比较", "moved")
    frozen_works.compare(plan, before, after)


def freeze(plan: Plan, year: int, area: str | None) -> None:
    """The form that freezes a new evaluation of a year and area."""
    assessed = plan.within(plan.with_annual(year), area)
    about = plan.about
    st.markdown(words.before_freezing(assessed, len(plan.waiting), year, area, about.period, about))
    form, kinds = forms.begin("freeze"), words.kinds(year, about.period)
    kind = st.segmented_control(
        "类型", kinds, default=kinds[0], required=True, key=f"{form}-kind-{year}", format_func=words.kind_name
    )
    called = st.text_input(
        "名称",
        f.proposed_name(kind, words.of(area, about), year, [row["name"] for row in plan.state.rows("evaluation")]),
        key=f"{form}-{kind}-{area}-{year}",
    ).strip()
    if st.button("冻结", type="primary", icon=":material/ac_unit:"):
        told = freezing.telling(plan.series, about.period)
        day = forms.today()
        item = f.frozen(called, kind, area, year, day, seen(plan, year, day, area), told)
        forms.save("freeze", [item], "已冻结", name=called)
