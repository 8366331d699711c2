"""Parallel forms: as many items of each sort, half of them harmless in both, and none shared."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tppo_kit.content.items import Quiz, Vignette
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.content.problems import Problem
    from tppo_kit.content.programmes import Workshop
    from tppo_kit.content.reading import Reading


def check_forms(
    reading: Reading[Workshop],
    place: tuple[str | int, ...],
    forms: Sequence[str],
    catalogue: Catalogue,
) -> Iterator[Problem]:
    """Yield a problem where two forms cannot be compared: a gain would be the forms' doing.

    Forms that do not exist, and items that do not, are told elsewhere.
    """
    names = [form.partition(":")[2] for form in forms]
    found = [
        catalogue.reading("quiz", name).record for name in names if catalogue.has("quiz", name)
    ]
    quizzes = [quiz for quiz in found if isinstance(quiz, Quiz)]
    if len(quizzes) < len(forms):
        return
    first, second = quizzes
    if set(first.items) & set(second.items):
        yield reading.problem(
            "B412",
            place,
            say("the two forms share an item"),
            say("give each form items of its own, or the answers are known the second time"),
        )
    elif sorts_of(first, catalogue) != sorts_of(second, catalogue):
        yield reading.problem(
            "B412",
            place,
            say("the two forms are not parallel"),
            say("let both have as many items, and as many that call for action"),
        )


def sorts_of(quiz: Quiz, catalogue: Catalogue) -> Counter[tuple[str, bool]]:
    """Return how many items of each kind a quiz has, those that call for action apart."""
    items = [
        catalogue.reading("item", name).record for name in quiz.items if catalogue.has("item", name)
    ]
    return Counter(
        (item.kind, isinstance(item, Vignette) and item.truth.calls_for_action)
        for item in items
        if item is not None
    )
