"""The room's script keeps presses: each reaches the server once, in order, whatever fails."""

import pytest
from playwright.sync_api import expect
from room_stub import CUT, device, question, queue, sees, serving, tap

pytestmark = pytest.mark.browser
ONE_WAITS = "1 answers wait on this phone."


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


def _emptied(page):
    page.wait_for_function("localStorage.getItem('tppo:/room/now') === '[]'")


def test_a_press_is_sent_with_all_fields_of_its_form(phone, room):
    """Fields of every kind go with the button, a fresh click id and the two headers."""
    fields = (
        '<input type="number" name="n" id="n"><input type="checkbox" name="k" value="x y" checked>'
        '<input type="checkbox" name="no"><input type="radio" name="r" value="1">'
        '<input type="radio" name="r" value="2" checked><input name="off" value="1" disabled>'
        '<select name="s"><option value="p">P<option value="q" selected>Q</select>'
    )
    room.change("t2", question(fields=fields))
    phone.fill("#n", "12")
    tap(phone, "b")
    room.until(lambda: room.taken)
    press = room.taken[0]
    headers, click = press.pop("headers"), press.pop("click")

    assert press == {"at": "s1", "n": "12", "k": "x y", "r": "2", "s": "q", "press": "choose=b"}
    assert click.isdigit()
    assert click != "drawn"
    assert headers["X-Requested-With"] == "room"
    assert headers["Accept"] == "application/json"


def test_enter_in_a_field_presses_the_first_button_of_its_form(phone, room):
    """The keyboard alone sends a form as a tap does; so it is without the submitter's name."""
    room.change("t2", question(fields='<input type="number" name="n" id="n">'))
    phone.fill("#n", "3")
    phone.press("#n", "Enter")
    room.until(lambda: room.taken)

    assert (room.taken[0]["press"], room.taken[0]["n"]) == ("choose=a", "3")


def test_an_old_browser_names_the_button_too(browser, room):
    """Without the submitter and without random numbers the pressed button is still known."""
    old = "delete SubmitEvent.prototype.submitter; delete window.fetch; delete Element.prototype"
    old += ".closest; Object.defineProperty(window, 'crypto', {value: undefined})"
    with device(browser, room, old) as page:
        tap(page, "b")
        room.until(lambda: room.taken)
        page.focus("#room-choose-a")
        page.keyboard.press("Enter")
        room.until(lambda: len(room.taken) == 2)

    assert room.pressed() == ["choose=b", "choose=a"]
    assert room.taken[0]["click"] != room.taken[1]["click"]


def test_presses_survive_a_dead_link_and_a_reload_in_their_order(phone, room):
    """What was pressed while nothing answered is sent after a reload, in order, once per id."""
    room.set(press_answers=[(503, None)] * 20, poll_answer=(503, None))
    tap(phone, "a")
    sees(phone, "#link", f"The link is lost. {ONE_WAITS}")
    tap(phone, "b")
    sees(phone, "#link", "The link is lost. 2 answers wait on this phone.")
    clicks = [press["click"] for press in queue(phone)]
    phone.reload()
    expect(phone.locator("#room-choose-b")).to_have_class("sent")
    still = queue(phone)
    room.set(press_answers=[], poll_answer=None)
    _emptied(phone)

    assert room.pressed() == ["choose=a", "choose=b"]
    assert [press["click"] for press in room.taken] == clicks
    assert [press["click"] for press in still] == clicks
    assert {press["click"] for press in room.arrived} == set(clicks)


def test_a_connection_cut_after_the_press_was_read_counts_it_once(phone, room):
    """The press is sent again with the same id, so the server takes it once."""
    room.set(press_answers=[CUT, CUT])
    tap(phone, "a")
    _emptied(phone)

    assert len(room.arrived) == 3
    assert len({press["click"] for press in room.arrived}) == 1
    assert room.pressed() == ["choose=a"]


def test_a_server_in_trouble_is_asked_again(phone, room):
    """After 503 the number that waits is shown until the press is taken."""
    room.set(press_answers=[(503, {"sentence": "full"})] * 2)
    tap(phone, "a")
    sees(phone, "#link", ONE_WAITS)
    _emptied(phone)

    assert phone.is_hidden("#link")
    assert room.pressed() == ["choose=a"]


