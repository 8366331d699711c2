"""The parts of a coordination table: roles, cards, injects, steps of a plan, a procedure."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

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

#: A plan looks at most a quarter ahead.
LATEST_DAY = 92


class Handling(StrEnum):
    """What a role does with a card."""

    SHARE = "share"
    ASK = "ask"
    KEEP = "keep"


class TableRole(Model):
    """A seat at the table."""

    id: Slug = Field(description="Permanent id within the table.")
    name: Line = Field(description="Short name, as on a place card.")
    seat: Sentence = Field(description="Who this is and what they may do, told to the player.")
    agency: Slug | None = Field(default=None, description="Id of the agency, if it is one.")
    facts: list[FactId] = Field(default_factory=list, description="What the role may do.")


class TableAnswer(Model):
    """What a person answers when asked for consent."""

    id: Slug = Field(description="Permanent id within the card.")
    given: Literal["all", "some", "none"] = Field(description="To all, to some roles, to nobody.")
    only: list[Slug] = Field(default_factory=list, description="The roles, for 'some'.")
    text: SceneSentence = Field(description="What the person says.")

    @model_validator(mode="after")
    def _names_roles_for_some_only(self) -> Self:
        if (self.given == "some") != bool(self.only):
            raise Unfit(say("'only' names roles for 'some', and stays empty otherwise"))
        return self


class TableCard(Model):
    """Something that one role alone knows at the start."""

    id: Slug = Field(description="Permanent id within the table.")
    role: Slug = Field(description="The role that holds it.")
    text: SceneSentence = Field(description="What it says.")
    handling: Handling = Field(description="share, ask or keep: what a careful colleague does.")
    person: Slug | None = Field(default=None, description="Whose story it is, for 'ask'.")
    contact: Slug | None = Field(default=None, description="The role through which to ask.")
    answers: list[TableAnswer] = Field(
        default_factory=list, max_length=3, description="Answers; the seed draws one."
    )
    always: bool = Field(
        default=False, description="Whether it is always dealt, because the truth rests on it."
    )
    sign: SignId | None = Field(
        default=None, description="The sign behind it, or the one it only resembles."
    )
    why: Sentence = Field(description="Why so, for the debrief.")

    @model_validator(mode="after")
    def _can_be_asked(self) -> Self:
        asked = self.handling is Handling.ASK
        if asked != bool(self.answers) or asked != bool(self.contact and self.person):
            raise Unfit(say("'person', 'contact' and 'answers' go with 'handling: ask', together"))
        refuse_doubles(answer.id for answer in self.answers)
        return self


class TableOption(Model):
    """One way to answer an inject."""

    id: Slug = Field(description="Permanent id within the inject.")
    text: SceneLine = Field(description="What the role does.")
    right: bool = Field(default=False, description="Whether a careful colleague does it.")
    stance: Literal["loud", "quiet", "other"] = Field(
        default="other", description="loud alarms or forces, quiet lets it pass; for rehearsals."
    )
    why: Sentence = Field(description="What comes of it, for the debrief.")


class TableInject(Model):
    """News that reaches one role while the table sits."""

    id: Slug = Field(description="Permanent id within the table.")
    role: Slug = Field(description="The role that it reaches and that must decide.")
    time: Line = Field(description="When it arrives in the story.")
    talk: int = Field(ge=1, le=15, description="Minutes to talk about it in a room.")
    text: SceneSentence = Field(description="The news.")
    options: list[TableOption] = Field(min_length=3, max_length=4, description="Ways to answer.")
    then: SceneLine = Field(description="What the table knows afterwards; no advice.")
    departure: int | None = Field(
        default=None, ge=0, le=LATEST_DAY, description="New last day before the departure."
    )
    bars: list[Slug] = Field(
        default_factory=list, description="Roles that no longer take sensitive steps."
    )
    withdraws: Slug | None = Field(
        default=None, description="The person who takes consent back from the role in 'from_role'."
    )
    from_role: Slug | None = Field(default=None, description="The role that may know no more.")
    chair: Slug | None = Field(
        default=None, description="The role that leads the table once the news is heeded."
    )
    facts: list[FactId] = Field(default_factory=list, description="What the answer rests on.")

    @model_validator(mode="after")
    def _has_one_right_answer(self) -> Self:
        refuse_doubles(option.id for option in self.options)
        if sum(option.right for option in self.options) != 1:
            raise Unfit(say("an inject needs exactly one option with 'right: true'"))
        if (self.withdraws is None) != (self.from_role is None):
            raise Unfit(say("'withdraws' and 'from_role' go together"))
        return self


class TableStep(Model):
    """A step that may become part of the joint plan."""

    id: Slug = Field(description="Permanent id within the table.")
    text: SceneLine = Field(description="What is done.")
    rung: Rung = Field(description="Rung of the ladder that doing it amounts to.")
    right: bool = Field(description="Whether a careful colleague plans it here.")
    owners: list[Slug] = Field(default_factory=list, description="Roles that may do it.")
    by: int = Field(default=0, ge=0, le=LATEST_DAY, description="Last day that is in time.")
    departs: bool = Field(default=False, description="Whether it must come before the departure.")
    after: list[Slug] = Field(default_factory=list, description="Steps that come first.")
    needs: Slug | None = Field(default=None, description="The card whose consent it needs.")
    person: Slug | None = Field(default=None, description="Whom it touches.")
    sensitive: bool = Field(default=False, description="Whether a barred role must not do it.")
    why: Sentence = Field(description="Why it is right or harms, for the debrief.")
    procedure: Sentence = Field(
        description="The same for any case, in the shared procedure: what is done, or never done."
    )
    facts: list[FactId] = Field(default_factory=list, description="Who may do it, or why not.")

    @model_validator(mode="after")
    def _has_somebody_for_it(self) -> Self:
        if self.right != bool(self.owners):
            raise Unfit(say("a right step names its 'owners', a wrong one has none"))
        return self


class TableChoice(Model):
    """One answer in a hot wash or in the making of a procedure."""

    id: Slug = Field(description="Permanent id within the question.")
    text: Line = Field(description="What is chosen.")
    then: Sentence = Field(description="What is written in the report or the procedure.")


class TableQuestion(Model):
    """A question without a right answer: what a table thinks, or how a place does it."""

    id: Slug = Field(description="Permanent id within the table.")
    question: Line = Field(description="The question.")
    options: list[TableChoice] = Field(min_length=2, max_length=4, description="Answers.")

    @model_validator(mode="after")
    def _offers_each_answer_once(self) -> Self:
        refuse_doubles(option.id for option in self.options)
        return self


class TableProcedure(Model):
    """What the printed procedure says beside the steps of the plan."""

    title: Line = Field(description="Title of the procedure.")
    purpose: Sentence = Field(description="What it is for.")
    scope: Sentence = Field(description="Who uses it, and when.")
    questions: list[TableQuestion] = Field(
        min_length=1, max_length=4, description="How this place does it; asked one by one."
    )
    channels: list[Sentence] = Field(min_length=1, description="National channels, facts quoted.")
    consent: list[Sentence] = Field(min_length=1, description="How consent is asked.")
    data: list[Sentence] = Field(min_length=1, description="How notes are protected.")
    quarterly: list[Sentence] = Field(min_length=1, description="What is looked at each quarter.")
    review_months: list[int] = Field(
        min_length=2, max_length=4, description="Months after which it may be looked at again."
    )

    @model_validator(mode="after")
    def _is_reviewed(self) -> Self:
        refuse_doubles(question.id for question in self.questions)
        if any(not 1 <= months <= 24 for months in self.review_months):  # noqa: PLR2004
            raise Unfit(say("a procedure is looked at again after 1 to 24 months"))
        return self


class TableWeights(Model):
    """What counts how much in the score; in each part, harm weighs as much as a miss."""

    sharing: float = Field(gt=0, le=100, description="All cards together.")
    injects: float = Field(gt=0, le=100, description="All injects together.")
    steps: float = Field(gt=0, le=100, description="Steps planned and steps left out, half each.")
    rung: float = Field(gt=0, le=100, description="What the plan amounts to.")
