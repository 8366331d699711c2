"""Drawings are plain data: whatever is drawn can be compared, kept and said in words."""

from dataclasses import FrozenInstanceError

import pytest

from tppo_kit.activities.drawing import Box, Dot, Drawing, Label, Stroke

SHAPES = (
    Box(0, 0, 10, 10, "soft"),
    Dot(5, 5, 2),
    Stroke(((0, 0), (10, 10)), "dashed"),
    Label(5, 5, "Pasar", anchor="middle"),
)


def test_a_drawing_is_a_value():
    """Two drawings of the same shapes are equal and have the same hash."""
    one, other = (Drawing("Peta", 340, 200, SHAPES, ("Satu pasar.",)) for _ in range(2))

    assert one == other
    assert hash(one) == hash(other)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: type(shape).__name__)
def test_a_shape_cannot_be_moved(shape):
    """Nobody changes a shape in passing."""
    with pytest.raises(FrozenInstanceError):
        shape.style = "poor"
