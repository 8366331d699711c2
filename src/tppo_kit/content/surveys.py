"""Reaction surveys: what people thought of a session, to be counted, never to be judged."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from tppo_kit.content.model import (
    ForReaders,
    Lifecycle,
    Line,
    Model,
    Slug,
    refuse_doubles,
)

#: From the low end of a scale to the high one.
POINTS = ("1", "2", "3", "4", "5")
EndWords = Annotated[
    str, StringConstraints(min_length=1, max_length=40, strip_whitespace=True), ForReaders()
]


class ScaleQuestion(Model):
    """A question answered from 1 to 5."""

    id: Slug = Field(description="Permanent id within the survey.")
    kind: Literal["scale"] = Field(description="Kind of question.")
    question: Line = Field(description="The question.")
    low: EndWords = Field(description="What 1 means.")
    high: EndWords = Field(description="What 5 means.")


class SurveyOption(Model):
    """One answer of a survey; none is right."""

    id: Slug = Field(description="Permanent id within the question.")
    text: Line = Field(description="The answer as shown.")


class ChoiceQuestion(Model):
    """A question answered by one of several answers."""

    id: Slug = Field(description="Permanent id within the survey.")
    kind: Literal["choice"] = Field(description="Kind of question.")
    question: Line = Field(description="The question.")
    options: list[SurveyOption] = Field(min_length=2, max_length=6, description="The answers.")

    @model_validator(mode="after")
    def _answers_can_be_told_apart(self) -> Self:
        refuse_doubles(option.id for option in self.options)
        return self


SurveyQuestion = ScaleQuestion | ChoiceQuestion


class Survey(Model):
    """A few questions about a session; no free text, so that no name can be written down."""

    format: Literal["survey/1"] = Field(description="Version of this format.")
    id: Slug = Field(description="Permanent id, also the file name.")
    title: Line = Field(description="Title.")
    about: Line = Field(description="One sentence for the list.")
    status: Lifecycle = Field(description="draft, review, active or retired.")
    minutes: int = Field(ge=1, le=10, description="How long it takes.")
    questions: list[Annotated[SurveyQuestion, Field(discriminator="kind")]] = Field(
        min_length=1, max_length=8, description="In order; each may be skipped."
    )

    @model_validator(mode="after")
    def _asks_each_question_once(self) -> Self:
        refuse_doubles(question.id for question in self.questions)
        return self
