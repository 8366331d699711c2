"""The report on one place tells of it alone, and with the whole gives nobody away."""

import pytest
from looking import part, prose, rows, said, tables
from simulated import DATA

from tppo_kit.errors import NotFound
from tppo_kit.reports.periods import Quarter
from tppo_kit.reports.place import place_report
from tppo_kit.reports.quarter import quarter_report

QUARTER = Quarter(2026, 4)
MONTHS = "Seen and over-called, month by month"
#: What is said where there is nothing.
NONE = {
    "Who was reached": "No session was held in this quarter.",
    "Before and after": "There are no tests before and after to compare.",
    MONTHS: "Nobody has decided on a case in this time.",
    "Families of signs": "No sign was met in this quarter.",
    "What is still known later": "Nobody has been tested before or after a session yet.",
}
RATES = "Seen and over-called, with 95 percent intervals"


@pytest.fixture(scope="module")
def report_of(quarter_log):
    """Give a function from a place to its report."""
    return lambda place: place_report(
        quarter_log.log, DATA, place, QUARTER, "en", quarter_log.today
    )


def test_people_and_items_are_those_of_the_place(report_of):
    """What another place did or is to improve is not there."""
    report = report_of("kantor-cempaka")

    assert said(report.title) == "Kantor Cempaka, Quarter 4 of 2026"
    assert "Sessions: 1. People: 20." in said(report.lead)
    items = tables(part(report, "What is being improved"))["Items, overdue ones first"]
    assert list(rows(items)) == ["Latih petugas"]


def test_a_small_place_shows_no_figure_about_people(report_of):
    """Three people: every part says why."""
    report = report_of("desa-kana")

    assert "People: fewer than 5." in said(report.lead)
    targets = rows(tables(part(report, "Targets"))["Indicators against targets"])
    assert {row[5] for row in targets.values()} == {"–"}
    values = {title: row[2] for title, row in targets.items()}
    assert values.pop("Bagian acara yang dijalankan") == 1.0
    assert values.pop("Yang masih diingat sesudah 30 hari") == "none yet"
    assert set(values.values()) == {"fewer than 5 people"}
    assert tables(part(report, "Before and after")) == {}
    assert prose(part(report, "Before and after")) == [
        "Fewer than five people have finished both tests, so they are not compared."
    ]
    assert tables(part(report, MONTHS)) == {}
    assert prose(part(report, MONTHS)) == [
        "Fewer than five people of one place took part; no figure is shown."
    ]


def test_where_nothing_was_held_nothing_is_called_small(quarter_log):
    """A place without a session in this quarter has no figure yet, rather than a hidden one."""
    report = place_report(
        quarter_log.log, DATA, "desa-kana", Quarter(2026, 2), "en", quarter_log.today
    )

    assert "Sessions: 0. People: 0." in said(report.lead)
    targets = rows(tables(part(report, "Targets"))["Indicators against targets"])
    assert {row[2] for row in targets.values()} == {"none yet"}
    for title, none in NONE.items():
        assert prose(part(report, title)) == [none]


def test_the_places_add_up_to_the_whole_month_by_month(report_of, quarter_log):
    """So nothing can be subtracted: what is left out of a place is left out of the whole."""
    whole = quarter_report(quarter_log.log, DATA, QUARTER, "en", quarter_log.today)
    months = rows(tables(part(whole, MONTHS))[RATES])
    places = [
        rows(tables(part(report_of(place), MONTHS))[RATES])
        for place in ("desa-anis", "kantor-cempaka")
    ]

    for month, row in months.items():
        assert row[0] == sum(own[month][0] for own in places if month in own)
    assert months["November 2026"][0] == 18.0


def test_follow_ups_belong_to_the_place_where_one_learned(report_of):
    """Who took the test at home after thirty days was trained in the village."""
    found = rows(
        tables(part(report_of("desa-anis"), "What is still known later"))[
            "Right answers and people, with 95 percent intervals"
        ]
    )

    assert found["Before"][:2] == [54.0, 54.0]
    assert found["After 30 days"][:2] == [54.0, 39.0]


@pytest.mark.parametrize("place", ["", "tidak-ada", "../etc"])
def test_a_place_that_is_nowhere_is_told(report_of, place):
    """A sentence, not a fault."""
    with pytest.raises(NotFound):
        report_of(place)
