"""The workbook: the store's numbers, formulas that LibreOffice recalculates to the same, text that never runs."""

import math
import re

import numpy as np
import openpyxl
import pandas as pd
import pytest

from lib.measure.by_kind import catch_up_growth, code, completion
from lib.measure.kinds import KINDS, path_value
from lib.measure.verdict import judge, of_the_year
from lib.report.workbook import calculated as measured
from lib.report.workbook import file as xlsx
from lib.report.workbook.spreadsheet import HEAD
from tests.homes import ABOUT, PERIOD
from tests.report import full
from tests.report.figures import NO_FIGURES, figures, pool
from tests.report.figures import same as equal

NO_FIGURE = re.compile("|".join(NO_FIGURES))

MEASURES = {"完成程度": "completion", "时间进度": "time_elapsed", "序时进度比": "pace", "所需年均": "required_growth"}
PLAIN = {
    "目标值": "target",
    "到期年": "due",
    "2015年基期值": "base",
    "实际值": "actual",
    "实际值年份": "actual_year",
    "规划行号": "line",
}


def rows(path, sheet: str, values: bool = True) -> pd.DataFrame:
    """A sheet as people see it, by clause."""
    cells = list(openpyxl.load_workbook(path, data_only=values)[sheet].iter_rows(min_row=HEAD + 1, values_only=True))
    return pd.DataFrame(cells[1:], columns=cells[0], dtype=object).set_index(cells[0][0])


def same(shown, expected) -> bool:
    """Equal to the last digit that a spreadsheet keeps; empty where there is nothing."""
    if expected is None or (isinstance(expected, float) and math.isnan(expected)):
        return shown in (None, "") or (isinstance(shown, float) and math.isnan(shown))
    return isinstance(shown, int | float) and math.isclose(shown, expected, rel_tol=1e-12, abs_tol=1e-12)


def met(row) -> bool:
    """Whether a condition holds at the latest value; an average growth is never met before the end."""
    way = {">=": 1, ">": 1, "<=": -1, "<": -1}.get(row.operator, row.direction)
    return row.kind not in ("annual_growth", "milestone", "hold") and (
        way * (row.target - row.actual) <= 0 if way else row.target == row.actual
    )


def highest(row) -> float:
    """The pace with the actual value better by the rounding of its last digit, by hand."""
    if row.kept or row.kind == "hold" or math.isnan(row.pace):
        return row.pace
    valued = row.kind in ("level", "share", "count")
    better = row.actual + math.copysign(row.rounding, row.target - row.base if valued else row.target)
    with np.errstate(all="ignore"):
        done = completion(
            code([row.kind]),
            *(np.array([x], dtype=float) for x in (row.base, better, row.target, row.actual_year - 2015, 0)),
            5,
        )[0]
    return max(row.completion, done) / row.time_elapsed


def check(path, chosen) -> int:
    """Every number of 指标, 路径 and 结论 against the store; how many were compared."""
    shown, drawn, told, count = rows(path, "指标"), rows(path, "路径"), rows(path, "结论"), 0
    known = measured.actuals(chosen)
    for row in chosen.clauses.assign(completion=of_the_year(chosen.clauses)).itertuples():
        for title, name in (MEASURES | PLAIN).items():
            assert same(shown.at[row.id, title], getattr(row, name)), (
                row.id,
                title,
                shown.at[row.id, title],
                getattr(row, name),
            )
            count += 1
        left = float("nan") if met(row) else row.catch_up_growth  # nothing is left to catch up
        assert same(shown.at[row.id, "追赶增速"], left), (row.id, shown.at[row.id, "追赶增速"], left)
        assert shown.at[row.id, "按公式的结论"] == shown.at[row.id, "结论"], row.id
        assert same(shown.at[row.id, "序时进度比上限"], highest(row)), row.id
        for title, name in {"完成程度": "completion", "序时进度比": "pace"}.items():
            assert same(told.at[row.id, title], getattr(row, name)), (row.id, title)
        assert told.at[row.id, "结论"].split(" ", 1)[1] == row.verdict
        assert same(shown.at[row.id, "原目标值"], row.original_target if row.change else None), row.id
        if row.kind == "milestone":
            continue
        rated = row.kind in ("annual_growth", "cumulative_change")
        assert same(drawn.at[row.id, "2015年基期值"], row.base) and same(drawn.at[row.id, "目标值"], row.target), row.id
        assert same(
            drawn.at[row.id, "2015年实际"],
            {"annual_growth": 1, "cumulative_change": 1, "cumulative_sum": 0}.get(row.kind, row.base),
        ), row.id
        for year in range(2016, 2021):
            value = known.at[row.id, year]
            if rated and value == value:
                value = (1 + value / 100) ** (year - 2015 if row.kind == "annual_growth" else 1)
            assert same(drawn.at[row.id, f"{year}年实际"], value), (row.id, year)
            count += 1
        for year in range(2015, 2021):
            expected = float(path_value(row.kind, row.base, row.target, (year - 2015) / 5, 5))
            assert same(drawn.at[row.id, f"{year}年路径"], expected), (row.id, year)
            count += 1
        actual = known.at[row.id, chosen.year]
        if row.kind not in ("annual_growth", "cumulative_change"):
            assert same(drawn.at[row.id, f"{chosen.year}年实际"], actual)
            distance = actual - float(path_value(row.kind, row.base, row.target, row.time_elapsed, 5))
            assert same(drawn.at[row.id, "评估年实际与路径之差"], distance), row.id
    return count


