"""A number that may not be shown is a reason instead."""

import pytest

from tppo_kit.activities.blocks import Amount
from tppo_kit.language import LANGUAGES
from tppo_kit.learning.suppression import Reason
from tppo_kit.reports.cells import (
    FEW_PEOPLE,
    NONE_YET,
    REASONS,
    WITHHELD,
    counted,
    decimal,
    of_100,
    rounded,
    share,
    signed,
)


@pytest.mark.parametrize("people", [1, 2, 3, 4])
def test_one_to_four_people_are_never_a_number(people):
    """Hidden for another's sake or not."""
    assert counted(people) == counted(people, hide=True) == Amount(None, why=FEW_PEOPLE)


def test_nobody_and_five_are_numbers_unless_they_tell_another():
    """Then the reason is another one."""
    assert (counted(0), counted(5)) == (Amount(0), Amount(5))
    assert counted(5, hide=True) == Amount(None, why=WITHHELD)


def test_what_was_not_measured_says_why():
    """A reason of the measures, or that there is nothing yet; a value keeps its form."""
    assert share(0.25) == Amount(0.25, "share")
    assert decimal(1.5) == Amount(1.5, "decimal")
    assert share(float("nan")) == decimal(None) == Amount(None, why=NONE_YET)
    assert share(Reason.FEW_CASES) == Amount(None, why=REASONS[Reason.FEW_CASES])


def test_every_reason_is_told_in_both_languages():
    """No measure can have a reason that a report cannot say."""
    assert set(REASONS) == set(Reason)
    assert len({why.render("id") for why in REASONS.values()}) == len(Reason)
    assert all(why.render(language) for why in REASONS.values() for language in LANGUAGES)


@pytest.mark.parametrize(
    ("amount", "number"),
    [
        (Amount(17 / 30, "share"), 0.57),
        (Amount(0.125, "share"), 0.13),
        (Amount(2 / 3, "decimal"), 0.67),
        (Amount(12.0), 12),
        (Amount(None, "share", FEW_PEOPLE), None),
    ],
)
def test_a_file_holds_no_more_digits_than_a_page(amount, number):
    """A share has whole percents, a measure two decimals, a count none, a reason no number."""
    assert rounded(amount) == number


@pytest.mark.parametrize(
    ("value", "hundred"),
    [(0.0, 0), (0.005, 1), (0.125, 13), (0.995, 100), (-0.125, -13), (1.0, 100)],
)
def test_shares_are_told_as_so_many_of_a_hundred(value, hundred):
    """Halves go away from nought."""
    assert of_100(value) == hundred


def test_a_sign_is_always_written():
    """Minus is a minus and no hyphen."""
    assert [signed(each) for each in (3.4, -3.4, 0)] == ["+3", "−3", "+0"]
