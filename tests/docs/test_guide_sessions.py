"""The guide and the workshops keep their promises: lengths, breaks, care, half of it harmless."""

import re
from pathlib import Path

import pytest

from tppo_kit.content.cases import Scenario
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.facts import Fact
from tppo_kit.content.items import Quiz, Vignette
from tppo_kit.content.pages import MarkedMessage
from tppo_kit.content.programmes import Audience, SelfStudy, Workshop

HOME = Path(__file__).resolve().parents[2]
GUIDE = HOME / "facilitator_guide"
#: Pages written by hand, beside the older ones that have tests of their own.
PAGES = [
    "README.md",
    "keselamatan.md",
    "menyiapkan_ruang.md",
    "metode_per_usia.md",
    "sebelum_berangkat.md",
]
CATALOGUE = Catalogue(HOME / "data")
WORKSHOPS = CATALOGUE.all(Workshop)
LENGTHS = {
    Audience.CHILDREN: {45},
    Audience.TEENAGERS: {45, 90},
    Audience.PARENTS_AND_ELDERS: {45, 90},
    Audience.PROSPECTIVE_MIGRANTS: {90, 180},
    Audience.VILLAGE_OFFICIALS: {45, 90, 180, 360},
    Audience.OFFICERS: {45, 90, 180, 420},
}
MESSAGE_MINUTES = 4
#: Nobody sits longer than this without a break; children far sooner.
LONGEST_STRETCH, LONGEST_FOR_CHILDREN = 100, 30
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”’\")\]*]*\s+")
_NEW_BLOCK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-|>#]|\d+\.))")


def each_workshop(test):
    """Run a test for every workshop."""
    return pytest.mark.parametrize("workshop", WORKSHOPS, ids=lambda each: each.id)(test)


def needed(activity):
    """Return the minutes that one person needs for an activity."""
    kind, _, name = activity.partition(":")
    if kind == "scenario":
        return CATALOGUE.get(Scenario, name).minutes.play
    if kind == "message":
        return MESSAGE_MINUTES
    if kind == "explorer":
        return 1
    return CATALOGUE.reading({"test": "quiz"}.get(kind, kind), name).record.minutes


def played(block):
    """Return the keys of everything that is played in a block."""
    return [block.activity] if block.activity else block.forms


def truths(activity):
    """Return for each case, message or short case in an activity whether it calls for action."""
    kind, _, name = activity.partition(":")
    if kind == "scenario":
        return [CATALOGUE.get(Scenario, name).truth.rung.calls_for_action]
    if kind == "message":
        return [CATALOGUE.get(MarkedMessage, name).truth.calls_for_action]
    if kind in ("quiz", "test"):
        items = [CATALOGUE.item(item) for item in CATALOGUE.get(Quiz, name).items]
        return [item.truth.calls_for_action for item in items if isinstance(item, Vignette)]
    return []


def sentences(text):
    """Return the sentences of a page in Markdown, each cell of a table by itself."""
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    for part in _NEW_BLOCK.split(text):
        for cell in part.split("|") if part.lstrip().startswith("|") else [part]:
            yield from _SENTENCE_END.split(" ".join(cell.split()))


def test_every_audience_has_its_lengths():
    """There is a workshop of each promised length for each audience, and no other."""
    found = {audience: set() for audience in Audience}
    for workshop in WORKSHOPS:
        found[workshop.audience].add(workshop.minutes)

    assert found == LENGTHS


@each_workshop
def test_a_workshop_is_named_after_its_length(workshop):
    """The id ends with the minutes, which are the minutes of its blocks."""
    assert workshop.id.endswith(f"-{workshop.minutes}")
    assert sum(block.minutes for block in workshop.blocks) == workshop.minutes


@each_workshop
def test_half_of_the_cases_and_messages_are_harmless(workshop):
    """As many cases, messages and short cases are harmless as call for action."""
    found = [truth for block in workshop.blocks for key in played(block) for truth in truths(key)]

    assert found.count(True) == found.count(False)


@each_workshop
def test_the_time_for_an_activity_is_enough(workshop):
    """No activity gets less time in a group than one person needs alone."""
    short = [
        key for block in workshop.blocks for key in played(block) if block.minutes < needed(key)
    ]

    assert short == []


@each_workshop
def test_nobody_sits_for_too_long(workshop):
    """Breaks come often enough, and a day has a meal."""
    children = workshop.audience is Audience.CHILDREN
    longest = LONGEST_FOR_CHILDREN if children else LONGEST_STRETCH
    stretch = 0
    for block in workshop.blocks:
        stretch = 0 if block.kind == "break" else stretch + block.minutes
        assert stretch <= longest
    if workshop.minutes >= 360:
        assert max(block.minutes for block in workshop.blocks if block.kind == "break") >= 45


