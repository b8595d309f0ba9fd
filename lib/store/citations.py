"""Every cited figure and name held against a plan text that the user supplies."""

import unicodedata
from typing import NamedTuple

import pandas as pd

from lib.store.numerals import stands

CITED = (
    "target",
    "observation",
    "place",
    "project",
    "claim",
    "member",
    "enumeration",
    "section",
    "achieved",
    "bearing",
    "stance",
    "condition",
    "enterprise",
    "programme",
)
"""The tables that `verify` reads."""
PHRASES = (("claim", "project"), ("achieved", "indicator"), ("bearing", "indicator"), ("stance", "topic"))
"""Tables whose `words` stand in their `line`, and the column that names the row."""


class Citation(NamedTuple):
    """One cited thing: `found` tells whether it stands in the line."""

    table: str
    key: str
    line: int
    what: str
    found: bool


def _plain(text: str) -> str:
    """Text without spaces and quotation marks, full-width forms folded."""
    return "".join(ch for ch in unicodedata.normalize("NFKC", text) if not ch.isspace() and ch not in "“”\"'‘’")


def _values(frame: pd.DataFrame, table: str, key: str, column: str, plan: dict[int, str]) -> list[Citation]:
    """A numeric column against the line of its row."""
    rows = frame[frame[column].notna() & frame["line"].notna()]
    return [
        Citation(
            table,
            str(row[key]),
            int(row["line"]),
            f"{row[column]:g}",
            stands(row[column], plan.get(int(row["line"]), "")),
        )
        for row in rows.to_dict("records")
    ]


def _named(frame: pd.DataFrame, table: str, plan: dict[int, str]) -> list[Citation]:
    """Names (or one of the other names) against each of the `lines` of their row."""
    found = []
    for row in frame[frame["lines"].notna()].to_dict("records"):
        names = [row["name"], *(row["other_names"] or "").split(";")]
        for line in str(row["lines"]).split(";"):
            passage = _plain(plan.get(int(line), ""))
            found.append(
                Citation(table, row["id"], int(line), row["name"], any(_plain(n) in passage for n in names if n))
            )
    return found


def _quantities(projects: pd.DataFrame, plan: dict[int, str]) -> list[Citation]:
    """The quantity of a project against all its lines together."""
    found = []
    for row in projects[projects["quantity"].notna()].to_dict("records"):
        lines = [int(line) for line in str(row["lines"]).split(";")]
        passage = " ".join(plan.get(line, "") for line in lines)
        found.append(Citation("project", row["id"], lines[0], f"{row['quantity']:g}", stands(row["quantity"], passage)))
    return found


def _phrases(frame: pd.DataFrame, table: str, key: str, column: str, plan: dict[int, str]) -> list[Citation]:
    """A phrase of the plan against the line of its row; "…" stands for what the phrase leaves out."""
    found = []
    for row in frame[frame[column].notna()].to_dict("records"):
        passage = _plain(plan.get(int(row["line"]), ""))
        found.append(
            Citation(
                table,
                str(row[key]),
                int(row["line"]),
                row[column],
                all(_plain(part) in passage for part in row[column].split("…")),
            )
        )
    return found


def verify(frames: dict[str, pd.DataFrame], lines: list[str]) -> pd.DataFrame:
    """All citations of the store's `frames` (by table name) against the plan's `lines`; one row a citation."""
    plan = dict(enumerate(lines, 1))
    observed = frames["observation"]
    heads = frames["section"].rename(columns={"first_line": "line"})
    members = frames["member"].merge(
        frames["enumeration"][["id", "line"]], left_on="enumeration", right_on="id", suffixes=("", "_of_list")
    )
    members = members.assign(line=members["line"].fillna(members["line_of_list"]))
    conditions = frames["condition"].merge(frames["target"][["id", "line"]], left_on="target", right_on="id")
    citations = [
        *_values(frames["target"][frames["target"]["target_words"].isna()], "target", "id", "target", plan),
        *_phrases(frames["target"], "target", "id", "target_words", plan),
        *_phrases(frames["target"].assign(line=frames["target"]["force_line"]), "target", "id", "force_words", plan),
        *_values(observed[observed["status"] != "derived"], "observation", "id", "value", plan),
        *_named(frames["place"], "place", plan),
        *(
            citation
            for table in ("project", "enterprise", "programme")
            for citation in _named(frames[table], table, plan)
        ),
        *_quantities(frames["project"], plan),
        *_phrases(frames["project"].rename(columns={"stage_line": "line"}), "project", "id", "stage_words", plan),
        *(citation for table, key in PHRASES for citation in _phrases(frames[table], table, key, "words", plan)),
        *_phrases(conditions, "condition", "target", "words", plan),
        *_phrases(members, "member", "enumeration", "name", plan),
        *_phrases(heads, "section", "title", "title", plan),
    ]
    citations += [
        Citation("target", row["id"], row["line"], "（行）", bool(plan.get(row["line"], "").strip()))
        for row in frames["target"][frames["target"]["target"].isna()].to_dict("records")
    ]
    return pd.DataFrame(citations, columns=Citation._fields)
