"""Coverage: how many people the sessions of a quarter reached, where, and for whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Amount, Prose, Table
from tppo_kit.language import say
from tppo_kit.learning.detection import FEWEST
from tppo_kit.reports.cells import FEW_PEOPLE
from tppo_kit.reports.held import people_reached
from tppo_kit.reports.report import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tppo_kit.activities.blocks import Text
    from tppo_kit.language import Message
    from tppo_kit.reports.held import Held
    from tppo_kit.reports.report import ReportBlock
    from tppo_kit.reports.scope import Scope


@dataclass(frozen=True, slots=True)
class Reached:
    """People reached by some sessions; none are told of where they are fewer than five."""

    name: str
    sessions: int
    people: int


def by_place(scope: Scope) -> list[Reached]:
    """Return the people reached in each place, in the order of their ids."""
    return _reached(scope.held, scope.every, lambda each: each.record.place)


def by_role(scope: Scope) -> list[Reached]:
    """Return the people reached by audience of the programme."""

    def role(session: Held) -> str:
        return str(scope.names.audience(session.record.programme) or "")

    return _reached(scope.sessions, scope.counted, role)


def _reached(
    every: Sequence[Held], kept: Sequence[Held], name_of: Callable[[Held], str]
) -> list[Reached]:
    """Return all names that sessions have, with the people of those that are kept."""
    groups: dict[str, list[Held]] = {name_of(each): [] for each in every}
    sessions = Counter(name_of(each) for each in every)
    for each in kept:
        groups[name_of(each)].append(each)
    return [
        Reached(name, sessions[name], people_reached(own)) for name, own in sorted(groups.items())
    ]


def coverage_part(scope: Scope, target: float | None) -> Part:
    """Return the people reached, against a target for each place if there is one."""
    title = say("Who was reached")
    if not scope.sessions:
        return Part(title, (Prose(say("No session was held in this quarter.")),))
    names = scope.names
    blocks: list[ReportBlock] = [Prose(_lead(scope), "lead")]
    if scope.place is None:
        places = by_place(scope)
        if target is not None:
            blocks.append(Prose(_against(places, target)))
        rows = tuple(
            (names.place(each.name), names.kind(each.name), Amount(each.sessions), _people(each))
            for each in places
        )
        columns = (say("Place"), say("Kind"), say("Sessions"), say("People"))
        blocks.append(Table(say("By place"), columns, rows, numbers_from=2))
    cells: tuple[tuple[Text | Amount, ...], ...] = tuple(
        (names.role_name(each.name), Amount(each.sessions), _people(each))
        for each in by_role(scope)
    )
    heads = (say("For"), say("Sessions"), say("People"))
    blocks.append(Table(say("By whom it was for"), heads, cells))
    counting = say(
        "Somebody with a seat code counts once, however often they came. Who voted by card or hand "
        "cannot be known again and counts once in each session. Groups of fewer than five people in one "
        "place are left out, also of the totals."
    )
    return Part(title, (*blocks, Prose(counting, "small")))


def _people(reached: Reached) -> Amount:
    # Nobody at all can only mean that the sessions there were left out as small.
    return Amount(reached.people) if reached.people else Amount(None, why=FEW_PEOPLE)


def _lead(scope: Scope) -> Message:
    people = people_reached(scope.counted)
    sessions = len(scope.sessions)
    if people < FEWEST:
        return say("Sessions: {sessions}; {why}.", sessions=sessions, why=FEW_PEOPLE)
    return say("Sessions: {sessions}. People: {people}.", sessions=sessions, people=people)


def _against(places: Sequence[Reached], target: float) -> Message:
    known = [each for each in places if each.people and each.name]
    return say(
        "The target is {target} people in each place. Of {places} places whose number is shown, "
        "{reached} reached it.",
        target=round(target),
        places=len(known),
        reached=sum(each.people >= target for each in known),
    )
