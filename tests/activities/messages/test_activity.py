"""A round: six messages one after the other, nothing told too early, everything counted."""

import copy
from dataclasses import replace

import pytest

from tppo_kit.activities.activity import replay
from tppo_kit.activities.habits import Habit, Simulation, offered
from tppo_kit.activities.messages.activity import MessagesActivity
from tppo_kit.content.pages import MarkedMessage
from tppo_kit.errors import Refused
from tppo_kit.records import Event, Judgement
from tppo_kit.views.draw import draw_html, draw_text


def walk(*pairs):
    """Return events written as name or name=value, five seconds apart."""
    parted = [pair.partition("=") for pair in pairs]
    return [Event(name, value, at=5.0 * at) for at, (name, _, value) in enumerate(parted)]


def _signal(message):
    """Tell whether a message called for action; None where a check is right without a call."""
    steps = {message.truth, *message.accepts}
    sides = {rung.calls_for_action for rung in steps}
    return message.truth.calls_for_action if len(sides) == 1 else None


ANSWERED = ("begin", "toggle=p1", "seal", "answer=consult", "confidence=80")


def test_it_can_be_played_by_habit(activity):
    """It has every door of a simulation."""
    assert isinstance(activity, Simulation)


def test_the_steps_of_a_message_follow_each_other(activity):
    """Cover, lines, ladder, confidence, explanation, and then the next message."""
    pressed = []
    for number in range(len(ANSWERED) + 2):
        events = walk(*(*ANSWERED, "next")[:number])
        view = activity.view(replay(activity, 1, events))
        pressed.append({event.name for event in offered(view)})

    assert pressed == [
        {"begin"},
        {"toggle", "seal"},
        {"toggle", "seal"},
        {"answer"},
        {"confidence"},
        {"next"},
        {"toggle", "seal"},
    ]


