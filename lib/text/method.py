"""The method as text, with the constants in force filled in."""

from pathlib import Path

from lib.about import About
from lib.audit.finding import SLACK
from lib.measure import constants as c
from lib.measure.growth import deflator
from lib.measure.uncertainty import MINIMUM
from lib.theme import coloured


def text(about: About) -> str:
    """The method in Chinese, with the constants in force filled in."""
    text = (Path(__file__).parent / "method.md").read_text(encoding="utf-8")
    constants = {"ABOUT": c.ABOUT, "ON_TRACK": c.ON_TRACK, "SLIGHTLY_BEHIND": c.SLIGHTLY_BEHIND} | {
        "BASE_YEAR": about.period.base,
        "END_YEAR": about.period.end,
        "BEFORE_YEAR": about.period.before,
        "SPAN": about.period.span,
        "BEFORE": about.name.before,
        "PLAN": about.name.plan,
        "BUILT": about.name.built,
        "INTENT": about.text.intent - 1,
    }
    text = "\n".join(coloured(line) if line.startswith("|") else line for line in text.split("\n"))
    return text.format(**constants, DEFLATOR=float(deflator(2.18, 12.2, 5)), MINIMUM=MINIMUM, SLACK=SLACK)
