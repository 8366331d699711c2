"""Sheets tell nothing, keys tell everything, and both agree item by item."""

from functools import cache

import pytest

from tppo_kit.activities.grading import is_right, option_ids, right_answers
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.items import ChoiceItem, MatchItem, OrderItem, Quiz, Vignette
from tppo_kit.language import shown
from tppo_kit.records import Rung
from tppo_kit.sessions.library import open_activity
from tppo_kit.sessions.paper.sheets import quiz_key, quiz_sheet, survey_sheet
from tppo_kit.settings import REPOSITORY

CATALOGUE = Catalogue(REPOSITORY / "data")
QUIZZES = [quiz.id for quiz in CATALOGUE.all(Quiz)]
KINDS = ["choice", "several", "true-false", "order", "match", "vignette"]


@cache
def opened(name, kind="quiz"):
    """Return a round of the content."""
    return open_activity(f"{kind}:{name}", CATALOGUE)


def chosen(item, question, letters):
    """Return the ids that somebody means who writes these letters on the sheet."""
    texts = {each.letter: shown(each.text, "id") for each in question.options}
    if isinstance(item, MatchItem):
        rights = {pair.right: pair.id for pair in item.pairs}
        return tuple(rights[texts[letter]] for letter in letters)
    if isinstance(item, OrderItem):
        steps = {step.text: step.id for step in item.steps}
        return tuple(steps[texts[letter]] for letter in letters)
    if isinstance(item, Vignette):
        return tuple(list(Rung)[ord(letter) - ord("A")].value for letter in letters)
    names = {option.text: option.id for option in item.options}
    return tuple(names[texts[letter]] for letter in letters)


@pytest.mark.parametrize("name", QUIZZES)
def test_the_letters_of_the_key_are_right_on_the_sheet(name):
    """Whoever copies the key onto the sheet of its edition answers every item rightly."""
    activity = opened(name)
    sheet, key = quiz_sheet(activity), quiz_key(activity)
    pairs = zip(activity.items.values(), sheet.questions, key.lines, strict=True)

    assert (sheet.edition, sheet.form, sheet.title) == (key.edition, key.form, key.title)
    for item, question, line in pairs:
        assert question.number == line.number
        assert question.ask == line.ask
        assert is_right(item, chosen(item, question, line.letters))
        for letter in line.also:
            assert is_right(item, chosen(item, question, (letter,)))


@pytest.mark.parametrize("name", QUIZZES)
def test_every_answer_stands_once_on_the_sheet(name):
    """The letters go on without a gap, and no answer is left out or printed twice."""
    activity = opened(name)

    for item, question in zip(activity.items.values(), quiz_sheet(activity).questions, strict=True):
        texts = [shown(each.text, "id") for each in question.options]
        assert len(texts) == len(set(texts)) == len(option_ids(item))
        assert "".join(each.letter for each in question.options) == "ABCDEF"[: len(texts)]


@pytest.mark.parametrize("kind", KINDS[:3])
def test_the_sheet_does_not_depend_on_what_is_right(kind):
    """With other answers right, and other reasons, the questions are printed the same."""
    items = [item for item in all_items() if isinstance(item, ChoiceItem) and item.kind == kind]

    assert items
    for item in items:
        turned = [
            option.model_copy(update={"right": not option.right, "why": "Lain."})
            for option in item.options
        ]
        other = item.model_copy(update={"options": turned})
        assert right_answers(other) != right_answers(item)
        assert questions_of(other) == questions_of(item)


def test_the_sheet_does_not_depend_on_the_right_step_of_the_ladder():
    """A case prints the same whatever a careful colleague would do."""
    cases = [item for item in all_items() if isinstance(item, Vignette)]

    assert cases
    for item in cases:
        for rung in Rung:
            other = item.model_copy(update={"truth": rung, "accepts": []})
            assert questions_of(other) == questions_of(item)


def test_no_order_and_no_pairs_are_printed_as_the_answer():
    """Steps never stand in their right order; pairs do not all stand opposite each other."""
    for item in all_items():
        if isinstance(item, OrderItem):
            right = [step.text for step in item.steps]
            assert [each.text for each in questions_of(item)[0].options] != right
    matches = [item for item in all_items() if isinstance(item, MatchItem)]
    straight = [
        [each.text for each in questions_of(item)[0].options] == [p.right for p in item.pairs]
        for item in matches
    ]

    assert sum(straight) < len(matches) / 2


def test_parallel_forms_say_which_they_are():
    """A test has the letter of its cases; a round that mixes cases has none."""
    forms = {name: quiz_sheet(opened(name, "test")).form for name in ("kasus-a-1", "kasus-b-1")}

    assert forms == {"kasus-a-1": "A", "kasus-b-1": "B"}
    assert quiz_sheet(opened("pilih-bicara-desa")).form == ""


def test_the_edition_changes_with_the_content():
    """Sheets of changed content cannot be mistaken for those of the key at hand."""
    sheets = {name: quiz_sheet(opened(name)) for name in QUIZZES}

    assert len({sheet.edition for sheet in sheets.values()}) == len(QUIZZES)
    assert all(quiz_sheet(opened(name)) == sheet for name, sheet in sheets.items())


def test_a_survey_is_printed_whole_and_has_no_right_answers():
    """Scales have five numbers between their two ends, choices have letters."""
    activity = open_activity("survey:reaksi", CATALOGUE)
    sheet = survey_sheet(activity)
    hows = {question.how for question in sheet.questions}
    scale = next(each for each in sheet.questions if each.how == "scale")

    assert not sheet.judged
    assert sheet.ladder == ()
    assert hows == {"scale", "one"}
    assert len(sheet.questions) == len(activity.survey.questions)
    assert "".join(each.letter for each in scale.options) == "12345"
    assert all(scale.ends)


@cache
def all_items():
    """Return every item of the content."""
    return [CATALOGUE.item(name) for name in CATALOGUE.names("item")]


def questions_of(item):
    """Return the questions of a sheet with this item alone."""
    activity = opened(QUIZZES[0])
    alone = type(activity)(activity.quiz, [item], {})
    return quiz_sheet(alone).questions
