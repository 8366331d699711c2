"""A case for a coordination table: roles, what each knows, injects, a plan, a procedure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Self

from pydantic import Field, model_validator

from tppo_kit.content.model import (
    Citation,
    FactId,
    Line,
    SceneSentence,
    Sentence,
    SignId,
    Slug,
    check_same_side,
    refuse_doubles,
)
from tppo_kit.content.reasons import Unfit
from tppo_kit.content.simulations.record import SimulationRecord
from tppo_kit.content.simulations.tabletop_parts import (
    LATEST_DAY,
    TableCard,
    TableInject,
    TableProcedure,
    TableQuestion,
    TableRole,
    TableStep,
    TableWeights,
)
from tppo_kit.language import say
from tppo_kit.records import Rung

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Tabletop(SimulationRecord):
    """A case for a coordination table: roles, what each knows, injects, a plan, a procedure."""

    format: Literal["tabletop/1"] = Field(description="Version of this format.")
    content_note: Sentence = Field(description="What may touch somebody, in mild words.")
    scene: SceneSentence = Field(description="What everybody knows at the start.")
    roles: list[TableRole] = Field(min_length=5, max_length=8, description="The seats, in order.")
    chair: Slug = Field(description="The role that leads the talk.")
    hand: int = Field(ge=2, le=4, description="Cards that each role is dealt.")
    cards: list[TableCard] = Field(min_length=10, max_length=48, description="What roles know.")
    injects_drawn: int = Field(ge=2, le=6, description="Injects drawn for one game.")
    injects: list[TableInject] = Field(min_length=4, max_length=10, description="In story order.")
    days: list[int] = Field(
        min_length=3, max_length=5, description="Days a step may be planned for; 0 is today."
    )
    departure: int = Field(ge=0, le=LATEST_DAY, description="Last day before the departure.")
    steps: list[TableStep] = Field(min_length=6, max_length=14, description="Steps to choose from.")
    hot_wash: list[TableQuestion] = Field(
        min_length=2, max_length=4, description="Quick questions right after the plan."
    )
    due_days: list[int] = Field(
        min_length=2, max_length=4, description="Days in which an improvement may be due."
    )
    procedure: TableProcedure = Field(description="What the printed procedure says.")
    weights: TableWeights = Field(description="What counts how much.")
    signs: list[SignId] = Field(default_factory=list, description="Signs behind the cards.")
    resembles: list[SignId] = Field(
        default_factory=list, description="Signs that the cards only resemble."
    )
    truth: Rung = Field(description="What the right plan amounts to.")
    accepts: list[Rung] = Field(default_factory=list, description="Rungs that are also right.")
    why: Sentence = Field(description="Why that rung and not the next.")
    harmless: list[Sentence] = Field(min_length=1, description="What it could innocently be.")
    talk_about: Line = Field(description="One question to talk about at the end.")
    twin: Slug = Field(description="The look-alike of the opposite truth.")
    facts: list[FactId] = Field(default_factory=list, description="Facts shown in the debrief.")
    from_: list[Citation] = Field(alias="from", min_length=1, description="Where it says so.")

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        check_same_side(self.truth, self.accepts)
        for part in (self.roles, self.cards, self.injects, self.steps, self.hot_wash):
            refuse_doubles(each.id for each in part)
        self._check_roles()
        self._check_hands()
        self._check_signs()
        self._check_steps()
        if len(self.injects) < self.injects_drawn:
            raise Unfit(say("'injects_drawn' is more than there are injects"))
        for days in (self.days, self.due_days):
            if list(days) != sorted(set(days)) or not 0 <= days[0] <= days[-1] <= LATEST_DAY:
                raise Unfit(say("days stand in order, each once, from 0 to 92"))
        return self

    def _check_roles(self) -> None:
        known = {role.id for role in self.roles}
        for place, name in self._roles_named():
            if name not in known:
                raise Unfit(
                    say(
                        "'{place}' names the role '{role}', which is not there",
                        place=place,
                        role=name,
                    )
                )

    def _roles_named(self) -> Iterator[tuple[str, str]]:
        yield "chair", self.chair
        for card in self.cards:
            only = (name for answer in card.answers for name in answer.only)
            yield from _placed(card.id, (card.role, card.contact, *only))
        for inject in self.injects:
            yield from _placed(
                inject.id, (inject.role, inject.from_role, inject.chair, *inject.bars)
            )
        for step in self.steps:
            yield from _placed(step.id, step.owners)

    def _check_hands(self) -> None:
        always = self.always_dealt
        for role in self.roles:
            own = [card for card in self.cards if card.role == role.id]
            fixed = sum(card.id in always for card in own)
            if not (fixed <= self.hand <= len(own)):
                raise Unfit(
                    say(
                        "the role '{role}' needs at least {hand} cards; of those always dealt "
                        "or needed by a step, at most {hand}",
                        role=role.id,
                        hand=self.hand,
                    )
                )

    @property
    def always_dealt(self) -> frozenset[str]:
        """Return the cards in every deal: the truth rests on them, or a step needs the consent."""
        needed = (step.needs for step in self.steps if step.needs is not None)
        return frozenset((*needed, *(card.id for card in self.cards if card.always)))

    def _check_signs(self) -> None:
        known = {*self.signs, *self.resembles}
        for card in self.cards:
            if card.sign is not None and card.sign not in known:
                raise Unfit(
                    say(
                        "the card '{card}' names the sign {sign}, which stands neither in "
                        "'signs' nor in 'resembles'",
                        card=card.id,
                        sign=card.sign,
                    )
                )

    def _check_steps(self) -> None:
        steps = {step.id: step for step in self.steps}
        asked = {card.id for card in self.cards if card.answers}
        for step in self.steps:
            if step.needs is not None and step.needs not in asked:
                raise Unfit(say("'{step}' needs a card that asks for consent", step=step.id))
            if not all(name in steps and steps[name].right for name in step.after):
                raise Unfit(say("'{step}' comes after a step that is no right one", step=step.id))
            if step.right and step.rung.height > self.truth.height:
                raise Unfit(say("'{step}' is right but higher than 'truth'", step=step.id))
        rungs = {step.rung for step in self.steps if step.right and step.needs is None}
        if not rungs.intersection({self.truth, *self.accepts}):
            raise Unfit(say("the right steps never amount to 'truth'"))
        if all(step.right for step in self.steps):
            raise Unfit(say("at least one step must be one that harms"))


def _placed(place: str, names: Iterable[str | None]) -> Iterator[tuple[str, str]]:
    """Yield the place with each name that is one."""
    yield from ((place, name) for name in names if name is not None)
