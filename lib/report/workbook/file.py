"""The workbook a planner checks with: what goes in, formulas that reproduce the page, verdicts, projects, audit,
sources."""

import pandas as pd

from lib.about import About
from lib.measure import constants as c
from lib.measure.kinds import KINDS
from lib.measure.observation import Observation
from lib.measure.period import Period
from lib.projects.project import Project
from lib.report import changes
from lib.report.selection import Selection
from lib.report.workbook import calculated, paths
from lib.report.workbook.form import form
from lib.report.workbook.spreadsheet import HEAD, Book, Column, Formula, row_height, unit_format
from lib.text import exports, findings, provenance, summary
from lib.text import words as w
from lib.theme import badge
from lib.typography import digits

TOLD = {"other_names": lambda names: names if w.missing(names) else names.replace(";", "；")}
"""How a column of projects is written where it is not as it stands in the data."""
YES = {"yes": "是", "no": "否"}
SHEETS = {
    "完成情况表": "每一条目标条款一行，按指标表的格式；属性《规划》没有载明，另有文件确定的从其规定",
    "指标": "每一条目标条款的数据与测算；完成程度、进度比、增速都是公式，改动基期值或实际值即重新计算（只在本表，不改看板的数据）",
    "路径": "规划隐含的各年的值与实际值；增速和累计变化以{base}年为1的指数表示",
    "结论": "每一条款的结论、理由、算式、口径与偏差说明",
    "调整": "按程序调整和取消的目标：原目标、现目标、依据；取消的不评估、不计数",
    "项目": "规划点名的项目及其阶段、时限",
    "自洽性": "规划自身数字的相互印证",
    "来源": "数据的来源及可靠性",
    "观测值": "每一个观测值及其出处；编号与“指标”表相同",
}
EMPTY = {"完成情况表": "目标条款", "指标": "目标条款", "路径": "目标条款", "结论": "目标条款", "自洽性": "不一致之处"}
"""What an empty sheet has none of, where its name does not say it."""
PRINTED = {"指标": 21, "路径": 20, "结论": 11, "项目": 14}
"""How many columns go on paper, where the table is wider than a page; the rest is for the screen."""


def workbook(s: Selection) -> bytes:
    """The whole workbook of a selection."""
    book = Book(s.title, s.about.name.product, s.mark)
    changed = changes.listed(s)
    sheets = {name: text.format(base=s.about.period.base) for name, text in SHEETS.items() if changed or name != "调整"}
    _intro(book, s, sheets)
    state = summary.title(s.clauses, s.year, s.about.period)
    bodies = {
        "完成情况表": (form(s), f"目标条款完成情况（{s.year}年）"),
        "指标": (calculated.indicators(s), state),
        "路径": (paths.path(s), f"目标路径与实际值（{s.about.period.base}–{s.about.period.end}年）"),
        "结论": (calculated.verdicts(s), state),
        "调整": (adjustments(changed), changes.sentence(changed) if changed else ""),
        "项目": (projects(s.projects, s.about), f"项目{len(s.projects)}项"),
        "自洽性": (
            of_frame(findings.table(s.findings), {"发现": 40, "算式与依据": 60, "可能的原因与建议": 50}),
            findings.title(s.findings),
        ),
        "来源": (of_frame(_sources(s), {"来源": 50, "网址": 40, "说明": 40, "发布者": 24}), "资料来源"),
        "观测值": (observations(s.series, s.about), f"观测值{len(s.series)}个"),
    }
    for name, text in sheets.items():
        columns, title = bodies[name]
        book.sheet(
            name, columns, title, text, printed=PRINTED.get(name), empty=f"本范围内没有{EMPTY.get(name, name)}。"
        )
    return book.bytes()


def table(rows: pd.DataFrame, title: str, mark: str = "", *, about: About) -> bytes:
    """Any table of a page as a workbook of one sheet; `mark` (演示数据) stands on its sheet and on every page."""
    book = Book(title, about.name.product, mark)
    book.sheet("表", of_frame(exports.plain(rows)), title, about.name.sources, 1)
    return book.bytes()


