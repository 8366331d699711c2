"""Message sets: what one file must hold, and what it may not give away."""

import copy

import pytest
from pydantic import ValidationError

from tppo_kit.content.simulations.message_sets import BLANK, MOST_LONGER, MessageSet
from tppo_kit.content.texts import texts_of

PLAIN = {"id": "biasa", "text": "Kumpul hari [hari], ya."}
ALIKE = {"id": "mirip", "text": "Gaji [gaji] juta, lho.", "resembles": "T-REK-01", "why": "Lazim."}
SIGN = {"id": "tanda", "text": "Visanya wisata saja.", "sign": "T-REK-06", "why": "Pura-pura."}


def template(name):
    """Return a small sound template."""
    slots = [{"id": f"s{number}", "lines": [PLAIN, ALIKE, SIGN]} for number in range(6)]
    return {
        "id": name,
        "title": "Lowongan",
        "about": "Sebuah pesan.",
        "channel": "advert",
        "sender": "Kak [nama]",
        "slots": copy.deepcopy(slots),
        "ask": "dinas tenaga kerja",
        "harmless": "Bisa jadi biasa saja.",
        "from": [{"source": "KIT"}],
    }


def sound():
    """Return a small sound set."""
    return {
        "format": "messages/1",
        "id": "contoh",
        "title": "Contoh",
        "about": "Contoh.",
        "minutes": 5,
        "status": "active",
        "cover": ["Tandai barisnya."],
        "round": {
            "messages": 2,
            "written": 0,
            "most_signs": 2,
            "most_alike": 2,
            "slight_share": 0.2,
            "points": 3,
        },
        "steps": {
            "clear": "Biasa.",
            "slight": "Lemah.",
            "check": "Tanya ke [tanya].",
            "bound": {"signs": ["T-KTR-08"], "why": "Terikat."},
            "child": "Anak.",
            "now": {"signs": ["T-PBT-06"], "why": "Sekarang."},
        },
        "questions": {"over": "Apa?", "missed": "Apa?", "even": "Apa?"},
        "facts": [],
        "written": [],
        "words": {"nama": ["Ayu", "Bima"], "hari": ["Senin", "Selasa"]},
        "numbers": {"gaji": {"least": 8, "most": 16}},
        "templates": [template("satu"), template("dua")],
    }


def read(**changes):
    """Return the set with some keys changed."""
    return MessageSet.model_validate(sound() | changes)


def changed(path, value):
    """Return the set with one deep value changed; the path is divided by dots."""
    data = sound()
    *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    inner = data
    for part in way:
        inner = inner[part]
    inner[last] = value
    return MessageSet.model_validate(data)


def test_a_sound_set_is_read():
    """Slots tell plain lines, look-alikes and signs apart."""
    slot = read().templates[0].slots[0]

    assert [[line.id for line in group] for group in (slot.plain, slot.alike, slot.signed)] == [
        ["biasa"],
        ["mirip"],
        ["tanda"],
    ]


def test_every_text_of_it_is_seen_by_translation_and_rules():
    """Lines, reasons, words, covers and questions count as texts people read."""
    keys = {text.key for text in texts_of(read())}

    assert {
        *("cover.0", "steps.check", "steps.now.why", "questions.over", "words.hari.1"),
        *("templates.satu.slots.s0.lines.tanda.text", "templates.satu.slots.s0.lines.tanda.why"),
        *("templates.dua.sender", "templates.dua.harmless", "templates.dua.ask"),
    } <= keys


@pytest.mark.parametrize(
    ("path", "value", "part"),
    [
        ("templates.0.slots.0.lines", [ALIKE, SIGN], "plain line"),
        ("templates.0.slots.0.lines", [PLAIN, PLAIN], "twice"),
        ("templates.0.slots.1.id", "s0", "twice"),
        ("templates.1.id", "satu", "twice"),
        ("templates.0.sender", "Kak [siapa]", "[siapa]"),
        ("templates.0.slots.2.lines.1.why", "Hari [apa]?", "[apa]"),
        ("steps.clear", "Hari [hari].", "'[tanya]'"),
        ("numbers.gaji", {"least": 5, "most": 5}, "one step"),
        ("round.messages", 3, "multiple"),
        ("round.messages", 4, "4 templates"),
        ("round.written", 2, "smaller"),
        ("written", ["satu", "satu"], "twice"),
        ("words", {"Nama Besar": ["Ayu"]}, "Nama Besar"),
        ("templates.0.colour", "red", "colour"),
    ],
)
def test_faults_are_told(path, value, part):
    """A set that cannot be drawn from is refused with the reason."""
    with pytest.raises(ValidationError) as told:
        changed(path, value)

    assert part in str(told.value)


def test_too_few_look_alikes_are_told():
    """Every message needs as many look-alikes as may be drawn."""
    data = sound()
    for slot in data["templates"][0]["slots"][1:]:
        slot["lines"] = [PLAIN, SIGN]
    with pytest.raises(ValidationError, match="look-alike lines in at least 2 slots"):
        MessageSet.model_validate(data)


def test_a_template_without_any_sign_is_told():
    """A template must be able to call for action."""
    data = sound()
    for slot in data["templates"][0]["slots"]:
        slot["lines"] = [PLAIN, ALIKE]
    with pytest.raises(ValidationError, match="no line of 'satu' has a sign"):
        MessageSet.model_validate(data)


def with_longer_signs(more):
    """Return a set whose lines with a sign are longer than plain ones by so many characters."""
    data = sound()
    plain = len("Kumpul hari , ya.") + 5.5
    for slot in data["templates"][0]["slots"]:
        slot["lines"][2] = SIGN | {"text": "x" * round(plain + more)}
    return data


def test_lines_with_a_sign_may_not_be_longer():
    """Length would give the answer away; a little is chance."""
    MessageSet.model_validate(with_longer_signs(MOST_LONGER - 1))
    with pytest.raises(ValidationError, match="characters longer"):
        MessageSet.model_validate(with_longer_signs(MOST_LONGER + 1))


def test_the_length_of_a_blank_is_that_of_its_words():
    """A blank counts as long as its words are on average, a number as its largest."""
    deck = read()

    assert deck.length("Hari [hari]") == len("Hari ") + (len("Senin") + len("Selasa")) / 2
    assert deck.length("[gaji] juta") == len("16 juta")


def test_blanks_are_words_in_square_brackets():
    """Curly brackets stay free for quoted facts."""
    assert BLANK.findall("Hari [hari], {LAP-01.telepon}, [gaji] juta") == ["hari", "gaji"]
