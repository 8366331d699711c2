"""Facts, agencies and contacts: penalties by day, corrections of something, tested numbers."""

import datetime as dt

import pytest
from pydantic import ValidationError

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.facts import Agency, Contact, Contacts, Fact, Need, Penalty, Person, Topic
from tppo_kit.settings import REPOSITORY

FACT = {
    "format": "fact/1",
    "id": "HUK-101",
    "topic": "law",
    "title": "Judul",
    "statement": "Isi.",
    "from": [{"source": "KIT"}],
    "status": "verified",
    "checked": "2026-11-22",
    "check_by": "2027-11-22",
}
AGENCY = {
    "format": "agency/1",
    "id": "balai",
    "name": "Balai",
    "short": "Balai",
    "role": "Membantu.",
    "not_for": "Tidak menyidik.",
    "ask": "Tanyakan.",
    "serves": ["woman"],
    "needs": ["report"],
    "from": [{"source": "KIT"}],
    "status": "verified",
    "checked": "2026-11-22",
    "check_by": "2027-11-22",
}
PENALTY = {"article": "Pasal 1", "penalty": "Penjara.", "since": "2026-01-02"}
CONTACT = {"agency": "balai", "name": "Unit", "phone": "0000", "tested": "2026-11-22"}


@pytest.fixture(scope="module")
def library():
    """Give the content of the repository."""
    return Catalogue(REPOSITORY / "data")


def faults(library, kind):
    """Return every fault of the real records of a kind, and insist that there are some records."""
    assert library.names(kind)
    return [
        problem for name in library.names(kind) for problem in library.reading(kind, name).problems
    ]


def penalty(since, until=None):
    """Return a penalty of a span of days."""
    return Penalty.model_validate({**PENALTY, "since": since, "until": until})


@pytest.mark.parametrize(
    ("day", "old", "new"),
    [
        ("2007-04-18", False, False),
        ("2007-04-19", True, False),
        ("2026-01-01", True, False),
        ("2026-01-02", False, True),
        ("2099-12-31", False, True),
    ],
)
def test_a_penalty_is_in_force_from_its_first_to_its_last_day(day, old, new):
    """Both ends count; without a last day it goes on."""
    day = dt.date.fromisoformat(day)

    assert penalty("2007-04-19", "2026-01-01").in_force(day) is old
    assert penalty("2026-01-02").in_force(day) is new


def test_a_penalty_of_one_day_is_in_force_that_day_alone():
    """First and last day may be the same."""
    one = penalty("2026-01-02", "2026-01-02")
    days = [dt.date(2026, 1, day) for day in (1, 2, 3)]

    assert [one.in_force(day) for day in days] == [False, True, False]


@pytest.mark.parametrize("key", ["article", "penalty", "since"])
def test_a_penalty_is_not_complete_without(key):
    """Article, words and first day can be neither left out nor empty."""
    without = {name: value for name, value in PENALTY.items() if name != key}

    for data in (without, {**PENALTY, key: ""}):
        with pytest.raises(ValidationError, match=key):
            Penalty.model_validate(data)


def test_a_correction_says_what_it_corrects():
    """What one often hears stands beside what is right."""
    fact = Fact.model_validate({**FACT, "topic": "correction", "claim": "Katanya begitu."})

    assert fact.claim == "Katanya begitu."
    with pytest.raises(ValidationError, match="'claim'"):
        Fact.model_validate({**FACT, "topic": "correction"})


@pytest.mark.parametrize("topic", [topic for topic in Topic if topic != "correction"])
def test_nothing_else_has_a_claim(topic):
    """A wrong sentence is never shown beside a plain fact."""
    data = {**FACT, "topic": topic}

    assert Fact.model_validate(data).claim is None
    with pytest.raises(ValidationError, match="'claim'"):
        Fact.model_validate({**data, "claim": "Katanya begitu."})


