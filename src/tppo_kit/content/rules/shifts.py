"""Shifts: each sign can be noticed at its station, is certain, and each story can go either way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.content.model import Certainty
from tppo_kit.content.signs import Sign, Strength
from tppo_kit.content.simulations.shifts import ShiftDeck
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.content.problems import Problem
    from tppo_kit.content.reading import Reading
    from tppo_kit.content.simulations.shift_parts import Slot, Story


def check_shifts(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield a problem for every sign or story that a shift must not use as it does."""
    for name in catalogue.names("shift"):
        reading = catalogue.reading("shift", name)
        if isinstance(reading.record, ShiftDeck):
            signs = _signs(reading.record, catalogue)
            yield from _check_signs(reading, reading.record, signs)
            yield from _check_stories(reading, reading.record, signs)


def _signs(deck: ShiftDeck, catalogue: Catalogue) -> dict[str, Sign]:
    found = {}
    for weighing in deck.weighings:
        if catalogue.has("sign", weighing.sign):
            record = catalogue.reading("sign", weighing.sign).record
            if isinstance(record, Sign):
                found[weighing.sign] = record
    return found


def _check_signs(
    reading: Reading[ShiftDeck], deck: ShiftDeck, signs: dict[str, Sign]
) -> Iterator[Problem]:
    for number, weighing in enumerate(deck.weighings):
        sign = signs.get(weighing.sign)
        if sign is None:
            continue
        if deck.station not in sign.seen_by:
            yield reading.problem(
                "S801",
                ("weighings", number, "sign"),
                say("'{sign}' cannot be noticed at this station", sign=sign.name),
                say("choose a sign whose 'seen_by' names '{station}'", station=deck.station.value),
                warning=True,
            )
        if sign.status is Certainty.DOUBTFUL:
            yield reading.problem(
                "S802",
                ("weighings", number, "sign"),
                say("'{sign}' is doubtful and would be counted as certain", sign=sign.name),
                say("take it out, or find a source and change its status"),
                warning=True,
            )


def _check_stories(
    reading: Reading[ShiftDeck], deck: ShiftDeck, signs: dict[str, Sign]
) -> Iterator[Problem]:
    alone = {weighing.sign for weighing in deck.weighings if weighing.alone}
    for number, story in enumerate(deck.stories):
        if not any(_weighs(slot, story, signs, alone) for slot in deck.slots):
            yield reading.problem(
                "S803",
                ("stories", number),
                say("nothing in '{story}' could ever call for a next step", story=story.id),
                say("add a slot with a medium or strong sign, so that it tells nothing by itself"),
            )


def _weighs(slot: Slot, story: Story, signs: dict[str, Sign], alone: set[str]) -> bool:
    sign = signs.get(slot.sign)
    if sign is None or story.id not in slot.stories:
        return False
    child = story.of_children or slot.child
    strength = sign.child.strength if child else sign.strength
    return strength is not Strength.WEAK or slot.sign in alone
