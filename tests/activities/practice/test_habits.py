"""Habits in a practice: each answers as such a person would."""

from random import Random

import pytest

from tppo_kit.activities.habits import Habit, play_habit
from tppo_kit.records import Event


def played(practice, habit):
    """Return the judgements of ten rounds."""
    states = (play_habit(practice, seed, habit, Random(seed))[0] for seed in range(10))
    return [judged for state in states for judged in practice.judgements(state)]


def test_by_the_book_is_right_throughout(practice):
    """Every case on its step, every fact known."""
    assert all(judged.correct for judged in played(practice, Habit.BY_THE_BOOK))


@pytest.mark.parametrize(
    ("habit", "step"),
    [(Habit.HASTY, "consult"), (Habit.SUSPICIOUS, "urgent"), (Habit.SILENT, "no-concern")],
)
def test_who_does_not_look_takes_the_same_step_with_everybody(practice, habit, step):
    """One step for all cases, and the first answer for all facts."""
    judged = played(practice, habit)

    assert {each.chosen for each in judged if each.signal is not None} == {step}
    assert any(not each.correct for each in judged if each.signal is None)


def test_somebody_at_rest_practises_some_more(practice):
    """A bot that meets a pause goes on."""
    state = practice.apply(practice.start(1), Event("begin", "desa 2026-11-24"))

    assert practice.next_event(state, Habit.HASTY, Random(1)).name == "extra"
