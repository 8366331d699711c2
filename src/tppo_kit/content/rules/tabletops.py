"""Coordination tables: twins look alike, name each other, and only one calls for action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tppo_kit.content.simulations.tabletops import Tabletop
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.content.problems import Problem
    from tppo_kit.content.reading import Reading

#: Twins may differ by so many cards, so that length tells nothing.
MOST_CARDS_APART = 2


def check_tabletops(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield a problem for every table whose twin is missing, no look-alike, or of the same truth."""
    readings = {name: catalogue.reading("tabletop", name) for name in catalogue.names("tabletop")}
    for name, reading in readings.items():
        record = reading.record
        if not isinstance(record, Tabletop):
            continue
        other = readings.get(record.twin)
        if other is None or (other.record is not None and other.record.twin != name):
            yield reading.problem(
                "K101",
                ("twin",),
                say("'{twin}' does not name this one as its twin", twin=record.twin),
                say("twins name each other; correct one of the two"),
            )
        elif isinstance(other.record, Tabletop):
            yield from _compare(reading, record, other.record)


def _compare(reading: Reading[Any], own: Tabletop, other: Tabletop) -> Iterator[Problem]:
    if own.truth.calls_for_action == other.truth.calls_for_action:
        yield reading.problem(
            "K102",
            ("truth",),
            say("both twins call for action, or both are harmless"),
            say("one of the two must be harmless: no-concern or inform"),
        )
    for place, ours, theirs in (
        ("roles", own.roles, other.roles),
        ("steps", own.steps, other.steps),
    ):
        if {each.id for each in ours} != {each.id for each in theirs}:
            yield reading.problem(
                "K103",
                (place,),
                say("'{place}' are not the same as in the twin", place=place),
                say("let both offer the same ids, so that the choices tell nothing"),
            )
    if abs(len(own.cards) - len(other.cards)) > MOST_CARDS_APART:
        yield reading.problem(
            "K104",
            ("cards",),
            say(
                "{own} cards here and {other} in the twin",
                own=len(own.cards),
                other=len(other.cards),
            ),
            say("let them differ by two cards at most, so that length tells nothing"),
        )
