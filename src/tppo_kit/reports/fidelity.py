"""Delivery fidelity: which parts of the programme were run, and how long they took.

The elements are adherence and exposure of Dusenbury et al. (2003), Health Education Research 18,
237-256: what was delivered of what was planned, and how much of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Amount, Prose, Table
from tppo_kit.language import say
from tppo_kit.reports.cells import of_100
from tppo_kit.reports.report import Part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tppo_kit.activities.blocks import Text
    from tppo_kit.content.programmes import Workshop
    from tppo_kit.language import Message
    from tppo_kit.reports.held import Held
    from tppo_kit.reports.names import Names
    from tppo_kit.reports.report import ReportBlock

_TITLE = say("What was run")
#: So many minutes beyond the plan are no overrun; nobody runs a session to the second.
_GRACE = 1


@dataclass(frozen=True, slots=True)
class Fidelity:
    """How a session kept to its programme: parts and whole minutes."""

    planned: int
    run: int
    minutes_planned: int
    minutes_taken: int

    @property
    def share(self) -> float:
        """Return the share of parts that were run, 0 to 1."""
        return self.run / self.planned


def fidelity(session: Held, workshop: Workshop) -> Fidelity:
    """Return how a session kept to its programme; a part run twice counts once."""
    blocks = workshop.blocks
    known = [number for number in session.minutes if number < len(blocks)]
    return Fidelity(
        planned=len(blocks),
        run=len(known),
        minutes_planned=sum(block.minutes for block in blocks),
        minutes_taken=round(sum(session.minutes.values())),
    )


def blocks_run(sessions: Iterable[Held], names: Names) -> float | None:
    """Return the share of planned parts that some sessions ran, None without a known programme."""
    found = [
        fidelity(each, workshop)
        for each in sessions
        if (workshop := names.workshop(each.record.programme)) is not None
    ]
    planned = sum(each.planned for each in found)
    return sum(each.run for each in found) / planned if planned else None


def fidelity_part(session: Held, workshop: Workshop | None) -> Part:
    """Return part by part what was planned and what was done."""
    if workshop is None:
        gone = say("The programme of this session is no longer in the content, or has faults.")
        return Part(_TITLE, (Prose(gone), Prose(_taken_in_all(session))))
    found = fidelity(session, workshop)
    blocks: list[ReportBlock] = [
        Prose(
            say(
                "{run} of {planned} parts were run, in {taken} of {minutes} planned minutes; "
                "pauses do not count.",
                run=found.run,
                planned=found.planned,
                taken=found.minutes_taken,
                minutes=found.minutes_planned,
            ),
            "lead",
        )
    ]
    if not session.ended:
        open_end = say("Nobody ended this session; its last part counts up to the last event.")
        blocks.append(Prose(open_end))
    blocks.append(_table(session, workshop))
    return Part(_TITLE, tuple(blocks))


def _taken_in_all(session: Held) -> Message:
    return say("It took {minutes} minutes.", minutes=round(sum(session.minutes.values())))


def _table(session: Held, workshop: Workshop) -> Table:
    rows: list[tuple[Text | Amount, ...]] = []
    for number, block in enumerate(workshop.blocks):
        taken = session.minutes.get(number)
        minutes = Amount(None, why="–") if taken is None else Amount(round(taken))
        rows.append((block.title, Amount(block.minutes), minutes, _how(taken, block.minutes)))
    columns = (say("Part"), say("Planned, minutes"), say("Taken, minutes"), say("How it went"))
    return Table(say("Part by part"), columns, tuple(rows))


def _how(taken: float | None, planned: int) -> Message:
    if taken is None:
        return say("skipped")
    over = round(taken) - planned
    if over > _GRACE:
        return say("{minutes} minutes over", minutes=over)
    return say("as planned") if over >= -_GRACE else say("{minutes} minutes less", minutes=-over)


def fidelity_table(sessions: Iterable[Held], names: Names) -> Table:
    """Return one row a programme: sessions, share of parts run, and minutes over or under."""
    by_programme: dict[str, list[Held]] = {}
    for each in sessions:
        by_programme.setdefault(each.record.programme, []).append(each)
    rows: list[tuple[Text | Amount, ...]] = []
    for programme, own in sorted(by_programme.items()):
        workshop = names.workshop(programme)
        if workshop is None:
            gone = Amount(None, why=say("programme no longer in the content"))
            rows.append((programme, Amount(len(own)), gone, gone))
            continue
        found = [fidelity(each, workshop) for each in own]
        run = sum(each.share for each in found) / len(found)
        over = sum(each.minutes_taken - each.minutes_planned for each in found) / len(found)
        rows.append((workshop.title, Amount(len(own)), Amount(run, "share"), Amount(round(over))))
    columns = (say("Programme"), say("Sessions"), say("Parts run"), say("Minutes over the plan"))
    return Table(say("How the sessions kept to their programme"), columns, tuple(rows))


def fidelity_sentence(sessions: list[Held], names: Names) -> Message:
    """Return the share of parts run, over all sessions."""
    run = blocks_run(sessions, names)
    if run is None:
        return say("No session with a known programme was held.")
    return say(
        "Of 100 planned parts {run} were run, over {sessions} sessions.",
        run=of_100(run),
        sessions=len(sessions),
    )
