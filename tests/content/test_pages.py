"""Pages say something, passages explain themselves, messages stay on one side."""

import pytest
from pydantic import ValidationError

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.pages import Checklist, MarkedMessage, Page, Passage, Section
from tppo_kit.records import Rung
from tppo_kit.settings import REPOSITORY

SOURCE = [{"source": "KIT"}]
PAGE = {
    "format": "page/1",
    "id": "bacaan",
    "title": "Bacaan",
    "about": "Sebuah bacaan.",
    "status": "active",
    "minutes": 3,
    "layout": "reading",
    "sections": [{"text": "Isi."}],
}
PASSAGES = [{"id": name, "text": f"Baris {name}."} for name in ("satu", "dua", "tiga", "empat")]
MESSAGE = {
    "format": "message/1",
    "id": "pesan",
    "title": "Pesan",
    "about": "Sebuah pesan.",
    "status": "active",
    "channel": "chat",
    "sender": "Teman",
    "passages": PASSAGES,
    "truth": "consult",
    "why": "Cek dulu.",
    "harmless": "Bisa jadi benar.",
    "twin": "pesan-lain",
    "from": SOURCE,
}


@pytest.fixture(scope="module")
def library():
    """Give the content of the repository."""
    return Catalogue(REPOSITORY / "data")


def faults(library, kind):
    """Return every fault of the real records of a kind, and insist that there are some records."""
    assert library.names(kind)
    return [
        problem for name in library.names(kind) for problem in library.reading(kind, name).problems
    ]


def question(name):
    """Return a question of a checklist as plain data."""
    advice = {"weight": "ask", "text": "Tanyakan."}
    return {
        "id": name,
        "text": f"Apakah {name}?",
        "yes": {"weight": "clear", "text": "Jelas."},
        "no": {"weight": "wait", "text": "Tunggu."},
        "unknown": advice,
        "from": SOURCE,
    }


CHECKLIST = {
    "format": "checklist/1",
    "id": "cek",
    "title": "Cek",
    "about": "Sebuah daftar.",
    "status": "active",
    "minutes": 5,
    "questions": [question(name) for name in ("satu", "dua", "tiga")],
    "asks_to_wait": 2,
    "closing": {"clear": "Lanjut.", "ask": "Tanya.", "wait": "Tunggu."},
}


@pytest.mark.parametrize(
    "section",
    [
        {"text": "Isi."},
        {"points": ["Satu."]},
        {"facts": ["HUK-101"]},
        {"contacts": True},
        {"heading": "Judul", "text": "Isi.", "points": ["Satu."], "numbered": True},
    ],
    ids=repr,
)
def test_a_section_that_says_something_is_sound(section):
    """Text, points, facts or contacts: one of them is enough."""
    assert Section.model_validate(section).heading == section.get("heading", "")


@pytest.mark.parametrize(
    "section",
    [
        {},
        {"heading": "Judul"},
        {"heading": "Judul", "numbered": True, "from": SOURCE},
        {"text": "", "points": [], "facts": [], "contacts": False},
    ],
    ids=repr,
)
def test_a_section_that_says_nothing_is_refused(section):
    """A heading alone, or only a source, is not a part of a page."""
    with pytest.raises(ValidationError, match="a section needs"):
        Section.model_validate(section)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("sections", []),
        ("sections", [{"text": "Isi."}] * 13),
        ("layout", "poster"),
        ("minutes", 0),
        ("minutes", 21),
        ("id", "../bacaan"),
        ("status", "done"),
        ("about", ""),
        ("sections", [{"text": "x" * 1201}]),
        ("sections", [{"points": [""]}]),
        ("sections", [{"facts": ["huk-1"]}]),
        ("picture", "x.png"),
    ],
)
def test_a_page_keeps_its_form(key, value):
    """Length, layout, minutes and parts are those that can be read in one go."""
    with pytest.raises(ValidationError, match=key):
        Page.model_validate({**PAGE, key: value})


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({}, None),
        ({"why": "Biasa saja."}, None),
        ({"sign": "T-REK-01", "why": "Sebab."}, None),
        ({"resembles": "T-REK-01", "why": "Sebab."}, None),
        ({"sign": "T-REK-01"}, "needs 'why'"),
        ({"resembles": "T-REK-01"}, "needs 'why'"),
        ({"sign": "T-REK-01", "resembles": "T-REK-02", "why": "Sebab."}, "not both"),
        ({"sign": "REK-01", "why": "Sebab."}, "sign"),
        ({"text": ""}, "text"),
        ({"id": "Baris Satu"}, "id"),
    ],
)
def test_a_passage_explains_itself(values, reason):
    """A line is a sign or resembles one, never both, and then says why."""
    data = {"id": "satu", "text": "Baris.", **values}

    if reason is None:
        assert Passage.model_validate(data).sign == values.get("sign")
    else:
        with pytest.raises(ValidationError, match=reason):
            Passage.model_validate(data)


