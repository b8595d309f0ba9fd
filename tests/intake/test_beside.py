"""What stands beside a number is read, or asked about, or refused by name: unit, year, part of the year, area, measure,
plan.

Every table here was once read wrong without a word.
"""

import datetime
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.intake import worker
from lib.intake.beside import WHOLE, said
from lib.intake.check import check
from lib.intake.number import WORDS
from lib.intake.read import FIGURES, read
from tests.homes import PERIOD
from tests.intake.sheets import book


@pytest.fixture(autouse=True, scope="module")
def here():
    """Files are read in this process: what a process of its own costs, 400 times over, tells nothing about what is
    read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "lib.intake.read._asked",
            lambda name, data, form, years: json.loads(json.dumps(worker.read(data, form, Path(name).stem, years))),
        )
        yield


def found(checked) -> dict[str, float]:
    """Figures as key@year → value."""
    return {f"{f['key']}@{f['year']}": f["value"] for f in checked.figures}


def told(checked, severity: str) -> str:
    return "".join(checked.problems.loc[checked.problems["severity"] == severity, "mend"])


# --- unit
# -----------------------------------------------------------------------------------------------------------------------

UNITS = {
    "in the name's brackets": "指标,2018年\n地区生产总值（万元）,3267400\n",
    "behind a colon": "指标,数值\n地区生产总值:万元,3267400\n",
    "behind a blank": "指标,数值\n地区生产总值 万元,3267400\n",
    "in brackets with the price basis": "指标,数值\n地区生产总值(万元、现价),3267400\n",
    "in the heading": "指标,2018年（万元）\n地区生产总值,3267400\n",
    "in a row of units": "指标,2018年\n,（万元）\n地区生产总值,3267400\n",
    "in the title": "主要经济指标,\n单位：万元,\n指标,2018年\n地区生产总值,3267400\n",
    "in the corner": ",单位：万元\n指标,2018年\n地区生产总值,3267400\n",
    "in the title's brackets": "主要经济指标（万元）,\n指标,2018年\n地区生产总值,3267400\n",
    "in a line between": "指标,2018年\n单位：万元,\n地区生产总值,3267400\n",
    "in a remark": "指标,2018年\n地区生产总值,3267400\n注：金额单位：万元,\n",
    "among several": "单位：%、万元\n指标,2018年\n地区生产总值,3267400\n",
    "in words": "以万元为单位,\n指标,2018年\n地区生产总值,3267400\n",
}


@pytest.mark.parametrize("text", UNITS.values(), ids=UNITS)
def test_the_unit_is_found_wherever_it_stands(examine, text):
    checked = examine(text, year=2018)
    assert found(checked) == {"gdp.level@2018": 326.74}
    assert "3,267,400万元已换算为326.74亿元" in told(checked, "疑问")


def test_the_nearest_unit_counts(examine):
    checked = examine("单位：万元\n指标,单位,2018年\n地区生产总值,亿元,326.74\n财政总收入,,905700\n", year=2018)
    assert found(checked) == {"gdp.level@2018": 326.74, "fiscal_revenue.level@2018": 90.57}


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("单位：万元\n指标,2018年\n森林覆盖率,45.6\n", "标题的单位“万元”不是这个指标的，按%读入"),
        ("单位：万辆\n指标,2018年\n地区生产总值,326\n", "标题的单位“万辆”不是这个指标的，按亿元读入"),
        ("指标,2018年（万辆）\n地区生产总值,326\n", "“万辆”没有读懂"),
        ("指标,单位,2018年\n地区生产总值（万元）,亿元,326\n", "单位写了亿元、万元，按最靠近数的亿元读入"),
        ("指标,2018年\n总人口（户籍）,31\n", "名称后面的“户籍”没有读"),
    ],
)
def test_a_unit_that_does_not_fit_is_asked_about(examine, text, mend):
    checked = examine(text, year=2018)
    assert len(checked.figures) == 1 and mend in told(checked, "疑问")


FORMATS = [  # format, value, indicator, what is read
    ('0.0"%"', 45.6, "森林覆盖率", 45.6),
    ("0.00\\%", 2.8, "研发经费支出占地区生产总值比重", 2.8),
    ('0.0_);\\(0.0\\)"%"', 2.1, "城镇登记失业率", 2.1),
    ("0.0%", 0.523, "服务业增加值占地区生产总值比重", 52.3),
    ('0.0"%"', 0.5, "城镇登记失业率", 0.5),
    ('#,##0"万元"', 3267400, "地区生产总值", 326.74),
    ('0"人"', 312000, "总人口", 31.2),
    ('0!.0,"万元"', 32674000000, "地区生产总值", 326.74),
    ('0.00,,"百万元"', 3, "没有这个单位", None),
    ("0.00,,", 326740000, "地区生产总值", 326.74),
]


@pytest.mark.parametrize(("code", "value", "name", "read_as"), FORMATS, ids=[one[0] for one in FORMATS])
def test_a_number_is_read_as_its_format_shows_it(examine, code, value, name, read_as):
    checked = examine(book([["指标", "2018年"], [name, value]], formats={"B2": code}), year=2018, name="表.xlsx")
    assert [f["value"] for f in checked.figures] == ([] if read_as is None else [read_as])
    if "," in code.rstrip("0") or "!" in code:
        assert read_as is None or "按显示的读入" in told(checked, "疑问") or "#" in code


def test_words_in_a_format_that_are_no_unit_are_asked_about(examine):
    checked = examine(
        book([["指标", "2018年"], ["地区生产总值", 326]], formats={"B2": '0"（快报）"'}), year=2018, name="表.xlsx"
    )
    assert "格式里写着" in told(checked, "疑问")


# --- heads
# ----------------------------------------------------------------------------------------------------------------------

GROWTH = {"gdp.level@2017": 298.56, "gdp.growth@2017": 9.0, "gdp.level@2018": 326.74, "gdp.growth@2018": 8.6}
NAMED = ["指标名称", "单位"]
TWO_ROWS = {
    "years merged over two": (
        [[*NAMED, "2017年", None, "2018年", None], [None, None, "绝对值", "增长（%）", "绝对值", "增长（%）"]],
        ("A1:A2", "B1:B2", "C1:D1", "E1:F1"),
    ),
    "nothing merged": (
        [[*NAMED, "2017年", None, "2018年", None], [None, None, "绝对值", "增长（%）", "绝对值", "增长（%）"]],
        (),
    ),
    "years above the names": (
        [[None, None, "2017年", None, "2018年", None], [*NAMED, "总量", "增速", "总量", "增速"]],
        ("C1:D1", "E1:F1"),
    ),
    "a title above": (
        [
            ["主要经济指标"],
            [*NAMED, "2017年", None, "2018年", None],
            [None, None, "绝对值", "增长（%）", "绝对值", "增长（%）"],
        ],
        ("A1:F1", "A2:A3", "B2:B3", "C2:D2", "E2:F2"),
    ),
    "one row": ([[*NAMED, "2017年", "增长%", "2018年", "增长%"]], ()),
}


@pytest.mark.parametrize(("head", "merged"), TWO_ROWS.values(), ids=TWO_ROWS)
def test_growth_beside_the_value_and_years_over_two_rows(examine, head, merged):
    checked = examine(
        book([*head, ["地区生产总值", "亿元", 298.56, 9, 326.74, 8.6]], merged), year=2018, name="表.xlsx"
    )
    assert found(checked) == GROWTH
    assert checked.blocked == 0


def test_a_unit_over_value_and_growth_is_the_value_s(examine):
    rows = [
        ["指标", "2018年（万元）", None],
        [None, "绝对值", "比上年增长（%）"],
        ["地区生产总值", 3267400, 8.6],
        ["财政总收入", 905700, 6.3],
    ]
    assert found(examine(book(rows, ("A1:A2", "B1:C1")), year=2018, name="表.xlsx")) == {
        "gdp.level@2018": 326.74,
        "gdp.growth@2018": 8.6,
        "fiscal_revenue.level@2018": 90.57,
        "fiscal_revenue.growth@2018": 6.3,
    }


def test_growth_that_the_plan_does_not_ask_for_is_said_and_not_read(examine):
    checked = examine(
        "指标,单位,绝对量,增速(%)\n固定资产投资,亿元,,5\n规模以上工业增加值,亿元,,7.9\n一般公共预算收入,亿元,80.2,\n",
        year=2018,
    )
    assert found(checked) == {"fixed_investment.growth@2018": 5.0, "budget_revenue.level@2018": 80.2}
    assert told(checked, "提示") == "这一列只读了规划有增速目标的指标，其余没有读"


@pytest.mark.parametrize(
    ("head", "values", "read_as", "unread"),
    [
        ("2018年计划,2018年完成", "330,326.7", 326.7, "C"),
        ("2018年预计,2018年", "330,326.7", 326.7, "C"),
        ("目标值,2018年实际,完成率", "330,326.7,99", 326.7, "CE"),
        ("2018年,环比", "326.7,3", 326.7, "D"),
        ("2018年,增减（亿元）", "326.7,20", 326.7, "D"),
        ("2018年,年均增长（%）", "326.7,4", 326.7, "D"),
        ("上年同期,2018年", "300,326.7", 326.7, ""),
    ],
)
def test_a_column_of_another_kind_is_said_and_not_read(examine, head, values, read_as, unread):
    checked = examine(f"指标,单位,{head}\n地区生产总值,亿元,{values}\n", year=2018)
    assert found(checked) == {"gdp.level@2018": read_as}
    assert "".join(checked.problems["column"]) == unread and not told(checked, "疑问")


@pytest.mark.parametrize(
    ("head", "values", "read_as"),
    [
        ("本月,1-9月累计", "30,240.1", 240.1),
        ("2018年1-9月,2018年", "240.1,326.7", 326.7),
        ("2018年,2018年", "326.7,300", 326.7),
        ("数值,1-9月", "326.7,240", 326.7),
    ],
)
def test_of_two_columns_for_a_year_the_other_is_asked_about(examine, head, values, read_as):
    checked = examine(f"指标,单位,{head}\n地区生产总值,亿元,{values}\n", year=2018)
    assert found(checked) == {"gdp.level@2018": read_as}
    assert "这一列没有读" in told(checked, "疑问") or "没有读；请合并" in told(checked, "疑问")


@pytest.mark.parametrize("head", ["2018年计划", "年度目标", "2023年", "2018年,2018年\n,,全市,天元区"])
def test_a_table_without_a_figure_of_the_area_is_refused(head):
    upload = read("表.csv", f"指标,单位,{head}\n地区生产总值,亿元,330,340\n".encode(), FIGURES, PERIOD.with_base)
    assert not upload.rows and upload.problem


def test_years_outside_the_plan_are_said_once(examine):
    years = range(2023, 2013, -1)
    rows = "".join(
        f"{name},{','.join(str(base + year - 2018) for year in years)}\n"
        for name, base in (("地区生产总值(亿元)", 326), ("森林覆盖率(%)", 45))
    )
    checked = examine(f"指标,{','.join(f'{year}年' for year in years)}\n{rows}", year=2018)
    assert {f["year"] for f in checked.figures} == set(range(2015, 2021)) and checked.blocked == 0
    assert checked.problems.loc[checked.problems["severity"] == "提示", "found"].tolist() == [
        "2023年、2022年、2021年、2014年"
    ]


# --- year, part of the year, area, plan
# -----------------------------------------------------------------------------------------

PARTS = [
    "2018年1-9月",
    "2018年1—9月",
    "2018年1至9月",
    "2018年一至九月",
    "2018年上半年",
    "2018年前三季度",
    "2018年一季度",
    "2018年9月",
    "2018年9月末",
    "201809",
    "2018.5",
    "2018/9",
    "2018-09-30",
    "2018年12月",
    "2018年1-11月",
    "2018年下半年",
    "2018Q3",
    "2018年第3季度",
]
WHOLES = ["2018年", "2018年度", "2018年1-12月", "2018年全年", "2018年末", "2018年12月31日", "2018年底", "2018"]
PLACES = {
    "the year's column": lambda text: ("表.csv", f"指标,单位,数值,年份\n地区生产总值,亿元,326,{text}\n".encode()),
    "the heading": lambda text: ("表.csv", f"指标,单位,{text}\n地区生产总值,亿元,326\n".encode()),
    "a heading beneath": lambda text: (
        "表.xlsx",
        book([["指标", "单位", "数值"], [None, None, text], ["地区生产总值", "亿元", 326]], ("A1:A2", "B1:B2")),
    ),
    "a heading above": lambda text: (
        "表.xlsx",
        book(
            [[None, None, text, None], ["指标", "单位", "绝对值", "增速"], ["地区生产总值", "亿元", 326, 8]], ("C1:D1",)
        ),
    ),
    "brackets in the heading": lambda text: ("表.csv", f"指标,单位,数值（{text}）\n地区生产总值,亿元,326\n".encode()),
    "behind the name": lambda text: ("表.csv", f"指标,单位,数值\n地区生产总值（{text}）,亿元,326\n".encode()),
    "behind the number": lambda text: ("表.csv", f"指标,单位,数值\n地区生产总值,亿元,326（{text}）\n".encode()),
    "the note": lambda text: ("表.csv", f"指标,单位,数值,备注\n地区生产总值,亿元,326,{text}数\n".encode()),
    "a line between": lambda text: ("表.csv", f"指标,单位,数值\n{text},,\n地区生产总值,亿元,326\n".encode()),
    "a remark": lambda text: ("表.csv", f"指标,单位,数值\n地区生产总值,亿元,326\n注：本表为{text}数,,\n".encode()),
    "the title": lambda text: (
        "表.csv",
        f"天元区{text}主要经济指标,,\n指标,单位,数值\n地区生产总值,亿元,326\n".encode(),
    ),
    "a second line of title": lambda text: (
        "表.csv",
        f"主要经济指标,,\n{text},,\n指标,单位,数值\n地区生产总值,亿元,326\n".encode(),
    ),
    "the sheet's name": lambda text: (
        "表.xlsx",
        book([["指标", "单位", "数值"], ["地区生产总值", "亿元", 326]], title=text.replace("/", ".")),
    ),
    "the file's name": lambda text: (
        f"统计表{text.replace('/', '.')}.csv",
        "指标,单位,数值\n地区生产总值,亿元,326\n".encode(),
    ),
}


@pytest.fixture(scope="module")
def heard(vocabulary):
    def run(name: str, data: bytes):
        upload = read(name, data, FIGURES, PERIOD.with_base)
        return upload, check(upload.rows, upload.said, vocabulary, "天元区", 2018)

    return run


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_part_of_the_year_is_asked_about_wherever_it_stands(heard, place):
    for text in PARTS:
        upload, checked = heard(*place(text))
        assert upload.problem or checked.blocked or "不是全年" in told(checked, "疑问"), text


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_whole_year_is_not(heard, place):
    for text in WHOLES:
        _, checked = heard(*place(text))
        assert found(checked)["gdp.level@2018"] == 326, text
        assert "不是全年" not in told(checked, "疑问"), text


@pytest.mark.parametrize(
    ("year", "mend"),
    [
        ("2018-2020", "写的是几年"),
        ("2016—2018年", "写的是几年"),
        ("9年", "规划期的年份"),
        ("2018年快报", "没有读懂"),
        ("2018年初", "没有读懂"),
        ("2018、2019", "规划期的年份"),
    ],
)
def test_what_is_no_one_year_is_refused(examine, year, mend):
    checked = examine(f"指标,单位,数值,年份\n地区生产总值,亿元,326,{year}\n", year=2018)
    assert not checked.figures and mend in told(checked, "错误")


@pytest.mark.parametrize(
    ("text", "name", "mend"),
    [
        ("指标,单位,数值,年份\n地区生产总值,亿元,330,2018年计划\n", "表.csv", "写的是计划、目标"),
        ("指标,单位,数值,年份\n地区生产总值,亿元,330,2018年预计\n", "表.csv", "写的是预计、预测"),
        ("指标,单位,2018年预计\n地区生产总值,亿元,330\n", "表.csv", "写的是预计、预测"),
        ("指标,单位,数值\n地区生产总值（计划）,亿元,330\n", "表.csv", "写的是计划、目标"),
        ("天元区2018年经济指标计划表,,\n指标,单位,数值\n地区生产总值,亿元,330\n", "表.csv", "写的是计划、目标"),
        ("指标,单位,数值\n地区生产总值,亿元,330\n", "2018年目标任务.csv", "写的是计划、目标"),
        (
            "天元区2017年主要指标,,\n指标,单位,数值\n地区生产总值,亿元,310\n",
            "表.csv",
            "写的是2017年，与所选的2018年不同，按2017年读入",
        ),
        ("指标,单位,2017年\n地区生产总值,亿元,310\n", "表.csv", "表头写的是2017年，不是所选的2018年"),
        ("2012年主要指标,,\n指标,单位,数值\n地区生产总值,亿元,310\n", "表.csv", "写的是2012年，按2018年读入"),
        (
            "天元区2017年主要指标,,,\n指标,单位,数值,年份\n地区生产总值,亿元,310,2018\n",
            "表.csv",
            "写的是2017年，按2018年读入",
        ),
        ("芦淞区2018年主要指标,,\n指标,单位,数值\n地区生产总值,亿元,310\n", "表.csv", "写的是芦淞区，不是天元区"),
        ("2018年全市主要指标,,\n指标,单位,数值\n地区生产总值,亿元,310\n", "表.csv", "写的是全市，不是天元区"),
        (
            "高新区2018年主要指标,,\n指标,单位,数值\n地区生产总值,亿元,310\n",
            "表.csv",
            "写的是高新区，与所选的天元区不同，按高新区读入",
        ),
        ("指标,单位,数值\n地区生产总值,亿元,310\n", "渌口区.csv", "写的是渌口区，不是天元区"),
        ("2018年主要指标增速,,\n指标,2018年\n地区生产总值,8.6\n", "表.csv", "写的是增速，按比上年增长读入"),
        ("指标,单位,数值,同比\n地区生产总值年均增速,%,8.6,\n", "表.csv", "年均增速是几年平均的"),
    ],
)
def test_what_contradicts_is_a_question(heard, text, name, mend):
    _, checked = heard(name, text.encode())
    assert len(checked.figures) == 1 and mend in told(checked, "疑问"), checked.problems


@pytest.mark.parametrize(
    "title",
    [
        "天元区2018年规划指标填报表",
        "株洲高新区、天元区2018年主要经济指标",
        "株洲市天元区2018年国民经济计划执行情况",
        "2018年“十三五”规划目标完成情况",
        "填报单位：统计局  2019年1月",
        "2018年统计表（2019年1月15日印发）",
        "2018年城镇、农村和园区情况",
        "数据来源：区统计局",
    ],
)
def test_a_title_that_agrees_raises_no_question(heard, title):
    _, checked = heard("表.csv", f"{title},,\n指标,单位,数值\n地区生产总值,亿元,326\n".encode())
    assert found(checked) == {"gdp.level@2018": 326.0} and not told(checked, "疑问")


def test_a_question_about_the_whole_table_is_asked_once(heard):
    rows = "".join(
        f"{name},亿元,{value}\n" for name, value in (("地区生产总值", 290), ("财政总收入", 60), ("工业增加值", 120))
    )
    _, checked = heard("表.csv", f"天元区2018年9月统计月报,,\n指标,单位,数值\n{rows}".encode())
    assert checked.problems["row"].tolist() == [1]
    assert [f["questions"] for f in checked.figures] == [1, 1, 1]


def test_a_date_in_the_heading_or_the_year_s_column(heard):
    day = datetime.datetime(2018, 12, 31)
    _, checked = heard(
        "表.xlsx", book([["指标", "单位", day], ["地区生产总值", "亿元", 326]], formats={"C1": 'yyyy"年"'})
    )
    assert found(checked) == {"gdp.level@2018": 326.0} and not told(checked, "疑问")
    _, checked = heard(
        "表.xlsx",
        book([["指标", "单位", "年份", "数值"], ["地区生产总值", "亿元", datetime.datetime(2018, 9, 1), 326]]),
    )
    assert "写的是9月" in told(checked, "疑问")


# --- properties
# -----------------------------------------------------------------------------------------------------------------

RATES = [word for word in WORDS["beside"]["growth"] if word not in ("±", "比上年±")]
NAMES = {
    "地区生产总值": "gdp",
    "财政总收入": "fiscal_revenue",
    "工业增加值": "industry_va",
    "固定资产投资": "fixed_investment",
    "社会消费品零售总额": "retail",
}


@settings(max_examples=40)
@given(
    growth=st.sampled_from(RATES),
    mark=st.sampled_from(["", "%", "（%）", "(％)"]),
    level=st.sampled_from(["绝对值", "总量", "数值", "2018年", "1-12月累计"]),
    over=st.sampled_from(["", "2018年", "2018年（亿元）"]),
    first=st.booleans(),
    alone=st.booleans(),
    names=st.sets(st.sampled_from(sorted(NAMES)), min_size=1),
)
def test_no_column_of_growth_yields_a_level(heard, growth, mark, level, over, first, alone, names):
    columns = [(f"{growth}{mark}", [7.0 + i for i in range(len(names))])]
    if not alone:
        columns.insert(0 if first else 1, (level, [500.0 + i for i in range(len(names))]))
    head = [["指标", *(text for text, _ in columns)]]
    if over:
        head = [["指标", *[over] * len(columns)], [None, *head[0][1:]]]
    rows = [[name, *(values[i] for _, values in columns)] for i, name in enumerate(sorted(names))]
    upload, checked = heard("表.xlsx", book([*head, *rows]))
    assert not upload.problem
    assert all((f["measure"] == "growth") == (f["value"] < 100) for f in checked.figures), checked.figures
    assert checked.figures or checked.blocked or told(checked, "提示")


@given(
    first=st.integers(1, 12),
    last=st.integers(1, 12),
    to=st.sampled_from("-—–~～至到"),
    year=st.integers(2015, 2020),
    kind=st.sampled_from(["{y}年{a}{t}{b}月", "{y}年{a}月{t}{b}月", "{y}.{a}{t}{b}月"]),
)
def test_a_range_of_months_is_a_part_of_the_year_unless_it_is_the_whole(first, last, to, year, kind):
    heard = said(kind.format(y=year, a=first, b=last, t=to))
    assert heard.years == (year,) and heard.months == ((first, last),) and not heard.rest
    assert (heard.months[0] == WHOLE) == ((first, last) == (1, 12))
