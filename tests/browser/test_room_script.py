"""The room's script keeps the screen live: polls, focus, clocks, words about the link."""

import pytest
from room_stub import device, question, sees, serving, tap

pytestmark = pytest.mark.browser
#: A clock that only reads later. One that fires timers waits for ever for a page that leaves.
LATER = """var real = Date.now;
Date.now = function () { return real() + Number(localStorage.getItem('later') || 0); };"""
WAKE = "document.dispatchEvent(new Event('visibilitychange'))"


@pytest.fixture
def room():
    """Give a running room."""
    with serving() as running:
        yield running


@pytest.fixture
def phone(browser, room):
    """Give a phone in the room."""
    with device(browser, room) as page:
        yield page


def _focused(page):
    return page.evaluate("document.activeElement.id || document.activeElement.className")


def test_a_change_is_shown_and_announced_and_the_focus_stays(phone, room):
    """The poll brings the new screen; what had the focus has it again, by its id."""
    phone.focus("#room-choose-b")
    room.change("t2", question("Two", "s2"), "Question two")
    sees(phone, ".view-title", "Two")

    assert _focused(phone) == "room-choose-b"
    assert phone.text_content("#said") == "Question two"
    assert phone.get_attribute("#live", "data-tag") == "t2"
    assert phone.is_hidden("#link")
    room.until(lambda: room.polls == ["t1", "t2"])


def test_the_title_has_the_focus_once_what_was_pressed_is_gone(phone, room):
    """After a press whose button goes away, the focus is on the title; without one it is lost."""
    room.until(lambda: room.polls)
    room.tag, room.html = "t2", question("Two", options="c")  # no poll is woken
    tap(phone, "a")
    sees(phone, ".view-title", "Two")
    after_press = _focused(phone)
    phone.evaluate("document.activeElement.blur()")
    room.change("t3", question("Three"))
    sees(phone, ".view-title", "Three")

    assert after_press == "view-title"
    assert _focused(phone) == ""


def test_the_place_on_the_page_is_kept_while_the_title_is_the_same(phone, room):
    """A change below the same title does not scroll; a new title is read from its top."""
    long = "<p style='height: 3000px'>…</p>"
    room.change("t2", question() + long)
    phone.wait_for_selector("#live p")
    phone.evaluate("scrollTo(0, 900)")
    room.change("t3", question() + long + "<p id='more'>more</p>")
    phone.wait_for_selector("#more")
    same = phone.evaluate("pageYOffset")
    room.change("t4", question("Two") + long)
    sees(phone, ".view-title", "Two")

    assert same == 900
    assert phone.evaluate("pageYOffset") == 0


def test_what_is_being_typed_survives_a_change_of_the_same_step(phone, room):
    """Typed values stay in their fields until they are delivered or the step is another."""
    fields = (
        '<input type="number" name="{0}" id="hands-{0}"><input type="checkbox" name="k" id="k">'
    )
    room.change("t2", question(fields=fields.format("n")))
    phone.fill("#hands-n", "12")
    phone.check("#k")
    room.change("t3", question("More", fields=fields.format("n")))
    sees(phone, ".view-title", "More")
    kept = phone.input_value("#hands-n"), phone.is_checked("#k")
    tap(phone, "a")
    room.until(lambda: room.taken)
    phone.wait_for_function("document.getElementById('hands-n').value === ''")
    phone.fill("#hands-n", "7")
    room.change("t4", question("Other", "s2", fields=fields.format("n")))
    sees(phone, ".view-title", "Other")

    assert kept == ("12", True)
    assert (room.taken[0]["n"], room.taken[0]["k"]) == ("12", "on")
    assert phone.input_value("#hands-n") == ""


