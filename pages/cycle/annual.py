"""年度计划: what the five-year path asks of a year, adjusted with a reason, issued, and what became of it."""

import streamlit as st

from lib import ui
from lib.cycle import issuing
from lib.text import annual_plan
from lib.text import words as w
from lib.ui import forms
from lib.ui.cycle import annual

plan, year = ui.plan(), ui.year()
about = plan.about
everything = plan.with_annual(year)
area = ui.pick("下达范围", annual_plan.areas(everything, ui.area(), about), "issue")
rows = everything[everything["area"] == area]

st.header(annual_plan.title(rows, area, year, about))
annual.show_picture(rows, f"{area}{year}年度计划")
if rows["issued"].any():
    st.markdown(
        f"已由 {w.literal(rows['issue'].iloc[0])} 下达，不再改动；结论与五年进度并列，见“指标”页的“年度计划”列和“预警”。"
    )
    table = annual_plan.table(rows)
    ui.table(
        table,
        f"{area}{year}年度计划：计划值、当年实际、是否达到",
        annual_plan.WIDTHS,
        tuple(annual_plan.WIDTHS),
        "annual_columns",
        ui.Card("目标", "年度结论", ("年度计划", "当年实际", "五年结论")),
    )
    ui.download(table, f"年度计划-{area}-{year}", "annual")
    annual.reopen(area, year)
    ui.link("cycle/warnings", "预警：落后于年度计划或五年进度的条款")
    st.stop()

st.markdown(
    "路径值是五年目标在当年的值：水平、比率、数量为年末数，增速为当年增速，累计为当年数，到期的里程碑为1。改了计划值的要写理由；没有基期值的由规划办填写，空着的不下达。"
)
form = f"annual-{area}-{year}"
fresh = annual_plan.editor(rows)
key = f"{forms.begin(form)}-years"
edited = st.data_editor(
    forms.resumed(fresh, key),
    key=key,
    hide_index=True,
    height=520,
    num_rows="fixed",
    placeholder="",
    alt="年度计划草稿，计划值和理由可直接输入",
    disabled=["条款", "目标", "五年目标", "最近", "路径值", "单位"],
    column_config={
        "条款": None,
        "目标": st.column_config.Column(width=240),
        "最近": st.column_config.Column(width=150),
        annual_plan.VALUE: st.column_config.NumberColumn(help="双击修改", width=110),
        annual_plan.REASON: st.column_config.TextColumn(help="与路径值不同时必填", width=240),
    },
)
forms.remember(edited, fresh, key)
ui.on_paper(edited, f"{area}{year}年度计划草稿", form, edited.columns[1:])
draft = issuing.drafted(rows, annual_plan.typed(edited), year)
for problem in draft.problems:
    st.warning(w.literal(problem), icon=":material/edit_note:")
with st.container(horizontal=True, vertical_alignment="bottom"):
    number = st.text_input("文号", key=f"number-{form}", persist_state="session", placeholder=f"如：政发〔{year}〕1号")
    day = st.date_input("下达日期", value=None, key=f"day-{form}", format="YYYY-MM-DD", persist_state="session")
    sure = st.checkbox("已核对，下达后锁定", key=f"sure-{forms.begin(form)}")
    keep = st.button(
        f"保存草稿（{len(draft.changed)}项改动）",
        disabled=bool(draft.problems) or not draft.changed,
        icon=":material/save:",
    )
    issue = st.button(
        f"下达（{draft.size}项）",
        type="primary",
        disabled=bool(draft.problems) or not draft.size or not number or not day or not sure,
        help="下达后锁定；要更正须写明理由收回",
        icon=":material/lock:",
    )
if keep:
    forms.save(form, draft.changed, f"已保存{len(draft.changed)}项")
if issue:
    forms.save(form, issuing.issued(draft, area, year, number, day), f"{area}{year}年度计划已下达")
ui.download(edited, f"年度计划草稿-{area}-{year}", "annual")
