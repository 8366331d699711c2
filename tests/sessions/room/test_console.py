"""What the facilitator sees and can press."""

import random

import pytest
from hosting import CASE, FORMS, TABLE, answer, choices, console, failing, in_vote, played

from tppo_kit.language import LANGUAGES, shown
from tppo_kit.sessions.room.console import console_screen, stage_value


def screen(host, language="id", here=()):
    """Return the console now."""
    return console_screen(host, language, host.clock.now, here)


def presses(host):
    """Return everything that the panel offers, in order."""
    return [action.press for action in screen(host).panel.actions]


def content(found):
    """Return all of a console but its tag and the seconds."""
    room = found.room.state if found.room else None
    return repr([room, *(getattr(found, n) for n in found.__slots__ if n not in HIDDEN)])


HIDDEN = {"tag", "seconds", "room"}


def test_the_tag_changes_with_everything_but_the_seconds(host):
    """Over a whole session, in both languages, with phones coming and going."""
    known = {}
    for seats in played(host):
        for language in LANGUAGES:
            for here in ((), tuple(seats[:1]), tuple(seats)):
                found = screen(host, language, here)
                assert known.setdefault(found.tag, content(found)) == content(found)
    assert len(known) > 150


def test_every_button_on_the_console_does_what_it_says(host):
    """Each is taken at each moment of a session, and has words on it, not its press."""
    tried = set()
    for _ in played(host):
        found, mark = screen(host), host.mark()
        actions = [found.start, found.onward, *(found.panel.actions if found.panel else ())]
        for action in filter(None, actions):
            assert shown(action.label, "id") not in {"", action.press}
            name, _, value = action.press.partition("=")
            with failing(host.log):
                assert host.do("", name, value)
                tried.add(name)
            host.undo(mark)
    assert tried >= {"block", "stage", "open", "close", "talk", "take", "back", "clear"}


@pytest.mark.parametrize("kind", ["scenario", "quiz", "message", "sorter", "tabletop", "survey"])
def test_every_activity_can_be_played_to_its_end_from_the_console(host, kind):
    """Whatever a shared play shows, there is a button that leads on, with words on it."""
    host.join(None)
    for key, _ in [each for each in screen(host).activities if each[0].startswith(kind)][:3]:
        console(host, f"stage=together - {key}")
        chance = random.Random(key)
        for _ in range(150):
            actions = [a for a in screen(host).panel.actions if a.press.startswith("take=")]
            assert all(shown(a.label, "id") not in {"", a.press[5:]} for a in actions)
            if not actions:
                break
            console(host, chance.choice(actions).press)
        stage = host.room.state.stage
        play = host.playbook.state(key, stage.seed, stage.events)
        assert host.playbook.activity(key).outcome(play) is not None or kind == "tabletop"


def test_what_comes_next_is_marked(host):
    """Open, close, go on with the most votes; in a discussion first the talk."""
    one, two = in_vote(host)
    console(host, "close=", f"stage=discuss - {CASE}", "take=begin=")
    steps = []
    for press in ("open=", "close=", "talk=", "open=", "close="):
        steps.append([a.press for a in screen(host).panel.actions if a.style == "primary"])
        console(host, press)
        if press == "open=":
            for seat in (one, two):
                host.press(seat, host.mark_for(seat), choices(host)[1], "")
    last = [a.press for a in screen(host).panel.actions if a.style == "primary"]

    assert steps == [["open="], ["close="], ["talk="], ["open="], ["close="]]
    assert last == [f"take={choices(host)[1]}"]


def test_a_tie_marks_all_that_lead(host):
    """The facilitator decides; both stand before the others."""
    one, two = in_vote(host)
    for number, seat in enumerate((one, two)):
        host.press(seat, host.mark_for(seat), choices(host)[number], "")
    console(host, "close=")

    marked = [a.press for a in screen(host).panel.actions if a.style == "primary"]

    assert marked == [f"take={choice}" for choice in choices(host)[:2]]


