"""A session is replayed for what to talk about, and for what its tables want to improve."""

from random import Random

import pytest
from looking import prose, rows, said, tables
from simulated import DATA, Clock

from tppo_kit.activities.habits import Habit
from tppo_kit.learning.detection import FEWEST
from tppo_kit.reports.debriefing import after_action, debrief_part, looking_back
from tppo_kit.sessions.room.host import RoomHost
from tppo_kit.store.log import Log
from tppo_kit.store.rooms import RoomLog

TABLE = "tabletop:keberangkatan-mendadak"


@pytest.fixture(scope="module")
def host_of(quarter_log):
    """Give a function from the name of a session to a host at its end."""

    def host(name):
        records = {each.id: each for each in RoomLog(quarter_log.log).every()}
        return looking_back(quarter_log.log, DATA, records[quarter_log.rooms[name]])

    return host


@pytest.fixture
def played(tmp_path):
    """Give a host at the end of a session in which one table of two came to its end."""
    log = Log(tmp_path / "log.sqlite3")
    clock = Clock(1_790_000_000.0)
    host = RoomHost(log, DATA, clock)
    with log.together():
        host.open("lokakarya-perangkat-desa-360")
        seats = [host.join(None) for _ in range(2)]
        host.do("", "tables", "2")
        host.do("", "stage", f"tables - {TABLE}")
        activity = host.playbook.activity(TABLE)
        for _ in range(500):
            stage = host.room.state.stage
            play = host.playbook.state(TABLE, stage.seed, stage.tables[1])
            if activity.outcome(play) is not None:
                break
            event = activity.next_event(play, Habit.BY_THE_BOOK, Random(1))
            host.do(seats[0], "act", f"{event.name}={event.value}")
        host.do("", "end")
    yield looking_back(log, DATA, host.room.record)
    log.close()


def test_looking_back_writes_nothing_and_stands_at_the_end(host_of, quarter_log):
    """The same members as joined, and the room has ended."""
    before = len(RoomLog(quarter_log.log).events(quarter_log.rooms["village"]))
    host = host_of("village")

    assert set(host.room.state.members) == set(quarter_log.seats["village"])
    assert host.room.state.ended_at is not None
    assert len(RoomLog(quarter_log.log).events(quarter_log.rooms["village"])) == before


@pytest.mark.parametrize("language", ["id", "en"])
def test_votes_of_fewer_than_five_are_hidden(host_of, language):
    """Each answer of the room's most split question has five votes, none, or a reason."""
    found = tables(debrief_part(host_of("village"), language))["How the room chose"]

    votes = [said(row[1]) for row in found.rows]
    numbers = [each for each in votes if not isinstance(each, str)]
    assert all(each == 0 or each >= FEWEST for each in numbers)
    assert len(votes) >= 2


def test_findings_are_of_five_people_or_more(host_of):
    """The sentence under each heading says how many of how many, or that there were too few."""
    told = [text for text in prose(debrief_part(host_of("village"), "en")) if " of " in text]

    assert any("people took this too far" in text or "no step followed" in text for text in told)


def test_what_a_table_wants_to_improve_is_told_with_role_and_time(played):
    """The table that did not play has nothing to say."""
    (found,) = after_action(played, "en")

    table = rows(found)
    assert said(found.caption) == "What we improve"
    assert len(table) >= 2
    assert all(days.startswith("within ") for _, days in table.values())


def test_without_a_replay_there_are_no_tables_and_a_reason():
    """Content that was changed takes both away."""
    assert after_action(None, "en") == []
    assert "cannot be replayed" in prose(debrief_part(None, "en"))[0]
