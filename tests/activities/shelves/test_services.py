"""The map of services: by person and need, with contacts that somebody has tested, or none."""

import datetime as dt
import re

import pytest

from tppo_kit.activities.blocks import ContactBlock, FactBlock
from tppo_kit.activities.shelves.services import NEEDS, PERSONS, contact_notes, services_shelf
from tppo_kit.content.facts import Agency, Contacts, Need, Person
from tppo_kit.content.programmes import SHELF_MINUTES

TESTED = dt.date(2026, 8, 22)
#: A number that answered is trusted for 92 days, this one included.
LAST_DAY = "2026-11-22"
DAY_AFTER = "2026-11-23"


def agency(name, *, serves=("woman",), needs=("report",), **values):
    """Return a made-up agency."""
    return Agency.model_validate(
        {
            "format": "agency/1",
            "id": name,
            "name": f"Kantor {name}",
            "short": name.upper(),
            "role": f"Tugas {name}.",
            "not_for": f"Bukan {name}.",
            "ask": f"Tanya {name}.",
            "serves": serves,
            "needs": needs,
            "from": [{"source": "KIT"}],
            "status": "verified",
            "checked": TESTED,
            "check_by": dt.date(2027, 8, 22),
            **values,
        }
    )


def district(*contacts, name="Kabupaten Contoh"):
    """Return the contacts of a made-up district."""
    return Contacts.model_validate(
        {"format": "contacts/1", "id": "contoh", "district": name, "contacts": contacts}
    )


POLICE = agency("polisi")
SHELTER = agency("rumah-aman", serves=("woman", "child"), needs=("safe-place",))
ANSWERED = {
    "agency": "polisi",
    "name": "Unit Contoh",
    "phone": "0000-1234",
    "address": "Jalan Contoh 1",
    "hours": "setiap hari",
    "tested": TESTED,
}
EMPTY = {"agency": "rumah-aman"}


@pytest.fixture(scope="module")
def agencies(catalogue):
    """Give every real agency by id."""
    return {agency.id: agency for agency in catalogue.all(Agency)}


@pytest.fixture(scope="module")
def places(catalogue):
    """Give the real contacts."""
    return catalogue.all(Contacts)


@pytest.fixture(scope="module")
def services(around, agencies, places):
    """Give a person before the real map."""
    return around(services_shelf([*agencies.values()], places, {}))


@pytest.fixture
def small(around):
    """Give a person before two services, of which one can be called."""
    return around(services_shelf([POLICE, SHELTER], [district(ANSWERED, EMPTY)], {}))


def test_every_person_and_need_has_a_name():
    """Nobody and nothing on the map is without words."""
    assert set(PERSONS) == set(Person)
    assert set(NEEDS) == set(Need)


def test_every_agency_is_reached(services, agencies):
    """Following only what the views offer, each agency can be opened, by person and by need."""
    assert services.reached() == agencies.keys()
    for group in ("who", "need"):
        tags = [tag for tag in services.offered("by") if tag.startswith(f"{group}:")]
        assert {name for tag in tags for name in services.listed(tag)} == agencies.keys()


def test_every_person_is_offered_somebody(services):
    """Whoever needs help finds at least one service, a man too."""
    offered = {tag for tag in services.offered("by") if tag.startswith("who:")}

    assert offered == {f"who:{person}" for person in Person}


def test_person_and_need_together_list_who_serves_both(services, agencies):
    """A list holds exactly the agencies that serve that person for that need."""
    pairs = 0
    for tag in [tag for tag in services.offered("by") if tag.startswith("who:")]:
        person = tag.partition(":")[2]
        for need in [t for t in services.offered("by", tag) if t.startswith("need:")]:
            wanted = need.partition(":")[2]
            expected = [
                name
                for name, one in agencies.items()
                if person in one.serves and wanted in one.needs
            ]
            assert services.listed(tag, need) == services.listed(need, tag) == expected
            pairs += 1

    assert pairs > 20


def test_men_never_meet_what_is_for_women_and_children(services, agencies):
    """The unit for women and children is on no list for a man, whatever he needs."""
    needs = [tag for tag in services.offered("by", "who:man") if tag.startswith("need:")]
    met = set(services.listed("who:man")).union(*(services.listed("who:man", n) for n in needs))

    assert Person.MAN not in agencies["uptd-ppa"].serves
    assert "uptd-ppa" not in met
    assert "uptd-ppa" in services.listed("who:woman")
    assert met >= {"polri", "dinsos"}


