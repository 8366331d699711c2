"""Places, shifts, units and recruiters of a patrol game, and what is assumed about them."""

from __future__ import annotations

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
    refuse_doubles,
)
from tppo_kit.content.reasons import Unfit
from tppo_kit.content.simulations.record import SimulationRecord
from tppo_kit.language import say


class PatrolShift(Model):
    """One part of the day."""

    id: Slug = Field(description="Permanent id within the game.")
    name: Line = Field(max_length=8, description="Short name, at most eight letters.")


class PatrolPost(Model):
    """A place in one shift: what recruiters would do there, and whom checks would stop."""

    id: Slug = Field(description="Permanent id within the game.")
    shift: Slug = Field(description="Id of the shift.")
    approached: int = Field(
        ge=1, le=60, description="People a recruiter speaks to in one shift with nobody there."
    )
    gain: float = Field(ge=0, le=100, description="What the shift is worth to a recruiter.")
    setback: float = Field(
        ge=-100, le=100, description="What it is worth once somebody is there; less than gain."
    )
    stopped: int = Field(ge=0, le=200, description="People a unit stops there when it checks.")

    @model_validator(mode="after")
    def _presence_deters(self) -> Self:
        if self.setback >= self.gain:
            raise Unfit(
                say("'setback' must be less than 'gain': presence makes a place less attractive")
            )
        return self


class PatrolPlace(Model):
    """A place on the sketch, with the shifts in which something happens there."""

    id: Slug = Field(description="Permanent id within the game.")
    name: SceneLine = Field(max_length=20, description="Short name, at most twenty letters.")
    column: int = Field(ge=1, le=2, description="Column on the sketch, 1 or 2.")
    row: int = Field(ge=1, le=4, description="Row on the sketch, 1 to 4.")
    posts: list[PatrolPost] = Field(min_length=1, max_length=3, description="One for each shift.")


class Presence(Model):
    """What a unit that informs does, and why this is assumed."""

    protects: int = Field(
        ge=1, le=99, description="Of 100 people a recruiter meets there, so many are protected."
    )
    because: Sentence = Field(description="Why this is assumed, in plain words.")


class StoppingPeople(Model):
    """What a unit that stops and checks people does, and what it costs the harmless."""

    protects: int = Field(ge=1, le=99, description="The same for a unit that checks people.")
    one_in: int = Field(ge=2, le=10_000, description="One in so many people stopped has to do.")
    harm: float = Field(
        gt=0, le=1, description="What stopping one harmless person costs, in people protected."
    )
    remark: Line = Field(description="Who may check people at all; stands beside that choice.")
    because: Sentence = Field(description="Why this is assumed, in plain words.")


class Recruiters(Model):
    """How recruiters watch and choose, and why this is assumed."""

    sharpness: float = Field(
        gt=0, le=10, description="How surely they take the best place; 0 would be by chance."
    )
    memory: float = Field(
        ge=0, le=0.95, description="How much of what they saw a round earlier still counts."
    )
    because: Sentence = Field(description="Why this is assumed, in plain words.")


class PatrolLessons(Model):
    """What is read out aloud at the end."""

    careful: Sentence = Field(description="What a careful colleague does, and why.")
    predictable: Sentence = Field(description="Why predictable presence loses.")
    stopping: Sentence = Field(description="What stopping people costs the harmless.")
    innocent: list[Sentence] = Field(
        min_length=2, max_length=6, description="What a crowd or an offer could innocently be."
    )
    question: Line = Field(description="One question to talk about.")


class Patrol(SimulationRecord):
    """Hot spots, shifts and units of a patrol game."""

    format: Literal["patrol/1"] = Field(description="Version of this format.")
    scene: SceneSentence = Field(description="Where the player stands, and what they are asked.")
    units: int = Field(ge=1, le=4, description="Units; each takes one post a day.")
    rounds: int = Field(ge=3, le=8, description="Rounds of ten days.")
    shifts: list[PatrolShift] = Field(min_length=1, max_length=3, description="Parts of the day.")
    places: list[PatrolPlace] = Field(min_length=3, max_length=8, description="Places.")
    presence: Presence = Field(description="What presence with information does.")
    checks: StoppingPeople = Field(description="What stopping and checking people does.")
    recruiters: Recruiters = Field(description="How recruiters watch and choose.")
    lessons: PatrolLessons = Field(description="What is read out aloud at the end.")
    facts: list[FactId] = Field(default_factory=list, description="Facts shown at the end.")
    from_: list[Citation] = Field(alias="from", min_length=1, description="Where it says so.")

    @property
    def posts(self) -> tuple[PatrolPost, ...]:
        """Return every post, in the order of places and shifts."""
        return tuple(post for place in self.places for post in place.posts)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        refuse_doubles(shift.id for shift in self.shifts)
        refuse_doubles(place.id for place in self.places)
        refuse_doubles(post.id for post in self.posts)
        refuse_doubles(f"{place.column}-{place.row}" for place in self.places)
        for place in self.places:
            refuse_doubles(f"{place.id}, {post.shift}" for post in place.posts)
        known = {shift.id for shift in self.shifts}
        for post in self.posts:
            if post.shift not in known:
                raise Unfit(
                    say(
                        "the shift '{shift}' of '{post}' is not among 'shifts'",
                        shift=post.shift,
                        post=post.id,
                    )
                )
            self._check_harm(post)
        if self.units >= len(self.posts):
            raise Unfit(
                say(
                    "{units} units for {posts} posts leave nothing to choose; "
                    "take fewer units or write more posts",
                    units=self.units,
                    posts=len(self.posts),
                )
            )
        return self

    def _check_harm(self, post: PatrolPost) -> None:
        more = post.approached * (self.checks.protects - self.presence.protects) / 100
        harm = self.checks.harm * post.stopped * (1 - 1 / self.checks.one_in)
        if harm <= more:
            raise Unfit(
                say(
                    "at '{post}' stopping people would pay, and the game would teach to suspect "
                    "everybody; raise 'harm' or 'stopped', or lower 'protects' of 'checks'",
                    post=post.id,
                )
            )
