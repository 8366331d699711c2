"""Recruiters answer to what they saw; what comes of it is an expectation."""

from dataclasses import replace
from math import exp

import pytest

from tppo_kit.activities.patrol.ground import Plan
from tppo_kit.activities.patrol.recruiters import (
    choices,
    expected,
    harmless_stopped,
    in_round,
    known_by_heart,
    watched,
)

NOBODY = Plan((0, 0, 0))


def test_choices_are_the_logit_of_what_each_post_is_worth(ground):
    """With nobody there, odds are exp(sharpness x difference of gains) (McFadden 1974)."""
    chosen = choices(ground, (0, 0, 0), 0.8)

    assert sum(chosen) == pytest.approx(1)
    assert chosen[0] / chosen[1] == pytest.approx(exp(0.7 * (8 - 7)))


def test_presence_drives_recruiters_elsewhere(ground):
    """A post that is covered is chosen less, every other one more."""
    before, after = choices(ground, (0, 0, 0), 0.8), choices(ground, (1, 0, 0), 0.8)

    assert after[0] < before[0]
    assert after[1] > before[1]
    assert after[2] > before[2]


def test_a_sharp_recruiter_takes_the_best_post(ground):
    """With a large sharpness nearly all go where it is worth most."""
    assert choices(replace(ground, sharpness=10.0), (0, 0, 0), 0.8)[0] > 0.99


def test_a_plan_that_is_known_day_by_day_protects_less(ground):
    """The same days by timetable leave more people unprotected than drawn by lot."""
    plan = Plan((5, 4, 1))

    assert (
        expected(ground, replace(plan, fixed=True)).unprotected > expected(ground, plan).unprotected
    )


def test_one_place_always_is_the_same_by_lot_or_by_timetable(ground):
    """Where every day is alike, there is nothing to draw."""
    plan = Plan((10, 0, 0))
    by_lot, by_timetable = expected(ground, plan), expected(ground, replace(plan, fixed=True))

    assert by_lot.approached == pytest.approx(by_timetable.approached)
    assert by_lot.informed == pytest.approx(by_timetable.informed)


def test_the_first_round_surprises(ground):
    """Recruiters who have seen nobody run into the hottest post, and learn for the next round."""
    plan = Plan((10, 0, 0), fixed=True)
    first, second = in_round(ground, (plan,)), in_round(ground, (plan, plan))

    assert first.unprotected < second.unprotected
    assert second == expected(ground, plan)


def test_what_was_seen_fades(ground):
    """The last round counts one, the one before as much as memory says."""
    seen = watched(ground, [Plan((10, 0, 0)), Plan((0, 10, 0))])

    assert seen == pytest.approx((1 / 3, 2 / 3, 0))
    assert watched(ground, []) == (0, 0, 0)


def test_a_changed_timetable_is_not_yet_known(ground):
    """Only the timetable of the round before is known day by day."""
    old, new = Plan((5, 5, 0), fixed=True), Plan((5, 0, 5), fixed=True)

    assert in_round(ground, (old, new)) == expected(ground, new, old.frequencies)
    assert in_round(ground, (new, new)) == expected(ground, new)


def test_checks_stop_nearly_only_harmless_people(ground):
    """Of the people stopped, one in a hundred has to do with it; informing stops nobody."""
    assert harmless_stopped(ground, Plan((10, 0, 0), checks=1)) == pytest.approx(198)
    assert harmless_stopped(ground, Plan((10, 0, 0))) == 0


def test_nobody_present_means_nobody_informed(ground):
    """Without presence all who are approached are unprotected."""
    met = expected(ground, NOBODY)

    assert sum(met.informed) == 0
    assert met.unprotected == pytest.approx(sum(met.approached))


def test_only_the_timetable_of_the_last_round_is_known_by_heart():
    """A timetable that comes back after another one has to be learnt again; a lot never is."""
    old, new, lot = Plan((5, 5), fixed=True), Plan((5, 0), fixed=True), Plan((5, 5))

    assert known_by_heart([old, new, new])
    assert not known_by_heart([new, old, new])
    assert not known_by_heart([lot, lot])
    assert not known_by_heart([new])
