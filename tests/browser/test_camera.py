"""The laptop's camera on the console: cards in the picture are counted, no picture is kept."""

import re
import sqlite3
from contextlib import closing

import cv2
import pytest
from photos import Look, jpeg, scene
from playwright.sync_api import expect
from rig import QUIET

pytestmark = pytest.mark.browser
#: What the people in the fake video hold up; card 5 stays down.
HELD = {1: "A", 2: "B", 3: "B", 4: "C"}
DECK = 5
FAKE = ["--use-fake-device-for-media-stream"]
ALLOWED = "--use-fake-ui-for-media-stream"
REFUSED = "--deny-permission-prompts"


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    """Give a video of people who hold up their cards, as Chromium's fake camera takes it."""
    picture = scene(HELD, Look(size=(1280, 720), mark=(90, 130), clutter=12, shadows=0), 7)
    path = tmp_path_factory.mktemp("film") / "hall.mjpeg"
    path.write_bytes(jpeg(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR)) * 2)
    return path


@pytest.fixture
def console(browser, browser_path, server, request):
    """Return a function that opens the console in a browser with options of its own."""
    started = []

    def opened(*options):
        running = browser.browser_type.launch(
            executable_path=browser_path, args=[*QUIET, *FAKE, *options]
        )
        started.append(running)
        page = running.new_context(viewport={"width": 1024, "height": 768}).new_page()
        pin = (server.folder / "answers" / "pin").read_text(encoding="ascii").split()[0]
        page.goto(f"{server.address}/pin?to=/console")
        page.fill("#pin", pin)
        page.click("button.primary")
        page.wait_for_selector("#live")
        return page

    yield opened
    for running in started:
        running.close()


def act(page, *presses, **fields):
    """Do some things at the console."""
    for press in presses:
        script = """([press, fields]) => fetch('/console/act', {method: 'POST',
            headers: {'X-Requested-With': 'room'},
            body: new URLSearchParams({press, click: String(Math.random()), ...fields}),
        }).then((answer) => answer.status)"""
        assert page.evaluate(script, [press, fields]) == 200, press


@pytest.fixture
def vote(console):
    """Return a function that opens a vote with printed cards in the hall."""
    opened = []

    def begin(*options):
        page = console(*options)
        act(page, "room=lokakarya-petugas-45", "block=0")
        act(page, "stage=together - scenario:liburan-sepuluh-hari", "take=begin=")
        act(page, "deck=", deck=str(DECK))
        act(page, "open=")
        page.wait_for_selector("#f-cards", state="attached")
        page.evaluate("document.getElementById('f-cards').open = true")
        opened.append(page)
        return page

    yield begin
    for page in opened:
        act(page, "end=")


def told(server):
    """Return the values of all readings of cards in the log."""
    with closing(sqlite3.connect(server.folder / "answers" / "tppo-kit.sqlite3")) as log:
        return [row[0] for row in log.execute("SELECT value FROM room_events WHERE name='cards'")]


def test_cards_before_the_camera_are_counted(vote, film, server):
    """Read and missing numbers are told, each card counts once, and the preview stays."""
    page = vote(ALLOWED, f"--use-file-for-fake-video-capture={film}")
    before = len(told(server))
    page.click("[data-camera]")
    page.evaluate("document.querySelector('#camera video').dataset.same = 'yes'")
    expect(page.locator("#camera .read")).to_have_text("1, 2, 3, 4", timeout=20_000)

    expect(page.locator("#camera .missing")).to_have_text("5")
    expect(page.locator("#live .bars")).to_contain_text("2")
    assert page.evaluate("document.querySelector('#camera video').dataset.same") == "yes"
    assert page.evaluate("document.querySelector('#camera video').videoWidth") == 1280
    with page.expect_response("**/console/cards") as again:
        pass
    assert again.value.status == 200
    cards = dict(word.split(":") for value in told(server)[before:] for word in value.split())
    assert cards == {str(number): letter for number, letter in HELD.items()}
    assert len(told(server)) == before + 1


def test_the_camera_waits_between_votes_and_stops_when_told(vote, film):
    """After the vote is closed nothing is sent; the button ends the picture."""
    page = vote(ALLOWED, f"--use-file-for-fake-video-capture={film}")
    page.click("[data-camera]")
    expect(page.locator("#camera .read")).to_have_text("1, 2, 3, 4", timeout=20_000)
    act(page, "close=")
    expect(page.locator("#camera .said")).to_contain_text("menunggu", timeout=20_000)
    page.evaluate("window.given = document.querySelector('#camera video').srcObject")
    page.click("#camera button")

    assert page.evaluate("given.getTracks().map((track) => track.readyState)") == ["ended"]
    assert page.is_hidden("#camera")


def test_no_picture_is_kept(vote, film, server):
    """Neither beside the answers nor in the log is there anything of a picture."""
    page = vote(ALLOWED, f"--use-file-for-fake-video-capture={film}")
    page.click("[data-camera]")
    expect(page.locator("#camera .read")).to_have_text("1, 2, 3, 4", timeout=20_000)
    expect(page.locator("#camera")).to_contain_text("Tidak ada gambar yang disimpan")
    files = [path for path in server.folder.rglob("*") if path.is_file()]

    assert files
    assert [path for path in files if b"\xff\xd8\xff" in path.read_bytes()] == []
    assert all(re.fullmatch(r"(\d+:[A-E] ?)+", value) for value in told(server))


def test_a_refused_camera_is_a_sentence(vote):
    """Where the browser says no, the console says how to allow it; counting goes on."""
    page = vote(REFUSED)
    page.click("[data-camera]")

    expect(page.locator("#camera .said")).to_contain_text("tidak mengizinkan kamera")
    expect(page.locator("#photo")).to_be_visible()
    expect(page.locator("#c-hands")).to_be_attached()


def test_without_a_secure_address_there_is_no_button(vote):
    """Where the browser gives no camera, the photo by file is all that is offered."""
    page = vote(ALLOWED)
    page.add_init_script("Object.defineProperty(navigator, 'mediaDevices', {value: undefined})")
    page.reload()
    page.wait_for_selector("#f-cards", state="attached")
    page.evaluate("document.getElementById('f-cards').open = true")

    assert page.is_hidden("[data-camera]")
    assert page.is_visible("#photo")
