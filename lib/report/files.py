"""The files of a report from an open plan: slides, documents, workbook. Pages and commands call the same."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pandas as pd

from lib.about import About
from lib.report.letter import Letter, filled
from lib.report.opened import Opened
from lib.report.selection import chosen
from lib.text import digest


class Kind(NamedTuple):
    """A kind of file: its key, its ending, what people call it, what its name ends with, media type, what is in it, and
    how it is made from a plan and what is asked; `letter` says to whom it goes and who signs it."""

    key: str
    ending: str
    name: str
    suffix: str
    media: str
    text: str
    make: Callable[..., bytes]

    def named(self, report: str) -> str:
        """The name of the file of a report."""
        return f"{report}{self.suffix}.{self.ending}"


def _slides(plan: Opened, letter: Letter | None = None, **asked: Any) -> bytes:
    from lib.report.deck.contents import deck
    from lib.report.deck.material import material
    from lib.report.deck.opening import signed
    from lib.report.powerpoint import file as pptx  # the libraries take half a second; only an export needs them

    given = material(plan, **asked)
    title, mark, own = given.chosen.title, given.chosen.mark, plan.source.own(pptx.OWN)
    return pptx.write(
        signed(deck(given), filled(letter or Letter(), plan.about)), title, plan.about.name.product, mark, own
    )


def _document(plan: Opened, letter: Letter | None = None, **asked: Any) -> bytes:
    from lib.report.document import file as docx
    from lib.report.document.dossier import dossier

    return docx.document(dossier(plan, letter, **asked))


def _brief(plan: Opened, letter: Letter | None = None, **asked: Any) -> bytes:
    from lib.report.document import file as docx
    from lib.report.document.dossier import dossier

    return docx.brief(dossier(plan, letter, **asked))


def _warning(plan: Opened, letter: Letter | None = None, **asked: Any) -> bytes:
    from lib.report.document import file as docx
    from lib.report.document.dossier import dossier

    return docx.warning(dossier(plan, letter, **asked))


def _workbook(plan: Opened, letter: Letter | None = None, **asked: Any) -> bytes:
    from lib.report.workbook import file as xlsx

    return xlsx.workbook(chosen(plan, **asked))


OFFICE = "application/vnd.openxmlformats-officedocument."
SHEET, WORD = f"{OFFICE}spreadsheetml.sheet", f"{OFFICE}wordprocessingml.document"
KINDS = {
    kind.key: kind
    for kind in (
        Kind(
            "pptx",
            "pptx",
            "汇报（PowerPoint）",
            "",
            f"{OFFICE}presentationml.presentation",
            "与“汇报”页相同的各页：图、表、地图都可编辑，备注有算式和行号",
            _slides,
        ),
        Kind(
            "docx",
            "docx",
            "评估报告（Word）",
            "",
            WORD,
            "公文格式，可直接签发：总体情况、目标进展、项目、民生、问题和原因、建议，附目标条款完成情况表",
            _document,
        ),
        Kind("brief", "docx", "呈阅件（Word）", "-呈阅件", WORD, "一页纸：总体判断、主要指标、问题、建议", _brief),
        Kind(
            "alert",
            "docx",
            "信息专报（Word）",
            "-信息专报",
            WORD,
            "滞后、背离、逾期、未完成的事项：原因、措施、单位、时限",
            _warning,
        ),
        Kind(
            "xlsx",
            "xlsx",
            "核对表（Excel）",
            "",
            SHEET,
            "完成程度、进度比、增速、逐年路径都是公式，改数即重算；可筛选",
            _workbook,
        ),
    )
}
"""The kinds of file by key."""


def _digest(found: digest.Digest, author: str) -> bytes:
    from lib.report.document import digest as docx

    return docx.document(found, author)


DIGESTS: dict[str, Callable[[digest.Digest, str], bytes]] = {
    "docx": _digest,
    "html": lambda found, author: digest.page(found),
    "ics": lambda found, author: digest.calendar(found),
}
"""How a unit's digest is made, by the ending of the file."""


def table(rows: pd.DataFrame, title: str, mark: str = "", *, about: About) -> bytes:
    """Any table of a page as a workbook of one sheet; `mark` (演示数据) stands on its sheet and on every page."""
    from lib.report.workbook import file as xlsx

    return xlsx.table(rows, title, mark, about=about)


def score(
    scored: pd.DataFrame,
    points: pd.DataFrame,
    counted: pd.DataFrame,
    title: str,
    basis: str,
    mark: str,
    *,
    about: About,
) -> bytes:
    """The workbook of a year's score: see report.workbook.score."""
    from lib.report.workbook import score as xlsx

    return xlsx.workbook(scored, points, counted, title, basis, mark, about)


def steps() -> list[tuple[float, Kind]]:
    """The kinds of file in the order in which they are made, each with the share of the work done before it."""
    return [(position / len(KINDS), kind) for position, kind in enumerate(KINDS.values())]
