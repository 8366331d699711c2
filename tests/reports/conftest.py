"""A log of a real quarter, written once for all tests here, and small frames made by hand."""

import datetime as dt
from types import SimpleNamespace

import pytest
from simulated import DATA, OFFICE_DAY, Simulated

from tppo_kit.learning.frame import frame
from tppo_kit.records import Judged, Judgement
from tppo_kit.reports.periods import Quarter
from tppo_kit.reports.scope import collected
from tppo_kit.store.actions import ActionLog
from tppo_kit.store.log import Log

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="session")
def quarter_log(tmp_path_factory):
    """Give a log of two villages and an office, its rooms and seats by name.

    One group is too small to be told, one session was in the quarter before, and some people
    came back after thirty days.
    """
    log = Log(tmp_path_factory.mktemp("reports") / "log.sqlite3")
    made = Simulated(log)
    held = {
        "earlier": made.session(dt.date(2026, 9, 10), people=24),
        "village": made.session(dt.date(2026, 10, 5), people=30, skipped=(6, 7)),
        "office": made.session(
            dt.date(2026, 10, 20),
            place="kantor-cempaka",
            programme=OFFICE_DAY,
            people=14,
            cards=6,
            surveyed=4,
        ),
        "small": made.session(dt.date(2026, 11, 2), place="desa-kana", people=3),
    }
    made.follow_up(held["earlier"][1][:21], dt.date(2026, 10, 12), 30)
    made.follow_up(held["village"][1][:18], dt.date(2026, 11, 6), 30)
    items = ActionLog(log)
    october = dt.datetime(2026, 10, 6, 9).timestamp()  # noqa: DTZ001 - local, as an office counts
    due = dt.date(2026, 10, 30)
    items.open("Tempel nomor bantuan", "desa-anis", "kader", due, october)
    later = items.open("Latih petugas", "kantor-cempaka", "kepala seksi", TODAY, october)
    items.note(later, "jadwal ada", october + 60)
    rooms = {name: room for name, (room, _) in held.items()}
    seats = {name: own for name, (_, own) in held.items()}
    yield SimpleNamespace(log=log, rooms=rooms, seats=seats, today=TODAY)
    log.close()


@pytest.fixture
def decisions():
    """Give a function from short lines to a frame.

    A line is seat, purpose, whether right, signal, called, and perhaps form and confidence.
    """

    def made(*lines):
        return frame(_judged(number, *line) for number, line in enumerate(lines))

    return made


def _judged(number, seat, purpose, right, signal, called, form="test:a", confidence=None):  # noqa: PLR0917
    judgement = Judgement(
        kind="vignette",
        subject=f"{form[-1]}-{number}",
        fingerprint="f" * 12,
        signs=("T-REK-01",),
        right="refer" if signal else "inform",
        chosen="refer" if called else "inform",
        correct=bool(right),
        signal=None if signal is None else bool(signal),
        called=None if called is None else bool(called),
        confidence=confidence,
        seconds=5.0,
    )
    at = {"before": 100.0, "after": 200.0}.get(purpose, 150.0) + number / 1000
    attempt = f"{seat}-{purpose}"
    return Judged(seat, at, "r", "desa-anis", "p", form, attempt, purpose, "1", judgement)


@pytest.fixture(scope="session")
def scope_of(quarter_log):
    """Give a function from a place, or none for all, to what a report on the quarter counts."""

    def scope(place=None, number=4):
        quarter = Quarter(2026, number)
        return collected(quarter_log.log, DATA, quarter, "en", quarter_log.today, place)

    return scope
