"""The special conditions of single kinds of record: how the fields of one must fit together, and what the state of the
ledger must be for it. Which kind has which stands in `kinds`."""

from collections.abc import Callable, Mapping
from typing import Any

from lib.ledger import checks, frozen, superseding
from lib.ledger.changes import ADDED_ID, CANCELLED, CHANGES
from lib.ledger.clock import moment
from lib.ledger.known import Known, is_dated
from lib.ledger.permission import listed
from lib.ledger.state import Row, State
from lib.ledger.unit_rules import unregistered
from lib.measure import constants as c

Fields = Mapping[str, Any]
Fit = Callable[[Fields, Known], str]
"""Why the fields of a record, each right by itself, cannot stand together; "" if they can. What does not fit counts
nowhere, whenever it was written."""
Rule = Callable[[Fields, State, Known], str]
"""Why a record cannot follow on the present state; "" if it can. The names include the clauses added so far."""
UNNAMED = "新增的目标要写明名称、地域、指标和类型。"
HANDED = {"minute": ("会议记录", "withdrawn", "撤回", ""), "problem": ("问题", "solved", "解决", "closed")}
"""What can become a supervision item: its table, what one is called, how one stands that no longer can; how the item
stands after which it can again."""

FLASH, FINAL = "快报", "定报"
"""Whether a figure within the year is still preliminary."""


def newest(fields: Fields, state: State, known: Known) -> str:
    """What a newer submission supersedes cannot be approved: it would count again."""
    row = state.tables["figure"].rows[fields["of"]]
    last = superseding.newest(state).get(superseding.thing(row), row)
    told = f"{last['who']}在{moment(last['at'])}又填报了{last['value']:g}"
    return "" if last["seq"] <= row["seq"] else f"这个数已被取代：{told}。请审核新填报的。"


def of_its_area(fields: Fields, known: Known) -> str:
    """The annual plan of an area holds its own clauses: by its area an issued plan is locked."""
    area = known.clauses[fields["clause"]].area
    return "" if area == fields["area"] else f"条款{fields['clause']}属于{area}，不属于{fields['area']}。"


def adjustable(fields: Fields, known: Known) -> str:
    """A target is added under a new id, with all that it needs; what is changed must be there."""
    adds = CHANGES[fields["change"]].adds
    milestone = is_dated(fields.get("type")) if adds else fields["clause"] in known.milestones
    if not milestone and fields.get("year") not in (None, known.period.end):
        return f"只有里程碑可以改时限；有数值的目标以{known.period.end}年为期，路径和进度都按整个规划期算。"
    if not adds:
        return checks.clause("条款", fields["clause"], known)
    if not all(fields.get(name) for name in ("area", "indicator", "type")):
        return UNNAMED
    if not ADDED_ID.fullmatch(fields["clause"]):
        return f"新增目标的编号“{fields['clause']}”应写作N和三位数字。"
    if fields["clause"] in known.clauses:
        return f"已有编号为“{fields['clause']}”的条款，新增的目标要用新的编号。"
    if milestone:
        return ""
    return checks.number("目标值", fields.get("value"), known) or checks.one_of(c.OPERATORS)(
        "条件", fields.get("operator"), known
    )


def called(fields: Fields, state: State, known: Known) -> str:
    """A target that is added has a name of its own."""
    return UNNAMED if CHANGES[fields["change"]].adds and not fields.get("name") else ""


def issue_of(state: State, area: str, year: int) -> Row | None:
    """The issue of an area's annual plan; None before it is issued, and after it was taken back to be corrected."""
    found = state.get("issue", area, year)
    return found if found and found["status"] == "issued" else None


def issued(fields: Fields, state: State, known: Known) -> str:
    """Only an annual plan that was issued is taken back."""
    there = issue_of(state, fields["area"], fields["year"])
    return "" if there else f"{fields['area']}{fields['year']}年度计划没有下达，不必收回。"


def still_a_draft(fields: Fields, state: State, known: Known) -> str:
    """An issued annual plan is locked."""
    issued = issue_of(state, fields["area"], fields["year"])
    told = f"{fields['area']}{fields['year']}年度计划已下达"
    return f"{told}（{issued['number']}），不能再改；要更正请先收回。" if issued else ""


def not_issued(fields: Fields, state: State, known: Known) -> str:
    """An annual plan is issued once."""
    done = issue_of(state, fields["area"], fields["year"])
    return f"{fields['area']}{fields['year']}年度计划已经下达（{done['number']}）。" if done else ""


