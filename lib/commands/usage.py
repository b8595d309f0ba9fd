"""The command line's own words in Chinese: what argparse says of a wrong call, and the frame of its help."""

import argparse
import re
import sys
from datetime import date
from typing import NoReturn

SAID = (
    (r"the following arguments are required: (.*)", r"缺少 \1"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.*)\)", r"\1 不能是 \2；可用：\3"),
    (r"argument (.+?): invalid \w+ value: (.+)", r"\1 写成了 \2，不是所要的数、日期或文件名"),
    (r"argument (.+?): expected one argument", r"\1 后面要有一个值"),
    (r"argument (.+?): expected at least one argument", r"\1 后面至少要有一个值"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 不能与 \2 同用"),
    (r"argument (.+?): ignored explicit argument (.+)", r"\1 后面不能有 \2"),
    (r"unrecognized arguments: (.*)", r"不认识 \1"),
    (r"ambiguous option: (.+?) could match (.*)", r"\1 不明确，可以是 \2"),
    (r"one of the arguments (.+) is required", r"\1 之中要有一个"),
)
"""What argparse says, and how we say it."""
FRAME = (
    ("usage: ", "用法："),
    ("positional arguments:", "参数："),
    ("options:", "选项："),
    ("show this help message and exit", "显示这份说明"),
)
"""Words of the help."""


def chinese(message: str) -> str:
    """What argparse says of a wrong call, in Chinese.

    >>> chinese("the following arguments are required: --year")
    '缺少 --year'
    >>> chinese("argument --year: invalid int value: 'x'")
    "--year 写成了 'x'，不是所要的数、日期或文件名"
    """
    for pattern, said in SAID:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return found.expand(said)
    return message


def day(text: str) -> str:
    """A day as an argument (YYYY-MM-DD), or none; the texts of argparse follow a ValueError.

    >>> day("2018-06-30"), day("")
    ('2018-06-30', '')
    """
    return date.fromisoformat(text).isoformat() if text else ""


class Parser(argparse.ArgumentParser):
    """A parser that speaks Chinese."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the call, and end with status 2."""
        self.exit(2, f"{self.format_usage()}{self.prog}：{chinese(message)}。说明见 {self.prog} --help\n")

    def format_usage(self) -> str:
        """The line that says how it is called."""
        return _framed(super().format_usage())

    def format_help(self) -> str:
        """The whole help."""
        return _framed(super().format_help())


def _framed(text: str) -> str:
    for words, said in FRAME:
        text = text.replace(words, said)
    return text


def unreadable(path: object, error: Exception) -> None:
    """Say on standard error that a file cannot be read, without the words of the machine."""
    print(f"读不了 {path}：{why(error)}。", file=sys.stderr)


def why(error: Exception) -> str:
    """Why a file cannot be read or written.

    >>> why(FileNotFoundError(2, "No such file or directory")), why(UnicodeDecodeError("utf-8", b"", 0, 1, ""))
    ('没有这个文件或文件夹', '不是 UTF-8 编码；在 Excel 中另存为“CSV UTF-8”')
    """
    for kind, said in WHY:
        if isinstance(error, kind):
            return said
    return str(getattr(error, "strerror", None) or error)


WHY: tuple[tuple[type[Exception], str], ...] = (
    (FileNotFoundError, "没有这个文件或文件夹"),
    (IsADirectoryError, "这是文件夹"),
    (NotADirectoryError, "路径中有一段不是文件夹"),
    (PermissionError, "没有权限，或者它正被别的程序打开"),
    (UnicodeDecodeError, "不是 UTF-8 编码；在 Excel 中另存为“CSV UTF-8”"),
)
"""What the operating system says, in our words."""
