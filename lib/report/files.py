"""The three files of a report from an open plan: slides, document, workbook. Pages and commands call the same."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pandas as pd

from lib.about import About
from lib.report.opened import Opened
from lib.report.selection import chosen


class Kind(NamedTuple):
    """A kind of file: its ending, what people call it, media type, what is in it, and how it is made from a plan and
    what is asked."""

    ending: str
    name: str
    media: str
    text: str
    make: Callable[..., bytes]


def _slides(plan: Opened, **asked: Any) -> bytes:
    from lib.report.deck.contents import deck
    from lib.report.deck.material import material
    from lib.report.powerpoint import file as pptx  # the libraries take half a second; only an export needs them

    given = material(plan, **asked)
    title, mark, own = given.chosen.title, given.chosen.mark, plan.source.own(pptx.OWN)
    return pptx.write(deck(given), title, plan.about.name.product, mark, own)


def _document(plan: Opened, **asked: Any) -> bytes:
    from lib.report.document import file as docx

    return docx.document(chosen(plan, **asked))


def _workbook(plan: Opened, **asked: Any) -> bytes:
    from lib.report.workbook import file as xlsx

    return xlsx.workbook(chosen(plan, **asked))


OFFICE = "application/vnd.openxmlformats-officedocument."
SHEET = f"{OFFICE}spreadsheetml.sheet"
KINDS = {
    kind.ending: kind
    for kind in (
        Kind(
            "pptx",
            "汇报（PowerPoint）",
            f"{OFFICE}presentationml.presentation",
            "与“汇报”页相同的各页：图、表、地图都可编辑，备注有算式和行号",
            _slides,
        ),
        Kind(
            "docx",
            "评估报告（Word）",
            f"{OFFICE}wordprocessingml.document",
            "公文格式：总体情况、分领域的结论与算式、偏差说明、来源与口径；目录的页码在Word打开时更新",
            _document,
        ),
        Kind(
            "xlsx", "核对表（Excel）", SHEET, "完成程度、进度比、增速、逐年路径都是公式，改数即重算；可筛选", _workbook
        ),
    )
}
"""The kinds of file by ending."""


def table(rows: pd.DataFrame, title: str, mark: str = "", *, about: About) -> bytes:
    """Any table of a page as a workbook of one sheet; `mark` (演示数据) stands on its sheet and on every page."""
    from lib.report.workbook import file as xlsx

    return xlsx.table(rows, title, mark, about=about)


def steps() -> list[tuple[float, Kind]]:
    """The kinds of file in the order in which they are made, each with the share of the work done before it."""
    return [(position / len(KINDS), kind) for position, kind in enumerate(KINDS.values())]
