"""The workbook of the score: its formulas come to the page's points, and follow what is changed in it."""

import openpyxl
import pandas as pd
import pytest

from lib.cycle import score as s
from lib.report.workbook import score as xlsx
from lib.report.workbook.spreadsheet import HEAD
from tests.homes import ABOUT

COUNTED = [
    s.Counted("甲*局", "invested", "a", "=甲桥", "完成1亿元", 0.75, 1.5, 0.75),
    s.Counted("乙局", "invested", "a", "=甲桥", "完成1亿元", 0.25, 0.5, 0.25),
    s.Counted("甲*局", "moving", "M1", "一", "推进", 1.0, 1.0, 1.0),
    s.Counted("甲乙局", "moving", "M2", "二", "没有报告", 1.0, 1.0, 0.0),
]
WEIGHTS = {"invested": 60.0, "moving": 40.0}


def table(path, sheet: str) -> pd.DataFrame:
    cells = list(openpyxl.load_workbook(path, data_only=True)[sheet].iter_rows(min_row=HEAD + 1, values_only=True))
    return pd.DataFrame(cells[1:], columns=cells[0], dtype=object).set_index("单位")


def test_the_formulas_come_to_the_points_and_follow_what_is_changed(soffice, tmp_path):
    rows = s.Counted.frame(COUNTED)
    points = s.points(rows, WEIGHTS, ["甲*局", "乙局", "甲乙局", "丙局"])
    ranked = s.scored(points)
    path, changed = tmp_path / "score.xlsx", tmp_path / "changed.xlsx"
    path.write_bytes(xlsx.workbook(ranked, points, rows, "考核", "示例1号", "", ABOUT))
    stored = table(path, "得分")
    book = openpyxl.load_workbook(path)
    book["依据"].cell(HEAD + 2, 7).value = 1.5  # the bridge is finished after all
    book.save(changed)
    found, after = (table(one, "得分") for one in soffice([path, changed], "xlsx"))
    for one in s.Scored.of(ranked):
        for sheet in (stored, found):
            if one.rank is None:
                assert sheet.loc[one.unit, "得分"] in (None, "") and sheet.loc[one.unit, "名次"] in (None, "")
                continue
            assert sheet.loc[one.unit, "得分"] == pytest.approx(one.score)
            assert sheet.loc[one.unit, "名次"] == one.rank
    assert found.loc["甲*局", "得分"] == pytest.approx(70) and after.loc["甲*局", "得分"] == pytest.approx(100)
    assert found.loc["甲乙局", "得分"] == 0, "a name with a star stands for no other"
