"""The evaluation report as a Word document in official form, and the two short papers made of the same."""

from lib.report.document import advice, alert, annexes, goals, leaders, overview, pages, problems, works
from lib.report.document.dossier import Dossier
from lib.report.document.paper import Cover, Paper


def document(d: Dossier) -> bytes:
    """The report; LibreOffice, where it is there, counts the pages for the table of contents."""
    paper = report(d)
    made = paper.bytes()
    if found := pages.of_headings(made, paper.headed):
        paper.number(found)
        return paper.bytes()
    return made


def report(d: Dossier) -> Paper:
    """The report without the page numbers of its table of contents, which Word counts."""
    s = d.chosen
    cover = Cover((f"评估年：{s.year}年", f"范围：{overview.scope(s)}", s.standing), d.told_by)
    paper = Paper(s.heading, s.about.name.product, s.mark, cover)
    paper.addressed(d.to)
    for chapter in (overview.chapter, goals.chapter, works.chapter, works.livelihood, problems.chapter, advice.chapter):
        chapter(paper, d)
    paper.closing(annexes.enclosed(s), d.signed)
    annexes.annexes(paper, s)
    return paper


def brief(d: Dossier) -> bytes:
    """呈阅件: one page for leaders."""
    paper = Paper(leaders.title(d), d.chosen.about.name.product, d.chosen.mark)
    leaders.page(paper, d)
    return paper.bytes()


def warning(d: Dossier) -> bytes:
    """信息专报: what is red."""
    paper = Paper(alert.title(d), d.chosen.about.name.product, d.chosen.mark)
    alert.body(paper, d)
    return paper.bytes()
