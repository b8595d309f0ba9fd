"""Components of our own that draw from plain data. What several have alike (elements.js, front/drawing.js) stands
before the program of each."""

from pathlib import Path
from typing import Any

from lib.theme import palette

_HERE = Path(__file__).parent
LIGHT = f"\n@media print {{ * {{ {' '.join(f'--{name}: {colour} !important;' for name, colour in palette('light').items())} }} }}"
"""Paper is light, whatever the screen is."""


def parts(path: str, *programs: str) -> dict[str, Any]:
    """What `st.components.v2.component` takes of the component in `path`.html and .css, with its `programs` one after the
    other."""
    html, css = (_text(f"{path}.{kind}") for kind in ("html", "css"))
    return {"html": html, "css": css + LIGHT, "js": "\n".join(map(_text, programs))}


def _text(path: str) -> str:
    return (_HERE / path).read_text(encoding="utf-8")
