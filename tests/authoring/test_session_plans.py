"""Session plans are written from the programmes, the cases and the facts, and from nothing else."""

import re

import pytest

from tppo_kit.authoring.session_plans import (
    MOST_QUESTIONS,
    case_questions,
    clock,
    run_sheet,
    session_plans,
    way_to,
)
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.facts import Fact
from tppo_kit.content.items import Quiz
from tppo_kit.content.programmes import Workshop
from tppo_kit.language import shown
from tppo_kit.sessions.library import open_activity
from tppo_kit.settings import load_settings

SETTINGS = load_settings()
CATALOGUE = Catalogue(SETTINGS.data)
WORKSHOPS = CATALOGUE.all(Workshop)
PLANS = session_plans(SETTINGS)
SPAN = re.compile(r"(?m)^\| (\d+):(\d\d)–(\d+):(\d\d) \|")
CASE = "telepon-hari-minggu"
PLAN = "lokakarya-orang-tua-45"
DAY = "lokakarya-perangkat-desa-360"
NEWS_TO_A_TABLE = '- after: 20\n        to: "table:2"'
WAYS = {
    "each": "sendiri-sendiri",
    "together": "bersama, suara terbanyak",
    "discuss": "pilih, bicara 1 menit, pilih lagi",
    "tables": "per meja, tiap orang berperan",
}
PRINTED = "Dari konsol, atau lembar cetak"
TALK = "way: discuss\n    talk_minutes: 3"
#: What no notebook plays, and what the page says instead of the way there.
ROOM_ONLY = {
    "survey:reaksi": PRINTED,
    "survey:reaksi-remaja": PRINTED,
    "quiz:pilih-bicara-desa": "Belum ada di beranda; buka dari konsol",
}


def spans(page):
    """Return from when to when each block of a page lasts, in minutes."""
    times = [[int(number) for number in found] for found in SPAN.findall(page)]
    return [(hours * 60 + minutes, hh * 60 + mm) for hours, minutes, hh, mm in times]


def test_every_workshop_has_its_page():
    """There is one page for each workshop, named after it, and no other."""
    assert set(PLANS) == {f"{workshop.id}.md" for workshop in WORKSHOPS}


def test_the_pages_in_the_guide_are_the_generated_ones():
    """What lies in the guide is what the programmes give today; `tppo-kit guide` writes it."""
    folder = SETTINGS.home / "facilitator_guide" / "sesi"

    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == PLANS


def test_the_same_content_gives_the_same_pages():
    """Nothing but the content decides: a second run gives the same text."""
    assert session_plans(SETTINGS) == PLANS


@pytest.mark.parametrize("workshop", WORKSHOPS, ids=lambda workshop: workshop.id)
def test_the_clock_runs_without_gaps(workshop):
    """Each block starts when the one before ends, and the last ends with the session."""
    told = spans(PLANS[f"{workshop.id}.md"])

    assert len(told) == len(workshop.blocks)
    assert told[0][0] == 0
    assert [ends for _, ends in told[:-1]] == [starts for starts, _ in told[1:]]
    assert told[-1][1] == workshop.minutes


@pytest.mark.parametrize("workshop", WORKSHOPS, ids=lambda workshop: workshop.id)
def test_the_page_says_what_the_programme_says(workshop):
    """Every objective, material, word of care, cue and question of a workshop is on its page."""
    page = PLANS[f"{workshop.id}.md"]
    wanted = [workshop.title, *workshop.objectives, *workshop.materials, *workshop.care]
    for block in workshop.blocks:
        wanted += [block.title, block.does, block.says, *block.asks]

    assert [text for text in wanted if text not in page] == []


@pytest.mark.parametrize("workshop", WORKSHOPS, ids=lambda workshop: workshop.id)
def test_every_activity_is_named_with_the_way_there(workshop):
    """Each activity stands on the page by its title, and the home page leads to it."""
    page = PLANS[f"{workshop.id}.md"]
    for row in run_sheet(workshop, CATALOGUE):
        if row.block.activity:
            assert row.title == shown(open_activity(row.block.activity, CATALOGUE).title, "id")
            way = WAYS[row.block.way]
            if row.block.activity in ROOM_ONLY:
                assert not row.unit
                assert (
                    f"| {row.number} | {row.title} | {way} | {ROOM_ONLY[row.block.activity]} |"
                    in page
                )
            else:
                assert f"| {row.number} | {row.title} | {way} | Pilih “{row.programme}”" in page
                assert row.unit


@pytest.mark.parametrize("workshop", WORKSHOPS, ids=lambda workshop: workshop.id)
def test_a_test_is_named_by_the_forms_that_are_used(workshop):
    """Both forms where people are compared with themselves, the second where it stands alone."""
    page = PLANS[f"{workshop.id}.md"]
    alone = [block.kind for block in workshop.blocks if block.forms] == ["after"]
    for row in run_sheet(workshop, CATALOGUE):
        if row.block.forms:
            used = row.block.forms[1:] if alone else row.block.forms
            names = [CATALOGUE.get(Quiz, form.partition(":")[2]).title for form in used]
            assert row.title == " / ".join(names)
            assert f"| {row.number} | {row.title} | sendiri-sendiri | {PRINTED} |" in page


@pytest.mark.parametrize("workshop", WORKSHOPS, ids=lambda workshop: workshop.id)
def test_news_stands_on_the_page_with_its_minute_and_its_reader(workshop):
    """Who has no phones reads the news aloud at its minute."""
    page = PLANS[f"{workshop.id}.md"]
    for row in run_sheet(workshop, CATALOGUE):
        assert [each.after for each in row.news] == sorted(n.after for n in row.block.injects)
        for each in row.news:
            assert f"| {each.after} | {each.to} | {each.text} |" in page


