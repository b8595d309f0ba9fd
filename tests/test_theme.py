"""Shapes of verdicts: they stand alone in strips and on maps, so each is its own and none looks like a missing
glyph."""

from lib.measure.constants import VERDICTS
from lib.theme import shape

BOXES = set("□▢◻▯�")


def test_every_verdict_has_a_shape_of_its_own_that_is_no_empty_box():
    shapes = [shape(verdict) for verdict in VERDICTS]
    assert len(set(shapes)) == len(VERDICTS)
    assert all(len(one) == 1 for one in shapes)
    assert not BOXES & set(shapes)
