"""What is drawn for phones, wall and console, and when it counts as new."""

import time

import pytest
from roomlike import BAD, CASE, PROGRAMME

from tppo_kit.server.room_screens import MOST_DRAWN, RoomScreens, joining_at, seat_mark
from tppo_kit.server.waiting import Presence
from tppo_kit.sessions.room.host import RoomHost
from tppo_kit.settings import load_settings
from tppo_kit.store.log import Log

ADDRESSES = ("http://192.0.2.7:8866/", "http://localhost:8866/")


@pytest.fixture
def host(tmp_path):
    """Give a room in which the first question of a case is open."""
    log = Log(tmp_path / "log.sqlite3")
    host = RoomHost(log, load_settings().data, time.time)
    host.open(PROGRAMME)
    for name, value in (("block", "0"), ("stage", f"together - {CASE}"), ("take", "begin=")):
        host.do("", name, value)
    host.do("", "open")
    yield host
    log.close()


@pytest.fixture
def screens(host):
    """Give what draws that room."""
    return RoomScreens(host, Presence(time.monotonic), joining_at(ADDRESSES))


def test_each_copy_of_a_page_has_a_click_of_its_own(host, screens):
    """Two phones that see the same get the same page but for the click and the mark of the seat."""
    one, two = host.join(None), host.join(None)

    first, second = screens.phone(one, "id"), screens.phone(two, "id")

    assert first["html"] != second["html"]
    assert len(screens._drawn) == 1
    assert first["tag"].partition(".")[0] == second["tag"].partition(".")[0]
    assert first["tag"] != second["tag"]
    assert (screens.tag(one, "id"), seat_mark(None)) == (first["tag"], "")
    assert one not in "".join(first.values())


def test_a_vote_is_new_for_its_seat_and_for_those_who_watch(host, screens):
    """Choosing changes one's own tag and the wall's and console's, and no other phone's."""
    one, two = host.join(None), host.join(None)
    before = [screens.tag(one, "id"), screens.wall_tag("id"), screens.console_tag("id")]
    quiet = screens.tag(two, "id")

    host.press(one, host.mark_for(one), "choose=tanya-terbuka", "c")
    after = [screens.tag(one, "id"), screens.wall_tag("id"), screens.console_tag("id")]

    assert [a == b for a, b in zip(before, after, strict=True)] == [False] * 3
    assert screens.tag(two, "id") == quiet


def test_what_was_drawn_long_ago_is_let_go(host, screens):
    """However often the room changes, only so many screens are kept."""
    seat = host.join(None)
    screens._drawn.update({str(number): {} for number in range(MOST_DRAWN)})

    screens.phone(seat, "id")

    assert len(screens._drawn) == MOST_DRAWN
    assert "0" not in screens._drawn


def test_news_is_shown_as_the_text_it_is(host, screens):
    """Elements typed into news are letters on phone, wall and console."""
    seat = host.join(None)
    host.do("", "inject", f"all|{BAD}")

    drawn = [screens.phone(seat, "id"), screens.wall("id"), screens.console("id")]

    assert [each for each in drawn if BAD in each["html"]] == []
    assert "&lt;script&gt;" in drawn[0]["html"]


def test_people_join_at_the_address_of_the_network():
    """The first address is drawn and typed; no phone can use this machine's own name."""
    joining = joining_at(ADDRESSES)

    assert joining.address == "http://192.0.2.7:8866/room"
    assert joining.others == ()
    assert joining_at(ADDRESSES[-1:]).address == "http://localhost:8866/room"
    assert joining.code.startswith("<svg")
