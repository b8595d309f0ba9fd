"""What people entered, merged into the plan's frames: approved figures as observations, adjusted targets beside the
original."""

from typing import NamedTuple

import pandas as pd

from lib.ledger.changes import OPEN
from lib.ledger.state import Row, State, Table
from lib.measure.observation import OWN

SOURCE = "ledger"
COLUMNS = dict(zip(OPEN, ("target", "operator", "due", "name"), strict=True))
"""What of a clause can be adjusted: the field of the record that sets it, and its column."""


def approved(state: State) -> pd.DataFrame:
    """The figures that count: of every subject the one submitted last of those that were approved, whenever that was; a
    growth rate at current prices does not displace a real one."""
    figures = state.frame("figure")
    rate = figures["price_basis"].where(figures["measure"] == "growth")
    last = figures.assign(rate=rate)[figures["status"] == "approved"].sort_values("seq", kind="stable")
    return last.drop_duplicates(["subject", "rate"], keep="last").drop(columns="rate")


def with_figures(series: pd.DataFrame, state: State, indicators: pd.DataFrame) -> pd.DataFrame:
    """The observations with the approved figures of the ledger, which go before any other source (`rank` 0).

    `series` is the store's view, `indicators` its table; a figure's value is in the indicator's unit, per cent for
    growth.
    """
    figures = approved(state)
    if figures.empty:
        return series
    figures = figures.astype(object).where(figures.notna(), None)
    known = indicators.set_index("slug").loc[figures["indicator"]].reset_index()
    level = (figures["measure"] != "growth").to_numpy()
    extensive = dict(zip(series["indicator"], series["extensive"], strict=True))
    rows = pd.DataFrame(
        {
            "id": [f"L{seq:06d}" for seq in figures["seq"]],
            "area": figures["area"].to_numpy(),
            "indicator": figures["indicator"].to_numpy(),
            "measure": figures["measure"].to_numpy(),
            "since": figures["since"].to_numpy(),
            "year": figures["year"].to_numpy(),
            "operator": figures["operator"].to_numpy(),
            "value": figures["value"].astype(float).to_numpy(),
            "unit": known["unit"].where(level, "%").to_numpy(),
            "status": "reported",
            "price_basis": figures["price_basis"].to_numpy(),
            "source": SOURCE,
            "place": [row.place or row.file or f"{row.who}填报" for row in figures.itertuples()],
            "line": None,
            "derived_from": None,
            "note": figures["note"].to_numpy(),
            "indicator_name": known["name"].to_numpy(),
            "indicator_unit": known["unit"].to_numpy(),
            "decimals": known["decimals"].to_numpy(),
            "extensive": [extensive.get(slug, "yes") for slug in figures["indicator"]],
            "area_kind": "plan",
            "source_title": "填报台账",
            "reliability": OWN,
            "amount": figures["value"].astype(float).to_numpy(),
            "rank": 0,
        }
    )
    rows = rows[list(series.columns)].astype(object).where(lambda cells: cells.notna(), None)
    numeric = {name: kind for name, kind in series.dtypes.items() if pd.api.types.is_numeric_dtype(kind)}
    return pd.concat([rows.astype(numeric), series], ignore_index=True)


def decided_by(state: State, year: int) -> State:
    """The state without the adjustments of targets that were decided after a year; itself where there are none."""
    decided = state.tables["adjustment"]
    by_then = {key: row for key, row in decided.rows.items() if row["date"] <= f"{year}-12-31"}
    if len(by_then) == len(decided.rows):
        return state
    return state._replace(tables=state.tables | {"adjustment": Table(decided.columns, by_then)})


class Procedure(NamedTuple):
    """Where the plan allows its targets to be adjusted; a target added by that procedure cites it, and is due at the
    plan's `end`."""

    end: int
    line: int
    chapter: int
    section: int
    section_title: str
    chapter_title: str


def procedure(sections: pd.DataFrame, line: int, end: int) -> Procedure:
    """The chapter and section of the `line` that lays the procedure down; where there is no such line, none.

    `sections` is the store's table.
    """
    titles = sections.set_index(["chapter", "section"])["title"]
    held = sections[(sections["first_line"] <= line) & (sections["last_line"] >= line)]
    if held.empty:
        return Procedure(end, line, 0, 0, "", "")
    chapter, section = (int(held.iloc[-1][name]) for name in ("chapter", "section"))
    return Procedure(end, line, chapter, section, titles[chapter, section], titles.get((chapter, 0), ""))


def adjusted(clauses: pd.DataFrame, state: State, indicators: pd.DataFrame, allowed: Procedure) -> pd.DataFrame:
    """The clauses with their targets as adjusted by procedure, and with four columns of the original.

    Adds `change` (the class of the last adjustment, "" without one), `change_note` (number, date, body) and
    `original_target, original_operator, original_due, original_name`. A cancelled clause stays, marked; one that was
    added takes its indicator's properties. Clauses are never reordered.
    """
    result = clauses.assign(
        change="", change_note="", **{f"original_{name}": clauses[name] for name in COLUMNS.values()}
    )
    last: dict[str, Row] = {}
    for row in state.rows("adjustment"):  # what a later adjustment leaves open stays as the earlier one set it
        last[row["clause"]] = last.get(row["clause"], {}) | {
            name: value for name, value in row.items() if value is not None
        }
    for key, row in last.items():
        note = f"{row['body']} {row['number']}（{row['date']}）"
        if key not in set(clauses["id"]):
            result = pd.concat([result, _added(row, clauses, indicators, note, allowed)], ignore_index=True)
            continue
        at = result.index[result["id"] == key][0]
        result.loc[at, ["change", "change_note"]] = [row["change"], note]
        for field, name in COLUMNS.items():
            if row.get(field) is not None:
                result.loc[at, name] = row[field]
    return result


def _added(row: Row, clauses: pd.DataFrame, indicators: pd.DataFrame, note: str, allowed: Procedure) -> pd.DataFrame:
    """A clause that the procedure added: a row like those of the plan, citing the line that allows it."""
    indicator = indicators.set_index("slug").loc[row["indicator"]]
    like = clauses[clauses["domain"] == indicator["domain"]].iloc[0]
    values = {
        "id": row["clause"],
        "area": row["area"],
        "indicator": row["indicator"],
        "name": row.get("name") or indicator["name"],
        "kind": row["type"],
        "operator": row.get("operator"),
        "target": row.get("value"),
        "unit": row.get("unit") or indicator["unit"],
        "due": row.get("year") or allowed.end,
        "dated": "yes",
        "force": "firm",
        **dict.fromkeys(("repeats", "also", "target_words", "force_words", "force_line", "price_basis")),
        "note": row.get("note"),
        "indicator_name": indicator["name"],
        "indicator_unit": indicator["unit"],
        **{name: indicator[name] for name in ("direction", "path", "decimals", "ceiling", "headline", "definition")},
        "domain": like["domain"],
        "domain_name": like["domain_name"],
        "domain_position": like["domain_position"],
        "counted": dict(zip(clauses["indicator_unit"], clauses["counted"], strict=True)).get(indicator["unit"], "no"),
        "scale": 1.0,
        "change": row["change"],
        "change_note": note,
        **{name: value for name, value in allowed._asdict().items() if name != "end"},
    }
    return pd.DataFrame([values]).astype({name: kind for name, kind in clauses.dtypes.items() if name in values})
