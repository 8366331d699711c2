"""Every finding that the check can make is made: each fault, planted alone, is found alone."""

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import tppo_kit.content

CASE = "data/scenarios/cuti-dua-pekan/scenario.yml"
PLAYS = "data/scenarios/cuti-dua-pekan/playthroughs.yml"
NOTES = "data/scenarios/cuti-dua-pekan/notes.md"
TWIN = "data/scenarios/cuti-bersama-ibu/scenario.yml"
SIGN = "data/signs/T-DOK-03.yml"
QUIZ = "data/quizzes/kuis-contoh.yml"
SORTER = "data/sorters/pilah-contoh.yml"
ITEM = "data/items/gugup-saja.yml"
VIGNETTE = "data/items/kerja-tanpa-nama.yml"
UNIT = "data/units/contoh.yml"
PROGRAMME = "data/programmes/contoh.yml"
PAGE = "data/pages/bacaan-contoh.yml"
CONTACTS = "data/contacts/daerah-contoh.yml"

GO_ON = """
      - id: go-on
        text: Cukup, ambil keputusan.
        leads_to: decide
        why: Catatan Anda masih kosong.
        from: [{source: KIT}]"""
ISSUED_PLAY = """- says: Dilayani dari formulir saja.
  choose: [issue-now]
  ends_at: issued
"""
LOST = "\n  lost: {ending: poor, decision: refer, text: Tersesat.}"
GIVE = "why: Berkas saja tidak bercerita.\n        from: [{source: KIT"
REPAIR = "leads_to: story\n        why: Minta maaf"
DECIDE = "\n  decide:\n"


def circle(way_out=""):
    """Return a step that leads to itself, whatever is chosen, and perhaps to an ending."""
    ways = "".join(
        f"\n      - {{id: wait-{n}, text: Tunggu., changes: {{v{n}: +1}}, leads_to: waiting,"
        " why: Tunggu., from: [{source: KIT}]}"
        for n in range(3)
    )
    return f"\n  waiting:\n    text: Antre.\n    choices:{ways}{way_out}{DECIDE}"


def counters(largest):
    """Return three numbers for a case."""
    numbers = "".join(f"\n  v{n}: {{start: 0, min: 0, max: {largest}}}" for n in range(3))
    return f"greeted: {{flag: true}}{numbers}"


@dataclass(frozen=True)
class Plant:
    """A fault: texts replaced in a file or all its bytes, and where it must be found.

    ``at`` is a text that stands on the line of the finding, or the number of the line.
    ``also`` names a second place, for faults that concern two files; ``found_in`` the file of
    the finding, if it is not the damaged one.
    """

    code: str
    file: str
    edits: dict[str, str] | bytes | None
    at: str | int = 0
    also: list[tuple[str, str, str | int]] = field(default_factory=list)
    found_in: str = ""


