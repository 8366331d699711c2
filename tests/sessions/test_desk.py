"""The desk: a shelf of activities, or the one that is open, and the way between them."""

import pytest

from tppo_kit.activities.blocks import Options
from tppo_kit.errors import NotSaved, Refused
from tppo_kit.records import Event
from tppo_kit.sessions.desk import Desk

CASES = ["scenario:umrah-bersama-ibu", "scenario:liburan-sepuluh-hari", "sorter:tanda-atau-bukan"]


@pytest.fixture
def desk(log, seat, clock, opened):
    """Give a function that lays out activities by their keys."""
    return lambda *keys: Desk([opened(key) for key in keys], log, seat, clock)


def offered(view):
    """Return what can be pressed, as (event, value) pairs."""
    groups = [block for block in view.blocks if isinstance(block, Options)]
    return [(group.event, option.value) for group in groups for option in group.options]


def notes(view):
    """Return the untranslated note beside each activity on the shelf."""
    group = next(b for b in view.blocks if isinstance(b, Options) and b.event == "desk-open")
    return {option.value: option.note.text for option in group.options}


def finish(desk, walk):
    """Play the open activity to its end."""
    for event in walk(desk.open.activity):
        desk.send(event)


def test_a_single_activity_is_opened_at_once(desk):
    """With one activity there is no shelf to come from or to go back to."""
    one = desk(CASES[0])

    assert offered(one.view()) == [("begin", "")]
    with pytest.raises(Refused):
        one.send(Event("desk-list"))
    assert offered(one.view()) == [("begin", "")]


def test_several_lie_on_a_shelf_in_their_order(desk, opened):
    """The shelf offers each by its title, with the minutes it takes."""
    view = desk(*CASES).view()
    group = next(block for block in view.blocks if isinstance(block, Options))

    assert offered(view) == [("desk-open", key) for key in CASES]
    assert [option.label for option in group.options] == [opened(key).title for key in CASES]
    assert [o.note.values["minutes"] for o in group.options] == [opened(k).minutes for k in CASES]
    assert view.progress == (0, 3)


@pytest.mark.parametrize(
    ("name", "value"),
    [("desk-open", ""), ("desk-open", "quiz:tanda-1"), ("begin", ""), ("desk-again", ""), ("", "")],
)
def test_the_shelf_takes_only_what_lies_on_it(desk, name, value):
    """An activity that is not laid out, or an event of one that is not open, is refused."""
    shelf = desk(*CASES)
    with pytest.raises(Refused):
        shelf.send(Event(name, value))

    assert shelf.open is None


def test_from_the_shelf_to_an_activity_and_back(desk):
    """An open activity has a way back to the list, whatever it shows, and keeps its place."""
    shelf = desk(*CASES)
    shelf.send(Event("desk-open", CASES[0]))
    shelf.send(Event("begin", click="a"))
    inside = shelf.view()
    shelf.send(Event("desk-list"))
    listed = shelf.view()
    shelf.send(Event("desk-open", CASES[0]))

    assert offered(inside)[-1] == ("desk-list", "")
    assert offered(listed) == [("desk-open", key) for key in CASES]
    assert shelf.view() == inside


def test_another_cannot_be_opened_past_the_list(desk):
    """With one open, opening another is refused and the first stays."""
    shelf = desk(*CASES)
    shelf.send(Event("desk-open", CASES[0]))
    before = shelf.view()

    with pytest.raises(Refused):
        shelf.send(Event("desk-open", CASES[1]))
    assert shelf.view() == before


def test_the_shelf_says_what_is_begun_and_what_is_done(desk, walk):
    """Untouched, begun and finished are told apart, also in a new kernel; progress counts."""
    shelf = desk(*CASES)
    shelf.send(Event("desk-open", CASES[0]))
    finish(shelf, walk)
    shelf.send(Event("desk-list"))
    shelf.send(Event("desk-open", CASES[1]))
    shelf.send(Event("begin", click="b"))
    shelf.send(Event("desk-list"))

    told = notes(shelf.view())
    assert len({told[key] for key in CASES}) == 3
    assert told == notes(desk(*CASES).view())
    assert shelf.view().progress == (1, 3)


def test_again_is_offered_at_the_end_only(desk, walk):
    """A finished activity can be done again; an unfinished one cannot be thrown away."""
    one = desk(CASES[0])
    one.send(Event("begin", click="z"))
    with pytest.raises(Refused):
        one.send(Event("desk-again"))
    one = desk(CASES[2])
    finish(one, walk)
    assert offered(one.view())[-1] == ("desk-again", "")

    one.send(Event("desk-again", click="again"))

    assert offered(one.view()) == [("begin", "")]
    assert one.open.notice is None


def test_the_buttons_of_the_desk_stand_below(desk, walk):
    """Title, progress and announcement are those of the activity; its blocks come first."""
    shelf = desk(*CASES)
    shelf.send(Event("desk-open", CASES[2]))
    finish(shelf, walk)
    view, own = shelf.view(), shelf.open.view()

    assert view.blocks[: len(own.blocks)] == own.blocks
    assert (view.title, view.progress, view.announce) == (own.title, own.progress, own.announce)
    assert offered(view)[-2:] == [("desk-again", ""), ("desk-list", "")]


def test_a_fault_of_the_log_is_a_sentence_on_the_shelf_too(desk, log):
    """If the file of answers cannot be read, the shelf says so instead of failing."""
    shelf = desk(*CASES)
    log.close()
    log.path.write_bytes(b"no database at all " * 100)

    with pytest.raises(NotSaved):
        shelf.view()


def test_the_notice_is_that_of_the_open_activity(desk):
    """The shelf has no notice; an open activity hands on its own."""
    shelf = desk(*CASES)
    assert shelf.notice is None
    shelf.send(Event("desk-open", CASES[0]))
    shelf.open.notice = "told"

    assert shelf.notice == "told"
