"""Coverage becomes allocations that never ask for more units than there are."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tppo_kit.activities.patrol.schedule import allocations, drawn, timetable

COVERAGES = st.lists(st.integers(0, 20).map(lambda many: many / 20), min_size=1, max_size=9)


@given(COVERAGES)
def test_the_mixture_covers_each_post_with_its_probability(coverage):
    """Probabilities add up to one, and each post is met as often as its coverage says."""
    mixture = allocations(coverage)
    met = [sum(share for share, row in mixture if post in row) for post in range(len(coverage))]

    assert sum(share for share, _ in mixture) == pytest.approx(1)
    assert met == pytest.approx(coverage, abs=1e-9)


@given(COVERAGES)
def test_no_allocation_needs_more_units_than_the_coverage_adds_up_to(coverage):
    """Every allocation uses the floor or the ceiling of the sum, each post once."""
    total = round(sum(coverage), 9)

    for _, row in allocations(coverage):
        assert int(total) <= len(row) <= -int(-total // 1)
        assert len(set(row)) == len(row)


@given(COVERAGES)
def test_there_are_at_most_one_more_allocations_than_posts(coverage):
    """The mixture stays small however many allocations are possible."""
    assert len(allocations(coverage)) <= len(coverage) + 1


@given(st.lists(st.integers(0, 10), min_size=1, max_size=8))
def test_a_timetable_gives_each_post_exactly_its_days(days_each):
    """Ten rows, each post in as many of them as was wanted."""
    table = timetable(days_each, 10)

    assert len(table) == 10
    assert [sum(post in row for row in table) for post in range(len(days_each))] == days_each


def test_a_known_coverage_is_cut_where_posts_end():
    """Three posts of two thirds on two units: each pair a third of the time."""
    mixture = allocations([2 / 3, 2 / 3, 2 / 3])

    assert sorted(row for _, row in mixture) == [(0, 1), (0, 2), (1, 2)]
    assert [share for share, _ in mixture] == pytest.approx([1 / 3] * 3)


def test_drawing_by_lot_follows_the_seed_and_the_frequencies():
    """The same seed draws the same days; over many draws a post is met as often as planned."""
    draws = [drawn([3, 7, 10], 10, random.Random(seed)) for seed in range(400)]
    often = [sum(post in row for draw in draws for row in draw) / 4000 for post in range(3)]

    assert draws[7] == drawn([3, 7, 10], 10, random.Random(7))
    assert often == pytest.approx([0.3, 0.7, 1.0], abs=0.03)