PLANTS = [
    # Shape: a file that cannot be read.
    Plant("S100", PLAYS, None),
    Plant("S101", SIGN, b"format: sign/1\nname: caf\xe9\n", 2),
    Plant("S101", CASE, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 1),
    Plant("S102", SIGN, b"#" * 300_000),
    Plant("S103", SIGN, {"english: ": "english: Employer: "}, "english:"),
    Plant("S104", SIGN, {"phase: ": "phase: &x "}, "phase:"),
    Plant("S105", SIGN, {"status: verified": "name: Dua"}, "name: Dua"),
    Plant("S106", SIGN, {"name: Nama": f"name: {'[' * 12}x{']' * 12} #"}, "name:"),
    Plant("S107", SIGN, b"\n\n"),
    Plant("S108", SIGN, {"status: verified": "---\nstatus: verified"}, "---"),
    Plant("S109", SIGN, {"elements:": "[elements]:"}, "[elements]"),
    # Shape: one key too many, too few, or with a value that does not fit.
    Plant("S110", CASE, {"title: ": "titel: x\ntitle: "}, "titel:"),
    Plant("S110", CASE, {"place: Loket": "place: Loket\n    plaec: x"}, "plaec:"),
    Plant("S110", CASE, {"max: 4}": "max: 4, mx: 4}"}, "trust: {"),
    Plant("S110", PLAYS, {"ends_at: rejected": "ends_at: rejected\n  ends: x"}, "ends: x"),
    Plant("S111", CASE, {"title: Cuti dua pekan\n": ""}, 1),
    Plant("S111", CASE, {"        leads_to: closed-up\n": ""}, "id: accusation"),
    Plant("S111", CASE, {", max: 4}": "}"}, "trust: {"),
    Plant("S112", CASE, {"play: 10": "play: 61"}, "play: 61"),
    Plant("S112", CASE, {"trust: -2": "trust: banyak"}, "trust: banyak"),
    Plant("S112", CASE, {"[kontrak-menyusul, majikan": "[Kontrak, majikan"}, "[Kontrak"),
    Plant("S112", ITEM, {"Salah, right: true": "Salah"}, 1),
    Plant("S112", ITEM, {"kind: true-false": "kind: truth"}, "kind: truth"),
    Plant("S112", SIGN, {"check_by: 2027": "check_by: tahun 2027"}, "check_by:"),
    Plant("S120", CASE, {"ending: poor, ": ""}, "issued: {"),
    Plant(
        "S120",
        CASE,
        {"    place: ": "    ending: good\n    decision: refer\n    place: "},
        "  counter:",
    ),
    Plant("S121", CASE, {"decision: refer, ": ""}, "rejected: {"),
    # Links: everything named exists.
    Plant("L201", CASE, {"start: counter": "start: conter"}, "start: conter"),
    Plant("L201", CASE, {REPAIR: REPAIR.replace("story", "stori")}, "leads_to: stori"),
    Plant("L202", CASE, {"[T-REK-07, T": "[T-REK-99, T"}, "teaches:"),
    Plant("L202", CASE, {"supports: T-REK-07": "supports: T-REK-99"}, "kontrak-menyusul:"),
    Plant("L202", CASE, {"explains: T-DOK-03": "explains: T-REK-99"}, "salinan-ada:"),
    Plant("L202", SORTER, {"sign: T-DOK-03": "sign: T-DOK-99"}, "T-DOK-99"),
    Plant("L203", CASE, {GIVE: GIVE + "A"}, "KITA"),
    Plant("L203", VIGNETTE, {"PEDOMAN": "PEDOMAN2"}, "PEDOMAN2"),
    Plant("L204", CASE, {"[kontrak-menyusul, m": "[kontrak, m"}, "[kontrak, m"),
    Plant("L205", CASE, {"greeted: true}": "saluted: true}"}, "saluted"),
    Plant("L206", QUIZ, {"id: kuis-contoh": "id: kuis-lain"}, "id: kuis-lain"),
    Plant("L207", ITEM, {"non_signs: [gugup]": "non_signs: [gagap]"}, "non_signs"),
    Plant("L207", SORTER, {"non_sign: gugup": "non_sign: gagap"}, "gagap"),
    Plant("L208", QUIZ, {"- gugup-saja": "- gagap-saja"}, "gagap-saja"),
    Plant("L209", CASE, {"id: accusation": "id: issue-now"}, "  counter:"),
    Plant("L210", CASE, {"greeted: true}": "greeted: +1}"}, "greeted: +1"),
    Plant("L210", CASE, {"trust: -2": "trust: true"}, "trust: true"),
    Plant("L211", UNIT, {"01_contoh.ipynb": "02_contoh.ipynb"}, "02_contoh"),
    Plant("L212", UNIT, {"quiz:kuis-contoh": "quiz:kuis"}, "quiz:kuis"),
    Plant("L213", QUIZ, {"status: active": "status: draft"}, "quiz:kuis-", found_in=UNIT),
    Plant("L214", PAGE, {"facts: [LAP-01]": "facts: [LAP-99]"}, "facts: [LAP-99]"),
    Plant("L215", CONTACTS, {"agency: balai": "agency: dinas"}, "agency: dinas"),
    Plant("L216", PROGRAMME, {"units: [contoh]": "units: [contih]"}, "units:"),
    # Balance: twins, reasons, words for what is locked.
    Plant("B405", CASE, {"twin: cuti-": "twin: x-"}, "twin: x", [("B405", TWIN, "twin:")]),
    Plant("B406", CASE, {"        why: Catatan Anda masih kosong.\n": ""}, "id: go-on"),
    Plant("B407", CASE, {"        hide: true\n": ""}, "id: grant"),
    # Graph: only visiting every state finds these.
    Plant(
        "G301", CASE, {"\n  consulted:": f"{LOST}\n  consulted:"}, "  lost:", [("T801", PLAYS, 1)]
    ),
    Plant("G302", CASE, {"needs: minutes >= 3": "needs: minutes >= 7"}, "id: repair"),
    Plant("G303", CASE, {GO_ON: ""}, "  story:"),
    Plant(
        "G304",
        CASE,
        {
            DECIDE: circle(),
            REPAIR: REPAIR.replace("story", "waiting"),
            "greeted: {flag: true}": counters(2),
        },
        "  waiting:",
        [("T803", NOTES, 0)],
    ),
    Plant(
        "G305",
        CASE,
        {
            DECIDE: circle(GO_ON),
            REPAIR: REPAIR.replace("story", "waiting"),
            "greeted: {flag: true}": counters(99),
        },
        "state:",
        [("T803", NOTES, 0)],
    ),
    Plant("G310", CASE, {"needs: minutes >= 3": "needs: minutes => 3"}, "minutes => 3"),
    Plant("G311", CASE, {"needs: minutes >= 3": "needs: minute >= 3"}, "minute >= 3"),
    # Tests: playthroughs and notes.
    Plant("T801", PLAYS, {ISSUED_PLAY: ""}, 1),
    Plant("T802", PLAYS, {"[accusation, give-up, reject]": "[accusation, reject]"}, ", reject]"),
    Plant("T803", NOTES, {"## story\n": ""}),
    Plant("T804", NOTES, {"## story\n": "## story\n\n## stori\n"}, "## stori"),
]


