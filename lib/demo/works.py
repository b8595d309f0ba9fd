"""The projects and tasks of the training set: the year's list with plan and money, half-yearly reports, steps, problems,
tasks. All figures are made up from the story's seed."""

from datetime import date
from random import Random
from typing import Any, NamedTuple

from lib.demo.teller import Teller
from lib.ledger.dispatching import DONE, FIGURES, FUNDS, IDLE, MOVING, NEW, PROBLEMS, PROGRESS, TASKS, WITHIN
from lib.ledger.permission import listed
from lib.ledger.record import Entry, entry, mark
from lib.projects.register import GIVEN
from lib.text import reminders

LISTED = 0.42
"""Of the projects under way, the share that a year's list holds."""
SLOW = 0.7
BEGINNING = ("用地", "开工")


class Work(NamedTuple):
    """How a project runs: first year, years planned, how fast, total in 亿元, month in which works begin."""

    id: str
    begin: int
    years: int
    speed: float
    total: float
    month: int
    listed: bool

    def share(self, at: float) -> float:
        """Per cent done at a time (years since it began), at most 100.

        >>> Work("a", 2016, 4, 0.5, 8.0, 3, True).share(2)
        25.0
        """
        return min(round(100 * self.speed * max(at, 0.0) / self.years, 1), 100.0)


def works(teller: Teller) -> list[Work]:
    """The projects that something happens to."""
    about, found = teller.original.about, []
    for row in teller.original.source.frame("project").itertuples():
        luck = teller.chance("project", row.id)
        if row.stage in (*GIVEN, about.name.built) or luck.random() < 0.45:
            continue
        begin = luck.randint(about.period.first, about.period.end - 1)
        years, speed = luck.randint(2, 5), luck.choice([1.0, 1.0, 1.0, 0.7, 0.4])
        total = round(luck.uniform(0.8, 12.0), 1)
        found.append(
            Work(
                row.id, begin, years, speed, total, luck.randint(2, 9), luck.random() < LISTED or row.flagship == "yes"
            )
        )
    return found


def running(teller: Teller, year: int) -> list[Work]:
    """Those that are in the list of a year: begun or about to, and not finished before."""
    return [one for one in works(teller) if one.listed and one.begin <= year and one.share(year - one.begin) < 100]


def list_year(teller: Teller, year: int) -> None:
    """The list of a year with its plan, and the steps of what begins in it."""
    entries: list[Entry] = []
    for one in running(teller, year):
        begins = year == one.begin
        days = {"begin": f"{year}-{one.month:02d}-28"} if begins else {}
        last = one.begin + one.years - 1
        listing = {"total": one.total, "planned": round(one.total / one.years, 2), "finish": f"{last}-12-31"}
        entries.append(
            entry("project_listed", {"project": one.id, "year": year} | listing | days, teller.number(year, 30))
        )
        if begins:
            due = {"立项": f"{year}-01-31", "用地": f"{year}-{one.month:02d}-10", "开工": f"{year}-{one.month:02d}-28"}
            done = {"立项": f"{year}-01-20"}
            entries += [entry("node_set", _node(one.id, node, due[node], done.get(node))) for node in due]
    dues = [(PROGRESS, f"{year}-06", f"{year}-07-10"), (PROGRESS, f"{year}-11", f"{year}-12-10")]
    dues += [(TASKS, str(year), f"{year}-12-15"), (FIGURES, str(year), f"{year + 1}-02-28")]
    dues += [(WITHIN, month, due) for month, due in reminders.days(reminders.EACH, date(year, 1, 10), year)]
    entries += [entry("deadline_set", {"what": what, "period": period, "due": due}) for what, period, due in dues]
    for n, one in enumerate(teller.story["newcomer"], 1):
        if one["year"] == year:
            came = {name: text for name, text in one.items() if name != "year"} | {"id": f"X{n:03d}", "how": NEW}
            entries.append(entry("project_added", came))
    teller.write(f"{year}-01-28", entries)


def weigh(teller: Teller, year: int) -> None:
    """The weights by which the units of a year are scored."""
    fields = {"year": year, "number": teller.number(year, 31), "date": f"{year}-01-28"} | teller.story["score"]
    teller.write(f"{year}-01-28", [entry("score_set", fields)])


def _node(project: str, node: str, due: str, done: str | None, number: str = "") -> dict[str, Any]:
    return {"project": project, "node": node, "due": due, "done": done, "number": number}