@pytest.mark.parametrize("name", ["real", "full", "empty"])
def test_the_other_sheets_hold_the_numbers_of_the_store(folder, selections, name):
    path, chosen = folder / f"{name}.xlsx", selections[name]
    if len(chosen.projects):
        shown = pd.DataFrame(list(openpyxl.load_workbook(path)["项目"].iter_rows(min_row=HEAD + 2, values_only=True)))
        shown.columns = [cell.value for cell in openpyxl.load_workbook(path)["项目"][HEAD + 1]]
        for title, column in {"开工年": "start", "时限": "due", "数量": "quantity"}.items():
            for cell, value in zip(shown[title], chosen.projects[column].astype("float64"), strict=True):
                assert same(cell if cell == cell else None, value), (title, cell, value)
    figures, series = rows(path, "观测值"), chosen.series.set_index("id")[["value", "year", "since"]].astype("float64")
    for key in series.index:
        for title, column in {"数值": "value", "年份": "year", "自": "since"}.items():
            assert same(figures.at[key, title], series.at[key, column]), (key, title)
    sources, own = rows(path, "来源"), chosen.series[~chosen.series["id"].str.contains("/")]
    for row in chosen.sources.itertuples():
        mine = own[own["source"] == row.slug]
        if row.title in sources.index:
            assert list(sources.loc[row.title, ["观测值", "指标", "目标条款"]]) == [
                len(mine),
                mine["indicator"].nunique(),
                len(chosen.clauses) * (row.slug == "plan"),
            ]
        else:
            assert mine.empty
    found = rows(path, "自洽性") if len(chosen.findings) else []
    assert len(found) == len(chosen.findings)
    for finding in chosen.findings.itertuples():
        assert finding.computation in set(found["算式与依据"])


@pytest.mark.parametrize("name", ["real", "full"])
def test_the_texts_of_the_sheets_hold_the_numbers_of_the_store(folder, selections, name, plan):
    chosen = selections[name]
    told, known = rows(folder / f"{name}.xlsx", "结论"), {row.id: pool(row) for row in chosen.clauses.itertuples()}
    for row in chosen.clauses.itertuples():
        allowed = [
            *known[row.id],
            row.original_target,
            5,
            1,
            row.time_elapsed * 100,
            row.due - row.actual_year,
            row.seen_years,
            row.met_years,
        ]
        for title in ("要求", "理由", "算式"):
            text = NO_FIGURE.sub("□", str(told.at[row.id, title] or "").replace(row.name, ""))
            assert not [
                t.group()
                for t in figures(text)
                if not any(equal(t.group(), value) for value in allowed if value == value)
            ], (row.id, title, text)


def test_adjusted_and_cancelled_targets_have_a_sheet_and_are_not_counted(folder, selections):
    shown, chosen = rows(folder / "full.xlsx", "调整"), selections["full"]
    assert list(shown.index) == ["T117b", "T166a"]
    assert list(shown.loc["T117b", ["类别", "原目标", "现目标", "按原目标的结论"]]) == [
        "下调",
        "2020年不低于420亿元",
        "2020年不低于400亿元",
        "▽ 略有滞后",
    ]
    assert list(shown.loc["T166a", ["原目标", "现目标", "文号", "日期", "批准机关", "理由"]]) == [
        "2020年不低于75岁",
        "已取消，不再评估和计数",
        "天人发〔2018〕9号",
        "2018-09-01",
        "区人大常委会",
        "由上级统一安排",
    ]
    assert "T166a" not in rows(folder / "full.xlsx", "指标").index
    assert len(rows(folder / "full.xlsx", "指标")) == len(chosen.clauses)
    assert "调整" not in openpyxl.load_workbook(folder / "real.xlsx").sheetnames


