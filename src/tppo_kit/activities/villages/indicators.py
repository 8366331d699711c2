"""The first act: twelve villages, what they are like, and what the table shows of it."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from tppo_kit.activities.villages.chance import TABLE, generator
from tppo_kit.content.simulations.village_assumptions import Parameter
from tppo_kit.content.simulations.villages import ASSISTED, YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tppo_kit.content.simulations.villages import Profile, VillageGame, VillageName

#: Villages of the table have so many adults, whatever the size of the simulated ones.
ADULTS = 1000
#: 80 of 100 intervals of a share hold the true share.
_Z = 1.2816


class Observed(NamedTuple):
    """One village: its name, what it is like, and the four numbers that the table shows.

    ``place`` is that of the profile in the record.
    """

    village: VillageName
    place: int
    profile: Profile
    reports: int
    leaving: int
    offers: int
    know: int


def observe(game: VillageGame, seed: int) -> tuple[Observed, ...]:
    """Return the villages in the order of their names; profiles and numbers drawn by seed."""
    chance = generator(seed, TABLE)
    order = chance.permutation(len(game.profiles))
    seen = []
    for village, place in zip(game.villages, order, strict=True):
        profile = game.profiles[place]
        seen.append(
            Observed(
                village,
                int(place),
                profile,
                reports=int(chance.poisson(profile.reports)),
                leaving=int(chance.binomial(ADULTS * YEAR, profile.wish / 100)),
                offers=int(chance.binomial(game.asked, profile.pressure / 100)),
                know=int(chance.binomial(game.asked, profile.aware / 100)),
            )
        )
    return tuple(seen)


def need(game: VillageGame, profile: Profile) -> float:
    """Return how many people would be harmed in the first year without any help."""
    check = game.parameter(Parameter.CHECK) / 100
    blind = 1 - check * profile.aware / 100
    return ADULTS * YEAR * profile.wish / 100 * profile.pressure / 100 * blind


def likely_need(game: VillageGame, seen: Observed) -> float:
    """Return the same as far as the table tells."""
    check = game.parameter(Parameter.CHECK) / 100
    return seen.leaving * seen.offers / game.asked * (1 - check * seen.know / game.asked)


def neediest(game: VillageGame, villages: Iterable[Observed]) -> tuple[Observed, ...]:
    """Return the villages in truth most in need, the first first."""
    ranked = sorted(villages, key=lambda each: (-need(game, each.profile), each.village.id))
    return tuple(ranked[:ASSISTED])


def choice_share(game: VillageGame, chosen: Iterable[Observed]) -> float:
    """Return how good a choice is: 0 for the three least in need, 1 for the three most."""
    needs = sorted(need(game, profile) for profile in game.profiles)
    least, most = sum(needs[:ASSISTED]), sum(needs[-ASSISTED:])
    reached = sum(need(game, each.profile) for each in chosen)
    return (reached - least) / (most - least) if most > least else 1.0


def interval(found: int, asked: int) -> tuple[int, int]:
    """Return the interval in which 80 of 100 such counts lie, as counts of the same number.

    Wilson's score interval: Wilson (1927), JASA 22, 209-212.
    """
    share, z2 = found / asked, _Z * _Z
    middle = (share + z2 / (2 * asked)) / (1 + z2 / asked)
    width = _Z * sqrt(share * (1 - share) / asked + z2 / (4 * asked * asked)) / (1 + z2 / asked)
    return round(asked * max(0.0, middle - width)), round(asked * min(1.0, middle + width))
