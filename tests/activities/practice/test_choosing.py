"""Choosing: what is due first, room for the new, both sides even, families apart."""

from collections import Counter
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tppo_kit.activities.practice.choosing import both_sides, interleaved, queue
from tppo_kit.learning.memory import Memory

TODAY = 100
CARDS = [f"T-ABC-{number:02d}" for number in range(20)]


def memory(due, last=90, first=50, stability=10.0):
    """Return a state that comes back on a day."""
    return Memory(stability, 5.0, first, last, due)


def test_who_has_met_nothing_gets_the_first_new_cards():
    """As many as a day may bring, in the order in which they are taught."""
    found = queue(CARDS, {}, TODAY, new=6, room=8)

    assert found.due == found.waiting == ()
    assert found.wanted == found.new == tuple(CARDS[:6])
    assert found.all == tuple(CARDS)


def test_the_most_forgotten_of_what_is_due_comes_first():
    """A low stability and a long time make a low chance of remembering."""
    met = {
        CARDS[0]: memory(TODAY),
        CARDS[1]: memory(TODAY - 5, last=30),
        CARDS[2]: memory(TODAY, stability=2.0),
        CARDS[3]: memory(TODAY + 1),
    }

    found = queue(CARDS[:4], met, TODAY, new=6, room=8)

    assert found.due == (CARDS[1], CARDS[2], CARDS[0])
    assert found.rest == (CARDS[3],)


def test_a_backlog_leaves_a_quarter_to_the_new():
    """Of eight, six are due and two new; the rest of what is due waits behind all that is new."""
    met = {card: memory(TODAY - 1) for card in CARDS[:12]}

    found = queue(CARDS, met, TODAY, new=6, room=8)

    assert (len(found.due), len(found.new), len(found.waiting)) == (6, 6, 6)
    assert found.wanted[6:12] == found.new == tuple(CARDS[12:18])


def test_a_backlog_fills_the_round_once_nothing_is_new():
    """Nothing is kept free for nothing."""
    met = {card: memory(TODAY - 1) for card in CARDS}

    assert len(queue(CARDS, met, TODAY, new=6, room=8).due) == 8


def test_what_was_new_today_counts_against_the_day():
    """A second round on the same day brings what is left of the six, then nothing new."""
    met = {card: memory(TODAY + 2, last=TODAY, first=TODAY) for card in CARDS[:4]}
    more = {card: memory(TODAY + 2, last=TODAY, first=TODAY) for card in CARDS[:6]}

    assert queue(CARDS, met, TODAY, new=6, room=8).new == tuple(CARDS[4:6])
    assert queue(CARDS, more, TODAY, new=6, room=8).wanted == ()


def test_what_was_met_today_comes_last_of_all():
    """Extra practice asks what comes soonest, then what is still new, then today's again."""
    met = {
        CARDS[0]: memory(TODAY + 1, last=TODAY),
        CARDS[1]: memory(TODAY + 9),
        CARDS[2]: memory(TODAY + 3),
    }

    found = queue(CARDS[:4], met, TODAY, new=0, room=8)

    assert found.rest == (CARDS[2], CARDS[1], CARDS[3], CARDS[0])


def test_half_are_harmless_and_no_card_comes_twice():
    """Four and four, the most wanted cards first."""
    found = both_sides(CARDS, 8, lambda *pair: pair, lambda _: 0)

    assert Counter(side for _, side in found) == {"+": 4, "-": 4}
    assert [card for card, _ in found] == CARDS[:8]


def test_a_card_is_asked_on_the_side_where_it_was_asked_less():
    """As long as that half has room; then it is asked on the other side all the same."""
    found = both_sides(CARDS[:4], 4, lambda *pair: pair, lambda card: -1 if card > CARDS[0] else 1)

    assert found == [(CARDS[0], "-"), (CARDS[1], "+"), (CARDS[2], "+"), (CARDS[3], "-")]


def test_a_card_without_a_case_is_passed_over():
    """What has one side only is asked there, and what has none is not asked."""

    def find(card, side):
        return None if card == CARDS[0] or (card == CARDS[1] and side == "+") else (card, side)

    found = both_sides(CARDS[:5], 4, find, lambda _: 0)

    assert (CARDS[1], "-") in found
    assert sorted(card for card, _ in found) == CARDS[1:5]


@given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=10), st.integers())
def test_neighbours_differ_wherever_they_can(families, seed):
    """Nothing is lost, and two of a family meet only if it has more than half."""
    order = interleaved(families, str, Random(seed))
    most = max(Counter(families).values())

    assert sorted(order) == sorted(families)
    if 2 * most <= len(families) + 1:
        assert all(one != other for one, other in pairwise(order))


def test_the_order_is_drawn_by_chance():
    """Other seeds give other orders, equal seeds the same."""
    orders = {interleaved("aabbccdd", str, Random(seed)) for seed in range(20)}

    assert len(orders) > 5
    assert interleaved("abcd", str, Random(1)) == interleaved("abcd", str, Random(1))


@pytest.mark.parametrize("wanted", [2, 4, 6])
def test_a_smaller_round_is_even_as_well(wanted):
    """Whatever the number, half of it is harmless."""
    found = both_sides(CARDS, wanted, lambda *pair: pair, lambda _: 1)

    assert Counter(side for _, side in found) == {"+": wanted // 2, "-": wanted // 2}
