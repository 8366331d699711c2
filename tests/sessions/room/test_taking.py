"""What each event changes in a room, and that whatever does not fit changes nothing."""

import pytest

from tppo_kit.sessions.room import taking
from tppo_kit.sessions.room.ballots import BALLOT_EVENTS, mark_of
from tppo_kit.sessions.room.showing import news_for
from tppo_kit.sessions.room.stages import STAGE_EVENTS
from tppo_kit.sessions.room.taking import SEAT_EVENTS
from tppo_kit.sessions.room.wall import seconds_left, talk_left

ALL = sorted({*taking._PLAIN, "block", *BALLOT_EVENTS, *STAGE_EVENTS})


@pytest.mark.parametrize("name", ALL)
def test_each_event_has_one_side(case, name):
    """The console cannot act for a seat, and no seat for the console."""
    case.do("open=")
    wrong = "" if name in SEAT_EVENTS else "A"

    for value in ("", "1", "on", f"{mark_of(case.stage)} {case.choices()[0]}", "all|x"):
        assert case.refused(f"{name}={value}", wrong)


@pytest.mark.parametrize("name", ["", "Open", "votes", "open ", "drop table", "é" * 50])
def test_an_unknown_event_says_nothing(case, name):
    """Neither console nor phone gets anything with a name that is none."""
    assert case.refused(f"{name}=1")
    assert case.refused(f"{name}=1", "A")


@pytest.mark.parametrize("name", ["vote", "sure", "act", "hold"])
def test_a_seat_that_did_not_join_is_told_to(case, name):
    """A forged or forgotten seat can do nothing."""
    case.do("open=")

    assert "join" in case.refused(f"{name}={mark_of(case.stage)} x", "Z").lower()


def test_a_seat_joins_once_and_keeps_its_place(room):
    """Places go by the order of joining; joining again is refused."""
    assert [member.place for member in room.state.members.values()] == [0, 1, 2]
    assert room.refused("join=", "B")


def test_a_full_room_takes_nobody_more(room, monkeypatch):
    """Past the limit people are told, and those inside stay."""
    monkeypatch.setattr(taking, "MOST_SEATS", 4)
    room.join("D")

    assert room.refused("join=", "E")
    assert len(room.state.members) == 4


@pytest.mark.parametrize(
    "press",
    [
        *(f"block={value}" for value in ("", "-1", "8", "99", "x", "1.0", "²", " 1", "9" * 900)),
        *(f"{name}={value}" for name in ("blank", "live") for value in ("", "On", "1", "on ")),
        *(f"tables={value}" for value in ("", "0", "61", "-2", "two", "3.5", "9" * 900)),
        *(f"deck={value}" for value in ("", "41", "-1", "all", "9" * 900)),
        *(f"inject={value}" for value in ("", "all", "all|", "all| \n ", "|x", "x|x", "table:|x")),
        *(f"inject={value}" for value in ("table:a|x", "role:|x", "seat:A|x", "ALL|x")),
        f"inject=all|{'x' * 401}",
    ],
)
def test_a_value_that_means_nothing_is_refused(room, press):
    """Numbers out of range, words for numbers, news to nobody, empty and endless news."""
    assert room.refused(press)


def test_switches_and_numbers_hold_what_was_set(room):
    """Live results, the dark wall, tables and cards are as the console last said."""
    room.do("live=on", "blank=on", "blank=off", "tables=3", "deck=40")

    state = room.state
    assert (state.live, state.blank, state.table_count, state.deck) == (True, False, 3, 40)
    assert [state.table_of(seat) for seat in "ABC"] == [1, 2, 3]
    assert [member.seat for member in state.at_table(2)] == ["B"]


def test_a_block_starts_its_clock_and_puts_the_activity_away(case):
    """The next part runs from now; what ran before is kept among the past."""
    case.do("open=").vote("A", 0)
    case.do("block=4", at=5_000.0)

    assert case.stage is None
    (past,) = case.state.past
    assert (past.over_at, len(past.ballots[0].rounds[0].votes)) == (5_000.0, 1)
    assert seconds_left(case.room, 5_060.0) == 6 * 60
    assert [number for number, _ in case.state.blocks_run] == [3, 4]


def test_a_pause_stops_the_clock_of_the_part(room):
    """While it is paused nothing runs down, and afterwards as much is left as before."""
    room.do("block=2", at=5_000.0).do("pause=", at=5_060.0)
    assert seconds_left(room.room, 5_900.0) == 10 * 60
    assert room.refused("pause=")

    room.do("resume=", at=6_000.0)

    assert seconds_left(room.room, 6_000.0) == 10 * 60
    assert seconds_left(room.room, 6_700.0) == -100
    assert room.refused("resume=")


