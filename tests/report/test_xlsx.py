"""The workbook: the store's numbers, formulas that LibreOffice recalculates to the same, text that never runs."""

import math
from functools import cache

import openpyxl
import pandas as pd
import pytest
from openpyxl.utils import column_index_from_string

from lib.measure.clause import Measured
from lib.measure.kinds import KINDS, having
from lib.measure.verdict import judge, of_the_year
from lib.report.workbook import calculated, paths
from lib.report.workbook import file as xlsx
from lib.report.workbook.spreadsheet import HEAD
from lib.text import clauses as words
from lib.text.words import word
from tests.homes import ABOUT, PERIOD
from tests.report.invented import ADJUSTED, BASIS, CANCELLED, NASTY
from tests.report.numbers import Known, fits, numbers

COLUMNS = {
    "指标": {
        "目标值": "target",
        "到期年": "due",
        "2015年基期值": "base",
        "实际值": "actual",
        "实际值年份": "actual_year",
        "规划行号": "line",
        "完成程度": "done",
        "时间进度": "time_elapsed",
        "序时进度比": "pace",
        "序时进度比上限": "upper",
        "所需年均": "required_growth",
        "追赶增速": "left",
        "原目标值": "was",
    },
    "结论": {"完成程度": "done", "序时进度比": "pace", "规划行号": "line"},
    "项目": {"开工年": "start", "时限": "due", "数量": "quantity"},
    "观测值": {"数值": "value", "年份": "year", "自": "since"},
}
"""The columns of numbers of a sheet, and what each is in the store."""


@cache
def book(path, values: bool = True):
    return openpyxl.load_workbook(path, data_only=values)


def rows(path, sheet: str, key: str | None = None) -> pd.DataFrame:
    """A sheet as people see it, by its first column or another."""
    cells = list(book(path)[sheet].iter_rows(min_row=HEAD + 1, values_only=True))
    return pd.DataFrame(cells[1:], columns=cells[0], dtype=object).set_index(key or cells[0][0])


def same(shown, expected) -> bool:
    """Equal to the last digit that a spreadsheet keeps; empty where there is nothing."""
    if pd.isna(expected):
        return shown in (None, "") or (isinstance(shown, float) and math.isnan(shown))
    return isinstance(shown, int | float) and math.isclose(shown, expected, rel_tol=1e-12, abs_tol=1e-12)


def told(frame: pd.DataFrame) -> pd.DataFrame:
    """Assessed clauses as 指标 has them: nothing is left to catch up of what is met, and completion is of the year."""
    left = [row.catch_up_growth if words.still(row) else math.nan for row in Measured.of(frame)]
    was = frame["original_target"].where(frame["change"].ne("") & frame["change"].ne("新增"))
    return frame.assign(done=of_the_year(frame), upper=calculated.upper_pace(frame, PERIOD), left=left, was=was)


@pytest.mark.parametrize("name", ["real", "full", "empty"])
def test_every_number_is_that_of_the_store(folder, selections, name):
    chosen, path = selections[name], folder / f"{name}.xlsx"
    store = {
        "指标": told(chosen.clauses),
        "结论": told(chosen.clauses),
        "项目": chosen.projects,
        "观测值": chosen.series,
    }
    for sheet, columns in COLUMNS.items():
        frame = store[sheet].set_index("id")
        shown = rows(path, sheet, "编号" if sheet == "项目" else None)
        assert set(shown.index) >= set(frame.index)
        for title, column in columns.items():
            wrong = [key for key in frame.index if not same(shown.at[key, title], frame.at[key, column])]
            assert not wrong, (sheet, title, wrong[:3])
    judged = rows(path, "指标").loc[chosen.clauses["id"]]
    assert judged["按公式的结论"].equals(judged["结论"])
    assert [cell.split(" ", 1)[1] for cell in judged["结论"]] == chosen.clauses["verdict"].astype(str).tolist()


