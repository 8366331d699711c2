"""What changed is told of the people who took both tests, with its interval, or why it is not."""

import pandas as pd
import pytest
from looking import prose, rows, tables

from tppo_kit.reports.change import (
    change_part,
    first_tests,
    measured,
    paired_rows,
    without_few_alone,
)


def both(people, before, after, forms=("test:a", "test:b"), name="s"):
    """Return lines of people who got so many of four right before and after, forms changing."""
    lines = []
    for number in range(people):
        for purpose, right in (("before", before), ("after", after)):
            form = forms[(number + (purpose == "after")) % len(forms)]
            lines += [
                (f"{name}{number}", purpose, place < right, 1, place < right, form)
                for place in range(4)
            ]
    return lines


def test_the_difference_is_that_of_the_mean_shares(decisions):
    """From two of four to three of four, for everybody: the interval is a point."""
    part = change_part(decisions(*both(6, 2, 3)))

    assert prose(part)[0] == (
        "6 people took both tests. Right on average: 50 of 100 before, 75 of 100 after. "
        "Difference +25; 95 percent interval from +25 to +25."
    )
    assert rows(tables(part)["Both tests, 6 people"])["Normalised gain"] == [0.5]


def test_who_took_one_test_only_is_left_out(decisions):
    """Somebody who left early changes nothing."""
    lines = both(6, 2, 3)
    early = [("early", "before", 0, 1, 0)] * 4

    assert measured(decisions(*lines, *early)) == measured(decisions(*lines))


def test_a_second_try_at_a_test_does_not_count(decisions):
    """Of several attempts of a person at the same test the earliest is taken."""
    lines = both(5, 2, 3)
    once = decisions(*lines)
    again = decisions(*both(5, 4, 4)).assign(attempt="again", at=lambda each: each["at"] + 50)

    tests = first_tests(pd.concat([once, again]))

    assert len(tests) == len(once)
    assert "again" not in set(tests["attempt"])


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([], "There are no tests before and after to compare."),
        (both(6, 2, 3)[:4], "Only one of the two tests has been taken"),
        (both(4, 2, 3), "Fewer than five people have finished both tests"),
    ],
)
def test_without_a_comparison_the_reason_stands_alone(decisions, lines, sentence):
    """Not one figure is shown then."""
    part = change_part(decisions(*lines))

    assert len(part.blocks) == 1
    assert prose(part)[0].startswith(sentence)


def test_a_loss_is_called_a_loss(decisions):
    """The group that did worse afterwards is not said to have gained."""
    part = change_part(decisions(*both(6, 3, 2)))

    assert "Fewer answers were right afterwards" in prose(part)[1]
    assert "Difference −25" in prose(part)[0]


def test_from_fifty_on_each_form_the_forms_are_equated(decisions):
    """Form A was easier by a quarter, so what was gained is the same for who began with either."""
    lines = [
        (seat, purpose, right if form == "test:a" else place % 4 < 2, 1, 1, form)
        for place, (seat, purpose, right, _, _, form) in enumerate(both(100, 3, 3))
    ]

    found = measured(decisions(*lines))

    assert (found.before, found.after) == pytest.approx((0.75, 0.75))
    assert "scale of form A" in prose(change_part(decisions(*lines)))[-2]


def test_places_with_fewer_than_five_are_left_out_of_the_whole(decisions):
    """Nothing is left to subtract from a total."""
    here = decisions(*both(6, 2, 3)).assign(home="a")
    there = decisions(*both(4, 0, 4, name="t")).assign(home="b")

    whole = paired_rows(pd.concat([here, there]))

    assert measured(whole).people == 6
    assert measured(whole).before == 0.5


@pytest.mark.parametrize(("alone", "left"), [(0, 6), (1, 6), (4, 6), (5, 11)])
def test_one_to_four_who_took_one_test_only_are_in_no_mean(decisions, alone, left):
    """Else their mean is what the mean of all leaves beside the mean of those who took both."""
    early = [(f"early{number}", "before", 0, 1, 0) for number in range(alone)]
    rows = decisions(*both(6, 2, 3), *early).assign(home="desa")

    kept = without_few_alone(rows, "home")

    assert kept[kept["purpose"] == "before"]["seat"].nunique() == left
    assert len(kept[kept["purpose"] == "after"]) == 6 * 4


def test_a_difference_that_may_be_chance_is_called_so(decisions):
    """Half of the group gained and half lost as much."""
    split = [*both(5, 2, 3), *both(5, 3, 2, name="t")]
    chance = "The interval holds 0, so chance alone may have brought the difference."

    assert chance in prose(change_part(decisions(*split)))
    assert chance not in prose(change_part(decisions(*both(6, 2, 3))))
