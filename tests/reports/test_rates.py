"""Plain shares and measures stand side by side, each with its people and interval."""

import pytest
from looking import rows

from tppo_kit.learning.detection import Counts, detect
from tppo_kit.reports.rates import interval, measures_table, rates, rates_table, safe_table


@pytest.fixture
def found(decisions):
    """Give a group of ten who see 7 of 10 calls and over-call 2 of 10, and one of four people."""
    lines = []
    for number in range(10):
        hit, alarm = number < 7, number < 2
        lines += [
            (f"s{number}", "after", hit, 1, hit),
            (f"s{number}", "after", not alarm, 0, alarm),
        ]
    few = [(f"t{number}", "before", 1, number % 2, number % 2) for number in range(4)] * 5
    unasked = [("s0", "after", 1, None, None)]
    rows_ = decisions(*lines, *few, *unasked)
    return rates(rows_.assign(purpose=rows_["purpose"].astype(str)), ["purpose"])


def test_shares_are_plain_and_measures_corrected(found):
    """Seven of ten is seven tenths; d' is that of the counts."""
    row = found.loc["after"]

    assert (row["seen"], row["over_called"]) == pytest.approx((0.7, 0.2))
    assert (row["safe"], row["harmful"]) == pytest.approx((0.75, 0.1))
    assert row["sensitivity"] == pytest.approx(detect(Counts(7, 10, 2, 10)).sensitivity)
    assert row["people"] == 10


def test_tables_show_people_value_and_interval(found):
    """The same numbers, in the order of the columns."""
    row = found.loc["after"]
    groups = [("after", row)]

    names = [f"{name}{end}" for name in ("seen", "over_called") for end in ("", "_low", "_high")]
    assert rows(rates_table("When", groups))["after"] == [10, *(row[name] for name in names)]
    assert rows(measures_table("When", groups))["after"][1] == row["sensitivity"]
    assert rows(safe_table("When", groups))["after"][1] == row["safe"]


def test_four_people_have_reasons_and_no_picture(found):
    """However many decisions they made."""
    row = found.loc["before"]

    for table in (rates_table, measures_table, safe_table):
        assert rows(table("When", [("before", row)]))["before"] == [
            "fewer than 5 people",
            *["fewer than 5 people", "–", "–"] * 2,
        ]
    assert interval("before", row, "seen").value is None
    assert interval("before", row, "seen").people == 0
