"""The record of a referral: pairs of look-alikes, names that lead somewhere, fair weights."""

import pytest
from pydantic import ValidationError

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.facts import Fact
from tppo_kit.content.reasons import Unfit
from tppo_kit.content.simulations.referrals import Referral, span_in_days, spans
from tppo_kit.settings import REPOSITORY

REAL = Catalogue(REPOSITORY / "data")


@pytest.fixture
def data():
    """Give the real record as plain data, to be changed."""
    return REAL.get(Referral, "rujukan").model_dump(mode="json", by_alias=True)


def person(data, name):
    """Return one of the people."""
    return next(each for each in data["people"] if each["id"] == name)


def test_the_real_record_is_sound_and_balanced(data):
    """Half the people are harmless, and sex and age are the same on both sides."""
    record = Referral.model_validate(data)
    sides = [[p for p in record.people if p.calls is calls] for calls in (True, False)]
    known = [sorted((p.gender, p.age, p.foreign) for p in side) for side in sides]

    assert len(sides[0]) == len(sides[1]) == 6
    assert known[0] == known[1]
    assert sum(p.gender == "female" for p in record.people) == 6


def broken(data, change):
    """Return the sentence with which a changed record is refused."""
    change(data)
    with pytest.raises((Unfit, ValidationError)) as told:
        Referral.model_validate(data)
    return str(told.value)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda d: person(d, "ratna").update(twin="nisa"), "opposite truth"),
        (lambda d: person(d, "ratna").update(age=31), "alike in sex and age"),
        (lambda d: person(d, "arun").update(foreign=False), "alike in sex and age"),
        (lambda d: person(d, "karto").update(accepts=["refer"]), "harmless case"),
        (lambda d: person(d, "karto").update(signs=["T-REK-01"]), "signs belong"),
        (lambda d: person(d, "ratna").update(signs=[]), "signs belong"),
        (lambda d: person(d, "karto").update(hurt=None), "hurt"),
        (lambda d: person(d, "ratna")["needs"][1].update(id="wartawan"), "not listed"),
        (lambda d: person(d, "ratna")["needs"][0].update(by=None), "'by' or 'deadline'"),
        (lambda d: person(d, "ratna")["needs"][0].update(opens=5), "after its last day"),
        (lambda d: person(d, "ratna")["needs"][0].update(says_later="Nanti."), "go together"),
        (lambda d: person(d, "ratna")["sayings"][1].update(given="disnaker"), "not among"),
        (lambda d: person(d, "ratna")["sayings"][1].update(otherwise=None), "go together"),
        (lambda d: person(d, "ratna")["sayings"][0].update(day=5), "day 0"),
        (lambda d: person(d, "bayu")["withdraws"].update(id="rumah-aman"), "not among"),
        (lambda d: person(d, "ratna").update(also=["lpsk"]), "twice"),
        (lambda d: person(d, "ratna").update(also=["wartawan"]), "not listed"),
        (lambda d: person(d, "gilang").update(also=["bantuan-hukum"]), "needs no referral"),
        (lambda d: d["weights"].update(unneeded=1.9), "innocent count"),
        (lambda d: d["weights"].update(late=2), "less than"),
        (lambda d: d.update(stop_within="entah"), "not listed"),
        (lambda d: d["services"][0].update(group="entah"), "not listed"),
        (lambda d: d["services"][0].update(harm="Malu."), "exactly where consent"),
        (lambda d: d["services"][2].update(harm=None), "exactly where consent"),
        (lambda d: d["services"][3].update(after=["entah"]), "not listed"),
        (lambda d: d["services"].append(d["services"][0]), "twice"),
        (lambda d: d["lessons"].pop(), "lessons"),
        (lambda d: d.update(people=d["people"][:6]), "at least 8"),
        (lambda d: d.update(colour="red"), "colour"),
    ],
)
def test_a_fault_is_told_in_a_sentence(data, change, says):
    """Each planted fault is found by the rule made for it."""
    assert says in broken(data, change)


def test_a_year_or_two_between_twins_is_allowed(data):
    """Near misses pass."""
    person(data, "ratna")["age"] = 29
    data["weights"]["unneeded"] = data["weights"]["need"]

    assert Referral.model_validate(data)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("7 hari", 7),
        ("paling lambat 7 hari", 7),
        ("3×24 jam", 3),
        ("1×24 jam", 1),
        ("segera", None),
        ("", None),
        ("24 jam", None),
    ],
)
def test_a_span_is_read_from_words(text, days):
    """Days as days, times twenty-four hours as days, anything else as nothing."""
    assert span_in_days(text) == days


def test_every_deadline_finds_its_number_in_its_fact():
    """And says what the statement of the fact says."""
    record = REAL.get(Referral, "rujukan")
    facts = {deadline.facts[0]: REAL.get(Fact, deadline.facts[0]) for deadline in record.deadlines}
    found = spans(record, facts)

    for deadline in record.deadlines:
        number = str(found[deadline.id])
        assert number in facts[deadline.facts[0]].statement


def test_doubtful_deadlines_are_not_taught():
    """None of the three that are uncertain is named anywhere in the record."""
    text = (REPOSITORY / "data" / "referrals" / "rujukan.yml").read_text()

    assert not [name for name in ("RUJ-47", "RUJ-48", "RUJ-49") if name in text]
