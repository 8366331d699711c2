"""Programmes: notebooks in order for one person, or a workshop minute by minute for a group."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from tppo_kit.content.model import Line, Model, Sentence, Slug, Words

ActivityKey = str
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


class WorkshopBlock(Model):
    """One stretch of a workshop."""

    minutes: int = Field(ge=1, le=120, description="How long it takes.")
    kind: Literal["welcome", "input", "activity", "talk", "practice", "break", "closing"] = Field(
        description="What it is."
    )
    title: Line = Field(description="Title in the run sheet.")
    does: Sentence = Field(description="What the facilitator does.")
    says: Words = Field(default="", max_length=600, description="A sentence to say aloud.")
    asks: list[Sentence] = Field(default_factory=list, description="Questions to the group.")
    activity: ActivityKey = Field(default="", description="The activity played here, kind:id.")


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


Programme = SelfStudy | Workshop
