"""The texts of a record: all of them, where they stand, under a key that survives reordering."""

import pytest
from pydantic import BaseModel

from tppo_kit.content.catalogue import KINDS, Catalogue
from tppo_kit.content.facts import Fact
from tppo_kit.content.items import ChoiceItem, Sorter
from tppo_kit.content.texts import quotes_in, texts_of
from tppo_kit.settings import REPOSITORY


def item(*options):
    """Return a sound item with options of these ids."""
    return ChoiceItem.model_validate(
        {
            "format": "item/1",
            "id": "contoh",
            "status": "active",
            "from": [{"source": "KIT", "at": "bagian 1"}],
            "kind": "choice",
            "question": "Apa langkahnya?",
            "options": [
                {"id": name, "text": f"Teks {name}", "why": f"Sebab {name}", "right": name == "a"}
                for name in options
            ],
        }
    )


def test_every_text_has_its_place_and_its_key():
    """Ids, kinds, statuses and citations are no texts; the rest is, each at its own place."""
    assert [(text.place, text.key, text.text) for text in texts_of(item("a", "b"))] == [
        (("question",), "question", "Apa langkahnya?"),
        (("options", 0, "text"), "options.a.text", "Teks a"),
        (("options", 0, "why"), "options.a.why", "Sebab a"),
        (("options", 1, "text"), "options.b.text", "Teks b"),
        (("options", 1, "why"), "options.b.why", "Sebab b"),
    ]


def test_keys_survive_another_order():
    """Whoever swaps two options does not lose their translations."""
    first = {text.key: text.text for text in texts_of(item("a", "b"))}
    second = {text.key: text.text for text in texts_of(item("b", "a"))}

    assert first == second


def test_values_of_a_fact_are_texts_by_name():
    """A number or name that other texts quote is translated like any text."""
    fact = Fact.model_validate(
        {
            "format": "fact/1",
            "id": "LAP-01",
            "topic": "channel",
            "title": "Polisi",
            "statement": "Dalam bahaya, telepon polisi.",
            "values": {"telepon": "110"},
            "from": [{"source": "KIT"}],
            "status": "verified",
            "checked": "2026-11-22",
            "check_by": "2027-02-22",
        }
    )

    assert {text.key for text in texts_of(fact)} == {"title", "statement", "values.telepon"}


@pytest.mark.parametrize("kind", [*KINDS, "scenario"])
def test_every_real_text_stands_where_it_says(kind):
    """Following the place of a text in the file leads to that text, for all real content."""
    catalogue = Catalogue(REPOSITORY / "data")
    for name in catalogue.names(kind)[:20]:
        reading = catalogue.reading(kind, name)
        texts = texts_of(reading.record)

        assert len({text.key for text in texts}) == len(texts)
        for text in texts:
            value = reading.tree.value
            for part in text.place:
                value = value[part]
            assert value.strip() == text.text


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Hubungi {LAP-01.telepon}.", [("LAP-01", "telepon")]),
        ("{HUK-216}", [("HUK-216", "")]),
        ("{HUK-207.pasal} dan {HUK-207.penjara}", [("HUK-207", "pasal"), ("HUK-207", "penjara")]),
        ("tanpa kutipan {nama}", []),
        ("{huk-207} {HUK-7} {HUK-207.}", []),
    ],
)
def test_quotes_are_found(text, quotes):
    """A fact's id in braces is a quote, with or without the name of a value; nothing else is."""
    assert quotes_in(text) == quotes


def test_records_without_texts_have_none():
    """A model without any marked field yields nothing."""

    class Bare(BaseModel):
        """Nothing to read."""

        name: str = "x"

    assert texts_of(Bare()) == []
    assert texts_of(Catalogue(REPOSITORY / "data").get(Sorter, "tanda-atau-bukan"))
