"""The flagship projects: as cards, and one by one."""

from lib.front import words as front
from lib.front.works import Work
from lib.measure.clause import Measured
from lib.projects.project import Project
from lib.report.deck import parts
from lib.report.deck.material import Material
from lib.report.deck.projects import plan_lines
from lib.report.deck.slide import Card, Cards, Figure, Figures, Slide, Table
from lib.report.deck.typeset import LOWER, card_fits, grid, room
from lib.text import flagship as six
from lib.text import words as w
from lib.theme import badge

ABREAST = 3
"""Cards in a row."""


def works(m: Material) -> list[Slide]:
    """The flagship projects as cards: state, share done, what is due next, investment, unit."""
    if not m.works:
        return []
    about, cards = m.chosen.about, m.works
    rows = m.tables["project"][m.tables["project"]["id"].isin([card.id for card in cards])]
    columns = min(ABREAST, len(cards))
    items = tuple(_card(card, len(cards), columns) for card in cards)
    cut = [work for work, card in zip(cards, items, strict=True) if len(card.lines) < len(work.facts)]
    told = tuple(f"{work.name}：{'；'.join(work.facts)}。" for work in cut)
    told += tuple(f"{card.name}：{card.doubt}" for card in cards if card.doubt)
    told += parts.notes(six.milestones_of(rows, m.chosen.clauses), about)
    title = front.works(cards, about)
    if m.chosen.kind == "park":
        title = f"{m.chosen.of}的{about.flagship.short}：{parts.listed(card.name for card in cards)}"
    return [Slide("works", about.flagship.short, title, (Cards(items, columns),), told, parts.cite(plan_lines(rows)))]


def _card(work: Work, count: int, columns: int) -> Card:
    """A work as one of `count` cards: what is due first and the unit last, between them what a room can read."""
    facts = work.facts
    card = Card(work.name, f"{badge(work.verdict)}，{_far(work)}", work.tone, facts, work.share)
    while not card_fits(card, count, columns) and len(facts) > 2:
        facts = (*facts[:-2], facts[-1])
        card = card._replace(lines=facts)
    return card


def _far(card: Work) -> str:
    """How far a work is; of what is complete the stage says it."""
    return (
        card.stage
        if card.share != card.share or card.share >= 100
        else f"{card.stage}，完成{w.percent(card.share / 100, 0)}"
    )


def each_flagship(m: Material) -> list[Slide]:
    """One slide a flagship project: what the plan says of it, what it holds, when it is due."""
    return [_flagship(m, row) for row in Project.of(six.flagship_rows(m.chosen.projects))]


def _flagship(m: Material, row: Project) -> Slide:
    dated = m.chosen.clauses[m.chosen.clauses["indicator"] == row.indicator].sort_values("due")
    said = m.tables["claim"].query("project == @row.id").sort_values("line")
    holds = six.parts(row.id, m.tables["enumeration"], m.tables["member"])
    body = tuple((f"第{r.line}行", w.word("claim", r.claim), r.words) for r in said.itertuples())
    figures = Figures(
        tuple(
            Figure(badge(r.verdict), f"{r.due}年：{r.name.removeprefix(row.name) or '建成'}")
            for r in Measured.of(dated)
        )
    )

    def table(some: tuple[tuple[str, ...], ...]) -> Table:
        return grid(("出处", "状态", "规划的说法"), some, tuple(map(str, said["line"]))[: len(some)])

    shown = room(body, table, LOWER)
    blocks = [figures] + ([table(shown)] if body else [])
    states = list(dict.fromkeys(w.word("claim", claim) for claim in said["claim"]))
    due = "、".join(f"{y}年" for y in dict.fromkeys(dated["due"]))
    title = f"{row.name}：{due}到期，" + (
        f"规划{len(said)}处{'说法不一' if row.note else '提到'}（{'、'.join(states)}）"
    )
    title += f"，列出{len(shown)}处" if len(said) > len(shown) else ""
    told = (
        tuple(f"{name}：{members}（规划第{line}行）" for name, members, line in holds)
        + ((row.note,) if row.note else ())
        + parts.notes(dated, m.chosen.about)
    )
    return Slide(f"flagship-{row.id}", row.name, title, tuple(blocks), told, parts.cite(map(int, row.lines.split(";"))))
