"""A small server that speaks to the room's script as the room does, and fails on demand."""

import contextlib
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Thread
from urllib.parse import parse_qsl, urlsplit

from walks import put_away

from tppo_kit.settings import REPOSITORY

SCRIPT = REPOSITORY / "src" / "tppo_kit" / "views" / "static" / "room.js"
PAGE = """<!DOCTYPE html><html lang="en"><title>Room</title><body style="margin: 0">
<p id="link" role="status" hidden></p>
<main id="live" data-now="/room/now" data-tag="{tag}" data-seat-mark="{mark}"
 data-words-lost="The link is lost." data-words-waiting="{{n}} answers wait on this phone."
 data-words-late="That came too late.">{html}</main>
<div id="said" aria-live="polite"></div><script src="/room.js"></script></body></html>"""
#: A connection that is cut before an answer, after the request was read.
CUT = "cut"


def question(title="One", at="s1", fields="", options="ab"):
    """Return the HTML of a question with one button per option."""
    buttons = "".join(
        f'<button name="press" value="choose={key}" id="room-choose-{key}">{key}</button>'
        for key in options
    )
    return (
        f'<h1 class="view-title" tabindex="-1">{title}</h1><form method="post" '
        f'action="/room/press"><input type="hidden" name="at" value="{at}">'
        f'<input type="hidden" name="click" value="drawn">{fields}{buttons}</form>'
    )


class Room(ThreadingHTTPServer):
    """What is on the screen now, what arrived, and how the next requests are answered."""

    daemon_threads = True
    block_on_close = False

    def __init__(self):
        """Show the first question."""
        super().__init__(("127.0.0.1", 0), _Visit)
        self.changed = Condition()
        self.tag, self.html, self.announce, self.mark = "t1", question(), "", "seat-1"
        self.loads, self.polls, self.arrived, self.taken = 0, [], [], []
        self.press_answers = []
        self.poll_answer = None
        self.cuts_all = self.holds = self.closing = False

    @property
    def address(self):
        """Return the address of the page."""
        return f"http://127.0.0.1:{self.server_port}/"

    def change(self, tag, html, announce=""):
        """Put something else on the screen; polls that wait are answered."""
        with self.changed:
            self.tag, self.html, self.announce = tag, html, announce
            self.changed.notify_all()

    def set(self, **state):
        """Change how requests are answered."""
        with self.changed:
            self.__dict__.update(state)
            self.changed.notify_all()

    def until(self, holds):
        """Wait until something holds here."""
        with self.changed:
            assert self.changed.wait_for(holds, timeout=20), (self.arrived, self.polls)

    def pressed(self):
        """Return the values of the presses that were taken, in order."""
        return [press["press"] for press in self.taken]

    def screen(self):
        """Return the answer that shows what is on the screen now."""
        return {"tag": self.tag, "html": self.html, "announce": self.announce}

    def handle_error(self, request, client_address):
        """Say nothing when a browser goes away."""


class _Visit(BaseHTTPRequestHandler):
    """One request."""

    def log_message(self, *details):
        """Write no log."""

    def do_GET(self):
        """Give the page, the script, or an answer to a long poll."""
        room, path = self.server, urlsplit(self.path)
        if path.path == "/room.js":
            self._say(200, SCRIPT.read_bytes(), "text/javascript")
        elif path.path == "/room/now":
            self._poll(dict(parse_qsl(path.query))["since"])
        elif path.path == "/":
            page = PAGE.format(tag=room.tag, html=room.html, mark=room.mark)
            room.set(loads=room.loads + 1)
            self._say(200, page.encode(), "text/html; charset=utf-8")
        else:
            self._answer(404)

    def _poll(self, since):
        room = self.server
        with room.changed:
            room.polls.append(since)
            room.changed.notify_all()
            room.changed.wait_for(
                lambda: since != room.tag or room.poll_answer or room.cuts_all or room.closing, 60
            )
            answer = room.poll_answer or (200, room.screen())
        if not room.cuts_all and not room.closing:
            self._answer(*answer)

    def do_POST(self):
        """Take a press once per click id, and answer as told; after holding it, where asked."""
        room = self.server
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        press = dict(parse_qsl(body, strict_parsing=True))
        press["headers"] = dict(self.headers)
        with room.changed:
            room.arrived.append(press)
            room.changed.notify_all()
            room.changed.wait_for(lambda: not room.holds)
            told = room.press_answers.pop(0) if room.press_answers else (200, None)
            if told is not CUT and not room.cuts_all and told[0] != 200:
                return self._answer(*told)
            if press["click"] not in [taken["click"] for taken in room.taken]:
                room.taken.append(press)
                room.changed.notify_all()
            answer = told[1] if told is not CUT and told[1] else room.screen()
        if told is not CUT and not room.cuts_all:
            return self._answer(200, answer)
        return None

    def _answer(self, status, answer=None):
        if status == 204:
            self._say(204, b"", "text/plain")
        elif answer is None:
            self._say(status, b"<p>Not JSON</p>", "text/html")
        else:
            self._say(status, json.dumps(answer).encode(), "application/json")

    def _say(self, status, body, kind):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextlib.contextmanager
def serving():
    """Give a running room."""
    room = Room()
    thread = Thread(target=room.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield room
    finally:
        room.set(closing=True, holds=False)
        room.shutdown()
        thread.join()
        room.server_close()


@contextlib.contextmanager
def device(browser, room, script=""):
    """Give a new phone with the page of the room open; a script may change the browser first."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.set_default_timeout(20_000)
    if script:
        context.add_init_script(script)
    page = context.new_page()
    page.goto(room.address)
    try:
        yield page
    finally:
        put_away(context)


def queue(page):
    """Return what waits on the phone."""
    return page.evaluate("JSON.parse(localStorage.getItem('tppo:/room/now') || '[]')")


def tap(page, key):
    """Tap the button of an option."""
    page.click(f"#room-choose-{key}")


def sees(page, selector, text):
    """Wait until an element shows a text."""
    page.wait_for_function(
        "([s, t]) => { const e = document.querySelector(s); return e && !e.hidden &&"
        " e.textContent.trim() === t; }",
        arg=[selector, text],
    )
