"""Hostile and enormous content costs a finding, never minutes and never an exception."""

import pytest

CASE = "data/scenarios/cuti-dua-pekan/scenario.yml"
HEAD = "state:\n"


def case(content, state, choices, needs=""):
    """Write a case with one step of many choices, and an ending."""
    head = content.read(CASE).partition(HEAD)[0]
    ways = "".join(
        f"      - {{id: c{number}, text: x, leads_to: a, {needs}"
        f" changes: {{{change}}}, why: x, from: [{{source: KIT}}]}}\n"
        for number, change in enumerate(choices)
    )
    content.write(
        CASE,
        f"{head}state:\n{state}start: a\nsteps:\n  a:\n    text: x\n    choices:\n{ways}"
        "      - {id: stop, text: x, leads_to: z, why: x, from: [{source: KIT}]}\n"
        "  z: {text: x, ending: good, decision: consult}\n",
    )


def numbers(count, largest=99):
    """Return the declaration of numbers."""
    return "".join(f"  v{n}: {{start: 0, min: 0, max: {largest}}}\n" for n in range(count))


@pytest.mark.parametrize(
    ("count", "largest", "ways", "needs"),
    [
        pytest.param(6, 99, 6, "", id="six-numbers"),
        pytest.param(12, 99, 12, "", id="twelve-numbers"),
        pytest.param(3, 36, 3, 'needs: "v0 <= 99 and v1 <= 99 and not v2 > 99",', id="needs"),
        pytest.param(2, 19, 1200, "", id="many-choices"),
        pytest.param(2, 19, 1000, 'needs: "v0 <= 99 and v1 <= 99",', id="many-conditions"),
        pytest.param(2500, 99, 10, "", id="many-numbers"),
        pytest.param(2500, 99, 500, "", id="many-of-both"),
    ],
)
def test_an_explosion_of_situations_is_refused_in_time(request, count, largest, ways, needs):
    """More than can be explored is a finding about the case, not a wait."""
    content, in_time = request.getfixturevalue("content"), request.getfixturevalue("in_time")
    changes = [f"v{number % count}: +1" for number in range(ways)]
    case(content, numbers(count, largest), changes, needs)

    with in_time():
        found = content.found()

    assert {code for code, file, _ in found if file == CASE} & {"G305", "S112"}


@pytest.mark.parametrize(
    "needs",
    [
        "greeted and " * 10_000,
        "(" * 100_000,
        "(" * 100_000 + "greeted" + ")" * 100_000,
        "[" * 100_000,
        "not " * 25_000,
        "9" * 100_000,
    ],
    ids=["ands", "open", "brackets", "square", "nots", "digits"],
)
def test_an_enormous_condition_is_one_finding(content, in_time, needs):
    """A hundred thousand characters of condition are refused on their line."""
    content.change("needs: minutes >= 3", f'needs: "{needs.strip()}"')

    with in_time():
        found = content.found()

    assert found == [("S112", CASE, content.line("needs: " + '"' + needs[:10]))]


@pytest.mark.parametrize(
    "needs",
    ["(" * 9 + "greeted" + ")" * 9, "(" * 100 + ")" * 100, "not " * 40 + "greeted", "((" * 100],
    ids=["nine", "hundred", "nots", "open"],
)
def test_a_deep_condition_is_one_finding(content, needs):
    """Within the bound on length, the bound on depth still holds."""
    content.change("needs: minutes >= 3", f'needs: "{needs}"')

    assert content.found() == [("G310", CASE, content.line(needs))]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        (CASE, b"a: 1\n" * 2_000_000, "S102"),
        ("data/scenarios/cuti-dua-pekan/playthroughs.yml", b"- x\n" * 2_500_000, "S102"),
        ("data/items/besar.yml", b"#" * 10_000_000, "S102"),
        (CASE, b"[" * 100_000, "S106"),
        (CASE, b"a: {" * 50_000, "S106"),
        ("data/quizzes/dalam.yml", b"- " * 100_000, "S106"),
    ],
    ids=["case-10MB", "plays-10MB", "item-10MB", "brackets", "braces", "dashes"],
)
def test_an_enormous_or_deep_file_is_one_finding(content, in_time, name, data, code):
    """Ten megabytes or a hundred thousand brackets are refused without being taken apart."""
    content.write(name, data)

    with in_time():
        found = content.found()

    assert [found_code for found_code, file, _ in found if file == name] == [code]


def test_thousands_of_faults_in_one_file_are_told_in_time(content, in_time):
    """A file full of nonsense is refused as quickly as a sound one is read."""
    content.write("data/items/kacau.yml", "".join(f"kunci-{n}: 1\n" for n in range(15_000)))

    with in_time():
        codes = set(content.codes())

    assert codes <= {"S110", "S111", "S112", "S113"}
    assert codes


@pytest.mark.parametrize(
    "activity",
    [
        "scenario:../scenarios/cuti-dua-pekan",
        "scenario:" + "x" * 5000,
        "scenario:",
        "quiz:../items/langkah-pertama",
        ":kuis-contoh",
        "kuis-contoh",
        "quiz:kuis-contoh:x",
        "sign:T-REK-07",
    ],
    ids=lambda activity: activity[:24],
)
def test_an_activity_is_never_a_path(content, activity):
    """A unit reaches only what has that exact name."""
    unit = "data/units/contoh.yml"
    content.change("- quiz:kuis-contoh", f'- "{activity}"', unit)

    found = [(file, line) for _, file, line in content.found()]
    assert found == [(unit, content.line(activity, unit))]


@pytest.mark.parametrize(
    "text",
    [
        "tidak berkata " * 12_000,
        "a" * 170_000,
        "a-" * 80_000,
        "AB CD EF " * 18_000,
        "0 " * 80_000,
        "000 " * 40_000,
        "+1 " * 50_000,
        ".”" * 50_000,
        "dipalsukan a a " * 10_000,
        "suara a " * 20_000,
        "Pasal UU Nomor " * 10_000,
        "{HUK-01.a" * 15_000,
        "a@" * 80_000,
        "(" * 160_000,
    ],
    ids=lambda text: text[:12],
)
@pytest.mark.parametrize("file", ["data/signs/T-REK-07.yml", "data/pages/bacaan-contoh.yml"])
def test_an_enormous_text_costs_findings_and_no_minutes(request, file, text):
    """No pattern of the rules on wording, harm and facts can be kept busy for long."""
    content, in_time = request.getfixturevalue("content"), request.getfixturevalue("in_time")
    key = "status: verified" if "signs" in file else "status: active"
    field = f"status_note: '{text}'\n{key}" if "signs" in file else f"{key}\nabout: '{text}'"
    if "pages" in file:
        content.change("about: Satu halaman singkat.\n", "", file)
    content.change(key, field, file)

    with in_time():
        content.found()
