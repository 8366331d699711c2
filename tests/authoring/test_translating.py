"""Translating: what is open goes out as keys and texts, comes back, and is in force then."""

import pytest
import yaml

from tppo_kit.authoring.translating import as_yaml, missing_texts, take_texts
from tppo_kit.content.catalogue import KINDS, Catalogue
from tppo_kit.content.check import check_all
from tppo_kit.content.pages import Page
from tppo_kit.content.texts import texts_of
from tppo_kit.content.translations import print_of
from tppo_kit.errors import KitError

NAME = "page:bacaan"
PAGE = """\
format: page/1
id: bacaan
title: Bacaan
about: Satu halaman.
status: active
minutes: 1
layout: reading
sections:
  - heading: Bila ada bahaya
    text: Pergi ke tempat aman.
    points: [Tanya dengan ramah., Catat yang terlihat.]
"""
KEYS = ["title", "about", "sections.0.heading", "sections.0.text"]
KEYS += ["sections.0.points.0", "sections.0.points.1"]


class Desk:
    """A folder of content, and a file of translations beside it."""

    def __init__(self, folder):
        """Lay one page there."""
        self.data = folder / "data"
        self.file = folder / "terjemahan.yml"
        self.page = self.data / "pages" / "bacaan.yml"
        self.sibling = self.data / "pages" / "bacaan.en.yml"
        self.page.parent.mkdir(parents=True)
        self.page.write_text(PAGE, encoding="utf-8")

    @property
    def catalogue(self):
        """Return a catalogue that has read nothing yet."""
        return Catalogue(self.data)

    def missing(self, *names):
        """Return what is open, read afresh."""
        return missing_texts(self.catalogue, names or [NAME], "en")

    def give(self, given):
        """Write a file of translations as somebody would, and return it."""
        text = given if isinstance(given, str) else as_yaml(given)
        self.file.write_text(text, encoding="utf-8")
        return self.file

    def take(self, given):
        """Take a file of translations in."""
        return take_texts(self.catalogue, self.give(given), "en")

    def english(self):
        """Return the page as an English reader gets it."""
        return self.catalogue.speaking("en").get(Page, "bacaan")

    def files(self):
        """Return every file of the content with what it holds."""
        return {path: path.read_bytes() for path in self.data.rglob("*") if path.is_file()}


@pytest.fixture
def desk(tmp_path):
    """Give a folder with one page without a translation."""
    return Desk(tmp_path)


def in_english(missing):
    """Return a translation of everything that was open."""
    return {
        name: {key: f"EN {text}" for key, text in texts.items()} for name, texts in missing.items()
    }


def test_all_texts_of_a_new_record_go_out_in_its_order(desk):
    """Keys stand as in the record, with the Indonesian texts beside them."""
    missing = desk.missing()

    assert [*missing] == [NAME]
    assert [*missing[NAME]] == KEYS
    assert missing[NAME]["sections.0.points.1"] == "Catat yang terlihat."


def test_what_goes_out_comes_back_in_force(desk):
    """After the way out and back nothing is open, and an English reader reads every line."""
    given = in_english(desk.missing())
    written = desk.take(given)
    shown = {text.key: text.text for text in texts_of(desk.english())}

    assert written == [desk.sibling]
    assert desk.missing() == {}
    assert shown == given[NAME]
    assert check_codes(desk) == []


def check_codes(desk):
    """Return the codes of findings in the translation itself."""
    return [p.code for p in check_all(desk.catalogue, desk.data.parent) if p.file == desk.sibling]


def test_what_goes_out_is_yaml_that_keeps_letters_and_order(desk):
    """A translator sees words, not escapes, and the file comes back as it went out."""
    desk.page.write_text(PAGE.replace("Bacaan\n", "Bacaan “é” – 読む\n"), encoding="utf-8")
    text = as_yaml(desk.missing())

    assert "Bacaan “é” – 読む" in text
    assert yaml.safe_load(text) == desk.missing()
    assert [*yaml.safe_load(text)[NAME]] == KEYS


