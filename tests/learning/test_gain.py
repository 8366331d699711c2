"""What changed between two tests, against published figures and worked examples."""

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from tppo_kit.learning.gain import (
    RESAMPLES,
    bootstrap_mean,
    normalised_change,
    normalised_changes,
    normalised_gain,
    normalised_gains,
    paired,
)
from tppo_kit.learning.suppression import Reason

#: In percent. The third and fourth are the means of the LIFT study (Lee et al. 2021).
VECTORS = json.loads(
    """{"g":[{"pre":40,"post":70,"g":0.5},{"pre":80,"post":90,"g":0.5},
    {"pre":54.7,"post":84.5,"g":0.6578},{"pre":54.7,"post":50.0,"g":-0.1038,"c":-0.0859},
    {"pre":95,"post":90,"g":-1.0,"c":-0.0526}]}"""
)["g"]
SHARES = st.lists(st.sampled_from([number / 20 for number in range(21)]), min_size=5, max_size=40)


def by_seat(shares, start=0):
    """Return shares of people s0, s1 and so on."""
    return pd.Series(shares, [f"s{number + start}" for number in range(len(shares))], dtype=float)


@pytest.mark.parametrize("row", VECTORS, ids=lambda row: f"{row['pre']}-{row['post']}")
def test_gain_and_change_are_those_of_the_vectors(row):
    """A rise is measured alike by both, a fall by what there was to lose."""
    before, after = row["pre"] / 100, row["post"] / 100

    assert normalised_gain(before, after) == pytest.approx(row["g"], abs=0.0005)
    assert normalised_change(before, after) == pytest.approx(row.get("c", row["g"]), abs=0.0005)


def test_people_have_the_gain_and_the_change_of_their_own():
    """Each row is what the two figures of that person give."""
    before = by_seat([row["pre"] / 100 for row in VECTORS])
    after = by_seat([row["post"] / 100 for row in VECTORS])
    gains, changes = normalised_gains(before, after), normalised_changes(before, after)

    assert gains.tolist() == pytest.approx([row["g"] for row in VECTORS], abs=0.0005)
    assert changes.tolist() == pytest.approx(
        [row.get("c", row["g"]) for row in VECTORS], abs=0.0005
    )


@pytest.mark.parametrize(
    ("before", "after", "gain", "change"),
    [
        (1.0, 1.0, None, None),
        (0.0, 0.0, 0.0, None),
        (1.0, 0.5, None, -0.5),
        (0.5, 0.5, 0.0, 0.0),
        (0.0, 1.0, 1.0, 1.0),
        (1.0, 0.0, None, -1.0),
    ],
)
def test_what_cannot_change_has_no_change(before, after, gain, change):
    """Nought and nought, or all and all, tell nothing; nobody gains from all right."""
    many = normalised_changes(by_seat([before]), by_seat([after])).iloc[0]
    gains = normalised_gains(by_seat([before]), by_seat([after])).iloc[0]

    assert normalised_gain(before, after) == gain
    assert normalised_change(before, after) == change
    assert (None if np.isnan(many) else many) == change
    assert (None if np.isnan(gains) else gains) == gain


@settings(deadline=None)
@given(SHARES, st.randoms())
def test_change_lies_between_minus_one_and_one(before, chance):
    """Nobody can lose more than all or gain more than what was left."""
    after = chance.choices([number / 20 for number in range(21)], k=len(before))
    changes = normalised_changes(by_seat(before), by_seat(after)).dropna()

    assert changes.between(-1, 1).all()


def test_only_people_with_both_tests_are_compared():
    """Six came before, six after, five of them to both."""
    found = paired(by_seat([0.2] * 6), by_seat([0.6] * 6, start=1), seed=1)

    assert (found.people, found.before, found.after) == (5, 0.2, 0.6)
    assert found.difference == pytest.approx(0.4)
    assert (found.low, found.high) == (pytest.approx(0.4), pytest.approx(0.4))
    assert (found.gain, found.change) == (pytest.approx(0.5), pytest.approx(0.5))
    assert found.resamples == RESAMPLES


def test_four_people_with_both_tests_get_the_reason():
    """However many came to one of them."""
    assert paired(by_seat([0.2] * 9), by_seat([0.6] * 9, start=5), seed=1) is Reason.FEW_PEOPLE
    assert paired(by_seat([]), by_seat([0.6] * 9), seed=1) is Reason.FEW_PEOPLE


def test_a_class_that_knew_all_before_has_no_gain():
    """Gain and change are left out, the difference stands."""
    found = paired(by_seat([1.0] * 8), by_seat([1.0] * 8), seed=1)

    assert (found.difference, found.gain, found.change) == (0.0, None, None)


def test_the_interval_is_that_of_the_bootstrap_of_scipy():
    """Both draw people with replacement, so their ends differ by chance alone."""
    values = np.round(np.random.default_rng(5).normal(0.2, 0.15, 30) * 20) / 20
    low, high = bootstrap_mean(values, seed=1)
    other = stats.bootstrap(
        (values,), np.mean, method="percentile", n_resamples=RESAMPLES, rng=2
    ).confidence_interval

    assert low == pytest.approx(other.low, abs=0.005)
    assert high == pytest.approx(other.high, abs=0.005)


def test_the_interval_covers_the_truth_about_as_often_as_it_says():
    """Of 400 samples of 30 people, at least 90 and at most 98 percent of intervals hold it."""
    chance = np.random.default_rng(7)
    samples = chance.binomial(20, 0.65, (400, 30)) / 20
    ends = [bootstrap_mean(sample, seed) for seed, sample in enumerate(samples)]

    assert 0.90 <= np.mean([low <= 0.65 <= high for low, high in ends]) <= 0.98


@settings(deadline=None)
@given(SHARES, st.integers(0, 2**32), st.randoms())
def test_the_interval_depends_on_the_seed_and_not_on_the_order(values, seed, chance):
    """Judgements merged in another order give the same report, to the last byte."""
    mixed = chance.sample(values, len(values))

    assert bootstrap_mean(values, seed) == bootstrap_mean(mixed, seed)


@settings(deadline=None)
@given(SHARES)
def test_the_interval_lies_among_the_values(values):
    """No mean of people is lower than the lowest or higher than the highest of them."""
    low, high = bootstrap_mean(values, seed=3)

    assert min(values) - 1e-9 <= low <= high <= max(values) + 1e-9