def test_an_agency_says_what_it_does_and_what_not(services, agencies):
    """Role, question, limits and every fact of an agency stand on its page."""
    for name, one in agencies.items():
        view, text = services.view(opened=name), services.text(opened=name)
        blocks = [b.fact for b in view.blocks if isinstance(b, FactBlock)]

        assert view.title == one.name
        assert blocks == one.facts
        for told in (one.role, one.not_for, one.ask):
            assert services.said(told) in text


def contact_blocks(view):
    """Return the contacts in a view, block by block."""
    return [block.contacts for block in view.blocks if isinstance(block, ContactBlock)]


def test_missing_contacts_are_named(services, agencies, places):
    """Below the map each local service without a tested number is named as missing."""
    local = [one for one in agencies.values() if one.local]
    known = {c.agency for place in places for c in place.contacts if c.tested and c.phone}
    text = services.text()

    assert len(local) > 5
    for one in local:
        assert one.short in text
        if one.id not in known:
            (notes,) = contact_blocks(services.view(opened=one.id))
            assert {note.tested for note in notes} == {""}


def test_a_service_of_the_whole_country_has_no_local_contact(around):
    """Only what each district fills in is asked for there."""
    ministry = agency("kementerian", local=False)
    shelf = around(services_shelf([POLICE, ministry], [district(ANSWERED)], {}))

    assert contact_blocks(shelf.view(opened="kementerian")) == []
    assert [note.service for notes in contact_blocks(shelf.view()) for note in notes] == ["POLISI"]


def test_a_tested_contact_is_shown_with_its_day(small):
    """Name, number and the day on which somebody was answered stand together."""
    for text in (small.text(), small.text(opened="polisi")):
        line = next(line for line in text.splitlines() if "0000-1234" in line)

        assert all(part in line for part in ("Unit Contoh", "Kabupaten Contoh", "22 Agustus 2026"))
    html = small.html(opened="polisi")
    assert all(ANSWERED[key] in html for key in ("name", "phone", "address", "hours"))


def missing_line(text):
    """Return the line that names the services nobody can call here."""
    (line,) = [line for line in text.splitlines() if "RUMAH-AMAN" in line]
    return line


def test_what_nobody_filled_in_is_named_and_what_is_filled_in_is_not(small):
    """The services that are missing are on a line of their own."""
    assert "POLISI" not in missing_line(small.text())
    assert missing_line(small.text(opened="rumah-aman")).strip()
    assert "0000-1234" not in small.text(opened="rumah-aman")


@pytest.mark.parametrize(("today", "due"), [(LAST_DAY, False), (DAY_AFTER, True)])
@pytest.mark.parametrize(("language", "words"), [("id", "hubungi lagi"), ("en", "call again")])
def test_after_a_quarter_a_number_is_to_be_called_again(small, today, due, language, words):
    """For 92 days a number is trusted; from the day after, it says to call again."""
    shown = [
        small.text(opened="polisi", today=today, language=language),
        re.sub(r"<[^>]*>", "", small.html(opened="polisi", today=today, language=language)),
    ]

    assert [words in text for text in shown] == [due, due]


def test_a_contact_nobody_tested_is_missing():
    """A name without a day is no way to reach anybody, and neither is no entry at all."""
    untested = {**ANSWERED, "phone": "", "tested": None}
    for contact in (untested, EMPTY):
        (note,) = contact_notes([POLICE], [district(contact)])

        assert (note.service, note.name, note.phone, note.tested) == ("POLISI", "", "", "")


def test_each_district_has_its_own_line(around):
    """With two districts a service is reached, or missing, in each."""
    near, far = district(ANSWERED), district(EMPTY, name="Kota Lain")
    notes = contact_notes([POLICE, SHELTER], [near, far])
    shelf = around(services_shelf([POLICE, SHELTER], [near, far], {}))

    assert [(n.district, n.service, bool(n.tested)) for n in notes] == [
        ("Kabupaten Contoh", "POLISI", True),
        ("Kabupaten Contoh", "RUMAH-AMAN", False),
        ("Kota Lain", "POLISI", False),
        ("Kota Lain", "RUMAH-AMAN", False),
    ]
    assert contact_blocks(shelf.view(opened="polisi")) == [(notes[0], notes[2])]


def test_the_fingerprint_follows_the_agencies(small, around):
    """A changed limit of one service makes it another map."""
    changed = POLICE.model_copy(update={"not_for": "Lain."})
    other = around(services_shelf([changed, SHELTER], [district(ANSWERED, EMPTY)], {}))

    assert other.activity.fingerprint != small.activity.fingerprint
    assert "2 layanan" in other.activity.summary()


def test_the_minutes_are_those_the_programmes_count(small):
    """What a unit adds up for the map is what it says itself."""
    assert small.shelf.minutes == SHELF_MINUTES["explorer:services"]
