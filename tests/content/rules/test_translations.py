"""Translations: every line has its text, is in force, and none is missing where it must be."""

import pytest

from tppo_kit.content.catalogue import KINDS, SIMULATION_KINDS
from tppo_kit.content.rules.translations import must_be_translated, to_translate
from tppo_kit.content.texts import texts_of
from tppo_kit.content.translations import print_of

PAGE = "data/pages/bacaan-contoh.yml"
ENGLISH = "data/pages/bacaan-contoh.en.yml"
UNIT = "data/units/contoh.yml"
CASE = "data/scenarios/cuti-dua-pekan/scenario.yml"
LINE = '"Ask kindly."'

FAULTS = [
    ("I901", {"  title: {": "  titel: {"}, "titel:"),
    ("I903", {"of: caecol": "of: aaaaaa"}, "title:"),
    ("I904", {"Call {LAP-01.telepon} from": "Call from"}, "sections.0.text:"),
    ("I904", {LINE: '"Ask {LAP-01} kindly."'}, "sections.1.points.0:"),
    ("S110", {"of: caecol": "off: caec85, of: caecol"}, "title:"),
    ("S112", {"of: caecol": "of: tadi"}, "title:"),
]


@pytest.mark.parametrize(("code", "edits", "at"), FAULTS)
def test_a_faulty_line_is_found_where_it_stands(content, code, edits, at):
    """Each planted fault gives its one finding, in the file of the translation."""
    assert content.after(ENGLISH, edits) == [(code, ENGLISH, content.line(at, ENGLISH))]


def test_a_line_for_a_text_that_has_changed_is_stale(content):
    """Whoever edits the Indonesian text is told which lines to translate again."""
    content.change("title: Bacaan contoh", "title: Bacaan lain", PAGE)
    found = content.check()

    assert [(problem.code, problem.file.name, problem.line) for problem in found] == [
        ("I903", "bacaan-contoh.en.yml", content.line("title:", ENGLISH))
    ]
    assert print_of("Bacaan lain") in found[0].mend.render("en")


@pytest.mark.parametrize(
    ("text", "told"), [("Tanya dengan ramah.", []), ("Tanya dengan ramah dan sabar.", ["I905"])]
)
def test_a_text_left_in_indonesian_is_told(content, text, told):
    """Up to three words may be the same in both languages."""
    content.change("Tanya dengan ramah.", text, PAGE)
    content.change("fbdfjg", print_of(text), ENGLISH)
    content.change("Ask kindly.", text, ENGLISH)

    assert [code for code, file, _ in content.found() if file == ENGLISH] == told


def test_nothing_must_be_in_english_unless_a_unit_says_so(content):
    """Half a translation is no fault where nobody asked for it."""
    content.change(f"  sections.1.points.0: {{of: fbdfjg, text: {LINE}}}\n", "", ENGLISH)

    assert content.found() == []


def test_a_unit_in_english_asks_for_everything_met_in_it(content):
    """The unit, its cases, quizzes, items, pages, what its explorers show, and what they quote."""
    activities = "activities:\n  - page:bacaan-contoh"
    content.change("activities:", f"in_english: true\n{activities}", UNIT)

    assert must_be_translated(content.catalogue) == {
        ("unit", "contoh"),
        ("page", "bacaan-contoh"),
        ("fact", "LAP-01"),
        ("sign", "T-DOK-03"),
        ("sign", "T-REK-07"),
        ("non-sign", "gugup"),
        ("sorter", "pilah-contoh"),
        ("quiz", "kuis-contoh"),
        ("item", "langkah-pertama"),
        ("item", "gugup-saja"),
        ("item", "kerja-tanpa-nama"),
        ("scenario", "cuti-dua-pekan"),
        ("scenario", "cuti-bersama-ibu"),
    }


def test_a_test_asks_for_what_its_quiz_does(content):
    """In English a quiz is asked without explanations as well as with them."""
    content.change("activities:", "in_english: true\nactivities:", UNIT)
    asked = must_be_translated(content.catalogue)
    content.change("quiz:kuis-contoh", "test:kuis-contoh", UNIT)

    assert ("quiz", "kuis-contoh") in asked
    assert must_be_translated(content.catalogue) == asked


