"""Which rows of a packet a log may take again after something was deleted."""

import pytest
from packets import LATER, SEATS, attempt, content, empty, room, wish
from sqlalchemy import insert

from tppo_kit.store.departed import Departed
from tppo_kit.store.leaving import unnamed
from tppo_kit.store.tables import (
    attempts,
    deleted,
    digest_of,
    events,
    results,
    room_events,
    room_judgements,
    rooms,
    seats,
)

SEAT, OTHER = SEATS[0], SEATS[1]


@pytest.fixture
def departed(log):
    """Give a function from what was deleted to what keeps it away."""
    empty(log)
    opened = []

    def make(*gone):
        with log.writing() as connection:
            for kind, name, at in gone:
                row = {"kind": kind, "digest": digest_of(name), "at": at}
                connection.execute(insert(deleted).values(row))
            opened.append(Departed(connection))
        return opened[-1]

    return make


def test_without_deletions_every_row_is_kept(departed):
    """As it is."""
    row = {"id": "a", "seat": SEAT, "started_at": 1.0, "room": ""}

    assert departed().kept(attempts, row) is row


def test_a_deleted_seat_takes_its_attempts_with_it(departed):
    """With events and results; those of others stay."""
    gone = departed(("seat", SEAT, 5.0))
    own = {"id": "a", "seat": SEAT, "started_at": 9.0, "room": ""}
    other = {"id": "b", "seat": OTHER, "started_at": 1.0, "room": ""}

    assert gone.kept(seats, {"code": SEAT}) is None
    assert gone.kept(seats, {"code": OTHER})
    assert gone.kept(attempts, own) is None
    assert gone.kept(attempts, other) is other
    assert gone.kept(events, {"attempt": "a"}) is gone.kept(results, {"attempt": "a"}) is None
    assert gone.kept(events, {"attempt": "b"})


def test_its_votes_are_taken_without_its_name(departed):
    """By the number of its first event in each room; a judgement without a vote is left out."""
    gone = departed(("seat", SEAT, 5.0))
    for number in (3, 7):
        kept = gone.kept(room_events, {"room": "r", "number": number, "seat": SEAT})
        assert kept == {"room": "r", "number": number, "seat": unnamed("r", 3)}
    assert gone.kept(room_judgements, {"room": "r", "seat": SEAT})["seat"] == unnamed("r", 3)
    assert gone.kept(room_judgements, {"room": "s", "seat": SEAT}) is None
    console = {"room": "r", "number": 0, "seat": ""}
    assert gone.kept(room_events, console) is console


def test_an_old_room_stays_away_with_all_that_was_done_in_it(departed):
    """Its events, judgements and attempts, whoever made them."""
    gone = departed(("oldroom", "r", 5.0))
    tried = {"id": "a", "seat": OTHER, "started_at": 9.0, "room": "r"}

    assert gone.kept(rooms, {"id": "r"}) is None
    assert gone.kept(rooms, {"id": "s"})
    assert gone.kept(room_events, {"room": "r", "number": 0, "seat": OTHER}) is None
    assert gone.kept(room_judgements, {"room": "r", "seat": OTHER}) is None
    assert gone.kept(attempts, tried) is None
    assert gone.kept(attempts, {**tried, "room": "s"})


def test_an_old_seat_comes_back_with_what_is_young(departed):
    """Its row is needed again by an attempt begun since, or by a room that stays."""
    old = {"id": "a", "seat": SEAT, "started_at": 4.9, "room": ""}
    young = {**old, "id": "b", "started_at": 5.0}
    joined = {"room": "r", "number": 0, "seat": SEAT}
    departed(("oldseat", SEAT, 5.0))
    for rows, comes in (
        ([(attempts, old)], False),
        ([(attempts, old), (attempts, young)], True),
        ([(room_events, joined)], True),
    ):
        gone = departed()
        gone.look_ahead(rows)
        assert (gone.kept(seats, {"code": SEAT}) is not None) is comes
        assert gone.kept(attempts, old) is None
        assert gone.kept(attempts, young) is young


def test_a_wish_is_learnt_and_fulfilled_at_once(departed, log):
    """The seat goes from the log; a wish known before is no news, age is not learnt at all."""
    log.add_seat(SEAT, 1.0)
    attempt(log, "a", SEAT, 2.0)
    room(log, "r", 3.0, seats=[SEAT])
    row = {"kind": "seat", "digest": digest_of(SEAT), "at": 9.0}
    old = {"kind": "oldseat", "digest": digest_of(OTHER), "at": 9.0}
    wish(log, "GONE-GONE", 50.0)
    known = {"kind": "seat", "digest": digest_of("GONE-GONE"), "at": 40.0}
    with log.writing() as connection:
        assert Departed(connection).learn([row, old, known], LATER) == 1
    after = content(log)

    assert SEAT not in repr(after)
    assert after["deleted"] == sorted([tuple(row.values()), tuple(known.values())])
