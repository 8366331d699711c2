"""A coordination table hangs together: roles, cards, injects and steps name each other rightly."""

import copy
from pathlib import Path

import pytest
from pydantic import ValidationError

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.simulations.tabletops import Tabletop
from tppo_kit.settings import REPOSITORY


@pytest.fixture(scope="module")
def catalogue():
    """Give the content of the repository."""
    return Catalogue(Path(REPOSITORY) / "data")


@pytest.fixture
def data(catalogue):
    """Give a sound table as data to spoil."""
    record = catalogue.get(Tabletop, "keberangkatan-mendadak")
    return copy.deepcopy(record.model_dump(mode="json", by_alias=True))


def find(entries, name):
    """Return the entry of an id."""
    return next(entry for entry in entries if entry["id"] == name)


def spoil_chair(data):
    """Name a chair that does not sit there."""
    data["chair"] = "hantu"


def spoil_owner(data):
    """Name an owner that does not sit there."""
    find(data["steps"], "dampingi")["owners"] = ["hantu"]


def spoil_bar(data):
    """Bar a role that does not sit there."""
    find(data["injects"], "kerabat")["bars"] = ["hantu"]


def spoil_lead(data):
    """Let news pass the lead to a role that does not sit there."""
    find(data["injects"], "kerabat")["chair"] = "hantu"


def spoil_only(data):
    """Let a person agree to a role that does not sit there."""
    find(data["cards"], "ppa-paspor")["answers"][1]["only"] = ["hantu"]


def spoil_hand(data):
    """Ask for more cards than a role has."""
    data["cards"] = [each for each in data["cards"] if each["role"] != "polisi"]


def spoil_always(data):
    """Always deal more cards of a role than it is dealt."""
    for card in data["cards"]:
        card["always"] = card["role"] == "polisi"


def spoil_sign(data):
    """Tie a card to a sign that the table does not speak of."""
    find(data["cards"], "pol-jaga")["sign"] = "T-DAR-03"


def spoil_drawn(data):
    """Draw more news than there is."""
    data["injects"], data["injects_drawn"] = data["injects"][:4], 5


def spoil_needs(data):
    """Let a step need a card that asks nobody."""
    find(data["steps"], "tempat-aman")["needs"] = "klg-jadwal"


def spoil_after(data):
    """Let a step come after a harmful one."""
    find(data["steps"], "dampingi")["after"] = ["grebek"]


def spoil_rung(data):
    """Let a right step be higher than the truth."""
    data["truth"], data["accepts"] = "refer", []


def spoil_truth(data):
    """Let no right step amount to the truth."""
    for step in data["steps"]:
        if step["right"] and step["rung"] in {"urgent", "refer"}:
            step["rung"] = "inform"


def spoil_side(data):
    """Accept a rung of the other side."""
    data["accepts"] = ["inform"]


def spoil_harm(data):
    """Leave nothing that harms."""
    data["steps"] = [each for each in data["steps"] if each["right"]]


def spoil_days(data):
    """Put the days out of order."""
    data["days"] = [0, 2, 1]


def spoil_due(data):
    """Name a day too late."""
    data["due_days"] = [7, 93]


def spoil_double(data):
    """Write a card twice."""
    data["cards"].append(data["cards"][0])


FAULTS = {
    spoil_chair: "'chair' names the role 'hantu'",
    spoil_owner: "'dampingi' names the role 'hantu'",
    spoil_bar: "'kerabat' names the role 'hantu'",
    spoil_lead: "'kerabat' names the role 'hantu'",
    spoil_only: "'ppa-paspor' names the role 'hantu'",
    spoil_hand: "the role 'polisi' needs at least 3",
    spoil_always: "the role 'polisi'",
    spoil_sign: "the card 'pol-jaga' names the sign T-DAR-03",
    spoil_drawn: "'injects_drawn'",
    spoil_needs: "'tempat-aman' needs a card",
    spoil_after: "'dampingi' comes after",
    spoil_rung: "'temui-rombongan' is right but higher",
    spoil_truth: "never amount to 'truth'",
    spoil_side: "would turn a harmless case",
    spoil_harm: "at least one step",
    spoil_days: "days stand in order",
    spoil_due: "days stand in order",
    spoil_double: "twice",
}


@pytest.mark.parametrize("spoil", FAULTS, ids=lambda spoil: spoil.__name__)
def test_each_fault_has_its_sentence(data, spoil):
    """A table with one fault is refused, and the sentence names it."""
    spoil(data)

    with pytest.raises(ValidationError, match=FAULTS[spoil]):
        Tabletop.model_validate(data)


def test_a_sound_table_is_taken_again(data):
    """What was written can be read."""
    assert Tabletop.model_validate(data).id == "keberangkatan-mendadak"


def test_a_role_may_not_be_dealt_more_needed_cards_than_it_holds(data):
    """Cards that steps need are always dealt, so they must fit into a hand."""
    data["hand"] = 2
    for number, name in enumerate(("ppa-tempat", "ppa-paspor")):
        find(data["steps"], ("tempat-aman", "dampingi")[number])["needs"] = name
    assert Tabletop.model_validate(data).hand == 2
    extra = copy.deepcopy(find(data["cards"], "ppa-paspor")) | {"id": "ppa-lain"}
    data["cards"].append(extra)
    find(data["steps"], "tanya-kabar")["needs"] = "ppa-lain"

    with pytest.raises(ValidationError, match="the role 'ppa'"):
        Tabletop.model_validate(data)


@pytest.mark.parametrize("name", ["keberangkatan-mendadak", "rombongan-magang"])
def test_the_real_tables_are_large_enough_to_replay(catalogue, name):
    """Seven roles, more cards than are dealt, six pieces of news of which four come."""
    record = catalogue.get(Tabletop, name)

    assert len(record.roles) == 7
    assert len(record.cards) >= 7 * record.hand
    assert len(record.injects) >= 6 > record.injects_drawn


def test_the_twins_look_alike(catalogue):
    """Half of the tables is harmless; both offer the same seats, steps and times."""
    grave, calm = (
        catalogue.get(Tabletop, name) for name in ("keberangkatan-mendadak", "rombongan-magang")
    )

    assert grave.truth.calls_for_action is not calm.truth.calls_for_action
    assert [role.id for role in grave.roles] == [role.id for role in calm.roles]
    assert {step.id for step in grave.steps} == {step.id for step in calm.steps}
    assert [inject.time for inject in grave.injects] == [inject.time for inject in calm.injects]
    assert len(grave.cards) == len(calm.cards)


def test_the_longest_answer_is_not_the_right_one(catalogue):
    """Reading lengths helps no more than guessing: a third to a half of the time."""
    longest = []
    for name in ("keberangkatan-mendadak", "rombongan-magang"):
        for inject in catalogue.get(Tabletop, name).injects:
            right = next(option for option in inject.options if option.right)
            longest.append(all(len(right.text) >= len(each.text) for each in inject.options))

    assert sum(longest) <= len(longest) / 2
