"""Targets: each list speaks of programmes that exist, and no two of the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.content.indicators import Indicators
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.content.problems import Problem

#: What a list without programmes speaks of; no id can be empty.
_ALL_OTHERS = ""


def check_targets(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield a problem for every programme named in vain, and every one with two lists."""
    taken: set[str] = set()
    for name in catalogue.names("programme"):
        reading = catalogue.reading("programme", name)
        if not isinstance(reading.record, Indicators):
            continue
        for number, programme in enumerate(reading.record.programmes or [_ALL_OTHERS]):
            place = ("programmes", number) if programme else ("id",)
            target = catalogue.has("programme", programme) and catalogue.reading(
                "programme", programme
            )
            if programme and (not target or isinstance(target.record, Indicators)):
                yield reading.problem(
                    "L218",
                    place,
                    say("there is no programme '{name}'", name=programme),
                    say(
                        "correct the name; the folder data/{folder} lists what exists",
                        folder="programmes",
                    ),
                )
            elif programme in taken:
                yield reading.problem(
                    "B414",
                    place,
                    say("two lists set targets for '{name}'", name=programme or name),
                    say("let each programme stand in one list"),
                )
            taken.add(programme)