def test_cards_that_no_photo_showed_are_named_in_order(host):
    """All of them, the smallest first, however many are left."""
    in_vote(host)
    console(host, "deck=40")
    assert screen(host).panel.unread == tuple(range(1, 41))

    read = [number for number in range(1, 41) if number % 7]
    console(host, f"cards={' '.join(f'{number}:A' for number in read)}")

    assert screen(host).panel.unread == (7, 14, 21, 28, 35)


def test_seats_show_who_is_here_and_who_has_answered(host):
    """In a vote, and while everybody plays alone; never what they chose."""
    one, two = in_vote(host)
    host.press(one, host.mark_for(one), choices(host)[0], "")
    lines = screen(host, here={two}).seats
    assert [(each.seat, each.here, each.answered) for each in lines] == [
        (one, False, True),
        (two, True, False),
    ]

    console(host, "close=", "stage=each - survey:reaksi")
    for _ in range(60):
        if host.solo(one, host.room.state.stage).finished:
            break
        host.press(one, host.mark_for(one), answer(host, one), "")

    assert [each.answered for each in screen(host).seats] == [True, False]
    assert screen(host).panel.done == (1, 2)


def test_the_run_sheet_follows_the_programme(host):
    """Past, present and next parts; the activity of a part can be started once it runs."""
    assert (screen(host).start, screen(host).onward.press) == (None, "block=0")
    console(host, "block=0", "block=2")
    found = screen(host)

    assert [line.state for line in found.lines] == ["past", "next", "now", *["next"] * 5]
    assert found.start.press == "stage=discuss - scenario:umrah-bersama-ibu"
    assert (found.onward.press, found.start.style) == ("block=3", "primary")
    console(host, found.start.press, "clear=")
    assert screen(host).start.style == ""
    console(host, "block=7")
    assert screen(host).onward is None


def test_each_part_of_each_programme_starts_its_activity(room_of, catalogue):
    """Whatever a programme plays can be started in the way it says."""
    started = 0
    for name in [each for each in catalogue.names("programme") if each.startswith("lokakarya")]:
        room = room_of(name).join("A", "B")
        for number, block in enumerate(room.programme.blocks):
            room.do(f"block={number}")
            if stage_value(block):
                room.do(f"stage={stage_value(block)}")
                started += 1
                assert room.stage.way == (block.way or "each")
    assert started > 20


def test_before_and_after_a_workshop_there_are_programmes_to_choose(host, host_of):
    """All workshops in the language of the console, no learning paths."""
    console(host, "end=")
    for found in (screen(host), screen(host_of())):
        names = [each.id for each in found.programmes]
        assert "lokakarya-petugas-45" in names
        assert all(name.startswith("lokakarya") for name in names)


def test_roles_can_be_written_to_while_tables_play(host):
    """News to one role is offered with the roles of the game, and only then."""
    console(host, f"stage=each before {FORMS}")
    assert screen(host).roles == ()

    console(host, f"stage=tables - {TABLE}")

    assert [role for role, _ in screen(host).roles] == list(host.playbook.roles(TABLE))
    assert presses(host) == ["clear="]


def test_the_facilitator_sees_all_news_and_to_whom_it_went(host):
    """In a hall without phones it is read aloud: to all, to a table, to a role by its name."""
    for press in ("tables=2", f"stage=tables - {TABLE}", "inject=all|Bus terlambat."):
        name, _, value = press.partition("=")
        host.do("", name, value)
    host.clock.now += 1
    host.do("", "inject", "table:2|Ibu datang.")
    role = host.playbook.roles(TABLE)[0]
    host.clock.now += 1
    host.do("", "inject", f"role:{role}|Telepon masuk.")

    lines = [(shown(each.to, "id"), each.text) for each in screen(host).news]

    named = shown(host.playbook.activity(TABLE).role_name(role), "id")
    assert lines == [
        (named, "Telepon masuk."),
        ("meja 2", "Ibu datang."),
        ("semua", "Bus terlambat."),
    ]
