"""What all activities share: events are looked at first, refusals say why, replay is the state."""

import pytest

from tppo_kit.activities.activity import (
    CONFIDENCE_LEVELS,
    RUNG_NAMES,
    begin_button,
    check_event,
    confidence_options,
    read_confidence,
    refuse,
    replay,
)
from tppo_kit.errors import Refused
from tppo_kit.language import LANGUAGES
from tppo_kit.records import LONGEST_VALUE, Event, Rung


@pytest.mark.parametrize(
    "event",
    [
        Event("begin"),
        Event("", "", 0),
        Event("x" * LONGEST_VALUE, "y" * LONGEST_VALUE, 99_999_999_999.0),
        Event("<b>", "{name} %s", 3),
    ],
)
def test_a_readable_event_passes_as_it_is(event):
    """Short texts and a time since 1970 are let through unchanged."""
    assert check_event(event) is event


@pytest.mark.parametrize(
    "event",
    [
        Event(None),
        Event(3),
        Event(b"begin"),
        Event(["begin"]),
        Event("begin", None),
        Event("begin", {"a": 1}),
        Event("x" * (LONGEST_VALUE + 1)),
        Event("begin", "y" * (LONGEST_VALUE + 1)),
        Event("begin", at=-1),
        Event("begin", at=1e11),
        Event("begin", at=float("nan")),
        Event("begin", at=float("inf")),
        Event("begin", at=True),
        Event("begin", at="now"),
        Event("begin", at=None),
    ],
    ids=repr,
)
def test_an_unreadable_event_is_refused_with_a_sentence(event):
    """Wrong types, endless texts and impossible times never reach an activity or the screen."""
    with pytest.raises(Refused) as refused:
        check_event(event)

    assert refused.value.message.render("en")
    assert refused.value.message.values == {}


@pytest.mark.parametrize("click", [None, 3, ["a"], {"a": 1}, b"a", "x" * (LONGEST_VALUE + 1)])
def test_a_click_that_is_no_short_text_is_refused(click):
    """The id of a click comes from the page as well, so its type and length are looked at too."""
    with pytest.raises(Refused):
        check_event(Event("begin", click=click))


@pytest.mark.parametrize("field", ["name", "value", "click"])
def test_a_text_that_cannot_be_written_is_refused(field):
    """Half of a surrogate pair is no text: it can be neither saved nor sent, so it is refused."""
    with pytest.raises(Refused):
        check_event(Event(**{"name": "begin", field: "a\ud800"}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_names_what_was_tried(language):
    """The sentence names the event, cut short, so that the page stays readable."""
    sentence = refuse(Event("y" * 200, "{z}" * 60)).message.render(language)

    assert "y" * 30 in sentence
    assert "y" * 100 not in sentence


def test_replay_is_the_state_after_all_events(opened):
    """Replaying nothing is the start; replaying events is applying them one by one."""
    activity = opened("quiz")[0]
    events = [Event("begin", at=5), Event("begin", at=6)]

    state = replay(activity, 4, events[:1])

    assert replay(activity, 4, []) == activity.start(4)
    assert state == activity.apply(activity.start(4), events[0])
    with pytest.raises(Refused):
        replay(activity, 4, events)


def test_replay_looks_at_every_event_first(opened):
    """A log with a damaged line is refused instead of making a damaged state."""
    with pytest.raises(Refused):
        replay(opened("quiz")[0], 4, [Event("begin", at=float("nan"))])


@pytest.mark.parametrize("level", CONFIDENCE_LEVELS)
def test_each_level_of_confidence_is_read(level):
    """What the options offer is what is understood."""
    offered = {option.value for option in confidence_options().options}

    assert str(level) in offered
    assert read_confidence(Event("confidence", str(level))) == level


@pytest.mark.parametrize("value", ["", "49", "55", "080", "80.0", "100%", "-50", " 80", "８０"])
def test_any_other_confidence_is_refused(value):
    """Only the offered levels count; look-alike numbers do not."""
    with pytest.raises(Refused):
        read_confidence(Event("confidence", value))


def test_confidence_under_another_name_is_refused():
    """A level sent as something else is no statement of confidence."""
    with pytest.raises(Refused):
        read_confidence(Event("answer", "80"))


def test_the_ladder_has_words_for_every_rung():
    """Each rung has its own words, in both languages."""
    for language in LANGUAGES:
        assert len({RUNG_NAMES[rung].render(language) for rung in Rung}) == len(Rung)


def test_the_begin_button_sends_begin():
    """The one large button starts the activity and carries no value."""
    button = begin_button()

    assert (button.event, [option.value for option in button.options]) == ("begin", [""])
