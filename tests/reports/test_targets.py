"""A target is called reached or not only where the interval leaves no doubt."""

import pytest

from tppo_kit.content.indicators import Better
from tppo_kit.reports.targets import Found, standing

SURE, SEEMS, MAYBE, NOT = (
    "reached",
    "reached so far, not yet sure",
    "not yet, but it may be",
    "not reached",
)


@pytest.mark.parametrize(
    ("better", "low", "value", "high", "words"),
    [
        (Better.MORE, 0.8, 0.9, 0.95, SURE),
        (Better.MORE, 0.7, 0.9, 0.95, SEEMS),
        (Better.MORE, 0.7, 0.75, 0.95, MAYBE),
        (Better.MORE, 0.6, 0.7, 0.79, NOT),
        (Better.LESS, 0.6, 0.7, 0.8, SURE),
        (Better.LESS, 0.7, 0.75, 0.95, SEEMS),
        (Better.LESS, 0.7, 0.9, 0.95, MAYBE),
        (Better.LESS, 0.81, 0.9, 0.95, NOT),
        (Better.NEAR_ZERO, -0.8, 0.0, 0.8, SURE),
        (Better.NEAR_ZERO, -0.9, -0.2, 0.5, SEEMS),
        (Better.NEAR_ZERO, 0.5, 0.9, 1.3, MAYBE),
        (Better.NEAR_ZERO, -1.5, -0.9, -0.3, MAYBE),
        (Better.NEAR_ZERO, 0.81, 0.9, 1.0, NOT),
        (Better.NEAR_ZERO, -1.2, -1.0, -0.81, NOT),
        (Better.MORE, None, 0.8, None, SURE),
        (Better.MORE, None, 0.79, None, NOT),
    ],
)
def test_how_a_value_stands_to_a_target_of_eight_tenths(better, low, value, high, words):
    """What lies across the target is said to be unsure, on either side of it."""
    found = standing(better, 0.8, Found(value, 10, low, high))

    assert found.render("en") == words
