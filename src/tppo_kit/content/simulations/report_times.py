"""Times, chances and assumptions of a report desk."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from tppo_kit.content.model import Citation, Model, Sentence, Slug
from tppo_kit.content.reasons import Unfit
from tppo_kit.language import say


class Span(Model):
    """How long something takes, in minutes: a triangular distribution."""

    least: float = Field(ge=0, le=20_000, description="Shortest, in minutes.")
    usual: float = Field(ge=0, le=20_000, description="Most frequent, in minutes.")
    most: float = Field(ge=0, le=20_000, description="Longest, in minutes.")

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        if not self.least <= self.usual <= self.most:
            raise Unfit(
                say(
                    "{least}, {usual}, {most}: write the shortest first and the longest last",
                    least=f"{self.least:g}",
                    usual=f"{self.usual:g}",
                    most=f"{self.most:g}",
                )
            )
        return self


class WaySpans(Model):
    """The same span for each way in which a report comes in."""

    phone: Span = Field(description="By telephone.")
    chat: Span = Field(description="By chat message.")
    person: Span = Field(description="In person.")


class DeskTimes(Model):
    """What drives the simulated shift; each key has its sentence under ``assumptions``."""

    opens: int = Field(ge=0, le=1_200, description="Start of the shift, minutes after midnight.")
    gap: float = Field(ge=1, le=240, description="Mean minutes between two reports.")
    listening: WaySpans = Field(description="Listening, before any question, in minutes.")
    patience: WaySpans = Field(description="How long somebody waits for a turn, in minutes.")
    comes_back: float = Field(
        ge=0, le=1, description="Share of those who gave up and try once more."
    )
    back_after: Span = Field(description="Minutes until they try once more.")
    asks_back: float = Field(
        ge=0, le=120, description="Minutes at the desk when an agency asks what is missing."
    )
    detour: float = Field(
        ge=0, le=20_000, description="Minutes lost when a wrong agency has to pass it on."
    )
    deterred: float = Field(
        ge=0, le=1, description="Share of later people whom each leak keeps from coming."
    )
    threat_after: float = Field(
        ge=0, le=20_000, description="Minutes from a leak until somebody is threatened."
    )
    unreported: float = Field(
        ge=60, le=100_000, description="Minutes to safety when the desk does nothing."
    )


class Assumption(Model):
    """Why a time or chance is as it is; nobody has measured most of them."""

    id: Slug = Field(description="The key it is about, with hyphens, or 'channels'.")
    text: Sentence = Field(description="What is assumed, and why.")
    from_: list[Citation] = Field(
        alias="from", default_factory=list, description="Where it says so, if anywhere."
    )


class Points(Model):
    """What the parts of one report done well weigh; hurting nobody weighs as much as all."""

    urgency: float = Field(gt=0, le=10, description="The right urgency.")
    channels: float = Field(gt=0, le=10, description="The right channels.")
    question: float = Field(gt=0, le=10, description="The question that tells most.")
    lines: float = Field(gt=0, le=10, description="What was written, and what was not.")
    result: float = Field(gt=0, le=10, description="Safe in time, or nobody troubled.")

    @property
    def whole(self) -> float:
        """Return the points of a report done well."""
        return self.urgency + self.channels + self.question + self.lines + self.result
