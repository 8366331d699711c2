"""What case notes are drafted with: lines that tempt, and open questions about each fact."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from tppo_kit.content.model import (
    Citation,
    FactId,
    Lifecycle,
    Line,
    Model,
    SceneLine,
    SceneSentence,
    Sentence,
    Slug,
    refuse_doubles,
)
from tppo_kit.content.reasons import Unfit
from tppo_kit.language import say

#: So that two plays of one case need not meet the same lines.
FEWEST_PER_PART = 2
_PAIR = 2


class NotePart(StrEnum):
    """The four parts of a case note, in their order."""

    DONE = "done"
    SEEN = "seen"
    DECIDED = "decided"
    OPEN = "open"


def _refuse_unasked(key: str, question: str) -> None:
    if not question.endswith("?"):
        raise Unfit(
            say("{key}: “{question}” must end in a question mark", key=key, question=question)
        )


class TemptingLine(Model):
    """A line that is easily written and does not belong in a note."""

    id: Slug = Field(description="Permanent id within the file.")
    part: NotePart = Field(description="done, seen, decided or open: where it stands.")
    text: Line = Field(description="The line, as somebody might write it.")
    words: list[Line] = Field(
        min_length=1, max_length=3, description="The words of the line that are no fact."
    )
    leans: Literal["suspicion", "trust", "neither"] = Field(
        description="Whether it accuses, clears too early, or neither."
    )
    instead: SceneSentence = Field(
        description="What to write in its place, or that nothing is needed."
    )
    why: Sentence = Field(description="Why it does not belong in a note.")

    @model_validator(mode="after")
    def _words_stand_in_the_line(self) -> Self:
        for word in self.words:
            if word not in self.text:
                raise Unfit(say("words: '{word}' does not stand in 'text'", word=word))
        return self


class PairNotes(Model):
    """What belongs to two twin cases: conclusions that tempt there, and open questions."""

    id: Slug = Field(description="Permanent id within the file.")
    cases: list[Slug] = Field(
        min_length=_PAIR, max_length=_PAIR, description="The two cases; they share all lines."
    )
    lines: list[TemptingLine] = Field(
        min_length=2, max_length=8, description="Conclusions that nobody has established."
    )
    questions: dict[Slug, SceneLine] = Field(
        description="For each fact of the two cases: the question while it is not established."
    )
    apart: list[Slug] = Field(
        default_factory=list, description="Facts that belong in another report, not in the note."
    )
    keeping: Sentence = Field(
        default="", description="What these two cases add to the keeping of the note."
    )

    @model_validator(mode="after")
    def _tempts_both_ways(self) -> Self:
        if not {"suspicion", "trust"} <= {line.leans for line in self.lines}:
            raise Unfit(say("lines: one must lean to 'suspicion' and one to 'trust'"))
        return self

    @model_validator(mode="after")
    def _asks(self) -> Self:
        for question in self.questions.values():
            _refuse_unasked("questions", question)
        return self


class CaseNotes(Model):
    """All that the notes of the cases of one place are drafted with."""

    format: Literal["case-notes/1"] = Field(description="Version of this format.")
    id: Slug = Field(description="Permanent id, also the file name.")
    title: SceneLine = Field(description="Title of the place, for trainers.")
    status: Lifecycle = Field(description="draft, review, active or retired.")
    question: Line = Field(description="What to talk about at the end.")
    keeping: Sentence = Field(
        description="How a real note is written and kept, shown beside the note."
    )
    remains: SceneLine = Field(
        description="A question that stays open in every note, whatever was asked."
    )
    facts: list[FactId] = Field(
        min_length=1, description="Facts on writing notes, shown at the end."
    )
    lines: list[TemptingLine] = Field(description="Lines that tempt in every case of this place.")
    pairs: list[PairNotes] = Field(min_length=1, description="The twin cases of this place.")
    from_: list[Citation] = Field(alias="from", min_length=1, description="Where it says so.")

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        _refuse_unasked("remains", self.remains)
        refuse_doubles(line.id for line in self.all_lines())
        refuse_doubles(pair.id for pair in self.pairs)
        refuse_doubles(case for pair in self.pairs for case in pair.cases)
        for part in NotePart:
            if sum(line.part is part for line in self.lines) < FEWEST_PER_PART:
                raise Unfit(
                    say(
                        "lines: part '{part}' needs at least {number} lines",
                        part=part.value,
                        number=FEWEST_PER_PART,
                    )
                )
        return self

    def all_lines(self) -> list[TemptingLine]:
        """Return the lines of the place and of every pair."""
        return [*self.lines, *(line for pair in self.pairs for line in pair.lines)]

    def pair_of(self, case: str) -> PairNotes | None:
        """Return the pair that a case belongs to, None where it is not of this place."""
        return next((pair for pair in self.pairs if case in pair.cases), None)
