"""Files of evidence in words and tables."""

from collections.abc import Mapping
from pathlib import PurePath

import pandas as pd

from lib.cycle.evidence import Basis
from lib.ledger.clock import day, moment
from lib.ledger.evidence import ADJUSTMENT, EXPLANATION, FIGURE
from lib.ledger.state import Row
from lib.text import words as w
from lib.text.submitted_figures import unit_of

MATTER = {FIGURE: "数", ADJUSTMENT: "目标调整", EXPLANATION: "解释说明"}
"""What a file can be evidence for."""
LISTING = "清单.csv"
NOTHING = "没有依据文件"


def called(matter: str, row: Row, indicators: pd.DataFrame, clauses: Mapping[str, str]) -> str:
    """What a file is evidence for, in a few words. `indicators` by slug, `clauses` names by id."""
    if matter != FIGURE:
        return (
            f"{clauses.get(row['clause'], row['clause'])}（{row['number'] if matter == ADJUSTMENT else row['year']}）"
        )
    known = indicators.loc[row["indicator"]]
    told = w.quantity(row["value"], unit_of(row["measure"], known["unit"]), None, row["operator"])
    return f"{known['name']}·{row['area']}·{row['year']}年 {told}"


def labels(of: Basis, indicators: pd.DataFrame, clauses: pd.DataFrame) -> dict[tuple[str, str], str]:
    """What each row of a basis is called; `indicators`, `clauses` are the plan's frames."""
    known, names = indicators.set_index("slug"), dict(zip(clauses["id"], clauses["name"], strict=True))
    return {key: called(key[0], row, known, names) for key, row in of.items()}


def title(files: list[Row], of: Basis) -> str:
    """How much of what an evaluation rests on has evidence, in one line."""
    having = {(row["matter"], row["about"]) for row in files}
    parts = [
        f"{word}{sum(key[0] == matter and key in having for key in of)}/{count}项"
        for matter, word in MATTER.items()
        if (count := sum(key[0] == matter for key in of))
    ]
    return f"依据文件{len(files)}份" + (f"：{'，'.join(parts)}有依据" if parts else "")


def table(files: list[Row], names: Mapping[tuple[str, str], str]) -> pd.DataFrame:
    """Files of evidence, one a line."""
    return pd.DataFrame(
        {
            "所依据的": [names.get((row["matter"], row["about"]), row["about"]) for row in files],
            "类别": [MATTER[row["matter"]] for row in files],
            "文件": [row["name"] for row in files],
            "大小": [size(row["size"]) for row in files],
            "说明": [row.get("note") or "" for row in files],
            "附上": [row["who"] for row in files],
            "时间": [moment(row["at"]) for row in files],
            "SHA-256": [row["sha256"] for row in files],
            "记录号": [row["seq"] for row in files],
        }
    )


def size(count: float) -> str:
    """A size in bytes in words.

    >>> size(532), size(1_480_000)
    ('1 KB', '1.5 MB')
    """
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(count / 1e3, 1):.0f} KB"


def line(row: Row) -> str:
    """A file in one line: name, size, who attached it and when."""
    return f"{row['name']}（{size(row['size'])}，{row['who']}，{day(row['at'])}）"


def named(files: list[Row]) -> list[tuple[str, str]]:
    """The name of each file in an archive, by its number so that none covers another, and its hash."""
    return [(f"{row['seq']:05d}-{PurePath(row['name']).name}", row["sha256"]) for row in files]


def photo(row: Row) -> str:
    """What stands beneath a photograph: the day, what it shows, who attached it."""
    return "，".join(part for part in (row.get("date"), row.get("note"), f"{row['who']}附") if part)


def photos(rows: list[Row], projects: Mapping[str, str]) -> pd.DataFrame:
    """Photographs, one a line; `projects` are names by id."""
    return pd.DataFrame(
        {
            "项目": [projects.get(row["about"], row["about"]) for row in rows],
            "日期": [row.get("date") for row in rows],
            "说明": [row.get("note") or None for row in rows],
            "文件": [name for name, _ in named(rows)],
            "附上": [row["who"] for row in rows],
            "SHA-256": [row["sha256"] for row in rows],
        }
    )


def drawn(figures: list[Row], files: list[Row], names: Mapping[tuple[str, str], str]) -> pd.DataFrame:
    """Figures that were drawn to be checked, with their evidence and room for what was found."""
    held: dict[str, list[str]] = {}
    for one in files:
        if one["matter"] == FIGURE:
            held.setdefault(one["about"], []).append(one["name"])
    return pd.DataFrame(
        {
            "数": [names[FIGURE, str(row["key"])] for row in figures],
            "填报人": [row["who"] for row in figures],
            "出处": [row.get("place") or row["file"] or w.MISSING for row in figures],
            "依据文件": ["、".join(held.get(str(row["key"]), [])) or NOTHING for row in figures],
            "核查结果": "",
            "记录号": [row["seq"] for row in figures],
        }
    )
