"""The cells of one row, each read for what it means: area, year, value in the unit asked for, bound, price basis,
words."""

from lib.intake import form
from lib.intake.asking import Asking, Fault
from lib.intake.cell import Cell
from lib.intake.doubt import fraction, plain
from lib.intake.names import Match, Vocabulary, falls
from lib.intake.names import plain as named
from lib.intake.number import WORDS, NotANumber, Reading, read_number, squeeze, tidy
from lib.intake.text import unfit
from lib.measure.asked import Asked


def reading_of(cell: Cell) -> Reading:
    """A value's cell as a Reading; 已完成 and the like as 1 or 0 with the unit "done"."""
    done = WORDS["done"].get(cell.strip()) if isinstance(cell, str) else None
    if done is not None:
        return Reading(float(done), unit="done")
    try:
        return read_number(cell)
    except NotANumber as error:
        raise Fault("value", "一个数", str(error)) from error


def agree(asking: Asking, words: Vocabulary, match: Match, asked: Asked) -> None:
    """Key and name of a row must mean the same; what was presumed, merged or taken from elsewhere is asked about."""
    name = named(asking.text("indicator"))
    if asking.text("key") and name and name not in {named(asked["name"]), named(words.quantities[match.slug].name)}:
        other = words.match(asking.name, "", "", "", asked["area"], asked["year"], "")
        if other is None or other.slug != match.slug:
            raise Fault("indicator", asked["name"], "名称与隐藏的指标代码不是同一指标；请重新下载模板填写")
    if not asked["clauses"]:
        asking.ask("indicator", "规划对该地域有目标的指标", "规划没有对它提目标，记入后只作参考")
    if "年均" in asking.name and match.measure == "growth":
        asking.ask("indicator", "当年比上年的增速", "年均增速是几年平均的；若不是当年比上年的，请不要提交")
    if match.presumed:
        what = "比上年增长" if match.measure == "growth" else f"{words.about.period.first}年以来的累计数"
        asking.ask("value", asked["name"], f"按{what}读入；若不是，请加一列“计量方式”写明当年值、比上年增长或累计")
    if "merged" in asking.row.marks:
        asking.ask("value", "一格一个数", "这一格来自合并单元格，几行用了同一个数；请拆分后各填各的")
    if "external" in asking.row.marks:
        asking.ask("value", "本文件中的数", "公式引用了别的文件，取的是上次算出的值；请核对")


def value_of(asking: Asking, words: Vocabulary, asked: Asked, reading: Reading, value: float, unit: str) -> float:
    """The `value` of a reading in the unit asked for."""
    if asked["milestone"]:
        if value not in (0, 1):
            raise Fault("value", "已完成或未完成", "这是里程碑；请选“已完成”或“未完成”")
        return value
    if reading.unit == "done":
        raise Fault("value", "一个数", "这个指标要填数")
    if reading.rounded:
        asking.ask("value", "完整的数", "科学计数法可能丢了位数；请核对")
    if reading.change and asked["measure"] != "growth":
        raise Fault("value", f"水平值（{asked['unit'] or '无单位'}）", "写的是升降；请填在“比上年增长”一行")
    value = _signed(asking, asked, reading, value)
    percent, scale, written = asking.row.shown
    if percent:
        if asked["unit"] not in ("%", "‰"):
            raise Fault(
                "value",
                f"以{asked['unit'] or '无单位'}计的数",
                f"单元格是百分比（{plain(value * 100)}%）；请改单元格格式并填数",
            )
        return tidy(value * (1000 if asked["unit"] == "‰" else 100))
    if scale != 1:
        asking.ask(
            "value",
            "单元格里的数与显示的相同",
            f"单元格里是{plain(value)}，显示为{plain(tidy(value * scale))}；按显示的读入，请核对",
        )
        value = tidy(value * scale)
    if value == asked["year"] and not (reading.unit or written):
        asking.ask("value", asked["name"], f"数与年份{asked['year']}相同；请核对是不是错了列")
    value = converted(asking, words, asked, value, unit) if unit else value
    if not reading.unit and not written and (odd := fraction(asked, value)):
        value, expected, mend = odd
        asking.ask("value", expected, mend)
    return value


