"""Tables as files for people: UTF-8 with BOM, so that Excel reads the Chinese; text that Excel would run as a formula
is defused."""

import re
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from lib.text import words as w

FORMULA = re.compile(r"[\t\r\n]|[\s\u3000\ufeff]*[=+\-@＝＋－＠]")
"""How a text begins that a spreadsheet may take for a formula: blanks and signs of full width do not keep it from that."""
NUMBER = re.compile(r"[-−]?(0|[1-9]\d{0,2}(,\d{3})+|[1-9]\d*)(\.\d+)?")
PERCENT = re.compile(NUMBER.pattern + "%")
"""A cell that is a number, or one in per cent; a code with a zero before it is none."""
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML file can hold, hence no document, slide or workbook."""


def clean(text: object) -> str:
    r"""Text without the characters that XML forbids: older ledgers may hold some.

    >>> clean("甲\x07乙\uffff\n")
    '甲乙\n'
    """
    return FORBIDDEN.sub("", str(text))


def neutral(cell: Any) -> Any:
    r"""Text that would begin a formula gets an apostrophe before it; numbers stay numbers, and what is missing is empty.

    >>> neutral("=1+1"), neutral("-"), neutral(-15.0), neutral("≥ 420亿元")
    ("'=1+1", "'-", -15.0, '≥ 420亿元')
    >>> neutral("\n=1"), neutral(" ＋1"), neutral("－5"), neutral("甲=乙")
    ("'\n=1", "' ＋1", "'－5", '甲=乙')
    """
    if not isinstance(cell, str):
        return cell
    safe = clean(cell)
    return f"'{safe}" if FORMULA.match(safe) else safe


def mark(demo: bool) -> str:
    """What every page of a file of the training set says of itself; empty for the real ledger."""
    return w.word("demo", "text") if demo else ""


def named(name: str, demo: bool) -> str:
    """The name of a file without its ending; one of the training set says so: a CSV has no other place for it.

    >>> named("指标", False), named("指标", True)
    ('指标', '指标-演示数据')
    """
    return f"{name}-{w.word('demo', 'mark')}" if demo else name


def titled(title: str, mark: str) -> str:
    """The title of a file in its properties; one of the training set says so.

    >>> titled("报告", ""), titled("报告", "演示数据")
    ('报告', '【演示数据】报告')
    """
    return f"【{mark}】{title}" if mark else title


def sign(properties: Any, title: str, author: str) -> None:
    """Fill the core properties of a document or a presentation: title, maker and day instead of those of the library's
    template."""
    properties.title, properties.author, properties.last_modified_by, properties.comments = title, author, author, ""
    properties.created = properties.modified = datetime.now(UTC).replace(microsecond=0, tzinfo=None)


def csv(rows: pd.DataFrame) -> bytes:
    """A frame as CSV bytes.

    >>> csv(pd.DataFrame({"名称": ["@a"], "值": [1]})).decode("utf-8-sig")
    "名称,值\\n'@a,1\\n"
    """
    cells = {neutral(name): [neutral(cell) for cell in values] for name, values in plain(rows).items()}
    safe = pd.DataFrame(cells, dtype=object)
    written: str = safe.to_csv(index=False, lineterminator="\n")
    return written.encode("utf-8-sig")


def plain(rows: pd.DataFrame) -> pd.DataFrame:
    """A table of a page as a file has it: what is missing is empty, a column of nothing but numbers (or per cent) holds
    numbers, and none has digits that only the arithmetic of the machine made.

    >>> plain(pd.DataFrame({"值": ["1,046.9", "—"], "增速": ["-0.6%", "9%"], "名": ["甲", "—"], "差": [-9.999999999999964, 1]}))
            值 增速（%）     名    差
    0  1046.9  -0.6     甲  -10
    1    None     9  None    1
    """
    columns: dict[str, pd.Series] = {}
    for name, values in rows.items():
        cells = [None if w.missing(cell) or cell == w.MISSING else _rounded(cell) for cell in values.astype(object)]
        said = [cell for cell in cells if cell is not None]
        title = str(name)
        for pattern, more in ((NUMBER, ""), (PERCENT, "（%）")):
            if said and all(isinstance(cell, str) and pattern.fullmatch(cell) for cell in said):
                cells = [None if cell is None else _number(cell) for cell in cells]
                title += more if "%" not in title else ""
        if said and all(isinstance(cell, float) and cell.is_integer() for cell in said):
            cells = [None if cell is None else int(cell) for cell in cells]
        columns[title] = pd.Series(cells, dtype=object)
    return pd.DataFrame(columns)


def _number(cell: str) -> int | float:
    """A number as pages write it."""
    plain = cell.translate(str.maketrans("−", "-", ",%"))
    return float(plain) if "." in plain else int(plain)


def _rounded(cell: Any) -> Any:
    """A number with the twelve digits that mean something."""
    return float(f"{cell:.12g}") if isinstance(cell, float) and cell == cell and abs(cell) != float("inf") else cell
