"""Facts, agencies and local contacts: what texts quote by id, so that one edit changes all."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from tppo_kit.content.model import Checked, FactId, ForReaders, Line, Model, Sentence, Slug
from tppo_kit.content.reasons import Unfit
from tppo_kit.language import say

Value = Annotated[
    str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True), ForReaders()
]


class Topic(StrEnum):
    """What a fact is about."""

    LAW = "law"
    PENALTY = "penalty"
    RIGHTS = "rights"
    PASSPORT = "passport"
    MIGRATION = "migration"
    AGENCY = "agency"
    CHANNEL = "channel"
    STATISTIC = "statistic"
    DEADLINE = "deadline"
    DATA_PROTECTION = "data-protection"
    PRINCIPLE = "principle"
    CORRECTION = "correction"
    TRAINING = "training"


class Penalty(Model):
    """What the law threatens for a deed within a span of days."""

    article: Line = Field(description="Article and law.")
    penalty: Line = Field(description="What is threatened, in plain words.")
    since: dt.date = Field(description="First day it is in force.")
    until: dt.date | None = Field(default=None, description="Last day it was in force.")

    def in_force(self, day: dt.date) -> bool:
        """Tell whether it is in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


class Fact(Checked):
    """One statement with its source, its certainty, and the day it must be looked at again."""

    format: Literal["fact/1"] = Field(description="Version of this format.")
    id: FactId = Field(description="Permanent id, also the file name.")
    topic: Topic = Field(description="What it is about.")
    title: Line = Field(description="Short name for lists.")
    statement: Sentence = Field(description="The fact, for the reader; {ID} quotes it.")
    values: dict[Slug, Value] = Field(
        default_factory=dict, description="Numbers and names; {ID.name} quotes one."
    )
    claim: Sentence | None = Field(
        default=None, description="For a correction: what one often hears."
    )
    deed: Line | None = Field(default=None, description="For the law finder: what is done.")
    penalties: list[Penalty] = Field(
        default_factory=list, description="For the law finder: what is threatened, by date."
    )

    @model_validator(mode="after")
    def _has_what_its_topic_needs(self) -> Self:
        if (self.topic is Topic.CORRECTION) != (self.claim is not None):
            raise Unfit(say("a correction has a 'claim', and nothing else has one"))
        if (self.deed is None) != (not self.penalties):
            raise Unfit(say("'deed' and 'penalties' go together"))
        return self


class Person(StrEnum):
    """Whom an agency serves."""

    WOMAN = "woman"
    MAN = "man"
    CHILD = "child"
    MIGRANT = "migrant"
    ABROAD = "abroad"
    FOREIGNER = "foreigner"
    REPORTER = "reporter"


class Need(StrEnum):
    """What may be needed."""

    DANGER_NOW = "danger-now"
    SAFE_PLACE = "safe-place"
    HEALTH = "health"
    COMPANION = "companion"
    REPORT = "report"
    LEGAL = "legal"
    WAGES = "wages"
    PAPERS = "papers"
    RETURN_HOME = "return-home"
    CHECK_OFFER = "check-offer"
    REBUILD = "rebuild"


class Agency(Checked):
    """A service or authority: what it does, for whom, and what it does not."""

    format: Literal["agency/1"] = Field(description="Version of this format.")
    id: Slug = Field(description="Permanent id, also the file name.")
    name: Line = Field(description="Name, as it is called today.")
    short: Line = Field(description="What people say.")
    formerly: list[Line] = Field(
        default_factory=list, description="Names no longer in use; texts must not use them."
    )
    role: Sentence = Field(description="What it does, in plain words.")
    not_for: Sentence = Field(description="What it does not do.")
    ask: Sentence = Field(description="What to say or ask when contacting it.")
    serves: list[Person] = Field(min_length=1, description="Whom it serves.")
    needs: list[Need] = Field(min_length=1, description="For which needs.")
    facts: list[FactId] = Field(default_factory=list, description="Channels and deadlines.")
    local: bool = Field(default=True, description="Whether each district fills in a contact.")


class Contact(Model):
    """How a service is reached in one district; empty until somebody tested it."""

    agency: Slug = Field(description="Id of the agency.")
    name: str = Field(default="", max_length=120, description="Office or unit.")
    phone: str = Field(default="", max_length=60, description="Number that was called.")
    address: str = Field(default="", max_length=160, description="Where it is.")
    hours: str = Field(default="", max_length=80, description="When somebody answers.")
    tested: dt.date | None = Field(
        default=None, description="Day somebody called and was answered."
    )

    @model_validator(mode="after")
    def _a_number_was_tested(self) -> Self:
        if self.phone and self.tested is None:
            raise Unfit(say("a number needs 'tested': the day somebody called it"))
        return self


class Contacts(Model):
    """The contacts of one district."""

    format: Literal["contacts/1"] = Field(description="Version of this format.")
    id: Slug = Field(description="Permanent id, also the file name.")
    district: Line = Field(description="Name of the district or city.")
    contacts: list[Contact] = Field(min_length=1, description="One entry for each service.")