def of_frame(rows: pd.DataFrame, widths: dict[str, float] | None = None) -> list[Column]:
    """The columns of a frame as they stand; columns of text as wide as what they hold, within reason."""
    found = []
    for name, values in rows.items():
        cells = values.astype(object).tolist()
        longest = max((digits(str(cell)) for cell in cells if not w.missing(cell)), default=0)
        width = (widths or {}).get(str(name), min(max(digits(str(name)) + 2, longest + 1, 8), 50))
        found.append(
            Column(
                str(name),
                [cell if isinstance(cell, str | int | float) or w.missing(cell) else str(cell) for cell in cells],
                width,
            )
        )
    return found


def adjustments(changed: list[changes.Change]) -> list[Column]:
    """The adjustments by procedure, a record a row."""
    heads = {
        "条款": 8,
        "目标": 30,
        "地域": 8,
        "类别": 9,
        "原目标": 26,
        "现目标": 26,
        "批准机关": 20,
        "文号": 20,
        "日期": 12,
        "理由": 36,
        "按原目标的结论": 14,
        "按现目标的结论": 14,
        "规划行号": 9,
    }
    return [
        Column(title, [one[i] for one in changed], width, verdict="结论" in title)
        for i, (title, width) in enumerate(heads.items())
    ]


def projects(rows: pd.DataFrame, about: About) -> list[Column]:
    """The projects, quantities with their unit."""
    amounts = [calculated.value_format(r.quantity, r.unit, operator=r.bound) for r in Project.of(rows)]
    rows = rows.assign(where=rows["area"].map(about.areas.short))
    texts = {
        "项目": ("name", 30),
        "其他说法": ("other_names", 24),
        "地域": ("where", 8),
        "园区": ("park", 14),
        "行业领域": ("sector", 14),
        "类别": ("category", 16),
        "阶段": ("stage", 12),
        "规划的说法": ("stage_words", 16),
    }
    return [
        *(
            Column(title, rows[name].map(TOLD.get(name, lambda cell: cell)).tolist(), width)
            for title, (name, width) in texts.items()
        ),
        Column("开工年", [None if pd.isna(v) else int(v) for v in rows["start"]], 8, "0"),
        Column("时限", [None if pd.isna(v) else int(v) for v in rows["due"]], 8, "0"),
        Column("数量", rows["quantity"].tolist(), 14, amounts),
        Column(about.flagship.short, rows["flagship"].map(YES).tolist(), 9),
        Column("民生实事", rows["livelihood"].map(YES).tolist(), 9),
        Column("规划行号", rows["lines"].str.replace(";", "、").tolist(), 16),
        Column("说明", rows["note"].tolist(), 40),
        Column("编号", rows["id"].tolist(), 20),
    ]


def observations(series: pd.DataFrame, about: About) -> list[Column]:
    """The observations, values as numbers with their unit."""
    rows = series.sort_values("id")
    each = Observation.of(rows)
    return [
        Column("编号", [r.id for r in each], 12),
        Column("指标", [r.indicator_name for r in each], 30),
        Column("地域", [about.areas.short(r.area) for r in each], 9),
        Column("计量方式", [w.word("measure", r.measure) for r in each], 11),
        Column("自", [r.since for r in each], 7, "0"),
        Column("年份", [r.year for r in each], 7, "0"),
        Column("界限", [w.word("bound", r.operator) for r in each], 7),
        Column("数值", [r.value for r in each], 15, [calculated.value_format(r.value, r.unit) for r in each]),
        Column("价格口径", [w.word("price_basis", r.price_basis) if r.price_basis else None for r in each], 9),
        Column("状态", [w.word("status", r.status) for r in each], 7),
        Column("出处", [provenance.source(r) for r in each], 50),
        Column("推算", [r.derived_from for r in each], 24),
        Column("说明", [r.note for r in each], 30),
    ]


def _sources(s: Selection) -> pd.DataFrame:
    """The sources that feed this selection, the plan first."""
    rows = provenance.sources(s.sources, s.series, s.clauses)
    return rows[(rows["观测值"] > 0) | s.sources["slug"].eq("plan")]


Line = tuple[tuple[str | float | Formula, ...], str]
"""The cells of a row of the first sheet, and the number format of the second."""