def test_lines_in_force_stay(desk):
    """Taking some lines leaves those that were taken before."""
    desk.take({NAME: {"title": "Reading", "about": "One page."}})
    desk.take({NAME: {"sections.0.text": "Go to a safe place."}})

    assert desk.english().title == "Reading"
    assert desk.english().sections[0].text == "Go to a safe place."
    assert [*desk.missing()[NAME]] == ["sections.0.heading", *KEYS[4:]]


def test_a_line_given_anew_replaces_the_old_one(desk):
    """A better translation of a text is taken in place of the one in force."""
    desk.take({NAME: {"title": "Lecture", "about": "One page."}})
    desk.take({NAME: {"title": "Reading"}})

    assert (desk.english().title, desk.english().about) == ("Reading", "One page.")


def test_keys_are_written_in_the_order_of_the_record(desk):
    """However the translator sorted them, and whenever they came."""
    desk.take({NAME: {"sections.0.points.1": "Two.", "about": "One page."}})
    desk.take({NAME: {"sections.0.heading": "Danger", "title": "Reading"}})
    keys = yaml.safe_load(desk.sibling.read_text(encoding="utf-8"))["texts"].keys()

    assert [*keys] == ["title", "about", "sections.0.heading", "sections.0.points.1"]


def test_a_stale_line_comes_out_again(desk):
    """Once the Indonesian text has changed, its line is open and an English reader gets the new text."""
    desk.take(in_english(desk.missing()))
    desk.page.write_text(PAGE.replace("Satu halaman.", "Dua halaman."), encoding="utf-8")

    assert desk.missing() == {NAME: {"about": "Dua halaman."}}
    assert desk.english().about == "Dua halaman."
    desk.take({NAME: {"about": "Two pages."}})
    assert desk.missing() == {}
    assert desk.english().about == "Two pages."


def test_a_stale_line_is_dropped_when_another_is_taken(desk):
    """Nothing that is no longer in force, or whose text is gone, is written again."""
    desk.take(in_english(desk.missing()))
    changed = PAGE.replace("Satu halaman.", "Dua halaman.").replace(", Catat yang terlihat.", "")
    desk.page.write_text(changed, encoding="utf-8")
    desk.take({NAME: {"title": "Reading"}})
    texts = yaml.safe_load(desk.sibling.read_text(encoding="utf-8"))["texts"]

    assert texts["title"] == {"of": print_of("Bacaan"), "text": "Reading"}
    assert not {"about", "sections.0.points.1"} & texts.keys()
    assert "sections.0.points.0" in texts


@pytest.mark.parametrize(
    "name",
    ["page:lain", "page:", "page", "", "pages:bacaan", "page:../pages/bacaan", "quiz:bacaan"],
)
def test_a_record_that_is_not_there_is_named(desk, name):
    """Asked for or given, an unknown record is a sentence and nothing is written."""
    desk.take({NAME: {"title": "Reading"}})
    before = desk.files()

    for action in (
        lambda: desk.missing(NAME, name),
        lambda: desk.take({NAME: {"about": "One page."}, name: {"title": "x"}}),
    ):
        with pytest.raises(KitError) as told:
            action()
        assert name.partition(":")[2] in told.value.message.render("id")
    assert desk.files() == before


def test_a_record_with_faults_is_not_translated(desk):
    """What cannot be read has no texts to bind a translation to."""
    desk.page.write_text(PAGE.replace("minutes: 1", "minutes: none"), encoding="utf-8")

    with pytest.raises(KitError, match="bacaan"):
        desk.missing()
    with pytest.raises(KitError, match="bacaan"):
        desk.take({NAME: {"title": "Reading"}})
    assert not desk.sibling.exists()


@pytest.mark.parametrize("key", ["titel", "sections.1.text", "minutes", "id", ""])
def test_an_unknown_key_writes_nothing(desk, key):
    """One key too many, and no record of the file is written, the sound ones before it neither."""
    other = desk.page.with_name("lain.yml")
    other.write_text(PAGE.replace("id: bacaan", "id: lain"), encoding="utf-8")
    before = desk.files()

    with pytest.raises(KitError) as told:
        desk.take({"page:lain": {"title": "Other"}, NAME: {"title": "Reading", key: "x"}})

    assert f"'{key}'" in told.value.message.render("en")
    assert desk.files() == before


