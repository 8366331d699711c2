"""Abbreviations: the first use explains, in any of the ways people explain."""

import pytest

PAGE = "data/pages/bacaan-contoh.yml"
CASE = "data/scenarios/cuti-dua-pekan/scenario.yml"
TEXT = "text: Hubungi"
SCENE = "text: Rani menjawab pendek-pendek dan melihat ke pintu."
CONSULTED = "text: Rani menyimpan nomor balai pekerja migran."


@pytest.mark.parametrize(
    "words",
    [
        "Tanya BP3MI.",
        "Tanya BP3MI, Dinsos, atau polisi.",
        "Tanya BP3MI, lalu tunggu.",
        "Tanya BP3MI. Nanti balai (ABC) menjawab.",
        "Bawa surat XYZ.",
    ],
)
def test_a_word_that_is_not_explained_is_told(content, words):
    """A list of names, or a clause that goes on, explains nothing."""
    found = content.after(PAGE, {TEXT: f"text: {words} Hubungi"})

    assert ("W508", PAGE, content.line(words, PAGE)) in found


@pytest.mark.parametrize(
    "words",
    [
        "Tanya BP3MI, balai pelindungan di daerah.",
        "Tanya BP3MI (balai di daerah).",
        "Tanya balai di daerah (BP3MI).",
        "Tanya balai pekerja migran, yaitu BP3MI.",
        "BP3MI adalah balai di daerah.",
        "Tanya UPTD PPA, layanan daerah untuk perempuan dan anak.",
        "Tanya KBRI atau KJRI, perwakilan negara kita.",
        "Tunjukkan KTP, KK, dan SIM di RT III.",
        "{LAP-01}",
    ],
)
def test_a_word_that_is_explained_is_fine(content, words):
    """Before, behind, in brackets, or with the words of its full name."""
    found = content.after(PAGE, {TEXT: f"text: '{words} Hubungi", "yang aman.": "yang aman.'"})

    assert [code for code, file, _ in found if file == PAGE] == []


def test_an_agency_explains_its_own_short_name(content):
    """Whoever writes the full name of an agency of the library has explained it."""
    agency = "data/agencies/balai.yml"
    content.change("short: Balai", "short: BCX", agency)
    found = content.after(PAGE, {TEXT: "text: Tanya Balai Contoh, BCX. Hubungi"})

    assert [code for code, file, _ in found if file == PAGE] == []


def test_a_later_explanation_comes_too_late(content):
    """A page is read from top to bottom."""
    content.change("Catat yang terlihat.", "Catat nama BP3MI (balai resmi).", PAGE)
    found = content.after(PAGE, {TEXT: "text: Tanya BP3MI. Hubungi"})

    assert [(code, line) for code, file, line in found if file == PAGE] == [
        ("W508", content.line("Tanya BP3MI", PAGE))
    ]


def test_in_a_case_one_explanation_is_enough(content):
    """Nobody knows which way through a case is read first."""
    content.change(CONSULTED, "text: Rani menyimpan nomor BP3MI (balai resmi).", CASE)

    assert content.after(CASE, {SCENE: "text: Rani menyebut BP3MI."}) == []


def test_a_heading_explains_nothing_and_need_not(content):
    """What stands below a title explains it."""
    found = content.after(PAGE, {"title: Bacaan contoh": "title: Bacaan TPPO"})

    assert [code for code, file, _ in found if file == PAGE] == []


def test_facts_and_agencies_are_names_themselves(content):
    """A record that is about an agency needs no gloss of it."""
    edits = {"statement: Ada": "statement: LPSK mencatat ada"}

    assert [code for code, file, _ in content.after("data/facts/STA-01.yml", edits)] == []