def report(teller: Teller, year: int, half: bool) -> None:
    """What the units report in July (`half`) or December: stage, money, works; the steps that were done; problems."""
    day, written = (f"{year}-06-30", f"{year}-07-05") if half else (f"{year}-11-30", f"{year}-12-05")
    gone, entries = 0.5 if half else 1.0, []
    for one in works(teller):
        luck = teller.chance("report", one.id, year, half)
        at = year - one.begin + gone
        before, share = one.share(year - one.begin), one.share(at)
        if year < one.begin or share <= before or (half and not one.listed) or luck.random() < 0.06:
            continue
        if one.listed and year == one.begin and one.speed < SLOW:
            waiting = {"project": one.id, "date": day, "stage": "前期", "note": "演示数据", "source": "演示"}
            entries.append(entry("project_event", waiting | {"works": "手续办理中（演示）"}))
        else:
            entries.append(entry("project_event", _event(one, day, share, before, luck)))
        if one.listed and year == one.begin and half is (one.month < 6) and one.speed >= SLOW:
            begun = f"{year}-{max(one.month + luck.choice([-1, 0, 0, 1]), 2):02d}-20"
            entries.append(entry("node_set", _node(one.id, "用地", begun, begun, teller.number(year, 40))))
            entries.append(entry("node_set", _node(one.id, "开工", f"{year}-{one.month:02d}-28", begun)))
        if one.listed and year == one.begin + 1 and half and one.speed < SLOW:
            late = f"{year}-03-20"
            entries += [
                entry("node_set", _node(one.id, node, f"{one.begin}-{one.month:02d}-28", late)) for node in BEGINNING
            ]
        if one.listed and one.speed < SLOW and half:
            entries.append(entry("problem_raised", _problem(teller, one, year, luck)))
    teller.by_unit(written, entries, lambda item: item.payload["project"])
    if not half:
        _solve(teller, year)


def _event(one: Work, day: str, share: float, before: float, luck: Random) -> dict[str, Any]:
    """A report of a project. What is done of the year is its share of the total, give or take."""
    finished = share >= 100
    fields: dict[str, Any] = {
        "project": one.id,
        "date": day,
        "stage": "竣工投产" if finished else "在建",
        "share": share,
        "investment": round(one.total * share / 100, 2),
        "note": "演示数据",
        "source": "演示",
    }
    if not one.listed:
        return fields
    done = round(one.total * (share - before) / 100 * luck.uniform(0.85, 1.0), 2)
    sources = luck.sample(list(FUNDS), 3)
    funds = {
        name: round(done * part * luck.uniform(0.7, 1.1), 2)
        for name, part in zip(sources, (0.5, 0.3, 0.2), strict=True)
    }
    works_ = "已竣工（演示）" if finished else f"完成主体{share:.0f}%（演示）"
    return fields | {"year_investment": done, "works": works_} | funds


def _problem(teller: Teller, one: Work, year: int, luck: Random) -> dict[str, Any]:
    lead = [*listed((teller.state.get("duty", one.id) or {}).get("lead")), teller.story["unit"][0]["name"]][0]
    category = luck.choice(PROBLEMS[:5])
    text = f"{category}：{luck.choice(teller.texts['problems'])}"
    return {"project": one.id, "text": text, "category": category, "solver": lead, "due": f"{year}-10-31"}


def _solve(teller: Teller, year: int) -> None:
    """Most problems are solved by December; one of those left is handed to supervision."""
    left = [row for row in teller.state.rows("problem") if row["status"] != "solved"]
    solved = [row for row in left if teller.chance("solved", row["subject"], year).random() < 0.6]
    teller.write(f"{year}-12-06", [mark("problem_solved", row, solution=teller.texts["solution"]) for row in solved])
    if open_ := [row for row in left if row not in solved][:1]:
        row = open_[0]
        name = teller.plan.catalogue.set_index("id").at[row["project"], "name"]
        fields = {
            "title": f"示例督办：{name}（{row['text']}）"[:100],
            "unit": row["solver"],
            "due": f"{year + 1}-03-31",
            "person": "",
            "thing": row["project"],
            "task": teller.texts["task"],
            "problem": row["key"],
        }
        teller.write(f"{year}-12-07", [entry("supervision_opened", fields)])
        item = teller.state.rows("supervision")[-1]
        who = teller.person(row["solver"])
        who = who._replace(name=who.name or teller.office.name)
        teller.write(f"{year}-12-20", [mark("supervision_answered", item, text=teller.texts["answered"])], who)
        answered = teller.state.rows("supervision")[-1]
        teller.write(f"{year}-12-24", [mark("supervision_closed", answered, opinion=teller.texts["closed"])])


def tasks(teller: Teller, year: int) -> None:
    """What the units report of the measures they have in December: more of them each year."""
    period, entries = teller.original.about.period, []
    for row in teller.original.source.measures.itertuples():
        luck = teller.chance("task", row.id)
        begin, years, silent = luck.randint(period.base, period.end), luck.randint(1, 4), luck.random() < 0.2
        if silent or not (teller.state.get("duty", row.id) or {}).get("lead"):
            continue
        standing = IDLE if year < begin else DONE if year >= begin + years else MOVING
        fields = {"thing": row.id, "date": f"{year}-11-30", "standing": standing, "note": "演示数据", "source": "演示"}
        entries.append(entry("task_reported", fields))
    teller.by_unit(f"{year}-12-08", entries, lambda item: item.payload["thing"])
