"""The small map of a sheet: the district, the layers in which the marked units lie, and those units set off."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from lib.front.land import BENEATH, bounds_of
from lib.maps.sheet import Map, layer, point
from lib.maps.style import BOUNDARY
from lib.sheet.paper import Spot


def spot(layers: pd.DataFrame, shapes: dict[str, Any], ids: Sequence[str]) -> Spot | None:
    """The map with the units of these ids marked; None where none of them is drawn. `layers` is layer.csv, `shapes` the
    layers by slug, both in drawing order."""
    home = {key: slug for slug, frame in reversed(shapes.items()) for key in frame["id"] if key in ids}
    if not home:
        return None
    rows = layers.set_index("slug")
    roles = {slug: rows.at[slug, "style"].role for slug in shapes}
    shown = [slug for slug in shapes if slug in home.values() or roles[slug] in BENEATH]
    marked = [shapes[slug][shapes[slug]["id"].isin(home)] for slug in dict.fromkeys(home.values())]
    bounds = bounds_of([shapes[slug] for slug in shapes if roles[slug] == BOUNDARY] + marked)
    drawn = tuple(layer(shapes[slug], rows.loc[slug], bounds, home) for slug in shown)
    names = "、".join(dict.fromkeys(name for frame in marked for name in frame["name"]))
    return Spot(Map(drawn, *point(bounds[2:], bounds)), tuple(home), f"位置：{names}")
