"""举措 in words: what the plan promises that is neither a project nor a quantified target."""

import pandas as pd

from lib.about import About
from lib.text import words as w


def joined(measures: pd.DataFrame, sections: pd.DataFrame, domains: pd.DataFrame, about: About) -> pd.DataFrame:
    """The measures with `line` (the first of `lines`), the names of their `chapter_name` (`chapter_short`: its number),
    `section_name`, `area_name` and `domain_name`; in the order of the plan."""
    line = measures["lines"].str.split(";").str[0].astype(int)
    rows = measures.assign(line=line, other_names="").sort_values(["line", "id"], kind="stable")
    heads = sections[sections["section"] == 0].set_index("chapter")["title"]
    found = [_section(sections, at) for at in rows["line"]]
    return rows.assign(
        chapter_name=[f"{w.chapter_name(number)} {heads.get(number, '')}".strip() for number in rows["chapter"]],
        chapter_short=rows["chapter"].map(w.chapter_name),
        section_name=found,
        area_name=rows["area"].map(about.areas.short),
        domain_name=rows["domain"].map(domains.set_index("slug")["name"]),
    ).reset_index(drop=True)


def _section(sections: pd.DataFrame, line: int) -> str:
    """The title of the section in which a line lies, "" at the head of a chapter."""
    at = sections[(sections["section"] > 0) & (sections["first_line"] <= line) & (line <= sections["last_line"])]
    return str(at["title"].iloc[0]) if len(at) else ""


def title(rows: pd.DataFrame) -> str:
    """How many there are and which subject has most, in one line.

    >>> title(pd.DataFrame({"domain_name": ["生态", "生态", "产业"]})), title(pd.DataFrame({"domain_name": []}))
    ('3项举措，生态最多（2项）', '没有符合条件的举措')
    """
    if rows.empty:
        return "没有符合条件的举措"
    counts = rows["domain_name"].value_counts()
    return f"{len(rows)}项举措，{counts.index[0]}最多（{counts.iloc[0]}项）"


def table(rows: pd.DataFrame) -> pd.DataFrame:
    """The measures as a table; 编号 is for choosing."""
    return pd.DataFrame(
        {
            "编号": rows["id"],
            "举措": rows["name"],
            "章": rows["chapter_short"],
            "节": rows["section_name"],
            "领域": rows["domain_name"],
            "地域": rows["area_name"],
            "规划行号": rows["lines"].str.replace(";", "、"),
            "说明": rows["note"],
        }
    )


def beside(key: str, named: pd.DataFrame) -> list[str]:
    """The enterprises or programmes (rows with `name` and `measures`) that a measure speaks of.

    >>> beside("M1a", pd.DataFrame({"name": ["甲", "乙"], "measures": ["M1a;M2", None]}))
    ['甲']
    """
    pairs = zip(named["name"], named["measures"], strict=True)
    return [name for name, keys in pairs if not w.missing(keys) and key in keys.split(";")]
