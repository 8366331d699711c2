"""Memory: the library's vectors hold, ratings follow judgements, days are days of the calendar."""

import datetime as dt

import pytest
from fsrs import Card, Rating, Scheduler
from fsrs.scheduler import DEFAULT_PARAMETERS

from tppo_kit.learning.memory import (
    LONGEST,
    Memory,
    date_of,
    day_of,
    days_until,
    memories,
    rating_of,
    reviewed,
)
from tppo_kit.records import Dated, Judgement

NOON = dt.datetime(2026, 1, 5, 12, tzinfo=dt.UTC)
#: 22 November 2026, 08:00 in Jakarta.
MORNING = dt.datetime(2026, 11, 22, 1, tzinfo=dt.UTC).timestamp()
DAY = 24 * 3600


def judgement(
    *, signal=True, called=True, correct=True, confidence=80, signs=("T-REK-07",), subject="x"
):
    """Return a judgement."""
    return Judgement(
        kind="vignette",
        subject=subject,
        fingerprint="f",
        signs=signs,
        right="consult",
        chosen="consult",
        correct=correct,
        signal=signal,
        called=called,
        confidence=confidence,
        seconds=5.0,
    )


def signs_of(each):
    """Return the signs of a judgement as its cards."""
    return each.signs


def test_the_default_parameters_are_those_of_the_vectors():
    """An upgrade of the library that changes them is noticed here."""
    assert (
        *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796),
        *(1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
    ) == DEFAULT_PARAMETERS


def test_the_library_gives_the_published_intervals():
    """The test of py-fsrs itself: without fuzz, each review exactly when due."""
    scheduler = Scheduler(enable_fuzzing=False)
    card, intervals = Card(card_id=1, due=NOON), []
    for rating in (3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3):
        card, _ = scheduler.review_card(card, Rating(rating), card.due)
        intervals.append((card.due - card.last_review).days)

    assert intervals == [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]


def test_the_library_gives_the_published_memory_state():
    """The other test of py-fsrs: stability and difficulty after six reviews."""
    scheduler, now = Scheduler(enable_fuzzing=False), NOON
    card = Card(card_id=1, due=NOON)
    for rating, gap in zip((1, 3, 3, 3, 3, 3), (0, 0, 1, 3, 8, 21), strict=True):
        now += dt.timedelta(days=gap)
        card, _ = scheduler.review_card(card, Rating(rating), now)

    assert card.stability == pytest.approx(53.62691, abs=1e-4)
    assert card.difficulty == pytest.approx(6.3574867, abs=1e-4)


@pytest.mark.parametrize(
    ("days", "chance"),
    [(0, 1.0), (1, 0.985682), (5, 0.940344), (10, 0.9), (20, 0.845885), (60, 0.742717)],
)
def test_forgetting_follows_the_published_curve(days, chance):
    """With a stability of ten days, nine of ten are remembered after ten days."""
    memory = Memory(stability=10.0, difficulty=5.0, first=0, last=100, due=110)

    assert memory.recall(100 + days) == pytest.approx(chance, abs=1e-6)


@pytest.mark.parametrize(("rating", "days"), [(1, 1), (2, 1), (3, 2), (4, 8)])
def test_a_first_review_comes_back_after_its_first_stability(rating, days):
    """The first four parameters, rounded to days, never less than one."""
    memory = reviewed(None, 20_000, Rating(rating))

    assert memory.stability == DEFAULT_PARAMETERS[rating - 1]
    assert (memory.first, memory.last, memory.due) == (20_000, 20_000, 20_000 + days)


def test_reviews_on_time_grow_as_published():
    """Good each time when due: 2, 11, 46, 163 days, then half a year at most."""
    memory, intervals = None, []
    for _ in range(6):
        memory = reviewed(memory, memory.due if memory else 20_000, Rating.Good)
        intervals.append(memory.due - memory.last)

    # The published test has a step of ten minutes at first; without it the growth starts a little
    # lower and is of the same kind.
    assert intervals[0] == 2
    assert intervals[:4] == sorted(intervals[:4])
    assert intervals[-1] == LONGEST
    assert memory.first == 20_000


