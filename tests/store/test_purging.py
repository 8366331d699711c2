"""What is too old goes in one piece and does not come back; who came back since stays."""

import pytest
from packets import DAY, LATER, OPENED, SEATS, attempt, content, empty, room

from tppo_kit.errors import NotSaved
from tppo_kit.store.leaving import delete_seat
from tppo_kit.store.merging import merge, restore
from tppo_kit.store.packet import Scope
from tppo_kit.store.packing import pack
from tppo_kit.store.purging import Old, purge
from tppo_kit.store.tables import digest_of

GONE, BACK, YOUNG = SEATS
BEFORE = OPENED + 30 * DAY


@pytest.fixture
def aged(log):
    """Give a log with a seat that left, one that came back, a new one, an old and a new room."""
    empty(log)
    for seat, at in ((GONE, DAY), (BACK, DAY), (YOUNG, BEFORE + DAY)):
        log.add_seat(seat, at)
    attempt(log, "g1", GONE, 2 * DAY)
    attempt(log, "b1", BACK, 3 * DAY)
    room(log, "old", OPENED, seats=[GONE, BACK])
    attempt(log, "g2", GONE, OPENED + 9, activity="test:a", room="old")
    attempt(log, "b2", BACK, OPENED + 9, activity="test:b", room="old")
    attempt(log, "b3", BACK, BEFORE + 2 * DAY, turn=2)
    room(log, "new", BEFORE + DAY, seats=[YOUNG])
    attempt(log, "y1", YOUNG, BEFORE + 3 * DAY)
    return log


def test_a_dry_run_tells_what_would_go(aged):
    """By numbers, the same as the real one; nothing changes."""
    before = content(aged)
    told = purge(aged, BEFORE, dry=True)

    assert told == Old(seats=1, attempts=3, rooms=1)
    assert content(aged) == before
    assert purge(aged, BEFORE, dry=False) == told
    assert purge(aged, BEFORE, dry=False) == Old(0, 0, 0)


def test_what_is_old_goes_and_what_is_young_stays(aged):
    """Whoever came back keeps what they did alone; a room goes with the attempts made in it."""
    purge(aged, BEFORE, dry=False)
    after = content(aged)

    assert [row[0] for row in after["seats"]] == [BACK, YOUNG]
    assert [row[0] for row in after["attempts"]] == ["b1", "b3", "y1"]
    assert {row[0] for row in after["events"]} == {"b1", "b3", "y1"}
    assert {row[0] for row in after["results"]} == {"b1", "b3", "y1"}
    for name, place in (("rooms", 0), ("room_events", 0), ("room_judgements", 0)):
        assert {row[place] for row in after[name]} == {"new"}
    assert after["deleted"] == sorted(
        [("oldroom", digest_of("old"), BEFORE), ("oldseat", digest_of(GONE), BEFORE)]
    )


def test_a_room_that_went_on_since_keeps_its_seats(aged):
    """It stays what it is elsewhere, though one of its seats did nothing since."""
    room(aged, "long", BEFORE - 2.0, seats=[GONE, YOUNG])
    told = purge(aged, BEFORE, dry=False)
    after = content(aged)

    assert told == Old(seats=0, attempts=2, rooms=1)
    assert GONE in {row[2] for row in after["room_events"]}


def test_an_older_packet_does_not_bring_it_back(aged, tmp_path):
    """Neither room nor seat; the packet is taken otherwise."""
    file = tmp_path / "old.tppo"
    pack(aged, file, Scope(), BEFORE + 9 * DAY)
    purge(aged, BEFORE, dry=False)
    after = content(aged)
    merged = merge(aged, file, BEFORE + 9 * DAY)

    assert content(aged) == after
    assert merged.new.total() == 0
    assert (merged.left_out["seats"], merged.left_out["rooms"]) == (1, 1)
    assert merged.left_out["attempts"] == 3


def test_a_seat_that_comes_back_from_elsewhere_brings_only_what_is_young(aged, tmp_path):
    """On another laptop it went on; in any order the log is the same."""
    old, young = tmp_path / "old.tppo", tmp_path / "young.tppo"
    pack(aged, old, Scope(), BEFORE + 9 * DAY)
    attempt(aged, "g3", GONE, BEFORE + 5 * DAY, turn=2)
    pack(aged, young, Scope(), BEFORE + 9 * DAY)
    empty(aged)
    found = []
    for order in ((old, young), (young, old), (young,)):
        empty(aged)
        merge(aged, old, LATER)
        purge(aged, BEFORE, dry=False)
        for file in order:
            merge(aged, file, BEFORE + 9 * DAY)
        found.append(content(aged))

    assert found[0] == found[1] == found[2]
    assert [r[0] for r in found[0]["attempts"] if r[1] == GONE] == ["g3"]
    assert aged.has_seat(GONE)


def test_purging_one_laptop_takes_nothing_from_another(aged, tmp_path):
    """Its next packet leaves the office's figures alone; a backup remembers what was purged."""
    old, young = tmp_path / "old.tppo", tmp_path / "young.tppo"
    pack(aged, old, Scope(), BEFORE + 9 * DAY)
    every = content(aged)
    purge(aged, BEFORE, dry=False)
    purged = content(aged)
    pack(aged, young, Scope(), BEFORE + 9 * DAY)
    empty(aged)
    merge(aged, old, BEFORE + 9 * DAY)
    merge(aged, young, BEFORE + 9 * DAY)
    assert content(aged) == every
    empty(aged)
    restore(aged, young)

    assert content(aged) == purged


def test_a_wish_outlives_a_purge(aged):
    """What was deleted by a person stays deleted whatever its age."""
    delete_seat(aged, GONE, BEFORE)
    purge(aged, BEFORE + 99 * DAY, dry=False)

    assert ("seat", digest_of(GONE), BEFORE) in content(aged)["deleted"]


def test_a_purge_that_cannot_be_saved_removes_nothing(aged, beside):
    """One transaction: the tombstones fail, and everything is still there."""
    before = content(aged)
    with beside.broken("deleted"), pytest.raises(NotSaved):
        purge(aged, BEFORE, dry=False)

    assert content(aged) == before
