"""A freeform as slides and documents draw it."""

from collections.abc import Sequence


def outline(
    paths: Sequence[Sequence[tuple[float, float]]], closed: bool
) -> tuple[str, tuple[float, float, float, float]]:
    """The paths as the XML of a shape's geometry (DrawingML, prefix `a`), and where it lies: left, top, right, bottom.

    >>> outline([[(5, 5), (9, 5), (9, 8)]], True)[1]
    (5, 5, 9, 8)
    """
    xs, ys = ([xy[i] for path in paths for xy in path] for i in (0, 1))
    left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
    steps = "".join(
        f'<a:moveTo><a:pt x="{path[0][0] - left:.0f}" y="{path[0][1] - top:.0f}"/></a:moveTo>'
        + "".join(f'<a:lnTo><a:pt x="{x - left:.0f}" y="{y - top:.0f}"/></a:lnTo>' for x, y in path[1:])
        + ("<a:close/>" if closed else "")
        for path in paths
    )
    size = f'w="{max(right - left, 1):.0f}" h="{max(bottom - top, 1):.0f}"' + ("" if closed else ' fill="none"')
    form = (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f"<a:path {size}>{steps}</a:path></a:pathLst></a:custGeom>"
    )
    return form, (left, top, right, bottom)
