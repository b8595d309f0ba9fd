"""Components of our own that draw from plain data, and what they draw alike."""

from pathlib import Path
from typing import Any

from lib.theme import palette

_HERE = Path(__file__).parent
DRAWING = (_HERE / "front" / "drawing.js").read_text(encoding="utf-8")
"""Small charts, the map, badges: what stands before the program of a component that draws them."""

LIGHT = f"\n@media print {{ * {{ {' '.join(f'--{name}: {colour} !important;' for name, colour in palette('light').items())} }} }}"
"""Paper is light, whatever the screen is."""


def parts(path: str, before: str = "") -> dict[str, Any]:
    """What `st.components.v2.component` takes of the component in `path`.html, .css and .js, with `before` before its
    program."""
    texts = {kind: (_HERE / f"{path}.{kind}").read_text(encoding="utf-8") for kind in ("html", "css", "js")}
    texts["css"] += LIGHT
    return texts | {"js": f"{before}\n{texts['js']}"}
