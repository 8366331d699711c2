"""The certificate of a seat, and finding out whether a code that somebody shows is genuine.

A certificate names no person: who holds it writes their name on it by hand. Its code rests on
the results in the log and on nothing else, so every kit whose log holds these results can check
it without internet, also after they came there in a packet. What it cannot do: tell whose hand
wrote the name; tell anything where the results are missing or were deleted; and it can be made up
by somebody who has the log itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tppo_kit.errors import Refused
from tppo_kit.language import say
from tppo_kit.sessions.certificate_code import MOST_HOURS, Claim, digest, read_claim, write_code
from tppo_kit.sessions.training_hours import (
    MINUTES_OF_AN_HOUR,
    Training,
    marks_of,
    newest_edition,
    training,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.language import Message
    from tppo_kit.sessions.training_hours import Mark
    from tppo_kit.store.log import Log


@dataclass(frozen=True, slots=True)
class Certificate:
    """What stands on a certificate; ``edition`` is the newest one that the results come from."""

    seat: str
    day: dt.date
    hours: int
    edition: str
    training: Training
    code: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said about a code; ``certificate`` is there if its results are."""

    kind: Literal["genuine", "recounted", "mistyped", "unknown", "changed"]
    message: Message
    certificate: Certificate | None = None


def certificate(
    log: Log, catalogue: Catalogue, seat: str, now: float, today: dt.date
) -> Certificate:
    """Return the certificate of a seat as of a moment.

    Raises:
        Refused: while there is not one full training hour, or the date cannot be right.
    """
    marks = marks_of(log, seat, now)
    found = training(marks, catalogue)
    if found.hours == 0:
        raise Refused(
            say(
                "A certificate needs at least one training hour, {needed} minutes. "
                "You have {minutes} minutes so far.",
                needed=MINUTES_OF_AN_HOUR,
                minutes=found.minutes,
            )
        )
    return _certificate(seat, today, min(found.hours, MOST_HOURS), marks, found)


def _certificate(
    seat: str, day: dt.date, hours: int, marks: Sequence[Mark], found: Training
) -> Certificate:
    edition = newest_edition(marks)
    letters = digest(seat, day, hours, edition, (mark.id for mark in marks))
    return Certificate(
        seat, day, hours, edition, found, write_code(Claim(seat, day, hours, letters))
    )


def verify(text: str, log: Log, catalogue: Catalogue, until: float) -> Verdict:
    """Return what a typed code is, by the results in this log up to a moment.

    Results that were made later do no harm: the code is compared with the first, the first two,
    and so on, of all results of its seat.
    """
    claim = read_claim(text)
    if claim is None:
        return Verdict(
            "mistyped",
            say(
                "This is no code as it stands: a letter is wrong, missing or swapped. A code has "
                "25 letters, without B, I, L, O, S, U, V, Z, 0, 1, 2, 5 and 8. Look again."
            ),
        )
    marks = marks_of(log, claim.seat, until)
    if not marks:
        return Verdict(
            "unknown",
            say(
                "This log holds no results of the seat {seat}. That says nothing against the "
                "code. Ask at the laptop that made it, or take in its packet of results here.",
                seat=claim.seat,
            ),
        )
    for number in range(len(marks), 0, -1):
        found = _matching(claim, marks[:number], catalogue)
        if found is not None:
            return found
    return Verdict(
        "changed",
        say(
            "This code does not fit the results of the seat {seat} in this log. Either it was "
            "made up or altered, or results are missing here, or some came in from elsewhere "
            "since. Ask at the laptop that made it, or make the certificate anew.",
            seat=claim.seat,
        ),
    )


def _matching(claim: Claim, marks: Sequence[Mark], catalogue: Catalogue) -> Verdict | None:
    ids = (mark.id for mark in marks)
    if digest(claim.seat, claim.day, claim.hours, newest_edition(marks), ids) != claim.digest:
        return None
    found = training(marks, catalogue)
    made = _certificate(claim.seat, claim.day, claim.hours, marks, found)
    values = {"seat": claim.seat, "hours": claim.hours, "day": claim.day, "edition": made.edition}
    if min(found.hours, MOST_HOURS) == claim.hours:
        return Verdict(
            "genuine",
            say(
                "Genuine: seat {seat}, {hours} training hours (JP), as of {day}, content edition "
                "{edition}.",
                **values,
            ),
            made,
        )
    return Verdict(
        "recounted",
        say(
            "The results are in this log: seat {seat}, as of {day}. The code says {hours} training "
            "hours (JP); by the content of today they come to {counted}. The content has changed "
            "since edition {edition}, or the hours were altered.",
            counted=found.hours,
            **values,
        ),
        made,
    )
