"""The number reader: hand cases, and that what people write reads back as what they meant."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.intake.number import WORDS, NotANumber, read_number

HAND = [  # cell, value, operator, unit, note
    (268.4, 268.4, "", "", ""),
    (3, 3.0, "", "", ""),
    (0.1 + 0.2, 0.3, "", "", ""),
    ("268.4", 268.4, "", "", ""),
    (" 268.4 ", 268.4, "", "", ""),
    ("２６８．４", 268.4, "", "", ""),
    ("1,234.5", 1234.5, "", "", ""),
    ("１，２３４", 1234.0, "", "", ""),
    ("1 234 567.8", 1234567.8, "", "", ""),
    ("−5", -5.0, "", "", ""),
    ("－5.2%", -5.2, "", "%", ""),
    ("+9.5", 9.5, "", "", ""),
    (".5", 0.5, "", "", ""),
    ("0", 0.0, "", "", ""),
    ("12.3%", 12.3, "", "%", ""),
    ("12.3％", 12.3, "", "%", ""),
    ("7‰", 7.0, "", "‰", ""),
    ("约268.4", 268.4, "~", "", ""),
    ("268.4亿元左右", 268.4, "~", "亿元", ""),
    ("近50%", 50.0, "~", "%", ""),
    ("超过300亿元", 300.0, ">", "亿元", ""),
    ("突破１，０００亿", 1000.0, ">", "亿", ""),
    ("300余亿元", 300.0, ">", "亿元", ""),
    ("300多", 300.0, ">", "", ""),
    ("95%以上", 95.0, ">=", "%", ""),
    ("300以上", 300.0, ">=", "", ""),
    ("40家以上", 40.0, ">=", "家", ""),
    ("3左右", 3.0, "~", "", ""),
    ("不低于95", 95.0, ">=", "", ""),
    ("≥95", 95.0, ">=", "", ""),
    ("2.5%以内", 2.5, "<=", "%", ""),
    ("不超过2.5", 2.5, "<=", "", ""),
    ("不足100", 100.0, "<", "", ""),
    ("＜0.45", 0.45, "<", "", ""),
    ("268.4（初步）", 268.4, "", "", "初步"),
    ("268.4亿元(快报数)", 268.4, "", "亿元", "快报数"),
    ("268.4*", 268.4, "", "", "*"),
    ("268.4①", 268.4, "", "", "①"),
    ("268.4【快报】", 268.4, "", "", "快报"),
    ("2684000万元", 2684000.0, "", "万元", ""),
    ("0.55吨标煤/万元", 0.55, "", "吨标煤/万元", ""),
    ("12km²", 12.0, "", "km²", ""),
    ("12 km2", 12.0, "", "km2", ""),
    ("2.684E+02", 268.4, "", "", ""),
    ("增长9.5%", 9.5, "", "%", ""),
    ("\u202d268.4\u202c", 268.4, "", "", ""),
    ("268.4\n", 268.4, "", "", ""),
    (None, None, "", "", ""),
    ("", None, "", "", ""),
    ("—", None, "", "", ""),
    ("暂无", None, "", "", ""),
    ("/", None, "", "", ""),
    ("　", None, "", "", ""),
]
WRONG = [
    "260-270",
    "260～270亿元",
    "1_000",
    "nan",
    "NaN",
    "inf",
    "-inf",
    "²",
    "12²",
    "x²",
    "三百",
    "1.2.3",
    "12,34",
    "1,234,5",
    "1 23",
    "0x10",
    "5.",
    "(5.2)",
    "--5",
    "1;2",
    "1、2",
    "9.5% 10%",
    "超过300以上",
    "下降-3",
    "=1+1",
    "#REF!",
    "#DIV/0!",
    "约",
    "元",
    "1e400",
    "9" * 16,
    "9" * 200,
    "٣",
    "१",
    "Ⅷ",
    "½",
    "①",
    "2018-01-02",
    "1/2",
    "5+3",
    "\u202e4.862",
    "5\x00",
    True,
    False,
    math.nan,
    math.inf,
    {"date": "2018-01-02"},
    1e15,
]


@pytest.mark.parametrize(("cell", "value", "operator", "unit", "note"), HAND, ids=[repr(row[0]) for row in HAND])
def test_what_people_write(cell, value, operator, unit, note):
    reading = read_number(cell)
    assert (reading.value, reading.operator, reading.unit, reading.note) == (value, operator, unit, note)


@pytest.mark.parametrize("cell", WRONG, ids=repr)
def test_what_is_not_one_number_is_said(cell):
    with pytest.raises(NotANumber, match=r"[\u4e00-\u9fff]{3}"):
        read_number(cell)


def test_a_word_of_fall_is_told_from_a_word_of_rise():
    assert [read_number(text).change for text in ("下降3.5%", "比重", "增长3.5%")[::2]] == [-1, 1]


NUMBERS = st.decimals(min_value=-(10**12), max_value=10**12, places=4, allow_nan=False)
WIDE = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
WRITINGS = {
    "plain": str,
    "thousands": lambda n: f"{n:,}",
    "full width": lambda n: f"{n:,}".translate(WIDE),
    "minus sign": lambda n: str(n).replace("-", "−"),
    "spaces": lambda n: f"  {n} ",
    "a note": lambda n: f"{n}（初步）",
    "a unit": lambda n: f"{n}亿元",
    "spaced thousands": lambda n: f"{n:,}".replace(",", " "),
}


@given(NUMBERS, st.sampled_from(sorted(WRITINGS)))
def test_a_number_reads_back_however_it_is_written(number, writing):
    assert math.isclose(read_number(WRITINGS[writing](number)).value, float(number), rel_tol=1e-11, abs_tol=1e-9)


@given(
    NUMBERS.filter(lambda n: n >= 0),
    st.sampled_from(sorted(WORDS["before"])),
    st.sampled_from(["", "亿元", "%", "万人"]),
)
def test_every_bound_before_a_number_is_read(number, word, unit):
    reading = read_number(f"{word}{number}{unit}")
    assert (reading.operator, reading.unit) == (WORDS["before"][word], unit)


@given(st.text(max_size=60))
def test_any_text_is_a_number_nothing_or_a_message(text):
    try:
        value = read_number(text).value
    except NotANumber as error:
        assert str(error)
        return
    assert value is None or (
        math.isfinite(value) and any(character in "0123456789０１２３４５６７８９" for character in text)
    )


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e14, max_value=1e14))
def test_a_number_cell_keeps_twelve_digits(value):
    assert math.isclose(read_number(value).value, value, rel_tol=1e-11, abs_tol=0)
