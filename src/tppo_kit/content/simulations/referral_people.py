"""Services, and the people who need them or who need to be left in peace."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from tppo_kit.content.facts import Person as Served
from tppo_kit.content.model import (
    FactId,
    Line,
    Model,
    SceneLine,
    SceneSentence,
    Sentence,
    SignId,
    Slug,
    refuse_doubles,
)
from tppo_kit.content.reasons import Unfit
from tppo_kit.language import say
from tppo_kit.records import Rung

ADULT = 18
LAST_DAY = 90


class ReferralDeadline(Model):
    """A span of days that a fact gives; the number is read from the fact, never typed."""

    id: Slug = Field(description="Name by which services and needs refer to it.")
    facts: list[FactId] = Field(min_length=1, max_length=1, description="The fact that gives it.")
    value: Slug = Field(description="Which of the fact's values holds the span.")


class ServiceGroup(Model):
    """A shelf of services on the first screen."""

    id: Slug = Field(description="Name by which services refer to it.")
    label: Line = Field(description="What stands on the button.")


class Service(Model):
    """Somebody who can be contacted, rightly or wrongly."""

    id: Slug = Field(description="Name by which people refer to it.")
    group: Slug = Field(description="The shelf on which it stands.")
    label: Line = Field(description="What stands on the button and on the timeline.")
    agency: Slug | None = Field(default=None, description="Its record in data/agencies, if any.")
    about: Sentence = Field(description="What contacting it means here.")
    rung: Rung | None = Field(
        default=None,
        description="Step on the ladder that contacting it is; none if it has no role.",
    )
    child_rung: Rung | None = Field(
        default=None, description="The same when the person is a child, if it differs."
    )
    shares: bool = Field(
        default=True, description="Whether it means telling somebody else about the person."
    )
    consent: bool = Field(default=True, description="Whether an adult is asked first.")
    urgent: bool = Field(
        default=False,
        description="Whether danger makes it right on day 0 before anybody was asked or told.",
    )
    after: list[Slug] = Field(
        default_factory=list,
        description="Services to be seen to first, where this person needs them.",
    )
    takes: int = Field(default=0, ge=0, le=30, description="Days until it begins (assumption).")
    deadline: Slug | None = Field(
        default=None, description="By when it must begin, counted from the day it was contacted."
    )
    reply: Sentence | None = Field(
        default=None, description="What is answered when it is contacted, if not the usual."
    )
    harm: Sentence | None = Field(
        default=None, description="What it does to somebody who did not need it."
    )

    @model_validator(mode="after")
    def _harm_where_leave_is_asked(self) -> Self:
        if self.consent == (self.harm is None):
            raise Unfit(say("'{name}' has 'harm' exactly where consent is asked", name=self.id))
        return self

    @property
    def has_role(self) -> bool:
        """Tell whether it has any part in helping."""
        return self.rung is not None


class Need(Model):
    """One service that a person needs, from when, until when, and what they say to it."""

    id: Slug = Field(description="The service that meets it.")
    by: int | None = Field(
        default=None, ge=0, le=LAST_DAY, description="Last day in time (assumption)."
    )
    deadline: Slug | None = Field(
        default=None, description="The same by a deadline of the law, counted from day 0."
    )
    opens: int = Field(default=0, ge=0, le=LAST_DAY, description="First day that is not too early.")
    yes_from: int = Field(default=0, ge=0, le=LAST_DAY, description="Day from which they agree.")
    duty: bool = Field(
        default=False, description="Whether it is owed by law: told beforehand, not asked."
    )
    slow: bool = Field(
        default=False, description="Whether it begins only after it was asked about again."
    )
    says: SceneSentence = Field(description="What the person answers when it is talked about.")
    says_later: SceneSentence | None = Field(
        default=None, description="What they answer before 'yes_from'."
    )
    why: Sentence = Field(description="Why it is needed, for the debrief; may quote facts.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if (self.by is None) == (self.deadline is None):
            raise Unfit(say("'{name}' needs either 'by' or 'deadline'", name=self.id))
        if self.by is not None and max(self.opens, self.yes_from) > self.by:
            raise Unfit(say("'{name}' opens or is agreed to only after its last day", name=self.id))
        if (self.yes_from > 0) != (self.says_later is not None):
            raise Unfit(say("'yes_from' and 'says_later' of '{name}' go together", name=self.id))
        return self


class Fault(StrEnum):
    """What can go wrong with one service, or with offering it."""

    MISSED = "missed"
    LATE = "late"
    FORGOTTEN = "forgotten"
    UNNEEDED = "unneeded"
    NO_CONSENT = "no-consent"
    UNHEARD = "unheard"
    WRONG = "wrong"
    TOO_MUCH = "too-much"
    ORDER = "order"
    EARLY = "early"
    KEPT = "kept"
    PRESSED = "pressed"


class Lesson(Model):
    """What is said after a fault, for reading out aloud."""

    id: Fault = Field(description="The fault, such as 'no-consent'.")
    text: Sentence = Field(description="Why it matters; may quote facts.")


class Saying(Model):
    """What a person says of their own accord from a day on."""

    id: Slug = Field(description="Name of this saying.")
    day: int = Field(ge=0, le=LAST_DAY, description="First day on which it is said.")
    text: SceneSentence = Field(description="What they say and what is seen.")
    given: Slug | None = Field(
        default=None, description="Service that must have been contacted for this to be said."
    )
    otherwise: SceneSentence | None = Field(
        default=None, description="What is said instead as long as it was not."
    )

    @model_validator(mode="after")
    def _both_or_neither(self) -> Self:
        if (self.given is None) != (self.otherwise is None):
            raise Unfit(say("'given' and 'otherwise' of '{name}' go together", name=self.id))
        return self


class Withdrawal(Model):
    """A consent that is taken back."""

    id: Slug = Field(description="The service it was given for.")
    day: int = Field(ge=1, le=LAST_DAY, description="Day on which it is taken back.")
    says: SceneSentence = Field(description="How the person says so.")


class ReferredPerson(Model):
    """An invented person: what they say, what they need and what would hurt them."""

    id: Slug = Field(description="Permanent id within the record.")
    name: SceneLine = Field(description="Invented name.")
    gender: Literal["female", "male"] = Field(description="female or male.")
    age: int = Field(ge=10, le=80, description="Age in years.")
    foreign: bool = Field(default=False, description="Whether a citizen of another country.")
    danger: bool = Field(default=False, description="Whether there is danger now.")
    twin: Slug = Field(description="The person who looks alike and needs the opposite.")
    signs: list[SignId] = Field(default_factory=list, description="Signs that are there.")
    scene: SceneSentence = Field(
        description="How they come on day 0; says what is seen, no verdict."
    )
    sayings: list[Saying] = Field(min_length=1, description="What they say, by day.")
    says_no: SceneSentence = Field(description="What they answer to what they do not want.")
    hurt: SceneSentence | None = Field(
        default=None, description="What they say the day after they were sent where they need not."
    )
    patience: int = Field(ge=1, le=9, description="How many offers they decline before it hurts.")
    truth: Rung = Field(description="Smallest safe step.")
    accepts: list[Rung] = Field(default_factory=list, description="Other steps that are right.")
    needs: list[Need] = Field(default_factory=list, description="What they need, in good order.")
    also: list[Slug] = Field(
        default_factory=list,
        description="Services that are welcome with consent, neither counted nor harmful.",
    )
    withdraws: Withdrawal | None = Field(default=None, description="A consent taken back.")
    why: Sentence = Field(description="What a careful colleague does, and why.")
    harmless: Sentence = Field(description="What it could innocently be.")
    cost: Sentence = Field(description="What doing too much or too little costs this person.")
    facts: list[FactId] = Field(min_length=1, max_length=4, description="Facts of the debrief.")

    @property
    def kind(self) -> Served:
        """Return whom a service must serve to serve this person."""
        if self.age < ADULT:
            return Served.CHILD
        return Served.WOMAN if self.gender == "female" else Served.MAN

    @property
    def is_child(self) -> bool:
        """Tell whether other rules than consent apply."""
        return self.age < ADULT

    @property
    def calls(self) -> bool:
        """Tell whether a careful colleague would involve services."""
        return self.truth.calls_for_action

    def need(self, service: str) -> Need | None:
        """Return the need that a service meets, None where it is not needed."""
        return next((need for need in self.needs if need.id == service), None)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        refuse_doubles([*(need.id for need in self.needs), *self.also])
        refuse_doubles(saying.id for saying in self.sayings)
        days = [saying.day for saying in self.sayings]
        if days != sorted(days) or days[0] != 0:
            raise Unfit(say("sayings begin on day 0 and go by day"))
        if self.calls != bool(self.signs):
            raise Unfit(say("signs belong to a person who calls for action, and to nobody else"))
        wanted = [each.given for each in self.sayings if each.given]
        wanted += [self.withdraws.id] if self.withdraws else []
        for name in wanted:
            if self.need(name) is None:
                raise Unfit(say("'{name}' is not among the needs of this person", name=name))
        if self.calls == (self.hurt is not None):
            raise Unfit(say("'hurt' belongs to a person who needs no referral, and to nobody else"))
        return self
