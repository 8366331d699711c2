"""Scenes: what the models mark as scene, and what else of a record the rules look at."""

import pytest

from tppo_kit.content.catalogue import SIMULATION_KINDS, Catalogue
from tppo_kit.content.rules.scenes import asserted, in_scene, in_story, invented_names
from tppo_kit.content.texts import texts_of
from tppo_kit.settings import REPOSITORY

REAL = Catalogue(REPOSITORY / "data")
#: Below these keys, names are the trainer's own.
FREE = (
    "people.lists",
    "stories.values",
    "stories.answers",
    "pairs.questions",
    "reports.answers",
    "words",
)
SCENES = {
    "shift": """
        title about place questions.topic questions.open questions.leading questions.coached
        papers.title papers.fields.label papers.fields.value stories.name stories.says
        stories.values stories.answers slots.seen slots.shows.value slots.tells.says
        slots.tells.proof.value slots.explains.says slots.explains.proof.value asides.text
        people.women people.men people.second people.lists
    """,
    "case-notes": "title remains lines.instead pairs.lines.instead pairs.questions",
    "messages": """
        title about templates.title templates.about templates.sender templates.ask
        templates.slots.lines.text words
    """,
    "report-desk": """
        title about scene threat questions.text questions.reply lines.text reports.title
        reports.said reports.answers reports.well reports.hurt
    """,
    "referral": """
        title about people.name people.scene people.says_no people.hurt people.sayings.text
        people.sayings.otherwise people.needs.says people.needs.says_later people.withdraws.says
    """,
    "tabletop": """
        title about scene cards.text cards.answers.text injects.text injects.then
        injects.options.text steps.text
    """,
    "patrol": "title about scene places.name",
    "villages": "title about villages.name profiles.told",
    "practice": "title about",
}
ASSERTED = {
    "shift": "slots.seen slots.tells.says",
    "case-notes": "pairs.questions",
    "messages": "templates.slots.lines.text",
    "report-desk": "questions.text lines.text reports.answers",
    "referral": "people.sayings.text",
    "tabletop": "cards.text",
    "patrol": "",
    "villages": "",
    "practice": "",
}


def records(kind):
    """Return every real record of a kind."""
    return [REAL.reading(kind, name).record for name in REAL.names(kind)]


def keys(places):
    """Return the keys of places, without numbers and names that a trainer chose."""
    joined = (".".join(step for step in place if isinstance(step, str)) for place in places)
    return {next((free for free in FREE if key.startswith(free)), key) for key in joined}


@pytest.mark.parametrize("kind", SIMULATION_KINDS)
def test_the_scene_of_every_kind_is_marked(kind):
    """What people see, say and write is scene; what is explained, weighed or assumed is none."""
    places = [text.place for record in records(kind) for text in in_scene(record)]

    assert keys(places) == set(SCENES[kind].split())


@pytest.mark.parametrize("kind", SIMULATION_KINDS)
def test_a_place_in_the_scene_leads_to_its_text(kind):
    """The place of each text is that in the file, so that a finding tells the right line."""
    for name in REAL.names(kind):
        reading = REAL.reading(kind, name)
        for text in in_scene(reading.record):
            value = reading.tree.value
            for step in text.place:
                value = value[step]
            assert str(value).strip() == text.text


@pytest.mark.parametrize("kind", SIMULATION_KINDS)
def test_what_stands_for_a_sign_is_gathered(kind):
    """Each kind with signs names the texts that show one or are right to tell."""
    places = [place for record in records(kind) for place, _ in asserted(record)]

    assert keys(places) == set(ASSERTED[kind].split())


@pytest.mark.parametrize(("kind", "field"), [("report-desk", "reports"), ("referral", "people")])
def test_the_harmless_side_stands_for_no_sign(kind, field):
    """Whoever needs no next step may be nervous."""
    (record,) = records(kind)
    calling = {number for number, each in enumerate(getattr(record, field)) if each.calls}

    assert {place[1] for place, _ in asserted(record) if place[0] == field} == calling


def test_only_a_line_with_a_sign_stands_for_one():
    """A plain line of a message may speak of clothes."""
    (record,) = records("messages")
    lines = [line for each in record.templates for slot in each.slots for line in slot.signed]

    assert [text for _, text in asserted(record)] == [line.text for line in lines]


def test_only_what_nobody_reads_as_text_is_a_name():
    """Names to be drawn are looked at beside the texts, and none of them twice."""
    kinds = {
        kind
        for kind in SIMULATION_KINDS
        for record in records(kind)
        if invented_names(record, texts_of(record))
    }

    assert kinds == {"shift"}


def test_pages_and_facts_tell_no_story():
    """What speaks of people in general may use the words of the law."""
    for kind in ("page", "fact", "sign"):
        record = REAL.reading(kind, REAL.names(kind)[0]).record
        assert in_story(record, texts_of(record)) == []
        assert list(asserted(record)) == []
