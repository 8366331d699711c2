"""What is left of a gain, of the people who took all three tests."""

import pandas as pd
import pytest

from tppo_kit.learning.kept import kept
from tppo_kit.learning.suppression import Reason


def series(*values):
    """Return shares by seat."""
    return pd.Series(values, index=[f"s{number}" for number in range(len(values))], dtype=float)


def test_the_share_is_that_of_the_means():
    """From 0.4 to 0.8 and back to 0.6 half of the gain is left."""
    before = series(0.3, 0.4, 0.5, 0.4, 0.4)
    after = series(0.7, 0.8, 0.9, 0.8, 0.8)
    later = series(0.5, 0.6, 0.7, 0.6, 0.6)

    found = kept(before, after, later, 1)

    assert (found.people, found.share) == (5, pytest.approx(0.5))
    assert found.low == pytest.approx(0.5)
    assert found.high == pytest.approx(0.5)


def test_only_who_took_all_three_is_counted():
    """The sixth did not come back, the seventh took no test before."""
    before = series(0.2, 0.2, 0.2, 0.2, 0.2, 0.9)
    after = series(0.6, 0.6, 0.6, 0.6, 0.6, 0.1, 0.1)
    later = series(0.6, 0.6, 0.2, 0.2, 0.4)

    found = kept(before, after, later, 1)

    assert found.people == 5
    assert found.share == pytest.approx(0.5)
    assert 0 <= found.low < 0.5 < found.high <= 1


def test_names_of_seats_change_nothing():
    """The interval is the same for the same results under other codes."""
    before, after, later = series(0.1, 0.2, 0.3, 0.4, 0.5), series(*[0.9] * 5), series(*[0.7] * 5)
    names = dict(zip(before.index, ["z", "y", "x", "w", "v"], strict=True))
    renamed = [each.rename(names).sort_index() for each in (before, after, later)]

    assert kept(*renamed, 1) == kept(before, after, later, 1)


@pytest.mark.parametrize(
    ("people", "after", "why"), [(4, 0.9, Reason.FEW_PEOPLE), (5, 0.2, Reason.NO_SPREAD)]
)
def test_too_few_people_or_no_gain_have_no_share(people, after, why):
    """Nothing that was never gained can be kept."""
    found = kept(series(*[0.2] * people), series(*[after] * people), series(*[0.5] * people), 1)

    assert found is why
