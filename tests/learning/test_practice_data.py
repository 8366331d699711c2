"""Practice data: one seed, one year; rates as stated; nobody in it."""

import dataclasses
import hashlib
import json
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tppo_kit.learning.practice_data import CHANNELS, Assumptions, PracticeCase, practice_cases
from tppo_kit.records import Rung

MANY = 4000
rates = st.floats(0, 1)
worlds = st.builds(
    Assumptions,
    base_rate=rates,
    hit_rate=rates,
    false_alarm_rate=rates,
    reporting_rate=rates,
    campaign_rate=rates,
    campaign_month=st.integers(1, 14),
    months=st.integers(1, 13),
    villages=st.integers(1, 4),
    situations=st.integers(1, 6),
)


def share(cases, claim):
    """Return the share of cases of which a claim is true."""
    return sum(map(claim, cases)) / len(cases)


def acted(case):
    """Tell whether the office acted."""
    return case.given is not None and case.given.calls_for_action


def needed(case):
    """Tell whether the situation called for action."""
    return case.right.calls_for_action


def test_the_year_of_the_module_stays_the_same():
    """Seed 11 gives the reports that module 11 speaks of, row by row."""
    cases = practice_cases(11)
    reports = [case for case in cases if case.given]
    text = json.dumps([dataclasses.astuple(case) for case in cases])

    assert cases[3] == PracticeCase(1, "A", "counter", Rung.URGENT, Rung.INFORM, 7, None)
    assert (len(cases), len(reports)) == (720, 336)
    assert Counter((needed(case), acted(case)) for case in reports) == {
        (True, True): 20,
        (True, False): 5,
        (False, True): 31,
        (False, False): 280,
    }
    assert hashlib.sha256(text.encode()).hexdigest()[:12] == "beaca613791d"


@given(st.integers(), worlds)
@settings(max_examples=40)
def test_one_seed_gives_one_year(seed, world):
    """The same seed and world give the same rows, whatever was drawn in between."""
    first = practice_cases(seed, world)
    practice_cases(seed + 1, world)

    assert practice_cases(seed, world) == first
    assert len(first) == world.months * world.villages * world.situations


def test_another_seed_gives_another_year():
    """Who changes the seed sees other rows."""
    assert practice_cases(1) != practice_cases(2)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("base", "hit", "alarm", "reported"),
    [(0.1, 0.8, 0.1, 0.4), (0.5, 0.6, 0.3, 0.9), (0.02, 0.95, 0.05, 1)],
)
def test_rates_come_out_near_what_was_stated(seed, base, hit, alarm, reported):
    """Over many situations, each rate lies within four standard errors of its parameter."""
    world = Assumptions(
        base_rate=base,
        hit_rate=hit,
        false_alarm_rate=alarm,
        reporting_rate=reported,
        campaign_month=2,
        months=1,
        villages=1,
        situations=MANY,
    )
    cases = practice_cases(seed, world)
    reports = [case for case in cases if case.given]
    groups = [
        (base, cases, needed),
        (reported, cases, lambda case: case.given is not None),
        (hit, [case for case in reports if needed(case)], acted),
        (alarm, [case for case in reports if not needed(case)], acted),
    ]

    for stated, among, claim in groups:
        error = (stated * (1 - stated) / len(among)) ** 0.5
        assert abs(share(among, claim) - stated) <= 4 * error


def test_a_campaign_brings_reports_and_changes_nothing_else():
    """With more reporting, exactly the same situations happen, and more of them are reported."""
    quiet = practice_cases(5, Assumptions(campaign_rate=0.4))
    loud = practice_cases(5, Assumptions(campaign_rate=0.8))
    changed = {
        (case.village, case.month >= 7)
        for case, other in zip(quiet, loud, strict=True)
        if case != other
    }

    assert [case.right for case in quiet] == [case.right for case in loud]
    assert changed == {("A", True)}
    assert all(other.given for case, other in zip(quiet, loud, strict=True) if case.given)


@given(st.integers(), worlds)
@settings(max_examples=40)
def test_what_is_said_of_a_case_fits_together(seed, world):
    """Nothing is known of what nobody reported; only referring asks for consent."""
    for case in practice_cases(seed, world):
        assert case.invented is True
        assert 1 <= case.month <= world.months
        assert case.village in "ABCD"[: world.villages]
        assert (case.channel is None) == (case.given is None)
        assert case.channel in (*CHANNELS, None)
        assert (case.agreed is not None) == (case.given is Rung.REFER)
        assert case.days is None or (acted(case) and 0 <= case.days <= 21)


@pytest.mark.parametrize(("rate", "all_or_none"), [(0, 0), (1, 1)])
def test_rates_of_nothing_and_of_all_hold_exactly(rate, all_or_none):
    """A rate of 0 never happens, a rate of 1 always."""
    world = Assumptions(
        base_rate=rate, hit_rate=rate, false_alarm_rate=rate, reporting_rate=1, campaign_rate=1
    )
    cases = practice_cases(3, world)

    assert share(cases, needed) == share(cases, acted) == all_or_none


def test_there_is_no_field_for_a_person():
    """Month, village, channel and steps: nothing that could hold a name, an age or an address."""
    names = [field.name for field in dataclasses.fields(PracticeCase)]

    assert names == [
        *("month", "village", "channel", "given", "right", "days", "agreed", "invented"),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"base_rate": 10},
        {"hit_rate": -0.1},
        {"false_alarm_rate": float("nan")},
        {"months": 0},
        {"villages": 27},
        {"situations": 2.5},
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_by_name(wrong):
    """A rate above one, no month at all, or more villages than letters is refused."""
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Assumptions(**wrong)