@pytest.mark.parametrize("name", ["real", "full", "empty"])
def test_what_a_viewer_shows_is_what_the_store_holds(folder, selections, name):
    count = check(folder / f"{name}.xlsx", selections[name])
    assert count >= 11 * len(selections[name].clauses)


def test_the_full_set_has_every_kind_judged(selections):
    clauses = selections["full"].clauses
    judged = clauses[clauses["completion"].notna()]
    assert set(judged["kind"]) == set(KINDS)
    assert judged["kept"].any()
    assert len(judged) > 150


def test_libreoffice_calculates_the_same_and_follows_a_changed_input(folder, selections, soffice, tmp_path):
    changed, clauses = tmp_path / "changed.xlsx", selections["full"].clauses
    book = openpyxl.load_workbook(folder / "full.xlsx")
    sheet = book["指标"]
    at = {cell.value: cell.column for cell in sheet[HEAD + 1]}
    valued = (
        clauses["kind"].isin(("level", "share", "count", "annual_growth", "cumulative_change", "cumulative_sum"))
        & ~clauses["kept"]
    )
    for position in clauses.index[valued]:
        cell = sheet.cell(HEAD + 2 + position, at["实际值"])
        cell.value = cell.value * 1.01 if cell.value is not None else None
    book.save(changed)
    real, filled, after = soffice([folder / "real.xlsx", folder / "full.xlsx", changed], "xlsx")
    check(real, selections["real"])
    check(filled, selections["full"])
    moved = clauses[valued & clauses["actual"].notna()]
    kind, value, target, base, year, due = (
        moved[n].to_numpy(float) if n != "kind" else code(moved["kind"])
        for n in ("kind", "actual", "target", "base", "actual_year", "due")
    )
    zero = moved["met_years"].to_numpy(float)
    expected = (
        completion(kind, base, value * 1.01, target, year - 2015, zero, 5),
        catch_up_growth(kind, value * 1.01, year, target, due, PERIOD),
    )
    shown = rows(after, "指标").loc[moved["id"]]
    assert len(moved) > 80
    again = judge(moved.assign(actual=value * 1.01), selections["full"].year, PERIOD)["verdict"].astype(str)
    assert (again.to_numpy() != moved["verdict"].astype(str).to_numpy()).sum() > 3  # the change moves some
    assert [cell.split(" ", 1)[1] for cell in shown["按公式的结论"]] == again.tolist()
    drawn = rows(after, "路径").loc[moved["id"]]
    for key, kind_of, was, seen in zip(moved["id"], moved["kind"], value, moved["actual_year"], strict=True):
        index = {
            "annual_growth": lambda v, y: (1 + v / 100) ** (y - 2015),
            "cumulative_change": lambda v, y: 1 + v / 100,
        }.get(kind_of, lambda v, y: v)
        assert same(drawn.at[key, f"{int(seen)}年实际"], index(was * 1.01, seen)), (
            key
        )  # what is typed on 指标 shows on 路径
    done = [met(row) for row in moved.assign(actual=value * 1.01).itertuples()]
    expected = expected[0], np.where(done, np.nan, expected[1])
    for title, values in zip(("完成程度", "追赶增速"), expected, strict=True):
        wrong = [
            (key, cell, value)
            for key, cell, value in zip(moved["id"], shown[title], values, strict=True)
            if not same(cell, value)
        ]
        assert not wrong, wrong[:3]


def test_text_of_people_is_never_a_formula(folder):
    book = openpyxl.load_workbook(folder / "full.xlsx")
    formulas = {
        cell.value.split("(")[0] for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    }
    assert not any("HYPERLINK" in text for text in formulas)
    found = [cell for row in book["结论"].iter_rows() for cell in row if str(cell.value).startswith("=HYPER")]
    assert len(found) == 1
    assert found[0].data_type != "f"
    assert found[0].quotePrefix
    assert not any(cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row)


