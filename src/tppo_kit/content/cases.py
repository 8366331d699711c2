"""A case: steps, choices, state, evidence, and the playthroughs that prove it."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from tppo_kit.content.model import (
    Citation,
    Lifecycle,
    Line,
    Model,
    Person,
    Sentence,
    SignId,
    Slug,
    Words,
    check_same_side,
)
from tppo_kit.content.reasons import Unfit
from tppo_kit.language import say
from tppo_kit.records import Rung

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=24)]


class Minutes(Model):
    """How long a case takes."""

    play: int = Field(ge=1, le=60, description="Minutes to play it alone.")
    debrief: int = Field(ge=0, le=60, description="Minutes to talk about it in a group.")


class ContentNote(Model):
    """What a person should know before starting."""

    distress: Literal["low", "medium", "high"] = Field(description="How heavy it may feel.")
    topics: list[Line] = Field(description="Topics that may touch somebody, in Indonesian.")


class Evidence(Model):
    """A fact the player can establish: it supports a sign, or explains one away."""

    text: Sentence = Field(description="The fact as it would stand in a case note.")
    supports: SignId | None = Field(default=None, description="Sign that it supports.")
    explains: SignId | None = Field(default=None, description="Sign that it makes innocent.")


class Counter(Model):
    """A whole number with bounds; changes beyond a bound stop at the bound."""

    start: int = Field(ge=0, le=99, description="Value at the start.")
    min: int = Field(ge=0, le=99, description="Smallest value.")
    max: int = Field(ge=0, le=99, description="Largest value.")
    label: Words = Field(default="", max_length=40, description="What the player sees.")

    @model_validator(mode="after")
    def _starts_within_bounds(self) -> Self:
        if not self.min <= self.start <= self.max:
            raise Unfit(say("'start' must lie between 'min' and 'max'"))
        return self


class Flag(Model):
    """A fact about the scene that is false until a choice makes it true."""

    flag: Literal[True] = Field(description="Marks the variable as a flag.")


class EvidenceSet(Model):
    """The evidence the player has established."""

    set_of: Literal["evidence"] = Field(description="Marks the variable as a set.")


# The kind of a variable or change is told from its keys or type, so that a typo is judged as
# what it should be. The tags cannot be keys of a file, and are left out of every finding.
def _kind_of_variable(value: object) -> str:
    keys = value if isinstance(value, dict) else getattr(value, "__dict__", {})
    return "<set>" if "set_of" in keys else "<flag>" if "flag" in keys else "<number>"


def _kind_of_change(value: object) -> str:
    if isinstance(value, bool):
        return "<flag>"
    return "<set>" if isinstance(value, list) else "<number>"


Variable = Annotated[
    Annotated[Counter, Tag("<number>")]
    | Annotated[Flag, Tag("<flag>")]
    | Annotated[EvidenceSet, Tag("<set>")],
    Discriminator(_kind_of_variable),
]
Change = Annotated[
    Annotated[int, Tag("<number>")]
    | Annotated[bool, Tag("<flag>")]
    | Annotated[list[Slug], Tag("<set>")],
    Discriminator(_kind_of_change),
]


class Choice(Model):
    """One thing the player can do at a step."""

    id: Slug = Field(description="Permanent id within the step.")
    text: Sentence = Field(description="What the player says or does.")
    needs: str = Field(default="", max_length=200, description="Condition to be offered.")
    locked_text: Words = Field(default="", max_length=300, description="Why it is locked.")
    hide: bool = Field(default=False, description="Hide it while locked.")
    changes: dict[Name, Change] = Field(
        default_factory=dict, description="Numbers are added, evidence noted, flags set."
    )
    leads_to: Slug = Field(description="The step that follows.")
    why: Words = Field(default="", max_length=600, description="Why it was wise or not.")
    from_: list[Citation] = Field(
        alias="from", default_factory=list, description="Where it says so."
    )


class Step(Model):
    """A scene with choices, or an ending without."""

    place: Words = Field(default="", max_length=60, description="Where the scene is.")
    text: Sentence = Field(description="What the player sees and hears.")
    choices: list[Choice] = Field(
        default_factory=list, max_length=8, description="What can be done."
    )
    ending: Literal["good", "mixed", "poor"] | None = Field(
        default=None, description="How it ends here, if it does."
    )
    decision: Rung | None = Field(
        default=None, description="For an ending: the rung that the player ended on."
    )


class Truth(Model):
    """What a careful colleague would do, and why; never what the person is."""

    rung: Rung = Field(description="The rung of the ladder.")
    accepts: list[Rung] = Field(
        default_factory=list, description="Rungs on the same side that are right as well."
    )
    why: Sentence = Field(description="Why that rung and not the next.")
    from_: list[Citation] = Field(alias="from", min_length=1, description="Where it says so.")

    @model_validator(mode="after")
    def _accepted_rungs_are_on_the_same_side(self) -> Self:
        check_same_side(self.rung, self.accepts)
        return self

    def allows(self, rung: Rung) -> bool:
        """Tell whether a rung is right here."""
        return rung is self.rung or rung in self.accepts


class Scenario(Model):
    """A branching case at one place, with a twin of the opposite truth."""

    format: Literal["scenario/1"] = Field(description="Version of this format.")
    id: Slug = Field(description="Permanent id, also the folder name.")
    title: Line = Field(description="Title, without giving the truth away.")
    about: Line = Field(description="One sentence for the list of cases.")
    status: Lifecycle = Field(description="draft, review, active or retired.")
    for_: list[Slug] = Field(alias="for", min_length=1, description="Where it is played.")
    minutes: Minutes = Field(description="How long it takes.")
    teaches: list[SignId] = Field(min_length=1, description="Signs it practises.")
    out_of_scope: Sentence = Field(description="What it does not teach.")
    truth: Truth = Field(description="What a careful colleague would do.")
    twin: Slug = Field(description="The case of the same shape and opposite truth.")
    content_note: ContentNote = Field(description="What to know before starting.")
    people: list[Person] = Field(min_length=1, description="The invented people.")
    evidence: dict[Slug, Evidence] = Field(min_length=1, description="Facts to establish.")
    state: dict[Name, Variable] = Field(max_length=12, description="What can change.")
    start: Slug = Field(description="The first step.")
    steps: dict[Slug, Step] = Field(min_length=2, max_length=40, description="The scenes.")


class Playthrough(Model):
    """One walk through a case and where it must end; played by every check."""

    says: Sentence = Field(description="What the walk shows.")
    choose: list[Slug] = Field(min_length=1, description="Ids of the choices, in order.")
    ends_at: Slug = Field(description="The ending it reaches.")
    with_: dict[Name, Change] = Field(
        alias="with", default_factory=dict, description="What the state must hold then."
    )
