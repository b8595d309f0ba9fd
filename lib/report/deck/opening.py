"""The frame of a deck: cover, what is judged, what is talked about, the pages between its parts, the close."""

from lib.front import judgement
from lib.measure import constants as c
from lib.projects.register import COMPLETED
from lib.report.deck import parts, stage
from lib.report.deck.material import Material
from lib.report.deck.projects import register_title
from lib.report.deck.slide import COVER, SECTION, Block, Figure, Figures, Point, Points, Slide, Text
from lib.report.deck.typeset import ROWS
from lib.report.letter import Letter
from lib.report.selection import GENERAL
from lib.text import clauses, summary
from lib.text import words as w

ANNEX = "附件"
NUMERALS = "一二三四五六"
FIGURES, MANY, FEW, IN_FULL = 5, 20, 3, 4
"""Large numbers that bear out the judgement, of how many targets a share may be told, how many pages need one before
them, and of how many it has room for the whole titles."""


def heading(m: Material) -> str:
    """The title of a deck."""
    plan, year = m.chosen.about.name.plan, m.chosen.year
    if m.chosen.kind == "annual":
        return f"{m.subject}“{plan}”规划{year}年度评估"
    if m.chosen.kind == "midterm":
        return f"{m.subject}“{plan}”规划{m.chosen.called}（{year}年）"
    return f"{m.chosen.of or m.chosen.about.flagship.name}：“{plan}”规划进展（{year}年）"


def cover(m: Material) -> list[Slide]:
    """What this is, for which area and year, beside a picture of the map."""
    period, areas = m.chosen.about.period, m.chosen.about.areas
    elapsed = w.percent(min(1.0, (m.chosen.year - period.base) / period.span), 0)
    scope = ""
    if m.chosen.kind not in ("park", "flagship") and m.chosen.area and areas.joint:
        scope = f"范围：{m.chosen.area}（含{areas.joint}的条款）"
    lines = [f"评估年：{m.chosen.year}年，时间进度{elapsed}", scope, m.chosen.standing]
    method = "每个结论的算式和行号在备注中；目标怎样测量，见“方法”页。缺的数据显示为缺，不作估计。"
    blocks: tuple[Block, ...] = (Text(tuple(line for line in lines if line)), *stage.emblem(m))
    return [Slide("cover", "封面", heading(m), blocks, (f"{m.chosen.called}。{method}",), layout=COVER)]


def signed(slides: list[Slide], letter: Letter) -> list[Slide]:
    """The slides, on the cover first the meeting, then the unit and the day, as far as they are known."""
    head = letter.meeting, "　".join(filter(None, (letter.by, letter.day and w.day(letter.day))))
    return [_headed(slide, tuple(filter(None, head))) if slide.layout == COVER else slide for slide in slides]


def _headed(slide: Slide, head: tuple[str, ...]) -> Slide:
    """A slide whose text begins with some lines."""
    text, *rest = slide.blocks
    return (
        slide._replace(blocks=(text._replace(paragraphs=(*head, *text.paragraphs)), *rest))
        if isinstance(text, Text)
        else slide
    )


def judged(m: Material) -> list[Slide]:
    """The year in three sentences and five numbers."""
    rows, year, period = m.chosen.clauses, m.chosen.year, m.chosen.about.period
    if rows.empty:
        return []
    main = set(rows.loc[rows["headline"].notna(), "id"])
    courses = [track for track in m.courses if track.clause in main]
    said = [*judgement.sentences(rows, courses, len(m.told), year, period), _works_on(m)]
    figures = Figures(tuple(_figures(m)[:FIGURES]))
    late = parts.late(rows)
    told = parts.notes(late.head(ROWS), m.chosen.about) or parts.none_late(rows, year, period)
    title = _much(m) if judgement.enough(rows) else _little(m)
    text = Text(tuple(line for line in said if line))
    return [Slide("judgement", "总体判断", title, (text, figures), told, parts.cite(rows["line"]))]


def _much(m: Material) -> str:
    """The state of a year in one line."""
    rows, year, period = m.chosen.clauses, m.chosen.year, m.chosen.about.period
    good, late = (int(rows["verdict"].isin(names).sum()) for names in (clauses.GOOD, clauses.LATE))
    share = w.percent(good / (good + late), 0) if good + late >= MANY else f"{good}项"
    share = share if good else "没有一项"
    tail = f"{late}项{summary.behind_word(year, period)}" if late else f"没有{summary.behind_word(year, period)}"
    return f"总体判断：可评的{good + late}项中{share}{summary.good_word(year, period)}，{tail}"