def _signed(asking: Asking, asked: Asked, reading: Reading, value: float) -> float:
    """A value with its sign: what fell is written as such, or asked for by how much it fell (降低率)."""
    if asked["measure"] == "growth" and not reading.change and falls(asking.name):
        mend = f"写的是{asking.name[-12:]}，按比上年增长{plain(-value)}读入；请核对"
        asking.ask("value", "比上年增长，下降为负", mend)
        return -value
    return -value if reading.change < 0 else value


def converted(asking: Asking, words: Vocabulary, asked: Asked, value: float, written: str) -> float:
    """The value in the unit asked for, from the unit written; a conversion is asked about."""
    unit = words.unit(written, asked["unit"])
    role = "unit" if squeeze(written) == squeeze(asking.text("unit")) else "value"
    if asked["unit"] is None:
        raise Fault(role, "没有单位的数", f"这个指标没有单位，却写了“{written}”；请改正")
    if unit is None:
        raise Fault(role, asked["unit"], f"认不出单位“{written}”；请换算成{asked['unit']}")
    result = words.convert(value, unit, asked["unit"])
    if result is None:
        raise Fault(role, asked["unit"], f"{unit}不能换算成{asked['unit']}；请核对是不是这个指标")
    if unit == "百分点" and asked["unit"] == "%" and asked["measure"] == "growth":
        raise Fault(role, "比上年增长的%", "百分点是两个比率之差，不是增速；请写比上年增长（下降填负数）百分之几")
    if unit != asked["unit"]:
        asking.ask(
            role, f"以{asked['unit']}为单位", f"{plain(value)}{unit}已换算为{plain(result)}{asked['unit']}；请核对"
        )
    return result


def operator_of(asking: Asking, reading: Reading) -> str:
    """The bound: as chosen in its column, or as written with the number."""
    written = asking.text("operator")
    if not written:
        return reading.operator or "="
    chosen = WORDS["bound"].get(written) or WORDS["before"].get(written) or WORDS["after"].get(written)
    if chosen is None:
        raise Fault("operator", "、".join(WORDS["bound"]), "认不出的界限词；请从下拉列表选")
    if reading.operator and reading.operator != chosen:
        asking.ask("operator", "与数值一格的写法相同", "数值里写了另一个界限词，按这一列读入；请核对")
    return chosen


def basis_of(asking: Asking, asked: Asked, beside: str | None) -> str | None:
    """The price basis: as written in its column or `beside`, or as the plan's target has it."""
    written = asking.text("price_basis") or beside
    basis = beside if written == beside else WORDS["basis"].get(written or "")
    if asked["price_basis"] is None:
        return basis
    if not written:
        if asked["measure"] == "growth":
            asking.ask("price_basis", "现价或可比价", f"没有写价格口径，按规划的{form.BASIS[asked['price_basis']]}读入")
        return asked["price_basis"]
    if basis is None:
        raise Fault("price_basis", "现价或可比价", "认不出的价格口径；请从下拉列表选")
    if basis != asked["price_basis"]:
        asking.ask(
            "price_basis", form.BASIS[asked["price_basis"]], "价格口径与规划目标不同，记入后不能用来评估这一目标"
        )
    return basis


def text_of(asking: Asking, role: str) -> str | None:
    """The words of a cell, within bounds."""
    text = asking.text(role)
    if wrong := unfit(text):
        raise Fault(role, *wrong)
    return text or None


def note_of(asking: Asking, reading: Reading) -> str | None:
    """The note, with what trailed the number; a forecast is asked about."""
    text = "；".join(part for part in (text_of(asking, "note"), reading.note) if part)
    if any(word in text for word in WORDS["forecast"]["words"]):
        asking.ask(
            "note" if "note" in asking.row.letters and asking.text("note") else "value",
            "已发生的数",
            "像是预计或计划数，不是实际数；请核对",
        )
    return text or None
