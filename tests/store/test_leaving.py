"""A person takes their data along, or deletes it for good, here and wherever packets arrive."""

import json

import pytest
from packets import DAY, HOUR, LATER, ONE, SEATS, attempt, content, empty, fill, room

from tppo_kit.errors import NotFound, Refused
from tppo_kit.store.judged import judged
from tppo_kit.store.leaving import data_of_seat, delete_seat, unnamed
from tppo_kit.store.merging import merge
from tppo_kit.store.packet import Scope
from tppo_kit.store.packing import pack
from tppo_kit.store.rooms import RoomLog
from tppo_kit.store.tables import digest_of

ONE_SEAT, OTHER = SEATS[0], SEATS[1]


@pytest.fixture
def full(log):
    """Give a log with some of everything."""
    empty(log)
    fill(log)
    return log


def test_nothing_of_a_deleted_seat_is_left_but_unnamed_votes(full):
    """Its code stands nowhere; the others are as they were."""
    before = content(full)
    delete_seat(full, ONE_SEAT, LATER)
    after = content(full)

    assert ONE_SEAT not in repr(after)
    assert [row[0] for row in after["attempts"]] == ["a3", "b2", "t1"]
    for name in ("events", "results"):
        assert after[name] == [r for r in before[name] if r[0] not in {"a1", "a2", "b1"}]
    assert [(r[0], r[1], r[3:]) for r in after["room_events"]] == [
        (r[0], r[1], r[3:]) for r in before["room_events"]
    ]
    assert not full.has_seat(ONE_SEAT)
    assert ("seat", digest_of(ONE_SEAT), LATER) in after["deleted"]


def test_the_votes_become_those_of_one_new_seat(full):
    """The room has as many people and votes as before, and its judgements stay with the votes."""
    seats = [event.seat for event in RoomLog(full).events("r1")]
    people = {each.seat for each in judged(full) if each.room == "r1" and not each.purpose}
    delete_seat(full, ONE_SEAT, LATER)
    name = unnamed("r1", 1)

    now = [event.seat for event in RoomLog(full).events("r1")]
    assert now == [name if seat == ONE_SEAT else seat for seat in seats]
    judges = {each.seat for each in judged(full) if each.room == "r1" and not each.purpose}
    assert judges == people - {ONE_SEAT} | {name}
    assert len(name) == 16
    assert unnamed("r2", 1) != name != unnamed("r1", 2)


def test_an_unknown_seat_is_not_deleted(full):
    """Nothing changes, and no tombstone keeps a future seat away."""
    before = content(full)
    with pytest.raises(NotFound):
        delete_seat(full, "QQQQ-QQQQ", LATER)
    delete_seat(full, ONE_SEAT, LATER)
    with pytest.raises(NotFound):
        delete_seat(full, ONE_SEAT, LATER)

    assert len(content(full)["deleted"]) == len(before["deleted"]) + 1


def test_while_its_room_goes_on_a_seat_stays(full):
    """The room of this morning would stumble; when it has ended, or tomorrow, it goes."""
    room(full, "r2", LATER, seats=[ONE_SEAT], ended=False)
    before = content(full)
    with pytest.raises(Refused, match="still running"):
        delete_seat(full, ONE_SEAT, LATER + HOUR)
    assert content(full) == before
    delete_seat(full, OTHER, LATER + HOUR)
    delete_seat(full, ONE_SEAT, LATER + DAY)

    assert not full.has_seat(OTHER)
    assert not full.has_seat(ONE_SEAT)


def test_the_log_packed_after_a_deletion_is_the_same_everywhere(full, tmp_path):
    """Before and after, in any order, the office ends with what the village has."""
    old, room_only, new = (tmp_path / f"{name}.tppo" for name in ("old", "room", "new"))
    pack(full, old, Scope(), LATER)
    pack(full, room_only, Scope(room="r1"), LATER)
    delete_seat(full, ONE_SEAT, LATER)
    pack(full, new, Scope(), LATER)
    wanted, told = content(full), list(judged(full))
    for order in (
        (old, new),
        (new, old),
        (room_only, new, old),
        (new, room_only, new),
        (old, new, old),
    ):
        empty(full)
        for file in order:
            merge(full, file, LATER)
        assert content(full) == wanted
        assert list(judged(full)) == told


