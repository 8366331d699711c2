"""The parts of a shift: each refuses by itself what cannot be played."""

import pytest
from pydantic import ValidationError

from tppo_kit.content.simulations.shift_parts import Chances, PaperForm, Setting, Slot, Story

SLOT = {
    "id": "celah",
    "sign": "T-DOK-01",
    "stories": ["liburan"],
    "question": "simpan",
    "seen": "Terlihat.",
    "tells": [{"id": "ya", "says": "Ya."}],
    "explains": [{"id": "tidak", "says": "Tidak."}],
}
STORY = {
    "id": "liburan",
    "name": "berlibur",
    "says": ["Halo.", "Selamat pagi."],
    "papers": ["ktp", "kk", "surat"],
    "answers": {"simpan": "Saya."},
    "ages": [20, 60],
    "informs": False,
}
CHANCES = {
    "focused": 0.5,
    "more": [0.5, 0.5],
    "sign_too": 0.5,
    "weak_alone": 0.1,
    "emphasis": 2,
    "aside": 0.3,
}
SETTING = {
    "id": "belajar",
    "title": "Belajar",
    "note": "Satu dari dua.",
    "one_in": 2,
    "people": 8,
    "minutes": 60,
    "plain": 0.2,
    "told_at_once": True,
}


def fault(model, good, **changed):
    """Return what is said against a record with something changed."""
    with pytest.raises(ValidationError) as caught:
        model.model_validate({**good, **changed})
    return str(caught.value)


@pytest.mark.parametrize(
    ("model", "good"), [(Slot, SLOT), (Story, STORY), (Chances, CHANCES), (Setting, SETTING)]
)
def test_a_sound_part_is_taken(model, good):
    """The examples that the faults below are planted in have none themselves."""
    assert model.model_validate(good)


def test_a_slot_that_nobody_could_notice_is_refused():
    """Before asking, something must be seen or stand on a paper."""
    assert "noticed before asking" in fault(Slot, SLOT, seen=None)


def test_one_field_has_nothing_to_be_held_against():
    """A pair is two fields, or none."""
    assert "two fields" in fault(Slot, SLOT, against=["ktp.nama"])


def test_two_answers_of_a_slot_do_not_share_an_id():
    """A translation could not tell them apart."""
    assert "twice" in fault(Slot, SLOT, explains=[{"id": "ya", "says": "Tidak."}])


@pytest.mark.parametrize("ages", [[30, 20], [20, 20], [-1, 10], [20, 91]])
def test_ages_run_from_youngest_to_oldest(ages):
    """A span of ages is one that people have."""
    assert "youngest" in fault(Story, STORY, ages=ages)


def test_a_story_is_about_children_or_adults():
    """The rule weighs signs otherwise for a child, so a story keeps to one side of eighteen."""
    assert "eighteen" in fault(Story, STORY, ages=[17, 18])
    assert Story.model_validate({**STORY, "ages": [8, 17]}).of_children
    assert not Story.model_validate({**STORY, "ages": [18, 19]}).of_children


def test_shares_make_a_whole():
    """How many slots beside the first: the shares add up to one."""
    assert "add up" in fault(Chances, CHANCES, more=[0.5, 0.4])


@pytest.mark.parametrize(
    "changed", [{"one_in": 1}, {"people": 3}, {"minutes": 0}, {"plain": 1}, {"lain": 1}]
)
def test_settings_have_ranges(changed):
    """A shift in which all need a step, with nobody or without time, is not taken."""
    assert next(iter(changed)) in fault(Setting, SETTING, **changed)


def test_a_paper_names_each_field_once():
    """Two fields of one name could not be pressed apart."""
    field = {"id": "nama", "label": "Nama", "value": "{nama}"}
    form = {"id": "ktp", "kind": "id-card", "title": "KTP", "fields": [field, field]}

    assert "twice" in fault(PaperForm, form)
