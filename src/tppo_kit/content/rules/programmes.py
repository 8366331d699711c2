"""Programmes: their notebooks and activities exist, and every notebook is in a programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.content.model import Lifecycle
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.content.items import Programme
    from tppo_kit.content.problems import Problem
    from tppo_kit.content.reading import Reading

ACTIVITY_KINDS = ("scenario", "quiz", "sorter")


def check_programmes(catalogue: Catalogue, home: Path) -> Iterator[Problem]:
    """Yield a problem for every notebook or activity that a programme names in vain."""
    for name in catalogue.names("programme"):
        reading = catalogue.reading("programme", name)
        if reading.record is None:
            continue
        for number, entry in enumerate(reading.record.entries):
            place = ("entries", number)
            if not (home / entry.notebook).is_file():
                yield reading.problem(
                    "L211",
                    (*place, "notebook"),
                    say("there is no notebook '{path}'", path=entry.notebook),
                    say("correct the path, or add the notebook"),
                )
            for position, activity in enumerate(entry.activities):
                kind, _, target = activity.partition(":")
                known = activity == "explorer:signs" or (
                    kind in ACTIVITY_KINDS and catalogue.has(kind, target)
                )
                if known and kind in ACTIVITY_KINDS:
                    yield from _check_active(reading, (*place, "activities", position), catalogue)
                if not known:
                    yield reading.problem(
                        "L212",
                        (*place, "activities", position),
                        say("there is no activity '{activity}'", activity=activity),
                        say("write kind:id, such as scenario:… or quiz:…"),
                    )


def _check_active(
    reading: Reading[Programme], place: tuple[str | int, ...], catalogue: Catalogue
) -> Iterator[Problem]:
    programme = reading.record
    if programme is None:
        return
    kind, _, name = programme.entries[int(place[1])].activities[int(place[3])].partition(":")
    found = catalogue.case(name).scenario if kind == "scenario" else catalogue.reading(kind, name)
    status = getattr(found.record, "status", None)
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