@pytest.mark.parametrize(
    ("values", "sound"),
    [
        ({}, True),
        ({"deed": "Merekrut", "penalties": [PENALTY]}, True),
        ({"deed": "Merekrut", "penalties": [PENALTY, PENALTY]}, True),
        ({"deed": "Merekrut"}, False),
        ({"deed": "Merekrut", "penalties": []}, False),
        ({"penalties": [PENALTY]}, False),
        ({"deed": None, "penalties": [PENALTY]}, False),
    ],
)
def test_a_deed_and_its_penalties_go_together(values, sound):
    """The law finder never leads to a deed without a penalty, or the other way round."""
    data = {**FACT, "topic": "penalty", **values}

    if sound:
        assert bool(Fact.model_validate(data).penalties) is bool(values)
    else:
        with pytest.raises(ValidationError, match="'deed' and 'penalties'"):
            Fact.model_validate(data)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", "huk-101"),
        ("id", "HUK-1"),
        ("id", "HUKUM-101"),
        ("topic", "rumour"),
        ("title", ""),
        ("statement", " "),
        ("from", []),
        ("status", "certain"),
        ("check_by", "besok"),
        ("values", {"Telepon": "1"}),
        ("values", {"telepon": ""}),
        ("format", "fact/2"),
    ],
)
def test_a_fact_uses_the_known_words(key, value):
    """Id, topic, sources, certainty, dates and names of values follow their form."""
    with pytest.raises(ValidationError, match=key):
        Fact.model_validate({**FACT, key: value})


@pytest.mark.parametrize("key", ["role", "not_for", "ask", "serves", "needs", "from", "check_by"])
def test_an_agency_is_not_complete_without(key):
    """What it does, for whom, and what it does not do can be neither left out nor empty."""
    without = {name: value for name, value in AGENCY.items() if name != key}

    assert Agency.model_validate(AGENCY).local
    for data in (without, {**AGENCY, key: [] if isinstance(AGENCY[key], list) else ""}):
        with pytest.raises(ValidationError, match=key):
            Agency.model_validate(data)


@pytest.mark.parametrize(("key", "value"), [("serves", ["everybody"]), ("needs", ["money"])])
def test_an_agency_serves_known_people_and_needs(key, value):
    """Whom and what the map can be asked for comes from short lists."""
    with pytest.raises(ValidationError, match=key):
        Agency.model_validate({**AGENCY, key: value})


def test_a_number_was_tested():
    """A number that nobody called is refused; what is still empty needs no day."""
    assert Contact.model_validate(CONTACT).tested == dt.date(2026, 11, 22)
    assert Contact.model_validate({"agency": "balai", "name": "Unit"}).phone == ""
    for data in ({**CONTACT, "tested": None}, {"agency": "balai", "phone": "0000"}):
        with pytest.raises(ValidationError, match="'tested'"):
            Contact.model_validate(data)


@pytest.mark.parametrize(
    ("key", "value"),
    [("agency", "Balai Kota"), ("phone", "0" * 61), ("name", "x" * 121), ("tested", "kemarin")],
)
def test_a_contact_keeps_its_form(key, value):
    """Ids, lengths and days are those that can be shown."""
    with pytest.raises(ValidationError, match=key):
        Contact.model_validate({**CONTACT, key: value})


def test_a_district_has_at_least_one_contact():
    """A list of contacts without an entry is a mistake."""
    data = {"format": "contacts/1", "id": "x", "district": "Kabupaten", "contacts": [CONTACT]}

    assert Contacts.model_validate(data).contacts[0].agency == "balai"
    for key, value in (("contacts", []), ("district", "")):
        with pytest.raises(ValidationError, match=key):
            Contacts.model_validate({**data, key: value})


@pytest.mark.parametrize("kind", ["fact", "agency", "contacts"])
def test_every_real_record_is_sound(library, kind):
    """What the kit quotes has no fault."""
    assert faults(library, kind) == []


def test_every_real_contact_names_a_local_agency(library):
    """The local contacts and the agencies that are local are the same."""
    local = {agency.id for agency in library.all(Agency) if agency.local}
    places = library.all(Contacts)

    assert places
    for place in places:
        assert {contact.agency for contact in place.contacts} == local


def test_somebody_serves_every_person_and_need(library):
    """No person and no need on the map is without an agency."""
    agencies = library.all(Agency)

    assert {person for agency in agencies for person in agency.serves} == set(Person)
    assert {need for agency in agencies for need in agency.needs} == set(Need)
