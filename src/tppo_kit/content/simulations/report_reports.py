"""The reports that may come in at a report desk."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from tppo_kit.content.model import (
    Citation,
    FactId,
    Model,
    Person,
    SceneLine,
    SceneSentence,
    Sentence,
    SignId,
    Slug,
    check_same_side,
    refuse_doubles,
)
from tppo_kit.content.reasons import Unfit
from tppo_kit.language import say
from tppo_kit.records import Rung

#: Looked up for every event of a shift; ``Rung.calls_for_action`` counts anew each time.
CALLING = frozenset(rung for rung in Rung if rung.calls_for_action)


class Way(StrEnum):
    """How a report comes in."""

    PHONE = "phone"
    CHAT = "chat"
    PERSON = "person"


class Feature(StrEnum):
    """What is particular about a report, so that the spread can be counted."""

    OFFICIAL = "official"
    DANGER_WHILE_SPEAKING = "danger-while-speaking"
    FROM_ABROAD = "from-abroad"
    RETURNED = "returned"


class Consent(StrEnum):
    """Why a report may go to a service today: the person agrees, or need not be asked first."""

    GIVEN = "given"
    CHILD = "child"
    DANGER = "danger"


class PassOn(Model):
    """To whom a careful colleague passes a report."""

    to: list[Slug] = Field(default_factory=list, description="Channels that fit.")
    first: list[Slug] = Field(
        default_factory=list, description="One of these must be among the chosen ones."
    )
    least: int = Field(
        default=0, ge=0, le=3, description="How many channels independent of each other."
    )
    never: list[Slug] = Field(
        default_factory=list, description="Where the person it is about may sit or hear of it."
    )


class Report(Model):
    """One invented report: what is said, what asking brings, what a careful colleague does."""

    id: Slug = Field(description="Permanent id in this desk.")
    title: SceneLine = Field(description="Short name that tells no answer.")
    twin: Slug = Field(description="Id of the look-alike of the opposite truth.")
    way: Way = Field(description="phone, chat or person.")
    people: list[Person] = Field(min_length=1, description="Whom it is about, invented.")
    features: list[Feature] = Field(
        default_factory=list,
        description="official, danger-while-speaking, from-abroad or returned.",
    )
    said: SceneSentence = Field(description="What is said at once.")
    answers: dict[Slug, SceneLine] = Field(description="What each safe question brings.")
    ask: list[Slug] = Field(min_length=1, description="Questions that tell most.")
    truth: Rung = Field(description="inform, consult, refer or urgent.")
    accepts: list[Rung] = Field(default_factory=list, description="Other rungs as right.")
    consent: Consent | None = Field(
        default=None,
        description="Why it may be passed on: given, child or danger; where refer is right.",
    )
    agrees_in: list[Slug] = Field(
        default_factory=list, description="Questions whose answer tells that the person agrees."
    )
    pass_on: PassOn = Field(default_factory=PassOn, description="Channels.")
    write: list[Slug] = Field(min_length=1, description="Lines that belong in the note.")
    may_write: list[Slug] = Field(
        default_factory=list, description="Lines that may stand there or not."
    )
    signs: list[SignId] = Field(default_factory=list, description="Signs that are there.")
    resembles: list[SignId] = Field(
        default_factory=list, description="Signs that it only looks like."
    )
    non_signs: list[Slug] = Field(default_factory=list, description="What is no sign.")
    why: Sentence = Field(description="Why this step and not the next.")
    harmless: Sentence = Field(description="What it could innocently be.")
    well: SceneLine = Field(description="What happens when it is handled well.")
    hurt: SceneLine = Field(description="What happens to whom when it is not.")
    facts: list[FactId] = Field(default_factory=list, description="Facts to quote.")
    from_: list[Citation] = Field(alias="from", min_length=1, description="What it rests on.")

    @property
    def calls(self) -> bool:
        """Tell whether a careful colleague would involve somebody else."""
        return self.truth in CALLING

    @property
    def rungs(self) -> tuple[Rung, ...]:
        """Return the right rung and those accepted as right."""
        return (self.truth, *self.accepts)

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        check_same_side(self.truth, self.accepts)
        if self.truth is Rung.NO_CONCERN:
            raise Unfit(say("at the desk the lowest step is 'inform': somebody has asked"))
        refuse_doubles([*self.write, *self.may_write])
        if self.calls and not self.signs:
            raise Unfit(say("a report that calls for action names its 'signs'"))
        if not self.calls and (self.signs or self.pass_on.to or self.pass_on.least):
            raise Unfit(say("a harmless report has no 'signs' and nothing under 'pass_on.to'"))
        return self

    @model_validator(mode="after")
    def _passes_on_with_consent(self) -> Self:
        if (Rung.REFER in self.rungs) != (self.consent is not None):
            raise Unfit(say("'consent' stands where refer is right or accepted, and only there"))
        told = set(self.agrees_in)
        if (self.consent is Consent.GIVEN) != bool(told):
            raise Unfit(say("'agrees_in' stands where 'consent' is given, and only there"))
        if told and not told >= set(self.ask):
            raise Unfit(say("each question in 'ask' stands in 'agrees_in' too"))
        return self

    @model_validator(mode="after")
    def _passes_on_soundly(self) -> Self:
        right = set(self.pass_on.to)
        if self.calls and not (self.pass_on.least and right):
            raise Unfit(say("a report that calls for action names channels in 'pass_on'"))
        if not set(self.pass_on.first) <= right or right & set(self.pass_on.never):
            raise Unfit(say("'first' is part of 'to', and nothing in 'to' stands in 'never'"))
        official = Feature.OFFICIAL in self.features and self.calls
        if official and (self.pass_on.least < 2 or not self.pass_on.never):  # noqa: PLR2004
            raise Unfit(
                say(
                    "where an official may be involved, 'least' is 2 or more, "
                    "and 'never' names where he sits"
                )
            )
        return self
