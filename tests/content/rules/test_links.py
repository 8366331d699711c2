"""Links: every name leads somewhere, and twins name each other and differ as they must."""

import pytest

CASE = "data/scenarios/cuti-dua-pekan/scenario.yml"
TWIN = "data/scenarios/cuti-bersama-ibu/scenario.yml"
ITEM = "data/items/kerja-tanpa-nama.yml"
ITEM_TWIN = "data/items/kerja-dengan-nama.yml"
QUIZ = "data/quizzes/kuis-contoh.yml"
SORTER = "data/sorters/pilah-contoh.yml"
SIGN = "data/signs/T-REK-07.yml"
EXTRA_STEPS = "".join(
    f"  akhir-{n}: {{ending: poor, decision: refer, text: Lain.}}\n" for n in range(3)
)


def told(content, code):
    """Return file, line and the English sentence of every finding of a code."""
    return [
        (found.file.relative_to(content.home).as_posix(), found.line, found.what.render("en"))
        for found in content.check()
        if found.code == code
    ]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (CASE, "[{source: PEDOMAN, at: bab 2}]\ntwin", "[{source: KITAB, at: bab 2}]\ntwin"),
        (
            CASE,
            "kosong.\n        from: [{source: KIT}]",
            "kosong.\n        from: [{source: KITAB}]",
        ),
        (ITEM, "{source: PEDOMAN, at: bab 2}", "{source: KITAB, at: bab 2}"),
        (SIGN, "from: [{source: KIT}]", "from: [{source: KITAB}]"),
        ("data/non-signs/gugup.yml", "from: [{source: KIT}]", "from: [{source: KITAB}]"),
        (SORTER, "ada.\n    from: [{source: KIT}]", "ada.\n    from: [{source: KITAB}]"),
    ],
    ids=["truth", "choice", "item", "sign", "non-sign", "card"],
)
def test_every_citation_leads_to_a_source(content, file, old, new):
    """Whatever says where it comes from is checked, however deep it stands."""
    content.change(old, new, file)

    assert told(content, "L203") == [
        (file, content.line("KITAB", file), "there is no source 'KITAB'")
    ]


def test_a_broken_source_is_not_also_a_missing_one(content):
    """Who cites a damaged record has done nothing wrong."""
    content.write("data/sources/PEDOMAN.yml", b"\xff")

    assert content.codes() == ["S101"]


def test_every_entry_of_a_list_has_its_own_line(content):
    """In a quiz of three, each wrong name is pointed at."""
    content.change("- langkah-pertama", "- langkah-kedua", QUIZ)
    content.change("- kerja-tanpa-nama", "- kerja-apa-saja", QUIZ)

    assert [line for _, line, _ in told(content, "L208")] == [
        content.line("langkah-kedua", QUIZ),
        content.line("kerja-apa-saja", QUIZ),
    ]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (CASE, "id: cuti-dua-pekan", "id: cuti-satu-pekan"),
        (SIGN, "id: T-REK-07", "id: T-REK-08"),
        ("data/sources/KIT.yml", "id: KIT", "id: KITAB"),
        ("data/programmes/contoh.yml", "id: contoh\n", "id: contoh-lain\n"),
    ],
)
def test_an_id_is_the_name_of_its_file_or_folder(content, file, old, new):
    """A copied file whose id was forgotten is told on the line of the id."""
    content.change(old, new, file)

    assert [(path, line) for path, line, _ in told(content, "L206")] == [
        (file, content.line(new.strip(), file))
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        (CASE, "twin: cuti-bersama-ibu", "twin: tidak-ada", "does not exist"),
        (CASE, "twin: cuti-bersama-ibu", "twin: cuti-dua-pekan", "both twins"),
        (TWIN, "twin: cuti-dua-pekan", "twin: cuti-bersama-ibu", "does not name this one"),
        (TWIN, "rung: no-concern", "rung: refer", "both twins"),
        (CASE, "rung: consult", "rung: inform", "both twins"),
        (CASE, "  consulted: {", f"{EXTRA_STEPS}  consulted: {{", "10 steps here and 6 in"),
        (ITEM, "twin: kerja-dengan-nama", "twin: tidak-ada", "does not exist"),
        (ITEM, "twin: kerja-dengan-nama", "twin: langkah-pertama", "does not name this one"),
        (ITEM_TWIN, "truth: no-concern\naccepts: [inform]", "truth: urgent", "both twins"),
    ],
    ids=[
        "gone",
        "self",
        "other",
        "both",
        "neither",
        "long",
        "item-gone",
        "item-other",
        "item-both",
    ],
)
def test_a_twin_exists_answers_and_differs(content, file, old, new, complaint):
    """A case without a harmless look-alike of the same length must not go out."""
    content.change(old, new, file)
    own = CASE if file in {CASE, TWIN} else ITEM

    assert [complaint in what for path, _, what in told(content, "B405") if path == own] == [True]


def test_twins_of_opposite_truth_and_like_length_are_fine(content):
    """Up to two steps of difference tell nothing."""
    content.change("  consulted: {", f"{EXTRA_STEPS.splitlines()[0]}\n  consulted: {{")

    assert len(content.scenario().steps) - len(content.scenario("cuti-bersama-ibu").steps) == 2
    assert told(content, "B405") == []


@pytest.mark.parametrize(("broken", "sound"), [(TWIN, CASE), (ITEM_TWIN, ITEM)])
def test_a_broken_twin_is_told_once(content, broken, sound):
    """The finding about the damaged file is enough."""
    content.write(broken, b"\xff")

    assert content.codes() == ["S101"]
    assert sound not in {file for _, file, _ in content.found()}


@pytest.mark.parametrize("target", ["story", "issued"])
def test_a_step_that_is_not_there_is_named(content, target):
    """Each choice that leads nowhere is told, and what it named."""
    old = {
        "story": "leads_to: story\n        why: Minta",
        "issued": "leads_to: issued\n        why: B",
    }
    content.change(old[target], old[target].replace(target, "entah"))

    assert told(content, "L201") == [
        (CASE, content.line("leads_to: entah"), "there is no step 'entah'")
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("trust: true", "L210"),
        ("trust: [salinan-ada]", "L210"),
        ("greeted: 1", "L210"),
        ("greeted: [salinan-ada]", "L210"),
        ("noted: 1", "L210"),
        ("noted: true", "L210"),
        ("noted: [entah]", "L204"),
        ("nothing: 1", "L205"),
    ],
)
def test_a_change_fits_what_it_changes(content, change, code):
    """Numbers, flags and evidence cannot be mixed up."""
    content.change("{trust: -2, minutes: -1}", f"{{{change}}}")

    assert content.found() == [(code, CASE, content.line(change))]


def test_each_unknown_piece_of_evidence_is_told(content):
    """Two wrong names in one list are two findings."""
    content.change("{trust: -2, minutes: -1}", "{noted: [entah, salinan-ada, apa]}")

    assert [what for *_, what in told(content, "L204")] == [
        "there is no evidence 'entah'",
        "there is no evidence 'apa'",
    ]


def test_an_id_may_return_in_another_step(content):
    """Ids of choices need to differ within a step only."""
    content.change("id: go-on", "id: give-up")

    assert content.check() == []


def test_three_choices_of_one_id_are_one_finding(content):
    """A step is told once which id is not its own."""
    content.change("id: accusation", "id: issue-now")
    content.change("id: open-question", "id: issue-now")

    assert len(told(content, "L209")) == 1
