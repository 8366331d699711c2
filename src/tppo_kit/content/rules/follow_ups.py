"""Later tests: cases that nobody has met, as many harmless as not, and alike in difficulty.

Whether two forms are really as hard as each other is known from answers alone (equating); before
there are any, only their make-up can be held alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.content.items import Quiz, Vignette
from tppo_kit.content.rules.forms import sorts_of
from tppo_kit.content.signs import Sign, Strength
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.content.problems import Problem
    from tppo_kit.content.programmes import Workshop
    from tppo_kit.content.reading import Reading

#: A test of the design in pedagogi.md: short enough for ten minutes on a phone.
CASES = 10
#: Strong signs by which one later test may exceed another; our judgement.
MOST_STRONG_APART = 2


def check_follow_up(
    reading: Reading[Workshop], workshop: Workshop, catalogue: Catalogue
) -> Iterator[Problem]:
    """Yield what would make a later test measure memory of cases, or the forms themselves.

    Forms and items that do not exist are told elsewhere.
    """
    known = _met_in(workshop, catalogue)
    rounds: list[tuple[int, Quiz]] = []
    for number, test in enumerate(workshop.follow_up):
        quiz = _quiz(test.form, catalogue)
        if quiz is None:
            continue
        rounds.append((number, quiz))
        place = ("follow_up", number, "form")
        if len(quiz.items) != CASES:
            yield reading.problem(
                "B413",
                place,
                say(
                    "follow-up forms need {wanted} cases each, and '{form}' has {number}",
                    wanted=CASES,
                    form=test.form,
                    number=len(quiz.items),
                ),
                say("take cases out, or add some"),
            )
        for item in quiz.items:
            if item in known:
                yield reading.problem(
                    "B413",
                    place,
                    say("'{item}' is known from the workshop or from an earlier test", item=item),
                    say("give each later test cases of its own, or memory is measured"),
                )
        known |= set(quiz.items)
    yield from _check_alike(reading, [quiz for _, quiz in rounds], catalogue)


def _check_alike(
    reading: Reading[Workshop], quizzes: list[Quiz], catalogue: Catalogue
) -> Iterator[Problem]:
    if len(quizzes) < 2:  # noqa: PLR2004 - one test is like itself
        return
    if any(sorts_of(quiz, catalogue) != sorts_of(quizzes[0], catalogue) for quiz in quizzes[1:]):
        yield reading.problem(
            "B413",
            ("follow_up",),
            say("the later tests are not parallel"),
            say("let all have as many cases, half of them harmless"),
        )
    strong = [_strong(quiz, catalogue) for quiz in quizzes]
    if max(strong) - min(strong) > MOST_STRONG_APART:
        yield reading.problem(
            "B413",
            ("follow_up",),
            say(
                "one later test has {most} strong signs, another {fewest}",
                most=max(strong),
                fewest=min(strong),
            ),
            say("exchange a case, so that the tests are about as easy to see through"),
        )


def _quiz(key: str, catalogue: Catalogue) -> Quiz | None:
    name = key.partition(":")[2]
    record = catalogue.reading("quiz", name).record if catalogue.has("quiz", name) else None
    return record if isinstance(record, Quiz) else None


def _met_in(workshop: Workshop, catalogue: Catalogue) -> set[str]:
    """Return the items that people meet in the workshop itself."""
    keys = [key for block in workshop.blocks for key in (block.activity, *block.forms)]
    rounds = [_quiz(key, catalogue) for key in keys if key.startswith(("quiz:", "test:"))]
    return {item for quiz in rounds if quiz is not None for item in quiz.items}


def _strong(quiz: Quiz, catalogue: Catalogue) -> int:
    """Return how many strong signs the cases of a quiz show."""
    items = [
        catalogue.reading("item", name).record for name in quiz.items if catalogue.has("item", name)
    ]
    names = [sign for item in items if isinstance(item, Vignette) for sign in item.signs]
    signs = [
        catalogue.reading("sign", name).record for name in names if catalogue.has("sign", name)
    ]
    return sum(isinstance(sign, Sign) and sign.strength is Strength.STRONG for sign in signs)
