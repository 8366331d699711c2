"""What a single message and a round share: answering, asking, explaining, judging."""

from types import SimpleNamespace

import pytest

from tppo_kit.activities.marking import (
    MessageState,
    answered,
    asked,
    explained,
    explained_line,
    is_right,
    judged,
)
from tppo_kit.content.pages import Passage
from tppo_kit.errors import Refused
from tppo_kit.records import Event, Rung

SIGNS = {"T-REK-06": SimpleNamespace(name="Visa pura-pura", from_=[])}
MESSAGE = SimpleNamespace(
    id="contoh",
    sender="Nomor baru",
    passages=[
        Passage(id="sapa", text="Halo."),
        Passage(id="visa", text="Visanya wisata.", sign="T-REK-06", why="Pura-pura."),
        Passage(id="gaji", text="Gaji besar.", resembles="T-REK-01", why="Lazim."),
    ],
    truth=Rung.CONSULT,
    accepts=[Rung.REFER],
    why="Cek dulu.",
    harmless="Salah tulis.",
    from_=[],
)


def after(*events):
    """Return the state after events written as name or name=value."""
    state = MessageState(begun=True)
    for event in events:
        name, _, value = event.partition("=")
        state = answered(MESSAGE, state, Event(name, value, at=4.0))
    return state


def test_a_message_is_answered_in_three_steps():
    """Lines, then a step, then how sure; each is kept."""
    state = after("toggle=visa", "seal", "answer=refer", "confidence=70")

    assert (state.marked, state.rung, state.confidence) == ({"visa"}, Rung.REFER, 70)
    assert state.seconds == 4.0


@pytest.mark.parametrize(
    "events",
    [["toggle=lain"], ["answer=refer"], ["seal", "seal"], ["seal", "answer=refer", "seal"]],
)
def test_other_events_are_refused(events):
    """Nothing can be skipped, repeated or made up."""
    with pytest.raises(Refused):
        after(*events)


def test_an_accepted_step_is_right_as_well():
    """What is listed under 'accepts' counts like the truth."""
    assert [is_right(MESSAGE, rung) for rung in Rung] == [False, False, True, True, False]


def test_the_open_question_is_asked():
    """Each step has its own question."""
    questions = [
        asked(MESSAGE, after(*events))[0].text
        for events in ([], ["seal"], ["seal", "answer=consult"])
    ]

    assert len(set(questions)) == 3


@pytest.mark.parametrize(
    ("line", "marked", "mark"),
    [(1, True, "yes"), (1, False, "open"), (2, True, "no"), (2, False, ""), (0, True, "no")],
)
def test_a_line_is_explained_by_what_it_is_and_whether_it_was_marked(line, marked, mark):
    """A found sign, a missed one, and a line too many have marks of their own."""
    passage = MESSAGE.passages[line]
    state = after(*([f"toggle={passage.id}"] if marked else []))

    assert explained_line(passage, state, SIGNS).mark == mark


def test_the_explanation_counts_what_was_found_and_what_was_too_many():
    """Both numbers stand in one sentence."""
    state = after("toggle=visa", "toggle=gaji", "seal", "answer=consult", "confidence=80")
    texts = [
        getattr(block, "text", "") for block in explained(MESSAGE, state, Rung.CONSULT, SIGNS, {})
    ]
    told = [text.values for text in texts if "found" in getattr(text, "values", {})]

    assert told == [{"found": 1, "all": 1, "over": 1}]


def test_lines_are_judged_under_the_names_they_are_given():
    """Without names, a line is known by message and id."""
    state = after("seal", "answer=consult", "confidence=80")

    assert [each.subject for each in judged(MESSAGE, state, "f")] == [
        *("contoh", "contoh.sapa", "contoh.visa", "contoh.gaji")
    ]
    assert [each.subject for each in judged(MESSAGE, state, "f", ["a", "b", "c"])][1:] == [
        *("a", "b", "c")
    ]


def test_no_call_is_counted_where_steps_on_both_sides_are_right():
    """Checking and informing both right: neither signal nor call; else both are told."""
    state = after("seal", "answer=consult", "confidence=80")
    either = SimpleNamespace(**{**vars(MESSAGE), "truth": Rung.INFORM, "accepts": [Rung.CONSULT]})
    found = [judged(message, state, "f")[0] for message in (MESSAGE, either)]

    assert [(each.signal, each.called) for each in found] == [(True, True), (None, None)]
    assert [each.correct for each in found] == [True, True]


def test_an_unanswered_message_cannot_be_judged():
    """Judging before the step is a mistake in the program, and is said so."""
    with pytest.raises(ValueError, match="contoh"):
        judged(MESSAGE, after("seal"), "f")