@pytest.mark.parametrize("truth", list(Rung))
@pytest.mark.parametrize("accepted", list(Rung))
def test_a_message_accepts_only_its_own_side(truth, accepted):
    """Harmless and not harmless can never both be right."""
    data = {**MESSAGE, "truth": truth, "accepts": [accepted]}

    if truth.calls_for_action == accepted.calls_for_action:
        assert MarkedMessage.model_validate(data).accepts == [accepted]
    else:
        with pytest.raises(ValidationError, match=f"accepts: '{accepted}'"):
            MarkedMessage.model_validate(data)


def test_two_lines_of_a_message_have_ids_of_their_own():
    """Two lines with one id could not be told apart when marked."""
    with pytest.raises(ValidationError, match="twice"):
        MarkedMessage.model_validate({**MESSAGE, "passages": [*PASSAGES, PASSAGES[0]]})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("passages", PASSAGES[:3]),
        ("passages", [{"id": f"b{n}", "text": "Baris."} for n in range(15)]),
        ("channel", "letter"),
        ("truth", "maybe"),
        ("from", []),
        ("why", ""),
        ("harmless", ""),
        ("twin", None),
        ("sender", ""),
    ],
)
def test_a_message_is_not_complete_without(key, value):
    """Lines, truth, reasons, twin and sources are there and of the right size."""
    assert MarkedMessage.model_validate(MESSAGE).truth is Rung.CONSULT
    with pytest.raises(ValidationError, match=key):
        MarkedMessage.model_validate({**MESSAGE, key: value})


def test_a_checklist_asks_each_question_once():
    """An id that stands twice would mix two answers up."""
    twice = [*CHECKLIST["questions"], question("satu")]

    with pytest.raises(ValidationError, match="twice"):
        Checklist.model_validate({**CHECKLIST, "questions": twice})


@pytest.mark.parametrize("key", ["yes", "no", "unknown", "from"])
def test_a_question_has_advice_for_every_answer(key):
    """Whatever is answered, not knowing included, there is something to do next."""
    without = {name: value for name, value in question("satu").items() if name != key}
    data = {**CHECKLIST, "questions": [without, *CHECKLIST["questions"][1:]]}

    with pytest.raises(ValidationError, match=key):
        Checklist.model_validate(data)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("questions", CHECKLIST["questions"][:2]),
        ("asks_to_wait", 0),
        ("asks_to_wait", 25),
        ("minutes", 0),
        ("closing", {"clear": "Lanjut.", "ask": "Tanya."}),
        ("closing", {**CHECKLIST["closing"], "guilty": "Bersalah."}),
        ("questions", [{**question("satu"), "yes": {"weight": "guilty", "text": "x"}}]),
    ],
)
def test_a_checklist_keeps_its_form(key, value):
    """It says clear, ask or wait, and never gives a verdict."""
    assert Checklist.model_validate(CHECKLIST).asks_to_wait == 2
    with pytest.raises(ValidationError, match=key):
        Checklist.model_validate({**CHECKLIST, key: value})


@pytest.mark.parametrize("kind", ["page", "message", "checklist"])
def test_every_real_record_is_sound(library, kind):
    """What the kit shows has no fault."""
    assert faults(library, kind) == []
