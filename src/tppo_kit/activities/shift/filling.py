"""Filling in: invented names, dates and numbers, and the papers they stand on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from tppo_kit.activities.shift.person import DrawnField, DrawnPaper
from tppo_kit.content.simulations.shift_parts import ADULT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from tppo_kit.content.simulations.shift_parts import PaperForm, PaperKind, People, Story
    from tppo_kit.content.simulations.shifts import ShiftDeck

T = TypeVar("T")
Lists = list[tuple[str, list[str]]]
#: Nobody older than this, in years, passes for a child.
CHILDLIKE = 21
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


def pick(values: Sequence[T], chance: Random) -> T:
    """Return one of some values, each as likely; quicker than ``Random.choice``, and as even."""
    return values[int(chance.random() * len(values))]


def lists_of(deck: ShiftDeck, story: Story) -> Lists:
    """Return the lists of names that a text of a story may ask for."""
    papers = [paper for paper in deck.papers if paper.id in story.papers]
    slots = [slot for slot in deck.slots if story.id in slot.stories]
    texts = " ".join(str(each) for each in (story, papers, slots))
    lists = deck.people.lists.items()
    return [(name, values) for name, values in lists if f"{{{name}}}" in texts]


def names_of(
    people: People, story: Story, lists: Lists, who: Random, *, young: bool = False
) -> dict[str, str]:
    """Return what each name in braces stands for, for one person.

    ``young`` for somebody who could pass for a child, be they one or not.
    """
    youngest, oldest = story.ages
    if young:
        oldest = max(youngest, min(oldest, CHILDLIKE))
    sex = "female" if who.random() < 0.5 else "male"  # noqa: PLR2004 - half and half
    first = pick(people.women if sex == "female" else people.men, who)
    days = who.randrange(4, 15)
    start = who.randrange(364 - days)
    names = {name: pick(values, who) for name, values in lists}
    names |= {
        "sex": sex,
        "nama": f"{first} {pick(people.second, who)}",
        "panggilan": first,
        "umur": str(who.randint(youngest, oldest)),
        "umur-anak": str(who.randint(15, ADULT - 1)),
        "nomor": f"{pick(_LETTERS, who)}{pick(_LETTERS, who)} {who.randrange(1000, 9999)}",
        "mulai": _day(start),
        "selesai": _day(start + days),
        "hari": str(days),
        "bulan": str(pick((6, 9, 12, 18), who)),
    }
    for name, value in story.values.items():
        names[name] = value.format_map(names)
    return names


class Form(NamedTuple):
    """A paper with its fields ready to be filled in."""

    id: str
    kind: PaperKind
    title: str
    fields: tuple[tuple[str, str, str, str | None, bool], ...]


def form_of(paper: PaperForm) -> Form:
    """Return a paper with its fields ready to be filled in."""
    fields = [
        (f"{paper.id}.{each.id}", each.label, each.value, each.topic, "{" in each.value)
        for each in paper.fields
    ]
    return Form(paper.id, paper.kind, paper.title, tuple(fields))


def filled(form: Form, shown: Mapping[str, str], names: Mapping[str, str]) -> DrawnPaper:
    """Return a paper filled in; ``shown`` holds what slots write into fields."""
    fields = []
    for name, label, value, topic, named in form.fields:
        if name in shown:
            written = shown[name].format_map(names)
        else:
            written = value.format_map(names) if named else value
        fields.append(DrawnField(name, label, written, topic))
    return DrawnPaper(form.id, form.kind, form.title, tuple(fields))


def _day(number: int) -> str:
    """Return day and month of the so-manieth day of a year of 365 days."""
    day = dt.date.fromordinal(number + 1)
    return f"{day.day:02}-{day.month:02}"
