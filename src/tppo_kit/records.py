"""The records that cross layers: events, judgements and outcomes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

#: The longest value an event may carry; choices are slugs, so this is generous.
LONGEST_VALUE = 200


class Rung(StrEnum):
    """The ladder of smallest safe next steps, from none to at once."""

    NO_CONCERN = "no-concern"
    INFORM = "inform"
    CONSULT = "consult"
    REFER = "refer"
    URGENT = "urgent"

    @property
    def height(self) -> int:
        """Return the place on the ladder, 0 to 4."""
        return list(Rung).index(self)

    @property
    def calls_for_action(self) -> bool:
        """Tell whether a careful colleague would involve somebody else."""
        return self.height >= Rung.CONSULT.height


@dataclass(frozen=True, slots=True)
class Event:
    """One thing a person did: a name, a short value, and when (seconds since 1970).

    ``click`` is made by the page, so that an event sent twice is taken once.
    """

    name: str
    value: str = ""
    at: float = 0.0
    click: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision by one person on one case, item or card; all measures eat these.

    Attributes:
        kind: scenario, vignette, choice, several, true-false or card.
        subject: id of the case, item or card.
        fingerprint: of the content that was judged.
        signs: ids of the signs that were there.
        right: what a careful colleague would have chosen.
        chosen: what this person chose.
        correct: whether the choice was right or accepted as right.
        signal: whether the case called for action; None where nothing is to be detected.
        called: whether this person called for action; None likewise.
        confidence: 50 to 100 percent, None where it was not asked.
        seconds: from seeing the question to deciding.
    """

    kind: str
    subject: str
    fingerprint: str
    signs: tuple[str, ...]
    right: str
    chosen: str
    correct: bool
    signal: bool | None
    called: bool | None
    confidence: int | None
    seconds: float

    def as_data(self) -> dict[str, Any]:
        """Return the judgement as plain data for the log."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Judgement:
        """Return the judgement that ``as_data`` wrote."""
        return cls(**{**data, "signs": tuple(data["signs"])})


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an activity ended: its judgements, and points earned out of points possible."""

    judgements: tuple[Judgement, ...]
    earned: float
    possible: float
    ending: str = ""
