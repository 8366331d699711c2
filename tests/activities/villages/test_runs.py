"""Runs: plans beside their rivals, kept quarter by quarter, judged in the mean of all worlds."""

import numpy as np
import pytest

from tppo_kit.activities.villages.population import COUNTED, Size
from tppo_kit.activities.villages.runs import Runs, Setting, Verdict, burden, ranged, spread


@pytest.fixture
def setting(activity):
    """Give three villages, and the assumptions as they stand."""
    return Setting(2, (0, 1, 2), tuple(int(each.value) for each in activity.changeable))


def test_a_history_does_not_depend_on_what_was_kept(game, setting):
    """Asked at once, step by step, or after something else: the same numbers."""
    fresh, used = Runs(game, Size(60, 3)), Runs(game, Size(60, 3))
    plan = fresh.rivals[-1]
    for end in (3, 1, 12, 2):
        used.history(setting, plan[:end])
        used.history(setting, used.rivals[1][:end])

    assert (fresh.history(setting, plan) == used.history(setting, plan)).all()


def test_the_plan_of_a_rival_fares_as_the_rival(game, setting):
    """Common chance: the same plan gives the same numbers, world by world."""
    runs = Runs(game, Size(60, 4))
    for place, plan in enumerate(runs.rivals):
        verdict = runs.verdict(setting, plan)

        assert (verdict.own_burden == verdict.other_burdens[place]).all()


def test_doing_nothing_earns_nothing_and_the_best_rival_all(game, setting):
    """The scale of a plan; the first rival does nothing."""
    runs = Runs(game, Size(200, 10))
    nothing = runs.verdict(setting, runs.rivals[0])
    best = runs.verdict(setting, runs.rivals[nothing.best])
    suspicious = next(n for n, plan in enumerate(game.plans) if plan.id == "serba-curiga")

    assert nothing.share == 0
    assert best.share == 1
    assert runs.verdict(setting, runs.rivals[suspicious]).share == 0


@pytest.mark.parametrize(("own", "share"), [(10, 0.0), (5, 0.5), (0, 1.0), (-5, 1.0), (30, 0.0)])
def test_a_share_lies_between_nothing_and_the_best(own, share):
    """Halfway from nothing to the best is a half; beyond either end nothing more."""
    others = np.array([[10.0, 10.0], [0.0, 0.0], [40.0, 40.0]])

    assert Verdict({}, {}, np.full(2, float(own)), others).share == share


@pytest.mark.parametrize(("own", "share"), [(4, 1.0), (6, 0.0)])
def test_where_no_rival_beats_nothing_a_plan_must_not_do_worse(own, share):
    """Villages without danger: whoever does no harm has done well."""
    others = np.array([[5.0], [9.0]])

    assert Verdict({}, {}, np.array([float(own)]), others).share == share


def test_the_innocent_weigh_as_much_as_the_missed(rules):
    """One more person wronged weighs as one more never helped; who was helped weighs less."""
    none = {name: np.zeros(1, int) for name in COUNTED}
    missed, stopped, accused, helped = (
        burden(none | {name: np.ones(1, int) for name in names}, rules)[0]
        for names in (("harmed",), ("stopped",), ("suspected",), ("harmed", "helped"))
    )

    assert missed == stopped == accused == 1
    assert helped == rules.helped_counts < 1


def test_changed_assumptions_change_the_rules(activity):
    """Only those that players may change are taken from the state."""
    runs = activity.runs
    values = [int(each.value) for each in activity.changeable]
    place = next(n for n, each in enumerate(activity.changeable) if each.id.value == "forget")
    usual = runs.rules(values)
    values[place] += 5

    assert runs.rules(values) == usual._replace(forget=pytest.approx(usual.forget + 0.05))


def test_eighty_of_a_hundred_lie_in_the_interval():
    """The ends are the tenth and the ninetieth of a hundred."""
    assert spread(np.arange(101)) == (10, 90)
    assert ranged(5, 2, 9).replace("\N{WORD JOINER}", "") == "5 (2–9)"