def freezable(fields: Fields, state: State, known: Known) -> str:
    """An evaluation has a name of its own, is made for a year that its type allows, and takes every clause that was in
    force in its area, and no other: none can be left out or slipped in.

    What is not checked: that the verdicts and figures of the rows are those that the plan yields at that moment. They
    are computed above this room, so a program that writes by itself could state others; the page and `Plan.assessed` do
    not.
    """
    if state.get("evaluation", fields["name"]):
        return f"已有名为“{fields['name']}”的评估，请另取名称。"
    kind, area = frozen.TYPES[fields["type"]], fields["area"]
    if fields["year"] not in (years := kind.years(known.period)):
        return f"{kind.word}只评{'、'.join(map(str, years))}年。"
    last = {row["clause"]: row["change"] for row in state.rows("adjustment")}
    wanted = {key for key, about in known.clauses.items() if area in (None, about.area) or about.area in known.joint}
    wanted -= {key for key, change in last.items() if change == CANCELLED}
    if wrong := wanted.symmetric_difference(row["clause"] for row in fields["rows"]):
        return f"评估应包括范围内现行的全部条款，不多不少：{'、'.join(sorted(wrong)[:3])}{'等' if len(wrong) > 3 else ''}不符。请刷新页面再冻结。"
    return ""


def publishable(fields: Fields, state: State, known: Known) -> str:
    """What was missed is explained, and what is published is what the ledger holds now."""
    evaluation = state.tables["evaluation"].rows[fields["of"]]
    lacking = frozen.unexplained(evaluation["rows"], frozen.explanations(state, evaluation["year"]))
    if lacking:
        names = "、".join(row["name"] for row in lacking[:3])
        return f"还有{len(lacking)}项没有解释说明（{names}{'等' if len(lacking) > 3 else ''}），不能公开。"
    if fields["explanations"] != frozen.to_publish(evaluation, state):
        return "说明在您打开页面之后有改动。请刷新，看过之后再公开。"
    return ""


def to_a_unit(fields: Fields, state: State, known: Known) -> str:
    """Whoever has to do something, if it is a unit or several, is registered."""
    return unregistered(listed(fields.get("unit")), state)


def handed_once(fields: Fields, state: State, known: Known) -> str:
    """A supervision item is handed to a registered unit; what a meeting decided is handed out once, a problem once at a
    time, and neither when it stands no longer."""
    for table, (word, gone, done, over) in HANDED.items():
        if (number := fields.get(table)) is None:
            continue
        row = state.get(table, number)
        if row is None or row["status"] == gone:
            return f"找不到这条{word}，或者它已{done}。请刷新页面。"
        if any(item.get(table) == number and item["status"] != over for item in state.rows("supervision")):
            return f"这条{word}已经转为督办。"
    return to_a_unit(fields, state, known)


def later(fields: Fields, state: State, known: Known) -> str:
    """A delay is asked for to a day after the present one."""
    due = state.tables["supervision"].rows[fields["of"]]["due"]
    return "" if fields["until"] > due else f"现在的办结期限是{due}，延期要到它以后的一天。"


def of_its_matter(fields: Fields, known: Known) -> str:
    """What is commented on is there."""
    word, check = checks.MATTERS[fields["matter"]]
    return check(word, fields["about"], known)


def descends(fields: Fields, known: Known) -> str:
    """What was split or merged says from what, and speaks of projects that there are."""
    parents = listed(fields.get("parents"))
    if unknown := next((key for key in parents if key not in known.projects), None):
        return f"没有编号为“{unknown}”的项目。"
    fewest = {"拆分": 1, "合并": 2}.get(fields["how"], 0)
    return "" if len(parents) >= fewest else f"{fields['how']}的项目要写明由哪{'些' if fewest > 1 else '个'}项目。"


def of_its_own_name(fields: Fields, state: State, known: Known) -> str:
    """A new project has a name that no other new project has."""
    same = next((row["id"] for row in state.rows("newcomer") if row["name"] == fields["name"]), "")
    return f"已登记过名为“{fields['name']}”的新项目（{same}）。" if same else ""


def in_the_list(fields: Fields, state: State, known: Known) -> str:
    """Only what is in a year's list leaves it."""
    found = state.get("listing", fields["project"], fields["year"])
    return "" if found and found["status"] == "listed" else f"{fields['year']}年的重点项目中没有这个项目。"


def to_a_solver(fields: Fields, state: State, known: Known) -> str:
    """A problem is for a registered unit to solve."""
    return unregistered([fields.get("solver")], state)


def holds_a_figure(fields: Fields, known: Known) -> str:
    """A line of a monthly sheet holds a figure."""
    filled = any(fields.get(name) is not None for name in ("own", "total", "own_growth", "total_growth"))
    return "" if filled else "没有数：当期、累计、同比至少填一个。"


def not_back_to_flash(fields: Fields, state: State, known: Known) -> str:
    """A final figure is not replaced by a preliminary one."""
    there = state.get("month", fields["area"], fields["indicator"], fields["span"])
    back = there and there["release"] == FINAL and fields["release"] == FLASH
    return f"{fields['span']}已有定报，不能再用快报取代；更正请报定报。" if back else ""


def to_a_part(fields: Fields, state: State, known: Known) -> str:
    """A target is divided over places of the plan and registered units."""
    name = fields["part"]
    return "" if name in known.areas else unregistered([name], state)


def of_a_part(fields: Fields, state: State, known: Known) -> str:
    """Only who was given a part of the year's target reports on it."""
    given = state.get("part", fields["clause"], int(fields["month"][:4]), fields["part"])
    there = given and given["value"] is not None
    return "" if there else f"{fields['month'][:4]}年没有给{fields['part']}分解这一目标。"
