"""Measures of many groups at once, against the measures of each group alone."""

import math
from dataclasses import replace

import pytest
from decision import DECISION
from hypothesis import given, settings
from hypothesis import strategies as st

from tppo_kit.learning.detection import FEWEST, count, detect
from tppo_kit.learning.frame import by_family, frame
from tppo_kit.learning.groups import COUNTS, MEASURES, detections

HIT = replace(
    DECISION,
    activity="shift:a",
    purpose="",
    judgement=replace(DECISION.judgement, signs=("T-REK-01",)),
)
#: Published and hand-worked figures with the log-linear correction, as in test_detection.py:
#: hits, signals, false alarms, noises; H, F, d', c, ln beta, area, error.
VECTORS = [
    (50, 50, 17, 25, 0.9902, 0.6731, 1.8853, -1.3911, -2.6227, 0.9088, 0.5921),
    (40, 50, 5, 50, 0.7941, 0.1078, 2.0589, 0.2086, 0.4296, 0.9273, 0.3103),
    (8, 10, 2, 10, 0.7727, 0.2273, 1.4957, 0.0, 0.0, 0.8549, 0.6214),
    (10, 10, 0, 10, 0.9545, 0.0455, 3.3812, 0.0, 0.0, 0.9916, 0.9749),
    (10, 10, 10, 10, 0.9545, 0.9545, 0.0, -1.6906, 0.0, 0.5, 0.9749),
    (0, 10, 0, 10, 0.0455, 0.0455, 0.0, 1.6906, 0.0, 0.5, 0.9749),
    (18, 20, 9, 20, 0.881, 0.4524, 1.2994, -0.5301, -0.6888, 0.8209, 0.4599),
    (12, 20, 2, 20, 0.5952, 0.119, 1.4208, 0.4694, 0.6669, 0.8425, 0.4612),
    (19, 20, 12, 20, 0.9286, 0.5952, 1.2242, -0.8531, -1.0444, 0.8067, 0.5085),
]
DECISIONS = st.lists(
    st.tuples(
        st.sampled_from(["p1", "p2"]),
        st.sampled_from([f"s{number}" for number in range(8)]),
        st.sampled_from(["before", "after"]),
        st.none() | st.booleans(),
        st.none() | st.booleans(),
    ),
    max_size=120,
)


def made(seat, signal, called, **changes):
    """Return a decision of a person on a case."""
    judgement = replace(HIT.judgement, signal=signal, called=called)
    return replace(HIT, seat=seat, judgement=judgement, **changes)


def decided(hits, signals, false_alarms, noises):
    """Return decisions with these counts, of people one after the other."""
    kinds = [(True, True)] * hits + [(True, False)] * (signals - hits)
    kinds += [(False, True)] * false_alarms + [(False, False)] * (noises - false_alarms)
    return [made(f"s{number}", *kind) for number, kind in enumerate(kinds)]


@pytest.mark.parametrize("row", VECTORS, ids=lambda row: "-".join(map(str, row[:4])))
def test_measures_agree_with_published_figures(row):
    """Rates, sensitivity, criterion, beta, area and error agree to four decimals."""
    found = detections(frame(decided(*row[:4])), ["place"]).loc["desa-a"]

    assert found[list(COUNTS[1:])].tolist() == list(row[:4])
    assert found[list(MEASURES[:7])].tolist() == pytest.approx(row[4:], abs=6e-5)


@settings(deadline=None)
@given(DECISIONS)
def test_every_group_has_the_measures_it_has_alone(decisions):
    """Side by side or one by one makes no difference, whatever the group."""
    rows = [
        made(seat, signal, called, place=place, purpose=purpose)
        for place, seat, purpose, signal, called in decisions
    ]
    found = detections(frame(rows), ["place", "purpose"])

    for key, measured in found.iterrows():
        group = [each for each in rows if (each.place, each.purpose) == key]
        valid = [j for j in group if None not in (j.judgement.signal, j.judgement.called)]
        signals = sum(each.judgement.signal for each in valid)
        people = len({each.seat for each in valid})
        assert measured["people"] == people
        assert measured["signals"] == signals
        assert measured["noises"] == len(valid) - signals
        if min(people, signals, len(valid) - signals) < FEWEST:
            assert measured[list(MEASURES)].isna().all()
            continue
        alone = detect(count(each.judgement for each in valid))
        expected = [getattr(alone, name) for name in MEASURES[:7]]
        expected += [*alone.sensitivity_interval(), *alone.criterion_interval()]
        assert measured[list(MEASURES)].tolist() == pytest.approx(expected, abs=1e-9)


@settings(deadline=None)
@given(DECISIONS)
def test_groups_are_those_that_decided(decisions):
    """A group without a decision on a case has no row, the others are sorted."""
    rows = [made(seat, signal, called, place=place) for place, seat, _, signal, called in decisions]
    expected = {
        each.place for each in rows if None not in (each.judgement.signal, each.judgement.called)
    }

    assert list(detections(frame(rows), ["place"]).index) == sorted(expected)


def test_attempts_of_a_person_are_pooled():
    """Ten cases in two attempts are ten cases of one person."""
    rows = [made("s1", n % 2 == 0, n % 2 == 0, attempt=f"a{n // 5}") for n in range(10)]
    found = detections(frame(rows), ["seat"]).loc["s1"]

    assert found[list(COUNTS)].tolist() == [1, 5, 5, 0, 5]
    assert found["sensitivity"] == pytest.approx(
        detect(count(each.judgement for each in rows)).sensitivity
    )


def test_four_people_have_no_figure_together_but_each_has_their_own():
    """A group of four is too small to be told about; a person may be told about themselves."""
    rows = [made(f"s{n % 4}", n < 40, n % 3 > 0) for n in range(80)]
    together, each = (detections(frame(rows), by) for by in (["place"], ["place", "seat"]))

    assert together[list(MEASURES)].isna().all(axis=None)
    assert together["people"].tolist() == [4]
    assert each[list(MEASURES)].notna().all(axis=None)
    assert each["people"].tolist() == [1, 1, 1, 1]


@pytest.mark.parametrize(("signals", "noises"), [(4, 50), (50, 4), (0, 50), (50, 0)])
def test_a_handful_of_cases_of_a_kind_has_no_figure(signals, noises):
    """Four signals or four look-alikes are too few, however many people decided."""
    found = detections(frame(decided(signals, signals, 0, noises)), ["place"]).loc["desa-a"]

    assert found["people"] == signals + noises
    assert all(math.isnan(found[name]) for name in MEASURES)


def test_a_family_has_the_decisions_on_all_of_its_signs():
    """Cases with signs of two families count for both."""
    both = replace(HIT.judgement, signs=("T-REK-01", "T-DOK-01", "T-DOK-02"))
    rows = [*decided(6, 6, 0, 6), replace(HIT, judgement=both)]
    found = detections(by_family(frame(rows)), ["family"])

    assert found["signals"].to_dict() == {"DOK": 1, "REK": 7}
    assert found["noises"].to_dict() == {"DOK": 0, "REK": 6}
