"""The list of pages and the frame they share: title, area, evaluation year."""

from pathlib import Path

import streamlit as st

from lib import ui
from lib.text import words as w
from lib.ui import chinese, frame, menu, projector, search

PAGES = {
    "": [("monitor/overview", "总览", "全部目标条款的状况、滞后与缺数据之处")],
    "目标": [
        ("monitor/indicators", "指标", "每一条目标：观测值、目标路径、算式与出处"),
        ("monitor/projection", "测算", "按不同增速推算到期末，比较所需与追赶增速"),
        ("monitor/effort", "难度总览", "全部目标的所需增速与已实现增速"),
        ("monitor/audit", "目标自洽性", "规划自身数字的相互印证"),
    ],
    "空间": [
        ("space/layout", "空间布局", "规划的空间体系、单元的位置，和落在其中的项目"),
        ("space/parks", "园区", "每个园区的位置、产业、项目、目标，以及各园比较"),
    ],
    "项目": [
        ("projects/register", "项目库", "规划的全部项目：筛选、看板、时间、热力、地图"),
        ("projects/flagship", "{flagship}", "内容、时限与位置，规划各处的说法"),
        ("projects/measures", "举措", "项目和定量目标以外的承诺：按章、领域、地域"),
    ],
    "执行": [
        ("cycle/entry", "填报", "模板、上传、核对、提交"),
        ("cycle/review", "审核", "填报的数与原值、路径、上年相比；通过或退回"),
        ("cycle/annual", "年度计划", "由五年路径得出各年目标，调整后下达"),
        ("cycle/evaluation", "评估", "年度、中期、期末评估：冻结、说明、公开、比较"),
        ("cycle/warnings", "预警", "落后于年度计划或五年进度的条款，涉及谁，起始年份"),
        ("cycle/adjust", "调整", "按程序调整目标：依据、类别、对结论的影响"),
        ("cycle/monthly", "月度调度", "各月、各季的数与年度计划：序时进度、差距、余下各月要做多少"),
        ("cycle/dispatch", "项目调度", "年度重点项目：投资完成与计划、开工竣工、节点、存在问题"),
        ("cycle/progress", "项目填报", "列入、退出重点项目，填报投资、形象进度、节点和问题"),
        ("cycle/tasks", "任务", "举措和民生实事：谁负责，完成、推进还是未启动"),
        ("cycle/duties", "责任分解", "每项指标、每个项目、每项举措由哪个单位、哪个人负责"),
        ("cycle/supervision", "督办", "交办、办理反馈、核销"),
        ("cycle/reminders", "催报", "各单位欠什么、什么逾期，报送期限"),
        ("cycle/score", "考核", "各单位得分、算式和名次：默认不启用，由规划办规定权数"),
        ("cycle/changes", "变化", "任意两天之间：结论、数、项目、目标变了什么"),
        ("cycle/comments", "意见", "对指标、项目、评估、汇报页的意见：答复了没有，解决了没有"),
        ("cycle/unit", "单位", "一个单位要办的全部事项"),
        ("cycle/people", "单位与角色", "单位名册，谁可以做什么"),
    ],
    "汇报": [
        ("present/briefing", "汇报", "由数据生成的幻灯片：选页、放映、下载PowerPoint"),
        ("present/wall", "大屏", "会议室墙上的一屏：地图、六个数、滞后清单，按键或按时间换屏"),
        ("present/sheet", "单页", "一个目标、项目、园区或单位，一张A4纸：打印带走"),
        ("present/minutes", "会议记录", "会上议定了什么、谁、何时前：打印、下载、转为督办"),
        ("present/exports", "导出", "幻灯片、评估报告、核对表：与屏幕相同的数据，可以编辑"),
    ],
    "说明": [
        ("about/help", "帮助", "三种人各三步：看、做、开会"),
        ("about/sources", "数据来源", "每一个来源供给了什么，以及数据字典"),
        ("about/glossary", "术语", "评估用语和规划中的专名各是什么意思"),
        ("about/methods", "方法", "目标怎样测量，阈值是多少"),
    ],
}

# Shared filters that do nothing on a page (by its address) and are not on it.
INERT = {
    "audit": ("area", "year"),
    "help": ("area", "year"),
    "glossary": ("area", "year"),
    "sources": ("area", "year"),
    "people": ("area", "year"),
    "supervision": ("area", "year"),
    "review": ("year",),
    "adjust": ("year",),
    "measures": ("year",),
    "parks": ("area",),
    "flagship": ("area",),
    "unit": ("area",),
    "reminders": ("area",),
    "progress": ("area",),
    "score": ("area",),
    "wall": ("area",),
    "minutes": ("area", "year"),
    "comments": ("area", "year"),
    "sheet": ("area",),
}

# Pages that need nothing of the ledger: open though it cannot be read.
WITHOUT_LEDGER = ("audit", "layout", "measures", "help", "glossary", "sources", "methods")

# Pages on which people write: who may only read is told so there.
DESKS = ("review", "annual", "adjust", "progress", "tasks", "duties", "supervision", "score", "people")

about = ui.about_plan()
st.set_page_config(
    page_title=about.name.page, page_icon=str(Path(__file__).parent / "lib" / "ui" / "icon.png"), layout="wide"
)
page = menu.navigation(Path(__file__).parent, PAGES, about.flagship.short)
ui.begin(page.url_path, page.url_path in WITHOUT_LEDGER)
with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="frame"):
    st.markdown(f"**{w.literal(about.name.page)}**", width="content")
    search.box(search.pages(PAGES, about.flagship.short))
    with st.container(horizontal=True, vertical_alignment="center", width="content", key="filters"):
        ui.shared_filters(INERT.get(page.url_path, ()))
        frame.who()
    chinese.framework()
with st.container(gap=None):
    frame.steps()
    frame.paper()
    pages = {path for entries in PAGES.values() for path, _, _ in entries}
    frame.notices({"", *(path.rsplit("/", 1)[-1] for path in pages)}, DESKS)
with frame.timed(page.url_path), projector.page(), ui.told():
    page.run()
