"""Twelve villages, measures, budget and assumptions of the quarterly game."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from tppo_kit.content.model import (
    Citation,
    FactId,
    Line,
    Model,
    SceneLine,
    SceneSentence,
    Sentence,
    Slug,
    Words,
    refuse_doubles,
)
from tppo_kit.content.reasons import Unfit
from tppo_kit.content.simulations.record import SimulationRecord
from tppo_kit.content.simulations.village_assumptions import (
    Description,
    Parameter,
    VillageAssumption,
    check_complete,
)
from tppo_kit.language import say

#: So many villages are assisted, for so many quarters.
ASSISTED = 3
QUARTERS = 12
YEAR = 4


class Effect(StrEnum):
    """What a measure can do in a quarter; the last two hurt people who did nothing."""

    LEARN = "learn"
    SPOT = "spot"
    STAY = "stay"
    DETER = "deter"
    OPEN = "open"
    HELP = "help"
    TRUST = "trust"
    SCREEN = "screen"
    STOP = "stop"
    ALARM = "alarm"


#: Grow with every point; all others grow less with the second.
HURTING = frozenset({Effect.STOP, Effect.ALARM})


class Measure(Model):
    """Something that points of the budget are spent on."""

    id: Slug = Field(description="Permanent id within the game.")
    name: Line = Field(description="Short name for a table, at most 24 characters.", max_length=24)
    about: Line = Field(description="What it is, without saying how well it works.")
    cost: int = Field(ge=1, le=4, description="Points for each level in a quarter.")
    shared: bool = Field(default=False, description="Whether one serves all villages.")
    effects: dict[Effect, float] = Field(
        min_length=1, description="What the first level does in a quarter, in percent."
    )
    why: Sentence = Field(description="What it does and does not do, told at the end.")

    def points(self, level: int) -> int:
        """Return what a level costs in a quarter, in all villages together."""
        return self.cost * level * (1 if self.shared else ASSISTED)

    @model_validator(mode="after")
    def _effects_are_shares(self) -> Self:
        for effect, size in self.effects.items():
            if not 0 < size <= 60:  # noqa: PLR2004 - two levels stay below all
                raise Unfit(
                    say(
                        "'{effect}' must be more than 0 and at most 60 percent",
                        effect=effect.value,
                    )
                )
        return self


class Profile(Model):
    """What a village is really like; players see indicators only."""

    id: Slug = Field(description="Permanent id within the game.")
    pressure: int = Field(ge=1, le=60, description="Offers that deceive, of 100 offers.")
    wish: float = Field(ge=0.5, le=8, description="People who wish to leave, of 100, a quarter.")
    trust: int = Field(ge=5, le=95, description="People who trust the place for help, of 100.")
    stigma: int = Field(ge=5, le=95, description="Harmed people kept silent by shame, of 100.")
    aware: int = Field(ge=0, le=90, description="People who know how to check an offer, of 100.")
    reports: int = Field(ge=0, le=60, description="Reports in a year; many may mean trust.")
    told: SceneSentence = Field(description="What the table hid, told at the end.")


class VillageName(Model):
    """A village of the game; which profile it has is drawn anew for each game."""

    id: Slug = Field(description="Permanent id within the game.")
    name: SceneLine = Field(description="Invented name, at most 14 characters.", max_length=14)


class Spending(Model):
    """Levels of one measure in each village, every quarter."""

    measure: Slug = Field(description="Id of a measure.")
    level: int = Field(ge=1, le=2, description="1 or 2.")


class RivalPlan(Model):
    """A plan without surprises for twelve quarters, to compare with."""

    id: Slug = Field(description="Permanent id within the game.")
    name: Line = Field(description="Short name for a chart, at most 24 characters.", max_length=24)
    says: Sentence = Field(description="What it does, told at the end.")
    turns: int = Field(
        default=1, ge=1, le=4, description="1: all of it each quarter; 2: every other one, in turn."
    )
    spending: list[Spending] = Field(default_factory=list, description="What it spends on.")

    def in_quarter(self, number: int) -> list[Spending]:
        """Return what it spends on in a quarter; 0 is the first."""
        return self.spending[number % self.turns :: self.turns]


class TableColumn(Model):
    """One column of the table from which villages are chosen."""

    id: Literal["reports", "leaving", "offers", "know"] = Field(description="Which number.")
    name: Line = Field(description="Short name for the column.", max_length=24)
    says: Sentence = Field(description="What is counted, by whom, and what it cannot tell.")
    after: Sentence = Field(description="What it was worth, told at the end.")


class Review(Model):
    """A question to talk about after a year."""

    id: Slug = Field(description="Permanent id within the game.")
    question: Line = Field(description="The question.")


class VillageGame(SimulationRecord):
    """Twelve villages, measures, budget and assumptions of the quarterly game."""

    format: Literal["villages/1"] = Field(description="Version of this format.")
    task: Sentence = Field(description="What to do, on the cover.")
    invented: Sentence = Field(description="That all is invented and no forecast.")
    content_note: Sentence = Field(description="What may touch somebody, in mild words.")
    choosing: Sentence = Field(description="What the table of twelve villages asks for.")
    budget: int = Field(ge=12, le=400, description="Points for all twelve quarters.")
    choice_weight: int = Field(
        default=30, ge=0, le=60, description="Points of 100 for choosing the villages."
    )
    asked: int = Field(ge=10, le=60, description="People asked in each village for the table.")
    indicators: list[TableColumn] = Field(min_length=4, max_length=4, description="The table.")
    villages: list[VillageName] = Field(min_length=6, max_length=16, description="Names.")
    profiles: list[Profile] = Field(min_length=6, max_length=16, description="What they are like.")
    measures: list[Measure] = Field(min_length=3, max_length=12, description="What can be done.")
    plans: list[RivalPlan] = Field(min_length=3, max_length=6, description="Rival plans.")
    assumptions: list[VillageAssumption] = Field(description="Every number of the model.")
    reviews: list[Review] = Field(
        min_length=YEAR - 1, max_length=YEAR - 1, description="One question for each year."
    )
    description: Description = Field(description="The model after the ODD protocol.")
    limits: list[Sentence] = Field(min_length=1, description="What the game cannot tell.")
    closing: Words = Field(max_length=1200, description="What to take along.")
    talk: Line = Field(description="The last question to talk about.")
    facts: list[FactId] = Field(default_factory=list, description="Facts shown at the end.")
    from_: list[Citation] = Field(alias="from", min_length=1, description="Where it says so.")

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        check_complete(self.assumptions)
        for group in (
            self.indicators,
            self.villages,
            self.profiles,
            self.measures,
            self.plans,
            self.reviews,
        ):
            refuse_doubles(each.id for each in group)
        if len(self.villages) != len(self.profiles):
            raise Unfit(
                say(
                    "{villages} villages but {profiles} profiles; each needs the other",
                    villages=len(self.villages),
                    profiles=len(self.profiles),
                )
            )
        for plan in self.plans:
            self._check_plan(plan)
        return self

    def _check_plan(self, plan: RivalPlan) -> None:
        measures = {measure.id: measure for measure in self.measures}
        refuse_doubles(each.measure for each in plan.spending)
        for each in plan.spending:
            if each.measure not in measures:
                raise Unfit(
                    say(
                        "plan '{plan}': there is no measure '{measure}'",
                        plan=plan.id,
                        measure=each.measure,
                    )
                )
        cost = sum(
            measures[each.measure].points(each.level)
            for number in range(QUARTERS)
            for each in plan.in_quarter(number)
        )
        if cost > self.budget:
            raise Unfit(
                say(
                    "plan '{plan}' costs {cost} points; the budget has {budget}",
                    plan=plan.id,
                    cost=cost,
                    budget=self.budget,
                )
            )

    def parameter(self, name: Parameter) -> float:
        """Return the value of an assumption."""
        return next(each.value for each in self.assumptions if each.id is name)
