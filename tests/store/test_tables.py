"""What the tables hold reads and sorts alike in every database."""

import pytest
from sqlalchemy import inspect

from tppo_kit.records import Event, Judgement
from tppo_kit.store.rooms import RoomEvent, RoomJudgement, RoomLog, RoomRecord
from tppo_kit.store.tables import metadata

ONE = Judgement("quiz", "a", "f", (), "refer", "refer", True, True, True, None, None)  # noqa: FBT003


def test_every_column_that_is_described_is_there(log):
    """Names, order, whether it may be empty, and what the key is."""
    known = inspect(log._engine)
    found = {
        name: (
            [(column["name"], column["nullable"]) for column in known.get_columns(name)],
            known.get_pk_constraint(name)["constrained_columns"],
        )
        for name in metadata.tables
    }

    assert found == {
        name: (
            [(column.name, column.nullable) for column in table.columns],
            [column.name for column in table.primary_key],
        )
        for name, table in metadata.tables.items()
    }


def test_letters_sort_by_their_code(log):
    """Not by the language of a server: reports of the same answers are the same everywhere."""
    seats = ["é", "b", "B", "a", "A", "_", "card-10", "card-9", "Z-1", "Z1", "ada apa", "ada-apa"]
    rooms = RoomLog(log)
    rooms.add(RoomRecord("r1", "x", 1, rehearsal=False, opened_at=1.0))
    rooms.add_judgements("r1", [RoomJudgement(0, 1, seat, "quiz:x", 1.0, ONE) for seat in seats])

    assert [each.seat for each in rooms.judgements("r1")] == sorted(seats)


def test_upper_and_lower_case_are_two_letters(log):
    """As they are in Python."""
    assert log.add_seat("abcd", 1.0)
    assert log.add_seat("ABCD", 1.0)
    assert not log.has_seat("Abcd")


@pytest.mark.parametrize("length", [200, 201, 5000])
def test_a_long_text_is_kept_whole(log, attempt, length):
    """How long a text may be is decided before it comes here."""
    rooms = RoomLog(log)
    rooms.add(RoomRecord("r1", "x" * length, 1, rehearsal=False, opened_at=1.0, place="d" * length))
    rooms.append("r1", 0, RoomEvent("s" * length, "join", "v" * length, 1.0, "k" * length))
    log.append(attempt(), 0, Event("begin", "v" * length, 1.0, "k" * length))

    assert rooms.open_at(100.0).place == "d" * length
    assert rooms.events("r1")[0].seat == "s" * length
    assert log.events("one")[0].click == "k" * length


@pytest.mark.parametrize("at", [0.0, 0.1, 1e11, 1_764_000_000.123456, 5e-324])
def test_a_moment_is_kept_to_the_last_digit(log, attempt, at):
    """Seconds are doubles everywhere."""
    log.append(attempt(started=at), 0, Event("begin", "", at, "k"))

    assert log.events("one")[0].at == at
    assert log.latest("AAAA-AAAA", "quiz:x").started_at == at
