"""The whole kit below a path of another web server: no address of it leads elsewhere."""

import datetime as dt
import html
import json
import re

import pytest
from outside import Visitor
from roomlike import CASE, PROGRAMME, SCRIPT, Facilitator, faults, until
from serving import Server
from simulated import Simulated

from tppo_kit.server.routes import PAGES
from tppo_kit.store.log import Log

pytestmark = pytest.mark.server
BASE = "/user/ani"
NOTEBOOK = "/voila/render/simulations/konter_paspor.ipynb"
FRAMING = [f"/voila/render/facilitator_guide/{name}.ipynb" for name in ("console", "reports")]
#: Opening one starts a kernel; these stand for all.
SHOWN = [NOTEBOOK, *FRAMING]
#: What a page may hold besides text: addresses in tags, and in the data of scripts.
IN_TAGS = re.compile(r'\s(?!value=)[a-z-]+="(/[^"]*)"')
IN_SCRIPTS = re.compile(
    r"[\"'(](/(?:api|console|kit|print|profile|room|static|user|voila)/[^\"')]*)"
)
POSTED = re.compile(r'\s(?:action|formaction|data-send)="(/[^"]*)"')
#: Nothing leads to these: people type them, or a script makes them up.
TYPED = ["/", "/console", "/follow-up", "/room", "/wall", "/pin", "/print/01-kartu"]
#: What nothing leads to before a test is due or a simulation is played; and what is said then.
LATER = {"/profile/certificate.pdf": 409, "/follow-up/press": 302, "/print/own/patrol/x": 404}


class Careful(Visitor):
    """A device that remembers all that leads out of the path."""

    def __init__(self, *arguments, **options):
        """Begin with nothing found."""
        super().__init__(*arguments, **options)
        self.outside, self.met = [], set()

    def ask(self, target, *arguments, **options):
        """Ask, and look at everything in the answer that is an address."""
        answer = super().ask(target, *arguments, **options)
        self.met.add(target.partition("?")[0])
        named = [value for key, value in answer.headers.items() if key == "Location"]
        named += re.findall(r"<([^>]*)>", answer.headers.get("Link", ""))
        paths = re.findall(r"(?i)path=([^;]*)", ";".join(answer.headers.get_all("Set-Cookie", [])))
        self.outside += [(target, path) for path in paths if path != f"{BASE}/"]
        tags, data = self.addresses(answer)
        named += [*tags, *data]
        self.outside += [(target, one) for one in named if not one.startswith(f"{BASE}/")]
        return answer

    @staticmethod
    def addresses(answer):
        """Return the addresses in the tags of a page, and those in the data of its scripts."""
        text = html_of(answer)
        scripts = "".join(re.findall(r"<script\b[^>]*>(.*?)</script>", text, re.DOTALL))
        tags = [html.unescape(found) for found in IN_TAGS.findall(text)]
        return tags, IN_SCRIPTS.findall(scripts.replace("\\/", "/"))


def html_of(answer):
    """Return a page, or the piece of one that a script is sent; nothing for files."""
    kind = answer.headers.get("Content-Type", "")
    if kind.startswith("application/json"):
        told = json.loads(answer.text)
        return told.get("html", "") if isinstance(told, dict) else ""
    return answer.text if kind.startswith("text/html") else ""


@pytest.fixture(scope="module")
def below(tmp_path_factory):
    """Give a server below a path, whose log holds two sessions."""
    server = Server(tmp_path_factory.mktemp("below"), TPPO_BASE=f"{BASE}/")
    log = Log(server.database)
    simulated = Simulated(log)
    for people in (12, 3):
        simulated.session(dt.date(2026, 10, 5), people=people)
    log.close()
    yield server.start()
    server.end()


@pytest.fixture
def careful(below):
    """Give a device with seat and PIN, in an open workshop."""
    boss = Facilitator(below)
    visitor = Careful(below.port, base=BASE)
    visitor.cookies = boss.visitor.cookies
    visitor.sit_down()
    boss.act(f"room={PROGRAMME}")
    visitor.ask("/room/join", "POST", form={"click": "1"})
    boss.does(f"stage=together - {CASE}")
    visitor.boss = boss
    yield visitor
    boss.act("end=")


def within(address):
    """Return an address of a page as the kit writes it, without its fragment."""
    return address.removeprefix(BASE).partition("#")[0]


def walk(visitor, start):
    """Go wherever a page leads, and return the answers that are no page."""
    waiting, seen, odd = list(start), set(start), {}
    while waiting:
        place = waiting.pop()
        if place.startswith("/voila/render/") and place not in SHOWN:
            continue
        answer = visitor.ask(place, headers=SCRIPT if "/now" in place else None)
        if answer.status not in {200, 204}:
            odd[place] = (answer.status, within(answer.headers["Location"] or ""))
        posts = [within(one) for one in POSTED.findall(html_of(answer))]
        visitor.met.update(post.partition("?")[0] for post in posts)
        for found in map(within, visitor.addresses(answer)[0]):
            if found not in posts and found not in seen:
                seen.add(found)
                waiting.append(f"{found}?since=" if found.endswith("/now") else found)
    return odd


