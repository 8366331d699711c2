"""Content that must be looked at again is told by its day, what is past first."""

import datetime as dt
from itertools import pairwise

from looking import prose, rows, tables
from simulated import DATA

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.facts import Agency, Fact
from tppo_kit.content.signs import Source
from tppo_kit.reports.due import due_content, due_part
from tppo_kit.reports.names import Names

#: A day after which much of the content is due.
LATER = dt.date(2027, 12, 1)


def test_everything_due_by_a_day_is_told_once_and_the_earliest_first():
    """Facts, services and sources alike, counted by hand."""
    catalogue = Catalogue(DATA)
    records = [record for model in (Fact, Agency, Source) for record in catalogue.all(model)]

    found = due_content(catalogue, LATER)

    assert len(found) == sum(record.check_by <= LATER for record in records) > 0
    assert all(first.day <= second.day for first, second in pairwise(found))
    assert {each.day <= LATER for each in found} == {True}


def test_what_is_past_is_told_apart_from_what_comes():
    """A day is past only after it is over."""
    names = Names(DATA, "en")
    first = due_content(names.catalogue, LATER)[0].day
    on_the_day = prose(due_part(names, first))[0]
    after = due_part(names, first + dt.timedelta(days=1))

    assert on_the_day.startswith("Past their day: 0.")
    assert not prose(after)[0].startswith("Past their day: 0.")
    table = rows(tables(after)["The earliest first"])
    assert next(iter(table.values()))[-1].endswith(", past")


def test_a_long_list_is_cut_and_says_how_much_is_missing():
    """Forty rows are enough to begin with."""
    names = Names(DATA, "en")
    found = due_content(names.catalogue, LATER + dt.timedelta(days=90))
    part = due_part(names, LATER)

    assert len(tables(part)["The earliest first"].rows) == 40
    assert prose(part)[-1].startswith(f"{len(found) - 40} more are not listed")


def test_untested_numbers_are_counted():
    """A service without a tested number is no service that can be called."""
    untested = [text for text in prose(due_part(Names(DATA, "en"), LATER)) if "tested" in text]

    assert untested == ["Local numbers that nobody has tested yet: 13."]
