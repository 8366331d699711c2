"""The whole check: everything at once, in order, weighed by the station of the content."""

import pytest

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.check import check_all, check_case, check_folder

CASE = "data/scenarios/cuti-dua-pekan/scenario.yml"
PLAYS = "data/scenarios/cuti-dua-pekan/playthroughs.yml"
NOTES = "data/scenarios/cuti-dua-pekan/notes.md"
#: One fault of each kind that a draft may carry.
WARNINGS = {
    "B405": (CASE, "twin: cuti-bersama-ibu", "twin: cuti-sendiri"),
    "B406": (CASE, "        why: Catatan Anda masih kosong.\n", ""),
    "B407": (CASE, "        hide: true\n", ""),
    "T801": (PLAYS, "ends_at: issued", "ends_at: rejected"),
    "T803": (NOTES, "## story\n", ""),
    "T804": (NOTES, "## story\n", "## stori\n\n## story\n"),
}


def test_a_clean_library_has_no_findings(content):
    """Nothing is found where nothing is wrong."""
    assert content.check() == []


def test_an_empty_folder_has_no_findings(tmp_path):
    """Before the first case is written there is nothing to mend."""
    assert check_all(Catalogue(tmp_path / "data"), tmp_path) == []


def test_findings_come_by_file_line_and_code(content):
    """A reader goes through them from top to bottom, file by file."""
    content.change("start: counter", "start: conter")
    content.change("teaches: [T-REK-07, T-DOK-03]", "teaches: [T-REK-99, T-DOK-99]")
    content.change("- gugup-saja", "- gagap-saja", "data/quizzes/kuis-contoh.yml")
    content.write("data/signs/T-AAA-01.yml", "")
    found = content.found()

    assert found == sorted(found, key=lambda one: (one[1], one[2], one[0]))
    assert [code for code, *_ in found] == ["L208", "L202", "L202", "L201", "S107"]


@pytest.mark.parametrize("code", WARNINGS)
@pytest.mark.parametrize("status", ["draft", "retired", "review", "active"])
def test_a_draft_may_carry_warnings_and_an_active_case_may_not(content, code, status):
    """The same finding is a note in a draft or a retired case, and blocks everywhere else."""
    file, old, new = WARNINGS[code]
    content.change(old, new, file)
    content.change("status: active", f"status: {status}")
    problems = check_case(content.case(), content.catalogue)

    assert {problem.warning for problem in problems if problem.code == code} == {
        status in {"draft", "retired"}
    }


def test_an_error_is_an_error_even_in_a_draft(content):
    """A dead end or a broken link is never a matter of taste."""
    content.change("status: active", "status: draft")
    content.change("teaches: [T-REK-07, ", "teaches: [T-REK-99, ")
    problems = check_case(content.case(), content.catalogue)

    assert [(problem.code, problem.warning) for problem in problems] == [("L202", False)]


@pytest.mark.parametrize("status", ["draft", "active"])
def test_a_vignette_without_its_twin_weighs_by_its_station(content, status):
    """Single files follow the same rule as cases."""
    item = "data/items/kerja-tanpa-nama.yml"
    content.change("twin: kerja-dengan-nama", "twin: tidak-ada", item)
    content.change("status: active", f"status: {status}", item)
    weights = {p.file.stem: p.warning for p in content.check() if p.code == "B405"}

    assert weights == {"kerja-tanpa-nama": status == "draft", "kerja-dengan-nama": False}


def test_a_case_can_be_checked_wherever_it_lies(content):
    """A copied folder is checked against the library's own signs and sources."""
    copy = content.home / "tugas" / "cuti-dua-pekan"
    for name in ("scenario.yml", "playthroughs.yml", "notes.md"):
        content.write(f"tugas/cuti-dua-pekan/{name}", content.read(f"{CASE[:-12]}{name}"))

    assert check_folder(copy, content.catalogue) == []

    content.change("source: PEDOMAN, at: bab 2}]\ntwin", "source: X1}]\ntwin", f"tugas/{CASE[15:]}")

    assert [problem.code for problem in check_folder(copy, content.catalogue)] == ["L203"]


def test_exploring_waits_until_links_are_sound(content):
    """A dead end is told only once the case has no broken names, so that it is never a guess."""
    content.change("needs: minutes >= 3", "needs: minutes >= 7")
    content.change("supports: T-REK-07", "supports: T-REK-99")

    assert content.codes() == ["L202"]

    content.change("supports: T-REK-99", "supports: T-REK-07")

    assert content.codes() == ["G302"]


@pytest.mark.parametrize("code", ["B405", "B406", "B407"])
def test_exploring_does_not_wait_for_matters_of_balance(content, code):
    """A draft without reasons is explored all the same."""
    file, old, new = WARNINGS[code]
    content.change(old, new, file)
    content.change("needs: minutes >= 3", "needs: minutes >= 7")

    assert {code, "G302"} <= set(content.codes())


@pytest.mark.parametrize(
    ("code", "data"),
    [("S101", b"\xff\xfe"), ("S101", b"## counter\0"), ("S102", b"#" * 300_000)],
    ids=["latin", "binary", "huge"],
)
def test_notes_that_cannot_be_read_are_one_finding(content, code, data):
    """A damaged file of notes is named as such, not as one missing note for every step."""
    content.write(NOTES, data)

    assert [(found, file) for found, file, _ in content.found()] == [(code, NOTES)]


def test_playthroughs_that_cannot_be_read_are_one_finding(content):
    """The case itself is still checked, and no ending is said to lack a playthrough."""
    content.write(PLAYS, b"\xff")
    content.change("needs: minutes >= 3", "needs: minutes >= 7")

    assert sorted(content.codes()) == ["G302", "S101"]


def test_a_case_that_cannot_be_read_hides_only_itself(content):
    """Its playthroughs are still read, its twin is sound, and other files are checked."""
    content.write(CASE, "format: [")
    content.change("ends_at: issued", "ends: issued", PLAYS)
    content.change("- gugup-saja", "- gagap-saja", "data/quizzes/kuis-contoh.yml")

    assert sorted(content.codes()) == ["L208", "S103", "S110", "S111"]


def test_a_case_folder_without_its_case_is_told(content):
    """A misspelt scenario.yaml does not make a case disappear in silence."""
    (content.home / CASE).rename((content.home / CASE).with_name("scenario.yaml"))
    found = content.found()

    assert ("S100", CASE, 0) in found