def test_a_press_that_hangs_is_sent_again(browser, room):
    """Ten seconds without an answer count as none."""
    with device(browser, room) as page:
        page.clock.install()
        page.reload()
        room.set(holds=True)
        tap(page, "a")
        room.until(lambda: len(room.arrived) == 1)
        page.clock.run_for(10_500)
        sees(page, "#link", ONE_WAITS)
        room.set(holds=False)
        page.clock.run_for(2000)
        _emptied(page)

    assert room.pressed() == ["choose=a"]


def test_double_taps_send_once_and_a_change_of_mind_follows(phone, room):
    """While a press is under way the same is not sent again; another button comes after it."""
    room.set(holds=True)
    for key in "aabba":
        tap(phone, key)
    room.until(lambda: room.arrived)
    waits = [press["body"] for press in queue(phone)]
    busy = phone.locator(".sent[aria-busy='true']")
    marked = [busy.count(), busy.first.get_attribute("id")]
    room.set(holds=False)
    _emptied(phone)

    assert [body[-1] for body in waits] == ["a", "b", "a"]
    assert marked == [1, "room-choose-a"]
    assert room.pressed() == ["choose=a", "choose=b", "choose=a"]
    assert busy.count() == 0


def test_a_refusal_is_shown_until_the_next_press(phone, room):
    """The sentence of a 409 is an alert, its screen is shown, and the press is not sent again."""
    sentence = "The vote is closed."
    room.until(lambda: room.polls)
    room.tag, room.html = "t2", question("Two", "s2")
    room.press_answers = [(409, {"sentence": sentence, **room.screen()})]
    tap(phone, "a")
    sees(phone, ".view-title", "Two")
    sees(phone, "#link", sentence)
    role = phone.get_attribute("#link", "role")
    room.change("t3", question("Three", "s3"))
    sees(phone, ".view-title", "Three")
    stays = phone.text_content("#link")
    tap(phone, "b")
    phone.wait_for_selector("#link", state="hidden")
    _emptied(phone)

    assert (role, stays) == ("alert", sentence)
    assert room.pressed() == ["choose=b"]


def test_a_refusal_without_a_sentence_loads_the_page_anew(phone, room):
    """What the server cannot take is dropped; the page comes again and sends nothing more."""
    room.until(lambda: room.polls)
    room.set(press_answers=[(400, None)])
    tap(phone, "a")
    room.until(lambda: room.loads == 2)
    _emptied(phone)

    assert len(room.arrived) == 1


def test_another_seat_does_not_send_what_was_left(phone, room):
    """Presses of the seat before are dropped when the page belongs to another."""
    room.set(press_answers=[(503, None)] * 20)
    tap(phone, "a")
    sees(phone, "#link", ONE_WAITS)
    room.set(mark="seat-2", press_answers=[])
    phone.reload()
    _emptied(phone)
    tap(phone, "b")
    room.until(lambda: room.taken)

    assert room.pressed() == ["choose=b"]


@pytest.mark.parametrize("broken", ["getItem", "setItem"])
def test_presses_are_sent_where_storage_is_refused(browser, room, broken):
    """A browser that stores nothing keeps the presses in the page."""
    refuse = f"Storage.prototype.{broken} = function () {{ throw new Error('no'); }};"
    room.set(press_answers=[(503, None)])
    with device(browser, room, refuse) as page:
        tap(page, "a")
        tap(page, "b")
        room.until(lambda: len(room.taken) == 2)

    assert room.pressed() == ["choose=a", "choose=b"]


def test_two_tabs_may_both_send_and_it_counts_once(phone, room):
    """A second tab of the same phone sends what waits; the id is the same."""
    room.set(press_answers=[(503, None)] * 20)
    tap(phone, "a")
    sees(phone, "#link", ONE_WAITS)
    room.set(press_answers=[])
    other = phone.context.new_page()
    other.goto(room.address)
    _emptied(phone)

    assert room.pressed() == ["choose=a"]


@pytest.mark.parametrize("plain", ["data-plain", 'enctype="multipart/form-data"'])
def test_plain_forms_and_files_are_left_to_the_browser(phone, room, plain):
    """A form marked plain or with a file is sent by the browser itself."""
    form = question(fields='<input type="file" name="photo">' if "form-data" in plain else "")
    room.change("t2", form.replace("<form ", f"<form {plain} ") + "<p id='new'></p>")
    phone.wait_for_selector("#new", state="attached")
    with phone.expect_request("**/room/press") as sent:
        tap(phone, "a")

    assert sent.value.is_navigation_request()