@pytest.mark.parametrize("name", ["real", "full"])
def test_the_form_has_every_clause_once_with_its_unit_and_figures(folder, selections, name):
    shown, chosen = rows(folder / f"{name}.xlsx", "完成情况表"), selections[name]
    assert list(shown.index) == list(range(1, len(chosen.clauses) + 1))
    assert set(shown["属性"]) == {"未载明"}
    by_place = {(r.指标名称, r.地域, r.条件): r for r in shown.itertuples()}
    for row in Measured.of(chosen.clauses):
        cells = by_place[row.name, ABOUT.areas.short(row.area), word("operator", row.operator)]
        assert same(cells.完成程度, row.completion) and (cells.计量单位 or None) == row.unit


@pytest.mark.parametrize("name", ["real", "full"])
def test_paths_and_actual_values_are_on_one_scale(folder, selections, name):
    shown, chosen = rows(folder / f"{name}.xlsx", "路径"), selections[name]
    known = paths.actuals(chosen)
    for row in Measured.of(chosen.clauses[having(chosen.clauses["kind"], lambda kind: kind.numeric)]):
        traits, cells = row.traits, shown.loc[row.id]
        path = {
            y: float(traits.path(row.base, row.target, (y - PERIOD.base) / PERIOD.span, PERIOD.span))
            for y in range(2015, 2021)
        }
        actual = {y: known.at[row.id, y] for y in PERIOD.years}
        actual = {y: float(traits.index(v, y - PERIOD.base)) if v == v else v for y, v in actual.items()}
        actual[PERIOD.base] = row.base if traits.base is None else traits.base
        for year in path:
            assert same(cells[f"{year}年路径"], path[year]) and same(cells[f"{year}年实际"], actual[year]), (
                row.id,
                year,
            )
        assert same(cells["评估年实际与路径之差"], actual[chosen.year] - path[chosen.year]), row.id


@pytest.mark.parametrize("name", ["real", "full", "empty"])
def test_sources_and_findings_are_those_of_the_store(folder, selections, name):
    path, chosen = folder / f"{name}.xlsx", selections[name]
    sources, own = rows(path, "来源"), chosen.series[~chosen.series["id"].str.contains("/")]
    for row in chosen.sources.itertuples():
        mine = own[own["source"] == row.slug]
        counts = [len(mine), mine["indicator"].nunique(), len(chosen.clauses) * (row.slug == "plan")]
        assert (
            list(sources.loc[row.title, ["观测值", "指标", "目标条款"]]) == counts
            if row.title in sources.index
            else mine.empty
        )
    found = rows(path, "自洽性")["算式与依据"].dropna() if len(chosen.findings) else pd.Series()
    assert sorted(found) == sorted(chosen.findings["computation"])


@pytest.mark.parametrize(("which", "name"), [("plan", "real"), ("rich", "full")])
def test_the_numbers_in_the_texts_are_those_of_the_store(folder, dossiers, request, which, name):
    known = Known(request.getfixturevalue(which), dossiers[name])
    shown = rows(folder / f"{name}.xlsx", "结论")
    for key, texts in shown[["要求", "理由", "算式"]].fillna("").iterrows():
        text = "。".join(texts)
        assert all(fits(*said) for said in numbers(known, text, known.rows, (), [key])), (key, text)


def test_adjusted_and_cancelled_targets_have_a_sheet_and_are_not_counted(folder, selections):
    shown, inputs = rows(folder / "full.xlsx", "调整"), rows(folder / "full.xlsx", "指标")
    assert list(shown.index) == [ADJUSTED, CANCELLED]
    adjusted = ["下调", "2020年不低于420亿元", "2020年不低于400亿元", inputs.at[ADJUSTED, "按原目标的结论"]]
    assert list(shown.loc[ADJUSTED, ["类别", "原目标", "现目标", "按原目标的结论"]]) == adjusted
    gone = ["2020年不低于75岁", "已取消，不再评估和计数", *BASIS.values(), "由上级统一安排"]
    assert list(shown.loc[CANCELLED, ["原目标", "现目标", "批准机关", "日期", "文号", "理由"]]) == gone
    assert CANCELLED not in inputs.index and len(inputs) == len(selections["full"].clauses)
    assert "调整" not in book(folder / "real.xlsx").sheetnames


