"""What a game of villages assumes: numbers in words, with a range and what they rest on."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from tppo_kit.content.model import Citation, Line, Model, Sentence, Slug
from tppo_kit.content.reasons import Unfit
from tppo_kit.language import say


class Parameter(StrEnum):
    """The numbers of the model; shares are written in percent."""

    FORGET = "forget"
    SPREAD = "spread"
    CHECK = "check"
    SECOND = "second"
    SHIFT = "shift"
    OUTSIDE = "outside"
    FORWARD = "forward"
    BASE_HELP = "base-help"
    BASE_ALARM = "base-alarm"
    BACK = "back"
    RETURN = "return"
    TRUST_LOSS = "trust-loss"
    LET_DOWN = "let-down"
    STIGMA = "stigma"
    SUSPICION = "suspicion"
    HELPED_COUNTS = "helped-counts"


#: Shares of a whole; the others compare with something and may be more.
_COMPARING = frozenset({Parameter.STIGMA, Parameter.SUSPICION, Parameter.OUTSIDE})
_WHOLE = 100


class VillageAssumption(Model):
    """One number of the model, in a sentence that a villager understands."""

    id: Parameter = Field(description="Which number of the model.")
    name: Line = Field(description="Short name, with its unit.")
    says: Sentence = Field(description="What it means, as a sentence.")
    value: float = Field(ge=0, le=400, description="The number; shares in percent.")
    least: float = Field(ge=0, le=400, description="The smallest sensible value.")
    most: float = Field(ge=0, le=400, description="The largest sensible value.")
    step: int = Field(
        default=0, ge=0, le=100, description="By how much players may change it; 0: not at all."
    )
    from_: list[Citation] = Field(
        alias="from", min_length=1, description="Where it comes from; KIT means assumed."
    )

    @model_validator(mode="after")
    def _lies_in_its_range(self) -> Self:
        if not self.least <= self.value <= self.most:
            raise Unfit(
                say(
                    "{name}: {value} is not between {least} and {most}; correct one of them",
                    name=self.id.value,
                    value=f"{self.value:g}",
                    least=f"{self.least:g}",
                    most=f"{self.most:g}",
                )
            )
        if self.most > _WHOLE and self.id not in _COMPARING:
            raise Unfit(say("{name}: a share is at most 100 percent", name=self.id.value))
        marks = (self.value - self.least, self.most - self.least)
        if self.step and self.value % 1:
            raise Unfit(
                say("{name}: what players may change is a whole number", name=self.id.value)
            )
        if self.step and any(mark % self.step for mark in marks):
            raise Unfit(
                say(
                    "{name}: from 'least' to 'value' and to 'most' must be whole steps of {step}",
                    name=self.id.value,
                    step=self.step,
                )
            )
        return self


class Chapter(Model):
    """One part of the description of the model, after the ODD protocol."""

    id: Slug = Field(description="Permanent id within the description.")
    heading: Line = Field(description="Heading, such as purpose or processes.")
    points: list[Sentence] = Field(min_length=1, max_length=12, description="What it says.")


class Description(Model):
    """The model in words: overview, design concepts, details (ODD protocol)."""

    overview: list[Chapter] = Field(min_length=1, description="What for, who, in which order.")
    concepts: list[Chapter] = Field(min_length=1, description="The ideas behind it.")
    details: list[Chapter] = Field(min_length=1, description="How it starts and each rule.")
    from_: list[Citation] = Field(
        alias="from", default_factory=list, description="Where the protocol is described."
    )


def check_complete(assumptions: list[VillageAssumption]) -> None:
    """Refuse assumptions that do not name each number of the model exactly once.

    Raises:
        Unfit: naming the first that is missing or stands twice.
    """
    named = [each.id for each in assumptions]
    for parameter in Parameter:
        if named.count(parameter) != 1:
            raise Unfit(say("'assumptions' must name '{name}' exactly once", name=parameter.value))
