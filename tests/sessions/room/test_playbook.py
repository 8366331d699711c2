"""The activities of a room, opened once, and what can be voted on."""

import random

import pytest

from tppo_kit.activities.activity import replay
from tppo_kit.activities.blocks import Option, Options, Prose, Step, Steppers, View
from tppo_kit.activities.documents import Paper, PaperField
from tppo_kit.activities.habits import offered
from tppo_kit.errors import NotFound, Refused
from tppo_kit.records import Event
from tppo_kit.sessions.room import playbook as books
from tppo_kit.sessions.room.playbook import Playbook, asks_confidence, letters, question

PLAYED = ["scenario:liburan-sepuluh-hari", "quiz:kasus-a-1", "tabletop:rombongan-magang"]
TWO = (Option("a", "A"), Option("b", "B"))
GROUP = Options("choose", "Which?", TWO)


@pytest.mark.parametrize("key", PLAYED)
def test_a_state_is_the_replay_of_its_events(playbook, key, monkeypatch):
    """Also when it was forgotten meanwhile, in any order of asking."""
    monkeypatch.setattr(books, "MOST_STATES", 3)
    activity, chance, events = playbook.activity(key), random.Random(3), []
    for at in range(15):
        view = activity.view(playbook.state(key, 7, tuple(events)))
        if not offered(view):
            break
        event = chance.choices(offered(view))[0]
        events.append(Event(event.name, event.value, at=float(at)))

    for end in chance.sample(range(len(events) + 1), len(events) + 1):
        part = tuple(events[:end])
        assert playbook.state(key, 7, part) == replay(activity, 7, part)
    assert len(playbook._states) == 3


def test_a_refused_event_leaves_no_state_behind(playbook):
    """What an activity refuses it refuses again the next time."""
    for _ in range(2):
        with pytest.raises(Refused):
            playbook.state("quiz:kasus-a-1", 1, (Event("begin"), Event("answer", "none")))


@pytest.mark.parametrize("key", ["quiz:none", "none:none", "", "quiz", "quiz:../x", "scenario:"])
def test_an_unknown_activity_is_a_sentence(playbook, key):
    """A key that is none says so."""
    with pytest.raises(NotFound):
        playbook.activity(key)


def test_everything_that_is_listed_opens(playbook):
    """Each activity that the console lists can be opened, and has the title it is listed by."""
    for language in ("id", "en"):
        titles = playbook.titles(language)
        assert len({key for key, _ in titles}) == len(titles) > 50
        for key, title in titles:
            assert playbook.activity(key, language).title == title


def test_what_is_asked_weeks_later_is_not_offered(playbook):
    """A facilitator cannot use up the cases of a follow-up by a slip."""
    offered = dict(playbook.titles("id"))

    assert "quiz:kasus-a-1" in offered
    assert not any("lanjutan" in key for key in offered)


def test_an_activity_is_opened_once(playbook):
    """Asked for twice it is the same; in another language another."""
    one = playbook.activity("quiz:kasus-a-1")

    assert playbook.activity("quiz:kasus-a-1") is one
    assert playbook.activity("quiz:kasus-a-1", "en") is not one


def test_roles_belong_to_table_games_alone(playbook):
    """A case has no roles; a table game has its own, in order."""
    assert playbook.roles("scenario:liburan-sepuluh-hari") == ()
    assert playbook.roles("tabletop:keberangkatan-mendadak")[:2] == ("imigrasi", "desa")


def test_broken_content_is_a_sentence(tmp_path):
    """Without any content nothing opens, and nothing else is raised."""
    with pytest.raises(NotFound):
        Playbook(tmp_path).activity("quiz:kasus-a-1")


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (Prose("text"),),
        (Options("choose", "", (Option("a", "A"),)),),
        (Options("choose", "", (Option("a", "A"), Option("b", "B", "locked"))),),
        (GROUP, GROUP),
        (Options("confidence", "", TWO),),
        (Options("toggle", "", TWO),),
        (GROUP, Steppers("plan", "", (Step("a", "A", 1, 0, 2),))),
        (GROUP, Paper("note", "", (PaperField("x", "y", "z"),), "hold")),
    ],
)
def test_what_is_no_single_question_is_not_voted_on(blocks):
    """Nothing to choose, only one thing, several groups, or other things to press."""
    assert question(View("", blocks)) is None


def test_one_group_of_open_options_is_a_question():
    """Text and papers to look at do not matter."""
    paper = Paper("note", "", (PaperField("x", "y", "z"),))

    assert question(View("", (Prose("text"), paper, GROUP))) == GROUP


def test_letters_stand_for_the_open_options():
    """A is the first that can be chosen; what is locked has no letter; none is left out."""
    some = Options("choose", "", (Option("x", "X", "locked"), *TWO, Option("c", "C", "chosen")))
    many = Options("choose", "", tuple(Option(str(number), "text") for number in range(12)))

    assert letters(some) == {"A": "choose=a", "B": "choose=b", "C": "choose=c"}
    assert list(letters(many).values()) == [f"choose={number}" for number in range(12)]


def test_every_question_in_the_content_has_a_letter_for_each_choice(playbook):
    """On a random way through everything a room can play."""
    for key, _ in playbook.titles("id"):
        activity, chance = playbook.activity(key), random.Random(key)
        state = activity.start(1)
        for _ in range(25):
            view = activity.view(state)
            group, menu = question(view), offered(view)
            if group is not None:
                asked = [f"{e.name}={e.value}" for e in menu if e.name == group.event]
                assert list(letters(group).values()) == asked
            if not menu:
                break
            state = activity.apply(state, chance.choices(menu)[0])


def test_only_a_screen_that_asks_nothing_else_asks_how_sure():
    """With another group beside it the room is not moved past it."""
    sure = Options("confidence", "", TWO)

    assert asks_confidence(View("", (Prose("x"), sure)))
    assert not asks_confidence(View("", (sure, GROUP)))
    assert not asks_confidence(View("", (GROUP,)))