def plant(content, fault):
    """Damage the file and return every finding that must follow, as code, file and line."""
    if isinstance(fault.edits, bytes):
        content.write(fault.file, fault.edits)
    elif fault.edits is None:
        (content.home / fault.file).unlink()
    else:
        for old, new in fault.edits.items():
            content.change(old, new, fault.file)
    return [
        (code, file, at if isinstance(at, int) else content.line(at, file))
        for code, file, at in [*fault.also, (fault.code, fault.found_in or fault.file, fault.at)]
    ]


def codes_in_source():
    """Return every text in the content layer that is a code of a finding."""
    texts = (
        node.value
        for path in Path(tppo_kit.content.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return {text for text in texts if re.fullmatch("[A-Z][0-9]{3}", text)}


def test_the_sample_is_clean(content):
    """Whatever the tests below find was planted by them."""
    assert content.found() == []


def codes_in_rules():
    """Return every code that the tests of single rules plant and expect."""
    tests = (Path(__file__).parent / "rules").glob("test_*.py")
    return set(re.findall('"([A-Z][0-9]{3})"', "".join(map(Path.read_text, tests))))


def test_every_code_in_the_source_has_a_planted_fault():
    """Nobody adds a finding, or drops one, without a proof that it is made."""
    assert codes_in_source() == {fault.code for fault in PLANTS} | codes_in_rules()


@pytest.mark.parametrize("fault", PLANTS, ids=lambda fault: f"{fault.code}-{fault.at}")
def test_a_planted_fault_is_found_alone_and_on_its_line(content, fault):
    """One fault gives one finding, with file and line, and takes nothing else down."""
    expected = plant(content, fault)

    assert content.found() == sorted(expected, key=lambda found: found[1:])


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_finding_is_a_sentence_with_a_way_to_mend_it(tmp_path_factory, content, language):
    """No finding shows an unfilled place, a Python name or an empty sentence."""
    for fault in PLANTS:
        fresh = type(content)(tmp_path_factory.mktemp("kit"))
        plant(fresh, fault)
        for problem in fresh.check():
            told = problem.as_data(language)
            assert len(told["what"]) > 10, fault
            assert len(told["mend"]) > 10, fault
            assert not re.search(
                r"[{}]|None|constrained|Error|'\?'|: \?", told["what"] + told["mend"]
            )


def test_all_faults_at_once_are_all_found(content):
    """Faults in different files never hide one another."""
    places = {}
    for fault in PLANTS:
        if fault.code[0] in "SL" and not fault.also:
            places.setdefault(fault.file, fault)
    expected = {finding for fault in places.values() for finding in plant(content, fault)}

    assert expected <= set(content.found())
    assert len(expected) >= 7
