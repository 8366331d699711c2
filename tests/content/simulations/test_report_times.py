"""Times and points of a report desk."""

import pytest
from pydantic import ValidationError

from tppo_kit.content.simulations.report_times import Points, Span


def test_a_span_goes_from_the_shortest_to_the_longest():
    """In another order it is refused with a sentence; a point is a span."""
    with pytest.raises(ValidationError, match="shortest first"):
        Span(least=5, usual=3, most=9)

    assert Span(least=3, usual=3, most=3).most == 3


def test_no_time_is_negative():
    """Nothing ends before it begins."""
    with pytest.raises(ValidationError):
        Span(least=-1, usual=3, most=9)


def test_a_whole_report_is_the_sum_of_its_parts():
    """That is also what a hurt costs."""
    assert Points(urgency=3, channels=2, question=1, lines=2, result=2).whole == 10
