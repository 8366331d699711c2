"""Mastery: forty mixed cases, sharp enough, leaning to no side; and what is missing until then."""

import pytest

from tppo_kit.learning.detection import Counts, detect
from tppo_kit.learning.mastery import FEWEST_OF_A_KIND, WINDOW, Mastery, mastery
from tppo_kit.records import Judgement


def case(signal, called, signs=("T-REK-07",)):
    """Return a decision on a case."""
    return Judgement(
        kind="vignette",
        subject="x",
        fingerprint="0" * 12,
        signs=signs,
        right="consult" if signal else "no-concern",
        chosen="consult" if called else "no-concern",
        correct=signal == called,
        signal=signal,
        called=called,
        confidence=80,
        seconds=9.5,
    )


def cases(hits, misses, false_alarms, passed):
    """Return decisions in these numbers."""
    return [
        *[case(signal=True, called=True)] * hits,
        *[case(signal=True, called=False)] * misses,
        *[case(signal=False, called=True)] * false_alarms,
        *[case(signal=False, called=False)] * passed,
    ]


def test_nobody_masters_what_they_have_not_met():
    """Without cases there is no figure, and a whole window is missing."""
    assert mastery([], "REK") == Mastery(0, None, None, mastered=False, missing=WINDOW)


def test_forty_mixed_cases_told_apart_are_mastery():
    """The figures are those of the log-linear correction; d' is 2.69 here, c 0."""
    found = mastery(cases(18, 2, 2, 18), "REK")

    assert found.mastered
    assert (found.cases, found.missing) == (40, 0)
    assert found.sensitivity == detect(Counts(18, 20, 2, 20)).sensitivity
    assert found.criterion == pytest.approx(0)


@pytest.mark.parametrize(
    ("counts", "sharp"),
    [((16, 4, 4, 16), True), ((15, 5, 5, 15), False), ((10, 10, 10, 10), False)],
)
def test_the_least_sharpness_is_one_and_a_half(counts, sharp):
    """A d' of 1.60 is mastery, 1.29 or 0 is not, whatever the criterion is."""
    found = mastery(cases(*counts), "REK")

    assert found.criterion == pytest.approx(0)
    assert found.mastered is sharp
    assert (found.sensitivity >= 1.5) is sharp


@pytest.mark.parametrize("counts", [(20, 0, 7, 13), (13, 7, 0, 20)])
def test_whoever_leans_far_to_a_side_has_not_mastered_it(counts):
    """With c of -0.79 or 0.79, d' of 2.3 is not enough: all or nothing is called too easily."""
    found = mastery(cases(*counts), "REK")

    assert found.sensitivity > 2
    assert abs(found.criterion) > 0.4
    assert not found.mastered


@pytest.mark.parametrize(
    ("counts", "missing"),
    [((19, 0, 0, 20), 1), ((36, 0, 0, 4), 6), ((35, 0, 0, 5), 5), ((40, 0, 0, 0), 10)],
)
def test_an_unmixed_or_short_window_tells_how_many_are_missing(counts, missing):
    """Forty cases, ten at least of either kind."""
    found = mastery(cases(*counts), "REK")

    assert FEWEST_OF_A_KIND == 10
    assert (found.mastered, found.missing) == (False, missing)


def test_figures_are_told_before_mastery_can_be():
    """From five cases of either kind on there are figures, although they decide nothing yet."""
    assert mastery(cases(5, 0, 0, 5), "REK").sensitivity is not None
    assert mastery(cases(5, 0, 0, 4), "REK").sensitivity is None


def test_only_the_last_forty_count():
    """Whoever could not do it at first and can do it now has mastered it."""
    early = cases(0, 20, 20, 0)

    assert mastery([*early, *cases(20, 0, 0, 20)], "REK").mastered
    assert not mastery([*cases(20, 0, 0, 20), *early], "REK").mastered


def test_only_cases_of_the_family_count():
    """Other families, lines that were marked and questions on facts are passed over."""
    others = [
        case(signal=True, called=False, signs=("T-DOK-01",)),
        case(signal=None, called=None),
        case(signal=True, called=False, signs=()),
    ]
    both = case(signal=True, called=True, signs=("T-DOK-01", "T-REK-03"))

    assert mastery(others, "REK").cases == 0
    assert mastery([both], "REK").cases == mastery([both], "DOK").cases == 1
