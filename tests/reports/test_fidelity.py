"""A session is held against its programme, part by part and minute by minute."""

import pytest
from looking import prose, rows, tables
from simulated import DATA, VILLAGE_DAY

from tppo_kit.reports.fidelity import blocks_run, fidelity_part, fidelity_table
from tppo_kit.reports.held import Held
from tppo_kit.reports.names import Names
from tppo_kit.store.rooms import RoomRecord


@pytest.fixture(scope="module")
def names():
    """Give the content."""
    return Names(DATA, "en")


def session(minutes, programme=VILLAGE_DAY, *, ended=True):
    """Return a session whose blocks took some minutes."""
    room = RoomRecord("r", programme, 1, rehearsal=False, opened_at=0.0)
    return Held(room, frozenset(), 0, 0, minutes, ended)


def test_each_part_says_how_it_went(names):
    """A minute more or less is as planned; the welcome is planned for five."""
    workshop = names.workshop(VILLAGE_DAY)
    told = {
        minutes: rows(tables(fidelity_part(session({0: minutes}), workshop))["Part by part"])
        for minutes in (3.2, 4.2, 6.4, 9.0)
    }

    assert [row["Sambutan dan kesepakatan"][2] for row in told.values()] == [
        "2 minutes less",
        "as planned",
        "as planned",
        "4 minutes over",
    ]
    assert told[9.0]["Istirahat"][2] == "skipped"


def test_what_was_run_is_counted_in_parts_and_minutes(names):
    """A session that was not ended says so."""
    part = fidelity_part(session({0: 5.0, 3: 20.5}, ended=False), names.workshop(VILLAGE_DAY))

    assert prose(part)[0].startswith("2 of 12 parts were run, in 26 of 90 planned minutes")
    assert "Nobody ended this session" in prose(part)[1]


def test_without_its_programme_the_time_is_still_told(names):
    """What was planned cannot be known any more."""
    part = fidelity_part(session({0: 5.0, 3: 20.5}, "gone"), names.workshop("gone"))

    assert prose(part)[1] == "It took 26 minutes."
    assert tables(part) == {}


def test_sessions_are_put_together_by_programme(names):
    """The share over all is that of parts, not of sessions; a programme that is gone says so."""
    every = dict.fromkeys(range(12), 7.5)
    sessions = [session(every), session({0: 5.0}), session({0: 5.0}, "gone")]

    assert blocks_run(sessions, names) == pytest.approx(13 / 24)
    assert blocks_run(sessions[2:], names) is None
    found = rows(fidelity_table(sessions, names))
    assert found["gone"] == [1.0, *["programme no longer in the content"] * 2]
    known = found[names.programme(VILLAGE_DAY)]
    assert known == [2.0, pytest.approx((1 + 1 / 12) / 2), round((0 - 85) / 2)]
