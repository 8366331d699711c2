"""The room as it runs: one at a time, clicks counted once, and undone when not saved."""

import pytest
from hosting import choices, console, failing, in_vote

from tppo_kit.errors import NotFound, Refused
from tppo_kit.sessions.room.host import LONGEST_CLICK, LONGEST_VALUE


def test_a_second_room_waits_for_the_end_of_the_first(host, log):
    """Two workshops never run at once; an unknown programme opens nothing."""
    before = host.room
    with pytest.raises(Refused):
        host.open("lokakarya-petugas-90")
    console(host, "end=")
    ended = host.room
    for name in ("none", "", "../lokakarya-petugas-90", "belajar-petugas"):
        with pytest.raises(NotFound):
            host.open(name)

    assert before.record == ended.record == host.room.record
    assert host.rooms.every()[-1] == ended.record


def test_a_click_counts_once(host):
    """Sent again, also after a change of mind or for something else, it changes nothing."""
    one, two = in_vote(host)
    mark, (first, second, *_) = host.mark_for(one), choices(host)
    host.press(one, mark, first, "k1")
    host.press(one, mark, second, "k2")
    before = host.room

    host.press(one, mark, first, "k1")
    host.press(one, "nonsense", "nonsense", "k2")

    assert host.room is before
    host.press(two, mark, first, "k1")  # the same click of another seat is another click
    assert host.room.state.number == before.state.number + 1
    assert host.do("", "close", click="c") is True
    assert host.do("", "close", click="c") is False


def test_a_refused_click_may_come_again(host):
    """What was refused is not remembered as taken."""
    (one,) = in_vote(host, 1)
    mark, choice = host.mark_for(one), choices(host)[0]
    console(host, "close=")
    with pytest.raises(Refused):
        host.press(one, mark, choice, "k1")
    console(host, "open=")

    host.press(one, host.mark_for(one), choice, "k1")

    assert host.room.state.stage.round.votes.keys() == {one}


@pytest.mark.parametrize(
    ("value", "click"),
    [
        ("x" * (LONGEST_VALUE + 1), ""),
        ("a\0b", ""),
        ("on", "c" * (LONGEST_CLICK + 1)),
        ("on", "\0"),
    ],
)
def test_what_is_too_long_to_be_meant_is_refused(host, value, click):
    """Nothing of it reaches the file."""
    with pytest.raises(Refused):
        host.do("", "live", value, click)

    assert host.rooms.events(host.room.record.id) == []


def test_a_failed_saving_is_forgotten_as_a_whole(host, host_of):
    """Room and clicks are as before, and the same clicks can be sent again."""
    one, two = in_vote(host)
    host.press(one, host.mark_for(one), choices(host)[0], "k1")
    before = host.room
    mark = host.mark()
    with failing(host.log):
        host.press(one, host.mark_for(one), choices(host)[1], "k2")
        host.press(two, host.mark_for(two), choices(host)[1], "k3")
        host.join(None)
        console(host, "close=")

    host.undo(mark)

    assert host.room is before
    assert host_of().room == before
    host.press(two, host.mark_for(two), choices(host)[1], "k3")
    assert host_of().room.state.stage.round.votes.keys() == {one, two}


def test_a_failed_opening_is_forgotten(host_of, log):
    """A room whose first saving failed is not there, neither now nor after a restart."""
    host = host_of()
    mark = host.mark()
    with failing(log):
        host.open("lokakarya-petugas-45")

    host.undo(mark)

    assert (host.room, host_of().room) == (None, None)


def test_a_person_joins_with_their_own_code_or_a_new_one(host, log, seat):
    """The same code joins once; new codes are seats of the log and of the room."""
    assert host.join(seat) == host.join(seat) == seat
    new = host.join(None)

    assert new != seat
    assert log.has_seat(new)
    assert list(host.room.state.members) == [seat, new]
    console(host, "end=")
    with pytest.raises(Refused):
        host.join(None)


def test_votes_are_judged_and_kept_when_a_play_is_over(host, host_of):
    """They are in the file once, whether the play was closed or another one begun."""
    (one,) = [host.join(None)]
    for _ in range(2):
        console(host, "stage=together - quiz:kasus-a-1", "take=begin=", "open=")
        host.press(one, host.mark_for(one), choices(host)[0], "")
        console(host, "close=")
    console(host, "end=")

    found = host.rooms.judgements(host.room.record.id)

    assert [(each.stage, each.step, each.seat) for each in found] == [(0, 1, one), (1, 1, one)]
    assert all(each.judgement.kind == "vignette" for each in found)


def test_without_a_room_there_is_a_sentence(host_of):
    """Every door says that nothing is open."""
    host = host_of()
    for ask in (
        host.running,
        lambda: host.do("", "open"),
        lambda: host.join(None),
        lambda: host.press("A", "", "x=1", ""),
    ):
        with pytest.raises(Refused):
            ask()
