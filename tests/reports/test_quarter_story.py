"""A class of thirty, from the room over thirty days to the paper of the quarter at the office."""

import datetime as dt
from itertools import groupby

import pytest
from looking import part, rows, tables
from simulated import DATA, VILLAGE_DAY, Eye, Simulated
from walks import ARTIFACTS

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.reports.documents import Asked, document, report_on
from tppo_kit.reports.pdf import pages
from tppo_kit.reports.periods import Quarter, start_of
from tppo_kit.sessions.follow_up import attempt_at, due
from tppo_kit.store.judged import judged
from tppo_kit.store.log import Log
from tppo_kit.store.merging import merge
from tppo_kit.store.packet import Scope
from tppo_kit.store.packing import pack

DAY = dt.date(2026, 10, 5)
LATER = DAY + dt.timedelta(days=30)
TODAY = dt.date(2026, 11, 22)
NOW = start_of(TODAY)
SHY = Eye(0.55, 0.5)
TRAINED = Eye(0.95, 0.1)
FADED = Eye(0.8, 0.2)


@pytest.fixture
def laptop(tmp_path):
    """Give the log of the laptop in the hall, with nothing in it."""
    log = Log(tmp_path / "laptop.sqlite3")
    yield log
    log.close()


@pytest.fixture
def office(tmp_path):
    """Give the log at the office, with nothing in it."""
    log = Log(tmp_path / "office.sqlite3")
    yield log
    log.close()


def taught(laptop):
    """Hold the session for thirty; a month later let twenty-one come back by their codes."""
    made = Simulated(laptop, seed=7)
    _, seats = made.session(DAY, people=30, before=SHY, after=TRAINED, surveyed=26)
    catalogue = Catalogue(DATA)
    for seat in seats[:21]:
        made.clock.now = start_of(LATER) + 18 * 3600
        test = due(laptop, catalogue, seat, made.clock.now)
        assert (test.programme, test.days) == (VILLAGE_DAY, 30)
        with laptop.together():
            made._test(attempt_at(test, laptop, catalogue, seat, made.clock), FADED, "30")
        assert due(laptop, catalogue, seat, made.clock.now) is None


def mean_right(log, purpose):
    """Return the mean share right of the people who took a test, counted by hand."""
    found = sorted(
        (row.seat, row.judgement.correct) for row in judged(log) if row.purpose == purpose
    )
    shares = {
        seat: [right for _, right in rows] for seat, rows in groupby(found, lambda row: row[0])
    }
    means = [sum(each) / len(each) for each in shares.values()]
    return sum(means) / len(means)


def test_a_class_is_followed_from_the_room_to_the_paper_of_the_quarter(laptop, office, tmp_path):
    """Before, training, after and a month later stand in the report, and the packet brings it all."""
    taught(laptop)
    held, later = tmp_path / "held.tppo", tmp_path / "later.tppo"
    room = next(judged(laptop)).room
    pack(laptop, held, Scope(room=room), NOW)
    pack(laptop, later, Scope(since=start_of(LATER)), NOW)
    for packet in (later, held, later):  # in the wrong order, and one twice
        merge(office, packet, NOW)

    asked = Asked("quarter", quarter=Quarter(2026, 4))
    told = {}
    for name, log in (("laptop", laptop), ("office", office)):
        report = report_on(asked, log, DATA, "id", TODAY)
        told[name] = [document(report, form, DATA, "id", TODAY) for form in ("pdf", "xlsx", "zip")]
    ARTIFACTS.mkdir(exist_ok=True)
    drawn = pages(report, "id", TODAY)
    for number, page in enumerate(drawn, 1):
        (ARTIFACTS / f"quarter-{number:02}.png").write_bytes(page)

    assert told["laptop"] == told["office"]
    assert told["office"][0].startswith(b"%PDF")
    assert len(drawn) >= 3
    kept = part(report_on(asked, office, DATA, "en", TODAY), "What is still known later")
    (table,) = tables(kept).values()
    came = {"Before": ("before", 30), "After": ("after", 30), "After 30 days": ("30", 21)}
    for moment, (purpose, people) in came.items():
        due_by_then, there, right, low, high, _ = rows(table)[moment]
        assert (due_by_then, there) == (30, people)
        assert right == pytest.approx(mean_right(office, purpose))
        assert low < right < high
    assert mean_right(office, "after") - mean_right(office, "before") > 0.2
