"""Signs, what is not a sign, and the sources all statements rest on."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Literal

from pydantic import Field

from tppo_kit.content.model import (
    Certainty,
    Checked,
    Line,
    Model,
    Sentence,
    SignId,
    Slug,
    SourceId,
    Words,
)


class Phase(StrEnum):
    """When or where a sign can be noticed."""

    RECRUITMENT = "recruitment"
    DOCUMENTS = "documents"
    BORDER = "border"
    WORKPLACE = "workplace"
    CONTROL = "control"
    VILLAGE = "village"
    ONLINE = "online"


class Element(StrEnum):
    """The element of trafficking that a sign speaks to (Palermo Protocol, article 3)."""

    ACT = "act"
    MEANS = "means"
    PURPOSE = "purpose"


class Viewer(StrEnum):
    """Who is placed to notice a sign."""

    RESIDENT = "resident"
    FAMILY = "family"
    VILLAGE_CADRE = "village-cadre"
    SCHOOL = "school"
    PROSPECTIVE_MIGRANT = "prospective-migrant"
    COUNTER_OFFICER = "counter-officer"
    CHECKPOINT_OFFICER = "checkpoint-officer"


class Strength(StrEnum):
    """How much a confirmed sign weighs; never proof."""

    WEAK = "weak"
    MEDIUM = "medium"
    STRONG = "strong"


class ChildStrength(Model):
    """What changes when the person is a child."""

    strength: Strength = Field(description="Weight when the person is under eighteen.")
    note: Sentence = Field(description="Why, in plain words.")


class NextStep(Model):
    """One smallest safe step for one rung of the action ladder."""

    rung: Literal["A0", "A1", "A2", "A3", "AC"] = Field(description="Rung; AC is for a child.")
    text: Sentence = Field(description="What to do, in plain words.")


class Sign(Checked):
    """Something that can be seen or heard and is a reason to ask on, safely."""

    format: Literal["sign/1"] = Field(description="Version of this format.")
    id: SignId = Field(description="Permanent id, also the file name.")
    name: Line = Field(description="Short name in Indonesian.")
    english: Line = Field(description="The field's term in English.")
    observed: Sentence = Field(description="What one can see or hear, without judgement.")
    phase: Phase = Field(description="When or where it can be noticed.")
    elements: list[Element] = Field(min_length=1, description="Elements it speaks to.")
    seen_by: list[Viewer] = Field(min_length=1, description="Who is placed to notice it.")
    strength: Strength = Field(description="Weight once confirmed.")
    basis: Sentence = Field(description="Why it weighs that much.")
    child: ChildStrength = Field(description="What changes for a child.")
    harmless: list[Sentence] = Field(min_length=1, description="Innocent explanations.")
    next_steps: list[NextStep] = Field(min_length=1, description="Smallest safe steps.")


class NonSign(Checked):
    """Something often taken for a sign that must never be scored as one."""

    format: Literal["non-sign/1"] = Field(description="Version of this format.")
    id: Slug = Field(description="Permanent id, also the file name.")
    name: Line = Field(description="Short name in Indonesian.")
    english: Line = Field(description="Short name in English.")
    statement: Sentence = Field(description="How one hears it said.")
    why_not: Sentence = Field(description="Why it tells nothing.")
    instead: Sentence = Field(description="What to look at or ask instead.")


class Source(Model):
    """Where a statement comes from."""

    format: Literal["source/1"] = Field(description="Version of this format.")
    id: SourceId = Field(description="Permanent id, also the file name.")
    title: Sentence = Field(description="Title, or what the source is.")
    publisher: Sentence = Field(description="Organisation, author or medium.")
    year: str = Field(description="Year or date of publication.")
    where: str = Field(description="Where it was seen.")
    status: Certainty = Field(description="Whether the source itself was seen.")
    status_note: Words = Field(default="", description="What the status leaves open.")
    checked: dt.date = Field(description="Day it was last looked at.")
    check_by: dt.date = Field(description="Day after which it must be looked at again.")
