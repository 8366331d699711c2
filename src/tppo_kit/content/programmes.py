"""Programmes: notebooks in order for one, a workshop minute by minute, and what they aim at."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from tppo_kit.content.indicators import Indicators
from tppo_kit.content.model import Line, Model, SceneSentence, Sentence, Slug, Words, refuse_doubles
from tppo_kit.content.reasons import Unfit
from tppo_kit.language import say

ActivityKey = str
#: A quiz played without feedback, so that it can measure.
FormKey = Annotated[str, StringConstraints(pattern=r"^test:[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
#: The only kind of activity in which people have roles, and tables play apart.
WITH_ROLES = "tabletop"
#: Minutes for the activities that have none of their own.
SHELF_MINUTES = {
    "explorer:signs": 8,
    "explorer:services": 8,
    "explorer:penalties": 5,
    "explorer:facts": 5,
    "explorer:corrections": 5,
}
MESSAGE_MINUTES = 4


class Unit(Model):
    """One notebook: a module or a simulation, and the activities in it."""

    format: Literal["unit/1"] = Field(description="Version of this format.")
    id: Slug = Field(description="Permanent id, also the file name.")
    notebook: str = Field(
        max_length=80,
        pattern=r"^(modules|simulations)/[a-z0-9_]+\.ipynb$",
        description="Path of the notebook.",
    )
    title: Line = Field(description="Title on the home page.")
    about: Line = Field(description="One sentence for the home page.")
    minutes: int = Field(ge=1, le=180, description="How long it takes.")
    activities: list[ActivityKey] = Field(min_length=1, description="Its activities, kind:id.")
    in_english: bool = Field(
        default=False, description="Whether everything met in it must be in English as well."
    )


class SelfStudy(Model):
    """Notebooks in order, for one person learning alone."""

    format: Literal["programme/1"] = Field(description="Version of this format.")
    kind: Literal["self-study"] = Field(description="self-study or workshop.")
    id: Slug = Field(description="Permanent id, also the file name.")
    title: Line = Field(description="Title.")
    short: Line = Field(description="What the switch on the home page says.")
    about: Line = Field(description="Who it is for, in one sentence.")
    objectives: list[Line] = Field(min_length=1, description="What a person can do afterwards.")
    units: list[Slug] = Field(min_length=1, description="Ids of the notebooks, in order.")


class Audience(StrEnum):
    """Whom a workshop is for."""

    CHILDREN = "children"
    TEENAGERS = "teenagers"
    PARENTS_AND_ELDERS = "parents-and-elders"
    PROSPECTIVE_MIGRANTS = "prospective-migrants"
    VILLAGE_OFFICIALS = "village-officials"
    OFFICERS = "officers"


class Inject(Model):
    """News written beforehand that appears on phones and wall while a block runs."""

    after: int = Field(ge=0, le=119, description="Minutes from the start of the block.")
    to: str = Field(
        max_length=60,
        pattern=r"^(all|table:[1-9][0-9]?|role:[a-z0-9]+(-[a-z0-9]+)*)$",
        description="Who gets it: all, table:number or role:id.",
    )
    text: SceneSentence = Field(description="The news.")


class WorkshopBlock(Model):
    """One stretch of a workshop, known by its place in the order."""

    minutes: int = Field(ge=1, le=120, description="How long it takes.")
    kind: Literal[
        "welcome",
        "input",
        "activity",
        "talk",
        "practice",
        "before",
        "after",
        "break",
        "closing",
    ] = Field(description="What it is.")
    title: Line = Field(description="Title in the run sheet.")
    does: Sentence = Field(description="What the facilitator does.")
    says: Words = Field(default="", max_length=600, description="A sentence to say aloud.")
    asks: list[Sentence] = Field(default_factory=list, description="Questions to the group.")
    activity: ActivityKey = Field(default="", description="The activity played here, kind:id.")
    forms: list[FormKey] = Field(
        default_factory=list,
        description="Two parallel quizzes without feedback; who gets one before gets the other after.",
    )
    way: Literal["each", "together", "discuss", "tables", ""] = Field(
        default="",
        description="Each at their own pace, together by vote, vote and talk and vote, or tables.",
    )
    talk_minutes: int = Field(
        default=1, ge=1, le=10, description="Minutes of talk between two votes; way discuss."
    )
    injects: list[Inject] = Field(
        default_factory=list, max_length=20, description="News that comes while it runs."
    )

    @model_validator(mode="after")
    def _is_played_in_a_way_that_fits(self) -> Self:
        if bool(self.way) != bool(self.activity or self.forms):
            raise Unfit(say("'way' belongs to an activity or forms, and both need it"))
        if self.way == "tables" and self.activity.partition(":")[0] != WITH_ROLES:
            raise Unfit(say("way 'tables' needs roles, so it is for 'tabletop:…' only"))
        if self.talk_minutes != 1 and self.way != "discuss":
            raise Unfit(say("'talk_minutes' belongs to way 'discuss'"))
        return self

    @model_validator(mode="after")
    def _measures_with_two_forms(self) -> Self:
        if bool(self.forms) != (self.kind in ("before", "after")):
            raise Unfit(say("'forms' belong to kind 'before' and 'after', and both need them"))
        if not self.forms:
            return self
        refuse_doubles(self.forms)
        if len(self.forms) != 2:  # noqa: PLR2004 - one before, the other after
            raise Unfit(say("exactly two forms are needed, not {number}", number=len(self.forms)))
        if self.activity:
            raise Unfit(say("a block has an activity or forms, not both"))
        if self.way != "each":
            raise Unfit(say("forms measure each person, so their way is 'each'"))
        return self

    @model_validator(mode="after")
    def _news_comes_in_time_and_to_somebody(self) -> Self:
        for inject in self.injects:
            if inject.after >= self.minutes:
                raise Unfit(
                    say(
                        "news after {after} minutes comes too late in {minutes}",
                        after=inject.after,
                        minutes=self.minutes,
                    )
                )
            if inject.to != "all" and self.way != "tables":
                raise Unfit(say("news to '{to}' needs way 'tables'", to=inject.to))
        return self


class FollowUpTest(Model):
    """One test long after the workshop, taken alone with the seat code."""

    days: Literal[30, 90, 180] = Field(description="Days after the workshop: 30, 90 or 180.")
    form: FormKey = Field(description="A quiz of cases nobody has met, as test:id.")


class Workshop(Model):
    """A session with a group, minute by minute, breaks included."""

    format: Literal["programme/1"] = Field(description="Version of this format.")
    kind: Literal["workshop"] = Field(description="self-study or workshop.")
    id: Slug = Field(description="Permanent id, also the file name.")
    title: Line = Field(description="Title.")
    about: Line = Field(description="One sentence for the list.")
    audience: Audience = Field(description="Whom it is for.")
    minutes: int = Field(ge=20, le=540, description="How long it takes, breaks included.")
    people: Line = Field(description="For how many people, and who leads.")
    objectives: list[Line] = Field(min_length=1, description="What people can do afterwards.")
    materials: list[Line] = Field(min_length=1, description="What must be there.")
    care: list[Sentence] = Field(min_length=1, description="What to mind with this audience.")
    blocks: list[WorkshopBlock] = Field(min_length=2, max_length=40, description="In order.")
    follow_up: list[FollowUpTest] = Field(
        default_factory=list, max_length=3, description="Tests 30, 90 and 180 days later."
    )

    @model_validator(mode="after")
    def _measures_once_before_and_once_after(self) -> Self:
        measured = [block for block in self.blocks if block.forms]
        kinds = [block.kind for block in measured]
        if kinds not in ([], ["after"], ["before", "after"]):
            raise Unfit(say("a workshop has one 'before' and one 'after', or 'after' alone"))
        if len({tuple(block.forms) for block in measured}) > 1:
            raise Unfit(say("'before' and 'after' need the same two forms, in the same order"))
        return self

    @model_validator(mode="after")
    def _follows_up_in_time_with_other_forms(self) -> Self:
        days = [test.days for test in self.follow_up]
        if days != sorted(set(days)):
            raise Unfit(say("'follow_up' goes by days, each once: 30, then 90, then 180"))
        refuse_doubles(test.form for test in self.follow_up)
        met = {form for block in self.blocks for form in block.forms}
        for test in self.follow_up:
            if test.form in met:
                raise Unfit(
                    say("'{form}' is known from the workshop; take another form", form=test.form)
                )
        return self


Programme = SelfStudy | Workshop | Indicators
