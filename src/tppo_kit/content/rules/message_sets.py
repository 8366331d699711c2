"""Message sets: a round can always be drawn, and half of it is harmless."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tppo_kit.content.pages import MarkedMessage
from tppo_kit.content.signs import Sign, Strength
from tppo_kit.content.simulations.message_sets import MessageSet
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.content.problems import Problem
    from tppo_kit.content.simulations.message_sets import MessageSlot, MessageTemplate
    from tppo_kit.content.texts import Place
    from tppo_kit.language import Message


class Fault(NamedTuple):
    """What keeps a set from being drawn, and how to mend it."""

    code: str
    place: Place
    what: Message
    mend: Message


def check_message_sets(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield a problem for everything that keeps a round from being drawn."""
    for name in catalogue.names("messages"):
        reading = catalogue.reading("messages", name)
        if isinstance(reading.record, MessageSet):
            for fault in faults(reading.record, catalogue):
                yield reading.problem(fault.code, fault.place, fault.what, fault.mend)


def faults(deck: MessageSet, catalogue: Catalogue) -> Iterator[Fault]:
    """Yield what one set lacks, seen together with the messages and signs that it names."""
    yield from _check_written(deck, catalogue)
    for number, template in enumerate(deck.templates):
        if not _always_calls(deck, template, catalogue):
            yield Fault(
                "B441",
                ("templates", number),
                say("'{template}' may be left without a sign that calls", template=template.id),
                say("write medium or strong signs in one more slot without look-alikes"),
            )


def _check_written(deck: MessageSet, catalogue: Catalogue) -> Iterator[Fault]:
    action = harmless = 0
    for number, name in enumerate(deck.written):
        record = catalogue.reading("message", name).record if catalogue.has("message", name) else 0
        if not isinstance(record, MarkedMessage):
            yield Fault(
                "L240",
                ("written", number),
                say("there is no {kind} '{target}'", kind="message", target=name),
                say(
                    "correct the name; the folder data/{folder} lists what exists",
                    folder="messages",
                ),
            )
        elif record.truth.calls_for_action:
            action += 1
        else:
            harmless += 1
    # One more than is drawn, so that a twin can be passed over.
    least = deck.round.written // 2 + 1 if deck.round.written else 0
    if action != harmless or action < least:
        yield Fault(
            "B440",
            ("written",),
            say("{action} call for action, {harmless} do not", action=action, harmless=harmless),
            say("name as many of both, at least {number} each; twins are easiest", number=least),
        )


def _always_calls(deck: MessageSet, template: MessageTemplate, catalogue: Catalogue) -> bool:
    """Tell whether a sign that calls for action is left, whichever look-alikes are drawn."""
    calling = [slot for slot in template.slots if _calls(slot, template, deck, catalogue)]
    alike = sum(bool(slot.alike) for slot in calling)
    return len(calling) > min(deck.round.most_alike, alike)


def _calls(
    slot: MessageSlot, template: MessageTemplate, deck: MessageSet, catalogue: Catalogue
) -> bool:
    return any(
        line.sign in deck.steps.now.signs or _weighs(line.sign or "", template, catalogue)
        for line in slot.signed
    )


def _weighs(name: str, template: MessageTemplate, catalogue: Catalogue) -> bool:
    sign = catalogue.reading("sign", name).record if catalogue.has("sign", name) else None
    if not isinstance(sign, Sign):
        return False
    strength = sign.child.strength if template.child else sign.strength
    return strength is not Strength.WEAK