def test_a_pause_stops_the_time_to_talk(room):
    """The minute of talk does not run out while everybody waits."""
    room.do("block=2", "stage=discuss - quiz:kasus-a-1", "take=begin=", "open=", "close=")
    room.do("talk=", at=5_000.0).do("pause=", at=5_020.0)
    assert talk_left(room.room, room.stage, 5_300.0) == 40

    room.do("resume=", at=5_320.0)

    assert talk_left(room.room, room.stage, 5_330.0) == 30


def texts(room, now, **others):
    """Return the news that has come by a time."""
    return [each.text for each in news_for(room.state, now, **others)]


def test_prepared_news_arrives_on_time_to_whom_it_is_meant(room_of):
    """Each of the programme's own: not a second before, and only to all or to that role."""
    room = room_of("lokakarya-petugas-420").do("block=15", at=10_000.0)
    injects = room.programme.blocks[15].injects
    assert {inject.to for inject in injects} == {"role:imigrasi", "all"}

    for inject in injects:
        roles = ("imigrasi",) if inject.to != "all" else ()
        due = 10_000.0 + 60 * inject.after
        assert inject.text not in texts(room, due - 1, roles=roles)
        assert inject.text in texts(room, due, roles=roles)
        assert (inject.text in texts(room, due, roles=("polisi",))) is (inject.to == "all")


def test_waiting_news_waits_as_long_as_everybody_did(room_of):
    """A pause moves what is still to come, and nothing that was told already."""
    room = room_of("lokakarya-petugas-420").do("block=15", at=10_000.0)
    first, second, _ = room.programme.blocks[15].injects
    told, due = 10_000.0 + 60 * first.after, 10_000.0 + 60 * second.after

    room.do("pause=", at=told + 1)
    assert texts(room, due + 999) == []
    room.do("resume=", at=told + 501)

    assert [news.at for news in room.state.news[:2]] == [told, due + 500]


@pytest.mark.parametrize(("to", "table", "roles"), [("all", 7, ()), ("table:2", 2, ())])
def test_news_written_now_arrives_now(room, to, table, roles):
    """Also during a pause, and after it there is still only the one."""
    room.do("block=4", "pause=", f"inject={to}|  Bus   terlambat. ")
    assert texts(room, room.now, table=table, roles=roles) == ["Bus terlambat."]

    room.do("resume=", at=room.now + 900)

    assert texts(room, room.now, table=table, roles=roles) == ["Bus terlambat."]
    assert texts(room, room.now, table=1) == (["Bus terlambat."] if to == "all" else [])


def test_nobody_votes_while_all_have_stopped(case):
    """A photo that is read late, or a second click, counts nothing and opens nothing."""
    case.do("deck=5", "open=").vote("A", 0).do("distress=")

    for press in ("close=", "cards=3:B", "hands=A:2", "talk=", "open="):
        assert "stopped" in case.refused(press)
    assert case.do("calm=").stage.round.open


def test_a_stop_holds_the_clock_until_all_is_calm(room):
    """The distress button stops the timer; its own end sets it going again."""
    assert room.refused("calm=")
    room.do("block=2", at=5_000.0).do("distress=", at=5_060.0)
    assert (room.state.distress, seconds_left(room.room, 9_000.0)) == (True, 600)

    room.do("calm=", at=6_000.0)

    assert (room.state.distress, room.state.paused_at) == (False, None)
    assert seconds_left(room.room, 6_001.0) == 599


def test_a_stop_in_a_pause_counts_from_the_pause(room):
    """The clock does not jump by pressing both."""
    room.do("block=2", at=5_000.0).do("pause=", at=5_060.0).do("distress=", at=5_500.0)

    room.do("calm=", at=6_000.0)

    assert seconds_left(room.room, 6_000.0) == 600


def test_going_on_to_another_part_does_not_end_a_stop(room):
    """The new part waits with its whole time, and the stop can still be ended."""
    room.do("block=2", "distress=", at=5_000.0).do("block=3", at=5_100.0)
    assert room.state.distress
    assert seconds_left(room.room, 5_900.0) == 600

    room.do("calm=", at=6_000.0)

    assert not room.state.distress
    assert seconds_left(room.room, 6_010.0) == 590


@pytest.mark.parametrize("name", ALL)
def test_after_the_end_nothing_is_taken(case, name):
    """An ended workshop stays as it ended, for console and phones."""
    case.do("open=").vote("A", 0).do("end=", at=9_000.0)
    assert (case.state.ended_at, case.state.stage) == (9_000.0, None)
    assert case.state.past[-1].over_at == 9_000.0

    assert case.refused(f"{name}=1", "A" if name in SEAT_EVENTS else "")


def test_only_what_all_can_see_counts_as_public(case):
    """Votes, hands, cards and newcomers wake nobody else's phone; opening and closing do."""
    case.do("deck=5", "open=")
    before = case.state.public

    case.vote("A", 0).sure("A", 80).join("D").do("hands=A:3", "cards=1:B")
    assert case.state.public == before

    case.do("close=")
    assert case.state.public == before + 1
    assert case.state.number == len(case.events)
