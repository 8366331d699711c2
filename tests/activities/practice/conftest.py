"""The real daily practice, opened once, and a learner whose rounds follow one another."""

from dataclasses import replace
from random import Random

import pytest

from tppo_kit.activities.habits import Habit
from tppo_kit.activities.practice.picks import DRAWS
from tppo_kit.activities.practice.state import Stage
from tppo_kit.learning.memory import day_of
from tppo_kit.records import Dated, Event
from tppo_kit.sessions.library import open_activity

#: 1 November 2026, 08:00 in Jakarta.
START = 1_793_494_800.0
DAY = 24 * 3600.0


class Learner:
    """Somebody who practises at one place, right with a certain chance."""

    start, day = START, DAY

    def __init__(self, activity, place, right, seed=1):
        """Begin without any history."""
        self.activity, self.place, self.right = activity, place, right
        self.chance = Random(seed)
        self.earlier = []
        self.rounds = []

    def begun(self, at, name="begin"):
        """Return the event that begins a round now, as the host would save it."""
        return self.activity.tailored(Event(name, self.place, at=at), self.earlier)

    def practise(self, at):
        """Play one round; return its last state, or that of the rest."""
        event = self.begun(at)
        state = self.activity.apply(self.activity.start(7), event)
        while state.stage not in {Stage.RESTING, Stage.OVER}:
            fits = self.chance.random() < self.right
            habit = Habit.BY_THE_BOOK if fits else Habit.SUSPICIOUS
            pressed = self.activity.next_event(state, habit, self.chance)
            state = self.activity.apply(state, replace(pressed, at=at))
        if state.stage is Stage.OVER:
            self.earlier += [Dated(at, each) for each in self.activity.judgements(state)]
            self.rounds.append((day_of(at), state))
        return state


@pytest.fixture(scope="session")
def practice(catalogue):
    """Give the daily practice."""
    return open_activity("practice:harian", catalogue)


@pytest.fixture(scope="session", params=["desa", "loket"])
def place(request):
    """Give each place where one can stand."""
    return request.param


@pytest.fixture(scope="session")
def pool(practice, place):
    """Give what can be asked at each place."""
    return practice.pools[place]


@pytest.fixture(scope="session")
def month(practice, place):
    """Give somebody who practised on thirty days and was right four times of five."""
    learner = Learner(practice, place, 0.8)
    for day in range(30):
        learner.practise(START + day * DAY)
    return learner


@pytest.fixture
def learner(practice, place):
    """Give a function from a chance of being right to somebody new."""
    return lambda right: Learner(practice, place, right)


@pytest.fixture(scope="session")
def drawn(practice):
    """Give cases of every source, each with its card, side and draw."""
    found, chance = [], Random(5)
    for pool in practice.pools.values():
        for (card, side), sources in pool.sources.items():
            for source in sources:
                draws = [chance.randrange(DRAWS) for _ in range(25)]
                cases = ((draw, source.case(card, side, draw)) for draw in draws)
                found += [(source, card, side, *pair) for pair in cases if pair[1]][:3]
    return found
