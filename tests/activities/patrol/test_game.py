"""The game: rounds of ten days, refusals, replay, points in expectation."""

import random
from dataclasses import FrozenInstanceError

import pytest

from tppo_kit.activities.activity import replay
from tppo_kit.activities.habits import Habit, offered, play_habit
from tppo_kit.activities.patrol.game import written
from tppo_kit.activities.patrol.ground import Plan
from tppo_kit.activities.patrol.plans import best
from tppo_kit.errors import Refused
from tppo_kit.records import Event
from tppo_kit.views.draw import draw_html, draw_text


def events(*pairs):
    """Return events written as name or name=value, begin first."""
    parted = [pair.partition("=") for pair in ("begin", *pairs)]
    return [Event(name, value, at=10.0 * at) for at, (name, _, value) in enumerate(parted)]


def planned(plan, posts):
    """Return the presses from no days at all to a plan, and its execution."""
    presses = ["preset=clear", f"mode={'fixed' if plan.fixed else 'dice'}", f"duty={plan.checks}"]
    for post, many in zip(posts, plan.days, strict=True):
        presses += [f"days={post}+"] * many
    return [*presses, "run"]


def played(activity, *plans):
    """Return the state after whole rounds, the last plan repeated to the end."""
    rounds = activity.patrol.rounds
    plans = (*plans, *[plans[-1]] * (rounds - len(plans)))
    posts = list(activity.numbers)
    presses = [press for plan in plans for press in (*planned(plan, posts), "next")]
    return replay(activity, 1, events(*presses))


def test_nothing_is_told_before_the_end(activity):
    """Neither the best plan nor what it is worth stands on any screen of the rounds."""
    ideal = best(activity.ground)
    state, walk = play_habit(activity, 3, Habit.RANDOM, random.Random(3))
    right = activity.outcome(state).judgements[0].right
    places = [
        f"{name}: hadir {many} " for name, many in zip(activity.names, ideal.days, strict=True)
    ]
    state = activity.start(3)
    for event in walk[:-1]:
        state = activity.apply(state, event)
        text = draw_text(activity.view(state), "id") if event.name in {"run", "next"} else ""
        assert activity.outcome(state) is None
        assert activity.paper(state) is None
        assert right not in text
        assert "terbaik" not in text
        assert state.plan.days == ideal.days or not all(each in text for each in places)
    assert right not in activity.summary()


def test_the_best_plan_earns_everything(activity):
    """Drawn by lot, with information, every round counts one and is judged right."""
    outcome = activity.outcome(played(activity, best(activity.ground)))

    assert outcome.earned == outcome.possible == activity.patrol.rounds
    assert outcome.ending == "good"
    assert {each.correct for each in outcome.judgements} == {True}
    assert {(each.signal, each.called) for each in outcome.judgements} == {(None, None)}
    assert {each.kind for each in outcome.judgements} == {"patrol-plan"}


def test_points_do_not_depend_on_the_draw(activity):
    """Another seed shows another course and gives the same points."""
    plan = Plan(tuple(1 for _ in activity.names))
    posts = list(activity.numbers)
    walk = events(*[press for _ in range(6) for press in (*planned(plan, posts), "next")])
    states = [replay(activity, seed, walk) for seed in (1, 2)]
    outcomes = [activity.outcome(state) for state in states]

    assert outcomes[0].earned == outcomes[1].earned
    assert states[0] != states[1]


def test_harm_is_taken_off_and_never_below_nothing(activity):
    """Whoever only checks people ends with nothing, not with less."""
    plan = Plan(best(activity.ground).days, checks=activity.ground.units)
    checking = activity.outcome(played(activity, plan))
    worst, _ = play_habit(activity, 1, Habit.SUSPICIOUS, random.Random(1))

    assert checking.earned < 0.5 * checking.possible
    assert activity.outcome(worst).earned == 0
    assert activity.outcome(worst).ending == "poor"


def test_days_can_be_moved_but_not_made(harbour):
    """So many days as the units have, ten at most at one place, none below zero."""
    full = events(*["days=terminal-pagi+"] * 10)
    state = replay(harbour, 1, full)
    with pytest.raises(Refused, match="between 0 and 10"):
        harbour.apply(state, Event("days", "terminal-pagi+"))
    state = replay(harbour, 1, [*full, *events(*["days=pasar-pagi+"] * 10)[1:]])
    with pytest.raises(Refused, match="given out"):
        harbour.apply(state, Event("days", "pasar-sore+"))
    with pytest.raises(Refused, match="between 0 and 10"):
        harbour.apply(state, Event("days", "pasar-sore-"))

    assert sum(state.plan.days) == harbour.ground.capacity == 20


