"""Scales, numbers and values in words."""

import pytest

from tppo_kit.language import shown
from tppo_kit.reports.scales import (
    Interval,
    across,
    cut,
    mark_at,
    marks,
    numeral,
    over_time,
    part,
    said,
    told,
)

POINT = Interval("Uji", 0.5, 0.25, 0.75, 12)


@pytest.mark.parametrize(
    ("smallest", "largest", "found"),
    [
        (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (-1, 4, [-1, 0, 1, 2, 3, 4]),
        (-0.4, 0.4, [-0.4, -0.2, 0, 0.2, 0.4]),
        (0, 400, [0, 400]),
    ],
)
def test_a_scale_is_marked_at_round_numbers(smallest, largest, found):
    """Three to six round numbers lie on it, and very long scales show their ends."""
    assert marks(smallest, largest) == pytest.approx(found)


def test_a_part_stays_between_the_ends():
    """Beyond the ends of the scale there is nothing to draw on."""
    assert [part(value, -1, 3) for value in (-9, -1, 1, 3, 9)] == [0, 0, 0.5, 1, 1]


def test_numbers_have_a_comma_and_a_real_minus():
    """Decimals in Indonesian, percent without decimals, whole marks without a comma."""
    texts = [numeral(-0.5, "decimal"), numeral(-0.125, "share"), numeral(0.5, "share")]

    assert [shown(each, "id") for each in texts] == ["−0,50", "−13%", "50%"]
    assert [mark_at(-2, "decimal"), shown(mark_at(0.5, "decimal"), "id")] == ["−2", "0,50"]


def test_a_value_without_interval_says_so_by_silence():
    """Only what is known is told."""
    alone = Interval("Uji", 0.5, None, None, 12)

    assert shown(told("Uji", alone, "share"), "id") == "Uji: 50% (12 orang)"
    assert "dari 25% sampai 75%" in shown(told("Uji", POINT, "share"), "id")


def test_a_line_is_told_column_by_column():
    """Each column is named, divided by semicolons, in the language of the whole."""
    line = shown(over_time("Terlihat", ("Jul", "Agu"), (POINT, POINT), "share"), "en")

    assert line == (
        "Terlihat: Jul: 50%, 95 percent interval from 25% to 75% (12 people); "
        "Agu: 50%, 95 percent interval from 25% to 75% (12 people)"
    )


def test_a_row_without_columns_is_its_name():
    """Nothing to tell is no fault."""
    assert shown(across("Rekrutmen", (), (), "decimal"), "id") == "Rekrutmen. "


def test_labels_are_cut_and_notes_kept():
    """A text of more than its letters ends in dots; an empty note is no line."""
    assert cut("a" * 60) == "a" * 45 + "…"
    assert cut("a" * 40, 10) == "a" * 35 + "…"
    assert (said(""), said("Catatan")) == ((), ("Catatan",))