@pytest.mark.parametrize(
    ("shelf", "met"),
    [
        ("explorer:services", {("agency", "balai"), ("fact", "LAP-01")}),
        ("explorer:facts", {("fact", "LAP-01"), ("fact", "STA-01"), ("fact", "RAG-01")}),
        ("explorer:corrections", {("fact", "KRX-01")}),
        ("explorer:penalties", {("fact", "HUK-01")}),
    ],
)
def test_an_explorer_asks_for_what_it_shows(content, shelf, met):
    """Corrections are facts with a claim, penalties those with a deed."""
    fact = content.read("data/facts/RAG-01.yml")
    if shelf != "explorer:facts":
        claim = fact.replace("RAG-01", "KRX-01").replace("principle", "correction\nclaim: Lain.")
        content.write("data/facts/KRX-01.yml", claim)
        deed = "{article: Satu, penalty: Dua, since: 2026-01-02}"
        text = fact.replace("RAG-01", "HUK-01")
        content.write("data/facts/HUK-01.yml", f"{text}deed: Merekrut.\npenalties: [{deed}]\n")
    unit = content.read(UNIT).partition("activities:")[0]
    content.write(UNIT, f"{unit}in_english: true\nactivities: [{shelf}]\n")

    assert must_be_translated(content.catalogue) == {("unit", "contoh"), *met}


def test_what_has_no_english_sibling_is_told(content):
    """A record without a translation is one finding, on its own first line."""
    content.change("activities:", "in_english: true\nactivities:", UNIT)
    found = [problem for problem in content.check() if problem.code == "I902"]

    assert (UNIT, 1) in {
        (problem.file.relative_to(content.home).as_posix(), problem.line) for problem in found
    }
    assert len(found) == 11
    assert "sections" not in str([problem.what.values["keys"] for problem in found])


def test_numbers_and_english_terms_need_no_translation(content):
    """A telephone number is the same in every language."""
    catalogue = content.catalogue
    for kind, name, key in (("fact", "LAP-01", "values.telepon"), ("sign", "T-REK-07", "english")):
        texts = texts_of(catalogue.reading(kind, name).record)

        assert key in {text.key for text in texts}
        assert key not in {text.key for text in to_translate(kind, texts)}


def test_what_is_half_translated_is_told_in_its_sibling(content):
    """The texts that are missing are named."""
    content.change("activities:", "in_english: true\nactivities:\n  - page:bacaan-contoh", UNIT)
    content.change(f"  sections.1.points.0: {{of: fbdfjg, text: {LINE}}}\n", "", ENGLISH)
    found = [problem for problem in content.check() if problem.file == content.home / ENGLISH]

    assert [(problem.code, problem.line) for problem in found] == [
        ("I902", content.line("texts:", ENGLISH))
    ]
    assert "sections.1.points.0" in found[0].what.render("en")


@pytest.mark.parametrize(
    "name",
    [
        "data/pages/halaman-lain.en.yml",
        "data/pages/bacaan-contoh.fr.yml",
        "data/signs/T-REK.07.yml",
        "data/scenarios/cuti-dua-pekan/scenario.fr.yml",
    ],
)
def test_a_file_that_belongs_to_nothing_is_told(content, name):
    """A misspelt name, or a language the kit does not speak, is not passed over in silence."""
    content.write(name, content.read(ENGLISH))

    assert content.found() == [("I906", name, 0)]


def test_a_case_has_its_translation_beside_it(content):
    """The sibling of a case is held against the case."""
    english = "data/scenarios/cuti-dua-pekan/scenario.en.yml"
    line = f'title: {{of: "{print_of("Cuti dua pekan")}", text: Two weeks off}}'
    content.write(english, f"format: translation/1\ntexts:\n  {line}\n")

    assert content.found() == []

    content.change("texts:\n", "texts:\n  steps.x.text: {of: aaaaaa, text: x}\n", english)

    assert content.found() == [("I901", english, 3)]


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"\x89PNG\r\n\x1a\n\0", b"#" * 300_000, b"texts: ["]
)
@pytest.mark.parametrize("kind", sorted({*KINDS, "scenario"} - SIMULATION_KINDS.keys()))
def test_a_sibling_that_cannot_be_read_is_one_finding(content, kind, data):
    """Whatever lies there, of whatever kind, hides nothing else."""
    name = content.catalogue.names(kind)[0]
    path = content.catalogue.path(kind, name, ".en")
    content.write(path.relative_to(content.home), data)
    content.change("- gugup-saja", "- gagap-saja", "data/quizzes/kuis-contoh.yml")
    found = content.found()

    assert [code for code, *_ in found if code[0] == "S"] == [
        code for code, file, _ in found if file == path.relative_to(content.home).as_posix()
    ]
    assert len(found) == 2
    assert "L208" in {code for code, *_ in found}


def test_a_sibling_is_read_even_when_its_record_cannot_be(content):
    """Two broken files are two findings."""
    content.write(PAGE, b"\xff")
    content.write(ENGLISH, b"")

    assert sorted((code, file) for code, file, _ in content.found()) == [
        ("S101", PAGE),
        ("S107", ENGLISH),
    ]
