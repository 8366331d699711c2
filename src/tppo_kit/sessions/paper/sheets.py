"""Question sheets and the answer keys that belong to them, as plain data.

Both follow one fixed order, so that they agree however often they are printed: questions and
answers as the content has them; steps and pairs in an order drawn once for each item, since the
content has these in the right one. On a screen the order is another in each round.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from string import ascii_uppercase
from typing import TYPE_CHECKING, Literal

from tppo_kit.activities.asking import labels_of, shuffled_ids, text_of
from tppo_kit.activities.grading import option_ids, reason_for, right_answers
from tppo_kit.activities.sitting import SittingActivity
from tppo_kit.activities.sources import notes_for
from tppo_kit.content.items import MatchItem, OrderItem, Vignette
from tppo_kit.content.surveys import POINTS, ScaleQuestion
from tppo_kit.language import say

if TYPE_CHECKING:
    from tppo_kit.activities.blocks import SourceNote, Text
    from tppo_kit.activities.grading import Item
    from tppo_kit.activities.quiz import QuizActivity
    from tppo_kit.activities.survey import SurveyActivity
    from tppo_kit.content.surveys import SurveyQuestion

#: Letters of an edition: enough to tell two printings apart when they are read aloud.
EDITION_LETTERS = 6
How = Literal["one", "several", "ladder", "order", "match", "scale"]


@dataclass(frozen=True, slots=True)
class Lettered:
    """One answer and the letter before it."""

    letter: str
    text: Text


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a sheet.

    ``how`` says how it is answered: tick one, tick several, tick a step of the ladder, write
    letters in their order, write a letter beside each of ``lefts``, or tick a number between the
    two ``ends``.
    """

    number: int
    how: How
    ask: Text
    options: tuple[Lettered, ...]
    lefts: tuple[str, ...] = ()
    ends: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of questions; ``form`` is A or B for one of two parallel forms, else empty.

    ``coded`` asks for the seat code, so that the sheet can be copied into the kit.
    """

    title: Text
    about: Text
    form: str
    edition: str
    judged: bool
    questions: tuple[Question, ...]
    coded: bool = False

    @property
    def ladder(self) -> tuple[Lettered, ...]:
        """Return the steps of the ladder, where any question asks for one."""
        return next((each.options for each in self.questions if each.how == "ladder"), ())


@dataclass(frozen=True, slots=True)
class KeyLine:
    """The right answer to one question.

    ``letters`` are those to tick, or those to write in their order; ``also`` are accepted too.
    """

    number: int
    letters: tuple[str, ...]
    also: tuple[str, ...]
    ask: Text
    texts: tuple[Text, ...]
    why: str
    sources: tuple[SourceNote, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """The answer key of a sheet of the same edition."""

    title: Text
    form: str
    edition: str
    lines: tuple[KeyLine, ...]


def quiz_sheet(activity: QuizActivity) -> Sheet:
    """Return the sheet of a quiz or a test; nothing in it tells what is right."""
    questions = (
        _question(number, item) for number, item in enumerate(activity.items.values(), start=1)
    )
    return Sheet(
        title=activity.title,
        about=activity.about,
        form=_form(activity),
        edition=edition(activity.fingerprint),
        judged=True,
        questions=tuple(questions),
        coded=activity.kind == SittingActivity.kind,
    )


def survey_sheet(activity: SurveyActivity) -> Sheet:
    """Return the sheet of a survey."""
    questions = enumerate(activity.survey.questions, start=1)
    return Sheet(
        title=activity.title,
        about=activity.about,
        form="",
        edition=edition(activity.fingerprint),
        judged=False,
        questions=tuple(_asked(number, question) for number, question in questions),
    )


def quiz_key(activity: QuizActivity) -> Key:
    """Return the key of a quiz or a test."""
    lines = (
        _line(number, item, notes_for(item.from_, activity.sources))
        for number, item in enumerate(activity.items.values(), start=1)
    )
    return Key(activity.title, _form(activity), edition(activity.fingerprint), tuple(lines))


def edition(fingerprint: str) -> str:
    """Return what stands on every paper printed from the same content."""
    return fingerprint[:EDITION_LETTERS].upper()


def _form(activity: QuizActivity) -> str:
    """Return the letter of a parallel form; a round that mixes forms has none."""
    forms = {getattr(item, "form", "") for item in activity.items.values()}
    return forms.pop() if len(forms) == 1 else ""


def _on_paper(item: Item) -> dict[str, str]:
    """Return the letter of each answer, by id, in the order on paper."""
    in_turn = isinstance(item, OrderItem | MatchItem)
    # The id alone draws the order, so it stays when another question of the round changes.
    ids = shuffled_ids(item, Random(item.id)) if in_turn else option_ids(item)
    return dict(zip(ids, ascii_uppercase, strict=False))


def _question(number: int, item: Item) -> Question:
    labels = labels_of(item)
    options = tuple(Lettered(letter, labels[name]) for name, letter in _on_paper(item).items())
    lefts = tuple(pair.left for pair in item.pairs) if isinstance(item, MatchItem) else ()
    return Question(number, _how(item), text_of(item), options, lefts)


def _how(item: Item) -> How:
    if isinstance(item, Vignette):
        return "ladder"
    if isinstance(item, OrderItem | MatchItem):
        return item.kind
    return "several" if item.kind == "several" else "one"


def _asked(number: int, question: SurveyQuestion) -> Question:
    if isinstance(question, ScaleQuestion):
        points = tuple(Lettered(point, "") for point in POINTS)
        return Question(
            number, "scale", question.question, points, ends=(question.low, question.high)
        )
    options = tuple(
        Lettered(letter, option.text)
        for letter, option in zip(ascii_uppercase, question.options, strict=False)
    )
    return Question(number, "one", question.question, options)


def _line(number: int, item: Item, sources: tuple[SourceNote, ...]) -> KeyLine:
    letters, labels = _on_paper(item), labels_of(item)
    accepted = [name for name in option_ids(item) if name in right_answers(item)]
    wanted = [item.truth.value] if isinstance(item, Vignette) else accepted
    also = [name for name in accepted if name not in wanted]
    return KeyLine(
        number=number,
        letters=tuple(letters[name] for name in wanted),
        also=tuple(letters[name] for name in also),
        ask=text_of(item),
        texts=tuple(_told(item, name, labels[name]) for name in wanted),
        why=reason_for(item, tuple(wanted)),
        sources=sources,
    )


def _told(item: Item, name: str, label: Text) -> Text:
    if not isinstance(item, MatchItem):
        return label
    left = next(pair.left for pair in item.pairs if pair.id == name)
    return say("{left} → {right}", left=left, right=label)
