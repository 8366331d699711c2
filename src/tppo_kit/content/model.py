"""What every content record has in common: forbidden extras, citations, status, people."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, StringConstraints

from tppo_kit.content.reasons import Unfit
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tppo_kit.records import Rung


class ForReaders:
    """Marks a text that people read: translated, and looked at by the rules on wording."""


class InScene:
    """Marks what stands in an invented scene: nobody there is called a victim or a culprit.

    On a list of records that serve elsewhere too, ``fields`` names those of their texts.
    """

    def __init__(self, *fields: str) -> None:
        """Without names, the marked value is itself a text, or holds nothing but texts."""
        self.fields = frozenset(fields)


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=48)]
SignId = Annotated[str, StringConstraints(pattern=r"^T-[A-Z]{3}-[0-9]{2}$")]
FactId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,3}-[0-9]{2,3}$")]
SourceId = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9][A-Z0-9-]*$", max_length=20)]
Words = Annotated[str, ForReaders()]
Sentence = Annotated[
    str, StringConstraints(min_length=1, max_length=1200, strip_whitespace=True), ForReaders()
]
Line = Annotated[
    str, StringConstraints(min_length=1, max_length=160, strip_whitespace=True), ForReaders()
]
SceneSentence = Annotated[Sentence, InScene()]
SceneLine = Annotated[Line, InScene()]


class Model(BaseModel):
    """A frozen record that refuses unknown keys and describes every field."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    _original: str = PrivateAttr(default="")

    def stand_for(self, original: Model) -> None:
        """Keep the fingerprint of the record that this one is a translation of."""
        self._original = original.fingerprint()

    def fingerprint(self) -> str:
        """Return twelve hexadecimal digits that change when any text or rule changes.

        A translation has the fingerprint of what it translates.
        """
        if self._original:
            return self._original
        data = self.model_dump(mode="json", by_alias=True)
        canonical = json.dumps(data, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()[:12]


class Certainty(StrEnum):
    """How sure a statement is; doubtful ones are never taught as certain."""

    VERIFIED = "verified"
    COMMON_KNOWLEDGE = "common-knowledge"
    ASSESSMENT = "assessment"
    DOUBTFUL = "doubtful"


class Lifecycle(StrEnum):
    """Where a piece of content stands; learners meet active ones only."""

    DRAFT = "draft"
    REVIEW = "review"
    ACTIVE = "active"
    RETIRED = "retired"


class Citation(Model):
    """A source and the place in it."""

    source: SourceId = Field(description="Id of a record in data/sources.")
    at: str = Field(default="", max_length=120, description="Page, section or article.")


class Checked(Model):
    """What a statement rests on, and until when it may be shown."""

    from_: list[Citation] = Field(alias="from", min_length=1, description="Where it says so.")
    status: Certainty = Field(description="How sure it is.")
    status_note: Words = Field(default="", description="What the status leaves open.")
    checked: dt.date = Field(description="Day the sources were last looked at.")
    check_by: dt.date = Field(description="Day after which it must be looked at again.")


class Person(Model):
    """An invented person in a case, so that the spread over outcomes can be counted."""

    role: Slug = Field(description="Part in the scene, such as applicant or companion.")
    gender: str = Field(pattern="^(female|male)$", description="female or male.")
    age: int = Field(ge=0, le=110, description="Age in years.")


def check_same_side(truth: Rung, accepted: Iterable[Rung]) -> None:
    """Refuse accepted rungs that turn a harmless case into a call for action, or back.

    Raises:
        Unfit: naming the first rung on the other side of "consult".
    """
    for rung in accepted:
        if rung.calls_for_action != truth.calls_for_action:
            raise Unfit(
                say(
                    "accepts: '{rung}' would turn a harmless case into a call for action, or back",
                    rung=rung.value,
                )
            )


def refuse_doubles(ids: Iterable[str]) -> None:
    """Refuse a list in which an id stands twice.

    Raises:
        Unfit: naming the first such id.
    """
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            raise Unfit(say("'{name}' stands here twice; once is enough", name=name))
        seen.add(name)