@pytest.mark.parametrize(
    "events",
    [
        ("seal",),
        ("begin", "begin"),
        ("begin", "toggle=p99"),
        ("begin", "toggle=gaji"),
        ("begin", "answer=consult"),
        ("begin", "next"),
        ("begin", "seal", "toggle=p1"),
        ("begin", "seal", "answer=korban"),
        ("begin", "seal", "answer=refer", "confidence=55"),
        ("begin", "seal", "answer=refer", "answer=refer"),
        (*ANSWERED, "confidence=80"),
        (*ANSWERED, "toggle=p1"),
        (*ANSWERED, "next", "next"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(activity, events):
    """The last event is refused with a sentence; the state before it stays as it was."""
    *before, last = walk(*events)
    state = replay(activity, 1, before)
    kept = copy.deepcopy(state)
    with pytest.raises(Refused) as refused:
        activity.apply(state, last)

    assert refused.value.message.render("id")
    assert state == kept


def test_nothing_is_accepted_after_the_end(activity, played):
    """A finished round stays finished."""
    state, _ = played(1, Habit.HASTY)
    for name in ("begin", "toggle", "seal", "answer", "confidence", "next"):
        with pytest.raises(Refused):
            activity.apply(state, Event(name, "p1"))


def test_replaying_gives_the_same_state(activity, played):
    """Same seed and events, same state; the state can be kept in a set."""
    for habit in (Habit.RANDOM, Habit.HASTY):
        state, events = played(9, habit)

        assert replay(activity, 9, events) == state
        assert len({state, replay(activity, 9, events)}) == 1


def test_no_answer_shows_before_it_is_given(activity):
    """Neither page nor text of an open message holds its reasons, signs or names of lines."""
    for seed in range(12):
        state = replay(activity, seed, walk("begin"))
        message = activity.messages(state)[0]
        secrets = [message.why, message.harmless]
        secrets += [activity.signs[name].name for name in message.signs]
        secrets += ["mirip-", "tanda-", "biasa-", "T-REK", "T-DAR", *message.subjects]
        secrets += [line.why for line in message.passages if line.why]
        for more in ((), ("seal",), ("seal", "answer=consult")):
            view = activity.view(replay(activity, seed, walk("begin", *more)))
            shown = draw_html(view, "id") + draw_text(view, "id") + activity.summary()

            assert [secret for secret in secrets if secret in shown] == []


def test_the_explanation_names_reasons_signs_and_their_sources(activity):
    """Right after a message its lines are explained, with the sources of each sign."""
    for seed in range(12):
        state = replay(activity, seed, walk(*ANSWERED))
        message = activity.messages(state)[0]
        text = draw_text(activity.view(state), "id")
        reasons = [line.why for line in message.passages if line.why]

        assert [each for each in reasons if each not in text] == []
        for name in message.signs:
            sign = activity.signs[name]
            assert sign.name in text
            assert activity.sources[sign.from_[0].source].title in text


def test_every_step_and_line_is_judged(activity, played):
    """A judgement for each step with signal and call, and one for each line without."""
    state, _ = played(4, Habit.BY_THE_BOOK)
    outcome = activity.outcome(state)
    messages = activity.messages(state)
    steps = [each for each in outcome.judgements if each.kind == "message"]
    lines = [each for each in outcome.judgements if each.kind == "passage"]

    assert [each.subject for each in steps] == [message.id for message in messages]
    assert [each.signal for each in steps] == [_signal(message) for message in messages]
    assert sum(bool(each.signal) for each in steps) == 3
    assert all(each.correct and each.confidence == 80 for each in steps)
    assert len(lines) == sum(len(message.passages) for message in messages)
    assert {each.signal for each in lines} == {None}
    assert outcome.earned == outcome.possible == 36
    for each in outcome.judgements:
        assert Judgement.from_data(each.as_data()) == each


def test_a_round_is_open_until_its_summary(activity, played):
    """There is no outcome before the last explanation has been read."""
    state, events = played(2, Habit.SILENT)

    assert activity.outcome(replay(activity, 2, events[:-1])) is None
    assert 0 <= activity.outcome(state).earned < activity.outcome(state).possible


def test_points_stay_within_bounds_for_every_habit(activity, played):
    """Nobody earns less than nothing or more than all."""
    for habit in Habit:
        outcome = activity.outcome(played(6, habit)[0])

        assert 0 <= outcome.earned <= outcome.possible == 36


def test_seconds_run_from_seeing_to_deciding(activity, played):
    """Each message is timed from its own first sight."""
    state, events = played(5, Habit.SILENT)
    steps = [each for each in activity.outcome(state).judgements if each.kind == "message"]

    assert {each.seconds for each in steps} == {10.0}
    assert len(events) == 1 + 4 * 6


def test_the_fingerprint_follows_all_that_is_drawn_upon(activity, catalogue):
    """Another set, written message or sign gives another fingerprint."""
    deck, signs = activity.deck, activity.signs
    written = {name: catalogue.get(MarkedMessage, name) for name in deck.written}
    changed = written[deck.written[0]].model_copy(update={"why": "Lain."})
    sign = signs["T-REK-02"].model_copy(update={"basis": "Lain."})
    prints = {
        MessagesActivity(deck, written, signs, {}).fingerprint,
        MessagesActivity(deck, {**written, deck.written[0]: changed}, signs, {}).fingerprint,
        MessagesActivity(deck, written, {**signs, "T-REK-02": sign}, {}).fingerprint,
        MessagesActivity(deck.model_copy(update={"minutes": 21}), written, signs, {}).fingerprint,
    }

    assert len(prints) == 4
    assert activity.fingerprint in prints


def test_time_going_backwards_counts_as_no_time(activity):
    """A clock that was set back gives no negative seconds."""
    state = activity.apply(activity.start(1), Event("begin", at=100.0))
    state = activity.apply(state, Event("seal", at=90.0))
    state = activity.apply(state, Event("answer", "consult", at=80.0))

    assert state.open_ == replace(state.open_, seconds=0.0)
