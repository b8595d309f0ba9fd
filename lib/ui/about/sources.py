"""What the page of the sources shows, kept with the plan."""

import pandas as pd
import streamlit as st

from lib import ui
from lib.charts import completeness as charts
from lib.charts.house import Figure
from lib.home import DataError
from lib.ledger.permission import ADMIN
from lib.measure.completeness import completeness
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.store import plan_text
from lib.store.citations import CITED
from lib.text import provenance
from lib.text import words as w
from lib.ui import uploads
from lib.ui.citations import supplied
from lib.ui.plans import here


@kept
def known(plan: Plan, mode: str) -> Figure:
    """How much is known of each domain and year."""
    return charts.known(completeness(plan.in_force, plan.series, plan.about.period.with_base), mode)


@kept
def table(plan: Plan) -> pd.DataFrame:
    """Every source with what it feeds."""
    return provenance.sources(plan.frame("source"), plan.series, plan.source.clauses)


@kept
def fed(plan: Plan, slug: str) -> pd.DataFrame:
    """The observations that a source feeds; empty where it feeds none."""
    return provenance.observations(plan.series[plan.series["source"] == slug], "", plan.about)


def text(plan: Plan) -> None:
    """Whether the plan's own text has been supplied; an administrator can supply it: once, checked, never on the way to
    anybody else."""
    st.subheader("规划正文")
    known = len(supplied())
    st.markdown(
        f"已提供正文{known}行：引用下显示原文。"
        if known
        else "规划正文不随产品分发。提供之后，每处引用下显示原文；只存在这台服务器上，不进版本库。"
    )
    if ui.person().role != ADMIN:
        uploads.refuse()
        st.caption("由管理员提供。")
        return
    uploads.allow(plan_text.LARGEST)
    file = st.file_uploader(
        f"上传规划正文（txt，一段一行，共{plan.about.text.lines}行）",
        key="plan-text",
        max_upload_size=plan_text.LARGEST // 1_000_000,
        help="UTF-8、UTF-16 或 GB18030 的纯文本。先核对行数和各处引用，对得上才收；也可以用 python -m lib text 文件",
    )
    if file and st.button("核对并收下", type="primary", icon=":material/fact_check:"):
        _take(plan, file.getvalue())


def _take(plan: Plan, data: bytes) -> None:
    try:
        lines, found = plan_text.checked(data, plan.about, plan.frames(CITED))
        plan_text.keep(here().text, lines)
    except DataError as error:
        st.error(w.literal(error), title="没有收下", icon=":material/error:")
        return
    st.success(f"正文{len(lines)}行，{found}处引用相符。", title="已收下", icon=":material/check_circle:")
