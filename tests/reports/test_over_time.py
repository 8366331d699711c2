"""Months and places are told with the people behind them; who is left out is in no total."""

import pytest
from looking import prose, rows, said, tables

from tppo_kit.reports.over_time import months_part, places_part

RATES = "Seen and over-called, with 95 percent intervals"


def test_months_go_over_two_quarters_and_leave_out_the_test_before(scope_of):
    """September has the test after and the shared plays of the earlier session alone."""
    scope = scope_of()
    found = rows(tables(months_part(scope))[RATES])

    assert list(found) == ["September 2026", "October 2026", "November 2026"]
    own = scope.everything
    own = own[(own["month"].astype(str) == "2026-09-01") & (own["purpose"] != "before")]
    calls = own[own["signal"].fillna(value=False)]
    assert found["September 2026"][:2] == [24.0, pytest.approx(calls["called"].mean())]


def test_the_picture_has_a_point_for_each_month_and_says_what_is_missing(scope_of):
    """Six months, in words as well."""
    chart = next(block for block in months_part(scope_of()).blocks if hasattr(block, "shapes"))
    words = " ".join(said(text) for text in chart.words)

    for month in ("7/26", "8/26", "9/26", "10/26", "11/26", "12/26"):
        assert month in words
    assert "(24 people)" in words


def test_places_stand_side_by_side_without_the_small_one(scope_of):
    """Fifty-one in the village: the session, and who came back from the one before."""
    found = rows(tables(places_part(scope_of()))[RATES])

    assert {place: row[0] for place, row in found.items()} == {
        "Desa Anis": 51.0,
        "Kantor Cempaka": 20.0,
    }


def test_where_nobody_decided_a_sentence_says_so(scope_of):
    """No empty picture is drawn; where three people decided, it is not said that nobody did."""
    few, none = scope_of("desa-kana"), scope_of("tidak-ada")

    for part in (months_part, places_part):
        assert prose(part(few)) == [
            "Fewer than five people of one place took part; no figure is shown."
        ]
        assert prose(part(none)) == ["Nobody has decided on a case in this time."]
        assert len(part(few).blocks) == len(part(none).blocks) == 1
