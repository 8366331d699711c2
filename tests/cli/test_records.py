"""The verbs for answers: each does its work once, says what it did, and ends with the right code."""

import pytest
from click.testing import CliRunner

from tppo_kit.cli import main
from tppo_kit.language import LANGUAGES
from tppo_kit.records import Event, Outcome
from tppo_kit.store.attempts import new_attempt
from tppo_kit.store.log import Log
from tppo_kit.store.packet import Scope, read
from tppo_kit.store.packing import pack
from tppo_kit.store.rooms import RoomEvent, RoomLog, RoomRecord

SEAT = "AAAA-AAAA"
DAY = 86_400.0
OPENED = 20_000 * DAY


def run(*arguments):
    """Run a command in this process; a fault in it is a fault of the test."""
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Give a folder of answers with a room that is over and an attempt made alone, years ago."""
    monkeypatch.delenv("TPPO_DATABASE_URL", raising=False)
    made = tmp_path / "answers"
    log = Log(made / "tppo-kit.sqlite3")
    log.add_seat(SEAT, OPENED)
    rooms = RoomLog(log)
    rooms.add(RoomRecord("r1", "lokakarya", 1, rehearsal=False, opened_at=OPENED))
    rooms.append("r1", 0, RoomEvent(SEAT, "join", "", OPENED))
    attempt = new_attempt(SEAT, "quiz:x", "f", OPENED - DAY)
    log.append(attempt, 0, Event("begin", at=OPENED - DAY), Outcome((), 0.0, 1.0))
    log.close()
    return made


@pytest.fixture
def kit(folder):
    """Give a function that runs a verb on the folder."""
    return lambda *arguments: run(*arguments, "--data-dir", folder)


def test_the_last_workshop_is_packed_and_merged_elsewhere(kit, tmp_path):
    """Its size and what is in it are told, in both languages; a second merging brings nothing."""
    file, other = tmp_path / "room.tppo", tmp_path / "other"
    told = kit("pack", "--to", file, "--language", "en")
    assert told.exit_code == 0
    assert "workshops 1, seats 1, attempts 0, answers 1" in told.stdout
    assert f"{file} (1 kB)" in told.stdout
    assert read(file).scope == Scope(room="r1")
    first = run("merge", file, "--data-dir", other, "--language", "en")
    second = run("merge", file, "--data-dir", other, "--language", "en")

    assert first.exit_code == second.exit_code == 0
    assert "new: workshops 1" in first.stdout
    assert "new: workshops 0" in second.stdout
    assert "already: workshops 1" in second.stdout


def test_a_workshop_is_packed_by_its_name_or_a_stretch_of_time_by_its_day(kit, tmp_path):
    """Not both at once."""
    by_name, by_day = tmp_path / "name.tppo", tmp_path / "day.tppo"

    assert kit("pack", "r1", "--to", by_name).exit_code == 0
    assert kit("pack", "--since", "2024-01-01", "--to", by_day).exit_code == 0
    assert read(by_name).scope.room == "r1"
    assert 19_722 * DAY < read(by_day).scope.since < 19_725 * DAY
    assert read(by_day).counts["attempts"] == 1
    both = kit("pack", "r1", "--since", "2024-01-01", "--to", tmp_path / "both.tppo")
    assert (both.exit_code, both.stdout) == (2, "")
    assert kit("pack", "--since", "kemarin", "--to", tmp_path / "x.tppo").exit_code == 2


@pytest.mark.parametrize("verb", [["pack", "r9", "--to"], ["pack", "--to"], ["backup"]])
def test_what_cannot_be_written_is_told_in_both_languages(kit, tmp_path, verb):
    """The exit code is 2, and no file is begun."""
    there = tmp_path / "there.tppo"
    there.write_bytes(b"x")
    told = kit(*verb, there)

    assert told.exit_code == 2
    assert len(told.stderr.splitlines()) == len(set(told.stderr.splitlines())) == len(LANGUAGES)
    assert there.read_bytes() == b"x"


def test_a_bad_packet_does_not_stop_the_others(kit, tmp_path):
    """Each file on its own: the good ones come in, the exit code is 1."""
    good, bad, other = tmp_path / "good.tppo", tmp_path / "bad.tppo", tmp_path / "other"
    kit("pack", "--to", good)
    bad.write_bytes(good.read_bytes()[:-1])
    told = run("merge", bad, tmp_path / "none.tppo", good, "--data-dir", other, "--language", "en")

    assert told.exit_code == 1
    assert "bad.tppo is damaged" in told.stderr
    assert "none.tppo cannot be read" in told.stderr
    assert "good.tppo: new: workshops 1" in told.stdout


def test_a_backup_is_restored_into_an_empty_place_only(kit, tmp_path):
    """Packed again the copy is the same file; over answers it is refused."""
    file, again, other = tmp_path / "all.tppo", tmp_path / "again.tppo", tmp_path / "other"

    assert kit("backup", file).exit_code == 0
    assert run("restore", file, "--data-dir", other).exit_code == 0
    assert run("backup", again, "--data-dir", other).exit_code == 0
    assert again.read_bytes() == file.read_bytes()
    refused = kit("restore", file)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "kit.py merge" in refused.stderr


def test_a_backup_holds_neither_secret_nor_pin(kit, folder, tmp_path):
    """They belong to the laptop, not to the answers."""
    for name in ("secret", "pin"):
        (folder / name).write_text("4711deadbeef", encoding="ascii")
    kit("backup", tmp_path / "all.tppo")

    found = [row for _, row in read(tmp_path / "all.tppo").rows()]
    assert found
    assert "4711deadbeef" not in repr(found)


def test_a_purge_counts_first_and_removes_when_told_so(kit, tmp_path):
    """The dry run names the numbers and the way on; afterwards there is nothing left."""
    first = kit("purge", "--older-than", "400d", "--language", "en")
    assert kit("backup", tmp_path / "all.tppo").exit_code == 0
    second = kit("purge", "--older-than", "400d", "--yes", "--language", "en")
    third = kit("purge", "--older-than", "400d", "--yes", "--language", "en")

    assert {each.exit_code for each in (first, second, third)} == {0}
    assert "workshops 1, seats 1, attempts 1" in first.stdout
    assert "--yes" in first.stdout
    assert "workshops 1, seats 1, attempts 1" in second.stdout
    assert "workshops 0, seats 0, attempts 0" in third.stdout
    told = kit("merge", tmp_path / "all.tppo", "--language", "en")
    assert "deleted here: workshops 1, seats 1, attempts 1, answers 2" in told.stdout


@pytest.mark.parametrize("age", ["0d", "400", "d", "-1d", "1.5d", "40000d", "1y", ""])
def test_an_age_that_is_none_is_refused(kit, age):
    """Nothing is removed by a slip of the finger."""
    told = kit("purge", "--older-than", age, "--yes")

    assert told.exit_code == 2
    assert "400d" in told.stderr


def test_a_place_that_cannot_be_opened_is_told(tmp_path):
    """Every verb ends with 2 and says it in both languages."""
    taken = tmp_path / "a file"
    taken.write_text("", encoding="utf-8")
    for verb in (
        ("pack", "--to", "x"),
        ("backup", "x"),
        ("restore", "x"),
        ("merge", "x"),
        ("purge", "--older-than", "9d"),
    ):
        told = run(*verb, "--data-dir", taken)
        assert told.exit_code == 2
        assert len(told.stderr.splitlines()) == len(LANGUAGES)


def test_indonesian_is_spoken_to_who_asks_for_it(kit, tmp_path):
    """The sentences are translated, the numbers stay."""
    told = kit("backup", tmp_path / "all.tppo", "--language", "id")
    log = Log(tmp_path / "new" / "tppo-kit.sqlite3")
    log.add_seat(SEAT, 1.0)
    pack(log, tmp_path / "seat.tppo", Scope(), 2.0)
    log.close()

    assert "1 lokakarya, 1 kursi, 1 latihan, 2 jawaban" in told.stdout
    merged = kit("merge", tmp_path / "seat.tppo", "--language", "id")
    assert "baru: 0 lokakarya, 0 kursi" in merged.stdout
