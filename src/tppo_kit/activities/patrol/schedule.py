"""From a coverage to allocations that carry it out, and to a drawn schedule."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

#: An allocation: the numbers of the posts where somebody is, in ascending order.
Allocation = tuple[int, ...]


def allocations(coverage: Sequence[float]) -> tuple[tuple[float, Allocation], ...]:
    """Return a mixture of allocations that covers each post with exactly its probability.

    The box method (Tsai, Yin, Kwak, Kempe, Kiekintveld & Tambe 2010, "Urban security:
    game-theoretic resource allocation in networked physical domains", AAAI'10; systematic
    sampling in statistics): lay the coverages end to end on a line and read it with a comb whose
    teeth stand one apart. A coverage of at most one meets at most one tooth, so that each place
    of the comb in [0, 1) is an allocation of floor or ceiling of the summed coverage; it changes
    only where a border of a post falls, hence at most n + 1 allocations.

    Args:
        coverage: for each post the probability, 0 to 1, that somebody is there.

    Returns:
        Pairs of a probability and an allocation; the probabilities add up to 1.
    """
    ends = [round(end, _DIGITS) for end in accumulate(coverage)]
    cuts = sorted({0.0, 1.0, *(round(end % 1.0, _DIGITS) % 1.0 for end in ends)})
    mixture = []
    for low, high in pairwise(cuts):
        mixture.append((high - low, _read(ends, (low + high) / 2)))
    return tuple(mixture)


def timetable(days_each: Sequence[int], days: int) -> tuple[Allocation, ...]:
    """Return an allocation for each day, such that each post gets exactly its days.

    Args:
        days_each: for each post on how many of the days somebody is there, 0 to ``days``.
        days: how many days there are.
    """
    mixture = allocations([many / days for many in days_each])
    return tuple(row for share, row in mixture for _ in range(round(share * days)))


def drawn(days_each: Sequence[int], days: int, chance: Random) -> tuple[Allocation, ...]:
    """Return an allocation for each day, drawn anew every day with the probabilities n/days."""
    return tuple(chance.choices(timetable(days_each, days), k=days))


#: Borders of posts that differ by less are one border.
_DIGITS = 9


def _read(ends: Sequence[float], place: float) -> Allocation:
    starts = (0.0, *ends[:-1])
    return tuple(
        post
        for post, (start, end) in enumerate(zip(starts, ends, strict=True))
        if any(start <= place + tooth < end for tooth in range(int(end) + 1))
    )
