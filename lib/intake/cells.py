"""The cells of one row, each read for what it means: area, year, value in the unit asked for, bound, price basis,
words."""

import datetime
import re

from lib.intake import form
from lib.intake.doubt import fraction, plain
from lib.intake.names import Match, Vocabulary
from lib.intake.number import WORDS, NotANumber, Reading, read_number, squeeze, tidy
from lib.intake.problem import QUESTION, Finding, found_words
from lib.intake.table import Row
from lib.intake.text import unfit, whole
from lib.measure.period import Period

DATE = re.compile(r"^(20\d\d)(?:年|[-/.]|$)")
SERIALS = range(36526, 55153)
"""Serial numbers of the days from 2000 to 2050 in Excel."""
EPOCH = datetime.date(1899, 12, 30)
NO_UNIT = ("-", "—", "/", "无")


class Fault(Exception):
    """An error of one row: the role of the cell, what was expected, the mend."""


class Asking:
    """One row under examination; collects its questions."""

    def __init__(self, row: Row):
        self.row, self.questions = row, []

    def text(self, role: str) -> str:
        """The text of a cell; a number as it is written; empty for none."""
        return whole(self.row.cells.get(role))

    def finding(self, severity: str, role: str, expected: str, mend: str) -> Finding:
        """A finding at a cell of the row."""
        column = self.row.letters.get(role, "")
        found = found_words(self.row.cells.get(role)) if column else "没有这一列"
        found = self.row.fault if role == "value" and self.row.fault else found
        return Finding(
            severity,
            self.row.sheet,
            self.row.row,
            column,
            found,
            expected,
            mend,
            self.text("indicator") or self.text("key"),
        )

    def ask(self, role: str, expected: str, mend: str) -> None:
        """Note a question."""
        self.questions.append(self.finding(QUESTION, role, expected, mend))


def reading_of(cell) -> Reading:
    """A value's cell as a Reading; 已完成 and the like as 1 or 0 with the unit "done"."""
    done = WORDS["done"].get(cell.strip()) if isinstance(cell, str) else None
    if done is not None:
        return Reading(float(done), unit="done")
    try:
        return read_number(cell)
    except NotANumber as error:
        raise Fault("value", "一个数", str(error)) from error


def area_of(asking: Asking, words: Vocabulary, area: str) -> str:
    """The area that the row says, or the one chosen."""
    written = asking.text("area")
    written = words.about.areas.shared if written in words.about.areas.spellings else written
    if written and written not in words.areas:
        raise Fault("area", "、".join(words.areas), "不是填报的地域；请改正，或整列留空")
    return written or area


def year_of(asking: Asking, year: int, period: Period) -> int:
    """The year of a row: from the column's heading, or its cell (2018, 2018年, a date or a date's serial number)."""
    cell = asking.row.year if asking.row.year is not None else asking.row.cells.get("year")
    if cell is None:
        return year
    text = cell["date"] if isinstance(cell, dict) else squeeze(found_words(cell))
    if text.isascii() and text.isdigit() and int(text) in SERIALS:
        text = str(EPOCH + datetime.timedelta(days=int(text)))
    found = DATE.match(text)
    if not found or int(found[1]) not in period.with_base:
        raise Fault(
            "value" if asking.row.year is not None else "year",
            f"{period.base}至{period.end}年",
            "不是规划期的年份；请改正",
        )
    if int(found[1]) != year and asking.row.year is None:
        asking.ask("year", f"{year}年", f"与所选的年份不同，按{found[1]}年读入；若不对，请改年份")
    return int(found[1])


def unit_of(asking: Asking, reading: Reading) -> str:
    """The unit as written: behind the number, in the unit column, or in the heading."""
    written = (reading.unit, asking.text("unit"), asking.row.unit)
    return next((text for text in written if text and text != "done" and squeeze(text) not in NO_UNIT), "")


def agree(asking: Asking, words: Vocabulary, match: Match, asked: dict) -> None:
    """Key and name of a row must mean the same; what was presumed, merged or taken from elsewhere is asked about."""
    name = squeeze(asking.text("indicator"))
    if asking.text("key") and name and name not in {squeeze(asked["name"]), squeeze(words.quantities[match.slug].name)}:
        other = words.match(asking.text("indicator"), "", "", "", asked["area"], asked["year"], "")
        if other is None or other.slug != match.slug:
            raise Fault("indicator", asked["name"], "名称与隐藏的指标代码不是同一指标；请重新下载模板填写")
    if not asked["clauses"]:
        asking.ask("indicator", "规划对该地域有目标的指标", "规划没有对它提目标，记入后只作参考")
    if match.presumed:
        what = "比上年增长" if match.measure == "growth" else f"{words.about.period.first}年以来的累计数"
        asking.ask("value", asked["name"], f"按{what}读入；若不是，请加一列“量法”写明当年值、比上年增长或累计")
    if "merged" in asking.row.marks:
        asking.ask("value", "一格一个数", "这一格来自合并单元格，几行用了同一个数；请拆分后各填各的")
    if "external" in asking.row.marks:
        asking.ask("value", "本文件中的数", "公式引用了别的文件，取的是上次算出的值；请核对")


def value_of(asking: Asking, words: Vocabulary, asked: dict, reading: Reading, unit: str) -> float:
    """The value in the unit asked for."""
    value = reading.value
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
    value = -value if reading.change < 0 else value
    if "percent" in asking.row.marks:
        if asked["unit"] not in ("%", "‰"):
            raise Fault(
                "value",
                f"以{asked['unit'] or '无单位'}计的数",
                f"单元格是百分比（{plain(value * 100)}%）；请改单元格格式并填数",
            )
        return tidy(value * (1000 if asked["unit"] == "‰" else 100))
    value = converted(asking, words, asked, value, unit) if unit else value
    if not reading.unit and (odd := fraction(asked, value)):
        value, *question = odd
        asking.ask("value", *question)
    return value


def converted(asking: Asking, words: Vocabulary, asked: dict, value: float, written: str) -> float:
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
    if unit != asked["unit"] and {unit, asked["unit"]} != {"%", "百分点"}:
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


def basis_of(asking: Asking, asked: dict) -> str | None:
    """The price basis: as written, or as the plan's target has it."""
    written = asking.text("price_basis")
    basis = WORDS["basis"].get(written)
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
        asking.ask("note" if asking.text("note") else "value", "已发生的数", "像是预计或计划数，不是实际数；请核对")
    return text or None
