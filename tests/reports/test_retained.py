"""What is kept is told with who came back; who stayed away cannot be counted out."""

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest
from looking import prose, rows, said, tables
from simulated import DATA, Simulated

from tppo_kit.reports.periods import Quarter
from tppo_kit.reports.retained import earliest, retention_part
from tppo_kit.reports.scope import collected
from tppo_kit.store.log import Log

TABLE = "Right answers and people, with 95 percent intervals"


def without(scope, stayed_away):
    """Return the scope as if some of those trained in October had not come back."""
    judged = scope.everything
    here = scope.long
    october = here[(here["purpose"] == "after") & (here["at"] >= scope.quarter.since)]
    seats = sorted(set(october["seat"]))
    came = set(judged[judged["purpose"] == "30"]["seat"])
    back = [seat for seat in seats if seat in came]
    chosen = {*back, *[seat for seat in seats if seat not in came][:stayed_away]}
    return replace(scope, everything=judged[judged["seat"].isin(chosen)])


@pytest.mark.parametrize(
    ("stayed_away", "cell"), [(0, 18.0), (1, "at least 15"), (4, "at least 18"), (5, 18.0)]
)
def test_one_to_four_who_stayed_away_cannot_be_counted_out(scope_of, stayed_away, cell):
    """Where nearly all came back their number is not told exactly, not in the picture either."""
    part = retention_part(without(scope_of("desa-anis"), stayed_away))

    found = rows(tables(part)[TABLE])["After 30 days"]
    assert found[:2] == [18.0 + stayed_away, cell]
    chart = next(block for block in part.blocks if hasattr(block, "shapes"))
    words = next(said(text) for text in chart.words if said(text).startswith("After 30 days"))
    shown = "18" if cell == 18.0 else str(cell).rpartition(" ")[2]
    assert words.endswith(f"({shown} people)")


@pytest.mark.parametrize(("stayed_away", "hidden"), [(0, False), (1, True), (4, True), (5, False)])
def test_what_a_few_knew_who_stayed_away_cannot_be_worked_out(scope_of, stayed_away, hidden):
    """“After” of all less “after” of those who came would be theirs."""
    part = retention_part(without(scope_of("desa-anis"), stayed_away))

    same = rows(tables(part)[TABLE])["After 30 days"][-1]
    assert (same == "hidden: it would give away a small group") == hidden


def test_shares_are_means_of_the_people_who_came(scope_of):
    """Counted by hand over the thirty-nine who came back."""
    scope = scope_of("desa-anis")
    found = rows(tables(retention_part(scope))[TABLE])

    own = scope.long[scope.long["purpose"] == "30"]
    by_seat = pd.Series(own["correct"].to_numpy(), index=own["seat"].astype(str))
    mean = by_seat.groupby(level=0).mean().mean()
    assert found["After 30 days"][2] == pytest.approx(mean)
    assert found["After 90 days"] == [0.0, 0.0, *["none yet"] * 4]


def test_the_part_kept_is_told_with_interval_and_people(scope_of):
    """The first sentence is for who reads no further."""
    sentence = prose(retention_part(scope_of("desa-anis")))[0]

    assert sentence.startswith("Of what was gained, ")
    assert "at least 39 people" in sentence


def test_a_place_too_small_has_no_figure(scope_of):
    """Three people were trained there."""
    part = retention_part(scope_of("desa-kana"))

    assert tables(part) == {}
    assert prose(part) == ["Fewer than five people have been tested before or after a session."]


def test_three_who_came_are_not_told_as_nobody(scope_of):
    """Their number and figures are hidden; where nobody came at all, the number is nought."""
    scope = scope_of("desa-anis")
    judged = scope.everything
    back = sorted(set(judged[judged["purpose"] == "30"]["seat"]))
    gone = judged[(judged["purpose"] != "30") | judged["seat"].isin(back[:3])]
    nobody = judged[judged["purpose"] != "30"]

    few = rows(tables(retention_part(replace(scope, everything=gone)))[TABLE])["After 30 days"]
    none = rows(tables(retention_part(replace(scope, everything=nobody)))[TABLE])["After 30 days"]
    assert few[1:] == ["fewer than 5 people"] * 5
    assert none[1:] == [0.0, *["none yet"] * 4]


def test_a_test_in_the_last_days_of_its_year_is_counted(tmp_path):
    """Trained on the first of October, asked a year later, on the first day of the quarter."""
    log = Log(tmp_path / "year.sqlite3")
    made = Simulated(log)
    _, seats = made.session(dt.date(2026, 10, 1), people=6)
    made.follow_up(seats, dt.date(2027, 10, 1), 180)
    scope = collected(log, DATA, Quarter(2027, 4), "en", dt.date(2027, 12, 1))

    part = retention_part(scope)
    log.close()

    assert rows(tables(part)[TABLE])["After 180 days"][:2] == [6.0, 6.0]
    assert "trained from 30 September 2026 to" in " ".join(prose(part))


def test_the_picture_draws_no_moment_of_which_there_is_nothing(scope_of):
    """Nobody's ninety days are over, so nothing is hidden there."""
    part = retention_part(scope_of("desa-anis"))

    chart = next(block for block in part.blocks if hasattr(block, "shapes"))
    labels = [said(text).partition(":")[0] for text in chart.words]
    assert labels == ["Before", "After", "After 30 days"]


def test_where_nobody_was_tested_it_says_so(scope_of):
    """It is not said that they were fewer than five."""
    part = retention_part(scope_of("tidak-ada"))

    assert prose(part) == ["Nobody has been tested before or after a session yet."]


def test_each_person_counts_once_at_each_moment(scope_of):
    """Of all rows of a test one attempt a person is left."""
    tests = earliest(scope_of().everything)

    attempts = tests[["seat", "purpose", "attempt"]].drop_duplicates()
    assert not attempts.duplicated(["seat", "purpose"]).any()
