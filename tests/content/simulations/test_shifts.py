"""A station as a whole: every name leads somewhere, and what stands together fits."""

import copy

import pytest
from pydantic import ValidationError

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.model import Lifecycle
from tppo_kit.content.simulations.shifts import ShiftDeck
from tppo_kit.settings import REPOSITORY


@pytest.fixture(scope="module")
def decks():
    """Give the stations of the repository."""
    return Catalogue(REPOSITORY / "data").all(ShiftDeck)


@pytest.fixture
def raw(decks):
    """Give a station as plain data that a test may damage."""
    return copy.deepcopy(decks[0].model_dump(mode="json", by_alias=True))


def fault(raw):
    """Return what is said against damaged data."""
    with pytest.raises(ValidationError) as caught:
        ShiftDeck.model_validate(raw)
    return str(caught.value)


def slot(raw, name):
    """Return a slot of plain data by its id."""
    return next(each for each in raw["slots"] if each["id"] == name)


def test_both_stations_are_active_and_sound(decks):
    """The counter and the checkpoint can be played."""
    assert [deck.id for deck in decks] == ["loket-paspor", "pos-pemeriksaan"]
    assert {deck.status for deck in decks} == {Lifecycle.ACTIVE}
    assert len({deck.station for deck in decks}) == 2


def test_one_setting_is_even_and_one_is_rare(decks):
    """One in two is there for learning, one in twelve for honesty."""
    for deck in decks:
        assert [setting.one_in for setting in deck.settings] == [2, 12]
        assert [setting.people for setting in deck.settings] == [8, 12]


def test_every_slot_is_told_in_more_than_one_way(decks):
    """Nobody learns an answer by heart: two tellings at least on either side."""
    for deck in decks:
        for each in deck.slots:
            assert len(each.tells) >= 2
            assert len(each.explains) >= 2


def test_every_weighed_sign_stands_in_a_slot(decks):
    """Nothing is weighed that never comes."""
    for deck in decks:
        assert {weighing.sign for weighing in deck.weighings} == {s.sign for s in deck.slots}


def test_a_sound_station_survives_the_way_through_plain_data(raw):
    """The data that the faults below are planted in are sound."""
    assert ShiftDeck.model_validate(raw)


@pytest.mark.parametrize(
    ("place", "name"),
    [("question", "gaib"), ("stories", ["gaib"]), ("sign", "T-KTR-01")],
)
def test_a_slot_names_what_is_there(raw, place, name):
    """Question, stories and sign of a slot exist in the station."""
    slot(raw, "dijawabkan")[place] = name

    assert "there is no" in fault(raw)


def test_a_story_answers_every_question_and_no_other(raw):
    """A missing answer is named, and one to a question nobody asks."""
    more = copy.deepcopy(raw)
    del raw["stories"][0]["answers"]["aman"]
    more["stories"][0]["answers"]["gaib"] = "Ya."

    assert "'aman'" in fault(raw)
    assert "'gaib'" in fault(more)


def test_a_slot_shows_on_papers_that_its_stories_have(raw):
    """Children bring no identity card, so nothing can stand on it."""
    slot(raw, "kartu-dibawa")["stories"].append("lomba")

    assert "needs the paper 'ktp', which 'lomba' lacks" in fault(raw)


def test_a_proof_stands_on_a_paper_that_its_stories_have(raw):
    """What an answer proves can be looked up as well."""
    proof = {"field": "kontrak.masa", "value": "dua tahun"}
    slot(raw, "bantu-bantu")["tells"][0]["proof"] = proof

    assert "needs the paper 'kontrak'" in fault(raw)


def test_fields_held_together_are_of_one_topic(raw):
    """A name cannot disagree with an age."""
    slot(raw, "nama-berbeda")["against"] = ["ktp.nama", "kk.umur"]

    assert "same 'topic'" in fault(raw)


def test_turning_out_to_be_a_child_belongs_to_adults(raw):
    """In a story of children everybody is a child already."""
    slot(raw, "anak-dijawabkan")["child"] = True

    assert "belongs to stories of adults" in fault(raw)


@pytest.mark.parametrize("text", ["Ke {negeri}.", "Lihat {HUK-216}.", "Ke {}."])
def test_names_in_braces_are_known(raw, text):
    """A name that stands for nothing is found before anybody reads it."""
    raw["stories"][0]["says"][0] = text

    assert "nobody knows" in fault(raw)


def test_costs_are_there_for_each_step_that_holds_up(raw):
    """Consult, refer and urgent have their burden, each once."""
    raw["burdens"][0]["id"] = "urgent"

    assert "'burdens'" in fault(raw)


def test_ids_are_not_used_twice(raw):
    """Two stories, or two weighings of one sign, are refused."""
    more = copy.deepcopy(raw)
    raw["stories"].append(raw["stories"][0])
    more["weighings"].append({**more["weighings"][0], "id": "lain"})

    assert "twice" in fault(raw)
    assert "twice" in fault(more)
