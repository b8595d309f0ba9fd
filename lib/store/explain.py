"""Why a CSV does not fit its table: one sentence in Chinese with file, line, column, what was found and what was
expected.

The rules are read from the database's own catalogue (types, keys, checks, comments), so that a rule stands in one
place.
"""

import csv
from pathlib import Path

import duckdb
import pandas as pd

from lib.home import DataError

TYPES = {"INTEGER": "整数", "DOUBLE": "数值", "VARCHAR": "文字"}


def _read(path: Path) -> pd.DataFrame:
    """All cells as text, empty ones as None, with the physical line number; DataError if it is not a table."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, [])
            rows = []
            for row in reader:
                if len(row) != len(header):
                    raise DataError(
                        f"data/{path.name} 第{reader.line_num}行：有{len(row)}列，表头是{len(header)}列。请检查这一行的逗号和引号。"
                    )
                rows.append([reader.line_num, *(cell or None for cell in row)])
            return pd.DataFrame(rows, columns=["__line", *header], dtype=object)
    except UnicodeDecodeError as error:
        raise DataError(
            f"data/{path.name}：不是 UTF-8 编码（第{error.start + 1}字节处）。请另存为“CSV UTF-8（逗号分隔）”。"
        ) from error
    except csv.Error as error:
        raise DataError(
            f"data/{path.name} 第{reader.line_num}行：引号不成对（{error}）。请检查这一行的引号。"
        ) from error


def _message(path: Path, row: pd.Series, column: str, expected: str) -> str:
    found = row[column]
    found = "空" if found is None or pd.isna(found) else f"“{found}”"
    return f"data/{path.name} 第{row['__line']}行「{column}」列：读到{found}，应为{expected}。请改正这一格后重试。"


def broken(data: Path, table: str, position: int, column: str, expected: str) -> str:
    """What a row of rules.sql says: the cell at a `position` (from 0) of a table that lies outside the plan."""
    path = data / f"{table}.csv"
    return _message(path, _read(path).iloc[position], column, expected)


def _first(con: duckdb.DuckDBPyConnection, stage: pd.DataFrame, condition: str) -> pd.Series | None:
    """First row of `stage` for which the SQL `condition` (made of catalogue text only) holds."""
    found = con.from_df(stage).filter(condition).order("__line").limit(1).df()
    return None if found.empty else found.iloc[0]


def explain(con: duckdb.DuckDBPyConnection, table: str, path: Path, fallback: str = "") -> str:
    """The first thing wrong with the file, in the order: shape, columns, types, empty cells, checks, keys,
    references."""
    try:
        stage = _read(path)
    except DataError as error:
        return str(error)
    columns = con.execute(
        "select column_name, data_type, is_nullable, comment from duckdb_columns() where table_name = ? order by column_index",
        [table],
    ).fetchall()
    names = [name for name, *_ in columns]
    if missing := [name for name in names if name not in stage.columns]:
        return f"data/{path.name} 第1行：缺少列「{missing[0]}」。应有的列：{', '.join(names)}。"
    if unknown := [name for name in stage.columns[1:] if name not in names]:
        return f"data/{path.name} 第1行：多出列「{unknown[0]}」。应有的列：{', '.join(names)}。"
    for name, kind, nullable, comment in columns:
        meaning = f"{TYPES.get(kind, kind)}（{comment}）"
        row = _first(con, stage, f'"{name}" is not null and try_cast("{name}" as {kind}) is null')
        if row is not None:
            return _message(path, row, name, meaning)
        if not nullable and (row := _first(con, stage, f'"{name}" is null')) is not None:
            return _message(path, row, name, f"{meaning}，不能为空")
    return (
        _constraint(con, table, path, stage, {n: (k, c) for n, k, _, c in columns}) or f"data/{path.name}：{fallback}"
    )


def _constraint(
    con: duckdb.DuckDBPyConnection, table: str, path: Path, stage: pd.DataFrame, columns: dict[str, tuple[str, str]]
) -> str | None:
    """The first CHECK, key or reference that a row breaks."""
    typed = (
        con.from_df(stage)
        .select("__line, " + ", ".join(f'cast("{n}" as {k}) as "{n}"' for n, (k, _) in columns.items()))
        .df()
    )
    rules = con.execute(
        "select constraint_type, constraint_column_names, expression, referenced_table, referenced_column_names "
        "from duckdb_constraints() where table_name = ? and constraint_type <> 'NOT NULL'",
        [table],
    ).fetchall()
    for kind, names, expression, target, target_columns in rules:
        if kind == "CHECK":
            row = _first(con, typed, f"not ({expression})")
            expected = f"{columns[names[0]][1]}（规则：{expression}）"
        elif kind in ("PRIMARY KEY", "UNIQUE"):
            twice = typed[typed.duplicated(names) & typed[names].notna().all(axis=1)]
            row = None if twice.empty else twice.iloc[0]
            expected = "不与前面的行重复的值"
        else:
            known = con.table(target).df()[target_columns]
            known.columns = names
            lost = typed[typed[names].notna().all(axis=1)].merge(known.drop_duplicates(), how="left", indicator=True)
            lost = lost[lost["_merge"] == "left_only"].sort_values("__line")
            row = None if lost.empty else lost.iloc[0]
            expected = f"data/{target}.csv「{'、'.join(target_columns)}」列中已有的值"
        if row is not None:
            return _message(path, row, names[0], expected)
    return None