def test_news_is_addressed_in_words(home, rewrite):
    """A role is named as at its table, a table by its number, and everybody as everybody."""
    rewrite(
        home.data / "programmes" / f"{DAY}.yml", "- after: 20\n        to: all", NEWS_TO_A_TABLE
    )
    catalogue = Catalogue(home.data)
    rows = run_sheet(catalogue.get(Workshop, DAY), catalogue)
    (news,) = [row.news for row in rows if row.news]

    assert [(each.after, each.to) for each in news] == [
        (12, "peran Kepala desa"),
        (20, "meja 2"),
        (30, "semua"),
    ]


@pytest.mark.parametrize("workshop", WORKSHOPS, ids=lambda workshop: workshop.id)
def test_every_case_is_discussed_with_questions_of_its_own(workshop):
    """For each case the page asks what the case's notes ask, three questions at most."""
    page = PLANS[f"{workshop.id}.md"]
    for block in workshop.blocks:
        if block.activity.startswith("scenario:"):
            name = block.activity.partition(":")[2]
            notes = (SETTINGS.data / "scenarios" / name / "notes.md").read_text(encoding="utf-8")
            questions = case_questions(block.activity, CATALOGUE)
            assert 1 <= len(questions) <= MOST_QUESTIONS
            for question in questions:
                assert f"“{question}”" in " ".join(notes.split())
                assert f"- {question}\n" in page


@pytest.mark.parametrize("name", sorted(PLANS))
def test_the_page_says_how_it_was_made(name):
    """Each page ends by naming its source and the command that writes it."""
    ending = PLANS[name].rstrip().split("\n\n")[-1]

    assert f"data/programmes/{name.removesuffix('.md')}.yml" in ending
    assert "python3 kit.py guide" in ending


@pytest.mark.parametrize("name", ["LAP-01", "LAP-03", "LAP-04"])
def test_national_numbers_stand_with_the_day_they_were_checked(name):
    """A national number is printed as the fact has it, with both its dates."""
    fact = CATALOGUE.get(Fact, name)
    line = next(line for line in PLANS[f"{PLAN}.md"].splitlines() if fact.title in line)

    assert fact.values["telepon"] in line
    assert f"| {fact.checked} | {fact.check_by} |" in line


@pytest.mark.parametrize(
    ("file", "change", "wanted"),
    [
        (f"programmes/{PLAN}.yml", ("minutes: 45", "minutes: 46"), "| 46 menit |"),
        (f"programmes/{PLAN}.yml", ("way: discuss", TALK), "| pilih, bicara 3 menit, pilih lagi |"),
        ("facts/LAP-01.yml", ('telepon: "110"', 'telepon: "999"'), "| 999 | "),
        (f"scenarios/{CASE}/scenario.yml", ("title: Telepon", "title: Surat"), "Surat hari Minggu"),
        (f"scenarios/{CASE}/notes.md", ("Adakah bahaya malam ini?", "Amankah?"), "- Amankah?"),
        ("units/desa-dan-keluarga.yml", ("title: Di desa", "title: Di kota"), "buka “Di kota"),
        ("programmes/belajar-petugas.yml", ("short: Petugas", "short: Kami"), "Pilih “Kami”"),
    ],
    ids=["minutes", "talk", "number", "title", "question", "unit", "programme"],
)
def test_a_change_of_content_changes_the_page(home, rewrite, file, change, wanted):
    """Nothing on a page is typed by hand: what is changed in data/ is changed there."""
    assert wanted not in PLANS[f"{PLAN}.md"]
    rewrite(home.data / file, *change)

    assert wanted in session_plans(home)[f"{PLAN}.md"]


def test_a_bar_does_not_break_a_table(home, rewrite):
    """A bar in a text is escaped where a bar would end a cell."""
    rewrite(home.data / "programmes" / f"{PLAN}.yml", "Sambut semua orang.", "Sambut | duduk.")

    assert "Sambut \\| duduk." in session_plans(home)[f"{PLAN}.md"]


def test_an_activity_outside_every_programme_is_said_to_be(home, rewrite):
    """Where the home page has no way to an activity, the page says so."""
    rewrite(home.data / "units" / "desa-dan-keluarga.yml", f'  - "scenario:{CASE}"\n', "")

    assert way_to(f"scenario:{CASE}", Catalogue(home.data)) == ("", "")
    assert "Belum ada di beranda" in session_plans(home)[f"{PLAN}.md"]


def test_a_broken_programme_takes_no_other_page_down(home):
    """A file that cannot be read gives no page; the others are written as before."""
    (home.data / "programmes" / f"{PLAN}.yml").write_bytes(b"\xff")
    plans = session_plans(home)

    assert plans == {name: text for name, text in PLANS.items() if name != f"{PLAN}.md"}


def test_questions_come_from_the_decision_step():
    """Only what the notes ask is taken, and only for a case."""
    assert case_questions(f"scenario:{CASE}", CATALOGUE)[0] == "Adakah bahaya malam ini?"
    assert case_questions("quiz:tanda-1", CATALOGUE) == []


def test_the_clock_shows_hours_and_minutes():
    """A clock from the start of the session, as in 1:05 for 65 minutes."""
    assert [clock(0), clock(9), clock(65), clock(420)] == ["0:00", "0:09", "1:05", "7:00"]


def test_a_plan_speaks_of_a_break_and_of_later_tests_only_where_there_are_some():
    """What the first lines and the last reminder promise is in the programme."""
    for workshop in CATALOGUE.all(Workshop):
        page = PLANS[f"{workshop.id}.md"]
        rests = any(block.kind == "break" for block in workshop.blocks)

        assert ("termasuk istirahat" in page) == rests
        assert ("tes lanjutan" in page) == bool(workshop.follow_up)
