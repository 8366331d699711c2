"""The table of villages: drawn by seed, misleading where reports are, with intervals."""

from statistics import mean

import pytest

from tppo_kit.activities.villages.indicators import (
    choice_share,
    interval,
    likely_need,
    need,
    neediest,
    observe,
)
from tppo_kit.content.simulations.villages import ASSISTED


def test_each_profile_stands_behind_one_village(game):
    """A seed deals every profile once, and other seeds deal otherwise."""
    deals = [tuple(each.profile.id for each in observe(game, seed)) for seed in range(20)]

    assert all(sorted(deal) == sorted(p.id for p in game.profiles) for deal in deals)
    assert len(set(deals)) == 20
    assert observe(game, 3) == observe(game, 3)


def test_wilson_intervals_have_known_values():
    """Wilson (1927): 8 of 40 lies between 5.2 and 11.9 in 80 of 100 cases, none below 1.6."""
    assert interval(8, 40) == (5, 12)
    assert interval(0, 40) == (0, 2)
    assert interval(40, 40) == (38, 40)


def test_need_is_counted_from_wishes_pressure_and_knowledge(game):
    """A thousand people, 3 % a quarter, 24 % deceiving, 10 % who know, half of them warned."""
    silent = next(each for each in game.profiles if each.id == "dermaga-sepi")

    assert need(game, silent) == pytest.approx(1000 * 4 * 0.03 * 0.24 * (1 - 0.5 * 0.1))


def test_a_choice_lies_between_the_least_and_the_most_in_need(game):
    """The neediest three earn all, the three least in need nothing."""
    seen = observe(game, 5)
    best = neediest(game, seen)
    worst = sorted(seen, key=lambda each: need(game, each.profile))[:ASSISTED]

    assert choice_share(game, best) == pytest.approx(1)
    assert choice_share(game, worst) == pytest.approx(0)


def test_reports_mislead_and_offers_lead(game):
    """Over many tables the most reports lead to little need, the other columns to much."""
    by_reports, by_offers = [], []
    for seed in range(200):
        seen = observe(game, seed)
        reports = sorted(seen, key=lambda each: -each.reports)[:ASSISTED]
        likely = sorted(seen, key=lambda each: -likely_need(game, each))[:ASSISTED]
        by_reports.append(choice_share(game, reports))
        by_offers.append(choice_share(game, likely))

    assert mean(by_reports) < 0.2
    assert mean(by_offers) > 0.8
