"""Signal detection: published figures, and what must hold for any counts."""

import math
import statistics

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tppo_kit.learning.detection import FEWEST, Counts, count, detect
from tppo_kit.records import Judgement

# hits, signals, false alarms, noises, correction; then H, F, d', c, ln beta, area, error of d'.
# The first row is the worked example of Stanislaw & Todorov (1999), as printed in the
# documentation of Statistics::SDT; the second is the same with the correction of Hautus (1995).
# The others were worked out by hand with a table of the normal distribution.
VECTORS = [
    (50, 50, 17, 25, "half_n", 0.99, 0.68, 1.8586, -1.397, -2.5966, 0.9056, 0.5889),
    (50, 50, 17, 25, "loglinear", 0.9902, 0.6731, 1.8853, -1.3911, -2.6227, 0.9088, 0.5921),
    (40, 50, 5, 50, "none", 0.8, 0.1, 2.1232, 0.22, 0.467, 0.9334, 0.3151),
    (40, 50, 5, 50, "loglinear", 0.7941, 0.1078, 2.0589, 0.2086, 0.4296, 0.9273, 0.3103),
    (8, 10, 2, 10, "none", 0.8, 0.2, 1.6832, 0.0, 0.0, 0.883, 0.639),
    (8, 10, 2, 10, "loglinear", 0.7727, 0.2273, 1.4957, 0.0, 0.0, 0.8549, 0.6214),
    (10, 10, 0, 10, "loglinear", 0.9545, 0.0455, 3.3812, 0.0, 0.0, 0.9916, 0.9749),
    (10, 10, 10, 10, "loglinear", 0.9545, 0.9545, 0.0, -1.6906, 0.0, 0.5, 0.9749),
    (0, 10, 0, 10, "loglinear", 0.0455, 0.0455, 0.0, 1.6906, 0.0, 0.5, 0.9749),
    (18, 20, 9, 20, "loglinear", 0.881, 0.4524, 1.2994, -0.5301, -0.6888, 0.8209, 0.4599),
    (12, 20, 2, 20, "loglinear", 0.5952, 0.119, 1.4208, 0.4694, 0.6669, 0.8425, 0.4612),
    (19, 20, 12, 20, "loglinear", 0.9286, 0.5952, 1.2242, -0.8531, -1.0444, 0.8067, 0.5085),
]


@st.composite
def any_counts(draw):
    """Return possible counts of up to a thousand cases of each kind."""
    signals, noises = draw(st.integers(1, 1000)), draw(st.integers(1, 1000))
    return Counts(draw(st.integers(0, signals)), signals, draw(st.integers(0, noises)), noises)


def judgement(signal, called):
    """Return a decision on a case, or no decision where None is given."""
    return Judgement(
        kind="vignette",
        subject="x",
        fingerprint="0" * 12,
        signs=(),
        right="consult",
        chosen="consult",
        correct=True,
        signal=signal,
        called=called,
        confidence=None,
        seconds=1.0,
    )


@pytest.mark.parametrize("row", VECTORS, ids=lambda row: "-".join(map(str, row[:5])))
def test_measures_agree_with_published_figures(row):
    """Rates, sensitivity, criterion, beta, area and error agree to four decimals."""
    hits, signals, false_alarms, noises, correction, *expected = row
    found = detect(Counts(hits, signals, false_alarms, noises), correction)

    assert [
        found.hit_rate,
        found.false_alarm_rate,
        found.sensitivity,
        found.criterion,
        found.log_beta,
        found.area,
        found.error,
    ] == pytest.approx(expected, abs=6e-5)


def test_the_correction_is_used_even_where_it_is_not_needed():
    """The log-linear rates are the default, for every pair of counts."""
    counts = Counts(40, 50, 5, 50)

    assert detect(counts) == detect(counts, "loglinear") != detect(counts, "none")


@pytest.mark.parametrize(("hits", "false_alarms"), [(10, 3), (0, 3), (3, 10), (3, 0)])
def test_without_correction_a_perfect_rate_has_no_measure(hits, false_alarms):
    """Infinity is never shown as a number."""
    with pytest.raises(statistics.StatisticsError):
        detect(Counts(hits, 10, false_alarms, 10), "none")


@given(any_counts())
def test_swapping_signal_and_noise_flips_sensitivity(counts):
    """Who tells the two kinds apart the wrong way round is as sensitive, below zero."""
    swapped = Counts(counts.false_alarms, counts.noises, counts.hits, counts.signals)
    one, other = detect(counts), detect(swapped)

    assert one.sensitivity == pytest.approx(-other.sensitivity, abs=1e-9)
    assert one.criterion == pytest.approx(other.criterion, abs=1e-9)
    assert one.area == pytest.approx(1 - other.area, abs=1e-9)
    assert one.error == pytest.approx(other.error, abs=1e-9)