def _little(m: Material) -> str:
    """The state of a year in which hardly anything can be judged."""
    rows, year = m.chosen.clauses, m.chosen.year
    judged = len(parts.judged(rows))
    if not rows["verdict"].eq(c.UNKNOWN).any() and not judged:
        return f"规划的{len(rows)}项目标{'都' if len(rows) > 1 else ''}还没有到期"
    known = f"{year}年能评{judged}项" if judged else f"{year}年还没有能评的目标"
    more = f"，{len(m.told)}项可作参考判断" if m.told else ""
    return f"{known}{more}；规划有{len(rows)}项目标，首要的是补数据"


def _works_on(m: Material) -> str:
    """What is being built."""
    rows = m.chosen.projects
    if rows.empty:
        return ""
    reported, done = int(rows["events"].gt(0).sum()), int((rows["stage"] == COMPLETED).sum())
    if not reported:
        return f"{register_title(m)}。"
    late, spent = int(rows["behind"].eq(True).sum()), float(rows["investment"].sum())
    parts_ = [
        f"{len(rows)}个项目{parts.some(done, len(rows), '个')}竣工投产"
        if done
        else f"{len(rows)}个项目还没有竣工投产的",
        f"已报进展的{reported}个{parts.some(late, reported, '个') if late else '中没有' if reported > 1 else '没有'}滞后",
        f"累计完成投资{w.quantity(spent, '亿元')}" if spent else "",
    ]
    return "，".join(part for part in parts_ if part) + "。"


def _figures(m: Material) -> list[Figure]:
    """The numbers that bear out the judgement; none is nought."""
    rows, year, period = m.chosen.clauses, m.chosen.year, m.chosen.about.period
    good, late, unknown, waiting = (
        int(rows["verdict"].isin(names).sum()) for names in (clauses.GOOD, clauses.LATE, (c.UNKNOWN,), (c.NOT_DUE,))
    )
    built = int((m.chosen.projects["stage"] == COMPLETED).sum())
    spent = float(m.chosen.projects["investment"].sum())
    found = [
        (len(rows), "项", "目标条款", "text"),
        (good, "项", summary.good_word(year, period), "good"),
        (late, "项", summary.behind_word(year, period), "bad"),
        (len(m.told), "项", "可作参考判断", "plan"),
        (built, "个", "项目竣工投产", "good"),
        (round(spent), "亿元", "完成投资", "text"),
        (unknown, "项", "缺数据", "neutral"),
        (waiting, "项", "未到期", "neutral"),
        (len(m.chosen.projects), "个", "项目", "text"),
    ]
    enough = judgement.enough(rows)
    found = [one for one in found if one[0] and not (enough and one[2] in ("可作参考判断",))]
    return [Figure(f"{value:,}{unit}", label, "", tone) for value, unit, label, tone in found]


def agenda(named: list[tuple[str, list[Slide]]]) -> list[Slide]:
    """What is talked about: the parts of the deck with what the first slide of each says."""
    if len(named) < 2:
        return []
    points = tuple(Point(name, slides[0].title) for name, slides in named)
    return [Slide("agenda", "汇报内容", f"汇报{len(named)}个方面", (Points(points),), layout=SECTION)]


def divider(number: int, name: str, slides: list[Slide]) -> list[Slide]:
    """The page before a part of the deck: what its slides say; none before a few."""
    if len(slides) < FEW:
        return []
    whole = len(slides) <= IN_FULL
    points = Points(tuple(Point(one.name, one.title if whole else one.title.partition("，")[0]) for one in slides))
    return [Slide(f"part-{number}", name, f"{NUMERALS[number - 1]}、{name}", (points,), layout=SECTION)]


def annexed(slides: list[Slide]) -> list[Slide]:
    """The page before the annex; none before a few."""
    if len(slides) < FEW:
        return []
    names = list(dict.fromkeys(slide.name.split("（")[0].split("：")[0] for slide in slides))
    text = Text(("、".join(names),))
    return [Slide("annex", ANNEX, f"{ANNEX}：{len(slides)}页", (text,), layout=SECTION)]


def close(m: Material) -> list[Slide]:
    """The last slide before the annex: what is asked of the meeting."""
    about = m.chosen.about
    lines = (heading(m), f"{m.chosen.standing}。", "每个数的出处和算式在备注中，明细表在附件中。")
    told = (about.name.official,) if m.chosen.kind in GENERAL else ()
    return [Slide("close", "结束", "以上汇报，请予审议", (Text(lines),), told, layout=SECTION)]
