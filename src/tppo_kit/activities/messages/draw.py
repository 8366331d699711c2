"""Messages drawn from templates: same seed, same round; half of every round is harmless.

Look-alike lines are drawn before anything else and in the same way for both halves, so that
their number tells nothing. The step is computed from the signs that were drawn.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from tppo_kit.activities.messages.step import careful_step, strength_of
from tppo_kit.content.signs import Strength
from tppo_kit.content.simulations.message_sets import ASK, BLANK

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tppo_kit.content.model import Citation
    from tppo_kit.content.pages import MarkedMessage, Passage
    from tppo_kit.content.signs import Sign
    from tppo_kit.content.simulations.message_sets import MessageSet, MessageSlot, MessageTemplate
    from tppo_kit.records import Rung


@dataclass(frozen=True, slots=True)
class DrawnMessage:
    """A message of a round; its lines are called p1, p2 … so that no id tells anything.

    ``subjects`` names each line as it stands in the data, for the records of judgements.
    """

    id: str
    title: str
    about: str
    sender: str
    passages: tuple[Passage, ...]
    subjects: tuple[str, ...]
    truth: Rung
    accepts: tuple[Rung, ...]
    why: str
    harmless: str
    from_: tuple[Citation, ...]
    fingerprint: str

    @property
    def signs(self) -> tuple[str, ...]:
        """Return the ids of its signs, each once, in order of the lines."""
        return tuple(dict.fromkeys(line.sign for line in self.passages if line.sign))


def draw_round(
    deck: MessageSet, written: Mapping[str, MarkedMessage], signs: Mapping[str, Sign], seed: int
) -> tuple[DrawnMessage, ...]:
    """Return the messages of a round in random order, half of them calling for action."""
    chance = Random(f"{deck.id} {seed}")
    by_hand = _by_hand(deck, written, chance)
    templates = chance.sample(deck.templates, deck.round.messages - len(by_hand))
    drawn = [
        draw_message(deck, template, signs, chance, action=number % 2 == 0)
        for number, template in enumerate(templates)
    ]
    messages = [*by_hand, *drawn]
    chance.shuffle(messages)
    return tuple(messages)


def _by_hand(
    deck: MessageSet, written: Mapping[str, MarkedMessage], chance: Random
) -> list[DrawnMessage]:
    """Return messages written by hand, half of them calling for action, no two of them twins."""
    chosen: list[MarkedMessage] = []
    for number in range(deck.round.written):
        action = number % 2 == 0
        taken = {name for each in chosen for name in (each.id, each.twin)}
        pool = [
            written[name]
            for name in deck.written
            if name not in taken and written[name].truth.calls_for_action == action
        ]
        chosen.append(chance.choice(pool))
    return [_as_drawn(message) for message in chosen]


def _as_drawn(message: MarkedMessage) -> DrawnMessage:
    return DrawnMessage(
        id=message.id,
        title=message.title,
        about=message.about,
        sender=message.sender,
        passages=_numbered(message.passages, {}),
        subjects=tuple(f"{message.id}.{each.id}" for each in message.passages),
        truth=message.truth,
        accepts=tuple(message.accepts),
        why=message.why,
        harmless=message.harmless,
        from_=tuple(message.from_),
        fingerprint=message.fingerprint(),
    )


def draw_message(
    deck: MessageSet,
    template: MessageTemplate,
    signs: Mapping[str, Sign],
    chance: Random,
    *,
    action: bool,
) -> DrawnMessage:
    """Return one message of a template that calls for action, or one that does not."""
    slots = list(template.slots)
    lines = {slot.id: chance.choice(slot.plain) for slot in slots}
    alike = [slot for slot in slots if slot.alike]
    for slot in chance.sample(alike, chance.randint(1, deck.round.most_alike)):
        lines[slot.id] = chance.choice(slot.alike)
        slots.remove(slot)
    for slot, line in _signed(deck, template, slots, signs, chance, action=action):
        lines[slot.id] = line
    chosen = [lines[slot.id] for slot in template.slots]
    found = [signs[line.sign] for line in chosen if line.sign]
    step = careful_step(found, deck.steps, child=template.child, there=template.there)
    words = _words(deck, chance)
    passages = _numbered(chosen, words)
    name = f"{deck.id}.{template.id}"
    return DrawnMessage(
        id=name,
        title=_filled(template.title, words),
        about=_filled(template.about, words),
        sender=_filled(template.sender, words),
        passages=passages,
        subjects=tuple(f"{name}.{slot}.{line.id}" for slot, line in lines.items()),
        truth=step.rung,
        accepts=step.accepts,
        why=_filled(step.why, {ASK: template.ask}),
        harmless=_filled(template.harmless, words),
        from_=tuple(template.from_),
        fingerprint=_fingerprint(chosen),
    )


def _signed(  # noqa: PLR0913 - what there is to choose from, and how
    deck: MessageSet,
    template: MessageTemplate,
    slots: Sequence[MessageSlot],
    signs: Mapping[str, Sign],
    chance: Random,
    *,
    action: bool,
) -> list[tuple[MessageSlot, Passage]]:
    """Return lines with a sign for some of the slots that are still plain."""

    def weak(line: Passage) -> bool:
        strength = strength_of(signs[line.sign or ""], child=template.child)
        return strength is Strength.WEAK and line.sign not in deck.steps.now.signs

    slight = [(slot, line) for slot in slots for line in slot.signed if weak(line)]
    if not action:
        some = bool(slight) and chance.random() < deck.round.slight_share
        return [chance.choice(slight)] if some else []
    heavy = [(slot, line) for slot in slots for line in slot.signed if not weak(line)]
    first, line = chance.choice(heavy)
    others = [slot for slot in slots if slot.signed and slot is not first]
    number = min(len(others), chance.randint(0, deck.round.most_signs - 1))
    more = [(slot, chance.choice(slot.signed)) for slot in chance.sample(others, number)]
    return [(first, line), *more]


def _words(deck: MessageSet, chance: Random) -> dict[str, str]:
    words = {name: chance.choice(choice) for name, choice in deck.words.items()}
    for name, amount in deck.numbers.items():
        words[name] = str(chance.choice(range(amount.least, amount.most + 1, amount.step)))
    return words


def _filled(text: str, words: Mapping[str, str]) -> str:
    return BLANK.sub(lambda match: words[match[1]], text)


def _numbered(lines: Sequence[Passage], words: Mapping[str, str]) -> tuple[Passage, ...]:
    return tuple(
        line.model_copy(
            update={
                "id": f"p{number}",
                "text": _filled(line.text, words),
                "why": _filled(line.why, words),
            }
        )
        for number, line in enumerate(lines, start=1)
    )


def _fingerprint(lines: Sequence[Passage]) -> str:
    """Return what stays the same while only the words in the blanks differ."""
    text = "\n".join(line.text for line in lines)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
