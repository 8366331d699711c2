"""What the projector shows, and how large its letters are."""

from dataclasses import replace

import pytest
from hosting import CASE, TABLE, choices, console, in_vote, played, press_at_table

from tppo_kit.activities.blocks import Entry, Lines, Prose
from tppo_kit.content.programmes import Workshop
from tppo_kit.language import LANGUAGES
from tppo_kit.sessions.room.wall import _LARGEST, _SMALLEST, _what_fits, wall_screen


def wall(host, language="id", present=2, later=0.0):
    """Return the wall now, or some seconds later."""
    return wall_screen(host, language, host.clock.now + later, present)


def content(screen):
    """Return all of a screen but its tag and the seconds that count down by themselves."""
    return repr(replace(screen, tag="", seconds=None))


def test_the_tag_changes_with_everything_but_the_seconds(host):
    """Over a whole session, both languages, more or fewer people, and a while later."""
    known = {}
    for _ in played(host):
        for language in LANGUAGES:
            for present in (2, 3):
                now, later = (wall(host, language, present, each) for each in (0.0, 9.0))
                assert known.setdefault(now.tag, content(now)) == content(now)
                assert (now.tag == later.tag) is (content(now) == content(later))
                assert _SMALLEST <= now.letters <= _LARGEST
    assert len(known) > 60


def test_the_wall_says_where_the_room_stands(host, host_of):
    """From the lobby to the end; blank and stop hide what is played, the end shows always."""
    found = [wall(host).kind]
    host.join(None)
    for press in (
        "block=0",
        f"stage=together - {CASE}",
        "distress=",
        "blank=on",
        "blank=off",
        "calm=",
        "stage=each - quiz:kasus-a-1",
        f"stage=tables - {TABLE}",
        "clear=",
        "distress=",
        "blank=on",
        "end=",
    ):
        console(host, press)
        found.append(wall(host).kind)

    assert found == [
        *("lobby", "between", "play", "stop", "blank", "stop", "play"),
        *("alone", "tables", "between", "stop", "blank", "ended"),
    ]
    assert wall(host_of()).kind == "closed"


def test_counts_of_answers_are_shown_while_a_vote_is_open(host):
    """Hands and phones together, against those who are there; afterwards no more."""
    one, _ = in_vote(host)
    host.press(one, host.mark_for(one), choices(host)[0], "")
    console(host, "hands=B:4")
    screen = wall(host, present=2)
    assert (screen.voting, screen.answered, screen.present, screen.bars) == (True, 5, 2, None)

    console(host, "close=")

    screen = wall(host)
    assert (screen.voting, screen.answered, screen.present) == (False, None, None)
    assert [bar.counts for bar in screen.bars.bars][:2] == [(1,), (4,)]


def test_votes_can_be_watched_as_they_come(host):
    """With live results the wall shows the bars while the vote is open."""
    one, _ = in_vote(host)
    assert wall(host).bars is None
    console(host, "live=on")
    before = wall(host).tag

    host.press(one, host.mark_for(one), choices(host)[0], "")

    assert wall(host).bars.bars[0].counts == (1,)
    assert wall(host).tag != before


def test_the_clock_counts_the_part_then_the_talk(host):
    """Seconds left of the part; between two votes those left to talk, which a pause stops."""
    in_vote(host)
    assert wall(host, later=0).seconds - wall(host, later=30).seconds == 30
    console(host, "close=", "talk=")
    assert wall(host).seconds == 60
    console(host, "pause=")
    assert wall(host, later=500).seconds == wall(host).seconds == 59
    assert wall(host).paused

    console(host, "resume=", "open=")
    assert wall(host).seconds > 500


def test_who_is_done_is_counted_and_not_named(host):
    """People alone and tables: how many have finished of how many there are."""
    seats = [host.join(None) for _ in range(3)]
    console(host, "tables=2", "stage=each - survey:reaksi")
    assert (wall(host).answered, wall(host).present) == (0, 3)
    console(host, f"stage=tables - {TABLE}")
    press_at_table(host, 2)

    screen = wall(host)

    assert (screen.answered, screen.present) == (0, 2)
    assert not any(seat in repr(screen) for seat in seats)


@pytest.mark.parametrize(("short", "long"), [("quiz:kasus-a-1", CASE)])
def test_more_text_has_smaller_letters(host, short, long):
    """A cover with a line has the largest, and no scene less than what can be read."""
    sizes = []
    for key in (short, long):
        console(host, f"stage=together - {key}", "take=begin=")
        sizes.append(wall(host).letters)
    console(host, "clear=")

    assert all(_SMALLEST <= size <= _LARGEST for size in sizes)
    assert wall(host).letters == _LARGEST > min(sizes)


def test_what_a_projector_cannot_scroll_or_unfold_is_left_to_the_phones():
    """The first blocks stay as long as they fit; folded lists go, and one block always stays."""
    short, long = Prose("a" * 200), Prose("b" * 3000)
    folded = Lines("more", (Entry("c"),), folded=True)

    assert _what_fits((short, folded, short, long, short)) == (short, short)
    assert _what_fits((long, short)) == (long,)


def test_questions_that_would_give_an_activity_away_come_after_it(catalogue, room_of):
    """Before its activity a part shows its title alone; a part without one asks at once."""
    workshops = [(each, number) for each in catalogue.all(Workshop) for number in range(40)]
    asking = [
        (each.id, number, each.blocks[number])
        for each, number in workshops
        if number < len(each.blocks) and each.blocks[number].asks
    ]
    played = [found for found in asking if found[2].way in {"together", "discuss"}]
    name, number, block = played[0]
    room = room_of(name).do(f"block={number}")

    before = wall_screen(room, "id", room.now, 0).view
    room.do(f"stage=together - {block.activity}", "clear=")
    after = wall_screen(room, "id", room.now, 0).view

    assert before.blocks == ()
    assert [each.text for each in after.blocks] == list(block.asks)
    name, number, block = next(found for found in asking if not found[2].way)
    room = room_of(name).do(f"block={number}")
    assert len(wall_screen(room, "id", room.now, 0).view.blocks) == len(block.asks)
