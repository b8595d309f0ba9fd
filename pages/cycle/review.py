"""审核: the figures that wait, beside what counts now, the path and the year before; approved, returned or withdrawn."""

import streamlit as st

from lib import ui
from lib.charts.stacked import WAITING, stacked
from lib.cycle import review
from lib.text import submitted_figures, uncounted
from lib.text import words as w
from lib.ui.cycle import review as review_ui

plan = ui.plan()
about = plan.about
indicators = plan.frame("indicator")
waiting = submitted_figures.names(ui.in_area(plan.waiting), indicators, plan.frame("domain"))

st.header(submitted_figures.title(waiting))
if waiting.empty:
    st.info("没有待审核的数。填报的数提交后列在这里，通过之后才计入结论。", icon=":material/inbox:")
    ui.link("cycle/entry", "先填报：下载模板或在页面填写")
else:
    ui.figure(
        stacked(
            submitted_figures.by_domain(waiting, indicators, plan.frame("domain")),
            "domain",
            "state",
            WAITING,
            ui.mode(),
        ),
        "一行一个领域，数字为待审核的数。来源：填报台账。",
        "待审核的数：各领域新增和更改多少",
    )
    with ui.at_desk("how"):
        st.caption(submitted_figures.HOW)
    with st.container(horizontal=True):
        rows = ui.choose("须留意", submitted_figures.ordered(waiting), "notable", "notable")
        rows = ui.choose("领域", rows, "domain", "review-domain")
        rows = ui.choose("填报人", rows, "who", "handed-by")
        rows = ui.choose("年份", rows, "year", "of-year")
    table = submitted_figures.waiting_table(rows, about)
    review_ui.decide(plan, rows, table)
    ui.download(table, f"待审核-{ui.area_name()}", "waiting")

if plan.uncounted:
    st.subheader(uncounted.title(plan.uncounted))
    st.caption(w.word("notice", "uncounted_mend"))
    ui.table(uncounted.table(plan.uncounted), "没有计入的记录", {"关于": 300, "为何不计入": 480})

st.subheader("一个数的沿革")
recorded = review_ui.recorded(plan, ui.chosen_area())
if recorded.empty:
    st.info("台账中还没有填报的数。在“填报”页上传表格或逐项录入。", icon=":material/history:")
    ui.link("cycle/entry", "去填报")
    st.stop()
key = ui.pick("指标", recorded, "figure")
area, slug = key.split(".", 1)
known = indicators.set_index("slug").loc[slug]
steps = submitted_figures.history_table(review.history(plan.measured.submitted, area, slug), known["unit"])
ui.table(
    steps,
    f"{known['name']}的填报与审核记录，最新的在前",
    {"理由或说明": 420},
    submitted_figures.HISTORY,
    "step_columns",
)
review_ui.revoke(plan, area, slug, known["unit"])
ui.download(steps, f"沿革-{known['name']}-{area}", "history")
ui.link("monitor/indicators", "在“指标”页看它的结论", q=known["name"])
