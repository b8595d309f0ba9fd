"""Does a figure stand in the line that is cited for it? Arabic or Chinese numerals, read as whole numbers."""

import re
import unicodedata

DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "双": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
SCALES = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "".join([*DIGITS, *SCALES])


def chinese(text: str) -> int:
    """The value of a Chinese numeral below ten thousand.

    >>> chinese("千"), chinese("十一"), chinese("双"), chinese("三百二十")
    (1000, 11, 2, 320)
    """
    total, digit = 0, None
    for character in text:
        if character in DIGITS:
            digit = DIGITS[character]
        else:
            total += (1 if digit is None else digit) * SCALES[character]
            digit = None
    return total + (digit or 0)


def figures(text: str) -> set[float]:
    """All numbers in a passage: Arabic ones, and runs of Chinese numerals that do not follow one (1.2千克).

    >>> sorted(figures("规划“二桥”，达到１.２千克，超过4000件，突破千亿"))
    [1.2, 2.0, 1000.0, 4000.0]
    """
    text = unicodedata.normalize("NFKC", text)
    found = {float(digits) for digits in re.findall(r"\d+(?:\.\d+)?", text)}
    for run in re.findall(rf"(?<!\d)[{NUMERAL}]+", text):
        found.add(float(chinese(run)))
    return found


def stands(value: float, text: str) -> bool:
    """Whether the digits of `value` (its sign aside) stand in the passage as a number of their own.

    >>> stands(-15, "五年累计降低15%"), stands(2.5, "22.5万人"), stands(1000, "打造千亿产业集群")
    (True, False, True)
    """
    return abs(float(value)) in figures(text)
