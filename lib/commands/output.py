"""What the commands give out: tables as CSV on standard output, whole files."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from lib.commands.usage import why


def print_frame(frame: pd.DataFrame) -> None:
    """A frame as CSV: whole years as integers, numbers with at most ten significant digits."""
    whole = frame.convert_dtypes()
    whole.to_csv(sys.stdout, index=False, lineterminator="\n", float_format="%.10g")


def within(year: int, years: Sequence[int]) -> bool:
    """Whether a year is one of the plan's; if not, standard error says which are."""
    if year not in years:
        print(f"{year}年不在可用的年份里（{years[0]}–{years[-1]}）。", file=sys.stderr)
    return year in years


def save(data: bytes, path: Path) -> bool:
    """Write a whole file or nothing: beside its name first, then renamed; what is no file (a pipe, a device) is written
    to and stays what it is. Whether it was done; if not, standard error says why."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(data)
            return True
        try:
            beside.write_bytes(data)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        print(f"写不了 {path}：{why(error)}。请检查文件夹是否存在、文件是否正被打开。", file=sys.stderr)
        return False
    return True
