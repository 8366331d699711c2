"""People found, and what each needs from first contact to reintegration."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, Self

from pydantic import Field, model_validator

from tppo_kit.content.model import FactId, Model, Sentence, Slug, check_same_side, refuse_doubles
from tppo_kit.content.reasons import Unfit
from tppo_kit.content.simulations.record import SimulationRecord
from tppo_kit.content.simulations.referral_people import (
    Fault,
    Lesson,
    ReferralDeadline,
    ReferredPerson,
    Service,
    ServiceGroup,
)
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tppo_kit.content.facts import Fact

#: Twins may differ in age by this much, so that age gives no hint.
MOST_YEARS_APART = 2
FEWEST_PAIRS = 4

_DAYS = re.compile(r"(\d+) hari")
_HOURS = re.compile(r"(\d+)×24 jam")


class Weights(Model):
    """What is gained and lost; a referral nobody needed costs at least as much as a miss."""

    need: float = Field(gt=0, le=10, description="A need met in time, with consent.")
    late: float = Field(ge=0, le=10, description="A need met too late, or begun and forgotten.")
    calm: float = Field(
        gt=0, le=10, description="Somebody without need of a service left in peace."
    )
    unneeded: float = Field(gt=0, le=10, description="Harm of a service nobody needed.")
    no_consent: float = Field(gt=0, le=10, description="Harm of a contact without consent.")
    wrong: float = Field(gt=0, le=10, description="Harm of telling somebody who has no role.")
    unheard: float = Field(gt=0, le=10, description="Harm of acting before a child was told.")
    too_much: float = Field(gt=0, le=10, description="Harm of telling everything.")
    order: float = Field(gt=0, le=10, description="Harm of a wrong order.")
    early: float = Field(gt=0, le=10, description="Harm of coming too early.")
    kept: float = Field(gt=0, le=10, description="Harm of going on after consent was taken back.")
    pressed: float = Field(gt=0, le=10, description="Harm of offering again and again.")

    @model_validator(mode="after")
    def _the_innocent_count_as_much(self) -> Self:
        if self.unneeded < self.need:
            raise Unfit(say("'unneeded' must be at least 'need': the innocent count as much"))
        if self.late >= self.need:
            raise Unfit(say("'late' must be less than 'need'"))
        return self


class Referral(SimulationRecord):
    """People found, and what each needs from first contact to reintegration."""

    format: Literal["referral/1"] = Field(description="Version of this format.")
    welcome: list[Sentence] = Field(min_length=1, max_length=5, description="Text of the cover.")
    steps_a_day: int = Field(ge=2, le=8, description="Talks and contacts possible in one day.")
    weights: Weights = Field(description="What is gained and lost.")
    deadlines: list[ReferralDeadline] = Field(min_length=1, description="Spans given by facts.")
    stop_within: Slug = Field(description="The deadline for stopping once consent is taken back.")
    groups: list[ServiceGroup] = Field(min_length=2, description="Shelves of services.")
    services: list[Service] = Field(min_length=5, description="Who can be contacted.")
    people: list[ReferredPerson] = Field(min_length=8, description="Pairs of look-alikes.")
    lessons: list[Lesson] = Field(min_length=1, description="What is said after each fault.")
    facts: list[FactId] = Field(min_length=1, max_length=3, description="Quoted at the end.")
    questions: list[Sentence] = Field(min_length=1, description="To talk about afterwards.")

    @model_validator(mode="after")
    def _names_lead_somewhere(self) -> Self:
        deadlines = {each.id for each in self.deadlines}
        services = {each.id for each in self.services}
        groups = {each.id for each in self.groups}
        for each in (self.deadlines, self.services, self.groups, self.people):
            refuse_doubles(one.id for one in each)
        _refuse_unknown("deadlines", [self.stop_within], deadlines)
        for service in self.services:
            _refuse_unknown("groups", [service.group], groups)
            _refuse_unknown("services", service.after, services)
            _refuse_unknown("deadlines", [service.deadline], deadlines)
        if sorted(each.id for each in self.lessons) != sorted(Fault):
            raise Unfit(say("'lessons' needs each of these once: {names}", names=", ".join(Fault)))
        roles = {each.id for each in self.services if each.has_role}
        for person in self.people:
            _refuse_unknown("services", [need.id for need in person.needs], roles)
            _refuse_unknown("services", person.also, roles)
            _refuse_unknown("deadlines", [need.deadline for need in person.needs], deadlines)
        return self

    @model_validator(mode="after")
    def _half_is_harmless(self) -> Self:
        people = {person.id: person for person in self.people}
        for person in self.people:
            check_same_side(person.truth, person.accepts)
            other = people.get(person.twin)
            if other is None or other.twin != person.id or other.calls == person.calls:
                raise Unfit(
                    say("'{name}' needs a twin of the opposite truth that names it", name=person.id)
                )
            if (
                other.gender != person.gender
                or other.is_child != person.is_child
                or other.foreign != person.foreign
                or abs(other.age - person.age) > MOST_YEARS_APART
            ):
                raise Unfit(
                    say("'{name}' and its twin must be alike in sex and age", name=person.id)
                )
        if len(self.people) < 2 * FEWEST_PAIRS:
            raise Unfit(say("a round draws up to {number} pairs; write more", number=FEWEST_PAIRS))
        return self

    @model_validator(mode="after")
    def _the_harmless_are_welcome_to_information_alone(self) -> Self:
        acting = {each.id for each in self.services if each.rung and each.rung.calls_for_action}
        for person in self.people:
            for name in person.also:
                if name in acting and not person.calls:
                    raise Unfit(
                        say(
                            "'{name}' needs no referral, so '{service}' cannot stand under 'also'",
                            name=person.id,
                            service=name,
                        )
                    )
        return self


def _refuse_unknown(where: str, names: Iterable[str | None], known: set[str]) -> None:
    for name in names:
        if name is not None and name not in known:
            raise Unfit(say("'{name}' is not listed under '{where}'", name=name, where=where))


def span_in_days(text: str) -> int | None:
    """Return the days that a value of a fact names (days or times 24 hours), None if none."""
    match = _HOURS.search(text) or _DAYS.search(text)
    return int(match[1]) if match else None


def spans(record: Referral, facts: Mapping[str, Fact]) -> dict[str, int]:
    """Return the days of each deadline as the facts say.

    Raises:
        Unfit: naming the first deadline whose fact gives no span.
    """
    days = {}
    for deadline in record.deadlines:
        (fact,) = deadline.facts
        found = span_in_days(facts[fact].values.get(deadline.value, "")) if fact in facts else None
        if found is None:
            raise Unfit(
                say(
                    "the deadline '{name}' finds no number of days in {fact}.{value}",
                    name=deadline.id,
                    fact=fact,
                    value=deadline.value,
                )
            )
        days[deadline.id] = found
    return days
