"""A round: who is drawn, and what may be pressed when."""

from collections import Counter

import pytest

from tppo_kit.activities.referral.round import draw_people, open_acts
from tppo_kit.errors import Refused
from tppo_kit.records import Event


def test_a_round_is_half_harmless_and_never_holds_look_alikes(activity, casework):
    """Over many seeds two to four people come, half of them, and everybody in turn."""
    people, seen, sizes = casework.people, Counter(), Counter()
    for seed in range(600):
        order = draw_people(activity.record.people, seed)
        calling = sum(people[name].calls for name in order)
        sizes[len(order)] += 1
        seen.update(order)

        assert abs(2 * calling - len(order)) <= 1
        assert not {people[name].twin for name in order} & set(order)
    assert set(sizes) == {2, 3, 4}
    assert set(seen) == set(people)
    assert max(seen.values()) < 1.6 * min(seen.values())


def test_the_same_seed_draws_the_same_people(activity):
    """A round can be told by its seed."""
    assert activity.start(7) == activity.start(7)
    assert len({activity.start(seed).order for seed in range(20)}) > 10


def test_a_talk_and_a_contact_take_a_step_each(desk, ring):
    """Reading costs nothing, and the next day has all its steps again."""
    state = desk("ratna", *ring("kesehatan", "talk", "needed"))

    assert state.file.steps == 2
    assert (state.group, state.service) == ("", "")
    state = desk("ratna", *ring("kesehatan", "talk", "needed"), "time=day")
    assert (state.file.day, state.file.steps) == (1, 0)


def test_a_full_day_says_so(desk, ring, activity):
    """A seventh step is refused with a sentence that tells what to do."""
    full = [
        press
        for service in ("kesehatan", "rumah-aman", "bantuan-hukum")
        for press in ring(service, "talk", "needed")
    ]
    state = desk("ratna", *full, "open=hukum", "pick=lpsk")

    with pytest.raises(Refused, match="day is full"):
        activity.apply(state, Event("act", "needed"))
    assert activity.apply(state, Event("act", "back")).service == ""


def test_the_same_service_is_contacted_once_and_talked_about_once_a_day(desk, ring, casework):
    """Afterwards it can only be called off; on the next day it can be talked about again."""
    talked = desk("ratna", *ring("lpsk", "talk"))
    again = desk("ratna", *ring("lpsk", "talk"), "act=back", "pick=back", "time=day", "open=hukum")
    again_open = desk(
        "ratna",
        *ring("lpsk", "talk"),
        "act=back",
        "pick=back",
        "time=day",
        "open=hukum",
        "pick=lpsk",
    )
    done = desk("ratna", *ring("kesehatan", "needed"), "open=aman", "pick=kesehatan")

    assert open_acts(casework, talked) == ("needed", "everything")
    assert again.group == "hukum"
    assert open_acts(casework, again_open) == ("talk", "needed", "everything")
    assert open_acts(casework, done) == ("stop",)


def test_what_tells_nobody_is_neither_told_in_full_nor_called_off(desk, ring, casework):
    """Informing and asking again stay between the two."""
    before = desk("ratna", "open=informasi", "pick=kabar-lagi")
    after = desk("ratna", *ring("informasi", "needed"), "open=informasi", "pick=informasi")

    assert open_acts(casework, before) == ("talk", "needed")
    assert open_acts(casework, after) == ()


def test_a_reminder_is_possible_once_the_deadline_has_come(desk, ring, casework):
    """Before that the service has its time."""
    asked = [*ring("lpsk", "talk", "needed"), "time=week"]
    state = desk("ratna", *asked, "open=hukum", "pick=lpsk", day=3)
    reminded = desk("ratna", *asked, *ring("lpsk", "remind"), day=3)
    early = desk("ratna", *asked[:-1], "time=day", "open=hukum", "pick=lpsk", day=3)

    assert open_acts(casework, state) == ("remind", "stop")
    assert open_acts(casework, early) == ("stop",)
    assert reminded.file.reminded == (("lpsk", 10),)


@pytest.mark.parametrize(
    ("presses", "bad"),
    [
        ([], "begin"),
        ([], "next"),
        ([], "open=nowhere"),
        ([], "pick=lpsk"),
        ([], "act=needed"),
        ([], "time=month"),
        ([], "time="),
        (["open=hukum"], "open=aman"),
        (["open=hukum"], "time=day"),
        (["open=hukum"], "pick=kesehatan"),
        (["open=hukum"], "act=talk"),
        (["open=hukum", "pick=lpsk"], "act=remind"),
        (["open=hukum", "pick=lpsk"], "act=stop"),
        (["open=hukum", "pick=lpsk"], "pick=back"),
        (["open=hukum", "pick=lpsk", "act=talk"], "act=talk"),
        (["time=close"], "time=day"),
        (["time=close"], "open=hukum"),
        (["time=close", "next="], "next="),
        (["time=close", "next="], "time=close"),
        (["time=close", "next="], "begin="),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(desk, activity, presses, bad):
    """Each refusal is a sentence, and the state before it stays as it was."""
    state = desk("ratna", *presses)
    before = hash(state)
    name, _, value = bad.partition("=")

    with pytest.raises(Refused) as told:
        activity.apply(state, Event(name, value))
    assert told.value.message.render("id")
    assert hash(state) == before


def test_only_the_cover_can_begin(activity):
    """Nothing else is taken before."""
    state = activity.start(1)

    for name in ("open", "pick", "act", "time", "next", ""):
        with pytest.raises(Refused):
            activity.apply(state, Event(name, "close"))
    assert activity.apply(state, Event("begin", at=3.0)).shown_at == 3.0


def test_seconds_run_from_seeing_a_person_to_closing_the_file(activity):
    """Reading the debrief is not counted."""
    state = activity.start(1)
    for name, value, at in [
        ("begin", "", 10.0),
        ("time", "close", 25.0),
        ("next", "", 60.0),
        ("time", "close", 68.0),
    ]:
        state = activity.apply(state, Event(name, value, at))

    assert state.seconds == (15.0, 8.0)
