"""Balance: lengths and places give nothing away, mistakes can be mended, minutes add up."""

import pytest

from tppo_kit.activities.shelves.facts import corrections_shelf, facts_shelf
from tppo_kit.activities.shelves.penalties import penalties_shelf
from tppo_kit.activities.shelves.services import services_shelf
from tppo_kit.activities.shelves.signs import signs_shelf
from tppo_kit.content.programmes import SHELF_MINUTES
from tppo_kit.content.rules.programmes import SHELVES
from tppo_kit.settings import REPOSITORY

CASE = "data/scenarios/cuti-dua-pekan/scenario.yml"
TWIN = "data/scenarios/cuti-bersama-ibu/scenario.yml"
ITEM = "data/items/langkah-pertama.yml"
VIGNETTE = "data/items/kerja-tanpa-nama.yml"
HARMLESS = "data/items/kerja-dengan-nama.yml"
QUIZ = "data/quizzes/kuis-contoh.yml"
UNIT = "data/units/contoh.yml"

SHORTCUT = """      - id: shortcut
        text: Tanya supervisor.
        leads_to: consulted
        why: Langsung bertanya.
        from: [{source: KIT}]
      - id: issue-now"""
SHORT = {
    "text: Berkas sudah lengkap, jadi teruskan prosesnya.": "text: Teruskan.",
    "text: Cukup, ambil keputusan.": "text: Cukup.",
    "text: Tolak tanpa penjelasan.": "text: Tolak.",
}
#: Trust decides at the end; one edit less and an apology would be enough.
TRUSTED = {
    "        leads_to: consulted": "        needs: trust >= 2\n        hide: true\n        leads_to: consulted"
}


def swapped(one, other):
    """Return the edits that swap where two choices lead."""
    return {
        f"leads_to: {one}": "leads_to: x",
        f"leads_to: {other}": f"leads_to: {one}",
        "leads_to: x": f"leads_to: {other}",
    }


FAULTS = [
    ("B401", CASE, {"play: 10": "play: 11"}, "minutes: {"),
    ("B401", CASE, {"play: 10": "play: 2"}, "minutes: {"),
    ("B402", CASE, {"      - id: issue-now": SHORTCUT}, "id: shortcut"),
    ("B402", CASE, swapped("rejected", "consulted"), "steps:"),
    ("B402", TWIN, swapped("malu", "terbit"), "steps:"),
    ("B403", CASE, SHORT, "steps:"),
    ("B404", CASE, {**TRUSTED, "trust: +2": "trust: +1"}, "steps:"),
    ("B411", UNIT, {"minutes: 30": "minutes: 35"}, "minutes:"),
    ("B411", UNIT, {"minutes: 30": "minutes: 23"}, "minutes:"),
]
SILENT = [
    (CASE, {"play: 10": "play: 3"}),
    (CASE, TRUSTED),
    (CASE, dict(list(SHORT.items())[1:])),
    (UNIT, {"minutes: 30": "minutes: 34"}),
    (UNIT, {"minutes: 30": "minutes: 24"}),
]


@pytest.mark.parametrize(("code", "file", "edits", "at"), FAULTS)
def test_what_is_out_of_balance_is_found_on_its_line(content, code, file, edits, at):
    """Each planted fault gives its one finding, where it stands."""
    found = content.after(file, edits)

    assert [(told, line) for told, where, line in found if where == file] == [
        (code, content.line(at, file))
    ]


@pytest.mark.parametrize(("file", "edits"), SILENT)
def test_what_is_just_in_balance_is_left_alone(content, file, edits):
    """A case at the bound, or one that an apology mends, is fine."""
    found = content.after(file, edits)

    assert [code for code, where, _ in found if where == file] == []


def test_a_case_is_weighed_once_its_graph_is_sound(content):
    """Nobody is told of balance in a case that cannot be played."""
    edits = {"play: 10": "play: 30", "needs: minutes >= 3": "needs: minutes >= 7"}

    found = content.after(CASE, edits)

    assert [code for code, where, _ in found if where == CASE] == ["G302"]


def add_items(content, number, longest):
    """Write copies of the item and ask them in the quiz; of so many the key is the longest."""
    text = content.read(ITEM)
    names = [f"soal-{n}" for n in range(number)]
    for n, name in enumerate(names):
        copy = text.replace("id: langkah-pertama", f"id: {name}")
        if n >= longest:
            copy = copy.replace(
                "text: Tolak hari itu juga.", "text: Tolak permohonannya hari itu juga."
            )
        content.write(f"data/items/{name}.yml", copy)
    quiz = content.read(QUIZ).replace("  - langkah-pertama\n", "")
    content.write(QUIZ, quiz + "".join(f"  - {name}\n" for name in names))


@pytest.mark.parametrize(
    ("number", "longest", "told"),
    [(5, 4, 1), (5, 3, 0), (4, 4, 0), (10, 7, 1), (10, 6, 0)],
)
def test_a_quiz_is_not_won_by_taking_the_longest(content, number, longest, told):
    """In more than three items of five the right answer must not be the longest."""
    add_items(content, number, longest)

    assert [(file, line) for code, file, line in content.found() if code == "B403"] == [
        (QUIZ, content.line("items:", QUIZ))
    ] * told


@pytest.mark.parametrize(("longest", "told"), [(8, 1), (7, 0)])
def test_the_whole_bank_is_weighed_more_finely(content, longest, told):
    """Over twenty items, two of five are enough to teach the wrong thing."""
    add_items(content, 19, longest)

    assert [(file, line) for code, file, line in content.found() if code == "B403"] == [
        ("data/items", 0)
    ] * told


