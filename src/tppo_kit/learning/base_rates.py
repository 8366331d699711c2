"""What rarity does to a good eye: predictive value, people out of 1,000, best threshold.

Bayes' theorem in natural frequencies, as Gigerenzer & Hoffrage (1995), Psychological Review 102,
684-704, show that people understand it; the best criterion is from Green & Swets (1966), Signal
Detection Theory and Psychophysics, ch. 1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

PEOPLE = 1_000


@dataclass(frozen=True, slots=True)
class Thousand:
    """What happens to 1,000 people, in whole people; the four add up to 1,000.

    Attributes:
        caught: needed help and somebody acted.
        missed: needed help and nobody acted.
        wrongly_suspected: did not need it and somebody acted.
        left_alone: did not need it and nobody acted.
    """

    caught: int
    missed: int
    wrongly_suspected: int
    left_alone: int


def predictive_value(hit_rate: float, false_alarm_rate: float, base_rate: float) -> float | None:
    """Return which share of those called needs help: H p / (H p + F (1 - p)), 0 to 1.

    None where nobody is ever called.

    Raises:
        ValueError: if a rate does not lie between 0 and 1.
    """
    _check(hit_rate, false_alarm_rate, base_rate)
    true, false = hit_rate * base_rate, false_alarm_rate * (1 - base_rate)
    return true / (true + false) if true + false else None


def false_alarms_per_hit(
    hit_rate: float, false_alarm_rate: float, base_rate: float
) -> float | None:
    """Return how many are called in vain for each one rightly: F (1 - p) / (H p).

    None where nobody is called rightly.

    Raises:
        ValueError: if a rate does not lie between 0 and 1.
    """
    _check(hit_rate, false_alarm_rate, base_rate)
    true = hit_rate * base_rate
    return false_alarm_rate * (1 - base_rate) / true if true else None


def thousand(hit_rate: float, false_alarm_rate: float, base_rate: float) -> Thousand:
    """Return what is to be expected for 1,000 people; halves of people are rounded up.

    Raises:
        ValueError: if a rate does not lie between 0 and 1.
    """
    _check(hit_rate, false_alarm_rate, base_rate)
    in_need = _whole(PEOPLE * base_rate)
    caught = _whole(hit_rate * in_need)
    suspected = _whole(false_alarm_rate * (PEOPLE - in_need))
    return Thousand(caught, in_need - caught, suspected, PEOPLE - in_need - suspected)


def optimal_beta(base_rate: float, cost_false_alarm: float = 1, cost_miss: float = 1) -> float:
    """Return the likelihood ratio from which on acting costs least.

    (1 - p) / p times the cost of a false alarm over the cost of a miss, where a hit and a correct
    rejection cost nothing; costs in any unit, the same for both.

    Raises:
        ValueError: if the base rate is 0 or 1 or lies outside, or a cost is not above 0.
    """
    _check(base_rate)
    if base_rate in (0, 1) or not (cost_false_alarm > 0 and cost_miss > 0):
        raise ValueError(f"no threshold: {base_rate=}, {cost_false_alarm=}, {cost_miss=}")
    return (1 - base_rate) / base_rate * cost_false_alarm / cost_miss


def _check(*rates: float) -> None:
    if not all(0 <= rate <= 1 for rate in rates):
        raise ValueError(f"a rate lies between 0 and 1: {rates}")


def _whole(people: float) -> int:
    # What is a whole number but for the last bits (0.1 * 990) stays that number.
    return math.floor(round(people, 9) + 0.5)