@pytest.mark.parametrize(
    "text",
    ["", "- title", "just words", "a: b: c", "page:bacaan: {title: x", "a: &a [*a]", "\t"],
)
def test_a_file_that_holds_no_translations_is_told(desk, text):
    """Whatever lies there, the answer is a sentence that names the file."""
    with pytest.raises(KitError, match=str(desk.file)):
        desk.take(text)
    assert not desk.sibling.exists()


def test_a_file_that_is_not_there_is_told(desk):
    """A mistyped path is a sentence as well."""
    with pytest.raises(KitError, match=str(desk.file)):
        take_texts(desk.catalogue, desk.file, "en")


@pytest.mark.parametrize(
    "value",
    ["", "  ", None, ["Reading"], {"text": "Reading"}, 7, True, "x" * 1300],
    ids=["empty", "spaces", "none", "list", "keys", "number", "truth", "long"],
)
def test_what_is_no_translation_of_a_text_is_not_taken(desk, value):
    """An empty, missing, overlong or nested value is told, and nothing is written."""
    with pytest.raises(KitError) as told:
        desk.take({NAME: {"about": "One page.", "title": value}})

    assert "title" in told.value.message.render("en")
    assert not desk.sibling.exists()


@pytest.mark.parametrize("value", [None, "title", 7, ["title"], [["title", "x"]]], ids=repr)
def test_what_is_no_list_of_texts_is_not_taken(desk, value):
    """A record without keys and texts in the file is told, and nothing is written."""
    with pytest.raises(KitError):
        desk.take({NAME: value})
    assert not desk.sibling.exists()


def test_a_broken_translation_is_not_written_over(desk):
    """A sibling with a typing mistake keeps what it holds until somebody has mended it."""
    desk.take(in_english(desk.missing()))
    broken = desk.sibling.read_text(encoding="utf-8").replace("text: EN Bacaan", "texts: EN Bacaan")
    desk.sibling.write_text(broken, encoding="utf-8")

    with pytest.raises(KitError, match=desk.sibling.name):
        desk.take({NAME: {"about": "One page."}})
    assert desk.sibling.read_text(encoding="utf-8") == broken


def test_spaces_around_a_translation_are_left_out(desk):
    """A folded text of an editor ends without its line break."""
    desk.take('page:bacaan:\n  title: |\n    Reading\n  about: "  One page. "\n')

    assert (desk.english().title, desk.english().about) == ("Reading", "One page.")


@pytest.mark.parametrize("kind", ["scenario", *KINDS])
def test_every_kind_of_real_record_goes_out_and_comes_back(home, kind, tmp_path):
    """Cases, facts, items and all the rest go the same way; titles of sources stay as they are."""
    name = Catalogue(home.data).names(kind)[0]
    key = f"{kind}:{name}"
    sibling = Catalogue(home.data).path(kind, name, ".en")
    sibling.unlink(missing_ok=True)
    before = missing_texts(Catalogue(home.data), [key], "en")
    given = tmp_path / "given.yml"
    given.write_text(as_yaml(in_english(before)), encoding="utf-8")
    written = take_texts(Catalogue(home.data), given, "en")
    reading = Catalogue(home.data).translation(kind, name, "en")

    assert bool(before) is (kind != "source")
    assert written == [sibling] * len(before)
    assert missing_texts(Catalogue(home.data), [key], "en") == {}
    assert (reading.problems if reading else []) == []


def test_english_terms_do_not_go_out(home):
    """What is English already is not translated once more."""
    name = "T-REK-01"
    Catalogue(home.data).path("sign", name, ".en").unlink(missing_ok=True)
    missing = missing_texts(Catalogue(home.data), [f"sign:{name}"], "en")[f"sign:{name}"]

    assert "name" in missing
    assert "english" not in missing
