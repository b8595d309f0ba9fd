"""A sheet of duties (xlsx, xls, csv): who leads what, matched by id, clause or name; every doubt named by row and
column."""

import re

import pandas as pd

from lib.intake.number import squeeze
from lib.intake.problem import ERROR, Finding, found_words
from lib.intake.read import Sheet, Upload, filled
from lib.intake.text import whole
from lib.intake.workbook import letters
from lib.ledger.permission import listed

HEADS = {
    "thing": ("编号", "条款"),
    "name": ("事项", "指标", "项目", "名称", "指标名称", "项目名称"),
    "area": ("地域", "范围"),
    "lead": ("牵头单位", "责任单位"),
    "person": ("责任人", "负责人"),
    "support": ("配合单位", "协办单位"),
    "note": ("备注", "说明"),
}
FIELDS = ("lead", "person", "support", "note")
LONGEST = {"lead": 40, "person": 40, "support": 200, "note": 200}
SEPARATORS = re.compile(r"[;；、,，\n/]+")
_HEADS = {squeeze(name): field for field, names in HEADS.items() for name in names}


def check(upload: Upload, rows: pd.DataFrame) -> tuple[dict[str, dict], list[Finding]]:
    """What a sheet would change, by thing, and what is wrong with it. `rows` as `duties.assigned`.

    Empty cells change nothing, so that a sheet may hold a few rows or columns only.
    """
    if upload.problem:
        return {}, [Finding(ERROR, "", None, "", upload.name, "xlsx、xls 或 csv", upload.problem)]
    known, before = _names(rows), rows.set_index("thing")
    changes: dict[str, dict] = {}
    findings: list[Finding] = []
    seen: dict[str, str] = {}
    for sheet in filled(upload.sheets):
        at, columns = _head(sheet)
        if not columns:
            mend = "请下载本页的责任分解表，在其中填写；不是责任分解的表请删去或命名为“说明”。"
            findings.append(
                Finding(ERROR, sheet.title, 1, "", "没有找到表头", "一行表头，含“编号”或“事项”，和“牵头单位”", mend)
            )
        elif not sheet.visible:
            findings.append(
                Finding(
                    ERROR, sheet.title, None, "", "隐藏的工作表", "要读的工作表不隐藏", "请取消隐藏，或删去这张表。"
                )
            )
        else:
            _rows(sheet, at, columns, known, before, seen, changes, findings)
    return ({}, findings) if findings else (changes, [])


def _head(sheet: Sheet) -> tuple[int, dict[str, int]]:
    """The position of a sheet's head, from 0, and its columns by field; no columns where it has none."""
    for at, cells in enumerate(sheet.rows[:20]):
        columns: dict[str, int] = {}
        for i, cell in enumerate(cells):
            if isinstance(cell, str) and (field := _HEADS.get(squeeze(cell))):
                columns.setdefault(field, i)
        if "lead" in columns and ("thing" in columns or "name" in columns):
            return at, columns
    return 0, {}


def _rows(
    sheet: Sheet,
    head: int,
    columns: dict[str, int],
    known: dict,
    before: pd.DataFrame,
    seen: dict[str, str],
    changes: dict,
    findings: list[Finding],
) -> None:
    """The changes of all rows beneath the head, into `changes`, and what is wrong, into `findings`; `seen` tells where
    a thing stood."""
    for number, cells in enumerate(sheet.rows[head + 1 :], head + 2):
        row = {field: _text(cells[i]) for field, i in columns.items() if i < len(cells)}
        said = {field: row[field] for field in FIELDS if row.get(field)}
        if not said:
            continue
        thing, expected, mend = _match(row, known, before)
        column = letters(
            columns["name" if (row.get("name") and not row.get("thing")) or "thing" not in columns else "thing"]
        )
        if thing and thing in seen:
            thing, expected, mend = "", "每个事项一行", f"与{seen[thing]}重复，请只留一行。"
        if not thing:
            findings.append(
                Finding(
                    ERROR, sheet.title, number, column, found_words(row.get("thing") or row.get("name")), expected, mend
                )
            )
            continue
        seen[thing] = f"{sheet.title}第{number}行"
        for field, limit in LONGEST.items():
            if len(said.get(field, "")) > limit:
                findings.append(
                    Finding(
                        ERROR,
                        sheet.title,
                        number,
                        letters(columns[field]),
                        found_words(said[field]),
                        f"不超过{limit}字",
                        "请缩短。",
                    )
                )
        if "support" in said:
            said["support"] = ";".join(name.strip() for name in SEPARATORS.split(said["support"]) if name.strip())
        if changed := {field: text for field, text in said.items() if text != before.loc[thing, field]}:
            changes[thing] = changed


def _names(rows: pd.DataFrame) -> dict[str, list[str]]:
    """The things that each id, clause or name may mean, squeezed."""
    found: dict[str, list[str]] = {}
    for row in rows.itertuples():
        for name in dict.fromkeys(squeeze(text) for text in (row.thing, row.name, *listed(row.clauses))):
            found.setdefault(name, []).append(row.thing)
    return found


def _match(row: dict, known: dict[str, list[str]], before: pd.DataFrame) -> tuple[str, str, str]:
    """The thing that a row is about; or what was expected, and the mend."""
    if row.get("thing"):
        found = known.get(squeeze(row["thing"]), [])
    else:
        found = known.get(squeeze(row.get("name", "")), [])
        if len(found) > 1 and row.get("area"):
            found = [thing for thing in found if before.loc[thing, "area"] == row["area"]]
    if len(found) == 1:
        return found[0], "", ""
    if found:
        return "", "能分清的事项", f"同名的有{len(found)}项：请写编号（{'、'.join(found[:3])}）或地域。"
    return "", "规划中的指标、项目或条款", "请核对名称，或从下载的表中抄编号。"


def _text(cell) -> str:
    return " ".join(whole(cell).split())
