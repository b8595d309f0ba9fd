"""What a text of a record may be: how long, and of which characters. Asked where records are written, whoever writes
them; what an older version let in stays and counts."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

ANY, NESTED = 2000, 20_000
"""Characters of a field that is not in LONGEST, and of a text within a list (the arithmetic of a frozen evaluation)."""
LONGEST = {
    **dict.fromkeys(("kind", "granted", "change", "type", "operator", "measure", "stage", "date", "due"), 40),
    **dict.fromkeys(("name", "person", "contact", "mail", "number", "body", "indicator", "clause"), 100),
    **dict.fromkeys(("title", "thing", "project", "area", "place"), 300),
    **dict.fromkeys(("lead", "unit", "support", "source", "note", "why", "file"), 1000),
    "who": 100,
}
"""Characters of each field of a record, by its name."""
TOGETHER = 5_000_000
"""Characters of all texts of a record."""
WORDS = {"who": "姓名", "why": "理由", "file": "文件名"}
"""What the fields that every record has are called."""
UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffd\ufffe\uffff]"
)
"""Characters that no honest text has: controls, those that turn the direction of reading, halves of characters, those
that XML forbids, and the sign of a text that was read wrongly."""


def unfit(text: str) -> str:
    """What is wrong with the characters of a text, "" if nothing is.

    >>> unfit("住建局\\n二科"), unfit("甲\\u202e乙"), unfit("甲\\x00"), unfit("�")
    ('', '含有看不见的控制字符（U+202E），请删去后重新输入', '含有看不见的控制字符（U+0000），请删去后重新输入', '含有读不出的字（U+FFFD），请重新输入')
    """
    if not (found := UNFIT.search(text)):
        return ""
    code = f"U+{ord(found[0]):04X}"
    return (
        f"含有读不出的字（{code}），请重新输入"
        if found[0] == "\ufffd"
        else f"含有看不见的控制字符（{code}），请删去后重新输入"
    )


def refused(fields: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """Why texts cannot be kept, the first in a sentence; "" if all can. `words` are what the fields are called.

    >>> refused({"note": "好", "name": "某" * 101}, {"name": "名称"})
    '名称太长：有101字，最多100字。没有写入，请缩短。'
    """
    together = 0
    for name, text, most in _texts(fields):
        called = words.get(name) or WORDS.get(name, name)
        if wrong := unfit(text):
            return f"{called}{wrong}。没有写入。"
        if len(text) > most:
            return f"{called}太长：有{len(text)}字，最多{most}字。没有写入，请缩短。"
        together += len(text)
    return f"一条记录的文字太多：有{together}字，最多{TOGETHER}字。没有写入。" if together > TOGETHER else ""


def _texts(fields: Mapping[str, Any]) -> Iterator[tuple[str, str, int]]:
    """Every text with the field in which it stands and the length that it may have."""
    for name, value in fields.items():
        if isinstance(value, str):
            yield name, value, LONGEST.get(name, ANY)
        else:
            yield from ((name, text, NESTED) for text in _nested(value))


def _nested(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _nested(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _nested(inner)
