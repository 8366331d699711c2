"""Practice data: wholly invented worries in three invented villages, to count and compare.

The model behind it, so that nobody takes a figure for a finding:

* Every village has the same number of situations each month that worry somebody.
* Of all situations a share, ``base_rate``, truly calls for action; of those, sixty in a hundred
  call for consulting, thirty for referring, ten are urgent.
* A share of the situations is reported: ``reporting_rate``, and in the first village
  ``campaign_rate`` from the month ``campaign_month`` on. What happens there does not change.
* Of the reported ones that call for action, the office acts on ``hit_rate``; of the others, on
  ``false_alarm_rate``. How far it goes is drawn apart from whether it was right to act.
* Acting is followed up within three weeks nine times in ten; whoever is referred agreed eight
  times in ten.

All draws are independent; nothing depends on who the people are, for there are no people.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from random import Random
from typing import Literal

from tppo_kit.records import Rung

Channel = Literal["counter", "phone", "cadre"]
CHANNELS: tuple[Channel, ...] = ("counter", "phone", "cadre")

_ACTING = (Rung.CONSULT, Rung.REFER, Rung.URGENT)
_NOT_ACTING = (Rung.NO_CONCERN, Rung.INFORM)
_SEVERITY = (60, 30, 10)
_FOLLOWED_UP = 0.9
_LONGEST_WAIT = 21
_AGREED = 0.8


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What the invented world is like; the rates of the office are those of the office too."""

    base_rate: float = 0.10
    hit_rate: float = 0.80
    false_alarm_rate: float = 0.10
    reporting_rate: float = 0.40
    campaign_rate: float = 0.80
    campaign_month: int = 7
    months: int = 12
    villages: int = 3
    situations: int = 20

    def __post_init__(self) -> None:
        """Refuse what cannot be a share or a number of something."""
        for each in fields(self):
            value = getattr(self, each.name)
            if each.name.endswith("_rate"):
                if not (math.isfinite(value) and 0 <= value <= 1):
                    raise ValueError(f"a rate lies between 0 and 1: {each.name}={value}")
            elif not isinstance(value, int) or value < 1:
                raise ValueError(f"a whole number from 1 on: {each.name}={value}")
        if self.villages > 26:  # noqa: PLR2004 - they are called A to Z
            raise ValueError(f"at most 26 villages: villages={self.villages}")


@dataclass(frozen=True, slots=True)
class PracticeCase:
    """One invented situation; what the office did is None where nobody reported it.

    Attributes:
        month: 1 is the first.
        village: a letter, for the villages have no names.
        channel: how the report came; None if there was none.
        given: the rung the office chose; None if nothing was reported.
        right: what a careful colleague would have chosen. Only invented data can know this.
        days: until somebody followed up; None where nothing was to do, or nobody did.
        agreed: whether the person agreed to be referred; None where nobody was referred.
        invented: always true.
    """

    month: int
    village: str
    channel: Channel | None
    given: Rung | None
    right: Rung
    days: int | None
    agreed: bool | None
    invented: Literal[True] = True


def practice_cases(seed: int, assumed: Assumptions | None = None) -> list[PracticeCase]:
    """Return invented situations, month by month; the same seed gives the same ones."""
    world = assumed or Assumptions()
    chance = Random(seed)
    return [
        _case(chance, world, month, village)
        for month in range(1, world.months + 1)
        for village in range(world.villages)
        for _ in range(world.situations)
    ]


def _case(chance: Random, world: Assumptions, month: int, village: int) -> PracticeCase:
    """Draw one situation; each takes the same number of draws, so that rates stay comparable."""
    calls, reported, acts = chance.random(), chance.random(), chance.random()
    severity = chance.choices(_ACTING, weights=_SEVERITY)[0]
    calm, calm_answer = chance.choice(_NOT_ACTING), chance.choice(_NOT_ACTING)
    answer = chance.choices(_ACTING, weights=_SEVERITY)[0]
    channel = chance.choice(CHANNELS)
    followed, agreed = chance.random() < _FOLLOWED_UP, chance.random() < _AGREED
    days = chance.randint(0, _LONGEST_WAIT)

    right = severity if calls < world.base_rate else calm
    name = chr(ord("A") + village)
    if reported >= _reporting(world, month, village):
        return PracticeCase(month, name, None, None, right, None, None)
    acted = acts < (world.hit_rate if right.calls_for_action else world.false_alarm_rate)
    given = answer if acted else calm_answer
    return PracticeCase(
        month=month,
        village=name,
        channel=channel,
        given=given,
        right=right,
        days=days if acted and followed else None,
        agreed=agreed if given is Rung.REFER else None,
    )


def _reporting(world: Assumptions, month: int, village: int) -> float:
    campaign = village == 0 and month >= world.campaign_month
    return world.campaign_rate if campaign else world.reporting_rate
