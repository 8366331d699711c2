"""Cases that are drawn anew each time: messages from templates, people from shifts."""

from __future__ import annotations

import hashlib
from random import Random
from typing import TYPE_CHECKING

from tppo_kit.activities.activity import RUNG_NAMES
from tppo_kit.activities.blocks import (
    Block,
    Chat,
    ChatLine,
    Entry,
    Feedback,
    Lines,
    Prose,
)
from tppo_kit.activities.messages.draw import draw_message
from tppo_kit.activities.practice.cases import Case, on_the_signs
from tppo_kit.activities.shift.dealing import Draw
from tppo_kit.activities.shift.explaining import explained as explained_person
from tppo_kit.activities.shift.person import first_look
from tppo_kit.activities.shift.scoring import pair
from tppo_kit.activities.shift.screens import who
from tppo_kit.activities.shift.state import Decision, Looks
from tppo_kit.activities.sources import notes_for
from tppo_kit.language import say

if TYPE_CHECKING:
    from tppo_kit.activities.messages.activity import MessagesActivity
    from tppo_kit.activities.messages.draw import DrawnMessage
    from tppo_kit.activities.practice.choosing import Side
    from tppo_kit.activities.shift.person import Person
    from tppo_kit.activities.shift.shift import ShiftActivity
    from tppo_kit.content.simulations.message_sets import MessageTemplate
    from tppo_kit.records import Rung


class FromMessages:
    """A template from which messages are drawn."""

    varies = True

    def __init__(self, activity: MessagesActivity, template: MessageTemplate) -> None:
        """Take the round of messages that the template belongs to."""
        self.activity = activity
        self.template = template
        self.key = f"{activity.deck.id}.{template.id}"
        self.subjects = frozenset({self.key})
        lines = [line for slot in template.slots for line in slot.lines]
        self._signs = frozenset(line.sign for line in lines if line.sign)
        self._alike = frozenset(line.resembles for line in lines if line.resembles)

    def cards(self, side: Side) -> frozenset[str]:
        """Return the signs of its lines, or those that its lines resemble."""
        return self._signs if side == "+" else self._alike

    def case(self, card: str, side: Side, draw: int) -> Case | None:
        """Return a message that shows or resembles the sign, and calls for action or does not."""
        chance = Random(f"{self.key} {draw}")
        deck, signs = self.activity.deck, self.activity.signs
        message = draw_message(deck, self.template, signs, chance, action=side == "+")
        alike = {line.resembles for line in message.passages if line.resembles}
        here = set(message.signs) if side == "+" else {*message.signs, *alike}
        rungs = (message.truth, *message.accepts)
        if card not in here or {rung.calls_for_action for rung in rungs} != {side == "+"}:
            return None
        return Case(
            kind="message",
            subject=self.key,
            fingerprint=message.fingerprint,
            signs=tuple(sorted(here)),
            truth=message.truth,
            accepts=frozenset(message.accepts),
            scene=(
                Prose(message.title, "lead"),
                Prose(message.about),
                Chat(message.sender, tuple(ChatLine(line.text) for line in message.passages)),
            ),
            told=lambda rung: self._told(message, sorted(here), rung),
        )

    def _told(self, message: DrawnMessage, here: list[str], rung: Rung) -> tuple[Block, ...]:
        fits = rung is message.truth or rung in message.accepts
        sources, signs = self.activity.sources, self.activity.signs
        telling = [line for line in message.passages if line.sign or line.resembles]
        return (
            Feedback(
                "good" if fits else "poor",
                say("That fits") if fits else say("A careful friend would choose another step"),
                message.why,
                notes_for(message.from_, sources),
            ),
            *_steps(rung, message.truth, fits=fits),
            Lines(
                say("Line by line"),
                tuple(
                    Entry(
                        line.text,
                        remark=say("{why} Sign: {sign}.", why=line.why, sign=signs[line.sign].name)
                        if line.sign
                        else line.why,
                    )
                    for line in telling
                ),
            ),
            Lines(say("What it could innocently be"), (Entry(message.harmless),)),
            *on_the_signs(here, signs, sources),
        )


class FromShift:
    """A counter or checkpoint at which people are drawn; what can be found out lies open."""

    varies = True
    key = ""

    def __init__(self, activity: ShiftActivity) -> None:
        """Take the shift."""
        self.activity = activity
        deck = activity.deck
        self.subjects = frozenset(f"{deck.id}.{story.id}" for story in deck.stories)
        self._signs = frozenset(slot.sign for slot in deck.slots)

    def cards(self, side: Side) -> frozenset[str]:  # noqa: ARG002 - each slot has both sides
        """Return the signs of its slots."""
        return self._signs

    def case(self, card: str, side: Side, draw: int) -> Case | None:
        """Return somebody who shows or only resembles the sign."""
        activity = self.activity
        setting = activity.deck.settings[0].id
        drawn = Draw(draw, 0, setting, (card,), needed=side == "+")
        person = activity.dealer.person(drawn)
        if card not in person.signs or person.needs_a_step != (side == "+"):
            return None
        return Case(
            kind="shift-case",
            subject=f"{activity.deck.id}.{person.story}",
            fingerprint=_print_of(person),
            signs=person.signs,
            truth=person.finding.rung,
            accepts=person.finding.accepts,
            scene=self._scene(person),
            told=lambda rung: (
                *explained_person(activity, person, Decision(drawn, _all_of(person), rung, 50, 0)),
                *on_the_signs(person.signs, activity.signs, activity.sources),
            ),
        )

    def _scene(self, person: Person) -> tuple[Block, ...]:
        """Return what is seen at once, what papers say where something gave pause, and answers.

        A person and their harmless twin have as many lines of each, in the same places.
        """
        shown = {name for clue in person.clues for name in (clue.against or clue.shows)}
        written = tuple(
            Entry(say("{label}: {value}", label=field.label, value=field.value), remark=paper.title)
            for paper in person.papers
            for field in paper.fields
            if field.id in shown
        )
        asked = {clue.question for clue in person.clues}
        told = tuple(
            Entry(f"“{answer}”", remark=self.activity.questions[question].topic)
            for question, answer in person.answers
            if question in asked
        )
        scene = " ".join([f"“{person.says}”", *person.notices])
        blocks: list[Block] = [Prose(who(person), "lead"), Prose(scene, "scene")]
        if written:
            blocks.append(Lines(say("On the papers"), written))
        return (*blocks, Lines(say("Asked openly"), told))


def _steps(rung: Rung, truth: Rung, *, fits: bool) -> tuple[Block, ...]:
    chosen = Prose(say("Your step: {step}", step=RUNG_NAMES[rung]))
    return (chosen,) if fits else (chosen, Prose(say("The step: {step}", step=RUNG_NAMES[truth])))


def _all_of(person: Person) -> Looks:
    """Return looks that leave nothing out: what a case shows lies open."""
    against = (clue.against for clue in person.clues)
    return Looks(
        opened=frozenset(paper.id for paper in person.papers),
        compared=frozenset(pair(*fields) for fields in against if len(fields) == 2),  # noqa: PLR2004
        asked=tuple((question, "open") for question, _ in person.answers),
    )


def _print_of(person: Person) -> str:
    told = "\n".join([*first_look(person), *(answer for _, answer in person.answers)])
    return hashlib.sha256(told.encode()).hexdigest()[:12]
