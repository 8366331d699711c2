"""The parts of a coordination table refuse what does not fit, with a sentence."""

import pytest
from pydantic import ValidationError

from tppo_kit.content.simulations.tabletop_parts import (
    TableAnswer,
    TableCard,
    TableInject,
    TableProcedure,
    TableQuestion,
    TableStep,
)

CARD = {"id": "a", "role": "desa", "text": "Isi.", "handling": "share", "why": "Sebab."}
ASKED = {
    **CARD,
    "handling": "ask",
    "person": "ratna",
    "contact": "ppa",
    "answers": [{"id": "ya", "given": "all", "text": "Ya."}],
}
OPTION = {"id": "satu", "text": "Satu", "why": "Sebab."}
INJECT = {
    "id": "a",
    "role": "desa",
    "time": "Senin",
    "talk": 2,
    "text": "Kabar.",
    "then": "Kini.",
    "options": [{**OPTION, "right": True}, {**OPTION, "id": "dua"}, {**OPTION, "id": "tiga"}],
}
STEP = {
    "id": "a",
    "text": "Langkah",
    "rung": "inform",
    "right": True,
    "owners": ["desa"],
    "why": "Sebab.",
    "procedure": "Umum.",
}
QUESTION = {
    "id": "a",
    "question": "Apa?",
    "options": [{"id": "x", "text": "X", "then": "X."}, {"id": "y", "text": "Y", "then": "Y."}],
}
PROCEDURE = {
    "title": "Judul",
    "purpose": "Tujuan.",
    "scope": "Siapa.",
    "questions": [QUESTION],
    "channels": ["Kanal."],
    "consent": ["Izin."],
    "data": ["Data."],
    "quarterly": ["Apa?"],
    "review_months": [3, 6],
}


@pytest.mark.parametrize(
    ("model", "data"),
    [
        (TableCard, CARD),
        (TableCard, ASKED),
        (TableInject, INJECT),
        (TableInject, {**INJECT, "withdraws": "ratna", "from_role": "desa", "departure": 0}),
        (TableStep, STEP),
        (TableStep, {**STEP, "right": False, "owners": []}),
        (TableQuestion, QUESTION),
        (TableProcedure, PROCEDURE),
        (TableAnswer, {"id": "a", "given": "some", "only": ["ppa"], "text": "Ya."}),
    ],
)
def test_what_fits_is_taken(model, data):
    """Each part can be written in its plain form."""
    assert model.model_validate(data).id if "id" in data else model.model_validate(data)


@pytest.mark.parametrize(
    ("model", "data", "words"),
    [
        (TableCard, {**CARD, "person": "ratna", "contact": "ppa"}, "handling: ask"),
        (TableCard, {**ASKED, "answers": []}, "handling: ask"),
        (TableCard, {**ASKED, "contact": None}, "handling: ask"),
        (TableCard, {**ASKED, "answers": ASKED["answers"] * 2}, "twice"),
        (TableAnswer, {"id": "a", "given": "all", "only": ["ppa"], "text": "Ya."}, "'only'"),
        (TableAnswer, {"id": "a", "given": "some", "text": "Ya."}, "'only'"),
        (TableInject, {**INJECT, "options": [OPTION, *INJECT["options"][1:]]}, "exactly one"),
        (
            TableInject,
            {**INJECT, "options": [{**each, "right": True} for each in INJECT["options"]]},
            "exactly one",
        ),
        (TableInject, {**INJECT, "withdraws": "ratna"}, "go together"),
        (TableStep, {**STEP, "owners": []}, "'owners'"),
        (TableStep, {**STEP, "right": False}, "'owners'"),
        (TableQuestion, {**QUESTION, "options": QUESTION["options"][:1] * 2}, "twice"),
        (TableProcedure, {**PROCEDURE, "review_months": [0, 6]}, "1 to 24"),
        (TableProcedure, {**PROCEDURE, "questions": [QUESTION, QUESTION]}, "twice"),
        (TableCard, {**CARD, "secret": "x"}, "Extra"),
        (TableStep, {**STEP, "by": 93}, "less than or equal"),
    ],
)
def test_what_does_not_fit_is_said(model, data, words):
    """Each fault has a sentence that names it."""
    with pytest.raises(ValidationError, match=words):
        model.model_validate(data)
