"""调度 in words and tables: key projects, their steps and problems, and their sums. Amounts are in 亿元."""

from collections import Counter
from collections.abc import Iterable, Mapping

import pandas as pd

from lib.cycle.dispatch import asof, time_gone
from lib.cycle.dispatched import Dispatched, Summed
from lib.ledger.dispatching import FUNDS, NODES
from lib.ledger.kinds import KINDS
from lib.ledger.permission import listed
from lib.ledger.state import Row
from lib.once import once
from lib.text import words as w
from lib.theme import mark

BY = {"sector": "行业", "park": "园区", "lead": "责任单位"}
"""By what sums are formed."""
SLOWER, FASTER, NO_PLAN, SILENT = "慢于序时", "快于序时", "没有计划数", "未报"


def recorded(kinds: Iterable[str]) -> str:
    """What was written, by the kinds of its records.

    >>> recorded(["project_event", "project_listed", "project_event"]), recorded([])
    ('已记录2条项目进展、1条年度重点项目。', '台账里都已有，没有新的内容要记录。')
    """
    counts = Counter(KINDS[kind].noun for kind in kinds)
    told = "、".join(f"{n}条{noun}" for noun, n in counts.items())
    return f"已记录{told}。" if told else "台账里都已有，没有新的内容要记录。"


def money(value: float) -> str:
    """An amount as people read it.

    >>> money(0.4652), money(12.3456), money(float("nan"))
    ('0.4652亿元', '12.35亿元', '—')
    """
    return w.quantity(value, "亿元", 2 if value >= 1 else None)


def points(rate: float, gone: float) -> str:
    """How far a rate is from the share of the year gone by.

    >>> points(0.75, 0.8329), points(0.9, 0.8329), points(0.83288, 0.8329)
    ('慢于序时8.3个百分点', '快于序时6.7个百分点', '与序时持平')
    """
    gap = round((rate - gone) * 100, 1)
    return f"{'快' if gap > 0 else '慢'}于序时{w.number(abs(gap), 1)}个百分点" if gap else "与序时持平"


@once
def title(rows: pd.DataFrame, sums: Summed, year: int) -> str:
    """What the list of a year comes to, in one line."""
    day = asof(rows)
    if not sums.projects:
        return f"{year}年还没有列入重点项目"
    head = f"{year}年重点项目{sums.projects}个"
    if not sums.planned > 0:
        return f"{head}，都没有写年度计划投资"
    head += f"：计划投资{money(sums.planned)}"
    if day is None or sums.rate != sums.rate:
        return f"{head}，还没有报完成投资"
    head += f"，到{w.day(day)[5:]}完成{w.percent(sums.rate)}，{points(sums.rate, time_gone(day))}"
    problems = int(rows["problems"].sum())
    return head + (f"；{problems}个问题未解决" if problems else "")


def opened(sums: Summed) -> str:
    """What was to begin and what did, in one line (Markdown)."""
    return (
        f"计划开工**{sums.to_open}**个　本年实际开工**{sums.opened}**个（提前{sums.early}个）　"
        f"未按计划**{sums.missed}**个　竣工**{sums.ended}**个　没有报进展**{sums.silent}**个　"
        f"资金到位率**{w.percent(sums.funding)}**"
    )


def caption(rows: pd.DataFrame, gone: float) -> str:
    """How the picture is to be read."""
    none = int((~(rows["planned"] > 0)).sum())
    left = f"{none}个项目没有年度计划投资，不在图中。" if none else ""
    return f"本年完成投资 ÷ 年度计划投资；没有报的按没有完成计。竖线：序时进度{w.percent(gone)}。{left}点一行只看这一组。来源：年度重点项目清单和项目进展。"


def pace(slow: bool | None, planned: float, asof: str | None) -> str:
    """Whether a project keeps up with the year, as a badge.

    >>> pace(True, 2.0, "2018-10-31"), pace(None, float("nan"), None), pace(None, 1.0, None)
    ('▼ 慢于序时', '– 没有计划数', '– 未报')
    """
    if slow is None or slow is pd.NA:
        return mark(SILENT if planned > 0 else NO_PLAN)
    return mark(SLOWER if slow else FASTER)


def done_of(group: Summed) -> str:
    """What a group has done of its plan, at the end of its bar."""
    if group.done != group.done:
        return f"未报投资　计划{w.number(group.planned, 2)}亿元"
    return f"{w.percent(group.rate)}　{w.number(group.done, 2)}／{w.number(group.planned, 2)}亿元"


def table(rows: pd.DataFrame) -> pd.DataFrame:
    """The list as a table; 编号 is for choosing."""
    found = Dispatched.of(rows)
    cells = {
        "编号": [one.id for one in found],
        "项目": [one.name for one in found],
        "进度": [pace(one.slow, one.planned, one.asof) for one in found],
        "完成率": [w.percent(one.rate) for one in found],
        "开工": [mark(one.opening) for one in found],
        "下一节点": [node(one) for one in found],
        "问题": [problems(one) for one in found],
        "计划投资": [money(one.planned) for one in found],
        "本年完成": [money(one.done) for one in found],
        "到位资金": [money(one.funded) for one in found],
        "到位率": [w.percent(one.funding) for one in found],
        "形象进度": [one.works for one in found],
        "竣工": [mark(one.closing) for one in found],
        "总投资": [money(one.total) for one in found],
        "累计完成": [money(one.cumulative) for one in found],
        "截至": [one.asof for one in found],
        "园区": [one.park for one in found],
        "行业": [one.sector for one in found],
        "责任单位": [one.lead for one in found],
        "支持单位": [one.support.replace(";", "、") or None for one in found],
    }
    return pd.DataFrame(cells, columns=list(cells))


