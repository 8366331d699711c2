"""Translations: a line counts while the Indonesian text is what it was, and never longer."""

from hypothesis import given
from hypothesis import strategies as st

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.items import Sorter
from tppo_kit.content.texts import texts_of
from tppo_kit.content.translations import Translation, print_of, translated
from tppo_kit.settings import REPOSITORY

SORTER = Catalogue(REPOSITORY / "data").get(Sorter, "tanda-atau-bukan")


def translation(lines):
    """Return a translation of (key, source, text) lines."""
    texts = {key: {"of": print_of(source), "text": text} for key, source, text in lines}
    return Translation.model_validate({"format": "translation/1", "texts": texts})


def test_lines_in_force_are_taken_over():
    """A translated text stands in the record; what has none stays Indonesian."""
    english = translated(SORTER, translation([("title", SORTER.title, "Sign or not?")]))

    assert english.title == "Sign or not?"
    assert english.about == SORTER.about
    assert isinstance(english, Sorter)


def test_stale_lines_are_left_out():
    """When the Indonesian text has changed, its old translation is not shown."""
    english = translated(SORTER, translation([("title", "dulu lain", "Old title")]))

    assert english is SORTER


def test_a_translation_keeps_the_fingerprint():
    """An attempt begun in one language goes on in the other."""
    english = translated(SORTER, translation([("title", SORTER.title, "Sign or not?")]))

    assert english != SORTER
    assert english.fingerprint() == SORTER.fingerprint()
    assert SORTER.fingerprint() == Sorter.model_validate(SORTER.model_dump()).fingerprint()


@given(chosen=st.sets(st.sampled_from([text.key for text in texts_of(SORTER)])))
def test_exactly_the_translated_texts_change(chosen):
    """Whichever lines there are, those texts change, no other, and no rule or id."""
    lines = [(t.key, t.text, f"EN {t.key}") for t in texts_of(SORTER) if t.key in chosen]
    english = translated(SORTER, translation(lines))

    for before, after in zip(texts_of(SORTER), texts_of(english), strict=True):
        assert before.place == after.place
        assert after.text == (f"EN {before.key}" if before.key in chosen else before.text)
    assert [card.id for card in english.cards] == [card.id for card in SORTER.cards]
    assert [card.bin for card in english.cards] == [card.bin for card in SORTER.cards]


def test_a_catalogue_speaks_the_language_it_is_asked_for(tmp_path):
    """The sibling file is used in its language only, and is no record of its own."""
    folder = tmp_path / "items"
    folder.mkdir()
    (folder / "satu.yml").write_text(
        "format: item/1\nid: satu\nstatus: active\nfrom: [{source: KIT}]\nkind: true-false\n"
        "question: Benarkah?\noptions:\n"
        "  - {id: benar, text: Benar, right: true, why: Ya.}\n"
        "  - {id: salah, text: Salah, why: Bukan.}\n",
        encoding="utf-8",
    )
    (folder / "satu.en.yml").write_text(
        "format: translation/1\ntexts:\n"
        f"  question: {{of: '{print_of('Benarkah?')}', text: 'Is it true?'}}\n",
        encoding="utf-8",
    )
    indonesian = Catalogue(tmp_path)
    english = indonesian.speaking("en")

    assert indonesian.names("item") == ["satu"]
    assert indonesian.item("satu").question == "Benarkah?"
    assert english.item("satu").question == "Is it true?"
    assert indonesian.item("satu").question == "Benarkah?"


def test_a_broken_sibling_leaves_the_record_in_indonesian(tmp_path):
    """A translation that cannot be read takes nothing away."""
    (tmp_path / "sorters").mkdir()
    source = REPOSITORY / "data" / "sorters" / "tanda-atau-bukan.yml"
    (tmp_path / "sorters" / source.name).write_bytes(source.read_bytes())
    (tmp_path / "sorters" / "tanda-atau-bukan.en.yml").write_text("texts: [", encoding="utf-8")

    assert Catalogue(tmp_path, "en").get(Sorter, "tanda-atau-bukan") == SORTER
