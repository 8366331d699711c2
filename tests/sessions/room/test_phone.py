"""What one phone shows: never more than its seat may know, and a tag that changes with it."""

import pytest
from hosting import CASE, TABLE, choices, console, failing, in_vote, played, press_at_table

from tppo_kit.activities.blocks import Feedback, Lines, Options
from tppo_kit.activities.habits import offered
from tppo_kit.activities.tally import Bars
from tppo_kit.language import LANGUAGES
from tppo_kit.sessions.room.phone import phone_screen, phone_tag
from tppo_kit.sessions.room.stages import held_roles


def screen(host, seat, language="id"):
    """Return what a seat sees now."""
    return phone_screen(host, seat, language, host.clock.now)


def kinds(host, seat, kind):
    """Return the blocks of a kind on a phone."""
    return [block for block in screen(host, seat).view.blocks if isinstance(block, kind)]


def test_the_same_tag_always_means_the_same_screen(host):
    """Over a whole session, for every seat and language; and the screen says its own tag."""
    known = {}
    steps = 0
    for seats in played(host):
        steps += 1
        for seat in seats:
            for language in LANGUAGES:
                tag = phone_tag(host, seat, language, host.clock.now)
                shown = screen(host, seat, language)
                content = (repr(shown.view), shown.mark)
                assert shown.tag == tag
                assert known.setdefault(tag, content) == content
    assert steps > 50
    assert len(set(known.values())) > 40


def test_who_sees_the_same_has_the_same_tag(host):
    """So that a page is drawn once for all who have not chosen, and once for each choice."""
    one, two, three = in_vote(host, 3)
    assert len({screen(host, seat).tag for seat in (one, two, three)}) == 1

    for seat in (one, two):
        host.press(seat, host.mark_for(seat), choices(host)[0], "")

    assert screen(host, one).tag == screen(host, two).tag != screen(host, three).tag


def test_the_tag_of_a_door_tells_rooms_and_languages_apart(host, host_of):
    """Nobody in particular: no room, a room, and the room after its end."""
    tags = {phone_tag(host, None, language, 1.0) for language in LANGUAGES}
    console(host, "end=")
    tags |= {phone_tag(host, "ZZZZ-ZZZZ", language, 1.0) for language in LANGUAGES}
    tags |= {phone_tag(host_of(), None, language, 1.0) for language in LANGUAGES}

    assert len(tags) == 6


def test_no_vote_of_others_is_shown_before_closing(host):
    """Also with live results on: a phone in the hand waits until the vote is closed."""
    one, two = in_vote(host)
    console(host, "live=on", "hands=A:7")
    before = screen(host, two)

    host.press(one, host.mark_for(one), choices(host)[0], "")

    assert screen(host, two) == before
    assert kinds(host, one, Bars) == kinds(host, two, Bars) == []
    console(host, "close=")
    (bars,) = kinds(host, two, Bars)
    assert bars.bars[0].counts == (8,)


def test_between_two_votes_the_first_stays_hidden(host):
    """In a discussion results come after the second vote, both side by side."""
    one, two = in_vote(host)
    console(host, f"stage=discuss - {CASE}", "take=begin=")
    for first, press in ((0, "talk="), (1, "")):
        console(host, "open=")
        assert kinds(host, two, Bars) == []
        host.press(one, host.mark_for(one), choices(host)[first], "")
        console(host, "close=", *([press] if press else []))
        assert bool(kinds(host, two, Bars)) is (first == 1)

    (bars,) = kinds(host, one, Bars)
    assert [bar.counts for bar in bars.bars][:2] == [(1, 0), (0, 1)]
    assert [bar.own for bar in bars.bars][:2] == [False, True]


@pytest.mark.parametrize("way", ["together", "discuss"])
def test_nothing_right_or_wrong_is_shown_before_the_room_moves_on(host, way):
    """Neither marks nor explanations, from the opening to the closing and the talk."""
    one, two = in_vote(host)
    console(host, f"stage={way} - quiz:kasus-a-1", "take=begin=")
    for press in ("open=", "close=", "talk=", "open=", "close="):
        console(host, press)
        if press == "open=":
            host.press(one, host.mark_for(one), choices(host)[0], "")
        for seat in (one, two):
            assert kinds(host, seat, Feedback) == []
            marks = {entry.mark for block in kinds(host, seat, Lines) for entry in block.entries}
            assert marks <= {""}

    console(host, f"take={choices(host)[0]}")
    assert kinds(host, two, Lines) + kinds(host, two, Feedback)


