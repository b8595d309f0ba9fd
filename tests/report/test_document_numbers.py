"""Every number that a document shows is one of the store's, and one that is changed by a digit is found."""

import io

import docx
import pytest
from docx.oxml.ns import qn

from lib.measure.kinds import having
from lib.report.document import file as report
from lib.report.document import problems, prose, works
from lib.report.document.dossier import dossier
from lib.text.clauses import GOOD, LATE
from tests.report.numbers import Known
from tests.report.test_numbers import ASKED, PLACES, SCENARIOS, TERMS, gaps, held, year_works

MORE = ["属性", "来源", "责任单位、时限", "单位、时限", "规划章节"]
"""Columns of documents that hold no figures."""


TRAINING = ("trained", {"kind": "annual", "area": "高新区", "year": 2017})
"""With an annual plan that was issued, records of projects, explanations."""


@pytest.fixture(scope="module", params=[*ASKED, TRAINING], ids=lambda p: "-".join((p[0], *map(str, p[1].values()))))
def made(request):
    which, asked = request.param
    return Known(request.getfixturevalue(which), dossier(request.getfixturevalue(which), **asked))


def test_every_number_of_the_report_is_that_of_the_store(made, unseen):
    held(made, of_document(made, report.report(made.material).bytes()), unseen, 16 if len(made.rows) else 1)


def test_every_number_of_the_short_papers_is_that_of_the_store(made, unseen):
    papers = (report.brief(made.material), report.warning(made.material))
    held(made, [said for paper in papers for said in of_document(made, paper)], unseen, 2 if len(made.rows) else 0)


def of_document(known, made: bytes):
    """The same of every paragraph and of every cell of the tables of the document; the clauses are those of a chapter."""
    document = docx.Document(io.BytesIO(made))
    rows, caption = known.rows, ""
    for child in document.element.body:
        if child.tag == qn("w:p"):
            paragraph = docx.text.paragraph.Paragraph(child, document)
            caption, style = paragraph.text, paragraph.style.style_id
            rows = known.part(caption) if style.startswith(("Heading", "Annex")) else rows
            if not style.startswith(
                ("TOC", "Title", "Subtitle", "Mark", "Annex", "Caption", "CoverTitle", "Figure")
            ) and not caption.startswith(("附件：", "　　　")):
                yield caption.replace("−", "-"), rows, of_text(known, caption, rows), ()
        elif child.tag == qn("w:tbl"):
            head, *body = [
                ["\n".join(p.text for p in cell.paragraphs).replace("−", "-") for cell in row.cells]
                for row in docx.table.Table(child, document).rows
            ]
            for row in body:
                for title, cell in zip(head, row, strict=True):
                    if title not in (*PLACES, *MORE):
                        yield f"{title}：{cell}", known.part(row[0]), *of_row(caption, title, row, known)


def of_text(known, text: str, rows) -> list[float]:
    """What a paragraph may say beside counts and the clauses it names."""
    projects = known.chosen.projects
    people = projects[projects["livelihood"] == "yes"]
    found = [float(frame["investment"].sum()) for frame in (projects, people) if "完成投资" in text]
    found += known.listed["合计"].values() if "重点项目" in text and known.listed else ()
    if "民生实事" in text and "举措" in text:
        found += [*known.tasks["举措"].values(), *known.tasks["民生实事"].values()]
    found += [number for own in known.score.values() for number in own] if "考核" in text else ()
    found += TERMS if "表示恰在" in text or "为恰在" in text or text.startswith("注：“左右”") else ()
    if "；其余" in text:  # of the clauses that are met or behind the first are told
        found += [rows["verdict"].isin(some).sum() - prose.told_of(known.rows) for some in (GOOD, LATE)]
    if text.startswith("注："):
        found += [prose.LISTED, problems.SEVERAL, works.KEPT]
        found += [
            level.amount for row in rows.itertuples() for level in known.facts.levels(row.area, row.indicator).values()
        ]
    return found


def of_row(caption: str, title: str, row: list[str], known) -> tuple[list[float], list[str]]:
    """What a cell in the column `title` of a row may say beside counts: values, and the clauses of which it speaks."""
    keys, rows = known.named("\n".join(row[:2])), known.measured(row[0])
    if "完成程度的计算" in caption or "结论的条件" in caption:
        return TERMS, []
    if "单位考核" in caption:
        return known.score.get(row[1], []), []
    if "年度重点项目" in caption or "任务（" in caption:
        return [year_works(known, "行业" if "年度重点项目" in caption else "任务", row[0]).get(title, 0.0)], []
    if "数据来源" in caption:
        titled = known.chosen.sources.loc[known.chosen.sources["title"] == row[0], "slug"]
        found = known.series[known.series["id"].isin(known.traced) & known.series["source"].isin(titled)]
        return [float(len(found))], []
    if "年度计划" in caption:
        plans = known.material.annual[known.material.annual["id"].isin(keys)]
        return plans["planned" if title == "当年计划" else "own"].tolist(), []
    if title == "完成比例":
        own = known.chosen.projects
        return own.loc[own["name"] == row[0], "share"].dropna().astype(float).round().tolist(), []
    if "民生项目" in caption:
        people = known.chosen.projects[known.chosen.projects["livelihood"] == "yes"]
        own = people if row[0] == "合计" else people[people["category"] == row[0]]
        counts = {
            "项目": len(own),
            "竣工投产": (own["stage"] == "竣工投产").sum(),
            "有进展记录": (own["events"] > 0).sum(),
        }
        return [float(counts[title] if title in counts else own["investment"].sum())], []
    if "参考判断" in caption:
        ends = known.plan.indicative(known.year).set_index("id").select_dtypes("number").astype(float)
        found = ends[ends.index.isin(keys)]
        return [*found.abs().to_numpy().ravel(), *(found["completion"] * 100), *known.pool(keys)], []
    if "超出舍入范围" in caption:
        return gaps(known), []
    if "推算到" in caption:
        valued = rows[having(rows["kind"], lambda kind: kind.valued)].iloc[0]
        if title in ("最近", *SCENARIOS):
            return known.ahead(valued["area"], valued["indicator"], title), []
        return [], [valued["id"]]
    if "当年增速" in caption:
        yearly = rows[having(rows["kind"], lambda kind: kind.yearly)]
        if title == "规划要求":
            return [], yearly["id"].tolist()
        return [known.published(r).value for r in yearly.itertuples()], []
    return [], keys
