"""How far a shift has come: plain immutable data, rebuilt from events alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tppo_kit.activities.shift.dealing import Draw
    from tppo_kit.records import Rung


class Stage(StrEnum):
    """Which screen is open."""

    COVER = "cover"
    LOOKING = "looking"
    DECIDING = "deciding"
    CONFIDENCE = "confidence"
    TOLD = "told"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Looks:
    """What was done with the person at the counter.

    Attributes:
        opened: papers that were opened.
        shown: papers that lie open now, at most two.
        held: the field that waits for another, or nothing.
        compared: pairs of fields that were held against each other, each in order.
        topic: the question whose wording is being chosen, or nothing.
        asked: question and way ("open" or "leading"), in order.
        last: "asked" or "compared" and its two parts: what is shown on top.
    """

    opened: frozenset[str] = frozenset()
    shown: tuple[str, ...] = ()
    held: str = ""
    compared: frozenset[tuple[str, str]] = frozenset()
    topic: str = ""
    asked: tuple[tuple[str, str], ...] = ()
    last: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A person, what was done with them, and the step that was chosen."""

    draw: Draw
    looks: Looks
    rung: Rung
    confidence: int
    seconds: float


@dataclass(frozen=True, slots=True)
class ShiftState:
    """A shift under way.

    ``emphasis`` are signs that come more often: those of earlier mistakes first. ``minutes`` is
    what is left for looking and asking.
    """

    seed: int
    stage: Stage = Stage.COVER
    setting: str = ""
    emphasis: tuple[str, ...] = ()
    minutes: int = 0
    looks: Looks = Looks()
    rung: Rung | None = None
    shown_at: float = 0.0
    seconds: float = 0.0
    decisions: tuple[Decision, ...] = ()
