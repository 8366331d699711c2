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
class Dated:
    """A judgement and when it was made (seconds since 1970)."""

    at: float
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement with everything that reports may tell it apart by; never who the person is.

    Attributes:
        seat: the seat's code, or ``card-n@room`` for a printed card, which is nobody elsewhere.
        at: seconds since 1970.
        room: id of the room in which it was made, empty for somebody learning alone.
        place: id of the village or office where the room was, empty if none was named.
        programme: id of the room's programme, empty without a room.
        activity: ``kind:id`` of what was played.
        attempt: what belongs together: an attempt's id, or room and stage of a shared play.
        purpose: empty, ``before``, ``after``, or the days of a follow-up: ``30``, ``90``, ``180``.
        edition: of the kit that wrote it.
        judgement: what was judged, and how.
    """

    seat: str
    at: float
    room: str
    place: str
    programme: str
    activity: str
    attempt: str
    purpose: str
    edition: str
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an activity ended: its judgements, and points earned out of points possible."""

    judgements: tuple[Judgement, ...]
    earned: float
    possible: float
    ending: str = ""
