"""How far a round of practice has come: plain immutable data, rebuilt from events alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tppo_kit.activities.grading import Answer
    from tppo_kit.activities.practice.picks import Pick


class Stage(StrEnum):
    """Which screen is open."""

    COVER = "cover"
    RESTING = "resting"
    ASKING = "asking"
    CONFIDENCE = "confidence"
    TOLD = "told"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class PracticeState:
    """A round under way.

    Attributes:
        seed: decides the round where nobody is known for whom to choose.
        stage: which screen is open.
        place: where the person stands.
        until: while resting, the ISO date on which something comes back.
        picks: what is asked, in order.
        picked: what was pressed for the question at hand.
        answers: one for each question that was answered.
        shown_at: when the question at hand appeared.
        seconds: from then to the answer.
    """

    seed: int
    stage: Stage = Stage.COVER
    place: str = ""
    until: str = ""
    picks: tuple[Pick, ...] = ()
    picked: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    shown_at: float = 0.0
    seconds: float = 0.0
