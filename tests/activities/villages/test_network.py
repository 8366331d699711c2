"""Small worlds: everybody listens to six others of the own village, most of them near."""

import numpy as np

from tppo_kit.activities.villages.chance import generator
from tppo_kit.activities.villages.network import LISTENS_TO, REWIRED, small_worlds


def test_ties_stay_in_the_village_and_leave_oneself_out():
    """Nobody listens to somebody of another village, or to themselves."""
    ties = small_worlds(3, 50, generator(7, 1))

    own = np.arange(150)
    assert ties.shape == (150, LISTENS_TO)
    assert (ties // 50 == (own // 50)[:, None]).all()
    assert (ties != own[:, None]).all()


def test_most_ties_are_near_and_some_lead_anywhere():
    """About the stated share of the ties is rewired, as in a small world."""
    people = 2000
    ties = small_worlds(1, people, generator(7, 1))
    steps = np.abs(ties - np.arange(people)[:, None])
    far = np.minimum(steps, people - steps) > LISTENS_TO // 2

    assert abs(far.mean() - REWIRED) < 0.02


def test_without_chance_it_is_a_ring():
    """Untouched ties lead three places on and three back, around the corner too."""

    class Never:
        """Chance that rewires nothing."""

        def integers(self, _low, _high, shape):
            """Return one step for everybody."""
            return np.ones(shape, int)

        def random(self, shape):
            """Return numbers above any share."""
            return np.full(shape, 0.999)

    ties = small_worlds(1, 10, Never())

    assert sorted(ties[0]) == [1, 2, 3, 7, 8, 9]
