"""Parallel forms: what would make a gain the forms' doing is found, and nothing else."""

import pytest

from tppo_kit.content.rules.programmes import check_programmes

WORKSHOP = "data/programmes/lokakarya.yml"
ACTION, HARMLESS, CHOICE = "kerja-tanpa-nama", "kerja-dengan-nama", "langkah-pertama"


@pytest.fixture
def measured(content):
    """Give a function that writes a workshop with two forms of the given items."""

    def write(first, second):
        for name, items in (("satu", first), ("dua", second)):
            quiz = content.read("data/quizzes/kuis-contoh.yml").partition("items:")[0]
            quiz = quiz.replace("id: kuis-contoh", f"id: {name}")
            content.write(f"data/quizzes/{name}.yml", f"{quiz}items: [{', '.join(items)}]\n")
        content.write(
            WORKSHOP,
            """format: programme/1
kind: workshop
id: lokakarya
title: Lokakarya contoh
about: Untuk uji saja.
audience: officers
minutes: 20
people: Sepuluh orang.
objectives: [Mencoba semuanya.]
materials: [Kertas.]
care: [Beri waktu.]
blocks:
  - {minutes: 10, kind: welcome, title: Sambutan, does: Sambut.}
  - {minutes: 10, kind: after, title: Tes, does: Bagikan., forms: ["test:satu", "test:dua"], way: each}
""",
        )
        return content

    return write


def twice(content, name):
    """Write a copy of an item under a name of its own, and return the name."""
    text = content.read(f"data/items/{name}.yml")
    content.write(f"data/items/{name}-lagi.yml", text.replace(f"id: {name}", f"id: {name}-lagi"))
    return f"{name}-lagi"


def told(content):
    """Return code and line of every finding about programmes."""
    return [(found.code, found.line) for found in check_programmes(content.catalogue, content.home)]


def test_two_forms_of_the_same_sorts_have_no_findings(content, measured):
    """As many items of each kind, and as many that call for action, are parallel."""
    again = [twice(content, name) for name in (CHOICE, ACTION)]
    measured([ACTION, CHOICE], again)

    assert told(content) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [([ACTION], [HARMLESS]), ([ACTION], [CHOICE]), ([ACTION, CHOICE], [HARMLESS])],
    ids=["truth", "kind", "number"],
)
def test_forms_that_differ_are_told_on_their_line(measured, first, second):
    """Other truths, other kinds of items or another number of them make no parallel forms."""
    content = measured(first, second)

    assert told(content) == [("B412", content.line("forms:", WORKSHOP))]


def test_an_item_in_both_forms_is_told(measured):
    """Whoever has met an item before knows its answer."""
    content = measured([ACTION, HARMLESS], [HARMLESS, ACTION])

    assert told(content) == [("B412", content.line("forms:", WORKSHOP))]


def test_a_form_that_is_not_there_is_told_once(measured):
    """A form named in vain is told as such, and not compared."""
    content = measured([ACTION], [HARMLESS])
    (content.home / "data/quizzes/dua.yml").unlink()

    assert told(content) == [("L212", content.line("forms:", WORKSHOP))]
