"""Plans to compare with, and what they are worth."""

from dataclasses import replace
from itertools import product

import pytest

from tppo_kit.activities.patrol.ground import Ground, Plan, Post, ground_of
from tppo_kit.activities.patrol.plans import (
    best,
    evenly,
    hottest,
    net_protection,
    nobody,
    protection,
    share,
)
from tppo_kit.activities.patrol.recruiters import expected
from tppo_kit.content.simulations.patrols import Patrol


def test_no_other_plan_in_whole_days_is_better(ground):
    """Brute force over all plans of three posts finds nothing above the best plan."""
    plans = [Plan(days) for days in product(range(11), repeat=3) if sum(days) <= 10]

    assert max(protection(ground, plan) for plan in plans) == pytest.approx(
        protection(ground, best(ground))
    )


def test_no_other_plan_of_the_village_is_better(catalogue):
    """Over all 3,003 ways to give ten days to six posts, the kit's own game is solved as well."""
    ground = ground_of(catalogue.get(Patrol, "pasar-dan-desa"))
    plans = (
        Plan((*days, 10 - sum(days))) for days in product(range(11), repeat=5) if sum(days) <= 10
    )

    assert max(protection(ground, plan) for plan in plans) == pytest.approx(
        protection(ground, best(ground))
    )


def test_the_scale_runs_from_nobody_to_the_best(ground):
    """Nobody is zero, the best plan one, and neither can be passed by adding checks."""
    ideal = best(ground)

    assert share(ground, nobody(ground)) == 0
    assert share(ground, ideal) == 1
    assert share(ground, replace(ideal, checks=1)) < 1


def test_predictable_and_suspicious_plans_fall_behind(activity):
    """In the kit's games, timetables and checks each cost more than half of what is possible."""
    ground = activity.ground
    ideal = best(ground)
    shares = {
        "timetable": share(ground, replace(ideal, fixed=True)),
        "hottest": share(ground, hottest(ground)),
        "evenly": share(ground, evenly(ground)),
        "checks": share(ground, replace(ideal, checks=ground.units)),
    }

    assert shares["timetable"] < 0.5
    assert shares["hottest"] < 0.5
    assert shares["checks"] < 0.5
    assert shares["hottest"] < shares["evenly"] < 0.9


def test_checks_protect_nobody_more_and_cost_far_more(activity):
    """Nothing shows that checks protect better, so they never do; with the harm they lose."""
    ground = activity.ground
    informing, checking = best(ground), replace(best(ground), checks=ground.units)

    assert protection(ground, checking) == pytest.approx(protection(ground, informing))
    assert net_protection(ground, checking) < net_protection(ground, informing) / 2


def test_plans_give_out_no_more_days_than_there_are(activity):
    """Every plan to compare with could be carried out by the units at hand."""
    ground = activity.ground

    for plan in (best(ground), evenly(ground), hottest(ground), nobody(ground)):
        assert sum(plan.days) <= ground.capacity
        assert all(0 <= many <= 10 for many in plan.days)
    assert sum(best(ground).days) == sum(evenly(ground).days) == ground.capacity


def test_hottest_goes_by_the_amounts_it_is_given(ground):
    """Whoever stops people goes where most of them pass, not where recruiters are."""
    assert hottest(ground).days == (10, 0, 0)
    assert hottest(ground, [20, 30, 5], checks=1) == Plan((0, 10, 0), fixed=True, checks=1)


def test_presence_that_only_moves_recruiters_to_a_worse_place_is_left_out():
    """Where a crowd waits behind the favourite post, nobody is best, and nothing is shared."""
    posts = (Post(1, 9.0, 8.5, 20), Post(60, 8.9, -9.0, 20), Post(60, 8.9, -9.0, 20))
    trap = Ground(posts, 1, inform=0.01, check=0.02, harm=0.1, one_in=9, sharpness=9.0, memory=0.5)
    plans = (Plan(days) for days in product(range(11), repeat=3) if sum(days) <= 10)

    assert max(protection(trap, plan) for plan in plans) == pytest.approx(
        protection(trap, best(trap))
    )


def test_where_presence_does_nothing_every_plan_gets_nothing(ground):
    """No plan divides by zero."""
    useless = replace(ground, inform=0.0, check=0.0)

    assert share(useless, evenly(useless)) == share(useless, nobody(useless)) == 0


def test_in_the_kits_games_presence_is_worth_it(activity):
    """The best plan protects at least a quarter of those who would be met uninformed."""
    without = expected(activity.ground, nobody(activity.ground)).unprotected

    assert protection(activity.ground, best(activity.ground)) > without / 4