def test_clocks_count_down_to_zero_and_stand_still_when_paused(browser, room):
    """Seconds left are shown as minutes and seconds, from the moment the screen was drawn."""
    clocks = (
        '<span id="c" data-left="{}">…</span><span id="p" data-left="9" data-paused>0:09</span>'
    )
    room.set(html=question() + clocks.format(272))
    with device(browser, room) as page:
        page.clock.install()
        page.reload()
        page.wait_for_selector("#c")
        page.clock.run_for(2000)
        before = page.text_content("#c")
        page.clock.run_for(5000)
        after = page.text_content("#c")
        room.change("t2", question("Two") + clocks.format(3))
        page.clock.run_for(1000)
        sees(page, ".view-title", "Two")
        page.clock.run_for(5000)

        assert 5 <= _seconds(before) - _seconds(after) <= 30
        assert page.text_content("#c") == "0:00"
        assert page.text_content("#p") == "0:09"


def _seconds(clock):
    minutes, seconds = clock.split(":")
    return int(minutes) * 60 + int(seconds)


def test_a_lost_link_is_said_and_taken_back(phone, room):
    """While polls fail the person reads it; the first answer takes the words away."""
    room.until(lambda: room.polls)
    room.set(poll_answer=(500, None))
    sees(phone, "#link", "The link is lost.")
    role = phone.get_attribute("#link", "role")
    room.set(poll_answer=None)
    room.change("t2", question("Two"))
    sees(phone, ".view-title", "Two")

    assert phone.is_hidden("#link")
    assert role == "status"


def test_a_page_that_is_not_the_rooms_is_no_answer(phone, room):
    """A web page with status 200, as a foreign hotspot gives, counts as a lost link."""
    room.until(lambda: room.polls)
    room.set(poll_answer=(200, None))
    sees(phone, "#link", "The link is lost.")

    assert phone.text_content(".view-title") == "One"


def test_an_empty_answer_is_followed_by_the_next_poll(phone, room):
    """After 204 the page asks again, and nothing is said or drawn."""
    room.until(lambda: room.polls)
    phone.evaluate("document.querySelector('.view-title').mine = 1")
    room.set(poll_answer=(204, None))
    room.until(lambda: len(room.polls) > 3)

    assert phone.is_hidden("#link")
    assert phone.evaluate("document.querySelector('.view-title').mine") == 1


def test_a_poll_that_hangs_is_given_up_and_waking_asks_at_once(browser, room):
    """After forty seconds without an answer the link counts as lost; a woken page asks anew."""
    with device(browser, room) as page:
        page.clock.install()
        page.reload()
        room.until(lambda: len(room.polls) == 2)
        page.clock.run_for(30_000)
        early = page.is_hidden("#link")
        page.clock.run_for(10_000)
        sees(page, "#link", "The link is lost.")
        asked = len(room.polls)
        page.evaluate(WAKE)
        room.until(lambda: len(room.polls) == asked + 1)
        page.evaluate("dispatchEvent(new Event('online'))")
        room.until(lambda: len(room.polls) == asked + 2)

        assert early


@pytest.mark.parametrize("closed", [(403, None), (410, None), (200, {"reload": True})])
def test_a_closed_room_loads_the_page_anew_only_once(browser, room, closed):
    """The page is loaded again at once, then not for half a minute however often it is refused."""
    with device(browser, room, LATER) as page:
        room.until(lambda: room.polls)
        room.set(poll_answer=closed)
        room.until(lambda: room.loads == 2)
        sees(page, "#link", "The link is lost.")
        asked = len(room.polls)
        page.evaluate("localStorage.setItem('later', 20000)")
        room.until(lambda: len(room.polls) > asked + 1)
        within = room.loads
        page.evaluate("localStorage.setItem('later', 40000)")
        room.until(lambda: room.loads == 3)
        # Chromium never answers when it is to close a page on its way to another.
        sees(page, "#link", "The link is lost.")

        assert within == 2


def test_without_any_storage_the_age_of_the_page_stops_a_circle(browser, room):
    """Where the browser refuses to store, a young page is not loaded anew."""
    refuse = "Storage.prototype.getItem = function () { throw new Error('no'); };"
    room.set(poll_answer=(403, None))
    with device(browser, room, refuse) as page:
        sees(page, "#link", "The link is lost.")

        assert room.loads == 1
