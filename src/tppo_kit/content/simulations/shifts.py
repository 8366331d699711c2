"""A counter or checkpoint, and all that a shift there is drawn from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, Self

from pydantic import Field, model_validator

from tppo_kit.content.model import (
    Citation,
    FactId,
    Line,
    SceneSentence,
    Sentence,
    refuse_doubles,
)
from tppo_kit.content.reasons import Unfit
from tppo_kit.content.signs import Viewer
from tppo_kit.content.simulations.record import SimulationRecord
from tppo_kit.content.simulations.shift_parts import (
    Aside,
    Burden,
    Chances,
    Entry,
    PaperForm,
    People,
    Prices,
    Setting,
    ShiftQuestion,
    Slot,
    Story,
    Weighing,
)
from tppo_kit.language import say
from tppo_kit.records import Rung

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Names in braces that are drawn anew for each person; more stand in the lists of the station.
DRAWN = frozenset(
    {"nama", "panggilan", "umur", "umur-anak", "nomor", "mulai", "selesai", "hari", "bulan"}
)
_NAME = re.compile(r"\{([^{}]*)\}")


class ShiftDeck(SimulationRecord):
    """A counter or checkpoint, and all that a shift there is drawn from."""

    format: Literal["shift/1"] = Field(description="Version of this format.")
    station: Literal[Viewer.COUNTER_OFFICER, Viewer.CHECKPOINT_OFFICER] = Field(
        description="Whose place it is: every sign here is one that they can notice."
    )
    place: SceneSentence = Field(description="Where one stands and what to do, for the cover.")
    touches: Line = Field(description="What may touch somebody, in mild words, for the cover.")
    talk: Sentence = Field(description="A question to talk about at the end.")
    facts: list[FactId] = Field(default_factory=list, description="Facts shown at the end.")
    from_: list[Citation] = Field(alias="from", min_length=1, description="Where the rule stands.")
    settings: list[Setting] = Field(min_length=1, max_length=4, description="To choose from.")
    prices: Prices = Field(description="What looking and asking take.")
    burdens: list[Burden] = Field(min_length=3, max_length=3, description="Costs to the innocent.")
    chances: Chances = Field(description="How slots are drawn.")
    weighings: list[Weighing] = Field(min_length=1, description="Each sign in the rule.")
    questions: list[ShiftQuestion] = Field(min_length=3, max_length=8, description="To ask.")
    papers: list[PaperForm] = Field(min_length=3, max_length=10, description="To look at.")
    stories: list[Story] = Field(min_length=4, max_length=20, description="Why people travel.")
    slots: list[Slot] = Field(min_length=6, max_length=40, description="What may be a sign.")
    asides: list[Aside] = Field(min_length=2, max_length=12, description="What says nothing.")
    people: People = Field(description="Invented names.")

    @model_validator(mode="after")
    def _names_lead_somewhere(self) -> Self:
        for records in (self.settings, self.weighings, self.questions, self.papers):
            refuse_doubles(record.id for record in records)
        for more in (self.stories, self.slots, self.asides):
            refuse_doubles(record.id for record in more)
        refuse_doubles(weighing.sign for weighing in self.weighings)
        if {burden.id for burden in self.burdens} != {r for r in Rung if r.calls_for_action}:
            raise Unfit(say("'burdens' needs consult, refer and urgent, each once"))
        for what, name, known in self._references():
            if name not in known:
                raise Unfit(say("{what}: there is no '{name}' here", what=what, name=name))
        return self

    def _references(self) -> Iterator[tuple[str, str, set[str]]]:
        questions = {question.id for question in self.questions}
        papers = {paper.id for paper in self.papers}
        fields = {f"{paper.id}.{line.id}" for paper in self.papers for line in paper.fields}
        stories = {story.id for story in self.stories}
        weighed = {weighing.sign for weighing in self.weighings}
        for story in self.stories:
            yield from ((f"{story.id}, papers", paper, papers) for paper in story.papers)
            yield from ((f"{story.id}, answers", name, questions) for name in story.answers)
            yield from ((f"{story.id}, answers", name, set(story.answers)) for name in questions)
        for slot in self.slots:
            yield f"{slot.id}, sign", slot.sign, weighed
            yield f"{slot.id}, question", slot.question, questions
            yield from ((f"{slot.id}, stories", name, stories) for name in slot.stories)
            yield from ((f"{slot.id}, shows", entry.field, fields) for entry in _entries(slot))
            yield from ((f"{slot.id}, against", name, fields) for name in slot.against)

    @model_validator(mode="after")
    def _slots_fit_their_stories(self) -> Self:
        stories = {story.id: story for story in self.stories}
        for slot in self.slots:
            wanted = {name.partition(".")[0] for name in slot.against}
            wanted |= {entry.field.partition(".")[0] for entry in _entries(slot)}
            for name in slot.stories:
                missing = sorted(wanted - set(stories[name].papers))
                if missing:
                    raise Unfit(
                        say(
                            "slot '{slot}' needs the paper '{paper}', which '{story}' lacks",
                            slot=slot.id,
                            paper=missing[0],
                            story=name,
                        )
                    )
                if slot.child and stories[name].of_children:
                    raise Unfit(
                        say("slot '{slot}': 'child' belongs to stories of adults", slot=slot.id)
                    )
        return self

    @model_validator(mode="after")
    def _fields_held_together_share_a_topic(self) -> Self:
        topics = {
            f"{paper.id}.{line.id}": line.topic for paper in self.papers for line in paper.fields
        }
        for slot in self.slots:
            pair = [topics[name] for name in slot.against]
            if pair and (pair[0] is None or pair[0] != pair[1]):
                raise Unfit(
                    say("slot '{slot}': the two fields need the same 'topic'", slot=slot.id)
                )
        return self

    @model_validator(mode="after")
    def _braces_hold_known_names(self) -> Self:
        lists = self.people.lists.keys()
        for story in self.stories:
            known = DRAWN | lists | story.values.keys()
            papers = [paper for paper in self.papers if paper.id in story.papers]
            slots = [slot for slot in self.slots if story.id in slot.stories]
            told = [telling.says for slot in slots for telling in (*slot.tells, *slot.explains)]
            shown = [entry.value for slot in slots for entry in _entries(slot)]
            written = [line.value for paper in papers for line in paper.fields]
            texts = [*story.says, *story.answers.values(), *told, *shown, *written]
            for name in (name for text in texts for name in _NAME.findall(text)):
                if name not in known:
                    raise Unfit(
                        say(
                            "story '{story}': nobody knows what {name} stands for",
                            story=story.id,
                            name=f"{{{name}}}",
                        )
                    )
        return self


def _entries(slot: Slot) -> Iterator[Entry]:
    yield from slot.shows
    yield from (each.proof for each in (*slot.tells, *slot.explains) if each.proof is not None)
