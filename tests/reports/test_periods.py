"""A quarter is named, begins and ends as an office counts it."""

import datetime as dt

import pytest

from tppo_kit.errors import Refused
from tppo_kit.language import LANGUAGES
from tppo_kit.reports.periods import Quarter, day_of, start_of


@pytest.mark.parametrize("text", ["2026-4", " 2026-4 ", "2026-Q4", "2026q4", "2026-T4", "20264"])
def test_a_quarter_is_read_as_people_write_it(text):
    """Year and number, with a letter between or none."""
    assert Quarter.parse(text) == Quarter(2026, 4)


@pytest.mark.parametrize("text", ["", "2026", "2026-5", "2026-0", "4-2026", "26-4", "2026-12"])
def test_what_is_no_quarter_is_refused_with_an_example(text):
    """The sentence shows how to write it."""
    with pytest.raises(Refused) as told:
        Quarter.parse(text)

    assert all("2026-4" in told.value.message.render(language) for language in LANGUAGES)


def test_quarters_follow_each_other_without_a_gap():
    """The end of each is the beginning of the next, over the year too."""
    quarter = Quarter(2025, 1)
    for _ in range(9):
        following = quarter.next()
        assert (following.before(), quarter.until) == (quarter, following.since)
        assert quarter.last + dt.timedelta(days=1) == following.first
        quarter = following

    assert quarter == Quarter(2027, 2)


@pytest.mark.parametrize(
    ("day", "number"),
    [((2026, 1, 1), 1), ((2026, 3, 31), 1), ((2026, 4, 1), 2), ((2026, 12, 31), 4)],
)
def test_a_day_lies_in_its_quarter(day, number):
    """From its first moment to its last second."""
    day = dt.date(*day)
    quarter = Quarter.of(day)

    assert quarter == Quarter(2026, number)
    assert quarter.first <= day <= quarter.last
    assert quarter.since <= start_of(day) < quarter.until
    assert day_of(start_of(day)) == day == day_of(start_of(day) + 23 * 3600)
