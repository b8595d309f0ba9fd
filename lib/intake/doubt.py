"""Values that can be right and are often wrong: each is a question, never a refusal. Pure rules over one figure."""

from lib.measure.asked import Asked

JUMP = 10.0
"""A level this many times last year's, or less than its part, is asked about."""
STEEP = 50.0
"""A growth rate beyond this, in per cent, is asked about."""
NOTHING = -100.0
"""A growth rate below this, in per cent, cannot be of anything that is counted."""


def plain(value: float) -> str:
    """A number as people write it.

    >>> plain(268.40), plain(1234567.0)
    ('268.4', '1,234,567')
    """
    return f"{value:,.6f}".rstrip("0").rstrip(".")


def doubts(row: Asked, value: float, bounded: bool = False) -> list[tuple[str, str]]:
    """Questions about a value in the unit asked for: (expected, mend). `row` is a row of the form; `bounded` if it is a
    bound.

    >>> row = {"measure": "level", "unit": "亿元", "last": 268.4, "ceiling": None, "path": "geometric", "direction": 1, "milestone": False}
    >>> doubts(row, 300.0), doubts(row, 3000.0)[0][0], doubts(row, 268.4)[0][1]
    ([], '与上年值268.4亿元相近', '与上年完全相同；请核对是不是漏改了')
    """
    unit, last = row["unit"] or "", row["last"]
    known = last is not None
    if row["milestone"]:
        return (
            [("已完成的不会变回未完成", "上年已经完成，今年填了未完成；请核对")]
            if known and last == 1 and value == 0
            else []
        )
    found = []
    if row["measure"] == "growth":
        found += _rate(row, value)
    elif value < 0 and not (unit == "‰" or (row["path"] == "linear" and unit == "")):
        found.append(("不小于0", "水平值一般不会是负数；若要填增减，请填在“比上年增长”一行"))
    elif row["measure"] == "level" and value == 0 and last:
        found.append((f"与上年值{plain(last)}{unit}相近", "填的是0；没有数请留空，确是0的请核对"))
    elif known and last and value and not 1 / JUMP < value / last < JUMP:
        found.append(
            (f"与上年值{plain(last)}{unit}相近", f"是上年的{plain(round(value / last, 4))}倍；请核对单位和小数点")
        )
    if row["measure"] == "sum" and last is not None and value < last:
        found.append((f"不小于上年累计{plain(last)}{unit}", "累计数不会减少；若填的是当年数，请加上以前各年"))
    ceiling = row["ceiling"]
    if ceiling is not None and row["measure"] != "growth" and value > ceiling:
        found.append((f"不大于{plain(ceiling)}{unit}", "超过了这个指标的上限；请核对"))
    whole_few = float(value).is_integer() and abs(value) < 20
    if known and value == last and not bounded and not whole_few and value != ceiling:
        found.append((f"上年值为{plain(last)}{unit}", "与上年完全相同；请核对是不是漏改了"))
    return found


def distant(row: Asked, value: float, known: tuple[str, float] | None) -> list[tuple[str, str]]:
    """The question about a first figure that is far from what is known (`Vocabulary.reference`); none where last year's
    value is.

    >>> row = {"measure": "level", "unit": "亿元", "last": None, "milestone": False}
    >>> distant(row, 3267400.0, ("2016年的", 300.0)), distant(row, 326.7, ("2016年的", 300.0))
    ([('上年没有数；与2016年的300亿元相近', '是2016年的300亿元的10,900倍；请核对单位和小数点')], [])
    """
    if (
        known is None
        or row["last"] is not None
        or row["measure"] == "growth"
        or row["milestone"]
        or value < 0
        or known[1] <= 0
        or (value == 0 and row["measure"] != "level")
    ):
        return []
    least = 1 / JUMP if row["measure"] == "level" else 1 / JUMP**2
    ratio, told = value / known[1], f"{known[0]}{plain(known[1])}{row['unit'] or ''}"
    if value == 0:
        return [(f"上年没有数；与{told}相近", "填的是0；没有数请留空，确是0的请核对")]
    return (
        []
        if least < ratio < JUMP
        else [(f"上年没有数；与{told}相近", f"是{told}的{plain(float(f'{ratio:.3g}'))}倍；请核对单位和小数点")]
    )


def _rate(row: Asked, value: float) -> list[tuple[str, str]]:
    if value < NOTHING:
        return [("不小于-100%", "下降不会超过100%；请核对数和正负号")]
    if abs(value) > STEEP:
        return [("年增长一般在±50%以内", "增速很大；请核对填的是增速（%）而不是水平值")]
    if row["direction"] < 0 and value > 0:
        return [("下降填负数", f"读作上升{plain(value)}%；若是下降，请填 -{plain(value)}")]
    return []


def fraction(row: Asked, value: float) -> tuple[float, str, str] | None:
    """A number below one where per cent is asked, e.g. 0.123: the value to take, with the question; None if nothing is
    odd.

    It is taken as 12.3 only where last year's value says so; otherwise it stays what was written.

    >>> row = {"unit": "%", "last": 12.0, "measure": "level"}
    >>> fraction(row, 0.123)[0], fraction(row | {"last": None}, 0.123)[0], fraction(row, 12.3)
    (12.3, 0.123, None)
    """
    last = row["last"]
    if row["unit"] != "%" or not 0 < abs(value) < 1:
        return None
    if last is not None and abs(last) >= 1 and 0.5 <= value * 100 / last <= 2:
        return (
            round(value * 100, 10),
            "以%为单位的数，如12.3",
            f"像是小数，已按{plain(value * 100)}%读入；若确是{plain(value)}%，请在备注说明",
        )
    return value, "以%为单位的数，如12.3", f"按{plain(value)}%读入；若是{plain(value * 100)}%，请填{plain(value * 100)}"