@each_workshop
def test_a_session_opens_and_closes_with_words(workshop):
    """Welcome and closing come first and last, and both have a sentence to say aloud."""
    first, last = workshop.blocks[0], workshop.blocks[-1]

    assert (first.kind, last.kind) == ("welcome", "closing")
    assert first.says
    assert last.says
    assert last.asks


@each_workshop
def test_care_names_what_a_facilitator_must_have_ready(workshop):
    """Ground rules, the second channel and what to do when somebody tells are all there."""
    care = " ".join(workshop.care).lower()

    for words in ("jalur", "foto", "bercerita"):
        assert words in care
    if workshop.audience is not Audience.CHILDREN:
        assert "catatan isi" in care
        assert "jeda" in care


@each_workshop
def test_a_first_case_comes_with_a_warning(workshop):
    """The first case of a pair is announced with what it touches on."""
    cases = [block for block in workshop.blocks if block.activity.startswith("scenario:")]

    assert all(block.says for block in cases[::2])


def test_children_meet_no_cases():
    """The workshop for children plays nothing from the kit."""
    blocks = [
        block
        for workshop in WORKSHOPS
        if workshop.audience is Audience.CHILDREN
        for block in workshop.blocks
    ]

    assert [block.activity for block in blocks if block.activity] == []


def test_the_programmes_for_learning_alone_fit_their_readers():
    """Officers learn everything; the others learn parts of it, and all start with the basics."""
    programmes = {programme.id: programme.units for programme in CATALOGUE.all(SelfStudy)}
    officers = programmes["belajar-petugas"]

    assert set(programmes) == {"belajar-petugas", "belajar-perangkat-desa", "belajar-umum"}
    assert all(set(units) <= set(officers) for units in programmes.values())
    assert all(units[:2] == officers[:2] for units in programmes.values())
    assert all(len(set(units)) == len(units) for units in programmes.values())


def test_the_guide_lists_every_session_with_its_minutes():
    """The table of the guide links each session under its minutes."""
    links = re.findall(r"\[(\d+)\]\(sesi/([a-z0-9-]+)\.md\)", (GUIDE / "README.md").read_text())

    assert {name: int(minutes) for minutes, name in links} == {
        workshop.id: workshop.minutes for workshop in WORKSHOPS
    }
    assert len(links) == len(WORKSHOPS)


@pytest.mark.parametrize("path", sorted(GUIDE.glob("sesi/*.md")), ids=lambda path: path.name)
def test_links_from_sessions_lead_somewhere(path):
    """Each link of a session plan is to a page that exists."""
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))

    assert links
    assert [link for link in links if not (path.parent / link).is_file()] == []


@pytest.mark.parametrize("name", PAGES)
def test_anchors_lead_to_headings(name):
    """A link into a page names one of its headings."""
    text = (GUIDE / name).read_text(encoding="utf-8")
    for target, anchor in re.findall(r"\]\(([^)#:]*)#([^)]+)\)", text):
        page = (GUIDE / (target or name)).read_text(encoding="utf-8")
        titles = re.findall(r"(?m)^#+ (.+)$", page)
        known = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
        assert anchor in known


@pytest.mark.parametrize("name", PAGES)
def test_pages_written_by_hand_hold_no_numbers_to_call(name):
    """Telephone numbers are facts; no page written by hand repeats one."""
    text = (GUIDE / name).read_text(encoding="utf-8")
    channels = [fact for fact in CATALOGUE.all(Fact) if fact.topic.value == "channel"]
    numbers = {
        value
        for fact in channels
        for key, value in fact.values.items()
        if key.startswith(("telepon", "wa"))
    }

    assert numbers
    assert [each for each in numbers if re.search(rf"(?<!\d){re.escape(each)}(?!\d)", text)] == []
    assert re.findall(r"(?:\+62|\b0\d{2,3})[\d -]{6,}", text) == []


@pytest.mark.parametrize(
    "path",
    [*(GUIDE / name for name in PAGES), *sorted(GUIDE.glob("sesi/*.md"))],
    ids=lambda path: path.name,
)
def test_sentences_are_short(path):
    """No sentence of the guide has more than twenty words."""
    long = [
        sentence
        for sentence in sentences(path.read_text(encoding="utf-8"))
        if sum(bool(re.search(r"\w", word)) for word in sentence.split()) > 20
    ]

    assert long == []
