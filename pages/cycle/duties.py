"""责任分解: who answers for each indicator and project; edited in a table, shown before it is written."""

from functools import partial

import streamlit as st

from lib import ui
from lib.cycle import duties as d
from lib.cycle.warning import NOBODY
from lib.intake import duty_sheet, submit
from lib.intake.check import frame
from lib.intake.read import DUTIES
from lib.text import duties
from lib.text import words as w
from lib.ui import desk, forms
from lib.ui.cycle.duties import assigned, columns, coverage, searched, show_pictures

plan = ui.plan()
everything = assigned(plan)
units, pending = d.units(plan.state), d.pruned(forms.pending("duties", "duties-pending"), everything)

st.header(coverage(plan, ui.chosen_area()))
st.caption(w.word("notice", "duties").format(line=ui.sections().cited(plan.about.text.duties)))
if not units:
    st.info(w.word("notice", "no_units"), icon=":material/group_add:")
    ui.link("cycle/people", "登记单位")
show_pictures(plan, ui.chosen_area())

with st.container(horizontal=True):
    rows = ui.choose("类别", ui.in_area(everything), "kind", "matter")
    rows = ui.choose("领域或行业", rows, "domain", "field")
    rows = ui.choose_unit("牵头单位", rows.assign(led=rows["lead"].replace("", NOBODY)), "led", "lead")
    rows = ui.search_in(rows, everything, partial(searched, plan), "duty", "名称、拼音首字母、单位或责任人")
rows = rows.reset_index(drop=True)

form = forms.begin("duties")
if rows.empty:
    st.info("没有符合条件的事项。请放宽上面的筛选条件。", icon=":material/filter_alt_off:")
else:
    key = f"duties-{hash(tuple(rows['thing']))}-{form}"
    edited = st.data_editor(
        duties.table(d.with_changes(rows, forms.drawn("duties-pending", key)), plan.about.areas),
        key=key,
        hide_index=True,
        height=520,
        placeholder="",
        disabled=["编号", "类别", "地域", "领域或行业", "事项"],
        column_order=duties.ORDER,
        column_config=columns(units),
    )
    pending = forms.hold("duties", "duties-pending", d.merged(pending, rows, duties.fields(edited)))
    ui.on_paper(duties.sheet(d.with_changes(rows, pending), plan.about.areas), "责任分解", "duties", duties.SHEET)
ui.download(partial(duties.sheet, everything, plan.about.areas), "责任分解", "duties")
upload = desk.sheet("导入责任分解表（xlsx、xls、csv）", f"sheet-{form}", w.word("notice", "duties_sheet"), DUTIES)
good_rows = upload is not None and st.checkbox("有错误的行不写入，其余照常写入", key=f"good-{form}")
read, problems = duty_sheet.check(upload, everything, good_rows, plan.state, plan.about.period) if upload else ({}, [])
if problems:
    said = frame(problems)
    if errors := duties.errors(said):
        left = "这些行不写入。" if good_rows else "没有读入任何内容。请改正后重新上传，或勾选上面的“有错误的行不写入”。"
        st.error(left, title=f"表中有{errors}处没有读懂", icon=":material/error:")
    told, widths = duties.problems(said), {"程度": 90, "怎样改": 420}
    ui.table(told, "责任分解表中的错误和没有读的列", widths, duties.PROBLEM, "problem_columns")
pending = pending | read

if pending:
    wrong = d.complaints(pending, everything, plan.state)
    st.subheader(f"将要改{len(pending)}项，尚未写入")
    ui.table(duties.preview(pending, everything), "责任分解将带来的变化")
    if wrong:
        st.error("改正下列各项后才能写入。", title=f"{len(wrong)}处有误", icon=":material/error:")
        ui.table(duties.complaints(wrong, everything), "责任分解中的错误")
    why = st.text_input("理由或文号", key="duties-why", max_chars=200, placeholder=f"例如：政办发〔{ui.year()}〕1号")
    with st.container(horizontal=True):
        if st.button(f"写入{len(pending)}项", type="primary", disabled=bool(wrong)):
            forms.save(
                "duties",
                d.entries(pending, everything, why, submit.origin(upload) if upload else ""),
                f"已写入{len(pending)}项",
            )
        st.button("放弃改动", on_click=forms.discard, args=("duties", "duties-pending"))