def add_vignettes(content, form, *, action, harmless):
    """Write vignettes of a form; return their names."""
    names = []
    for file, own, number in ((VIGNETTE, "tanpa", action), (HARMLESS, "dengan", harmless)):
        for n in range(number):
            name = f"{form.lower()}-{own}-{n}"
            text = content.read(file).replace(f"id: kerja-{own}-nama\n", f"id: {name}\n")
            text = text.replace("form: A", f"form: {form}").replace("form: B", f"form: {form}")
            content.write(f"data/items/{name}.yml", text)
            names.append(name)
    return names


@pytest.mark.parametrize(
    ("action", "harmless", "told"),
    [(0, 0, 0), (1, 0, 1), (0, 1, 0), (1, 1, 0), (0, 2, 0), (0, 3, 1), (5, 4, 0), (6, 3, 1)],
)
def test_a_quiz_has_as_many_harmless_vignettes_as_others(content, action, harmless, told):
    """Beside the one that calls for action, half of all are harmless, give or take a tenth."""
    names = add_vignettes(content, "A", action=action, harmless=harmless)
    content.write(QUIZ, content.read(QUIZ) + "".join(f"  - {name}\n" for name in names))
    found = [(file, line) for code, file, line in content.found() if code == "B408"]

    assert [each for each in found if each[0] == QUIZ] == [
        (QUIZ, content.line("items:", QUIZ))
    ] * told


@pytest.mark.parametrize(
    ("in_a", "in_b", "told"),
    [
        ((5, 5), (5, 5), []),
        ((5, 5), (5, 4), []),
        ((8, 2), (4, 4), ["form {form} has {number} vignettes, {calls} of them call for action"]),
        ((8, 8), (3, 3), ["form A has {one} vignettes and form B {other}"]),
    ],
)
def test_both_forms_are_alike(content, in_a, in_b, told):
    """Whoever is tested again with the other form meets as many of each kind."""
    for form, (action, harmless) in (("A", in_a), ("B", in_b)):
        add_vignettes(content, form, action=action, harmless=harmless)
    found = [problem for problem in content.check() if problem.code == "B408"]

    assert [problem.what.text for problem in found] == told
    assert {(problem.file.name, problem.line) for problem in found} <= {("items", 0)}


def test_the_minutes_of_an_explorer_are_the_same_everywhere():
    """What the sum of a unit counts is what the explorer says of itself."""
    shelves = [
        signs_shelf([], [], {}),
        services_shelf([], [], {}),
        penalties_shelf([]),
        facts_shelf([]),
        corrections_shelf([]),
    ]

    assert {shelf.key: shelf.minutes for shelf in shelves} == SHELF_MINUTES
    assert set(SHELVES) == set(SHELF_MINUTES)


def tables(content, *copies):
    """Write a real coordination table, once for each name given, as many times as wanted."""
    folder = REPOSITORY / "data" / "tabletops"
    for real, name in copies:
        text = (folder / f"{real}.yml").read_text(encoding="utf-8")
        text = text.replace(f"id: {real}\n", f"id: {name}\n", 1)
        content.write(f"data/tabletops/{name}.yml", text)


def test_half_of_the_coordination_tables_are_harmless(content):
    """Two tables that call for action need two that do not; one alone is no pattern."""
    action, harmless = "keberangkatan-mendadak", "rombongan-magang"
    found = []
    for added in ((action, "satu"), (action, "dua"), (harmless, "tiga"), (harmless, "empat")):
        tables(content, added)
        problems = [problem for problem in content.check() if problem.code == "B408"]
        found.append([(problem.file.name, problem.line) for problem in problems])

    assert found == [[], [("tabletops", 0)], [], []]


def test_a_draft_of_a_coordination_table_does_not_count(content):
    """What learners do not meet leaves the balance alone."""
    tables(content, ("rombongan-magang", "satu"), ("rombongan-magang", "dua"))
    assert "B408" in content.codes()

    content.change("status: active", "status: draft", "data/tabletops/dua.yml")

    assert "B408" not in content.codes()


@pytest.mark.parametrize(("minutes", "told"), [(43, True), (44, False), (54, False), (55, True)])
def test_a_simulation_counts_with_its_minutes(content, minutes, told):
    """A unit with a patrol of twenty minutes is longer by these, five more or less."""
    patrol = REPOSITORY / "data" / "patrols" / "pasar-dan-desa.yml"
    content.write("data/patrols/pasar-dan-desa.yml", patrol.read_bytes())
    content.change("activities:\n", "activities:\n  - patrol:pasar-dan-desa\n", UNIT)
    content.change("minutes: 30", f"minutes: {minutes}", UNIT)

    assert ("B411" in content.codes()) is told


@pytest.mark.parametrize(
    ("activity", "minutes", "told"),
    [
        ("survey:reaksi-contoh", 36, False),
        ("survey:reaksi-contoh", 37, True),
        ("test:kuis-contoh", 37, False),
        ("test:kuis-contoh", 38, True),
    ],
)
def test_a_survey_and_a_test_count_with_their_minutes(content, activity, minutes, told):
    """A survey takes its two minutes, a test the three of its quiz, five more or less."""
    content.change("activities:\n", f"activities:\n  - {activity}\n", UNIT)
    content.change("minutes: 30", f"minutes: {minutes}", UNIT)

    assert content.codes() == (["B411"] if told else [])
