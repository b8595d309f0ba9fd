"""The method as text, with the constants in force filled in."""

from pathlib import Path

from lib.audit.finding import SLACK
from lib.measure import constants as c
from lib.measure.growth import deflator
from lib.measure.uncertainty import MINIMUM


def text() -> str:
    """The method in Chinese, with the constants in force filled in."""
    text = (Path(__file__).parent / "method.md").read_text(encoding="utf-8")
    period = {"BASE_YEAR": c.BASE_YEAR, "END_YEAR": c.END_YEAR, "SPAN": c.SPAN}
    limits = {"ABOUT": c.ABOUT, "ON_TRACK": c.ON_TRACK, "SLIGHTLY_BEHIND": c.SLIGHTLY_BEHIND}
    return text.format(**period, **limits, DEFLATOR=float(deflator(2.18, 12.2, 5)), MINIMUM=MINIMUM, SLACK=SLACK)
