"""The practice as an activity: begins, asks, tells, ends; replays from its events alone."""

from random import Random

import pytest

from tppo_kit.activities.activity import Tailored, check_event, replay
from tppo_kit.activities.blocks import Feedback
from tppo_kit.activities.habits import Habit, play_habit
from tppo_kit.activities.practice.activity import points
from tppo_kit.activities.practice.state import Stage
from tppo_kit.errors import Refused
from tppo_kit.records import Event, Judgement


def test_a_round_replays_from_its_saved_events(month):
    """What was chosen for this person stands in the first event, so the log is enough."""
    activity = month.activity
    event = month.begun(month.start + 40 * month.day)
    state = activity.apply(activity.start(1), check_event(event))
    events = [event]
    while activity.outcome(state) is None:
        events.append(activity.next_event(state, Habit.BY_THE_BOOK, Random(1)))
        state = activity.apply(state, events[-1])

    assert isinstance(activity, Tailored)
    assert replay(activity, 1, events) == state
    assert replay(activity, 99, events).picks == state.picks


def test_equal_histories_are_asked_the_same(month):
    """No clock and no chance inside: the moment and the history decide."""
    at = month.start + 40 * month.day

    assert month.begun(at) == month.begun(at)
    assert month.begun(at).value != month.begun(at + month.day).value


def test_a_second_round_on_the_first_day_finds_nothing_due(learner):
    """Then the event carries the date of tomorrow, and extra practice is offered."""
    new = learner(1.0)
    new.practise(new.start)
    event = new.begun(new.start + 3600)
    state = new.activity.apply(new.activity.start(1), event)

    assert event.value == f"{new.place} 2026-11-02"
    assert state.stage is Stage.RESTING
    assert new.activity.outcome(state) is None
    again = new.activity.apply(state, new.begun(new.start + new.day))
    extra = new.activity.apply(state, new.begun(new.start + 3600, "extra"))
    assert again.stage is extra.stage is Stage.ASKING
    assert len(extra.picks) == 8


def test_other_events_are_left_as_they_are(practice):
    """Only the two that begin a round are fitted to the learner; a forged one is not."""
    for event in (Event("answer", "desa"), Event("begin", "kota"), Event("begin", "desa TREK03+0")):
        assert practice.tailored(event, []) == event


@pytest.mark.parametrize(
    "value",
    [
        *("", "kota", "desa ", "desa x", "desa 2026-13-01", "desa 2026-11-1", "desa TREK99+00000"),
        *("desa TREK03+zz000", "desa TREK03?00000", "desa 2026-11-24 TREK03+00000"),
    ],
)
def test_a_round_that_makes_no_sense_is_refused(practice, value):
    """Whatever the page sends, nothing begins with it."""
    with pytest.raises(Refused):
        practice.apply(practice.start(1), Event("begin", value))


def test_too_long_a_round_is_refused(month):
    """Nine questions are more than a practice has."""
    event = month.begun(month.start + 40 * month.day)
    longer = Event("begin", f"{event.value} {event.value.split()[1]}")

    with pytest.raises(Refused):
        month.activity.apply(month.activity.start(1), longer)


def test_each_case_is_answered_then_sealed_then_told(practice):
    """Step, how sure, explanation, next; nothing else is possible in between."""
    state = practice.apply(practice.start(3), Event("begin", "loket", at=10.0))
    while practice.pools["loket"].knowledge(state.picks[len(state.answers)]):
        while state.stage is not Stage.TOLD:
            pressed = practice.next_event(state, Habit.BY_THE_BOOK, Random(1))
            state = practice.apply(state, pressed)
        state = practice.apply(state, Event("next", at=10.0))
    for name in ("next", "confidence", "begin", "extra"):
        with pytest.raises(Refused):
            practice.apply(state, Event(name, "80" if name == "confidence" else ""))
    asked = practice.apply(state, Event("answer", "consult", at=25.0))
    told = practice.apply(asked, Event("confidence", "70", at=27.0))

    assert (asked.stage, told.stage) == (Stage.CONFIDENCE, Stage.TOLD)
    assert (told.answers[-1].confidence, told.answers[-1].seconds) == (70, 15.0)
    assert any(isinstance(block, Feedback) for block in practice.view(told).blocks)
    assert not any(isinstance(block, Feedback) for block in practice.view(asked).blocks)


def test_a_round_ends_in_a_judgement_for_each_question(practice):
    """Cases tell signal and call, questions on facts tell neither."""
    state, _ = play_habit(practice, 4, Habit.SUSPICIOUS, Random(4))
    outcome = practice.outcome(state)

    assert len(outcome.judgements) == 8
    assert outcome.possible == 8.0
    cases = [each for each in outcome.judgements if each.signal is not None]
    assert sum(each.signal for each in cases) == len(cases) / 2
    assert all(each.called for each in cases)
    assert all(each.signs and each.confidence == 100 for each in cases)


@pytest.mark.parametrize(
    ("correct", "signal", "called", "worth"),
    [
        (True, True, True, 1.0),
        (True, None, None, 1.0),
        (False, None, None, 0.0),
        (False, True, True, 0.25),
        (False, True, False, 0.0),
        (False, False, True, 0.0),
    ],
)
def test_both_wrong_sides_cost_the_same(correct, signal, called, worth):
    """All is lost by a miss as by a false alarm."""
    judged = Judgement(
        "x", "x", "f", (), "", "", correct=correct, signal=signal, called=called,
        confidence=None, seconds=1.0,
    )  # fmt: skip

    assert points(judged) == worth