@given(any_counts())
def test_answering_the_other_way_flips_sensitivity_and_criterion(counts):
    """Calling exactly where one did not call mirrors both measures."""
    mirrored = Counts(
        counts.signals - counts.hits,
        counts.signals,
        counts.noises - counts.false_alarms,
        counts.noises,
    )
    one, other = detect(counts), detect(mirrored)

    assert one.sensitivity == pytest.approx(-other.sensitivity, abs=1e-9)
    assert one.criterion == pytest.approx(-other.criterion, abs=1e-9)


@given(any_counts())
def test_every_measure_is_finite_and_lies_in_its_interval(counts):
    """However extreme the counts, there is a number, an interval around it, and no NaN."""
    found = detect(counts)
    low, high = found.sensitivity_interval()
    left, right = found.criterion_interval()

    assert all(math.isfinite(value) for value in (found.log_beta, found.area, found.error))
    assert low < found.sensitivity < high
    assert left < found.criterion < right
    assert 0 < found.hit_rate < 1
    assert 0 < found.false_alarm_rate < 1
    assert 0 < found.area < 1 or abs(found.sensitivity) > 8


@given(any_counts())
def test_the_interval_of_the_criterion_is_half_as_wide(counts):
    """The variance of c is a quarter of that of d'."""
    found = detect(counts)
    low, high = found.sensitivity_interval()
    left, right = found.criterion_interval()

    assert right - left == pytest.approx((high - low) / 2)


@given(any_counts())
def test_one_more_hit_never_lowers_sensitivity(counts):
    """Better answers never look worse, nor do worse ones look better."""
    assume(counts.hits < counts.signals)
    better = Counts(counts.hits + 1, counts.signals, counts.false_alarms, counts.noises)

    assert detect(better).sensitivity > detect(counts).sensitivity
    assert detect(better).criterion < detect(counts).criterion


@given(st.integers(1, 500), st.booleans())
def test_always_or_never_calling_is_guessing(number, called):
    """Who calls everybody catches every case and has still seen nothing."""
    found = detect(Counts(number * called, number, number * called, number))

    assert found.sensitivity == pytest.approx(0)
    assert found.area == pytest.approx(0.5)
    assert (found.criterion < 0) == called


@given(st.integers(2, 500))
def test_a_perfect_score_stays_finite(number):
    """Nobody is infinitely sensitive, and more cases show more."""
    found = detect(Counts(number, number, 0, number))
    fewer = detect(Counts(number - 1, number - 1, 0, number - 1))

    assert math.isfinite(found.sensitivity)
    assert found.sensitivity > fewer.sensitivity > 0
    assert found.criterion == pytest.approx(0)


@given(any_counts(), st.integers(2, 5))
def test_more_cases_narrow_the_interval(counts, times):
    """The same rates over more cases are surer."""
    assume(0 < counts.hits < counts.signals and 0 < counts.false_alarms < counts.noises)
    more = Counts(
        *(number * times for number in (counts.hits, counts.signals)),
        *(number * times for number in (counts.false_alarms, counts.noises)),
    )

    assert detect(more, "none").error < detect(counts, "none").error


@pytest.mark.parametrize(
    "numbers",
    [
        (-1, 10, 0, 10),
        (11, 10, 0, 10),
        (0, 10, -1, 10),
        (0, 10, 11, 10),
        (0, 0, 0, 9),
        (0, 9, 0, 0),
    ],
)
def test_impossible_counts_are_refused(numbers):
    """More hits than signals, less than nothing, or no case of a kind cannot be measured."""
    with pytest.raises(ValueError, match=r"impossible counts|at least one case"):
        Counts(*numbers)


def test_decisions_are_counted_by_what_was_there():
    """Calls on signals are hits, calls on harmless cases false alarms."""
    made = [(True, True), (True, True), (True, False), (False, True), (False, False)]

    assert count(judgement(*pair) for pair in made) == Counts(2, 3, 1, 2)


def test_what_is_no_decision_on_a_case_does_not_count():
    """Questions of knowledge, and cases left open, are passed over."""
    made = [(True, True), (False, False), (None, None), (None, True), (True, None)]

    assert count(judgement(*pair) for pair in made) == Counts(1, 1, 0, 1)


@pytest.mark.parametrize("made", [[], [(True, True)], [(False, False)] * 9, [(None, None)]])
def test_without_both_kinds_there_is_nothing_to_count(made):
    """Seeing only calls for action says nothing about telling them apart."""
    assert count(judgement(*pair) for pair in made) is None


@given(st.lists(st.tuples(st.sampled_from([True, False, None]), st.booleans()), max_size=40))
def test_counting_does_not_depend_on_order(made):
    """The same decisions on another day give the same counts."""
    forward = count(judgement(*pair) for pair in made)

    assert forward == count(judgement(*pair) for pair in reversed(made))


def test_no_figure_is_shown_for_a_handful_of_cases():
    """With fewer than five of a kind, even perfect and backward answers cannot be told apart."""
    number = FEWEST - 1
    low, _ = detect(Counts(number, number, 0, number)).sensitivity_interval()
    _, high = detect(Counts(number - 1, number, 1, number)).sensitivity_interval()

    assert FEWEST == 5
    assert low < high
