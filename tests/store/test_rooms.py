"""The log of rooms: numbered events that nothing changes, each click of a seat once."""

import pytest

from tppo_kit.errors import NotSaved, Overtaken
from tppo_kit.records import Judgement
from tppo_kit.store.rooms import RoomEvent, RoomJudgement, RoomLog, RoomRecord

ROOM = RoomRecord("r1", "lokakarya-petugas-45", 2**31 - 1, rehearsal=False, opened_at=10.0)


@pytest.fixture
def rooms(log):
    """Give the log of rooms with one room."""
    made = RoomLog(log)
    made.add(ROOM)
    return made


def judged(stage, step, seat, confidence=70):
    """Return a judgement with every field filled."""
    judgement = Judgement(
        kind="vignette",
        subject="ada-apa",
        fingerprint="0123456789ab",
        signs=("T-REK-01",),
        right="refer",
        chosen="inform",
        correct=False,
        signal=True,
        called=False,
        confidence=confidence,
        seconds=3.25,
    )
    return RoomJudgement(stage, step, seat, "quiz:kasus-a-1", 12.5, judgement)


def test_a_room_reads_back(rooms):
    """Every field, also of a rehearsal."""
    assert rooms.open_at(100.0) == ROOM
    rehearsal = RoomRecord("r2", "lokakarya-petugas-90", 0, rehearsal=True, opened_at=11.0)

    rooms.add(rehearsal)

    assert rooms.open_at(100.0) == rehearsal


def test_the_latest_room_is_the_one_opened_last(rooms):
    """Not the one written last."""
    rooms.add(RoomRecord("r0", "x", 1, rehearsal=False, opened_at=9.0))

    assert rooms.open_at(100.0) == ROOM


def test_without_a_room_there_is_none(log):
    """Nothing is made up."""
    empty = RoomLog(log)

    assert (empty.open_at(100.0), empty.events("r1"), empty.judgements("r1")) == (None, [], [])


def test_events_read_back_in_their_order(rooms):
    """Field by field, whatever order they were written in; long and odd values too."""
    events = [
        RoomEvent("", "block", "0", 11.0, "k1"),
        RoomEvent("AAAA-AAAA", "join", "", 12.0, "k1"),
        RoomEvent("", "inject", "all|Bus <b>terlambat</b> “é” 🙂\n" + "x" * 900, 13.25, "k2"),
        RoomEvent("AAAA-AAAA", "vote", "0.1.5 choose=x", 14.0, "k2"),
    ]
    for number in (2, 0, 3, 1):
        rooms.append("r1", number, events[number])

    assert rooms.events("r1") == events
    assert rooms.events("r2") == []


def test_a_number_is_written_once(rooms):
    """Whoever comes second with a number is told, and the first stays."""
    first = RoomEvent("", "block", "0", 11.0, "k1")
    rooms.append("r1", 0, first)

    with pytest.raises(Overtaken):
        rooms.append("r1", 0, RoomEvent("", "block", "1", 12.0, "k2"))

    assert rooms.events("r1") == [first]


def test_a_click_of_a_seat_is_written_once(rooms):
    """The same click of another seat, or in another room, is another click."""
    rooms.add(RoomRecord("r2", "x", 1, rehearsal=False, opened_at=11.0))
    vote = RoomEvent("AAAA-AAAA", "vote", "a", 11.0, "k1")
    rooms.append("r1", 0, vote)

    with pytest.raises(Overtaken):
        rooms.append("r1", 1, vote)

    other = RoomEvent("BBBB-BBBB", "vote", "a", 11.0, "k1")
    rooms.append("r1", 1, other)
    rooms.append("r2", 0, vote)
    assert rooms.events("r1") == [vote, other]


def test_events_without_a_click_do_not_clash(rooms):
    """What was pressed without a script has no click of its own, and is kept all the same."""
    for number in range(3):
        rooms.append("r1", number, RoomEvent("", "open", "", 11.0))

    assert [event.name for event in rooms.events("r1")] == ["open"] * 3
    assert len({event.click for event in rooms.events("r1")}) == 3


def test_an_event_belongs_to_a_room(rooms):
    """Without the room nothing is written."""
    with pytest.raises(NotSaved):
        rooms.append("none", 0, RoomEvent("", "open"))

    assert rooms.events("none") == []


def test_judgements_read_back_by_stage_step_and_seat(rooms):
    """Every field, also of printed cards and of who did not say how sure."""
    found = [judged(1, 2, "card-7", None), judged(0, 9, "B"), judged(1, 2, "B"), judged(0, 2, "B")]

    rooms.add_judgements("r1", found)
    rooms.add_judgements("r1", [])

    assert rooms.judgements("r1") == [found[3], found[1], found[2], found[0]]


def test_judgements_of_a_stage_are_written_once_and_whole(rooms):
    """A second writing of one of them writes none of the others."""
    rooms.add_judgements("r1", [judged(0, 1, "A")])

    with pytest.raises(Overtaken):
        rooms.add_judgements("r1", [judged(0, 1, "B"), judged(0, 1, "A")])

    assert [each.seat for each in rooms.judgements("r1")] == ["A"]


def test_a_room_keeps_who_wrote_it(rooms, beside):
    """The edition of the kit stands beside it, for those who read the file later."""
    ((edition, rehearsal),) = beside.rows("SELECT edition, rehearsal FROM rooms")

    assert edition
    assert rehearsal == 0