def test_nothing_leads_out_of_the_path(careful, below):
    """From home through every link: pages, notebooks, files, room, console, wall and reports."""
    odd = walk(careful, [*TYPED, *FRAMING])
    later = [careful.ask(place).status for place in LATER]
    later.append(careful.ask("/seat/join", "POST", form={"code": "AAAA-AAAA"}).status)
    routes = {pattern for pattern, *_ in PAGES}
    met = {pattern for pattern in routes for path in careful.met if re.fullmatch(pattern, path)}

    assert careful.outside == []
    assert later == [*LATER.values(), 200]
    # Only the packet of the session that still runs is refused.
    assert {status for place, (status, _) in odd.items() if status >= 400} <= {409}
    assert sum(place.endswith(".tppo") for place in odd) == len(odd) == 1
    assert len(careful.met) > 100
    assert routes - met == set()
    assert faults(below) == ""


def test_what_is_pressed_stays_below_the_path(careful):
    """Every redirect and every cookie of a form; addresses of other hosts lead home."""
    wrong = ["//evil.example", "https://evil.example", "/\\evil.example", f"//evil.example{BASE}/"]
    wrong += [f"{BASE}/console", f"{BASE}//evil.example", "/console\r\nX: y", "/nowhere"]
    pin = careful.boss.server.answers / "pin"
    form = {"pin": pin.read_text("ascii").split()[0]}
    led = [
        (careful.ask("/language", "POST", form={"to": "id", "back": "/room"}), "/room"),
        (careful.ask("/programme", "POST", form={"to": "belajar-kader"}), "/"),
        (careful.ask("/seat/join", "POST", form={"code": careful.code, "back": "/room"}), "/room"),
        (careful.ask("/pin", "POST", form={**form, "to": FRAMING[0]}), FRAMING[0]),
        (careful.ask("/leave", "POST", form={"back": "/reports"}), "/reports"),
        *((careful.ask("/language", "POST", form={"to": "id", "back": to}), "/") for to in wrong),
        *((careful.ask("/pin", "POST", form={**form, "to": to}), "/console") for to in wrong),
    ]

    assert [(a.status, a.headers["Location"]) for a, _ in led] == [
        (303, BASE + to) for _, to in led
    ]
    assert careful.outside == []


def test_whoever_has_no_pin_is_led_to_the_door_below_the_path(below):
    """The door keeps the address as the kit writes it, and leads back below the path."""
    careful = Careful(below.port, base=BASE)
    led = [careful.ask(page) for page in ("/console", "/reports", *FRAMING)]

    assert {answer.status for answer in led} == {302}
    assert led[1].headers["Location"] == f"{BASE}/pin?to=/reports"
    assert 'name="to" value="/reports"' in careful.ask("/pin?to=/reports").text
    assert careful.outside == []


def test_a_notebook_is_played_below_the_path(below, learn):
    """Kernel, websocket and seat work there, and what a stage shows leads below the path too."""
    learner = learn(Careful(below.port, base=BASE), "modules/02_tanda_tppo.ipynb")
    shown = learner.html
    alone = learn(Careful(below.port, base=BASE), seated=False)
    alone.hello(None)

    assert "data-event" in shown
    assert f'href="{BASE}/"' in alone.html
    assert [each.visitor.outside for each in (learner, alone)] == [[], []]
    assert learner.leave() == 204


def test_outside_the_path_there_is_nothing(below):
    """The same addresses without the path, or below another one, are not there."""
    stranger = Visitor(below.port)
    places = ["/", "/kit/kit.css", "/console", NOTEBOOK, "/user/", "/user/budi/", "/user/anix/"]
    answers = [stranger.ask(place) for place in places]

    assert {answer.status for answer in answers} == {404}
    assert f'href="{BASE}/"' in answers[0].text
    assert stranger.ask(BASE).headers["Location"] == f"{BASE}/"


def test_the_terminal_names_the_address_with_its_path(below):
    """Whoever starts the kit reads where it stands."""
    told = below.log.read_text("utf-8")

    assert f"http://localhost:{below.port}{BASE}/\n" in told
    assert f"http://localhost:{below.port}{BASE}/console\n" in told


def test_a_rehearsal_finds_its_way_below_the_path(below):
    """The simulated participants join through the same addresses."""
    boss = Facilitator(below)
    boss.act(f"room={PROGRAMME}", rehearsal="on")
    newest = "SELECT id FROM rooms ORDER BY opened_at DESC LIMIT 1"
    joined = f"SELECT seat FROM room_events WHERE name = 'join' AND room = ({newest})"  # noqa: S608
    came = until(lambda: len(below.rows(joined)) > 2)
    boss.act("end=")

    assert came
