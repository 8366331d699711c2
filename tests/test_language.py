import ast
import datetime as dt
import gettext
import io
import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tppo_kit.language import (
    DEFAULT,
    LANGUAGES,
    LOCALE_FOLDER,
    Message,
    day_in_words,
    known,
    say,
    shown,
)

REPOSITORY = Path(__file__).resolve().parents[1]
SOURCES = REPOSITORY / "src" / "tppo_kit"
CATALOGUE = LOCALE_FOLDER / "id" / "LC_MESSAGES" / "tppo_kit.po"


def placeholders(text):
    """Return the names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def parts(text):
    """Return how each name in braces is formatted and converted."""
    return {(name, spec, how) for _, name, spec, how in Formatter().parse(text) if name is not None}


def say_calls(path):
    """Yield line, text and names of values of each say("…") whose values are written out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != "say":
            continue
        names = [keyword.arg for keyword in node.keywords]
        if isinstance(node.args[0], ast.Constant) and None not in names:
            yield node.lineno, node.args[0].value, set(names)


@pytest.fixture(scope="module")
def msgids():
    """Return every msgid that babel finds, and the files it stands in."""
    with (REPOSITORY / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    keywords = {**DEFAULT_KEYWORDS, "say": None}
    found = {}
    for path, _, msgid, *_ in extract_from_dir(REPOSITORY, methods, options, keywords):
        found.setdefault(msgid, set()).add(Path(path).as_posix())
    return found


@pytest.fixture(scope="module")
def indonesian():
    """Return the Indonesian catalogue as its text holds it."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="id", abort_invalid=True)


@pytest.fixture(scope="module")
def translations(indonesian):
    """Return the Indonesian text of each msgid."""
    return {message.id: message.string for message in indonesian if message.id}


def test_strings_are_found_in_python_and_in_templates(msgids):
    """The extraction itself works: it knows a button of Python, of a page and of a view."""
    assert "src/tppo_kit/activities/activity.py" in msgids["Start"]
    assert "src/tppo_kit/views/templates/page.html" in msgids["Home"]
    assert "src/tppo_kit/views/templates/view.txt" in msgids["Source"]


def test_every_string_has_an_indonesian_translation(msgids, translations):
    """Nobody meets an English sentence on an Indonesian page."""
    assert sorted(text for text in msgids if not translations.get(text, "").strip()) == []


def test_no_translation_is_a_guess(indonesian):
    """No entry is marked fuzzy, for gettext would leave it out."""
    assert not indonesian.fuzzy
    assert [message.id for message in indonesian if message.id and message.fuzzy] == []


def test_no_translation_is_left_over(msgids, indonesian):
    """The catalogue holds no sentence that the kit no longer says."""
    assert sorted(message.id for message in indonesian if message.id not in {"", *msgids}) == []
    assert list(indonesian.obsolete) == []


def test_each_entry_names_the_files_it_comes_from(msgids, indonesian):
    """A translator can look up where a sentence is said."""
    named = {m.id: {path for path, _ in m.locations} for m in indonesian if m.id}
    assert named == msgids


def test_the_catalogue_holds_nothing_of_the_machine_it_was_made_on():
    """Neither absolute paths nor names of people stand in the catalogue."""
    text = CATALOGUE.read_text(encoding="utf-8")
    assert str(REPOSITORY) not in text
    assert not re.search(r"[\w.-]+@[\w-]+\.\w", text)
    assert "FULL NAME" not in text
    assert "\n#: /" not in text


def test_translations_keep_the_placeholders(translations):
    """A translation fills in the same values as the English sentence, in the same form."""
    assert {text for text, told in translations.items() if parts(text) != parts(told)} == set()


def test_pybabel_has_nothing_to_complain_about(indonesian):
    """The checks that run when the catalogue is compiled stay silent."""
    assert [(message.id, errors) for message, errors in indonesian.check()] == []


def test_translations_begin_and_end_as_the_original(translations):
    """Neither stray spaces nor a lost full stop or question mark slip in."""
    for text, told in translations.items():
        assert told == told.strip()
        assert (text[-1] in ".?:") == (told[-1] in ".?:"), told


def test_the_compiled_catalogue_is_that_of_the_text(indonesian):
    """The .mo file next to the .po file was compiled from it."""
    compiled = io.BytesIO()
    write_mo(compiled, indonesian)
    compiled.seek(0)
    fresh = gettext.GNUTranslations(compiled)._catalog
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        kept = gettext.GNUTranslations(file)._catalog
    fresh.pop(""), kept.pop("")  # the header names the edition of Babel
    assert kept == fresh


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_can_be_shown(msgids, language):
    """Each sentence renders with values filled in, and no brace is left."""
    for text in msgids:
        values = {name: f"~{name}~" for name in placeholders(text)}
        told = Message(text, values).render(language)
        assert all(value in told for value in values.values()), text
        assert not set(told) & set("{}"), text


def test_every_call_of_say_gives_the_values_its_text_asks_for():
    """No sentence fails on screen because a value was forgotten or misspelt where it is said."""
    wrong = [
        f"{path.relative_to(REPOSITORY).as_posix()}:{line}"
        for path in sorted(SOURCES.rglob("*.py"))
        for line, text, names in say_calls(path)
        if placeholders(text) != names
    ]
    assert wrong == []


def test_templates_mark_only_texts_without_values(msgids):
    """A template's own texts are translated, never formatted, so they hold no placeholder."""
    assert [
        text
        for text, files in msgids.items()
        if placeholders(text) and any("/templates/" in path for path in files)
    ] == []


def test_a_sentence_is_shown_in_both_languages():
    """English is the language of the source, Indonesian comes from the catalogue."""
    button = say("Start")
    assert button.render("en") == "Start"
    assert button.render("id") == "Mulai"


def test_a_message_inside_a_message_is_translated_too():
    """A message given as a value is shown in the language of the sentence around it."""
    nested = say("Go on: {title}", title=say("Your step: {step}", step=say("Back")))
    assert nested.render("en") == "Go on: Your step: Back"
    assert nested.render("id") == "Lanjutkan: Langkah Anda: Kembali"


def test_braces_in_a_value_stay_as_they_are():
    """What an author wrote is never taken for a placeholder."""
    assert say("Your step: {step}", step="{minutes}").render("id") == "Langkah Anda: {minutes}"


def test_content_is_shown_as_it_is():
    """Texts of cases are not looked up in the catalogue, even when they read like the interface."""
    assert shown("Home", "id") == "Home"
    assert shown(say("Home"), "id") == "Beranda"


def test_an_empty_text_stays_empty():
    """An empty text does not bring up the header of the catalogue."""
    assert say("").render("id") == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_languages_of_the_kit_are_known(language):
    """Indonesian and English are kept as asked for."""
    assert known(language) == language


@pytest.mark.parametrize("language", [None, "", "fr", "ID", "id_ID", "../id"])
def test_an_unknown_language_becomes_indonesian(language):
    """A mistyped or missing language never leads to an empty page."""
    assert known(language) == DEFAULT == "id"


@pytest.mark.parametrize(
    ("day", "language", "words"),
    [
        ("2026-01-02", "id", "2 Januari 2026"),
        ("2026-11-22", "en", "22 November 2026"),
        (dt.date(2026, 8, 17), "id", "17 Agustus 2026"),
        ("soon", "id", "soon"),
    ],
)
def test_days_are_written_in_words(day, language, words):
    """A date reads like a date, and what is none stays as it is."""
    assert day_in_words(day, language) == words
    assert say("{day}", day=day).render(language) in {words, day}