def test_a_planner_can_filter_scroll_and_print(folder):
    book = openpyxl.load_workbook(folder / "full.xlsx")
    assert book.sheetnames == ["说明", "指标", "路径", "结论", "调整", "项目", "自洽性", "来源", "观测值"]
    for sheet in book.worksheets[1:]:
        assert sheet.auto_filter.ref, sheet.title
        assert sheet.freeze_panes, sheet.title
        assert sheet.print_title_rows == "$4:$4"
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        first, last = (
            openpyxl.utils.column_index_from_string(part.strip("$0123456789"))
            for part in (sheet.print_area or "A1:D1").split("!")[-1].split(":")
        )
        wide = sum(
            d.width * (min(d.max, last) - max(d.min, first) + 1)
            for d in sheet.column_dimensions.values()
            if d.min <= last and d.max >= first
        )
        points = (
            10 * ({9: 272, 8: 395}[int(sheet.page_setup.paperSize)] / 1.9 if sheet.title != "说明" else wide) / wide
        )
        assert points > 8.5, (sheet.title, wide, points)  # what is printed can be read
        assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
        assert "演示数据" in sheet["A1"].value
    assert len(book["结论"].conditional_formatting) >= 2
    target = next(row for row in book["指标"].iter_rows(min_row=HEAD + 2) if row[0].value == "T117b")
    assert target[6].number_format == '#,##0"亿元"'
    assert (
        next(row for row in book["指标"].iter_rows(min_row=HEAD + 2) if row[0].value == "T129a")[18].number_format
        == '#,##0.00"个百分点"'
    )


def test_bounds_say_so_and_stay_numbers(folder):
    book = openpyxl.load_workbook(folder / "real.xlsx", data_only=True)
    for name, title in (("指标", "实际值"), ("路径", "2016年实际")):
        heads = [cell.value for cell in book[name][HEAD + 1]]
        cell = next(row for row in book[name].iter_rows(min_row=HEAD + 2) if row[0].value == "T117b")[
            heads.index(title)
        ]
        assert (cell.value, cell.number_format.split("#")[0]) == (300, '"超过"')


def test_thresholds_and_properties_and_the_source_of_a_park_without_targets(folder, selections):
    book = openpyxl.load_workbook(folder / "full.xlsx")
    formulas = " ".join(
        str(cell.value) for row in book["指标"].iter_rows(min_row=HEAD + 2) for cell in row if cell.data_type == "f"
    )
    assert {"基年", "期末年", "年数", "评估年", "达到进度", "略有滞后", "左右"} == set(book.defined_names)
    assert all(name in formulas for name in book.defined_names if name != "期末年")  # 年数 is made of it
    assert book.properties.creator == ABOUT.name.product
    empty = openpyxl.load_workbook(folder / "empty.xlsx")
    assert empty["来源"].cell(HEAD + 2, 1).value.endswith("第十三个五年规划纲要")
    assert empty["指标"].cell(HEAD + 2, 1).value == "本范围内没有目标条款。"
    assert empty["观测值"].cell(HEAD + 2, 1).value == "本范围内没有观测值。"
    texts = [
        str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.data_type != "f"
    ]
    assert not [text for text in texts if "。；" in text]
    assert not [cell for row in book["项目"].iter_rows(min_row=HEAD + 2) for cell in row if ";" in str(cell.value)]
    assert not [text for text in texts if "缺的数据显示为" in text]


def test_verdicts_are_counted_on_the_first_sheet(folder, selections):
    cells = list(openpyxl.load_workbook(folder / "real.xlsx", data_only=True)["说明"].iter_rows(values_only=True))
    counted = {row[0]: row[1] for row in cells if row[0]}
    assert counted["合计"] == len(selections["real"].clauses)
    assert (counted["▲ 达到进度"], counted["▽ 略有滞后"]) == (2, 1)


def test_a_table_of_a_page_becomes_a_sheet(tmp_path):
    path = tmp_path / "table.xlsx"
    path.write_bytes(
        xlsx.table(pd.DataFrame({"指标": [full.NASTY, "-", None], "值": [1.5, float("nan"), 3]}), "标题", about=ABOUT)
    )
    shown = [[cell.value for cell in row] for row in openpyxl.load_workbook(path).active.iter_rows(min_row=HEAD + 1)]
    assert shown[0] == ["指标", "值"]
    assert [row[1] for row in shown[1:]] == [1.5, None, 3]
    assert all(cell.data_type != "f" for row in openpyxl.load_workbook(path).active.iter_rows() for cell in row)
