"""The numbers of a game, and plans for it."""

import pytest

from tppo_kit.activities.patrol.ground import Plan, ground_of
from tppo_kit.content.simulations.patrols import Patrol


def test_the_numbers_come_from_the_record(catalogue):
    """Shares are fractions, and every post of every place is there in order."""
    patrol = catalogue.get(Patrol, "pasar-dan-desa")
    ground = ground_of(patrol)

    assert [post.approached for post in ground.posts] == [each.approached for each in patrol.posts]
    assert (ground.inform, ground.check) == (0.8, 0.8)
    assert ground.capacity == 10 * patrol.units


def test_checks_change_the_effect_in_proportion(ground):
    """No unit checking gives the one share, all of them the other."""
    assert (ground.effect(0), ground.effect(1)) == (0.8, 0.85)


def test_the_game_of_a_day_is_in_people(ground):
    """Uncovered the defender loses all who are approached, covered those whom it does not reach."""
    game = ground.game()

    assert game.targets[0].defender_uncovered == -10
    assert game.targets[0].defender_covered == pytest.approx(-2)
    assert game.targets[0].attacker_covered == pytest.approx(8 - 12 * 0.8)


def test_days_are_tenths():
    """Frequencies are days out of ten."""
    assert Plan((0, 3, 10)).frequencies == (0.0, 0.3, 1.0)
