"""What the commands print: tables as CSV on standard output."""

import sys

import pandas as pd


def print_frame(frame: pd.DataFrame) -> None:
    """A frame as CSV: whole years as integers, numbers with at most ten significant digits."""
    whole = frame.convert_dtypes()
    whole.to_csv(sys.stdout, index=False, lineterminator="\n", float_format="%.10g")
