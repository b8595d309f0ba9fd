"""A unit's week as a Word document in official form."""

from lib.report.document.paper import Field, Paper
from lib.text import digest as words

WIDTHS = {"时限": 16, "类别": 16, "事项": 52, "状态": 34, "期限": 22, "职责": 12}


def document(found: words.Digest, author: str) -> bytes:
    """What a unit owes."""
    paper = Paper((words.title(found),), (f"{found.year}年",), author, found.mark)
    paper.heading(1, "待办情况")
    paper.text(words.told(found))
    table = words.lines(found)
    if len(table):
        fields = [Field(name, width, "left") for name, width in WIDTHS.items()]
        rows = [["" if cell is None else cell for cell in row] for row in table[list(WIDTHS)].to_numpy().tolist()]
        paper.table("owed", "待办事项，逾期的在前", fields, rows)
    paper.closing(f"{found.day.year}年{found.day.month}月{found.day.day}日")
    return paper.bytes()
