"""The records that cross layers keep what they are given, and a rung knows its place."""

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tppo_kit.records import LONGEST_VALUE, Event, Judgement, Outcome, Rung

texts = st.text(max_size=20)
judgements = st.builds(
    Judgement,
    kind=texts,
    subject=texts,
    fingerprint=texts,
    signs=st.lists(texts, max_size=4).map(tuple),
    right=texts,
    chosen=texts,
    correct=st.booleans(),
    signal=st.sampled_from([True, False, None]),
    called=st.sampled_from([True, False, None]),
    confidence=st.none() | st.integers(50, 100),
    seconds=st.floats(0, 1e6),
)


@given(judgements)
def test_a_judgement_survives_the_log(judgement):
    """Written as JSON and read again, it is the same judgement."""
    written = json.dumps(judgement.as_data())

    assert Judgement.from_data(json.loads(written)) == judgement


@given(judgements)
def test_every_field_of_a_judgement_is_written(judgement):
    """Nothing is left out of the log."""
    names = {field.name for field in dataclasses.fields(Judgement)}

    assert set(judgement.as_data()) == names


def test_a_judgement_with_a_strange_field_is_refused():
    """A log of another version is noticed."""
    data = {name.name: "" for name in dataclasses.fields(Judgement)}

    with pytest.raises(TypeError, match="mood"):
        Judgement.from_data({**data, "mood": "glad"})


@pytest.mark.parametrize(
    ("rung", "height", "calls"),
    [
        (Rung.NO_CONCERN, 0, False),
        (Rung.INFORM, 1, False),
        (Rung.CONSULT, 2, True),
        (Rung.REFER, 3, True),
        (Rung.URGENT, 4, True),
    ],
)
def test_the_ladder_has_five_rungs_and_action_starts_at_the_third(rung, height, calls):
    """From consult on, somebody else is involved."""
    assert rung.height == height
    assert rung.calls_for_action is calls


def test_a_rung_is_its_own_word():
    """Content and code write the same words, from least to most."""
    assert [str(rung) for rung in Rung] == ["no-concern", "inform", "consult", "refer", "urgent"]
    assert Rung("no-concern") is Rung.NO_CONCERN
    with pytest.raises(ValueError, match="victim"):
        Rung("victim")


def test_an_event_needs_only_a_name():
    """Value, time and click have defaults that say nothing."""
    assert Event("begin") == Event("begin", value="", at=0.0, click="")
    assert LONGEST_VALUE == 200


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (Event("begin"), "name"),
        (Outcome((), 0, 0), "ending"),
        (Judgement(*[""] * 3, (), *[""] * 7), "correct"),
    ],
    ids=["event", "outcome", "judgement"],
)
def test_records_cannot_be_changed(record, field):
    """What happened has happened."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(record, field, "x")


@pytest.mark.parametrize(
    "record", [Event("begin"), Outcome((), 1.0, 2.0)], ids=["event", "outcome"]
)
def test_records_have_no_room_for_more(record):
    """A misspelt field is an error, not a new field."""
    with pytest.raises((AttributeError, TypeError)):
        object.__setattr__(record, "nmae", "x")


def test_an_outcome_without_an_ending_is_one_of_a_quiz():
    """Only cases have endings."""
    assert Outcome((), 3.0, 4.0) == Outcome((), 3.0, 4.0, ending="")
