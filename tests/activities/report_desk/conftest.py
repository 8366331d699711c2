"""The real report desk, opened once, and ways to work it."""

from dataclasses import replace
from random import Random

import pytest

from tppo_kit.activities.habits import Habit, play_habit
from tppo_kit.activities.report_desk.clerk import careful_clerk
from tppo_kit.activities.report_desk.plan import draw_plan
from tppo_kit.activities.report_desk.world import run_shift
from tppo_kit.sessions.library import open_activity


@pytest.fixture(scope="session")
def activity(catalogue):
    """Give the report desk of the repository."""
    return open_activity("report-desk:meja-desa", catalogue)


@pytest.fixture(scope="session")
def desk(activity):
    """Give its record."""
    return activity.desk


@pytest.fixture(scope="session")
def report(activity):
    """Give a function from an id to a report."""
    return activity.reports.__getitem__


@pytest.fixture(scope="session")
def changed(desk):
    """Give a function that returns the desk with other times."""

    def with_times(**times):
        return desk.model_copy(update={"times": desk.times.model_copy(update=times)})

    return with_times


@pytest.fixture(scope="session")
def worked():
    """Give a function that runs a shift of a desk, by default as a careful colleague would."""

    def run(desk, seed, decide=None, pick=None):
        clerk = careful_clerk(desk)
        clerk = replace(clerk, decide=decide or clerk.decide, pick=pick or clerk.pick)
        return run_shift(desk, draw_plan(desk, seed), clerk)

    return run


@pytest.fixture(scope="session")
def played(activity):
    """Give a function from habit and seed to the last state and the events of a play."""

    def play(habit=Habit.BY_THE_BOOK, seed=1):
        return play_habit(activity, seed, habit, Random(f"{habit} {seed}"))

    return play
