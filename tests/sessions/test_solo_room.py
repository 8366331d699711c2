"""What a room needs of an attempt: since when it counts, how far it is, and what it took."""

import pytest

from tppo_kit.activities.activity import replay
from tppo_kit.errors import Refused
from tppo_kit.records import Event
from tppo_kit.sessions.solo import Solo

QUIZ = "quiz:kasus-a-1"


@pytest.fixture
def solo(log, seat, clock, opened):
    """Give a function that opens the quiz for the seat."""
    return lambda since=0.0: Solo(opened(QUIZ), log, seat, clock, since)


def test_an_attempt_begun_before_a_moment_is_left_alone(solo, log, seat, clock):
    """A new one is begun beside it, as the next turn; without a moment the latest is resumed."""
    earlier = solo()
    earlier.send(Event("begin"))
    since = clock.now

    fresh = solo(since)
    assert (fresh.number, fresh.notice) == (0, None)
    fresh.send(Event("begin"))

    assert log.latest(seat, QUIZ).turn == 2
    assert len(log.events(earlier._attempt.id)) == 1


def test_an_attempt_begun_since_a_moment_is_resumed(solo, clock):
    """Also at that very moment, step for step."""
    since = clock.now
    first = solo(since)
    first.send(Event("begin"))

    for moment in (since, first._attempt.started_at):
        again = solo(moment)
        assert (again.number, again.state) == (first.number, first.state)
        assert again._attempt == first._attempt
    assert solo(first._attempt.started_at + 0.5).number == 0


def test_number_counts_the_events_that_are_saved(solo):
    """Refused events and repeated clicks do not count."""
    one = solo()
    assert one.number == 0
    one.send(Event("begin", click="k1"))
    one.send(Event("begin", click="k1"))
    with pytest.raises(Refused):
        one.send(Event("begin", click="k2"))

    assert (one.number, solo().number) == (1, 1)


def test_state_is_the_replay_of_what_is_saved(solo, log, opened):
    """Nothing else is in it."""
    one = solo()
    assert one.state == opened(QUIZ).start(one._attempt.seed)
    one.send(Event("begin"))

    events = log.events(one._attempt.id)
    assert one.state == replay(opened(QUIZ), one._attempt.seed, events)


def test_a_click_is_known_once_it_was_taken(solo):
    """Not when it was refused, and also after coming back."""
    one = solo()
    one.send(Event("begin", click="k1"))
    with pytest.raises(Refused):
        one.send(Event("begin", click="k2"))

    for each in (one, solo()):
        assert (each.took("k1"), each.took("k2"), each.took("")) == (True, False, False)


def test_a_new_attempt_has_taken_no_click(solo, clock):
    """The same click may come in another attempt."""
    solo().send(Event("begin", click="k1"))
    fresh = solo(clock.now)

    assert not fresh.took("k1")
    fresh.send(Event("begin", click="k1"))
    assert fresh.number == 1
