"""Drawing people for a shift: the surface first, the truth after it and independent of it.

Three streams of chance keep apart what must not touch: who stands there (name, sex, age, what
says nothing), the scene (story, and where in it something gives pause), and the truth (whether a
next step is needed, and what is answered). A person and their twin share the first two.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from tppo_kit.activities.shift.combination import combined, weight_of
from tppo_kit.activities.shift.filling import filled, form_of, lists_of, names_of, pick
from tppo_kit.activities.shift.person import Clue, Person

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tppo_kit.activities.shift.combination import Finding
    from tppo_kit.activities.shift.person import Side
    from tppo_kit.content.signs import Sign
    from tppo_kit.content.simulations.shift_parts import (
        Dimension,
        Slot,
        Story,
        Telling,
    )
    from tppo_kit.content.simulations.shifts import ShiftDeck


@dataclass(frozen=True, slots=True)
class Draw:
    """What a person is drawn from; equal draws give equal persons.

    ``emphasis`` are signs that come more often. ``needed`` overrules chance: True or False for
    somebody who needs a next step or not; that is how twins are drawn.
    """

    seed: int
    number: int
    setting: str
    emphasis: tuple[str, ...] = ()
    needed: bool | None = None


class Dealer:
    """Draws people from a station; sees models only, and keeps no state."""

    def __init__(self, deck: ShiftDeck, signs: Mapping[str, Sign]) -> None:
        """Take a sound station and the signs that it weighs."""
        self.deck = deck
        self.settings = {setting.id: setting for setting in deck.settings}
        self._weights = {
            (weighing.sign, child): weight_of(signs[weighing.sign], weighing, child=child)
            for weighing in deck.weighings
            for child in (True, False)
        }
        self._papers = {paper.id: form_of(paper) for paper in deck.papers}
        self._slots: dict[str, list[Slot]] = {
            story.id: [slot for slot in deck.slots if story.id in slot.stories]
            for story in deck.stories
        }
        dimensions = {weighing.sign: weighing.dimension for weighing in deck.weighings}
        self._places = {slot.id: _place(slot, dimensions[slot.sign]) for slot in deck.slots}
        self._lists = {story.id: lists_of(deck, story) for story in deck.stories}
        self._anchors = {
            story.id: [
                slot
                for slot in self._slots[story.id]
                if not self.is_weak(slot, child=story.of_children)
            ]
            for story in deck.stories
        }

    def person(self, draw: Draw) -> Person:
        """Return the person of a draw."""
        who, scene, truth = _streams(f"{self.deck.id}/{draw.seed}/{draw.number}")
        story = self._story(draw.emphasis, scene)
        slots = self._open_slots(story, draw.emphasis, scene)
        # Whoever may turn out to be a child is young, child or not: the age tells no truth.
        young = any(slot.child for slot in slots)
        names = names_of(self.deck.people, story, self._lists[story.id], who, young=young)
        asides = [aside for aside in self.deck.asides if who.random() < self.deck.chances.aside]
        sides = self._sides(story, slots, draw, truth)
        tellings = [pick(s.tells if side == "sign" else s.explains, truth) for s, side in sides]
        clues = tuple(
            _clue(slot, side, telling, names)
            for (slot, side), telling in zip(sides, tellings, strict=True)
        )
        shown = {entry.field: entry.value for slot, _ in sides for entry in slot.shows}
        shown |= {each.proof.field: each.proof.value for each in tellings if each.proof}
        notices = [*(aside.text for aside in asides), *(s.seen for s, _ in sides if s.seen)]
        who.shuffle(notices)
        return Person(
            story=story.id,
            purpose=story.name,
            name=names["nama"],
            sex=names["sex"],
            age=int(names["umur"]),
            says=pick(story.says, who).format_map(names),
            notices=tuple(notices),
            asides=tuple(aside.id for aside in asides),
            papers=tuple(filled(self._papers[paper], shown, names) for paper in story.papers),
            answers=self._answers(story, clues, names),
            clues=clues,
            finding=self.finding(story, sides),
        )

    def twin(self, draw: Draw) -> Person:
        """Return the harmless look-alike of somebody who needs a next step."""
        return self.person(Draw(draw.seed, draw.number, draw.setting, draw.emphasis, needed=False))

    def finding(self, story: Story, sides: Sequence[tuple[Slot, Side]]) -> Finding:
        """Return what the rule makes of the signs among drawn slots."""
        here = [slot for slot, side in sides if side == "sign"]
        child = story.of_children or any(slot.child for slot in here)
        weights = [self._weights[slot.sign, child] for slot in here]
        return combined(weights, child=child, informs=story.informs)

    def is_weak(self, slot: Slot, *, child: bool) -> bool:
        """Tell whether a slot alone, being the sign, would call for nobody else."""
        return not self._weights[slot.sign, child or slot.child].weighs

    def anchors(self, story: Story) -> list[Slot]:
        """Return the slots of a story that call for a next step by themselves."""
        return self._anchors[story.id]

    def _story(self, emphasis: Sequence[str], scene: Random) -> Story:
        stories = self.deck.stories
        if not emphasis:
            return pick(stories, scene)
        wanted = set(emphasis)
        more = self.deck.chances.emphasis
        weights = [
            more if any(slot.sign in wanted for slot in self._slots[story.id]) else 1.0
            for story in stories
        ]
        return scene.choices(stories, weights)[0]

    def _open_slots(self, story: Story, emphasis: Sequence[str], scene: Random) -> list[Slot]:
        """Return where something gives pause; the first of them could call for a next step."""
        chances = self.deck.chances
        first = self._weighted(self.anchors(story), emphasis, scene)
        number = scene.choices(range(len(chances.more)), chances.more)[0]
        focused = scene.random() < chances.focused
        slots, taken = [first], [self._places[first.id]]
        rest = [slot for slot in self._slots[story.id] if slot is not first]
        while rest and len(slots) <= number:
            near = [s for s in rest if self._places[s.id].dimension is taken[0].dimension]
            slot = self._weighted(near if focused and near else rest, emphasis, scene)
            rest = [other for other in rest if other is not slot]
            place = self._places[slot.id]
            if not any(place.collides(other) for other in taken):
                slots.append(slot)
                taken.append(place)
        return slots

    def _weighted(self, slots: Sequence[Slot], emphasis: Sequence[str], chance: Random) -> Slot:
        if not emphasis:
            return pick(slots, chance)
        more = self.deck.chances.emphasis
        weights = [more if slot.sign in emphasis else 1.0 for slot in slots]
        return chance.choices(slots, weights)[0]

    def _sides(
        self, story: Story, slots: Sequence[Slot], draw: Draw, truth: Random
    ) -> list[tuple[Slot, Side]]:
        """Decide whether a next step is needed, and which slots are the sign itself."""
        setting, chances = self.settings[draw.setting], self.deck.chances
        needed = truth.random() * setting.one_in < 1
        plain = truth.random() < setting.plain
        rolls = [truth.random() for _ in slots]
        if draw.needed is not None:
            needed, plain = draw.needed, False
            if not needed:
                rolls = [1.0] * len(slots)
        if needed:
            return [
                (slot, "sign" if number == 0 or rolls[number] < chances.sign_too else "look-alike")
                for number, slot in enumerate(slots)
            ]
        if plain:
            return []
        child = story.of_children
        return [
            (
                slot,
                "sign"
                if roll < chances.weak_alone and self.is_weak(slot, child=child)
                else "look-alike",
            )
            for slot, roll in zip(slots, rolls, strict=True)
        ]

    def _answers(
        self, story: Story, clues: Sequence[Clue], names: Mapping[str, str]
    ) -> tuple[tuple[str, str], ...]:
        told = {clue.question: clue.told for clue in clues}
        return tuple(
            (question.id, told.get(question.id) or story.answers[question.id].format_map(names))
            for question in self.deck.questions
        )


def _clue(slot: Slot, side: Side, telling: Telling, names: Mapping[str, str]) -> Clue:
    shows = tuple(entry.field for entry in slot.shows)
    told = telling.says.format_map(names)
    return Clue(slot.id, slot.sign, side, slot.question, told, shows, tuple(slot.against))


class _Place(NamedTuple):
    """Where a slot is told and shown, and what it speaks to."""

    question: str
    fields: frozenset[str]
    dimension: Dimension | None

    def collides(self, other: _Place) -> bool:
        """Tell whether one answer or one field would have to hold two things."""
        return self.question == other.question or not self.fields.isdisjoint(other.fields)


def _place(slot: Slot, dimension: Dimension | None) -> _Place:
    return _Place(slot.question, frozenset(entry.field for entry in slot.shows), dimension)


def _streams(seed: str) -> tuple[Random, Random, Random]:
    """Return three streams of chance that know nothing of each other."""
    digest = hashlib.sha512(seed.encode()).digest()
    one, two, three = (int.from_bytes(digest[start : start + 16]) for start in (0, 16, 32))
    return Random(one), Random(two), Random(three)
