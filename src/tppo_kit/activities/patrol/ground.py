"""What the game is played on, as hashable numbers, and the plans that can be made for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tppo_kit.activities.patrol.stackelberg import SecurityGame, Target

if TYPE_CHECKING:
    from tppo_kit.content.simulations.patrols import Patrol

#: Days of a round: a plan gives each post so many tenths.
DAYS = 10


@dataclass(frozen=True, slots=True)
class Post:
    """A place in one shift; see ``PatrolPost`` for the numbers."""

    approached: int
    gain: float
    setback: float
    stopped: int


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything the numbers of a game depend on.

    ``inform`` and ``check`` are the shares, 0 to 1, of people who are protected where a unit
    of that kind stands; ``harm`` is what stopping one harmless person costs, in people.
    """

    posts: tuple[Post, ...]
    units: int
    inform: float
    check: float
    harm: float
    one_in: int
    sharpness: float
    memory: float

    @property
    def capacity(self) -> int:
        """Return how many days of presence a round has to give."""
        return DAYS * self.units

    def effect(self, checks: int) -> float:
        """Return the share protected by presence when so many of the units check people."""
        return (checks * self.check + (self.units - checks) * self.inform) / self.units

    def game(self) -> SecurityGame:
        """Return the security game of one day, all units informing; utilities in people.

        The recruiters' utilities are theirs, so the game is not zero-sum.
        """
        return SecurityGame(
            tuple(
                Target(
                    defender_covered=-post.approached * (1 - self.inform),
                    defender_uncovered=-post.approached,
                    attacker_covered=post.gain - (post.gain - post.setback) * self.inform,
                    attacker_uncovered=post.gain,
                )
                for post in self.posts
            ),
            self.units,
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """What a unit does for ten days.

    Attributes:
        days: for each post on how many of ten days somebody is there.
        fixed: the same timetable every round; otherwise each day is drawn by lot.
        checks: how many of the units stop and check people instead of informing.
    """

    days: tuple[int, ...]
    fixed: bool = False
    checks: int = 0

    @property
    def frequencies(self) -> tuple[float, ...]:
        """Return for each post the share of days on which somebody is there."""
        return tuple(many / DAYS for many in self.days)


def ground_of(patrol: Patrol) -> Ground:
    """Return the numbers of a patrol record."""
    return Ground(
        posts=tuple(
            Post(post.approached, post.gain, post.setback, post.stopped) for post in patrol.posts
        ),
        units=patrol.units,
        inform=patrol.presence.protects / 100,
        check=patrol.checks.protects / 100,
        harm=patrol.checks.harm,
        one_in=patrol.checks.one_in,
        sharpness=patrol.recruiters.sharpness,
        memory=patrol.recruiters.memory,
    )