def node(one: Dispatched) -> str | None:
    """The step of a project that comes next."""
    return f"{one.step} {one.step_due}{'，已过期' if one.late else ''}" if one.step else None


def problems(one: Dispatched) -> str | None:
    """How many of its problems are open."""
    return f"{one.problems}个{f'，{one.overdue}个过期' if one.overdue else ''}" if one.problems else None


@once
def sums(groups: pd.DataFrame, by: str) -> pd.DataFrame:
    """The sums of groups as a table."""
    found = Summed.of(groups)
    cells = {
        BY[by]: [one.name for one in found],
        "项目": [one.projects for one in found],
        "计划开工／已开工": [f"{one.to_open}／{one.opened}" for one in found],
        "未按计划": [one.missed for one in found],
        "完成率": [w.percent(one.rate) for one in found],
        "到位率": [w.percent(one.funding) for one in found],
        "竣工": [one.ended for one in found],
        "提前": [one.early for one in found],
        "慢于序时": [one.slow for one in found],
        "未报": [one.silent for one in found],
        "总投资": [money(one.total) for one in found],
        "计划投资": [money(one.planned) for one in found],
        "本年完成": [money(one.done) for one in found],
        "到位资金": [money(one.funded) for one in found],
    }
    return pd.DataFrame(cells, columns=list(cells))


def facts(one: Dispatched) -> list[tuple[str, str]]:
    """What is known of a project, as (label, text)."""
    sources = [f"{word}{money(getattr(one, name))}" for name, word in FUNDS.items() if getattr(one, name) > 0]
    days = [f"计划{one.begin}" if one.begin else "", f"实际{one.started}" if one.started else ""]
    ends = [f"计划{one.finish}" if one.finish else "", f"实际{one.ended}" if one.ended else ""]
    found = [
        ("年度计划投资", money(one.planned)),
        ("本年完成", f"{money(one.done)}（{w.percent(one.rate)}）" if one.done == one.done else w.MISSING),
        ("自开工累计／总投资", f"{money(one.cumulative)}／{money(one.total)}"),
        ("到位资金", f"{money(one.funded)}：{'、'.join(sources)}" if sources else money(one.funded)),
        ("形象进度", one.works or w.MISSING),
        ("开工", "，".join(filter(None, days)) or "时间未定"),
        ("竣工", "，".join(filter(None, ends)) or "时间未定"),
        ("责任单位", one.lead + (f"；支持：{one.support.replace(';', '、')}" if one.support else "")),
    ]
    return [(label, text) for label, text in found if text != w.MISSING]


def steps(rows: Iterable[Row], day: str) -> pd.DataFrame:
    """The steps of a project in their order."""
    known = {row["node"]: row for row in rows}
    lines = [
        (
            node,
            mark("办结" if row.get("done") else "过期未办" if (row.get("due") or day) < day else "未到期限"),
            row.get("due"),
            row.get("done"),
            row.get("number"),
        )
        for node in NODES
        if (row := known.get(node))
    ]
    return pd.DataFrame(lines, columns=["节点", "状态", "计划日期", "办结日期", "文号"])


def of_problems(rows: Iterable[Row], urged: Iterable[int], day: str) -> pd.DataFrame:
    """Problems as a table, those that are open first; `urged` are those handed to supervision."""
    lines = [(_standing(row, set(urged), day), row) for row in rows]
    lines.sort(key=lambda line: (line[1]["status"] == "solved", line[1].get("due") or "9999"))
    return pd.DataFrame(
        [
            (
                mark(standing),
                row.get("category"),
                row["text"],
                row.get("solver"),
                row.get("due"),
                row.get("solution"),
                row["key"],
            )
            for standing, row in lines
        ],
        columns=["状态", "类别", "问题", "谁解决", "期限", "怎样解决", "编号"],
    )


def _standing(row: Row, urged: set[int], day: str) -> str:
    if row["status"] == "solved":
        return "已解决"
    if row.get("due") and row["due"] < day:
        return "已过期"
    return "已督办" if row["key"] in urged else "未解决"


@once
def names(rows: pd.DataFrame) -> pd.Series:
    """Projects for a choice: their names by id."""
    return rows.set_index("id")["name"]


def ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows as they are read: those with overdue problems first, then with any, then the farthest behind the year;
    with their supporting units as tuples, to be filtered by."""
    rows = rows.assign(gap=rows["rate"] - rows["gone"])
    rows = rows.sort_values(["overdue", "problems", "gap"], ascending=[False, False, True], kind="stable")
    return (
        rows.drop(columns="gap")
        .reset_index(drop=True)
        .assign(supporters=[tuple(listed(text)) for text in rows["support"]])
    )


def newcomers(
    rows: pd.DataFrame, known: Iterable[Row], events: Mapping[str, list[Row]], names: pd.Series
) -> pd.DataFrame:
    """The projects that came after the plan (`id, name, area, park, sector`) as a table: how each came, by its record in
    `known`, from which projects (`names` of all by id), and its last stage by its `events`."""
    how = {row["id"]: row for row in known}
    return pd.DataFrame(
        {
            "编号": rows["id"],
            "项目": rows["name"],
            "怎样来的": [how[key]["how"] for key in rows["id"]],
            "由哪些项目": [
                "、".join(names.get(one, one) for one in listed(how[key].get("parents"))) or None for key in rows["id"]
            ],
            "阶段": [events[key][-1]["stage"] if events.get(key) else SILENT for key in rows["id"]],
            "地域": rows["area"],
            "园区": rows["park"],
            "行业": rows["sector"],
        }
    )
