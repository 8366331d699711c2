"""A server that starts again, however it stopped, finds the room as it was."""

import shutil

import pytest
from hosting import CASE, FORMS, TABLE, choices, console, in_vote

from tppo_kit.sessions.room.state import RoomState
from tppo_kit.settings import REPOSITORY
from tppo_kit.store.open_rooms import ROOM_HOURS


def test_after_a_crash_the_same_room_is_there(host, host_of):
    """Same seats, same phase, same votes: a second start on the same file finds all of it."""
    one, two = in_vote(host)
    host.press(one, host.mark_for(one), choices(host)[0], "k1")
    host.press(two, host.mark_for(two), choices(host)[1], "k2")
    host.press(one, host.mark_for(one), "confidence=80", "k3")

    again = host_of()

    assert again.room == host.room
    assert again.problem is None
    again.press(one, again.mark_for(one), choices(again)[1], "k1")
    assert again.room == host.room


def test_after_a_crash_at_any_moment_the_same_room_is_there(host, host_of):
    """After each event of a session that uses every way of playing."""
    seats = [host.join(None) for _ in range(3)]
    for press in (
        "tables=2",
        "block=2",
        f"stage=discuss - {CASE}",
        "take=begin=",
        "open=",
        "hands=A:4",
        "close=",
        "talk=",
        "pause=",
        "resume=",
        "open=",
        "close=",
        "back=",
        f"stage=tables - {TABLE}",
        f"stage=each before {FORMS}",
        "distress=",
        "block=7",
        "calm=",
    ):
        console(host, press)
        assert host_of().room == host.room

    assert list(host.room.state.members) == seats
    assert host.room.state.number == 21


def test_an_ended_room_is_not_taken_up(host, host_of):
    """After the end the next start waits for a new room, which can be opened."""
    in_vote(host)
    console(host, "end=")

    again = host_of()

    assert again.room is None
    again.open("lokakarya-petugas-90")
    assert again.room.state == RoomState()
    assert host_of().room == again.room


@pytest.mark.parametrize(("hours", "there"), [(ROOM_HOURS - 1, True), (ROOM_HOURS + 1, False)])
def test_a_room_of_yesterday_is_not_taken_up(host, host_of, clock, hours, there):
    """A room that nobody ended is there again the same day only."""
    clock.now += hours * 3600

    assert (host_of().room is not None) is there


def test_content_that_broke_meanwhile_does_not_keep_the_kit_from_starting(host, host_of, tmp_path):
    """The problem is kept as a sentence; with sound content the room is back."""
    in_vote(host)

    broken = host_of(tmp_path / "none")

    assert broken.room is None
    assert broken.problem.message.render("id")
    assert host_of().room == host.room


def test_a_programme_that_was_shortened_meanwhile_is_a_kept_problem(host, host_of, tmp_path):
    """Events that make no sense any more are refused at the start, and nothing is lost."""
    console(host, "block=7")
    data = tmp_path / "data"
    shutil.copytree(REPOSITORY / "data", data)
    file = data / "programmes" / "lokakarya-petugas-45.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.rindex("  - minutes:")], encoding="utf-8")

    assert host_of(data).room is None
    assert host_of(data).problem is not None
    assert host_of().room.state.block == 7
