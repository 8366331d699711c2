"""Items are told with what came of them up to the end of the time, overdue ones first."""

import datetime as dt

import pytest
from looking import prose, rows, tables
from simulated import DATA

from tppo_kit.reports.improvements import concerning, improvements_part
from tppo_kit.reports.names import Names
from tppo_kit.reports.periods import Quarter, start_of
from tppo_kit.store.actions import Improvement, Note

QUARTER = Quarter(2026, 4)
TODAY = dt.date(2026, 11, 22)


def at(month, day):
    """Return noon of a day in 2026."""
    return start_of(dt.date(2026, month, day)) + 12 * 3600


def item(text, due, opened, closed=None, *, place="desa-anis", notes=()):
    """Return an item."""
    return Improvement(text, text, place, "kader", due, opened, notes, closed)


@pytest.fixture
def items():
    """Give items of every kind."""
    return [
        item("late", dt.date(2026, 11, 21), at(10, 2)),
        item(
            "today", TODAY, at(10, 2), notes=(Note("mulai", at(10, 5)), Note("hampir", at(11, 20)))
        ),
        item("done", dt.date(2026, 10, 30), at(10, 2), at(11, 1)),
        item("before", dt.date(2026, 9, 1), at(7, 1), at(9, 30)),
        item("long ago", dt.date(2026, 9, 1), at(7, 1), place="kantor-cempaka"),
    ]


def test_only_what_was_open_in_the_time_is_told(items):
    """What was closed before it, or opens after it, is another report's."""
    since, until = QUARTER.since, QUARTER.until

    assert [each.text for each in concerning(items, since, until)] == [
        "late",
        "today",
        "done",
        "long ago",
    ]
    assert [each.text for each in concerning(items, since, until, "kantor-cempaka")] == ["long ago"]
    assert [each.text for each in concerning(items, 0.0, at(8, 1))] == ["before", "long ago"]


def test_overdue_ones_come_first_and_each_says_how_it_stands(items):
    """What is due today is not overdue; the last note stands beside it."""
    found = concerning(items, QUARTER.since, QUARTER.until)
    part = improvements_part(found, Names(DATA, "en"), QUARTER.until, TODAY, by_place=True)

    assert prose(part) == ["Overdue: 2. Open and in time: 1. Closed: 1."]
    table = rows(tables(part)["Items, overdue ones first"])
    assert list(table) == ["long ago", "late", "today", "done"]
    assert table["late"] == ["Desa Anis", "kader", "21 November 2026", "overdue"]
    assert table["today"][-1] == "open; last note: hampir"
    assert table["done"][-1] == "closed on 1 November 2026"


def test_a_report_on_the_past_tells_what_was_then(items):
    """At the end of the third quarter the item closed in November was not opened yet."""
    summer = Quarter(2026, 3)
    found = concerning(items, summer.since, summer.until)
    part = improvements_part(found, Names(DATA, "en"), summer.until, TODAY, by_place=False)

    assert prose(part) == ["Overdue: 1. Open and in time: 0. Closed: 1."]
    assert rows(tables(part)["Items, overdue ones first"])["long ago"] == [
        "kader",
        "1 September 2026",
        "overdue",
    ]


def test_without_items_a_sentence_says_so():
    """There is no empty table."""
    part = improvements_part([], Names(DATA, "en"), QUARTER.until, TODAY, by_place=True)

    assert prose(part) == ["No item has been written down."]
    assert tables(part) == {}
