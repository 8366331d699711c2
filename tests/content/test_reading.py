"""A file becomes a record, or findings that a trainer can act on, each with its line."""

import pytest
from pydantic import TypeAdapter

from tppo_kit.content.cases import Scenario
from tppo_kit.content.reading import read_case, read_notes, read_record

CASE = "data/scenarios/cuti-dua-pekan/scenario.yml"
NOTES = "data/scenarios/cuti-dua-pekan/notes.md"


def read(content):
    """Read the sample case."""
    return read_record(content.home / CASE, TypeAdapter(Scenario))


def told(content):
    """Return code, line and both English sentences of every finding in the sample case."""
    return [
        (found.code, found.line, found.what.render("en"), found.mend.render("en"))
        for found in read(content).problems
    ]


def test_a_sound_file_becomes_a_record(content):
    """The record holds what the file says, and nothing is found."""
    reading = read(content)

    assert reading.problems == []
    assert reading.record.title == "Cuti dua pekan"
    assert reading.record.steps["counter"].choices[0].changes == {
        "trust": 1,
        "minutes": -2,
        "greeted": True,
    }


def test_a_misspelt_key_comes_with_a_suggestion(content):
    """Who writes 'leeds_to' is told both what is missing and what was probably meant."""
    content.change("leads_to: closed-up", "leeds_to: closed-up")
    line = content.line("leeds_to")

    assert told(content) == [
        (
            "S111",
            content.line("id: accusation"),
            "'leads_to' is missing",
            "add the line 'leads_to: …'; the template shows how",
        ),
        ("S110", line, "'leeds_to' is not a known key", "did you mean 'leads_to'?"),
    ]


def test_a_key_like_no_other_comes_without_a_suggestion(content):
    """Nothing is guessed when nothing is near."""
    content.change("place: Loket", "place: Loket\n    zzzzqqqq: x")

    assert [mend for *_, mend in told(content)] == [
        "delete this line, or see the template for the known keys"
    ]


def test_every_fault_of_a_file_is_told_at_once(content):
    """Three faults in one file are three findings, each on its line."""
    content.change("play: 10", "play: sepuluh")
    content.change("age: 22", "age: 222")
    content.change("ending: good", "ending: baik")

    assert [(code, line) for code, line, *_ in told(content)] == [
        ("S112", content.line("sepuluh")),
        ("S112", content.line("222")),
        ("S112", content.line("baik")),
    ]
    assert read(content).record is None


@pytest.mark.parametrize(
    ("old", "new", "key", "found"),
    [
        ("play: 10", "play: sepuluh", "play", "sepuluh"),
        ("age: 22", "age: 222", "age", "222"),
        ("ending: good", "ending: baik", "ending", "baik"),
        ("trust: -2", "trust: banyak", "trust", "banyak"),
        ("noted: [kontrak-menyusul, ", "noted: [Kontrak, ", "noted", "Kontrak"),
        ("noted: {set_of: evidence}", "noted: {set_of: bukti}", "set_of", "bukti"),
        ("greeted: {flag: true}", "greeted: ya", "greeted", "ya"),
        ("greeted: {flag: true}", "greeted: {flag: 7}", "flag", "7"),
        ("id: repair", f"id: {'r' * 60}", "id", "r" * 40 + "…"),
    ],
)
def test_a_value_that_does_not_fit_is_shown_under_its_key(content, old, new, key, found):
    """The finding names the key and the value as they stand in the file, once."""
    content.change(old, new)

    assert len(told(content)) == 1
    code, line, what, mend = told(content)[0]
    assert (code, line) == ("S112", content.line(new))
    assert what.startswith(f"'{key}' does not fit: ")
    assert f"(found: {found})" in mend


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("max: 4}", "mx: 4}", ["S111 max", "S110 mx"]),
        ("trust: {start: 2, min: 0, max: 4}", "trust: {}", ["S111 start", "S111 min", "S111 max"]),
        ("{flag: true}", "{flag: true, max: 2}", ["S110 max"]),
        ("{set_of: evidence}", "{set_of: evidence, max: 2}", ["S110 max"]),
    ],
)
def test_a_faulty_variable_is_judged_by_the_kind_it_is_meant_to_be(content, old, new, expected):
    """A number with a typo is not also reported as a bad flag and a bad set."""
    content.change(old, new)

    assert [f"{code} {what.split(chr(39))[1]}" for code, _, what, _ in told(content)] == expected


@pytest.mark.parametrize("text", ["# hanya komentar\n", "~\n", "teks\n", "- a\n- b\n", "7\n"])
def test_a_file_of_another_shape_is_one_finding(content, text):
    """A list, a word or only comments where a record should be is one finding."""
    content.write(CASE, text)

    assert [code for code, *_ in told(content)] == ["S112"]


def test_thousands_of_unknown_keys_are_told_in_time(content, in_time):
    """Suggestions never make a hostile file expensive."""
    content.write(CASE, "".join(f"a{number}: 1\n" for number in range(25_000)))

    with in_time():
        codes = {found.code for found in read(content).problems}

    assert "S110" in codes


def test_notes_are_kept_by_step(content):
    """Each heading starts the note of a step; what stands before the first is for nobody."""
    case = content.case()

    assert list(case.notes.texts) == ["counter", "story", "closed-up", "decide"]
    assert case.notes.texts["story"] == ["Tanya: apa yang kita tahu, apa yang kita duga?", ""]
    assert case.notes.lines["counter"] == content.line("## counter", NOTES)


def test_smaller_and_larger_headings_belong_to_the_text(content):
    """Only headings of the second level name steps."""
    content.write(NOTES, "# Judul\n## counter\nA\n### B\n#tagar\n##rapat\n## story  \nC\n")
    case = content.case()

    assert case.notes.texts == {"counter": ["A", "### B", "#tagar", "##rapat"], "story": ["C"]}
    assert case.notes.lines == {"counter": 2, "story": 7}


def test_a_case_folder_is_read_as_a_whole(content):
    """Case, playthroughs and notes come together."""
    case = read_case((content.home / CASE).parent)

    assert case.scenario.record.id == "cuti-dua-pekan"
    assert [play.ends_at for play in case.playthroughs.record] == [
        "consulted",
        "rejected",
        "issued",
    ]
    assert set(case.notes.texts) < set(case.scenario.record.steps)


def test_a_folder_that_is_not_there_is_found_by_its_files(tmp_path):
    """Nothing is raised for a case that does not exist."""
    case = read_case(tmp_path / "nowhere")

    assert [found.code for found in case.scenario.problems] == ["S100"]
    assert [found.code for found in case.playthroughs.problems] == ["S100"]
    assert [found.code for found in case.notes.problems] == ["S100"]
    assert case.notes.texts == {}


def test_the_questions_of_a_note_are_those_in_quotation_marks_after_a_colon(content):
    """Broken lines are joined; a saying without a question mark is none, nor is a plain quote."""
    path = content.home / NOTES
    path.write_text(
        "# Catatan\n\nTanyakan: “Sebelum mulai?”\n\n## counter\n\nTahan dulu. Tanyakan: “Apa yang\n"
        "kita tahu? Apa dugaan kita?”\nKata “kafe?” bukan tanda. Ucapkan: “Terima kasih.”\n"
        "Lalu: “Siapa lagi?” Selesai.\n\n## story\n\nTidak ada.\n",
        encoding="utf-8",
    )

    notes = read_notes(path)

    assert notes.questions("counter") == ["Apa yang kita tahu? Apa dugaan kita?", "Siapa lagi?"]
    assert notes.questions("story") == notes.questions("nowhere") == []
