"""What a shift is put together from: papers, questions, stories, and slots for signs."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from tppo_kit.content.model import (
    Citation,
    InScene,
    Line,
    Model,
    SceneLine,
    SceneSentence,
    SignId,
    Slug,
    refuse_doubles,
)
from tppo_kit.content.reasons import Unfit
from tppo_kit.language import say
from tppo_kit.records import Rung

#: A name or place that is put into a text; invented, and the same in every language.
Invented = Annotated[
    str, StringConstraints(min_length=1, max_length=60, strip_whitespace=True), InScene()
]
#: A field of a paper, written ``paper.field``.
FieldName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+\.[a-z0-9-]+$", max_length=97)]
PaperKind = Literal[
    "id-card",
    "family-card",
    "passport",
    "visa",
    "contract",
    "ticket",
    "letter",
    "screenshot",
    "note",
]
ADULT = 18


class Dimension(StrEnum):
    """The six dimensions into which the Delphi survey sorts indicators."""

    DECEPTIVE_RECRUITMENT = "deceptive-recruitment"
    COERCIVE_RECRUITMENT = "coercive-recruitment"
    VULNERABILITY_AT_RECRUITMENT = "vulnerability-at-recruitment"
    EXPLOITATION = "exploitation"
    COERCION_AT_DESTINATION = "coercion-at-destination"
    VULNERABILITY_AT_DESTINATION = "vulnerability-at-destination"


class Weighing(Model):
    """How a sign enters the combination rule; its strength stands with the sign itself."""

    id: Slug = Field(description="Permanent id within the station.")
    sign: SignId = Field(description="The sign.")
    dimension: Dimension | None = Field(
        default=None, description="Dimension it speaks to; left out if the survey has none."
    )
    danger: bool = Field(default=False, description="Whether it means danger now.")
    alone: bool = Field(
        default=False,
        description="Whether even this weak sign alone asks for checking first, "
        "because somebody is afraid or its record asks to ask others.",
    )
    basis: Line = Field(description="Which item of the survey it stands for, or whose judgement.")
    from_: list[Citation] = Field(alias="from", min_length=1, description="Where it says so.")


class PaperLine(Model):
    """One field of a paper; its value may hold names in braces."""

    id: Slug = Field(description="Permanent id within the paper.")
    label: SceneLine = Field(description="What the field is called.")
    value: SceneLine = Field(description="What stands there, such as '{nama}'.")
    topic: Slug | None = Field(
        default=None, description="Fields of one topic can be held against each other."
    )


class PaperForm(Model):
    """A kind of paper that people bring."""

    id: Slug = Field(description="Permanent id within the station.")
    kind: PaperKind = Field(description="How it is drawn.")
    title: SceneLine = Field(description="What it is called.")
    fields: list[PaperLine] = Field(min_length=1, max_length=6, description="Its fields.")

    @model_validator(mode="after")
    def _names_each_field_once(self) -> Self:
        refuse_doubles(field.id for field in self.fields)
        return self


class ShiftQuestion(Model):
    """Something to ask, openly or in a way that puts the answer into the mouth."""

    id: Slug = Field(description="Permanent id within the station.")
    topic: SceneLine = Field(max_length=40, description="What it is about, for the button.")
    open: SceneLine = Field(max_length=90, description="The open question.")
    leading: SceneLine = Field(max_length=90, description="The same, with the answer inside.")
    coached: SceneSentence = Field(description="What anybody says to the leading question.")


class Entry(Model):
    """What stands in a field of a paper in this slot."""

    field: FieldName = Field(description="The field, written paper.field.")
    value: SceneLine = Field(description="What stands there.")


class Telling(Model):
    """What is told when the slot is asked about openly, and what a paper then proves."""

    id: Slug = Field(description="Permanent id within the slot.")
    says: SceneSentence = Field(description="The answer.")
    proof: Entry | None = Field(default=None, description="What a paper shows with this answer.")


class Slot(Model):
    """A place in a story that is plain, looks like a sign, or is one."""

    id: Slug = Field(description="Permanent id within the station.")
    sign: SignId = Field(description="The sign, or the one that is resembled.")
    stories: list[Slug] = Field(min_length=1, description="Stories in which it may stand.")
    question: Slug = Field(description="The question whose open answer settles it.")
    seen: SceneLine | None = Field(
        default=None, description="What is seen at once, be it the sign or only like it."
    )
    shows: list[Entry] = Field(
        default_factory=list, max_length=4, description="What papers show, be it the sign or not."
    )
    against: list[FieldName] = Field(
        default_factory=list, max_length=2, description="Two fields that disagree, if any."
    )
    tells: list[Telling] = Field(min_length=1, max_length=6, description="Answers if it is.")
    explains: list[Telling] = Field(
        min_length=1, max_length=6, description="Answers if it only looks like it."
    )
    child: bool = Field(
        default=False, description="Whether the person then turns out to be under eighteen."
    )

    @model_validator(mode="after")
    def _can_be_noticed(self) -> Self:
        if not (self.seen or self.shows):
            raise Unfit(say("a slot needs 'seen' or 'shows': what is noticed before asking"))
        if len(self.against) == 1:
            raise Unfit(say("'against' names two fields, or none"))
        refuse_doubles(telling.id for telling in (*self.tells, *self.explains))
        return self


class Story(Model):
    """Why somebody travels; the same story is told by those who need a next step and others."""

    id: Slug = Field(description="Permanent id within the station.")
    name: SceneLine = Field(description="Short name of the purpose, for the debrief.")
    says: list[SceneLine] = Field(min_length=2, max_length=6, description="How it may begin.")
    values: dict[Slug, SceneLine] = Field(
        default_factory=dict, description="Names in braces that are fixed for this story."
    )
    papers: list[Slug] = Field(min_length=3, max_length=6, description="What they bring.")
    answers: dict[Slug, SceneSentence] = Field(
        description="Each question, and the plain open answer."
    )
    ages: tuple[int, int] = Field(description="Youngest and oldest age in years.")
    informs: bool = Field(description="Whether information on safe migration fits.")

    @model_validator(mode="after")
    def _is_one_age_group(self) -> Self:
        youngest, oldest = self.ages
        if not 0 <= youngest < oldest <= 90:  # noqa: PLR2004 - years of a life
            raise Unfit(say("'ages' needs the youngest, then the oldest age, from 0 to 90"))
        if youngest < ADULT <= oldest:
            raise Unfit(say("a story is about children or about adults: split it at eighteen"))
        return self

    @property
    def of_children(self) -> bool:
        """Tell whether the people of this story are under eighteen."""
        return self.ages[1] < ADULT


class Aside(Model):
    """Something one notices that says nothing; drawn without regard to the truth."""

    id: Slug = Field(description="Permanent id within the station.")
    non_sign: Slug = Field(description="The record of data/non-signs behind it.")
    text: SceneLine = Field(description="What is noticed.")


class Setting(Model):
    """How common those are who need a next step, and how much time there is."""

    id: Slug = Field(description="Permanent id within the station.")
    title: Line = Field(max_length=60, description="What stands on the button.")
    note: Line = Field(max_length=90, description="What it means, below the title.")
    one_in: int = Field(ge=2, le=1000, description="One in so many needs a next step.")
    people: int = Field(ge=4, le=24, description="How many people come.")
    minutes: int = Field(ge=10, le=480, description="Time for looking and asking, in minutes.")
    plain: float = Field(
        ge=0, le=0.9, description="Share of harmless people at whom nothing gives pause."
    )
    told_at_once: bool = Field(description="Whether each person is explained before the next.")


class Prices(Model):
    """What looking and asking take, in minutes."""

    look: int = Field(ge=0, le=10, description="Opening a paper for the first time.")
    compare: int = Field(ge=0, le=10, description="Holding two fields against each other.")
    ask_open: int = Field(ge=1, le=10, description="An open question.")
    ask_leading: int = Field(ge=1, le=10, description="A leading question.")


class Burden(Model):
    """What a step costs somebody who needed none; an assumption."""

    id: Rung = Field(description="The step: consult, refer or urgent.")
    minutes: int = Field(ge=0, le=10_000, description="How long they are kept, in minutes.")
    journey: bool = Field(description="Whether they miss their journey or appointment.")


class Chances(Model):
    """How slots are drawn; assumptions that a trainer may change."""

    focused: float = Field(ge=0, le=1, description="Share of people whose slots share a dimension.")
    more: list[float] = Field(
        min_length=1,
        max_length=4,
        description="Shares of people with none, one, two … slots beside the first.",
    )
    sign_too: float = Field(
        ge=0, le=1, description="Where a sign is: chance that a further slot is one as well."
    )
    weak_alone: float = Field(
        ge=0, le=1, description="Where none is needed: chance that a weak slot is the sign."
    )
    emphasis: float = Field(
        ge=1, le=10, description="So many times as often come signs that were missed before."
    )
    aside: float = Field(ge=0, le=1, description="Chance of each remark that says nothing.")

    @model_validator(mode="after")
    def _shares_make_one(self) -> Self:
        if abs(sum(self.more) - 1) > 1e-9:  # noqa: PLR2004 - rounding only
            raise Unfit(say("the shares in 'more' must add up to 1"))
        return self


class People(Model):
    """Invented names, places and firms that are put into texts."""

    women: list[Invented] = Field(min_length=10, description="Given names of women and girls.")
    men: list[Invented] = Field(min_length=10, description="Given names of men and boys.")
    second: list[Invented] = Field(min_length=10, description="Second names for everybody.")
    lists: dict[Slug, list[Invented]] = Field(
        description="Further names in braces, each with what it may stand for."
    )
