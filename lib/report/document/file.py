"""The evaluation report as a Word document in official form: summary, a chapter a domain, projects, audit, next steps,
annexes."""

from lib.report.document import annexes, chapters, course, domains
from lib.report.document.paper import Paper
from lib.report.selection import Selection


def document(s: Selection) -> bytes:
    """The report of a selection."""
    paper = Paper(s.heading, (f"评估年：{s.year}年", f"范围：{scope(s)}", s.standing), s.about.name.product, s.mark)
    chapters.summary(paper, s)
    course.chapter(paper, s)
    for _, rows in s.clauses.groupby("domain_position", sort=True):
        domains.chapter(paper, s, rows)
    chapters.projects(paper, s)
    chapters.audit(paper, s)
    chapters.next_steps(paper, s)
    paper.closing(f"数据截至{s.year}年底")
    annexes.sources(paper, s)
    annexes.definitions(paper, s)
    annexes.method(paper, s.about.period)
    return paper.bytes()


def scope(s: Selection) -> str:
    """What the report covers, for its subtitle.

    >>> from types import SimpleNamespace as N
    >>> about = N(areas=N(whole="甲区、乙区", joint="两区共同"))
    >>> scope(N(kind="annual", area="甲区", of=None, about=about)), scope(N(kind="park", area=None, of="某园", about=about))
    ('甲区及两区共同条款', '某园')
    """
    if s.kind == "flagship":
        return s.about.flagship.name
    where = s.area + (f"及{s.about.areas.joint}条款" if s.about.areas.joint else "") if s.area else s.about.areas.whole
    return where if s.of is None else s.of if s.kind == "park" else f"{where}，{s.of}领域"