def test_a_wish_alone_deletes_at_the_other_end(full, tmp_path):
    """A packet of another room carries it; what was left out is said."""
    old, other = tmp_path / "old.tppo", tmp_path / "other.tppo"
    pack(full, old, Scope(), LATER)
    room(full, "r2", LATER, seats=[OTHER])
    delete_seat(full, ONE_SEAT, LATER)
    pack(full, other, Scope(room="r2"), LATER + DAY)
    empty(full)
    merge(full, old, LATER)
    merged = merge(full, other, LATER + DAY)

    assert merged.new["deleted"] == 1
    assert ONE_SEAT not in repr(content(full))
    again = merge(full, old, LATER)
    assert again.new.total() == 0
    assert (again.left_out["seats"], again.left_out["attempts"], again.left_out["events"]) == (
        1,
        3,
        9,
    )


def test_a_wish_waits_until_the_room_here_has_ended(full, tmp_path):
    """The packet is refused as a whole while the seat plays here, and comes in afterwards."""
    file = tmp_path / "wish.tppo"
    delete_seat(full, ONE_SEAT, LATER)
    pack(full, file, Scope(), LATER)
    empty(full)
    full.add_seat(ONE_SEAT, LATER)
    room(full, "r2", LATER, seats=[ONE_SEAT], ended=False)
    before = content(full)
    with pytest.raises(Refused, match="still running"):
        merge(full, file, LATER + HOUR)
    assert content(full) == before
    merge(full, file, LATER + DAY)

    assert ONE_SEAT not in repr(content(full))


def test_of_two_wishes_the_earlier_counts(full, tmp_path):
    """The same seat deleted at two places: the log is the same in any order."""
    files = []
    for at in (LATER + 5, LATER):
        empty(full)
        full.add_seat(ONE_SEAT, 1.0)
        delete_seat(full, ONE_SEAT, at)
        files.append(tmp_path / f"{at}.tppo")
        pack(full, files[-1], Scope(), LATER)
    found = []
    for order in (files, files[::-1]):
        empty(full)
        for file in order:
            merge(full, file, LATER)
        found.append(content(full)["deleted"])

    assert found[0] == found[1] == [("seat", digest_of(ONE_SEAT), LATER)]


def test_a_person_takes_all_their_data_and_nothing_of_others(full):
    """As data for JSON: attempts with events and results, and what they did in rooms."""
    attempt(full, "a9", OTHER, LATER, activity="quiz:secret")
    data = data_of_seat(full, ONE_SEAT)
    text = json.dumps(data, allow_nan=False)

    assert data["seat"] == ONE_SEAT
    assert [each["activity"] for each in data["attempts"]] == ["quiz:x", "quiz:x", "test:a"]
    first, second, tested = data["attempts"]
    assert (first["started"], first["turn"]) == ("1970-01-11T00:00:00.000+00:00", 1)
    assert [step["value"] for step in first["events"]] == [f"pilihan “{n}”" for n in range(3)]
    assert first["result"]["judgements"][0] == {**ONE.as_data(), "signs": list(ONE.signs)}
    assert second["result"] is None
    assert (tested["room"], tested["purpose"]) == ("r1", "before")
    (visited,) = data["rooms"]
    assert (visited["room"], visited["place"]) == ("r1", "desa-a")
    assert [step["name"] for step in visited["events"]] == ["join", "vote"]
    assert [each["judgement"]["subject"] for each in visited["judgements"]] == ["shared"]
    assert not any(word in text for word in (OTHER, SEATS[2], "secret", "card-3", "trial"))


def test_an_unknown_seat_has_no_data(full):
    """Nor has one that was deleted."""
    with pytest.raises(NotFound):
        data_of_seat(full, "QQQQ-QQQQ")
    delete_seat(full, ONE_SEAT, LATER)
    with pytest.raises(NotFound):
        data_of_seat(full, ONE_SEAT)