def test_the_full_set_has_every_kind_judged(selections):
    clauses = selections["full"].clauses
    judged = clauses[clauses["completion"].notna()]
    assert set(judged["kind"]) == set(KINDS)
    assert judged["kept"].any()
    assert len(judged) > 100


def _cells(sheet) -> list:
    """What stands in a sheet, nothing and empty text alike; a control character is written in small letters by some."""
    found = ["" if cell.value is None else cell.value for row in sheet.iter_rows() for cell in row]
    return [value.lower() if isinstance(value, str) else value for value in found]


def test_libreoffice_calculates_the_same_and_follows_a_changed_input(folder, selections, soffice, tmp_path):
    """The actual values of 指标 are made one per cent larger."""
    changed, clauses = tmp_path / "changed.xlsx", selections["full"].clauses
    copy = openpyxl.load_workbook(folder / "full.xlsx")
    sheet = copy["指标"]
    at = {cell.value: cell.column for cell in sheet[HEAD + 1]}["实际值"]
    moved = clauses[
        having(clauses["kind"], lambda k: k.numeric and not k.kept) & ~clauses["kept"] & clauses["actual"].notna()
    ]
    for position in moved.index:
        sheet.cell(HEAD + 2 + position, at).value *= 1.01
    copy.save(changed)
    real, filled, after = soffice([folder / "real.xlsx", folder / "full.xlsx", changed], "xlsx")
    for path in (real, filled):
        for sheet in book(folder / path.name).worksheets[1:]:
            pairs = zip(_cells(sheet), _cells(book(path)[sheet.title]), strict=True)
            wrong = [(ours, theirs) for ours, theirs in pairs if ours != theirs and not same(theirs, ours)]
            assert not wrong, (sheet.title, wrong[:3])
    again = moved.assign(actual=moved["actual"] * 1.01)
    again = told(again.assign(**judge(again, selections["full"].year, PERIOD)))
    shown = rows(after, "指标").loc[moved["id"]]
    assert (again["verdict"].astype(str) != moved["verdict"].astype(str)).sum() > 3, "the change moves some"
    assert [cell.split(" ", 1)[1] for cell in shown["按公式的结论"]] == again["verdict"].astype(str).tolist()
    for title, column in {"完成程度": "done", "追赶增速": "left"}.items():
        assert all(map(same, shown[title], again[column])), title
    drawn = rows(after, "路径").loc[moved["id"]]
    for row in Measured.of(again):  # what is typed on 指标 shows on 路径
        index = float(row.traits.index(row.actual, row.actual_year - PERIOD.base))
        assert same(drawn.at[row.id, f"{int(row.actual_year)}年实际"], index), row.id


def test_text_of_people_is_never_a_formula(folder):
    cells = [cell for sheet in book(folder / "full.xlsx", False) for row in sheet.iter_rows() for cell in row]
    assert not any("HYPERLINK" in cell.value.split("(")[0] for cell in cells if cell.data_type == "f")
    found = [cell for cell in cells if str(cell.value).startswith("=HYPER") and cell.parent.title == "结论"]
    assert len(found) == 1
    assert found[0].data_type != "f"
    assert found[0].quotePrefix
    assert not any(cell.hyperlink for cell in cells)


