"""What a report counts belongs to its place and time, and small groups to no total."""

import pandas as pd
import pytest

from tppo_kit.reports.periods import Quarter
from tppo_kit.reports.scope import months, without_few_months, without_small


def test_small_groups_are_left_out_and_others_whole():
    """Four people are too few however much they did; five are enough."""
    rows = pd.DataFrame(
        [
            *({"place": "a", "seat": f"a{number % 4}"} for number in range(40)),
            *({"place": "b", "seat": f"b{number}"} for number in range(5)),
        ],
        index=range(100, 145),
    )

    found = without_small(rows, ["place"])

    assert set(found["place"]) == {"b"}
    assert list(found.index) == list(range(140, 145))
    assert without_small(rows.iloc[:0], ["place"]).empty


@pytest.mark.parametrize(
    ("october", "november", "december", "left"),
    [(20, 0, 0, 20), (20, 4, 0, 20), (20, 3, 2, 25), (20, 5, 0, 25), (4, 4, 0, 8), (4, 0, 0, 0)],
)
def test_a_quarter_less_its_months_is_no_small_group(october, november, december, left):
    """What hidden months leave beside those shown is of nobody, or of five people at least."""
    sizes = {"10": october, "11": november, "12": december}
    rows = pd.DataFrame(
        [
            {"home": "desa", "month": month, "seat": f"{month}-{number}"}
            for month, people in sizes.items()
            for number in range(people)
        ]
    )

    assert without_few_months(rows)["seat"].nunique() == left


def test_each_judgement_has_a_home_a_course_a_role_and_a_month(scope_of, quarter_log):
    """Follow-ups at home go to the place and course in which their person was trained."""
    rows = scope_of().everything
    later = rows[rows["purpose"] == "30"]

    assert set(later["home"]) == {"desa-anis"}
    assert set(later["role"]) == {"village-officials"}
    assert set(later["month"].astype(str)) == {"2026-10-01", "2026-11-01"}
    assert set(rows["home"].astype(str)) == {"desa-anis", "kantor-cempaka"}


def test_a_place_sees_itself_and_a_quarter_its_time(scope_of):
    """What was before the quarter is kept for comparing, and apart."""
    village = scope_of("desa-anis")

    assert {each.record.place for each in village.sessions} == {"desa-anis"}
    assert (len(village.sessions), len(village.long["seat"].unique())) == (1, 54)
    assert village.rows["at"].min() >= village.quarter.since > village.long["at"].min()
    assert "before" not in set(village.trained["purpose"])
    assert len(scope_of("desa-kana").counted) == 0 < len(scope_of("desa-kana").sessions)


def test_small_groups_are_known_and_nobody_stands_in_them(scope_of):
    """Three people of one village were tested and trained; no seat is kept of them."""
    small = scope_of().small

    assert set(small["home"].astype(str)) == {"desa-kana"}
    assert {"before", "after"} <= set(small["purpose"])
    assert "seat" not in small.columns
    assert scope_of("desa-anis").few.empty
    assert len(scope_of("desa-kana").few) == len(small)


def test_six_months_are_told_over_the_year_too():
    """Those of the quarter and of the one before."""
    found = [day.isoformat()[:7] for day in months(Quarter(2027, 1))]

    assert found == ["2026-10", "2026-11", "2026-12", "2027-01", "2027-02", "2027-03"]
