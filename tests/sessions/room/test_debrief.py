"""The debrief that knows the room: numbers by hand, nobody named, nothing from small rooms."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tppo_kit.activities.blocks import Bars, Feedback, Heading, Lines, Prose
from tppo_kit.errors import Refused
from tppo_kit.language import LANGUAGES, shown
from tppo_kit.sessions.room.debrief import room_debrief, wall_debrief
from tppo_kit.sessions.room.wall import wall_screen
from tppo_kit.views.draw import draw_html, draw_text

CASE, TWIN = "scenario:liburan-sepuluh-hari", "scenario:umrah-bersama-ibu"
FORMS = ("test:kasus-a-1", "test:kasus-b-1")
CODE = re.compile(r"[A-Z0-9]{4}-[A-Z0-9]{4}|card-\d")
#: The last question of the case: what calls, what does not, and what goes on asking.
LEFT, CALLED, ASKED = "foto-biasa", "panggil-polisi", "tanya-atasan"


@pytest.fixture
def host(host_of):
    """Give a host with a room of the programme that plays both twins between two tests."""
    made = host_of()
    made.open("lokakarya-petugas-90")
    return made


def go(host, *presses):
    """Do things at the console."""
    for press in presses:
        host.do("", *press.partition("=")[::2])


def vote(host, seats, choices, sure=()):
    """Hold one vote, each seat by the id of its choice; some say how sure they are."""
    go(host, "open=")
    for seat, choice in zip(seats, choices, strict=True):
        host.press(seat, host.mark_for(seat), f"choose={choice}", "")
    for seat, level in zip(seats, sure, strict=False):
        host.press(seat, host.mark_for(seat), f"confidence={level}", "")
    go(host, "close=")


def play(host, seats, choices, sure=(), *, key=CASE):
    """Play a case straight to its last question, vote there, and put it away."""
    with host.log.together():
        go(host, f"stage=together - {key}", "take=begin=", "take=choose=langsung-selesai")
        vote(host, seats, choices, sure)
        go(host, "take=choose=panggil-polisi", "clear=")


def seated(host, number):
    """Let that many people in."""
    return [host.join(None) for _ in range(number)]


def sentences(view, kind=Prose):
    """Return the texts of one kind of block in English."""
    return [shown(block.text, "en") for block in view.blocks if isinstance(block, kind)]


def after(view, heading):
    """Return what stands below a heading, until the next one."""
    found = {}
    for block in view.blocks:
        if isinstance(block, Heading):
            below = found.setdefault(shown(block.text, "en"), [])
        elif isinstance(block, Prose | Feedback) and found:
            below.append(shown(block.text, "en"))
    return found[heading]


def test_the_numbers_of_a_played_case_are_those_counted_by_hand(host):
    """Six of twelve leave it, three call, three go on asking: missed in six of nine decisions."""
    seats = seated(host, 12)
    play(host, seats, [LEFT] * 6 + [CALLED] * 3 + [ASKED] * 3, [90] * 5 + [80] * 4)

    view = room_debrief(host, "id")

    (bars,) = [block for block in view.blocks if isinstance(block, Bars)]
    assert [bar.counts for bar in bars.bars] == [(6,), (3,), (0,), (3,)]
    missed = after(view, "The sign most missed")
    assert missed[0].endswith(": there in 9 decisions; in 6 of them no step followed.")
    assert missed[1] == "Most often here: Liburan sepuluh hari"
    # Five at 90 percent left it; all nine said how sure they were.
    sure = "5 of 9 people were at least 90 percent sure, and it was not right."
    assert sure in after(view, "The most confident error")
    assert after(view, "The look-alike most over-called") == [
        "Fewer than five people have decided on the same thing so far; no figure is shown."
    ]


def test_the_look_alike_is_told_with_its_innocent_explanation(host, catalogue):
    """Four of six took the twin too far; why it is harmless stands below."""
    play(host, seated(host, 6), [CALLED] * 4 + ["foto-penjelasan"] * 2, key=TWIN)

    told = after(room_debrief(host, "id"), "The look-alike most over-called")

    assert told[:2] == ["Umrah bersama Ibu", "4 of 6 people took this too far."]
    why = catalogue.case(TWIN.partition(":")[2]).scenario.record.truth.why
    assert told[2] == f"What it innocently is: {why}"


def test_the_question_is_the_one_written_for_the_scene(host):
    """What the notes say at the step stands there as they say it; a second time another does."""
    play(host, seated(host, 6), [LEFT] * 4 + [CALLED] * 2)

    view = room_debrief(host, "id")

    written = "Adakah bahaya hari ini? Adakah yang perlu dicek sebelum permohonan diteruskan?"
    asked = [shown(block.text, "id") for block in view.blocks if isinstance(block, Feedback)]
    assert asked[0] == written
    assert asked.count(written) == 1


def test_a_second_vote_is_told_beside_the_first(host):
    """Both rounds stand in the bars, and a sentence says which choice gained."""
    seats = seated(host, 5)
    go(host, f"stage=discuss - {CASE}", "take=begin=")
    vote(host, seats, ["tanya-terbuka"] * 2 + ["menebak"] * 3)
    go(host, "talk=")
    vote(host, seats, ["tanya-terbuka"] * 4 + ["menebak"])

    view = room_debrief(host, "id")

    (bars,) = [block for block in view.blocks if isinstance(block, Bars)]
    assert sorted(bar.counts for bar in bars.bars) == [(0, 0), (0, 0), (2, 4), (3, 1)]
    letter = next(b.label.values["letter"] for b in bars.bars if b.counts == (2, 4))
    assert f"After the talk, {letter} had 4 votes instead of 2." in sentences(view)


def test_the_three_most_split_scenes_are_enough(host):
    """Of four scenes with a split the least split one is left out."""
    seats = seated(host, 6)
    for _ in range(3):
        play(host, seats, [LEFT] * 3 + [CALLED] * 3)
    play(host, seats, [LEFT] * 5 + [CALLED])

    bars = [block for block in room_debrief(host, "id").blocks if isinstance(block, Bars)]

    assert [max(bar.counts for bar in each.bars) for each in bars] == [(3,)] * 3


def test_four_votes_in_a_larger_room_show_no_bars(host):
    """Six have joined and four voted: what they chose is not shown."""
    seats = seated(host, 6)
    play(host, seats[:4], [LEFT] * 2 + [CALLED] * 2)

    assert not any(isinstance(block, Bars) for block in room_debrief(host, "id").blocks)
    assert wall_debrief(host, "id").bars is None


def test_where_all_agree_a_sentence_says_so(host):
    """No bars, and the one error is that of everybody."""
    play(host, seated(host, 5), [LEFT] * 5)

    view = room_debrief(host, "id")

    assert after(view, "Where the room split most")[0].startswith("At every question all of you")
    assert not any(isinstance(block, Bars) for block in view.blocks)


def test_a_single_slip_is_no_finding(host):
    """Where one of six missed it, nobody can be pointed at."""
    play(host, seated(host, 6), [CALLED] * 5 + [LEFT], [100] * 6)
    seats = list(host.room.state.members)
    play(host, seats, ["foto-penjelasan"] * 5 + [CALLED], [50] * 6, key=TWIN)

    view = room_debrief(host, "id")

    assert after(view, "The sign most missed") == ["No sign was missed more than once."]
    rare = "No harmless case was taken too far more than once."
    assert after(view, "The look-alike most over-called") == [rare]


@pytest.mark.parametrize("number", range(5))
def test_fewer_than_five_people_read_questions_and_no_figure(host, number):
    """Rooms of none to four have no bar, no count and no finding, on the console or the wall."""
    seats = seated(host, number)
    play(host, seats, [LEFT] * number, [100] * number)
    go(host, f"stage=each before {' '.join(FORMS)}", f"stage=each after {' '.join(FORMS)}")

    wall = wall_debrief(host, "id")
    for view in (room_debrief(host, "id"), wall.view):
        assert not any(isinstance(block, Bars | Lines) for block in view.blocks)
        # The case tells of ten days and an age; nothing else holds a figure.
        own = [shown(block.text, "en") for block in view.blocks if not isinstance(block, Prose)]
        assert not re.search(r"\d", " ".join(own))
        assert any(isinstance(block, Feedback) for block in view.blocks)
        messages = [block.text for block in view.blocks if not isinstance(block.text, str)]
        assert all(not message.values for message in messages)
    assert (wall.choices, wall.bars) == ((), None)


def test_before_any_vote_there_is_a_question_all_the_same(host):
    """An empty room reads sentences, in both languages, and no page falls over."""
    seated(host, 6)

    view = room_debrief(host, "id")

    assert after(view, "Where the room split most") == ["No question has had five votes yet."]
    assert "Before and after" not in sentences(view, Heading)
    assert sentences(wall_debrief(host, "id").view)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_named(host, language):
    """No seat code and no card stands in any text of console or wall."""
    seats = seated(host, 7)
    go(host, "deck=9")
    play(host, seats, [LEFT] * 4 + [CALLED] * 3, [100] * 7)
    play(host, seats, [CALLED] * 7, [90] * 7, key=TWIN)
    go(host, f"stage=together - {CASE}", "take=begin=", "open=", "cards=1:A 2:B 9:A", "close=")

    for view in (room_debrief(host, language), wall_debrief(host, language).view):
        for text in (draw_text(view, language), draw_html(view, language)):
            assert not CODE.search(text)
            assert not any(seat in text for seat in seats)


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(order=st.permutations(range(7)))
def test_nothing_depends_on_the_order_of_votes(host_of, order):
    """Whoever votes first: the same choices give the same debrief."""
    mine = [LEFT, LEFT, CALLED, CALLED, CALLED, ASKED, "foto-penjelasan"]
    views = []
    for choices in (mine, [mine[place] for place in order]):
        host = host_of()
        if host.room is not None:
            go(host, "end=")
        host.open("lokakarya-petugas-90")
        play(host, seated(host, 7), choices)
        views.append((room_debrief(host, "id"), wall_debrief(host, "id")))

    assert views[0] == views[1]


def test_the_wall_shows_the_debrief_until_something_else_begins(host):
    """It is put there and taken away at the console; a block and an activity clear it."""
    seats = seated(host, 6)
    play(host, seats, [LEFT] * 4 + [CALLED] * 2)

    def kind():
        return wall_screen(host, "id", host.clock(), 0).kind

    kinds = []
    for presses in (["show=debrief"], ["show="], ["show=debrief", "block=2"], ["show=debrief"]):
        go(host, *presses)
        kinds.append(kind())
    go(host, f"stage=together - {CASE}")

    assert kinds == ["debrief", "lobby", "between", "debrief"]
    assert kind() == "play"


def test_the_debrief_waits_for_the_vote(host):
    """While a vote is open it is refused, and one that is opened meanwhile takes the wall."""
    go(host, f"stage=together - {CASE}", "take=begin=", "open=")

    with pytest.raises(Refused, match="Close the vote first"):
        go(host, "show=debrief")
    with pytest.raises(Refused, match="cannot be read"):
        go(host, "show=answers")
    go(host, "close=", "show=debrief", "open=")

    assert wall_screen(host, "id", host.clock(), 0).kind == "play"


def test_the_wall_tells_of_a_case_once_its_twin_is_over(host):
    """Before that the votes stand there, and no finding."""
    seats = seated(host, 6)
    go(host, "block=3")
    play(host, seats, [LEFT] * 4 + [CALLED] * 2)
    first = wall_debrief(host, "id")
    go(host, "block=4")
    play(host, seats, [CALLED] * 4 + ["foto-penjelasan"] * 2, key=TWIN)
    second = wall_debrief(host, "id")

    assert [bar.counts for bar in first.bars.bars] == [(4,), (0,), (0,), (2,)]
    assert not any(isinstance(block, Lines) for block in first.view.blocks)
    (lines,) = [block for block in second.view.blocks if isinstance(block, Lines)]
    told = [shown(entry.text, "en") for entry in lines.entries]
    assert told[1] == "The look-alike most over-called, 4 of 6: Umrah bersama Ibu"
