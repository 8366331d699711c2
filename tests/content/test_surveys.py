"""Surveys: scales and single choices, each with an id of its own, and no room for free text."""

import pytest
from pydantic import ValidationError

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.check import check_all
from tppo_kit.content.surveys import ChoiceQuestion, ScaleQuestion, Survey
from tppo_kit.settings import REPOSITORY

SCALE = {
    "id": "guna",
    "kind": "scale",
    "question": "Seberapa berguna?",
    "low": "tidak berguna",
    "high": "sangat berguna",
}
CHOICE = {
    "id": "ubah",
    "kind": "choice",
    "question": "Apa yang perlu diubah?",
    "options": [{"id": "waktu", "text": "Waktunya"}, {"id": "cukup", "text": "Sudah cukup"}],
}
SURVEY = {
    "format": "survey/1",
    "id": "reaksi-contoh",
    "title": "Pendapat Anda",
    "about": "Dua pertanyaan.",
    "status": "active",
    "minutes": 2,
    "questions": [SCALE, CHOICE],
}


def test_a_survey_holds_scales_and_choices():
    """Each question is of the kind that it says."""
    questions = Survey.model_validate(SURVEY).questions

    assert [type(question) for question in questions] == [ScaleQuestion, ChoiceQuestion]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("questions", []),
        ("questions", [{**SCALE, "id": f"q{number}"} for number in range(9)]),
        ("minutes", 0),
        ("minutes", 11),
        ("format", "survey/2"),
        ("status", "done"),
        ("id", "../reaksi"),
        ("points", 5),
    ],
)
def test_a_survey_keeps_its_form(key, value):
    """It stays short, and nothing stands in it that nobody reads."""
    with pytest.raises(ValidationError, match=key):
        Survey.model_validate({**SURVEY, key: value})


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ({**SCALE, "kind": "text"}, "kind"),
        ({"id": "nama", "kind": "text", "question": "Siapa nama Anda?"}, "kind"),
        ({**SCALE, "low": ""}, "low"),
        ({**SCALE, "high": "x" * 41}, "high"),
        ({**SCALE, "options": CHOICE["options"]}, "options"),
        ({**CHOICE, "low": "tidak"}, "low"),
        ({**CHOICE, "options": CHOICE["options"][:1]}, "options"),
        ({**CHOICE, "options": [{"id": f"o{n}", "text": "x"} for n in range(7)]}, "options"),
        ({**CHOICE, "options": CHOICE["options"] * 2}, "twice"),
        ({**CHOICE, "options": [{**CHOICE["options"][0], "right": True}]}, "right"),
        (SCALE, "twice"),
    ],
)
def test_a_question_keeps_its_form(question, reason):
    """There is no free text, no right answer, and no id or answer twice."""
    with pytest.raises(ValidationError, match=reason):
        Survey.model_validate({**SURVEY, "questions": [SCALE, question]})


def test_the_real_surveys_are_sound_and_in_both_languages():
    """Adults have at most six questions and teenagers four, and every text is translated."""
    catalogue = Catalogue(REPOSITORY / "data")
    counts = {survey.id: len(survey.questions) for survey in catalogue.all(Survey)}
    english = {survey.id: survey for survey in catalogue.speaking("en").all(Survey)}

    assert counts == {"reaksi": 6, "reaksi-remaja": 5}
    for survey in catalogue.all(Survey):
        other = english[survey.id]
        assert other.fingerprint() == survey.fingerprint()
        for own, translated in zip(survey.questions, other.questions, strict=True):
            assert own.id == translated.id
            assert own.question != translated.question


def test_the_check_reads_surveys_like_everything_else(content):
    """A long sentence and a long answer are told with their lines."""
    path = "data/surveys/reaksi-contoh.yml"
    content.change("Seberapa berguna?", f"{'kata ' * 21}lagi?", path)
    content.change("Waktunya", "w" * 76, path)
    found = [(p.code, p.line) for p in check_all(content.catalogue, content.home)]

    assert found == [("W501", 8), ("W502", 13)]
