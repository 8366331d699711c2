"""Indicators: what a programme wants to reach, how it is measured, and which way is better."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from tppo_kit.content.model import Line, Model, Sentence, Slug, refuse_doubles
from tppo_kit.content.reasons import Unfit
from tppo_kit.language import say


class Measure(StrEnum):
    """What is measured; a rate is a share from 0 to 1.

    ``safe-action-rate`` is the share of cases in which the step taken was the one a careful
    colleague would take, or is accepted as right. ``hit-rate``, ``false-alarm-rate``,
    ``sensitivity`` (d') and ``criterion`` (c) are those of signal detection theory. ``gain`` is
    the normalised gain of a group. ``kept-after-30-days`` is the share of what was gained that
    the test after 30 days still shows. ``blocks-run`` is the share of a workshop's blocks that
    were played. ``would-recommend`` is the share of people who would recommend the workshop.
    """

    PEOPLE_REACHED = "people-reached"
    SAFE_ACTION_RATE = "safe-action-rate"
    HIT_RATE = "hit-rate"
    FALSE_ALARM_RATE = "false-alarm-rate"
    SENSITIVITY = "sensitivity"
    CRITERION = "criterion"
    GAIN = "gain"
    KEPT_AFTER_30_DAYS = "kept-after-30-days"
    BLOCKS_RUN = "blocks-run"
    WOULD_RECOMMEND = "would-recommend"


#: Measures that are a share, so that a target above 1 is a slip of the pen.
SHARES = frozenset(
    {
        Measure.SAFE_ACTION_RATE,
        Measure.HIT_RATE,
        Measure.FALSE_ALARM_RATE,
        Measure.GAIN,
        Measure.KEPT_AFTER_30_DAYS,
        Measure.BLOCKS_RUN,
        Measure.WOULD_RECOMMEND,
    }
)


class Better(StrEnum):
    """Which way is better: at least the target, at most it, or at most so far from zero."""

    MORE = "more"
    LESS = "less"
    NEAR_ZERO = "near-zero"


class Indicator(Model):
    """One thing to reach."""

    id: Slug = Field(description="Permanent id within the list.")
    title: Line = Field(description="What is wanted, as the report names it.")
    measure: Measure = Field(description="What is measured.")
    target: float = Field(ge=0, le=100_000, description="The target; a share is 0 to 1.")
    better: Better = Field(description="more, less, or near-zero: which way is better.")
    why: Sentence = Field(description="Where the target comes from, and how sure it is.")

    @model_validator(mode="after")
    def _a_share_is_at_most_one(self) -> Self:
        if self.measure in SHARES and self.target > 1:
            raise Unfit(
                say("'{measure}' is a share: write 0.85 for 85 percent", measure=self.measure.value)
            )
        return self

    @model_validator(mode="after")
    def _nearness_to_zero_fits_the_measure(self) -> Self:
        # A criterion leans to either side; everything else has one good end.
        if (self.measure is Measure.CRITERION) != (self.better is Better.NEAR_ZERO):
            raise Unfit(say("'near-zero' belongs to 'criterion', and 'criterion' needs it"))
        return self


class Indicators(Model):
    """Indicators with their targets, for some programmes or for all that have none of their own."""

    format: Literal["indicators/1"] = Field(description="Version of this format.")
    kind: Literal["indicators"] = Field(description="Always indicators.")
    id: Slug = Field(description="Permanent id, also the file name.")
    title: Line = Field(description="Title.")
    about: Line = Field(description="What these targets are for, in one sentence.")
    programmes: list[Slug] = Field(
        default_factory=list, description="Ids of the programmes; empty: all others."
    )
    indicators: list[Indicator] = Field(min_length=1, max_length=20, description="In order.")

    @model_validator(mode="after")
    def _names_each_once(self) -> Self:
        refuse_doubles(self.programmes)
        refuse_doubles(indicator.id for indicator in self.indicators)
        return self
