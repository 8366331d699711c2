"""Who came and what was run is read from a session's own events, whatever the content is now."""

import pytest

from tppo_kit.reports.held import looked_at, people_reached
from tppo_kit.store.rooms import RoomEvent, RoomRecord

ROOM = RoomRecord("r", "gone", 1, rehearsal=False, opened_at=0.0)


def session(*events):
    """Return what events tell; each is seconds, ``name=value`` and perhaps a seat."""
    made = []
    for at, press, *seat in events:
        name, _, value = press.partition("=")
        made.append(RoomEvent(seat[0] if seat else "", name, value, float(at)))
    return looked_at(ROOM, made)


def test_a_block_lasts_until_the_next_one_or_the_end():
    """A block that comes twice adds up."""
    found = session((0, "block=0"), (60, "block=1"), (180, "block=0"), (210, "end="))

    assert found.minutes == {0: 1.5, 1: 2.0}
    assert found.ended


def test_what_nobody_ended_lasts_to_the_last_event():
    """A laptop that went out of power leaves its last block open."""
    found = session((0, "block=3"), (90, "live=on"))

    assert found.minutes == {3: 1.5}
    assert not found.ended


@pytest.mark.parametrize(
    ("events", "minutes"),
    [
        (((60, "pause="), (120, "resume=")), {0: 4.0}),
        (((60, "distress="), (120, "calm=")), {0: 4.0}),
        (((60, "pause="), (90, "distress="), (120, "calm=")), {0: 4.0}),
        (((60, "distress="), (180, "block=1"), (240, "calm=")), {0: 1.0, 1: 1.0}),
        (((60, "pause="),), {0: 1.0}),
        (((60, "resume="),), {0: 5.0}),
    ],
)
def test_pauses_and_stops_for_safety_count_for_nothing(events, minutes):
    """After a stop the next block waits for its own button; a stray button changes nothing."""
    found = session((0, "block=0"), *events, (300, "end="))

    assert found.minutes == minutes


def test_people_are_seats_or_those_who_answered_at_once_whichever_is_more():
    """Hands are set anew, cards add up, and each opening begins at nought."""
    found = session(
        (0, "join=", "A"),
        (1, "join=", "B"),
        (2, "open="),
        (3, "vote=0.0.2 x", "A"),
        (4, "hands=A:2 B:1"),
        (5, "hands=A:1 B:1"),
        (6, "cards=1:A 2:B"),
        (7, "cards=2:A 3:A"),
        (8, "open="),
        (9, "vote=0.1.8 x", "A"),
        (10, "vote=0.1.8 y", "A"),
    )

    assert (len(found.seats), found.aside, found.at_once) == (2, 5, 6)
    assert (found.people, found.without_seat) == (6, 4)


def test_a_seat_counts_once_over_sessions_and_who_has_none_each_time():
    """Two sessions of the same two seats, in one of which three hands went up besides."""
    first = session((0, "join=", "A"), (1, "join=", "B"))
    second = session(
        (0, "join=", "A"),
        (1, "join=", "B"),
        (2, "open="),
        (3, "vote=0.0.2 x", "A"),
        (4, "vote=0.0.2 x", "B"),
        (5, "hands=A:3"),
    )

    assert people_reached([first, first]) == 2
    assert people_reached([first, second]) == 5
    assert people_reached([second, second]) == 8
    assert people_reached([]) == 0
