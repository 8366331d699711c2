"""Right answers never cross the wire early: every frame and the page are searched."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from secrets_of import (
    CATALOGUE,
    Heard,
    question_of,
    secrets_of_cards,
    secrets_of_case,
    secrets_of_item,
)
from wire import read_v1

from tppo_kit.content.cases import Scenario
from tppo_kit.content.items import Quiz
from tppo_kit.content.programmes import Unit

pytestmark = pytest.mark.server
#: What can be pressed; pages to read stand in bodies of their own.
BODY = ".tppo-body:has([data-event])"
ROUNDS = ["tanda-1", "tanda-2", "tanda-3", "tanda-4"]
CASE = "liburan-sepuluh-hari"
PATH = [
    ("loket", "tanya-terbuka"),
    ("cerita-awal", "bicara-terpisah"),
    ("ruang-samping", "buka"),
    ("rencana", "apa-yang-tahu"),
    ("rincian", "jelaskan-hak"),
    ("langkah", "tanya-atasan"),
    ("ditanya-atasan", "sebut-fakta"),
]


def offered(shown, event):
    """Return the values of all buttons of an event."""
    return re.findall(rf'data-event="{event}" data-value="([^"]*)"', shown)


def looks(shown, event):
    """Return in how many ways the buttons of an event look, apart from id, value and label."""
    buttons = re.findall(rf'<button[^>]*data-event="{event}"[^>]*>.*?</button>', shown, re.DOTALL)
    plain = [re.sub(r' id="[^"]*"| data-value="[^"]*"', "", button) for button in buttons]
    return {re.sub(r'(class="label">).*?<', r"\1<", one, flags=re.DOTALL) for one in plain}


def ask_for_everything(learner):
    """Ask the kernel for the state of all widgets, as a curious page may."""
    content = {"comm_id": learner.stages[learner.main], "data": {"method": "request_state"}}
    learner.wire.send("shell", "comm_msg", content)
    control = {"comm_id": "all", "target_name": "jupyter.widget.control", "data": {}}
    learner.wire.metadata = '{"version": "1.0.0"}'
    learner.wire.send("shell", "comm_open", control)
    learner.wire.send("shell", "comm_msg", {**control, "data": {"method": "request_states"}})
    learner.wire.shake_hands()


def answer(learner):
    """Give the first answer offered, and how sure."""
    if offered(learner.html, "toggle"):
        learner.press("toggle", offered(learner.html, "toggle")[0])
        return learner.press("seal")
    learner.press("answer", offered(learner.html, "answer")[0])
    return learner.press("confidence", "80") if offered(learner.html, "confidence") else None


def play_round(learner, name, heard):
    """Play a round; each explanation is heard after its own answer, never before."""
    learner.press("desk-open", f"quiz:{name}")
    learner.press("begin")
    left = set(CATALOGUE.get(Quiz, name).items)
    while left:
        ask_for_everything(learner)
        heard.add(learner.wire.heard)
        now = next(item for item in left if Heard(learner.html).holds([question_of(item)]))
        assert heard.holds(set().union(*map(secrets_of_item, left))) == set()
        assert len(looks(learner.html, "answer") | looks(learner.html, "toggle")) == 1

        answer(learner)
        heard.add(learner.wire.heard)
        assert heard.holds(secrets_of_item(now)) == secrets_of_item(now)
        left.remove(now)
        learner.press("next")
    learner.press("desk-list")


def test_no_explanation_crosses_before_its_item_is_answered(learn, visitor):
    """Through all rounds, what explains an item is heard once the item is answered."""
    learner = learn(visitor, "simulations/kuis_tanda.ipynb")
    heard = Heard(learner.page)

    for name in ROUNDS:
        play_round(learner, name, heard)

    assert heard.holds([question_of(CATALOGUE.get(Quiz, ROUNDS[-1]).items[-1])])


def test_no_card_is_explained_before_all_are_checked(learn, visitor):
    """The sorter keeps its reasons until the person has asked to check."""
    learner = learn(visitor, "modules/02_tanda_tppo.ipynb", seated=False)
    visitor.sit_down()
    secrets = secrets_of_cards("tanda-atau-bukan")
    learner.hello(visitor.card)
    heard = Heard(learner.page)

    learner.press("begin")
    while offered(learner.html, "place"):
        assert len(looks(learner.html, "place")) == 1
        learner.press("place", "sign")
    ask_for_everything(learner)
    heard.add(learner.wire.heard)
    assert heard.holds(secrets) == set()

    learner.press("check")
    heard.add(learner.wire.heard)
    assert heard.holds(secrets) == secrets


def test_a_case_tells_only_where_one_has_been(learn, visitor):
    """Whys of choices not taken, endings and the truth stay until the person is sure."""
    learner = learn(visitor)
    learner.press("desk-open", f"scenario:{CASE}")
    learner.press("begin")
    heard = Heard(learner.page)

    for number, (_, choice) in enumerate(PATH):
        ask_for_everything(learner)
        heard.add(learner.wire.heard)
        assert heard.holds(secrets_of_case(CASE, PATH[:number])) == set()
        assert len(looks(learner.html, "choose")) <= 2  # open and locked
        learner.press("choose", choice)
    heard.add(learner.wire.heard)
    assert heard.holds(secrets_of_case(CASE, PATH)) == set()

    learner.press("confidence", "80")
    heard.add(learner.wire.heard)
    assert heard.holds([CATALOGUE.get(Scenario, CASE).truth.why])


def test_the_page_itself_holds_no_answer(visitor):
    """No notebook page carries an explanation, an ending, a truth or a played solution."""
    secrets = set().union(*(secrets_of_item(i) for i in CATALOGUE.names("item")))
    secrets |= set().union(*(secrets_of_case(c) for c in CATALOGUE.names("scenario")))
    secrets |= set().union(*(secrets_of_cards(s) for s in CATALOGUE.names("sorter")))

    for unit in CATALOGUE.all(Unit):
        page = visitor.ask(f"/voila/render/{unit.notebook}").text

        assert Heard(page).holds(secrets) == set()
        assert not re.search(r"langkah (no-concern|inform|consult|refer|urgent)", page)
        assert not re.search(r"nilai \d", page)


def record_in_browser(chromium, port):
    """Play one item and one step in a real browser; return what was heard, in four parts."""
    frames, parts = [], []

    def keep(payload):
        frames.append(payload if isinstance(payload, str) else str(read_v1(payload)))

    def press(page, event):
        before = page.inner_html(BODY)
        page.click(f"[data-event={event}] >> nth=0")
        script = "([body, before]) => document.querySelector(body)?.innerHTML !== before"
        page.wait_for_function(script, arg=[BODY, before])

    def part(page):
        parts.append((page.inner_text(BODY), Heard(page.content(), *frames)))

    with chromium() as browser:
        page = browser.new_page()
        page.set_default_timeout(40_000)
        page.on("websocket", lambda socket: socket.on("framereceived", keep))
        page.goto(f"http://localhost:{port}/")
        page.click("form[action='/seat'] button")
        for name, step in (("kuis_tanda", "answer,toggle"), ("konter_paspor", "choose")):
            page.goto(f"http://localhost:{port}/voila/render/simulations/{name}.ipynb")
            page.wait_for_selector("[data-event=desk-open]")
            press(page, "desk-open")
            press(page, "begin")
            part(page)
            event = next(e for e in step.split(",") if page.query_selector(f"[data-event={e}]"))
            press(page, event)
            for after in ("seal", "confidence"):
                if page.query_selector(f"[data-event={after}]"):
                    press(page, after)
            part(page)
    return parts


@pytest.mark.browser
def test_a_browser_hears_no_answer_early(chromium, served):
    """What a real browser receives holds explanations only of what was just answered."""
    with ThreadPoolExecutor(1) as apart:  # the browser's event loop gets a thread of its own
        asked, explained, scene, next_scene = apart.submit(
            record_in_browser, chromium, served.port
        ).result()
    items = CATALOGUE.get(Quiz, "tanda-1").items
    now = next(i for i in items if Heard(asked[0]).holds([question_of(i)]))
    later = set().union(*(secrets_of_item(i) for i in items if i != now))
    first = CATALOGUE.get(Scenario, CASE).steps["loket"].choices[0]

    assert asked[1].holds(later | secrets_of_item(now)) == set()
    assert explained[1].holds(secrets_of_item(now)) == secrets_of_item(now)
    assert explained[1].holds(later) == set()
    assert scene[1].holds(secrets_of_case(CASE)) == set()
    assert next_scene[1].holds([first.why])
    assert next_scene[1].holds(secrets_of_case(CASE, [("loket", first.id)])) == set()
