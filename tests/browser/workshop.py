"""A hall with one laptop, a projector and phones, in the words of the workshop test."""

import re
from collections import Counter
from pathlib import Path

import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from walks import shot, tab_to

PROGRAMME = "lokakarya-perangkat-desa-45"
CONSOLE = "/voila/render/facilitator_guide/console.ipynb"
BEAMER = (1024, 768)
PATIENCE = 30_000
#: How often a screen is looked at, in milliseconds; ``expect`` looks once a second.
QUICKLY = 40
_SAYS = "w => document.getElementById('live').textContent.replace(/\\s+/g, ' ').includes(w)"
_OTHER_TAG = "tag => document.getElementById('live').getAttribute('data-tag') !== tag"
#: Each line of the histogram: the letter, then the counts round by round.
_BARS = """list => [...list.querySelectorAll('li')].map(line => [
    line.querySelector('.what').textContent.trim()[0],
    ...[...line.querySelectorAll('.tally b')].map(b => parseInt(b.lastChild.textContent)),
])"""


def reasons(*quizzes):
    """Return how the explanation of each option begins, of every case of these quizzes."""
    data = Path(__file__).parents[2] / "data"
    asked = [yaml.safe_load((data / f"quizzes/{name}.yml").read_text("utf-8")) for name in quizzes]
    cases = [f"items/{item}.yml" for quiz in asked for item in quiz["items"]]
    told = [yaml.safe_load((data / case).read_text("utf-8"))["why"].values() for case in cases]
    return [why[:30] for each in told for why in each]


class Phone:
    """One person's phone, used by touch or by keyboard alone."""

    def __init__(self, page, address, *, by_keyboard=False):
        """Open the room's page; the person has not joined yet."""
        self.page = page
        self.by_keyboard = by_keyboard
        self.page.goto(f"{address}/room")

    @property
    def seat(self):
        """Return the code at the foot of the page."""
        return self.page.text_content("footer .seat")

    def press(self, button):
        """Touch a button, or go there with Tab and press Enter."""
        button.wait_for(timeout=PATIENCE)
        if self.by_keyboard:
            tab_to(self.page, f"[id='{button.get_attribute('id')}']")
        else:
            button.click()

    def join(self):
        """Tap once, and wait for the room."""
        self.press(self.page.locator("#join"))
        self.page.wait_for_selector("footer .seat")

    def come_back(self, code):
        """Type a seat code as people do, small and with a space, and wait for the room."""
        self.page.click("summary")
        self.page.fill("#code", code.lower().replace("-", " "))
        self.page.click("form[action='/seat/join'] button")
        self.page.wait_for_selector("footer .seat")

    def option(self, letter):
        """Return the button of a letter."""
        return self.page.locator("#live button.option", has_text=re.compile(rf"^\s*{letter}\. "))

    def marks(self, letter):
        """Wait until a letter is the chosen one, and counted."""
        says(self.page, "✓ Terhitung")
        expect(self.option(letter)).to_have_class(re.compile(r"\bchosen\b"), timeout=PATIENCE)

    def answer_alone(self):
        """Answer to the end with what stands first; return the HTML of every step."""
        live = self.page.locator("#live")
        first = live.locator("button[name=press]:not(.chosen)").first
        read = []
        while first.count():
            read.append(live.inner_html())
            tag = live.get_attribute("data-tag")
            self.press(first)
            self.page.wait_for_function(_OTHER_TAG, arg=tag, polling=QUICKLY, timeout=PATIENCE)
        return [*read, live.inner_html()]


class Hall:
    """The facilitator's laptop with console and wall, and the phones of those who have come."""

    def __init__(self, visit, server):
        """Switch the laptop on; ``pressed`` counts the votes that each seat has sent."""
        self.visit = visit
        self.address = server.address
        self.pin = (server.folder / "answers" / "pin").read_text().split()[0]
        self.console = visit(BEAMER)
        self.wall = None
        self.phones = {}
        self.pressed = Counter()
        self._shots = 0

    def open(self):
        """Choose the workshop in the notebook's frame, then go on with the page alone."""
        self.console.goto(self.address + CONSOLE)
        self.console.fill("#pin", self.pin)
        self.console.click("button.primary")
        frame = self.console.frame_locator("iframe")
        frame.locator(f"#room-{PROGRAMME}").click(timeout=60_000)
        expect(frame.locator(".sheet li")).to_have_count(8, timeout=PATIENCE)
        self.keep("opened-in-notebook", "console")
        self.console.click("main a[href='/console']")
        self.console.wait_for_url(f"{self.address}/console")
        self.wall = self.console.context.new_page()
        self.wall.goto(f"{self.address}/wall")

    def come(self, name, **options):
        """Let a person with a phone join."""
        self.phones[name] = Phone(self.visit(), self.address, **options)
        self.phones[name].join()

    def do(self, words):
        """Press the button on the console that says something."""
        button = self.console.locator("#live button:visible", has_text=words)

        button.first.click(timeout=PATIENCE)

    def begin(self, words):
        """Go on to a part of the programme and start what it has."""
        self.do(f"Berikutnya: {words}")
        self.do("Mulai kegiatan")
        says(self.console, "Tutup kegiatan ini")

    def sees(self, **words):
        """Wait until console, wall and phones say what each should; one phone by its name."""
        for side, what in words.items():
            pages = [self.phones[side].page] if side in self.phones else self._pages(side)
            for page in pages:
                says(page, what)

    def _pages(self, side):
        if side == "phones":
            return [phone.page for phone in self.phones.values()]
        return [getattr(self, side)]

    def vote(self, letters):
        """Let each named phone choose a letter, and wait until it is counted."""
        for name, letter in letters.items():
            phone = self.phones[name]
            phone.press(phone.option(letter))
            phone.marks(letter)
            self.pressed[phone.seat] += 1

    def screens(self):
        """Return all screens by name."""
        phones = {name: phone.page for name, phone in self.phones.items()}
        return {"console": self.console, "wall": self.wall} | phones

    def keep(self, what, *sides):
        """Keep screenshots of some sides, of both and A's phone if none is named."""
        self._shots += 1
        for side in sides or ("console", "wall", "A"):
            page = self.phones[side].page if side in self.phones else getattr(self, side)
            name = "phone" if side in self.phones else side
            shot(page, f"room-{self._shots:02}-{what}-{name}", whole=side != "wall")


def says(page, words):
    """Wait until a page says something."""
    page.wait_for_function(_SAYS, arg=words, polling=QUICKLY, timeout=PATIENCE)


def bars(page):
    """Return the votes shown on a page: letter to the counts of its rounds."""
    page.wait_for_selector("#live .bars", timeout=PATIENCE)
    return {letter: tuple(counts) for letter, *counts in page.eval_on_selector(".bars", _BARS)}


def serious(page):
    """Return what axe calls serious or critical on the page."""
    return [
        (violation["id"], [node["target"] for node in violation["nodes"]])
        for violation in Axe().run(page).response["violations"]
        if violation["impact"] in {"serious", "critical"}
    ]


def too_wide(page):
    """Return by how many pixels a page is wider than its screen."""
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def too_high(page):
    """Return by how many pixels a page is higher than its screen."""
    return page.evaluate("document.documentElement.scrollHeight - innerHeight")
