"""The list of what there is to report on."""

import datetime as dt

import pytest
from simulated import DATA, Simulated

from tppo_kit.activities.blocks import Amount
from tppo_kit.language import shown
from tppo_kit.reports.overview import overview
from tppo_kit.reports.periods import Quarter, start_of
from tppo_kit.store.actions import ActionLog
from tppo_kit.store.log import Log

NOW = start_of(dt.date(2026, 11, 22)) + 12 * 3600


@pytest.fixture
def log(tmp_path):
    """Give an empty log."""
    log = Log(tmp_path / "log.sqlite3")
    yield log
    log.close()


def test_without_a_session_there_is_this_quarter(log):
    """The list is empty, and the quarter at hand can be asked for."""
    seen = overview(log, DATA, "id", NOW)

    assert (seen.sessions, seen.open, seen.closed) == ((), (), ())
    assert [each.quarter for each in seen.seasons] == [Quarter(2026, 4)]
    assert "desa-anis" in dict(seen.places)


def test_sessions_stand_from_the_newest(log):
    """Each has its day, place, programme and people; fewer than five are not counted out."""
    simulated = Simulated(log)
    many, _ = simulated.session(dt.date(2026, 8, 5), people=7)
    few, _ = simulated.session(dt.date(2026, 11, 20), people=3, place="")
    seen = overview(log, DATA, "id", NOW)

    assert [each.room for each in seen.sessions] == [few, many]
    assert [each.day for each in seen.sessions] == [dt.date(2026, 11, 20), dt.date(2026, 8, 5)]
    assert seen.sessions[1].people == Amount(7)
    assert seen.sessions[0].people.value is None
    assert shown(seen.sessions[1].place, "id") == "Desa Anis"
    assert all(each.over for each in seen.sessions)
    assert [each.quarter.slug for each in seen.seasons] == ["2026-4", "2026-3"]
    assert [[place for place, _ in each.places] for each in seen.seasons] == [[], ["desa-anis"]]


def test_a_session_that_nobody_ended_is_over_after_a_day(log):
    """While phones may still answer it is not, and its packet is not offered."""
    simulated = Simulated(log)
    simulated.clock.now = NOW - 3600
    simulated.host.open("lokakarya-petugas-45")

    assert [each.over for each in overview(log, DATA, "id", NOW).sessions] == [False]
    assert [each.over for each in overview(log, DATA, "id", NOW + 86400).sessions] == [True]


def test_a_rehearsal_is_nowhere(log):
    """It counts for nothing."""
    simulated = Simulated(log)
    simulated.clock.now = NOW - 3600
    simulated.host.open("lokakarya-petugas-45", rehearsal=True)

    assert overview(log, DATA, "id", NOW).sessions == ()


def test_improvements_are_open_overdue_or_done(log):
    """The due day itself is in time; what concerns all places names none."""
    actions = ActionLog(log)
    actions.open("Nomor ditempel", "desa-anis", "kasi", dt.date(2026, 11, 21), NOW - 9)
    actions.open("Alur dibacakan", "", "kepala seksi", dt.date(2026, 11, 22), NOW - 8)
    actions.close(actions.open("Beres", "", "kader", dt.date(2026, 1, 1), NOW - 7), NOW - 6)
    seen = overview(log, DATA, "id", NOW)

    assert [(each.item.text, each.overdue) for each in seen.open] == [
        ("Nomor ditempel", True),
        ("Alur dibacakan", False),
    ]
    assert [shown(each.place, "id") for each in seen.open] == ["Desa Anis", ""]
    assert [each.item.text for each in seen.closed] == ["Beres"]
