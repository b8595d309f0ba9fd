"""填报 in words and tables: what is asked and what is there, what a file would change, what was found, what was handed
in."""

from collections.abc import Collection, Sequence

import pandas as pd

from lib.about import About
from lib.cycle.review import SUPERSEDED
from lib.ledger.clock import moment
from lib.ledger.permission import READER, Person, led
from lib.ledger.superseding import LIVE
from lib.ledger.tables import standings
from lib.measure.asked import Answered, Asked, Proposed
from lib.text import words as w
from lib.theme import mark

BY_FILE, IN_PAGE = "上传文件", "在页面填写"
WAYS = pd.Series({way: way for way in (BY_FILE, IN_PAGE)})
"""How figures are handed in, by what the address says."""
ERROR_WORD, QUESTION_WORD, NOTE_WORD = "错误", "疑问", "提示"
STANDINGS = standings("figure")
WAITING = STANDINGS["submitted"]
STILL = "通过，仍计入；有新数待审核"
"""How a figure stands that counts though a newer one waits."""
MARKS = {word: mark(word) for word in (ERROR_WORD, QUESTION_WORD, NOTE_WORD)}


PREVIEW = (
    {"变化": 90, "指标": 320, "年份": 70, "疑问": 240, "原值出处": 220},
    ("变化", "指标", "年份", "原值", "新值", "疑问"),
)
"""Widths of the columns of what a form would change, and those that say most."""


def title(rows: list[Asked], pending: Collection[tuple[str, str, str, int]], area: str, year: int, about: About) -> str:
    """How much of what is asked for is there, and how much waits for review, in one line.

    `pending` holds (area, indicator, measure, year) of the figures that wait.
    """
    base = "（基期）" if year == about.period.base else ""
    if not rows:
        return f"{about.areas.short(area)}{year}年{base}：所选范围没有要填的指标"
    waits = [(row["area"], row["indicator"], row["measure"], row["year"]) in pending for row in rows]
    known = sum(row["now"] is not None for row in rows)
    missing = sum(row["now"] is None and not wait for row, wait in zip(rows, waits, strict=True))
    state = f"已有{known}项" + (f"，{sum(waits)}项待审核" if any(waits) else "")
    return f"{about.areas.short(area)}{year}年{base}：应填{len(rows)}项，{state}，还缺{missing}项"


def places(areas: list[str], about: About) -> pd.Series:
    """The areas that can be filled in, by name."""
    return pd.Series({area: about.areas.short(area) for area in areas})


def leads(duties: pd.DataFrame, area: str) -> dict[str, str]:
    """The unit that leads each indicator of an area, by slug."""
    named = duties["thing"].astype(str).str.split(".", n=1, expand=True).reindex(columns=[0, 1])
    own = duties[named[0] == area]
    return dict(zip(named.loc[own.index, 1], [led({"lead": lead}) for lead in own["lead"]], strict=True))


def partial(found: pd.DataFrame) -> bool:
    """Whether some of the problems are figures of a part of the year."""
    return bool(found["mend"].str.contains("不是全年", regex=False).any())


def questions(found: pd.DataFrame) -> int:
    """How many questions there are."""
    return int((found["severity"] == QUESTION_WORD).sum())


def lacking(person: Person, why: str, chosen: list[Proposed], ready: bool, answered: bool) -> str:
    """What is still missing before figures can be handed in; empty when nothing is."""
    if person.role == READER:
        return "当前身份只能阅读，不能提交；原因见页面右上角。"
    if not person.name.strip():
        return "提交前请先在页面右上角填写姓名。"
    if not ready:
        return "文件里有错误：改正后重新上传，或勾选只提交无误的行。"
    if not answered:
        return "请核对疑问后勾选。"
    changed = sum(figure["change"] == "更改" for figure in chosen)
    return f"有{changed}项更改已有的数，请写明事由。" if changed and not why.strip() else ""


def foreign(figures: Sequence[Proposed], unit: str) -> str:
    """Which of the figures another unit answers for; they are not handed in.

    >>> foreign([{"name": "森林覆盖率", "year": 2018}], "科技局")
    '有1项不由科技局负责，不会提交：森林覆盖率（2018年）。'
    """
    names = "、".join(f"{one['name']}（{one['year']}年）" for one in figures)
    return f"有{len(figures)}项不由{unit or '您的单位'}负责，不会提交：{names}。"


def value(amount: float | None, unit: str | None, operator: str = "=", milestone: bool = False) -> str:
    """A figure as people read it; a milestone as done or not.

    >>> value(268.4, "亿元", "~"), value(1.0, None, milestone=True), value(None, "%")
    ('约268.4亿元', '已完成', '—')
    """
    if milestone and not w.missing(amount):
        return "已完成" if amount == 1 else "未完成"
    return w.quantity(amount, unit, None, operator)


