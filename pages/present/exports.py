"""导出: the slides, the report and the workbook of an evaluation, from the data on screen."""

import streamlit as st

from lib import ui
from lib.report import files
from lib.text import summary
from lib.text import words as w
from lib.ui import cover, present

about = ui.plan().about
asked = present.report() | {"demo": ui.demo()}
plan = present.plan_of(asked)
chosen = present.selected(plan, **asked)

st.header(f"导出：{chosen.title}")
if chosen.clauses.empty:
    st.info(
        f"规划没有为{chosen.of}单独设定目标条款，文件中只有{len(chosen.projects)}个项目和规划自身数字的核对。",
        icon=":material/info:",
    )
else:
    st.markdown(summary.title(chosen.clauses, chosen.year, about.period))
    st.caption(
        w.word("notice", "export").format(
            clauses=len(chosen.clauses), projects=len(chosen.projects), findings=len(chosen.findings)
        )
    )

letter = cover.letter()
version = (letter, ui.plan().state.seq, plan.evaluation is None, *asked.values())
if st.button("生成文件", type="primary", icon=":material/draft:"):
    made, bar = {}, st.progress(0.0)
    for share, file in files.steps():
        bar.progress(share, text=f"正在生成{file.name}…")
        made[file.key] = file.make(plan, letter, **asked)
    bar.empty()
    st.session_state["exports"] = version, made
of_version, made = st.session_state.get("exports", (None, {}))
for file in files.KINDS.values():
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"**{file.name}**　{file.text}", width="stretch")
        ready = of_version == version and file.key in made
        st.download_button(
            f"下载 {file.suffix.strip('-') or file.ending}",
            made[file.key] if ready else b"",
            file.named(chosen.name),
            file.media,
            key=f"export-{file.key}",
            on_click="ignore",
            icon=":material/download:",
            disabled=not ready,
        )
with ui.at_desk("how"):
    if of_version != version:
        st.caption("先按“生成文件”。换了范围、评估年或有新的录入后，要重新生成。")
    st.markdown("**只要一张表**")
    st.markdown("每个页面的表格下面都有“下载表格”（CSV）和“Excel”，内容与页面当前的筛选相同。")
st.caption(about.name.sources)
