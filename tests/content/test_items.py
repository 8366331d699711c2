"""Quiz items have right answers that fit their kind, and vignettes a reason for every rung."""

import pytest
from pydantic import ValidationError

from tppo_kit.content.catalogue import KINDS
from tppo_kit.content.items import ChoiceItem, Quiz, RungReasons, Sorter, Vignette
from tppo_kit.records import Rung


def option(name, *, right=False):
    """Return an answer as plain data."""
    return {"id": name, "text": "x", "right": right, "why": "x"}


def item(kind, *options):
    """Return a choice item as plain data."""
    return {
        "format": "item/1",
        "id": "x",
        "status": "active",
        "from": [{"source": "KIT"}],
        "kind": kind,
        "question": "x",
        "options": list(options),
    }


A, B = option("a"), option("b")
RIGHT_A, RIGHT_B = option("a", right=True), option("b", right=True)
TRUE, FALSE = option("benar"), option("salah", right=True)


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("choice", (RIGHT_A, B)),
        ("several", (RIGHT_A, RIGHT_B, option("c"))),
        ("several", (RIGHT_A, B)),
        ("true-false", (TRUE, FALSE)),
    ],
)
def test_an_item_whose_answers_fit_its_kind_is_sound(kind, options):
    """One right answer, or several, or true and false in this order."""
    assert ChoiceItem.model_validate(item(kind, *options)).kind == kind


@pytest.mark.parametrize(
    ("kind", "options", "reason"),
    [
        ("choice", (A, B), "exactly one option"),
        ("choice", (RIGHT_A, RIGHT_B), "exactly one option"),
        ("choice", (RIGHT_A,), "at least 2"),
        ("choice", (RIGHT_A, *(option(f"o{n}") for n in range(6))), "at most 6"),
        ("choice", (RIGHT_A, A), "twice"),
        ("several", (A, B), "at least one option must be right"),
        ("several", (RIGHT_A, RIGHT_B), "at least one wrong"),
        ("true-false", (FALSE, TRUE), "in this order"),
        ("true-false", (RIGHT_A, B), "'benar' and 'salah'"),
        ("true-false", (TRUE, option("salah")), "exactly one option"),
        ("guess", (RIGHT_A, B), "kind"),
    ],
)
def test_an_item_whose_answers_do_not_fit_is_refused(kind, options, reason):
    """The reason says what the kind needs."""
    with pytest.raises(ValidationError, match=reason):
        ChoiceItem.model_validate(item(kind, *options))


def test_the_kind_decides_the_shape_of_an_item(content):
    """Vignettes and questions share a folder and are told apart by their kind."""
    catalogue = content.catalogue

    assert isinstance(catalogue.item("kerja-tanpa-nama"), Vignette)
    assert isinstance(catalogue.item("langkah-pertama"), ChoiceItem)


@pytest.mark.parametrize("kind", ["puzzle", None])
def test_an_item_of_no_known_kind_is_refused(kind):
    """A missing or invented kind is named as the fault."""
    data = item("choice", RIGHT_A, B) | {"kind": kind}

    with pytest.raises(ValidationError, match="kind"):
        KINDS["item"].model.validate_python(data)


@pytest.mark.parametrize("rung", list(Rung))
def test_a_vignette_has_a_reason_for_every_rung(content, rung):
    """Whatever somebody chooses, there is a sentence for it."""
    vignette = content.catalogue.item("kerja-tanpa-nama")
    reasons = vignette.why.model_dump(by_alias=True)

    assert vignette.why.of(rung) == reasons[rung.value]
    with pytest.raises(ValidationError, match=rung.value):
        RungReasons.model_validate({key: why for key, why in reasons.items() if key != rung})


@pytest.mark.parametrize(
    ("truth", "accepted", "sound"),
    [
        ("consult", "refer", True),
        ("no-concern", "inform", True),
        ("consult", "inform", False),
        ("inform", "urgent", False),
    ],
)
def test_a_vignette_accepts_only_its_own_side(content, truth, accepted, sound):
    """Harmless and not harmless can never both be right."""
    data = content.catalogue.item("kerja-tanpa-nama").model_dump(mode="json", by_alias=True)
    data |= {"truth": truth, "accepts": [accepted]}
    try:
        Vignette.model_validate(data)
        accepts = True
    except ValidationError:
        accepts = False

    assert accepts == sound


def test_cards_of_a_sorter_have_ids_of_their_own(content):
    """Two cards with one id could not be told apart in the log."""
    data = content.catalogue.get(Sorter, "pilah-contoh").model_dump(mode="json", by_alias=True)
    data["cards"][1]["id"] = data["cards"][0]["id"]

    with pytest.raises(ValidationError, match="twice"):
        Sorter.model_validate(data)


def test_a_quiz_asks_each_item_once(content):
    """An item named twice in a round would be judged twice."""
    data = content.catalogue.get(Quiz, "kuis-contoh").model_dump(mode="json", by_alias=True)
    data["items"].append(data["items"][0])

    with pytest.raises(ValidationError, match="twice"):
        Quiz.model_validate(data)
