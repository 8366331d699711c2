"""Where a game stands: villages chosen, the plan in force, the quarters played."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tppo_kit.activities.villages.plans import Quarter


class Stage(StrEnum):
    """What is on the table."""

    COVER = "cover"
    ASSUME = "assume"
    CHOOSE = "choose"
    PLAN = "plan"
    EDIT = "edit"
    SEEN = "seen"
    END = "end"


@dataclass(frozen=True, slots=True)
class VillagesState:
    """All that was decided; what follows from it is worked out when it is looked at.

    Attributes:
        seed: of the attempt.
        assumed: values of the assumptions that players may change, in the order of the record.
        chosen: ids of the villages.
        draft: levels of each slot, for the next quarter.
        played: the quarters that have been.
        page: what is edited: 1 to 3 for a village, "all" for what is shared.
        shown_at: when the table of villages was shown.
        seconds: from then until three villages were chosen.
    """

    seed: int
    stage: Stage
    assumed: tuple[int, ...]
    draft: Quarter
    chosen: tuple[str, ...] = ()
    played: tuple[Quarter, ...] = ()
    page: str = ""
    shown_at: float = 0.0
    seconds: float = 0.0