@pytest.mark.parametrize(
    "walk",
    [
        ["begin"],
        ["next"],
        ["run=now"],
        ["days"],
        ["days=terminal-pagi"],
        ["days=terminal-pagi*"],
        ["days=nowhere+"],
        ["days=+"],
        ["preset=best"],
        ["preset"],
        ["mode=lot"],
        ["duty=3"],
        ["duty=-1"],
        ["duty=one"],
        ["hello"],
        ["run", "run"],
        ["run", "days=terminal-pagi+"],
        ["run", "mode=dice"],
        ["run", "next=1"],
        [*["run", "next"] * 6, "run"],
        [*["run", "next"] * 6, "begin"],
    ],
)
def test_what_makes_no_sense_is_refused(harbour, walk):
    """Events out of turn or with unknown values change nothing."""
    state = replay(harbour, 1, events(*walk[:-1]))
    before = repr(state)
    name, _, value = walk[-1].partition("=")

    with pytest.raises(Refused):
        harbour.apply(state, Event(name, value))
    assert repr(state) == before


def test_a_cover_takes_nothing_but_its_button(harbour):
    """Before the game has begun no plan can be changed."""
    with pytest.raises(Refused):
        harbour.apply(harbour.start(1), Event("run"))


def test_a_state_cannot_be_changed(harbour):
    """States are values."""
    with pytest.raises(FrozenInstanceError):
        harbour.start(1).begun = True


def test_what_is_offered_is_accepted_and_replayed_alike(activity):
    """Everything a view offers is taken; the events lead to the same state again."""
    for seed in range(12):
        state, walk = play_habit(activity, seed, Habit.RANDOM, random.Random(seed))
        assert replay(activity, seed, walk) == state
        assert len(walk) < 500
        halfway = replay(activity, seed, walk[: len(walk) // 2])
        for event in offered(activity.view(halfway)):
            assert activity.apply(halfway, event) is not None


def test_time_is_counted_from_plan_to_execution(harbour):
    """Looking at results does not count; a clock that goes back counts nothing."""
    walk = [Event("begin", at=5.0), Event("run", at=25.0), Event("next", at=90.0)]
    walk += [Event("run", at=80.0)]

    assert replay(harbour, 1, walk).seconds == (20.0, 0.0)


def test_every_screen_can_be_drawn(activity):
    """Cover, plan, result and debrief draw as text and HTML in both languages, without gaps."""
    state = played(activity, Plan(tuple(1 for _ in activity.names), fixed=True, checks=1))
    walk = events("preset=even", "run", "next")
    states = [activity.start(1), *(replay(activity, 1, walk[:n]) for n in (2, 3, 4)), state]

    for each in states:
        for language in ("id", "en"):
            text = draw_text(activity.view(each), language)
            assert "{" not in text.replace("{IMI", "").replace("{PMI", "")
            assert draw_html(activity.view(each), language)


def test_every_screen_says_that_it_is_no_forecast(activity):
    """From cover to debrief and on paper."""
    state = played(activity, best(activity.ground))
    walk = events("run")
    screens = [activity.view(activity.start(1)), activity.view(state), activity.paper(state)]
    screens += [activity.view(replay(activity, 1, walk[:n])) for n in (1, 2)]

    assert all("bukan ramalan" in draw_text(screen, "id") for screen in screens)


def test_a_plan_is_written_short():
    """Mode, checking units and days fit into the log."""
    assert written(Plan((1, 0, 10), fixed=True, checks=2)) == "fixed 2 1-0-10"


def test_a_plan_better_than_the_computed_one_earns_no_more_than_all(harbour, monkeypatch):
    """Points never pass what is possible, should a search for the best have missed one."""
    state = played(harbour, best(harbour.ground))
    monkeypatch.setattr("tppo_kit.activities.patrol.game.share", lambda *_: 1.2)
    outcome = harbour.outcome(state)

    assert outcome.earned == outcome.possible
