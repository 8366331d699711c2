"""The plan of a shift: half harmless, twins apart, the same for the same seed."""

from itertools import pairwise
from random import Random
from statistics import mean

import pytest

from tppo_kit.activities.report_desk.plan import answer_minutes, draw_plan, within
from tppo_kit.content.simulations.report_times import Span


@pytest.mark.parametrize("seed", range(60))
def test_half_of_a_shift_is_harmless_and_no_twins_meet(desk, seed):
    """Each shift holds as many harmless reports as others, each pair of twins at most once."""
    reports = [visit.report for visit in draw_plan(desk, seed).visits]
    ids = {report.id for report in reports}

    assert len(ids) == desk.drawn
    assert sum(report.calls for report in reports) == desk.drawn // 2
    assert not ids & {report.twin for report in reports}


def test_every_report_is_drawn_at_some_time(desk):
    """Over many seeds no report is left out."""
    drawn = {visit.report.id for seed in range(200) for visit in draw_plan(desk, seed).visits}

    assert drawn == {report.id for report in desk.reports}


def test_the_same_seed_gives_the_same_plan(desk):
    """Another seed gives another one."""
    assert draw_plan(desk, 7) == draw_plan(desk, 7)
    assert draw_plan(desk, 7) != draw_plan(desk, 8)


def test_the_order_does_not_tell_the_truth(desk):
    """Harmless reports come on average as early as those that call for action."""
    places = {True: [], False: []}
    for seed in range(400):
        for place, visit in enumerate(draw_plan(desk, seed).visits):
            places[visit.report.calls].append(place)

    assert mean(places[True]) == pytest.approx(mean(places[False]), abs=0.3)


def test_gaps_have_the_mean_that_the_desk_states(desk):
    """The standard error of a mean of n exponentials is the mean divided by the root of n."""
    gaps = []
    for seed in range(300):
        minutes = [0.0, *(visit.minute for visit in draw_plan(desk, seed).visits)]
        gaps += [later - earlier for earlier, later in pairwise(minutes)]

    assert mean(gaps) == pytest.approx(desk.times.gap, abs=4 * desk.times.gap / len(gaps) ** 0.5)


def test_a_span_is_a_triangular_distribution():
    """Its mean is the mean of its three corners, and it never leaves them."""
    span, chance = Span(least=10, usual=20, most=60), Random(1)
    drawn = [within(span, chance) for _ in range(4_000)]

    assert min(drawn) >= 10
    assert max(drawn) <= 60
    assert mean(drawn) == pytest.approx(30, abs=0.8)


def test_an_agency_takes_as_long_whoever_asks(desk):
    """Its time hangs on seed, report and channel alone: the same luck for everybody."""
    plan, channel = draw_plan(desk, 3), desk.channels[0]
    minutes = answer_minutes(plan, "gembok-minta-tolong", channel)

    assert minutes == answer_minutes(draw_plan(desk, 3), "gembok-minta-tolong", channel)
    assert channel.answers.least <= minutes <= channel.answers.most
