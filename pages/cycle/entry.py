"""填报: the year's form as a sheet or typed in the page; what it would change and what is doubtful, before anything is
recorded."""

import streamlit as st

from lib import ui
from lib.cycle.warning import NOBODY
from lib.intake import form, submit
from lib.intake.check import check
from lib.text import filling
from lib.text import words as w
from lib.ui import desk
from lib.ui.cycle import aliases, entry

plan, round_ = ui.plan(), st.session_state.setdefault("round", 0)
about = plan.about
vocabulary = entry.vocabulary(plan)
heading = st.container()
with st.container(horizontal=True, vertical_alignment="bottom"):
    own = [ui.area()] if ui.area() != ui.ALL else plan.areas("plan")
    area = ui.pick("填报地域", filling.places([*own, *plan.areas("joint")], about), "fill")
    base = st.toggle(
        f"填{about.period.base}年基期", key="base", bind="query-params", help="目标路径从基期开始；缺基期的条款不能评估"
    )
    year = about.period.base if base else ui.year()
    everything = entry.asked(plan, year, area)
    lead = filling.leads(plan.state.frame("duty"), area)
    shown = form.frame(everything).assign(lead=[lead.get(row["indicator"], NOBODY) for row in everything])
    shown = ui.choose("领域", shown, "domain", "domain")
    shown = ui.choose_unit("责任单位", shown, "lead", "lead") if lead else shown
    rows = [row for row in everything if row["key"] in set(shown["key"])]
pending = entry.pending(plan)
heading.header(filling.title(rows, pending, area, year, about))

if recorded := st.session_state.pop("recorded", None):
    st.success(
        "已记入台账，等待审核；审核通过后才计入评估。", title=f"已提交{len(recorded)}项", icon=":material/check_circle:"
    )
    ui.table(filling.recorded(recorded, about), "刚提交的填报")

with ui.at_desk("way"):
    way = ui.one_of("填报方式", filling.WAYS, "way", label_visibility="collapsed")
upload, found, said, problem = None, [], [], ""
if way == filling.BY_FILE:
    with ui.at_desk("sheet"):
        left, right = st.columns([2, 3], gap="large")
    with left:
        entry.offer(rows, area, year)
    with right:
        st.markdown("**二、填好后上传**　先预览，确认之前不记录任何内容。")
        upload = desk.upload(round_)
    if upload:
        found, said, problem = upload.rows, upload.said, upload.problem
elif rows:
    st.caption(w.word("notice", "typing"))
    found, said = submit.typed(rows, desk.typed(rows, area, year, round_))
if problem:
    st.error(w.literal(problem), title="读不了这个文件，没有记录任何内容", icon=":material/error:")
if found or said:
    checked = check(found, said, vocabulary, area, year)
    compared, questions = submit.compare(checked.figures, pending), filling.questions(checked.problems)
    st.subheader(filling.verdict(compared, checked.blocked, questions))
    entry.problems(checked.problems, area, year)
    aliases.show(plan, checked.unknown)
    if compared:
        st.markdown("**与现有的数对照**")
        ui.table(filling.preview(compared, about), "填报将带来的变化", *filling.PREVIEW, "preview_columns")
    if desk.confirm(compared, checked.blocked, questions, upload, f"{upload.sha256 if upload else way}-{area}-{year}"):
        st.rerun()

figures, handed = entry.handed(plan, year, area)
if len(handed):
    st.subheader(filling.handed_title(handed))
    desk.handed(handed, figures, f"填报-{area}-{year}")
elif rows and ui.scale() > 1:
    ui.table(desk.asked(rows), "要填的数", {"指标": 420})