def preview(compared: list[Proposed], about: About) -> pd.DataFrame:
    """What would change: one row a figure, changes first, with the old value beside the new one."""
    order = {"更改": 0, "新增": 1, "已提交": 2, "不变": 3}
    rows = [
        {
            "变化": figure["change"],
            "指标": figure["name"],
            "地域": about.areas.short(figure["area"]),
            "年份": str(figure["year"]),
            "原值": value(figure["now"], figure["unit"], figure["now_operator"] or "=", figure["milestone"])
            + w.other_basis(figure["now_basis"], figure["price_basis"]),
            "新值": value(figure["value"], figure["unit"], figure["operator"], figure["milestone"]),
            "待审核的值": value(
                figure["pending"], figure["unit"], figure["pending_operator"] or "=", figure["milestone"]
            )
            + w.other_basis(figure["pending_basis"], figure["price_basis"]),
            "疑问": figure["questions"] or None,
            "价格口径": w.word("price_basis", figure["price_basis"]),
            "资料来源": figure["place"],
            "备注": figure["note"],
            "原值出处": figure["now_source"],
            "位置": place(figure["sheet"], figure["row"], figure["column"]),
        }
        for figure in sorted(compared, key=lambda figure: order[figure["change"]])
    ]
    table = pd.DataFrame(rows)
    return table.drop(
        columns=[
            name
            for name in ("待审核的值", "疑问", "资料来源", "备注", "原值出处")
            if table.get(name) is not None and _empty(table[name])
        ]
    )


def _empty(column: pd.Series) -> bool:
    return bool((column.isna() | column.isin([w.MISSING])).all())


def place(sheet: str, row: int | None, column: str) -> str:
    """Where something stands in a file.

    >>> place("填报", 5, "E"), place("", 3, ""), place("附表", None, "")
    ('填报!E5', '第3行', '附表')
    """
    if row is None or pd.isna(row):
        return sheet
    spot = f"{column}{row}" if column.isascii() and column else f"第{row}行" + (f"「{column}」" if column else "")
    return f"{sheet}!{spot}" if sheet and column.isascii() and column else f"{sheet} {spot}".strip()


def problems(found: pd.DataFrame) -> pd.DataFrame:
    """The problems as people read them."""
    return pd.DataFrame(
        {
            "程度": found["severity"].map(MARKS),
            "工作表": found["sheet"].replace("", w.MISSING),
            "行": found["row"],
            "列": found["column"].replace("", w.MISSING),
            "指标": found["indicator"].replace("", w.MISSING),
            "读到": found["found"],
            "应为": found["expected"],
            "怎样改": found["mend"],
        }
    )


def verdict(compared: list[Proposed], errors: int, questions: int) -> str:
    """What a file amounts to, in one line."""
    counts = {
        change: sum(figure["change"] == change for figure in compared) for change in ("新增", "更改", "不变", "已提交")
    }
    parts = [f"{count}项{change}" for change, count in counts.items() if count]
    found = [f"{errors}行有错误"] if errors else []
    found += [f"{questions}处疑问"] if questions else []
    return "，".join(parts or ["没有可以记录的数"]) + ("；" + "，".join(found) if found else "；没有发现错误和疑问")


def recorded(figures: Sequence[Answered], about: About) -> pd.DataFrame:
    """What was just recorded."""
    return pd.DataFrame(
        {
            "指标": [f["name"] for f in figures],
            "地域": [about.areas.short(f["area"]) for f in figures],
            "年份": [str(f["year"]) for f in figures],
            "值": [value(f["value"], f["unit"], f["operator"], f["milestone"]) for f in figures],
            "状态": WAITING,
        }
    )


def handed_title(handed: pd.DataFrame) -> str:
    """How the review of what was handed in stands, in one line."""
    counts = handed["状态"].value_counts()
    return "已提交：" + "，".join(f"{count}项{state}" for state, count in counts.items())


def _standings(own: pd.DataFrame) -> list[str]:
    """How each figure stands (`own`, the last first): what a newer one supersedes is marked; one that was approved
    counts until the newer one is."""
    rate = own["price_basis"].where(own["measure"] == "growth")
    live = own.assign(rate=rate)[own["status"].isin(LIVE)]
    old = set(live["key"][live.duplicated(["subject", "rate"])])
    passed = live[live["status"] == "approved"]
    counting = set(passed["key"][~passed.duplicated(["subject", "rate"])])
    found = []
    for row in own.itertuples():
        superseded = STILL if row.key in counting else SUPERSEDED
        found.append(superseded if row.key in old else STANDINGS[row.status])
    return found


def handed_in(figures: pd.DataFrame, rows: list[Asked], area: str, year: int) -> pd.DataFrame:
    """The figures of an area and year in the ledger, the last first, as people read them; `key` is the record's
    number."""
    asked = {row["key"]: row for row in rows}
    own = figures[(figures["area"] == area) & (figures["year"] == year)].sort_values("seq", ascending=False)
    known = [
        asked.get(f"{row.indicator}.{row.measure}", {"name": row.indicator, "unit": None, "milestone": False})
        for row in own.itertuples()
    ]
    return pd.DataFrame(
        {
            "key": own["key"].to_list(),
            "状态": _standings(own),
            "指标": [asked["name"] for asked in known],
            "值": [
                value(row.value, a["unit"], row.operator, a["milestone"])
                for row, a in zip(own.itertuples(), known, strict=True)
            ],
            "填报人": own["who"].to_list(),
            "时间": [moment(at) for at in own["at"]],
            "事由": own["why"].to_list(),
            "审核人": own["marked_by"].to_list(),
            "审核意见": own["marked_why"].to_list(),
            "文件": own["file"].str.split(" sha256:").str[0].to_list(),
        }
    )
