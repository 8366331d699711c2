"""The test that the kit teaches no profiling: who plays by the book wins, suspicion never pays."""

from functools import cache
from random import Random
from statistics import mean

import pytest

from tppo_kit.activities.activity import replay
from tppo_kit.activities.blocks import Option, Options, Step, Steppers, View
from tppo_kit.activities.documents import Paper, PaperField
from tppo_kit.activities.habits import Habit, Simulation, offered, play_habit
from tppo_kit.records import Event, Outcome
from tppo_kit.sessions.library import SIMULATIONS

PLAYS = 500
#: How far by the book must be above every other habit, as a share of the points.
MARGIN = 0.05


@pytest.fixture(scope="module")
def shares(opened):
    """Give a function from a kind and a habit to the shares of points in all its plays."""

    @cache
    def played(kind, habit):
        found = []
        activities = [small(activity) for activity in opened(kind)]
        for number in range(PLAYS):
            activity = activities[number % len(activities)]
            chance = Random(f"{kind} {habit} {number}")
            state, _ = play_habit(activity, number, habit, chance)
            outcome = activity.outcome(state)
            found.append(outcome.earned / outcome.possible)
        return found

    return played


def small(activity):
    """Return the same game with fewer people where there is such a thing."""
    return activity.of_size("small") if hasattr(activity, "of_size") else activity


@pytest.mark.parametrize("kind", SIMULATIONS)
def test_by_the_book_beats_every_other_habit(kind, shares):
    """Asking, looking and taking the smallest safe step earns most, by a clear margin."""
    book = mean(shares(kind, Habit.BY_THE_BOOK))
    others = {habit: mean(shares(kind, habit)) for habit in Habit if habit != Habit.BY_THE_BOOK}

    assert book - max(others.values()) >= MARGIN, others


@pytest.mark.parametrize("kind", SIMULATIONS)
def test_suspecting_everyone_never_scores_above_chance(kind, shares):
    """Whoever calls for the highest step on everybody earns no more than pressing at random."""
    assert mean(shares(kind, Habit.SUSPICIOUS)) <= mean(shares(kind, Habit.RANDOM))


@pytest.mark.parametrize("kind", SIMULATIONS)
def test_a_play_replays_to_the_same_state(kind, opened):
    """The events of a play of any habit lead to its last state again."""
    for activity in map(small, opened(kind)[:3]):
        for habit in Habit:
            state, events = play_habit(activity, 5, habit, Random(5))

            assert isinstance(activity, Simulation)
            assert replay(activity, 5, events) == state


def test_everything_open_on_a_view_is_offered():
    """Locked options, fields without a name and steps at their bounds are left out."""
    view = View(
        "",
        (
            Options("go", "", (Option("a", "A"), Option("b", "B", "locked"))),
            Paper("visa", "", (PaperField("x", "1", "x"), PaperField("y", "2")), event="mark"),
            Paper("visa", "", (PaperField("x", "1", "z"),)),
            Steppers("set", "", (Step("n", "", 0, 0, 2), Step("m", "", 2, 0, 2))),
        ),
    )

    assert offered(view) == [
        Event("go", "a"),
        Event("mark", "x"),
        Event("set", "n+"),
        Event("set", "m-"),
    ]


class Endless:
    """A game that offers one button for ever, or ends at the first press."""

    key = "endless:game"

    def __init__(self, *, ends):
        """Remember whether a press ends it."""
        self.ends = ends

    def start(self, seed):
        """Return no presses, whatever the seed."""
        return seed - seed

    def apply(self, state, event):
        """Count a press of the button."""
        return state + (event.name == "go")

    def view(self, state):
        """Offer the button."""
        return View("", (Options("go", str(state), (Option("", "Go"),)),))

    def outcome(self, state):
        """Return an end after a press, if there is one."""
        return Outcome((), 1.0, 1.0) if self.ends and state else None


def test_a_game_without_an_end_is_named():
    """A habit that cannot finish is an error that names the game."""
    with pytest.raises(RuntimeError, match="endless:game"):
        play_habit(Endless(ends=False), 1, Habit.RANDOM, Random(1))


def test_a_play_is_timed_event_by_event():
    """Each event comes five seconds after the one before."""
    state, events = play_habit(Endless(ends=True), 1, Habit.RANDOM, Random(1))

    assert state == 1
    assert events == [Event("go", at=0.0)]
