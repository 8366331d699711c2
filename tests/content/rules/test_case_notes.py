"""Rules on case notes: every active case once, with its twin, and a question for each fact."""

import pytest

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.rules.case_notes import check_case_notes
from tppo_kit.settings import REPOSITORY

NOTES = "data/case-notes/loket.yml"
LINE = (
    "{{id: {id}, part: {part}, text: Ia pasti bohong., words: [pasti bohong], "
    "leans: {leans}, instead: Tulis jawabannya., why: Belum dicek.}}"
)


def sound():
    """Return the text of case notes that fit the two cases of the sample."""
    parts = ("done", "seen", "decided", "open")
    lines = [
        LINE.format(id=f"{part}-{n}", part=part, leans="neither") for part in parts for n in (1, 2)
    ]
    pair = [LINE.format(id=each, part="seen", leans=each) for each in ("suspicion", "trust")]
    return "\n".join(
        [
            "format: case-notes/1",
            "id: loket",
            "title: Catatan di loket",
            "status: active",
            "question: Kalimat mana yang dugaan?",
            "keeping: Catatan sungguhan disimpan terkunci.",
            "remains: Kapan ia boleh dikabari?",
            "facts: [WAW-33]",
            "lines:",
            *(f"  - {line}" for line in lines),
            "pairs:",
            "  - id: cuti",
            "    cases: [cuti-dua-pekan, cuti-bersama-ibu]",
            "    lines:",
            *(f"      - {line}" for line in pair),
            "    questions:",
            "      kontrak-menyusul: Di mana kontraknya?",
            "      majikan-belum-jelas: Siapa majikannya?",
            "      salinan-ada: Siapa yang memegang tiketnya?",
            "      tiket-pulang: Apa yang tertulis di tiketnya?",
            "from: [{source: KIT}]",
            "",
        ]
    )


@pytest.fixture
def told(content):
    """Give a function to code and line of every finding, after the notes were written."""
    content.write(NOTES, sound())

    def found():
        return [(problem.code, problem.line) for problem in check_case_notes(content.catalogue)]

    return found


def test_the_notes_of_the_kit_fit_all_cases():
    """Each of the cases can be played as an interview."""
    assert list(check_case_notes(Catalogue(REPOSITORY / "data"))) == []


def test_sound_notes_have_no_findings(told):
    """Two twins, and a question for each of their facts."""
    assert told() == []


def test_a_case_without_notes_is_told(content, told):
    """An active case in no pair is named in its own file; a draft may wait."""
    (content.home / NOTES).unlink()

    assert [code for code, _ in told()] == ["L221", "L221"]

    for case in ("cuti-dua-pekan", "cuti-bersama-ibu"):
        content.change("status: active", "status: draft", f"data/scenarios/{case}/scenario.yml")

    assert told() == []


def test_a_case_in_two_files_is_told(content, told):
    """A second file that names the same pair is found on its line."""
    content.write("data/case-notes/teras.yml", sound().replace("id: loket", "id: teras"))

    assert told() == [("L220", content.line("cases:", NOTES))] * 2


def test_cases_that_are_not_twins_are_told(content, told):
    """A name that is no case makes no pair."""
    content.change("[cuti-dua-pekan, cuti-bersama-ibu]", "[cuti-dua-pekan, cuti-entah]", NOTES)

    assert ("L222", content.line("cases:", NOTES)) in told()


def test_a_case_whose_twin_is_wrong_is_not_told_twice(content, told):
    """Where one twin still names the other, the case itself has the finding, not its notes."""
    case = "data/scenarios/cuti-bersama-ibu/scenario.yml"
    content.change("twin: cuti-dua-pekan", "twin: cuti-entah", case)

    assert told() == []

    other = "data/scenarios/cuti-dua-pekan/scenario.yml"
    content.change("twin: cuti-bersama-ibu", "twin: cuti-entah", other)

    assert told() == [("L222", content.line("cases:", NOTES))]


def test_a_pair_may_be_written_the_other_way_round(content, told):
    """Which twin comes first does not matter."""
    content.change(
        "[cuti-dua-pekan, cuti-bersama-ibu]", "[cuti-bersama-ibu, cuti-dua-pekan]", NOTES
    )

    assert told() == []


def test_a_fact_without_a_question_is_told(content, told):
    """A renamed question leaves a fact without one, and is itself about no fact."""
    content.change("kontrak-menyusul:", "kontrak-nanti:", NOTES)

    assert {code for code, _ in told()} == {"L223", "L224"}
    assert ("L224", content.line("kontrak-nanti", NOTES)) in told()


def test_a_fact_kept_apart_needs_no_question(content, told):
    """What belongs in another report is not asked in the note; a name that is no fact is told."""
    content.change("      kontrak-menyusul: Di mana kontraknya?\n", "", NOTES)
    content.change("    questions:\n", "    apart: [kontrak-menyusul]\n    questions:\n", NOTES)

    assert told() == []

    content.change("apart: [kontrak-menyusul]", "apart: [kontrak-menyusul, entah]", NOTES)

    assert told() == [("L224", content.line("apart:", NOTES))]
