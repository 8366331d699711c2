"""What a decision is worth; troubling the innocent costs as much as missing somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tppo_kit.activities.shift.person import Clue, Person
    from tppo_kit.activities.shift.state import Looks
    from tppo_kit.records import Rung

#: Points for the right step, for another on the right side of "consult", and for evidence.
STEP, SIDE, EVIDENCE = 3.0, 1.0, 1.0
POSSIBLE = STEP + EVIDENCE


class Found(NamedTuple):
    """Pieces of evidence that were found, of all there were."""

    found: int
    all: int


def is_told(clue: Clue, looks: Looks) -> bool:
    """Tell whether the question that settles a clue was asked openly."""
    return (clue.question, "open") in looks.asked


def is_seen(clue: Clue, looks: Looks) -> bool:
    """Tell whether what papers show of a clue was seen; a pair only if held together."""
    if clue.against:
        return pair(*clue.against) in looks.compared
    return all(field.partition(".")[0] in looks.opened for field in clue.shows)


def pair(one: str, other: str) -> tuple[str, str]:
    """Return two fields in the order in which they are kept."""
    return (one, other) if one < other else (other, one)


def evidence(person: Person, looks: Looks) -> Found:
    """Count the evidence: for each clue its answer, and what papers show of it.

    Where nothing gave pause there is one piece: to have looked or asked at all.
    """
    if not person.clues:
        looked = bool(looks.opened) or any(way == "open" for _, way in looks.asked)
        return Found(int(looked), 1)
    on_paper = [clue for clue in person.clues if clue.shows or clue.against]
    found = sum(is_told(clue, looks) for clue in person.clues)
    found += sum(is_seen(clue, looks) for clue in on_paper)
    return Found(found, len(person.clues) + len(on_paper))


def points(person: Person, looks: Looks, rung: Rung) -> float:
    """Return what a decision earns, of ``POSSIBLE``.

    On the wrong side of "consult" all is lost, whichever side it is: a miss and a false alarm
    cost the same.
    """
    if rung.calls_for_action != person.needs_a_step:
        return 0.0
    found = evidence(person, looks)
    step = STEP if person.finding.allows(rung) else SIDE
    return step + EVIDENCE * found.found / found.all
