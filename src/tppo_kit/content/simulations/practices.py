"""What a daily practice asks, where its cases come from, and how many new things a day it brings."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from tppo_kit.content.model import Line, Model, Slug, refuse_doubles
from tppo_kit.content.reasons import Unfit
from tppo_kit.content.signs import Viewer
from tppo_kit.content.simulations.record import SimulationRecord
from tppo_kit.language import say


class PracticePlace(Model):
    """Where somebody stands: it decides which signs they can meet, and in which cases."""

    id: Slug = Field(max_length=12, description="Permanent id within the practice.")
    title: Line = Field(description="What the button says.")
    note: Line = Field(description="Who it is for, in one sentence.")
    viewers: list[Viewer] = Field(min_length=1, description="Signs that one of these can notice.")
    shifts: list[Slug] = Field(default_factory=list, description="Stations that send people.")
    messages: list[Slug] = Field(default_factory=list, description="Sets that send messages.")


class Practice(SimulationRecord):
    """A short daily round: signs and facts come back when they are about to be forgotten."""

    format: Literal["practice/1"] = Field(description="Version of this format.")
    cover: list[Line] = Field(min_length=1, max_length=4, description="What it is, in brief.")
    questions: int = Field(ge=4, le=8, multiple_of=2, description="Questions in a round.")
    facts: int = Field(
        ge=0,
        le=4,
        multiple_of=2,
        description="Of these, on facts; of the others half are harmless.",
    )
    new_signs: int = Field(ge=1, le=8, description="Signs that are new on one day, at most.")
    new_facts: int = Field(ge=0, le=8, description="Facts that are new on one day, at most.")
    places: list[PracticePlace] = Field(min_length=1, max_length=4, description="To choose from.")

    @model_validator(mode="after")
    def _leaves_room_for_cases(self) -> Self:
        refuse_doubles(place.id for place in self.places)
        if self.facts >= self.questions:
            raise Unfit(say("'facts' must be smaller than 'questions': there must be cases"))
        return self
