"""Habits of interviewing: only who asks, and tells fact from opinion, does well."""

from random import Random
from statistics import mean

import pytest

from tppo_kit.activities.habits import Habit, play_habit
from tppo_kit.activities.interview.habits import careful_route, routes_of

PLAYS = 60


@pytest.fixture(scope="module")
def played(opened):
    """Give a function from a habit to activity and outcome of its plays, over all cases."""

    def plays(habit):
        found = []
        cases = opened("interview")
        for number in range(PLAYS):
            activity = cases[number % len(cases)]
            state, _ = play_habit(activity, number, habit, Random(number))
            found.append((activity, activity.outcome(state)))
        return found

    return plays


def test_by_the_book_wins_and_suspicion_is_below_chance(played):
    """The mean share of points, over all cases: careful first, suspicion not above random."""
    shares = {
        habit: mean(outcome.earned / outcome.possible for _, outcome in played(habit))
        for habit in Habit
    }
    others = [share for habit, share in shares.items() if habit is not Habit.BY_THE_BOOK]

    assert shares[Habit.BY_THE_BOOK] - max(others) > 0.3
    assert shares[Habit.SUSPICIOUS] <= shares[Habit.RANDOM]


def test_by_the_book_reaches_a_good_ending_of_every_case(played):
    """The right step, a good ending, nearly all facts, and every line told apart."""
    for activity, outcome in played(Habit.BY_THE_BOOK):
        assert outcome.ending == "good", activity.key
        assert all(judgement.correct for judgement in outcome.judgements)
        assert outcome.earned > outcome.possible - 0.2


def test_suspicion_takes_the_highest_step_there_is(played):
    """It ends on the highest rung that the case can end on, and keeps every line."""
    for activity, outcome in played(Habit.SUSPICIOUS):
        steps = activity.case.scenario.steps.values()
        highest = max((step.decision for step in steps if step.decision), key=lambda r: r.height)

        assert outcome.judgements[0].chosen == highest.value
        assert {line.chosen for line in outcome.judgements[1:]} == {"keep"}


def test_silence_lets_everything_pass(played):
    """It ends on the lowest rung that the case can end on."""
    for activity, outcome in played(Habit.SILENT):
        steps = activity.case.scenario.steps.values()
        lowest = min((step.decision for step in steps if step.decision), key=lambda r: r.height)

        assert outcome.judgements[0].chosen == lowest.value


def test_haste_takes_the_fewest_choices(interview):
    """The hasty way is as short as the shortest, and depends on chance alone."""
    fewest = min(len(route.choices) for route in routes_of(interview.case.walk))
    seen = set()
    for number in range(30):
        state, _ = play_habit(interview, 1, Habit.HASTY, Random(number))
        seen.add(state.case.path)

        assert len(state.case.path) == fewest
    assert len(seen) > 1


def test_the_careful_route_is_the_best_of_all(interview):
    """No way through the case ends well with more facts."""
    walk = interview.case.walk
    best = careful_route(walk)
    good = [r for r in routes_of(walk) if walk.scenario.steps[r.position.step].ending == "good"]

    assert best in good
    assert len(walk.noted(best.position)) == max(len(walk.noted(r.position)) for r in good)
