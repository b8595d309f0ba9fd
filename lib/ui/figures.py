"""Plotly figures, each with its source beneath and a button that saves it as a picture."""

from pathlib import Path
from typing import Any

import streamlit as st

from lib.charts import house
from lib.once import remembering
from lib.text import citation, exports
from lib.theme import palette
from lib.ui.citations import sections
from lib.ui.opened import demo
from lib.ui.screen import mode, scale

DRAWN = 200
"""Figures that are kept ready, those looked at last."""
_HERE = Path(__file__).parent / "picture"
_save = st.components.v2.component(
    "save_picture",
    html="<button type='button'>保存图片</button>",
    css=(_HERE / "save.css").read_text(encoding="utf-8"),
    js="\n".join((_HERE / name).read_text(encoding="utf-8") for name in ("picture.js", "save.js")),
)


class _Drawn(house.Figure):  # type: ignore[misc]  # Plotly comes without annotations
    """A figure that is not changed any more: Plotly copies the whole of one whenever it is asked what is in it, and
    Streamlit asks in every run."""

    def __init__(self, chart: house.Figure) -> None:
        super().__init__()
        self._told: dict[str, Any] = chart.to_dict()

    def to_dict(self) -> dict[str, Any]:
        return self._told


@remembering(DRAWN)
def _drawn(chart: house.Figure, factor: float) -> _Drawn:
    return _Drawn(house.enlarge(chart, factor) if factor > 1 else chart)


def figure(chart: house.Figure, caption: str, alt: str, **options: Any) -> Any:
    """A Plotly figure with its source line beneath and a button that saves it, `alt` its title there; larger on the
    projector. Returns its selection."""
    with st.container():
        event = st.plotly_chart(_drawn(chart, scale()), config=house.CONFIG, alt=alt, **options)
        with st.container(horizontal=True, vertical_alignment="top"):
            st.caption(sections().told(caption), help=citation.lines_in(caption) or None, width="stretch")
            _save(data=saved(alt, [sections().told(caption)]), key=f"picture-{alt}", width="content", height="content")
    return event


def figure_that_filters(chart: house.Figure, caption: str, alt: str, key: str, *filters: str) -> None:
    """A figure of which a click sets the page's `filters` (keys of `ui.choose`) to what the mark stands for (its
    customdata, in their order); a double click clears them."""

    def take() -> None:
        points = st.session_state[key].selection.points
        for place, name in enumerate(filters):
            st.session_state[name] = [points[0]["customdata"][place]] if points else []

    figure(chart, caption, alt, key=key, on_select=take, selection_mode="points")


def saved(title: str, notes: list[str]) -> dict[str, Any]:
    """What a saved picture says beside itself, in the colours of the page: see picture.js."""
    return {
        "name": exports.named(title, demo()),
        "title": exports.titled(title, exports.mark(demo())),
        "notes": [note.replace("\\", "") for note in notes],
        "paint": palette(mode()),
    }