@pytest.mark.parametrize(
    ("given", "rating"),
    [
        ({}, Rating.Good),
        ({"confidence": None}, Rating.Good),
        ({"confidence": 90}, Rating.Easy),
        ({"confidence": 100, "signs": ("T-REK-07", "T-REK-03")}, Rating.Good),
        ({"confidence": 70}, Rating.Hard),
        ({"confidence": 50}, Rating.Again),
        ({"correct": False, "confidence": 100}, Rating.Hard),
        ({"called": False, "correct": False}, Rating.Again),
        ({"signal": False, "called": False}, Rating.Good),
        ({"signal": False, "called": True, "correct": False}, Rating.Again),
        ({"signal": None, "called": None, "confidence": None}, Rating.Good),
        ({"signal": None, "called": None, "correct": False}, Rating.Again),
    ],
)
def test_a_rating_follows_from_side_step_and_confidence(given, rating):
    """Misses and false alarms weigh the same; a right guess is no memory; one sign alone is easy."""
    assert rating_of(judgement(**given)) is rating


def test_a_day_begins_at_midnight_in_western_indonesia():
    """Six in the evening and six the next morning are one day apart."""
    evening = dt.datetime(2026, 11, 22, 11, tzinfo=dt.UTC).timestamp()

    assert date_of(day_of(evening)) == dt.date(2026, 11, 22)
    assert day_of(evening + 12 * 3600) == day_of(evening) + 1
    assert day_of(evening + 5 * 3600) == day_of(evening)


def test_each_sign_has_a_state_of_its_own():
    """Every card of a judgement is reviewed; what was never met has no state."""
    earlier = [
        Dated(MORNING, judgement(signs=("T-REK-07", "T-DOK-01"))),
        Dated(MORNING + 2 * DAY, judgement()),
    ]
    found = memories(earlier, signs_of)

    day = day_of(MORNING)
    assert found.keys() == {"T-REK-07", "T-DOK-01"}
    assert found["T-DOK-01"] == reviewed(None, day, Rating.Good)
    assert found["T-REK-07"] == reviewed(found["T-DOK-01"], day + 2, Rating.Good)


def test_one_moment_is_one_review_rated_by_its_worst():
    """Whoever fails once in a round does not have it yet, in whatever order the cases came."""
    right, wrong = judgement(), judgement(called=False, correct=False)
    once = memories([Dated(MORNING, wrong)], signs_of)

    assert memories([Dated(MORNING, right), Dated(MORNING, wrong)], signs_of) == once
    assert memories([Dated(MORNING, wrong), Dated(MORNING, right)], signs_of) == once


def test_a_second_round_on_a_day_is_a_review_of_its_own():
    """It moves the state less than one on another day does."""
    first = memories([Dated(MORNING, judgement())], signs_of)["T-REK-07"]
    earlier = [Dated(MORNING, judgement()), Dated(MORNING + 600, judgement())]
    second = memories(earlier, signs_of)["T-REK-07"]
    later = reviewed(first, first.last + 2, Rating.Good)

    assert first.stability <= second.stability < later.stability


def test_equal_histories_give_equal_states():
    """No chance and no clock: the same judgements, the same states."""
    earlier = [Dated(MORNING + DAY * n, judgement(called=n % 3 > 0)) for n in range(9)]

    assert memories(earlier, signs_of) == memories(earlier, signs_of)


def test_when_a_card_comes_back_is_foretold_from_its_trace():
    """Stability, difficulty and days since the last review are all it takes."""
    before = reviewed(None, 20_000, Rating.Good)
    after = reviewed(before, 20_003, Rating.Good)

    told = days_until(before.stability, before.difficulty, 3, judgement())

    assert told == after.due - after.last
    assert days_until(0, 0, 0, judgement()) == 2
