"""A database of an older kit is brought up to date and works on, with every row it had."""

import pytest
from frozen import TABLES, lay_down

from tppo_kit.errors import NotSaved, Overtaken
from tppo_kit.language import LANGUAGES
from tppo_kit.records import Event, Outcome
from tppo_kit.store import migrations
from tppo_kit.store.attempts import Attempt
from tppo_kit.store.log import Log
from tppo_kit.store.rooms import RoomEvent, RoomLog, RoomRecord
from tppo_kit.store.tables import SCHEMA_VERSION

SEAT = "AAAA-AAAA"


@pytest.fixture(params=[1, 2])
def old(request, database, beside):
    """Give an older version, laid down in the database."""
    lay_down(beside, request.param)
    return request.param


def test_every_row_is_kept_and_the_version_raised(old, database, beside):
    """Opening adds what is missing and touches nothing that was there."""
    before = beside.contents(TABLES[old])
    assert beside.version() == old

    Log(database).close()

    grown = {name: [(*row, *TABLES[old][name]) for row in rows] for name, rows in before.items()}
    assert beside.contents(TABLES[old]) == grown
    assert beside.version() == SCHEMA_VERSION == 3


def test_what_was_written_then_reads_as_ever(old, opener):
    """Seats, the unfinished attempt and its events, and the result."""
    log = opener()

    assert log.has_seat("BBBB-BBBB")
    assert log.latest(SEAT, "quiz:x") == Attempt("two", SEAT, "quiz:x", "f" * 12, 6, 20.0, turn=2)
    assert log.events("one") == [
        Event("begin", "", 11.0, "k1"),
        Event("answer", "consult", 12.25, "n1"),
    ]
    (result,) = log.results(SEAT)
    assert isinstance(result.outcome, Outcome)
    assert (result.outcome.judgements[0].chosen, result.outcome.ending) == ("inform", "mixed")


def test_rooms_of_version_2_read_as_ever(opener, database, beside):
    """Rooms, what was done in them, and what each person chose; their place is not known."""
    lay_down(beside, 2)
    rooms = RoomLog(opener())

    assert rooms.every() == [
        RoomRecord("room-a", "lokakarya-petugas-45", 2**31 - 1, rehearsal=False, opened_at=30.5)
    ]
    assert rooms.open_at(100.0).id == "room-b"
    assert [(event.seat, event.name) for event in rooms.events("room-a")] == [
        ("", "block"),
        (SEAT, "join"),
    ]
    assert [each.seat for each in rooms.judgements("room-a")] == [SEAT, "card-7"]
    assert [(each.at, each.judgement.seconds) for each in rooms.of_seat(SEAT)] == [(33.5, 2.5)]


def test_an_older_database_works_on(old, opener):
    """Attempts go on where they were, and a room can be opened at a place."""
    log = opener()
    log.append(log.latest(SEAT, "quiz:x"), 1, Event("answer", "act", 22.0, "k2"))
    rooms = RoomLog(log)
    room = RoomRecord("r1", "x", 1, rehearsal=False, opened_at=50.0, place="desa-a")
    rooms.add(room)
    rooms.append("r1", 0, RoomEvent(SEAT, "join", "", 51.0, "k1"))
    log.close()

    again = opener()

    assert [event.name for event in again.events("two")] == ["begin", "answer"]
    assert RoomLog(again).open_at(100.0) == room
    assert [event.seat for event in RoomLog(again).events("r1")] == [SEAT]
    with pytest.raises(Overtaken):
        again.append(again.latest(SEAT, "quiz:x"), 1, Event("answer", "act", 23.0, "k3"))


def test_an_older_database_has_the_same_tables_as_a_new_one(old, opener, beside, another):
    """Every table, column, index and rule, however it began."""
    opener().close()
    Log(another.database).close()

    assert beside.shape() == another.shape()
    assert len(beside.shape()) > 20


def test_a_fault_in_the_middle_leaves_the_older_database_as_it_was(
    old, opener, beside, monkeypatch
):
    """Half a step is none: tables, rows and version stay, and the next start does it all."""
    before = beside.shape(), beside.contents(TABLES[old]), beside.version()

    def fail(_connection):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setitem(migrations.STEPS, SCHEMA_VERSION + 1, fail)
        with pytest.raises(KeyboardInterrupt):
            opener()
    assert (beside.shape(), beside.contents(TABLES[old]), beside.version()) == before

    opener()
    assert beside.version() == SCHEMA_VERSION


def test_what_a_half_made_file_lacks_is_added(opener, beside):
    """A kit of version 2 could be stopped before it wrote its version down."""
    lay_down(beside, 2)
    beside.set_version(0)

    log = opener()

    assert log.latest(SEAT, "quiz:x").purpose == ""
    assert RoomLog(log).every()[0].place == ""


def test_a_newer_database_is_refused_untouched(old, opener, beside):
    """What a kit after this one has written is not ours to change; the sentence says so."""
    beside.set_version(SCHEMA_VERSION + 1)
    before = beside.everything()

    with pytest.raises(NotSaved) as told:
        opener()

    sentences = [told.value.message.render(language) for language in LANGUAGES]
    assert "newer edition" in sentences[LANGUAGES.index("en")]
    assert len(set(sentences)) == len(LANGUAGES)
    assert beside.everything() == before
