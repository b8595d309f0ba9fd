"""Components of our own that draw from plain data, and what they draw alike."""

from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
DRAWING = (_HERE / "front" / "drawing.js").read_text(encoding="utf-8")
"""The small charts, the map and the badges of every component: see `parts`."""


def parts(path: str) -> dict[str, Any]:
    """What `st.components.v2.component` takes of the component in `path`.html, .css and .js: with DRAWING before its own
    program."""
    texts = {kind: (_HERE / f"{path}.{kind}").read_text(encoding="utf-8") for kind in ("html", "css", "js")}
    return texts | {"js": f"{DRAWING}\n{texts['js']}"}
