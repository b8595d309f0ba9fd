"""A unit's week as a Word document in official form."""

from lib.report.document.grid import Field
from lib.report.document.paper import Paper
from lib.text import digest as words
from lib.text import words as w

WIDTHS = {"时限": 16, "类别": 16, "事项": 52, "状态": 34, "期限": 22, "职责": 12}


def document(found: words.Digest, author: str) -> bytes:
    """What a unit owes."""
    paper = Paper((words.title(found),), author, found.mark)
    paper.heading(1, "待办情况")
    paper.text(words.told(found))
    table = words.lines(found)
    if len(table):
        fields = [Field(name, width, "left") for name, width in WIDTHS.items()]
        rows = [["" if cell is None else cell for cell in row] for row in table[list(WIDTHS)].to_numpy().tolist()]
        paper.table("owed", "待办事项，逾期的在前", fields, rows)
    paper.closing([], (w.day(found.day.isoformat()),))
    return paper.bytes()