def _intro(book: Book, s: Selection, sheets: dict[str, str]) -> None:
    """The first sheet: what this is, the parameters that the formulas use, verdicts counted, the other sheets, the
    formulas in words."""
    sheet = book.page("说明", s.title)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 3, 44)
    plain, bold = book.style(text_wrap=True), book.style(bold=True)
    sheet.write_string(1, 0, summary.title(s.clauses, s.year, s.about.period), book.style())
    sheet.write_string(2, 0, s.about.name.sources.replace("显示为“—”", "留空"), book.style())
    sheet.write_string(3, 0, s.standing, book.style())
    row = 5

    def block(title: str, body: list[Line]) -> int:
        """A titled block of rows; returns the row of its first line."""
        nonlocal row
        sheet.write_string(row, 0, title, bold)
        for offset, (cells, number) in enumerate(body, 1):
            sheet.set_row(row + offset, row_height((cell, 44) for cell in cells))
            for position, cell in enumerate(cells):
                book.put(
                    sheet,
                    row + offset,
                    position,
                    cell,
                    book.style(num_format=number, align="left") if number and position == 1 else plain,
                )
        first, row = row + 1, row + len(body) + 2
        return first

    parameters = _parameters(s)
    first = block("参数（公式所用）", parameters)
    for offset, (cells, _) in enumerate(parameters, first + 1):
        book.file.define_name(str(cells[0]), f"=说明!$B${offset}")
    count = len(s.clauses)
    judged = f"结论!$G${HEAD + 2}:$G${HEAD + 1 + max(count, 1)}"
    present = [(v, int((s.clauses["verdict"] == v).sum())) for v in reversed(c.VERDICTS)]
    block(
        f"结论（{s.year}年，条款数）",
        [
            *(((badge(v), Formula(f'=COUNTIF({judged},"{badge(v)}")', n)), unit_format("项")) for v, n in present if n),
            (("合计", Formula(f"=COUNTA({judged})", count)), unit_format("项")),
        ],
    )
    block("各表", [((name, text), "") for name, text in sheets.items()])
    block("计算方法", _methods(s.about.period))
    block("其他", _remarks(s.about.period))


def _parameters(s: Selection) -> list[Line]:
    """What the formulas use, by name."""
    period = s.about.period
    return [
        (("基年", period.base, "基期"), "0"),
        (("期末年", period.end, "规划期末"), "0"),
        (("年数", Formula("=期末年-基年", period.span), "规划期的年数"), "0"),
        (("评估年", s.year, "改动它只影响时间进度与路径之差；实际值仍是原评估年的，进度比会变空"), "0"),
        (("达到进度", c.ON_TRACK, "“序时进度比上限”不低于它为“达到进度”"), "0.00"),
        (
            ("略有滞后", c.SLIGHTLY_BEHIND, "“序时进度比上限”不低于它为“略有滞后”，低于它为“滞后”，低于0为“背离”"),
            "0.00",
        ),
        (("左右", c.ABOUT, "“左右”的范围（±）"), "0%"),
    ]


def _methods(period: Period) -> list[Line]:
    """The formulas of each kind of clause in words."""
    groups = ("completion_formula", "required_formula", "path_formula")
    return [
        (("类型", "完成程度", "所需年均", "目标路径"), ""),
        *(((w.word("kind", kind), *(w.formula(group, kind, period) for group in groups)), "") for kind in KINDS),
    ]


def _remarks(period: Period) -> list[Line]:
    """What else the sheets say, in words."""
    told = {
        "时间进度": f"(评估年 − {period.base}) ÷ {period.span}",
        "序时进度比": "完成程度 ÷ 时间进度；1 表示恰在路径上",
        "结论": "“结论”是看板当时的结论，不随改动重算；“按公式的结论”随“指标”表的改动重算，与它核对。是否属于保持类按原来的基期值定，不重算",
        "舍入": "公布数是舍入过的：序时进度比按末位的一半往好的方向放宽，得“序时进度比上限”，结论以上限为准，放宽后才够的注明“在舍入范围内”；逐个计数的没有舍入",
        "追赶增速": "由最近的实际值到目标，按剩余年数平均；已经达到的不再列",
        "保持类": f"基期已达到的目标按保持类计：符合的年数 ÷ {period.span}；进度比以有数据的年数为准",
        "单位": "增速为%/年；比率的增减为个百分点/年；数量和总量为单位/年",
    }
    return [((name, text), "") for name, text in told.items()]
