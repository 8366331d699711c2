"""What phones press: their own attempts, parallel forms, and pages that are too old."""

import pytest
from hosting import CASE, FORMS, TABLE, answer, choices, console, failing, in_vote

from tppo_kit.activities.habits import offered
from tppo_kit.errors import Refused
from tppo_kit.records import Event
from tppo_kit.sessions.solo import Solo


def test_a_failed_saving_takes_answers_given_alone_back_too(host):
    """The attempt on the phone stands again where the file says."""
    one = host.join(None)
    console(host, f"stage=each before {FORMS}")
    host.press(one, host.mark_for(one), "begin=", "k1")
    mark, before = host.mark(), host.mark_for(one)
    with failing(host.log):
        host.press(one, before, answer(host, one), "k2")

    host.undo(mark)

    assert host.mark_for(one) == before
    host.press(one, before, answer(host, one), "k2")
    assert host.mark_for(one) != before


def test_each_stage_has_its_own_attempt_which_is_resumed(host, host_of):
    """A second start of the same test is a new attempt; a restart of the server resumes."""
    one = host.join(None)
    marks = []
    for _ in range(2):
        console(host, "stage=each - quiz:kasus-a-1")
        assert host.mark_for(one).endswith(".0")
        host.press(one, host.mark_for(one), "begin=", "")
        host.press(one, host.mark_for(one), answer(host, one), "")
        again = host_of()
        assert again.mark_for(one) == host.mark_for(one)
        assert again.solo(one, again.room.state.stage).state == (
            host.solo(one, host.room.state.stage).state
        )
        marks.append(host.mark_for(one))

    assert marks == ["0.2", "1.2"]
    assert host.log.latest(one, "quiz:kasus-a-1").turn == 2


def test_an_attempt_from_before_the_workshop_is_not_taken_for_it(host, opened, clock):
    """What somebody played alone earlier, finished or not, is another attempt."""
    one = host.join(None)
    alone = Solo(opened("quiz:kasus-a-1"), host.log, one, clock)
    alone.send(Event("begin"))

    console(host, "stage=each - quiz:kasus-a-1")

    assert host.solo(one, host.room.state.stage).number == 0
    host.press(one, host.mark_for(one), "begin=", "")
    assert host.log.latest(one, "quiz:kasus-a-1").turn == 2


def test_two_people_alone_do_not_disturb_each_other(host):
    """Each seat has its own place, form and mark."""
    one, two = host.join(None), host.join(None)
    console(host, f"stage=each before {FORMS}")
    for _ in range(3):
        host.press(one, host.mark_for(one), answer(host, one), "")

    stage = host.room.state.stage
    assert (host.mark_for(one), host.mark_for(two)) == ("0.3", "0.0")
    assert host.key_for(one, stage) != host.key_for(two, stage)


def test_who_had_one_form_before_gets_the_other_after(host):
    """Also whoever came in between, and for everybody the two differ."""
    early = [host.join(None) for _ in range(4)]
    console(host, f"stage=each before {FORMS}")
    before = {seat: host.key_for(seat, host.room.state.stage) for seat in early}
    late = host.join(None)
    before[late] = host.key_for(late, host.room.state.stage)
    console(host, f"stage=together - {CASE}", f"stage=each after {FORMS}")
    last = host.join(None)

    after = {seat: host.key_for(seat, host.room.state.stage) for seat in [*before, last]}

    assert set(before.values()) == set(FORMS.split())
    assert all({before[seat], after[seat]} == set(FORMS.split()) for seat in before)
    assert after[last] in FORMS.split()


def test_a_test_without_one_before_has_one_form_for_all(host):
    """Nothing to be parallel to: everybody answers the same, so they can be compared."""
    seats = [host.join(None) for _ in range(4)]
    console(host, f"stage=each after {FORMS}")

    assert len({host.key_for(seat, host.room.state.stage) for seat in seats}) == 1


@pytest.mark.parametrize(
    "value", ["each - quiz:kasus-a-1", f"tables - {TABLE}", f"together - {CASE}"]
)
def test_a_press_on_an_older_page_is_refused(host, value):
    """Whatever is played: an answer to a screen that is gone is not taken for the present one."""
    one = host.join(None)
    console(host, f"stage={value}")
    if "together" in value:
        console(host, "take=begin=", "open=", "close=", "open=")
        old, press = "0.1.0", choices(host)[0]
    else:
        old, press = host.mark_for(one), "begin="
        host.press(one, old, press, "")
        press = answer(host, one) if "each" in value else press
    before = host.room

    for mark in (old, "", "x", "9.9", "0.1.0.0"):
        with pytest.raises(Refused):
            host.press(one, mark, press, "")

    assert host.room is before


def test_a_role_held_by_two_phones_moves_the_table_once(host):
    """Who presses the same button a moment later does not press the next screen's."""
    one, two = host.join(None), host.join(None)
    console(host, f"stage=tables - {TABLE}")
    for seat in (one, two):
        for role in host.playbook.roles(TABLE):
            if role not in host.room.state.stage.cast[seat]:
                host.press(seat, host.mark_for(seat), f"hold={role}", "")
    for _ in range(12):
        mark, before = host.mark_for(one), len(host.room.state.stage.tables[1])
        host.press(one, mark, first_at_table(host), "")
        following = first_at_table(host)
        with pytest.raises(Refused):
            host.press(two, mark, following, "")
        assert len(host.room.state.stage.tables[1]) == before + 1
        host.press(two, host.mark_for(two), following, "")


def first_at_table(host):
    """Return the first button of the role whose turn it is at the first table."""
    stage = host.room.state.stage
    activity = host.playbook.activity(stage.key)
    play = host.playbook.state(stage.key, stage.seed, stage.tables[1])
    event = offered(activity.view_for(play, activity.turn(play)))[0]
    return f"{event.name}={event.value}"


def test_between_activities_and_in_a_stop_there_is_nothing_to_answer(host):
    """Also for a seat that never joined, and before a room is open."""
    (one,) = in_vote(host, 1)
    mark, choice = host.mark_for(one), choices(host)[0]
    with pytest.raises(Refused):
        host.press("ZZZZ-ZZZZ", mark, choice, "")
    console(host, "distress=")
    with pytest.raises(Refused):
        host.press(one, mark, choice, "")
    console(host, "calm=", "clear=")
    with pytest.raises(Refused):
        host.press(one, mark, choice, "")

    assert host.mark_for(one) == ""
