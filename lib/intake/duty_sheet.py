"""A sheet of duties (xlsx, xls, csv): who leads what, matched by id, clause or name; every doubt named by row and
column."""

import re

import pandas as pd

from lib.intake.beside import said
from lib.intake.cell import Cell
from lib.intake.context import NAMES, elsewhere, mentioned
from lib.intake.names import plain
from lib.intake.number import WORDS
from lib.intake.problem import ERROR, NOTE, Problem, found_words
from lib.intake.read import Upload
from lib.intake.records import TWICE, Record, Table
from lib.intake.text import whole
from lib.intake.unseen import answered
from lib.ledger.fold import EMPTY
from lib.ledger.permission import listed
from lib.ledger.state import State
from lib.ledger.succession import current, told
from lib.measure.period import Period

FIELDS = ("lead", "shares", "person", "support", "note")
LONGEST = {"lead": 40, "person": 40, "support": 200, "note": 200}
Change = dict[str, str]
"""What a row says of a thing, by FIELDS."""
SECOND = ERROR, "同一内容只有一列", "另一列已是这一内容；请只留一列。"
DITTO = tuple(WORDS["ditto"]["words"])
INNER = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
"""A blank between two Chinese characters, as people put it to make a name fill its cell."""
SHARE = re.compile(r"(.+?)\s*[(（]?\s*(\d+(?:\.\d+)?)\s*[%％]\s*[)）]?")
"""A unit with its share of a duty, as 示例一局60% or 示例一局（60%）."""
SEPARATORS = re.compile(r"[;；、,，\n/]+")


def check(
    upload: Upload, rows: pd.DataFrame, good_rows: bool = False, state: State = EMPTY, period: Period | None = None
) -> tuple[dict[str, Change], list[Problem]]:
    """What a sheet would change, by thing, and what is wrong with it (errors: nothing is taken, or with `good_rows` all
    rows but those) or was not read (notes). `rows` as `duties.assigned`, `upload` as read for DUTIES; a former name of
    a unit is read as its successor in the `state`, and said. A title of years off the `period` is wrong.

    Empty cells change nothing, so that a sheet may hold a few rows or columns only; a merged cell stands for all its
    rows.
    """
    if upload.problem:
        return {}, [Problem(ERROR, "", None, "", upload.name, "xlsx、xls 或 csv", upload.problem)]
    known, before = _by_name(rows), rows.set_index("thing")
    changes: dict[str, Change] = {}
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for table in upload.tables:
        if not table.head:
            mend = "请下载本页的责任分解表，在其中填写；不是责任分解的表请删去或命名为“说明”。"
            problems.append(
                Problem(ERROR, table.sheet, 1, "", "没有找到表头", "一行表头，含“编号”或“事项”，和“牵头单位”", mend)
            )
        elif not table.visible:
            problems.append(
                Problem(
                    ERROR, table.sheet, None, "", "隐藏的工作表", "要读的工作表不隐藏", "请取消隐藏，或删去这张表。"
                )
            )
        else:
            for place in table.unread:
                severity, *told = SECOND if place.what == TWICE else (NOTE, "责任分解的列", "这一列没有读。")
                problems.append(Problem(severity, table.sheet, place.row, place.column, place.text[:60], *told))
            problems += answered(table.said)
            _rows(table, known, before, seen, changes, problems, period)
    problems += _current(changes, state)
    wrong = any(found.severity == ERROR for found in problems)
    return ({} if wrong and not good_rows else changes), problems


def _rows(
    table: Table,
    known: dict[str, list[str]],
    before: pd.DataFrame,
    seen: dict[str, str],
    changes: dict[str, Change],
    problems: list[Problem],
    period: Period | None,
) -> None:
    """The changes of all rows of a table, into `changes`, and what is wrong, into `problems`; `seen` tells where a
    thing stood."""
    areas = tuple(dict.fromkeys(str(area) for area in before["area"]))
    problems += _of_another(table, areas, period)
    for record in table.rows:
        row = {field: _one_line(cell) for field, cell in record.cells.items()}
        said = {field: row[field] for field in FIELDS if row.get(field)}
        if not (said or record.faults) or _only_merged(record, row):
            continue
        thing, expected, mend = _named(record, row, areas, known, before)
        column = table.columns[
            "name" if (row.get("name") and not row.get("thing")) or "thing" not in table.columns else "thing"
        ]
        if thing and thing in seen:
            thing, expected, mend = "", "每个事项一行", f"与{seen[thing]}重复，请只留一行。"
        if not thing:
            stands = found_words(row.get("thing") or row.get("name"))
            problems.append(Problem(ERROR, table.sheet, record.row, column, stands, expected, mend))
            continue
        seen[thing] = f"{table.sheet}第{record.row}行"
        said |= _led(said)
        problems += _unfit(said, table, record)
        if "support" in said:
            said["support"] = ";".join(name.strip() for name in SEPARATORS.split(said["support"]) if name.strip())
        if changed := {field: text for field, text in said.items() if text != before.loc[thing, field]}:
            changes[thing] = changed


def _unfit(said: Change, table: Table, record: Record) -> list[Problem]:
    """Which texts of a row are too long, or only mean those above; of several leading units each may have its
    length."""
    ditto = (field for field in LONGEST if said.get(field) in DITTO)
    found = [
        Problem(ERROR, table.sheet, record.row, table.columns[field], said[field], "写出来的文字", "请写出内容。")
        for field in ditto
    ]
    for field, limit in LONGEST.items():
        texts = listed(said.get(field)) if field == "lead" else [said.get(field, "")]
        if any(len(text) > limit for text in texts):
            stands, column = found_words(said[field]), table.columns[field]
            found.append(Problem(ERROR, table.sheet, record.row, column, stands, f"不超过{limit}字", "请缩短。"))
    return found


