"""Programmes: notebooks and activities exist, and the minutes of a workshop add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.content.model import Lifecycle
from tppo_kit.content.programmes import WITH_ROLES, Unit, Workshop
from tppo_kit.content.rules.follow_ups import check_follow_up
from tppo_kit.content.rules.forms import check_forms
from tppo_kit.content.simulations.tabletops import Tabletop
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.content.problems import Problem
    from tppo_kit.content.programmes import WorkshopBlock
    from tppo_kit.content.reading import Reading

Place = tuple[str | int, ...]
ACTIVITY_KINDS = (
    *("scenario", "quiz", "sorter", "message", "checklist", "page", "interview", "shift"),
    *("messages", "report-desk", "referral", "tabletop", "patrol", "villages", "practice"),
    *("test", "survey"),
)
#: Kinds whose record is one of another kind: an interview is a case with its note, a test is a
#: quiz without explanations.
RECORD_OF = {"interview": "scenario", "test": "quiz"}
SHELVES = (
    "explorer:signs",
    "explorer:services",
    "explorer:penalties",
    "explorer:facts",
    "explorer:corrections",
)


def check_programmes(catalogue: Catalogue, home: Path) -> Iterator[Problem]:
    """Yield a problem for every notebook or activity named in vain, and every wrong sum."""
    for name in catalogue.names("unit"):
        unit = catalogue.reading("unit", name)
        if isinstance(unit.record, Unit):
            yield from _check_unit(unit, unit.record, catalogue, home)
    for name in catalogue.names("programme"):
        reading = catalogue.reading("programme", name)
        if isinstance(reading.record, Workshop):
            yield from _check_workshop(reading, reading.record, catalogue)


def _check_unit(
    reading: Reading[Unit], unit: Unit, catalogue: Catalogue, home: Path
) -> Iterator[Problem]:
    if not (home / unit.notebook).is_file():
        yield reading.problem(
            "L211",
            ("notebook",),
            say("there is no notebook '{path}'", path=unit.notebook),
            say("correct the path, or add the notebook"),
        )
    for position, activity in enumerate(unit.activities):
        yield from _check_activity(reading, ("activities", position), activity, catalogue)


def _check_workshop(
    reading: Reading[Workshop], workshop: Workshop, catalogue: Catalogue
) -> Iterator[Problem]:
    minutes = sum(block.minutes for block in workshop.blocks)
    if minutes != workshop.minutes:
        yield reading.problem(
            "B410",
            ("minutes",),
            say("the blocks make {sum} minutes, not {all}", sum=minutes, all=workshop.minutes),
            say("lengthen or shorten a block, or correct 'minutes'; breaks count"),
        )
    for number, block in enumerate(workshop.blocks):
        place = ("blocks", number)
        if block.activity:
            yield from _check_activity(reading, (*place, "activity"), block.activity, catalogue)
        for position, form in enumerate(block.forms):
            yield from _check_activity(reading, (*place, "forms", position), form, catalogue)
        if block.forms:
            yield from check_forms(reading, (*place, "forms"), block.forms, catalogue)
        yield from _check_injects(reading, place, block, catalogue)
    for number, test in enumerate(workshop.follow_up):
        yield from _check_activity(reading, ("follow_up", number, "form"), test.form, catalogue)
    yield from check_follow_up(reading, workshop, catalogue)


def _check_injects(
    reading: Reading[Workshop], place: Place, block: WorkshopBlock, catalogue: Catalogue
) -> Iterator[Problem]:
    kind, _, name = block.activity.partition(":")
    if kind != WITH_ROLES or not catalogue.has(kind, name):
        return  # only a table has roles; one named in vain is told with the activity
    table = catalogue.reading(kind, name).record
    roles = {role.id for role in table.roles} if isinstance(table, Tabletop) else set()
    for number, inject in enumerate(block.injects):
        who, _, role = inject.to.partition(":")
        if who == "role" and role not in roles:
            yield reading.problem(
                "L217",
                (*place, "injects", number, "to"),
                say(
                    "there is no role '{role}' in '{activity}'", role=role, activity=block.activity
                ),
                say("write one of: {roles}", roles=", ".join(sorted(roles))),
            )


def _check_activity(
    reading: Reading[Unit] | Reading[Workshop],
    place: Place,
    activity: str,
    catalogue: Catalogue,
) -> Iterator[Problem]:
    if activity in SHELVES:
        return
    kind, _, name = activity.partition(":")
    record_kind = RECORD_OF.get(kind, kind)
    if kind not in ACTIVITY_KINDS or not catalogue.has(record_kind, name):
        yield reading.problem(
            "L212",
            place,
            say("there is no activity '{activity}'", activity=activity),
            say("write kind:id, such as scenario:… or quiz:…"),
        )
        return
    status = getattr(catalogue.reading(record_kind, name).record, "status", None)
    if status not in (None, Lifecycle.ACTIVE):
        yield reading.problem(
            "L213",
            place,
            say(
                "'{name}' is '{status}'; learners meet active content only",
                name=name,
                status=status,
            ),
            say("write 'status: active' there once it has been read, or take it out here"),
        )