def test_a_planner_can_filter_scroll_and_print(folder):
    shown = book(folder / "full.xlsx", False)
    assert shown.sheetnames == [
        "说明",
        "完成情况表",
        "指标",
        "路径",
        "结论",
        "调整",
        "项目",
        "自洽性",
        "来源",
        "观测值",
    ]
    for sheet in shown.worksheets[1:]:
        assert sheet.auto_filter.ref, sheet.title
        assert sheet.freeze_panes, sheet.title
        assert sheet.print_title_rows == "$4:$4"
    for sheet in shown:
        assert sheet.page_setup.orientation == "landscape"
        area = (sheet.print_area or "A1:D1").split("!")[-1].split(":")
        first, last = (column_index_from_string(part.strip("$0123456789")) for part in area)
        wide = sum(
            d.width * (min(d.max, last) - max(d.min, first) + 1)
            for d in sheet.column_dimensions.values()
            if d.min <= last and d.max >= first
        )
        paper = {9: 272, 8: 395}[int(sheet.page_setup.paperSize)] / 1.9
        assert sheet.title == "说明" or 10 * paper / wide > 8.5, (sheet.title, wide)  # what is printed can be read
        assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
        assert "演示数据" in sheet["A1"].value
    assert len(shown["结论"].conditional_formatting) >= 2
    first = {row[0].value: row for row in shown["指标"].iter_rows(min_row=HEAD + 2)}
    assert first["T117b"][6].number_format == '#,##0"亿元"'
    assert first["T129a"][18].number_format == '#,##0.00"个百分点"'


def test_bounds_say_so_and_stay_numbers(folder):
    for name, title in (("指标", "实际值"), ("路径", "2016年实际")):
        sheet = book(folder / "real.xlsx")[name]
        at = [cell.value for cell in sheet[HEAD + 1]].index(title)
        cell = next(row for row in sheet.iter_rows(min_row=HEAD + 2) if row[0].value == "T117b")[at]
        assert (cell.value, cell.number_format.split("#")[0]) == (300, '"超过"')


def test_thresholds_and_properties_and_the_source_of_a_park_without_targets(folder):
    shown, empty = book(folder / "full.xlsx", False), book(folder / "empty.xlsx")
    cells = {sheet.title: [cell for row in sheet.iter_rows() for cell in row] for sheet in shown}
    formulas = " ".join(str(cell.value) for cell in cells["指标"] if cell.data_type == "f")
    assert {"基年", "期末年", "年数", "评估年", "达到进度", "略有滞后", "左右"} == set(shown.defined_names)
    assert all(name in formulas for name in shown.defined_names if name != "期末年")  # 年数 is made of it
    assert shown.properties.creator == ABOUT.name.product
    assert empty["来源"].cell(HEAD + 2, 1).value.endswith("第十三个五年规划纲要")
    assert empty["指标"].cell(HEAD + 2, 1).value == "本范围内没有目标条款。"
    assert empty["观测值"].cell(HEAD + 2, 1).value == "本范围内没有观测值。"
    texts = [str(cell.value) for some in cells.values() for cell in some if cell.data_type == "s"]
    assert not [text for text in texts if "。；" in text or "缺的数据显示为" in text]
    assert not [cell for cell in cells["项目"] if cell.row > HEAD + 1 and ";" in str(cell.value)]


def test_verdicts_are_counted_on_the_first_sheet(folder, selections):
    counted = {row[0]: row[1] for row in book(folder / "real.xlsx")["说明"].iter_rows(values_only=True) if row[0]}
    assert counted["合计"] == len(selections["real"].clauses)
    assert (counted["▲ 达到进度"], counted["▽ 略有滞后"]) == (2, 1)


def test_a_table_of_a_page_becomes_a_sheet(tmp_path):
    path = tmp_path / "table.xlsx"
    path.write_bytes(
        xlsx.table(pd.DataFrame({"指标": [NASTY, "-", None], "值": [1.5, float("nan"), 3]}), "标题", about=ABOUT)
    )
    cells = list(openpyxl.load_workbook(path).active.iter_rows(min_row=HEAD + 1))
    assert [cell.value for cell in cells[0]] == ["指标", "值"]
    assert [row[1].value for row in cells[1:]] == [1.5, None, 3]
    assert all(cell.data_type != "f" for row in cells for cell in row)