def _led(said: Change) -> Change:
    """Who leads, and with which shares, where a row says that.

    >>> _led({"lead": "示例一局60%、示例二局（40%）"}), _led({"lead": "示例一局"}), _led({})
    ({'lead': '示例一局;示例二局', 'shares': '60;40'}, {'lead': '示例一局', 'shares': ''}, {})
    """
    if "lead" not in said:
        return {}
    names = [name.strip() for name in SEPARATORS.split(said["lead"]) if name.strip()]
    told = [SHARE.fullmatch(name) for name in names]
    leads = [one[1] if one else name for name, one in zip(names, told, strict=True)]
    return {"lead": ";".join(leads), "shares": ";".join(one[2] for one in told if one)}


def _current(changes: dict[str, Change], state: State) -> list[Problem]:
    """Read former names of units as their successors; what was read so, each name once."""
    former: dict[str, str] = {}
    for change in changes.values():
        for field in ("lead", "support"):
            names = listed(change.get(field))
            former |= {name: said for name in names if (said := told(name, state))}
            if any(name in former for name in names):
                change[field] = ";".join(dict.fromkeys(current(name, state) for name in names))
    return [Problem(NOTE, "", None, "", name, current(name, state), said) for name, said in former.items()]


def _of_another(table: Table, areas: tuple[str, ...], period: Period | None) -> list[Problem]:
    """That the title, or the name of sheet or file, speaks of another area, or of no year of the plan."""
    far = [place for record in table.rows[:1] for group in record.beyond for place in group]
    found = []
    if other := elsewhere(far, areas):
        mend = "写的不是本规划的地域；不是这里的表请不要导入。"
        found.append(Problem(ERROR, table.sheet, other.row, other.column, other.text[:60], "、".join(areas), mend))
    named = [(place, said(place.text).years) for place in far if place.what in NAMES]
    years = {year for _, here in named for year in here}
    if period and years and years.isdisjoint(range(period.base, period.end + 2)):
        place = next(place for place, here in named if here)
        expected, mend = f"{period.first}至{period.end}年", f"写的是{min(years)}年；不是这一规划的表请不要导入。"
        found.append(Problem(ERROR, table.sheet, place.row, place.column, place.text[:60], expected, mend))
    return found


def _named(
    record: Record, row: dict[str, str], areas: tuple[str, ...], known: dict[str, list[str]], before: pd.DataFrame
) -> tuple[str, str, str]:
    """The thing that a row is about; or what was expected, and the mend."""
    if record.faults:
        return "", "文字", f"单元格的内容有误（{next(iter(record.faults.values()))}），请改正。"
    thing, expected, mend = _match(row, _hints(record, row), _areas(record, row, areas), known, before)
    if not thing and row.get("area") and row["area"] not in areas:
        expected, mend = "、".join(areas), f"“{found_words(row['area'])}”不是本规划的地域；请改正，或整列留空。"
    return thing, expected, mend


def _only_merged(record: Record, row: dict[str, str]) -> bool:
    """Whether a row names nothing and only continues the merged cells of those above: a blank line."""
    return (
        not row.get("thing")
        and not row.get("name")
        and all(field in record.merged for field in FIELDS if row.get(field))
    )


def _by_name(rows: pd.DataFrame) -> dict[str, list[str]]:
    """The things that each id, clause or name may mean, squeezed."""
    found: dict[str, list[str]] = {}
    for row in rows.itertuples():
        for name in dict.fromkeys(plain(text) for text in (row.thing, row.name, *listed(row.clauses))):
            found.setdefault(name, []).append(row.thing)
    return found


def _hints(record: Record, row: dict[str, str]) -> str:
    """What else says which of several things of one name is meant: 类别, 领域, the line above the row."""
    above = [place.text for group in record.beyond for place in group if place.what == "小标题"]
    return "；".join((row.get("kind", ""), row.get("domain", ""), *above))


def _areas(record: Record, row: dict[str, str], areas: tuple[str, ...]) -> tuple[str, ...]:
    """The areas that the row's own column, the line above it, or else title and names of its table speak of."""
    if own := row.get("area"):
        return (own,)
    groups = (
        [place for group in record.beyond for place in group if (place.what == "小标题") is near]
        for near in (True, False)
    )
    found = (mentioned("；".join(place.text for place in group), areas, (), (), "")[0] for group in groups)
    return next((here for here in found if here), ())


def _match(
    row: dict[str, str], hints: str, areas: tuple[str, ...], known: dict[str, list[str]], before: pd.DataFrame
) -> tuple[str, str, str]:
    """The thing that a row is about; or what was expected, and the mend."""
    if row.get("thing"):
        found = known.get(plain(row["thing"]), [])
    else:
        found = known.get(plain(row.get("name", "")), [])
        for field, told in (("area", areas), ("domain", hints), ("kind", hints)):
            fit = [thing for thing in found if before.loc[thing, field] in told]
            found = fit if fit and len(found) > 1 else found
    if len(found) == 1:
        return found[0], "", ""
    if found:
        return "", "能分清的事项", f"同名的有{len(found)}项：请写编号（{'、'.join(found[:3])}）或地域。"
    return "", "规划中的指标、项目或条款", "请核对名称，或从下载的表中抄编号。"


def _one_line(cell: Cell) -> str:
    return INNER.sub("", " ".join(whole(cell).split()))
