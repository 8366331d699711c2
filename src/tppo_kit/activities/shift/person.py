"""Somebody who stands at the counter: what is seen, what papers and answers hold, what is true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from tppo_kit.activities.shift.combination import Finding
    from tppo_kit.content.simulations.shift_parts import PaperKind

Side = Literal["sign", "look-alike"]


class DrawnField(NamedTuple):
    """A field of a paper, filled in; ``id`` is ``paper.field``."""

    id: str
    label: str
    value: str
    topic: str | None


@dataclass(frozen=True, slots=True)
class DrawnPaper:
    """A paper, filled in."""

    id: str
    kind: PaperKind
    title: str
    fields: tuple[DrawnField, ...]


@dataclass(frozen=True, slots=True)
class Clue:
    """A slot that was drawn: the sign itself, or something that only looks like it.

    ``told`` is the open answer to ``question``; ``shows`` are the fields of papers it shows in,
    ``against`` the two among all fields that disagree.
    """

    slot: str
    sign: str
    side: Side
    question: str
    told: str
    shows: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """One applicant or traveller.

    Attributes:
        story: id of the story.
        purpose: its short name.
        name: an invented name.
        sex: "female" or "male".
        age: in years, as the first paper says.
        says: the first sentence they say.
        notices: what is seen at once; asides and slots, mixed.
        asides: ids of the remarks among them that say nothing.
        papers: what they bring, in order.
        answers: question and open answer.
        clues: the slots that were drawn.
        finding: what the rule makes of the signs among them.
    """

    story: str
    purpose: str
    name: str
    sex: str
    age: int
    says: str
    notices: tuple[str, ...]
    asides: tuple[str, ...]
    papers: tuple[DrawnPaper, ...]
    answers: tuple[tuple[str, str], ...]
    clues: tuple[Clue, ...]
    finding: Finding

    @property
    def needs_a_step(self) -> bool:
        """Tell whether a careful colleague would involve somebody else."""
        return self.finding.rung.calls_for_action

    @property
    def signs(self) -> tuple[str, ...]:
        """Return the signs that were there; for others those that were only resembled."""
        here = {clue.sign for clue in self.clues if clue.side == "sign"}
        resembled = {clue.sign for clue in self.clues}
        return tuple(sorted(here if self.needs_a_step else resembled))

    def paper(self, name: str) -> DrawnPaper | None:
        """Return a paper by its id, None if they did not bring it."""
        return next((paper for paper in self.papers if paper.id == name), None)

    def field(self, name: str) -> DrawnField | None:
        """Return a field by its full id, None if it is on no paper of theirs."""
        fields = (field for paper in self.papers for field in paper.fields)
        return next((field for field in fields if field.id == name), None)


def first_look(person: Person) -> tuple[str, ...]:
    """Return everything that can be read before asking, in a fixed order."""
    lines = [person.purpose, person.name, person.sex, str(person.age), person.says]
    lines += [" ".join(person.notices), str(len(person.answers))]
    for paper in person.papers:
        lines += [paper.title, *(f"{field.label}: {field.value}" for field in paper.fields)]
    return tuple(lines)


def similarity(one: Person, other: Person) -> float:
    """Return the share of equal fields on the first look, 0 to 1."""
    mine, theirs = first_look(one), first_look(other)
    same = sum(a == b for a, b in zip(mine, theirs, strict=False))
    return same / max(len(mine), len(theirs))