def test_a_phone_shows_its_own_choice_and_asks_how_sure_where_it_decides(host):
    """The choice is marked and may be changed; a step that decides nothing asks no more."""
    one, two = in_vote(host)
    host.press(one, host.mark_for(one), choices(host)[1], "")
    (group,) = kinds(host, one, Options)
    assert [option.state for option in group.options][:2] == ["open", "chosen"]

    console(host, "close=", "stage=together - quiz:kasus-a-1", "take=begin=", "open=")
    host.press(one, host.mark_for(one), choices(host)[0], "")
    host.press(one, host.mark_for(one), "confidence=90", "")

    _, sure = kinds(host, one, Options)
    assert [o.value for o in sure.options if o.state == "chosen"] == ["90"]
    assert len(kinds(host, two, Options)) == 1


def test_everything_a_phone_offers_is_taken(host):
    """No button on a phone in the room leads to a refusal while the screen is the present one."""
    tried = 0
    for seats in played(host):
        before, mark = host.room, host.mark()
        for seat in seats:
            for event in offered(screen(host, seat).view):
                with failing(host.log):
                    host.press(seat, host.mark_for(seat), f"{event.name}={event.value}", "")
                    tried += 1
                host.undo(mark)
                assert host.room is before
    assert tried > 100


def texts(view):
    """Return every text of a view."""
    found = set()

    def walk(part):
        if isinstance(part, str) and len(part) > 20:
            found.add(part)
        elif isinstance(part, tuple):
            for each in part:
                walk(each)
        elif hasattr(part, "__dataclass_fields__"):
            for name in part.__dataclass_fields__:
                walk(getattr(part, name))

    walk(view)
    return found


def test_a_phone_at_a_table_shows_no_other_hand(host):
    """What only another role knows stands on no other phone."""
    seats = [host.join(None) for _ in range(7)]
    console(host, f"stage=tables - {TABLE}")
    compared = 0
    for _ in range(10):
        press_at_table(host, 1)
        state, stage = host.room.state, host.room.state.stage
        activity = host.playbook.activity(TABLE)
        play = host.playbook.state(TABLE, stage.seed, stage.tables[1])
        seen = {role: texts(activity.view_for(play, role)) for role in activity.role_ids}
        for seat in seats:
            (role,) = held_roles(state, stage, activity.role_ids, seat)
            shown = texts(screen(host, seat).view)
            others = set().union(*(seen[other] for other in seen if other != role))
            assert not shown & (others - seen[role])
            compared += len(others - seen[role])
    assert compared


def test_a_lost_phones_turn_is_offered_to_the_others_at_the_table(host):
    """Taking the role shows its screen, with what it may decide."""
    one, two = host.join(None), host.join(None)
    console(host, f"stage=tables - {TABLE}")
    waiting = next(
        seat for seat in (one, two) if any(o.event == "hold" for o in kinds(host, seat, Options))
    )
    (hold,) = [block for block in kinds(host, waiting, Options) if block.event == "hold"]

    host.press(waiting, host.mark_for(waiting), f"hold={hold.options[0].value}", "")

    events = {block.event for block in kinds(host, waiting, Options)}
    assert events == {"begin"}


def test_news_reaches_the_phones_it_is_meant_for(host):
    """News for a table stands on its phones whatever is played, and on no other."""
    one, two = host.join(None), host.join(None)
    console(host, "tables=2", "block=2", "inject=table:2|Kursi di depan kosong.")

    for press in ("blank=off", f"stage=together - {CASE}", "stage=each - quiz:kasus-a-1"):
        console(host, press)
        assert [len(kinds(host, seat, Feedback)) for seat in (one, two)] == [0, 1]


def test_in_a_stop_and_at_the_end_a_phone_asks_nothing(host):
    """It says so calmly instead, whatever was being played."""
    (one,) = in_vote(host, 1)
    console(host, "distress=")
    stop = screen(host, one)
    console(host, "end=")

    assert offered(stop.view) == offered(screen(host, one).view) == []
    assert stop.view != screen(host, one).view
