"""A participant reaches nothing of console, wall or reports, nor what others chose or are asked."""

import json
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
import websocket
from roomlike import BAD, CASE, QUIZ, SCRIPT, TABLETOP, TESTS, Phone, Room, faults, pin_of, tables
from secrets_of import CATALOGUE, Heard, question_of, secrets_of_case, secrets_of_item

from tppo_kit.content.cases import Scenario
from tppo_kit.content.items import Quiz
from tppo_kit.sessions.seats import new_code, pass_for

pytestmark = pytest.mark.server
NOTEBOOK = "/voila/render/facilitator_guide/console.ipynb"
CLOSED = ["/console", "/console/now", "/console/now?since=x", "/wall", "/wall/now", "/wall/now?x"]
CLOSED += ["/console/act", "/console/cards", "/console/report", "/report", "/reports", NOTEBOOK]
CLOSED += ["/console/", "/wall/", "//console", "/./console", "/room/../console", "/%63onsole"]
CLOSED += ["/console%2fnow", "/console;x", "/console?tppo_console=1", "/print", "/console/print"]
CLOSED += ["/voila/render/facilitator_guide/./console.ipynb", "/voila/render/console.ipynb"]
CLOSED += ["/voila/render//facilitator_guide/console.ipynb", "/voila/render/%2e%2e/console.ipynb"]
CLOSED += ["/api/kernels", "/api/contents", "/api/sessions", "/api/status", "/voila/files/pin"]
SECRET_FILES = ["pin", "secret", "tppo-kit.sqlite3", "server.log", "rehearsal.json"]
TRICKS = ["/kit/{}", "/kit/../{}", "/kit/%2e%2e/{}", "/kit/room.js/../{}", "/kit/room.js%00{}"]
TRICKS += ["/room/{}", "/room/../{}", "/room/%2e%2e%2f{}", "//x/{}", "/voila/static/../{}"]
TRICKS += ["/kit/..%5c{}", "/voila/static/%2e%2e/%2e%2e/{}", "/kit/{}.css", "/answers/{}"]
TRICKS += ["/voila/render/{}", "/kit//etc/{}", "file:///{}", "/room/now/{}"]


def everything(phone, since=("", "x", "' OR 1", "%00", "0" * 16)):
    """Return all that a phone can be told now: its page, its news since anything, the home page."""
    texts = [phone.page(), phone.visitor.ask("/").text, phone.visitor.ask("/profile").text]
    return texts + [phone.now(tag).text for tag in since]


def others(room, phone):
    """Return the seat codes of everybody else."""
    return [each.seat for each in room.phones if each.seat != phone.seat]


@pytest.mark.parametrize("path", CLOSED)
def test_the_facilitators_side_is_closed(own, path):
    """Neither a stranger nor a participant is let in; pages lead to the PIN, the rest is refused."""
    room = Room(own, 2).ask()
    before = tables(own)

    for visitor in (own.visitor(), room.phones[0].visitor):
        for headers in ({}, SCRIPT, {"Referer": f"http://localhost:{own.port}/console"}):
            answer = visitor.ask(path, headers=headers)
            told = Heard(answer.text)
            assert answer.status in {302, 400, 403, 404, 405}
            assert answer.headers.get("Location", "/pin").startswith("/pin")
            assert told.holds([room.phones[1].seat, pin_of(own), "ekspor"]) == set()
        form = {"press": "end=", "click": "x"}
        assert visitor.ask(path, "POST", form=form).status in {400, 403, 404, 405}

    assert tables(own) == before
    assert faults(own) == ""


@pytest.mark.parametrize("path", ["/console/now", "/wall/now", "/room/now", "/console", "/room"])
def test_no_socket_opens_in_the_room(own, path):
    """The room speaks no websocket, so none can listen in."""
    phone = Room(own, 1).phones[0]

    with pytest.raises(websocket.WebSocketException):
        websocket.create_connection(
            f"ws://localhost:{own.port}{path}?since=x",
            timeout=20,
            cookie=f"tppo_seat={phone.visitor.cookies['tppo_seat']}",
        )


@pytest.mark.parametrize("trick", TRICKS)
def test_no_path_leads_to_a_file_of_the_laptop(own, trick):
    """PIN, secret, answers and log stay on the laptop, whatever an address looks like."""
    phone = Room(own, 1).phones[0]
    secrets = [pin_of(own), (own.answers / "secret").read_text(encoding="ascii"), "SQLite format"]

    for name in [*SECRET_FILES, "etc/passwd", "room.html", "guard.py"]:
        answer = phone.visitor.ask(trick.format(name))
        assert answer.status in {302, 400, 403, 404}
        assert Heard(answer.text).holds([*secrets, "root:x:"]) == set()


@pytest.mark.parametrize("way", ["together", "discuss"])
def test_what_others_chose_stays_hidden_until_the_vote_is_closed(own, way):
    """While the vote is open, others' votes change nothing on a phone: no count, code or tag."""
    room = Room(own, 4).ask(way=way)
    quiet, voter = room.phones[:2]
    before, tag = quiet.hidden(), quiet.tag()
    for phone in room.phones[1:]:
        phone.vote(2)

    told = everything(quiet)
    own_told = everything(voter)

    assert quiet.tag() == tag
    assert quiet.hidden() == before
    for phone, texts in ((quiet, told), (voter, own_told)):
        assert Heard(*texts).holds([*others(room, phone), pin_of(own)]) == set()
        assert not re.search(r'class="(tally|bars|answered|count)', "".join(texts))


def test_the_first_vote_of_a_discussion_stays_hidden(own):
    """Between two votes nobody sees how the others chose, on no phone and not on the wall."""
    room = Room(own, 3).ask(way="discuss")
    for phone in room.phones:
        phone.vote(1)

    room.boss.does("close=")
    closed = [phone.page() for phone in room.phones]
    closed.append(room.boss.shown("wall")["html"])
    room.boss.does("talk=")
    talking = [phone.page() for phone in room.phones]
    talking.append(room.boss.shown("wall")["html"])

    assert 'class="tally' not in "".join(closed + talking)


def test_nobody_ever_sees_another_ones_code(own):
    """Through a whole vote, its result, a table and the end, each phone knows its own code only."""
    room = Room(own, 4).ask()
    steps = [room.phones[0].vote, lambda: room.boss.does("close=")]
    steps += [lambda: room.boss.does("stage=tables - tabletop:keberangkatan-mendadak")]
    steps += [lambda: room.boss.does(f"stage=each before {' '.join(TESTS)}")]
    steps += [lambda: room.boss.does("distress="), lambda: room.boss.does("calm=")]
    steps += [lambda: room.boss.does("end=")]

    for step in steps:
        step()
        for phone in room.phones:
            heard = Heard(*everything(phone))
            assert heard.holds([phone.seat]) == {phone.seat}
            assert heard.holds(others(room, phone)) == set()
        assert Heard(*everything(Phone(own))).holds([p.seat for p in room.phones]) == set()


def test_a_shared_case_tells_no_answer_early(own):
    """Phones and wall hold whys, endings and the truth only once the room has been there."""
    room = Room(own, 2).ask()
    name = CASE.partition(":")[2]
    first = CATALOGUE.get(Scenario, name).steps["loket"].choices

    def heard():
        wall = room.boss.visitor.ask("/wall").text
        return Heard(wall, room.boss.shown("wall")["html"], *everything(room.phones[0]))

    open_ = heard()
    room.phones[0].vote(1)
    voted = heard()
    room.boss.does("close=")
    closed = heard()
    chosen = room.phones[0].page()
    room.boss.does("take=choose=tanya-terbuka")
    after = heard()

    assert [each.holds(secrets_of_case(name)) for each in (open_, voted, closed)] == [set()] * 3
    assert "tanya-terbuka" not in re.sub(r'value="[^"]*"', "", chosen)
    why = next(choice.why for choice in first if choice.id == "tanya-terbuka")
    assert after.holds([why]) == {why}
    assert after.holds(secrets_of_case(name, [("loket", "tanya-terbuka")])) == set()


def test_a_shared_quiz_tells_no_answer_early(own):
    """Explanations are heard when the room has answered, not while it votes or is closed."""
    room = Room(own, 2).ask(QUIZ)
    items = CATALOGUE.get(Quiz, QUIZ.partition(":")[2]).items

    def heard():
        return Heard(room.boss.shown("wall")["html"], *everything(room.phones[0]))

    now = next(item for item in items if heard().holds([question_of(item)]))
    secrets = set().union(*map(secrets_of_item, items))
    open_ = heard()
    room.phones[0].vote(0)
    voted = heard()
    room.boss.does("close=")
    closed = heard()
    taking = re.findall(r'value="take=([^"]*)"', room.boss.shown()["html"])
    room.boss.does(f"take={taking[0]}")
    after = heard()

    assert [each.holds(secrets) for each in (open_, voted, closed)] == [set()] * 3
    assert after.holds(secrets_of_item(now)) == secrets_of_item(now)
    assert after.holds(secrets - secrets_of_item(now)) == set()


def test_a_test_tells_nobody_what_is_right_for_a_neighbour(own):
    """In a test before the workshop no explanation is heard before its item is answered."""
    room = Room(own, 2)
    room.boss.does(f"stage=each before {' '.join(TESTS)}")
    items = [item for key in TESTS for item in CATALOGUE.get(Quiz, key.partition(":")[2]).items]
    secrets = set().union(*map(secrets_of_item, items))
    for phone in room.phones:
        phone.vote()

    first = Heard(*everything(room.phones[0]), *everything(room.phones[1]))
    room.phones[0].vote()
    neighbour = Heard(*everything(room.phones[1]))

    assert first.holds([question_of(item) for item in items])
    assert first.holds(secrets) == set()
    assert neighbour.holds(secrets) == set()


def test_another_ones_news_comes_to_no_phone(own):
    """News for one table or one role is told there only, whatever a phone says it saw last."""
    room = Room(own, 4)
    assert room.boss.act("tables=", tables="2").status == 200
    room.boss.does("stage=tables - tabletop:keberangkatan-mendadak")
    assert room.boss.act("inject=", to="table:1", text="kapal berangkat lebih awal").status == 200

    told = [Heard(*everything(phone)).holds(["kapal berangkat"]) for phone in room.phones]

    assert [bool(each) for each in told] == [True, False, True, False]


def test_tags_of_others_open_nothing(own):
    """Asking what is new since another phone's, the wall's or the console's tag tells one's own."""
    room = Room(own, 3).ask()
    room.phones[1].vote(3)
    mine = room.phones[0].tag()
    tags = [room.phones[1].tag(), room.boss.shown()["tag"], room.boss.shown("wall")["tag"]]

    with ThreadPoolExecutor(3) as asking:
        answers = list(asking.map(room.phones[0].now, tags))

    assert [answer.status for answer in answers] == [200] * 3
    told = [json.loads(answer.text) for answer in answers]
    assert all(each == {"reload": True} or each["tag"] == mine for each in told)
    assert json.loads(Phone(own).now(tags[0]).text) == {"reload": True}


def test_a_forged_seat_answers_for_nobody(own):
    """A seat code without its signature, or with another's, is no seat."""
    room = Room(own, 2).ask()
    at, choices = room.phones[0].hidden()
    mine, other = (phone.visitor.card for phone in room.phones)
    code, _, signature = other.partition(".")
    cards = [code, f"{code}.", f"{code}.{mine.partition('.')[2]}", f"{code}.{signature[:-1]}"]
    cards += [f"{code.lower()}.{signature}", f"{code}.{signature}.x", "\xff" * 20, BAD, "%00"]
    cards += [
        pass_for(code, b"x" * 32),
        pass_for(new_code(), (own.answers / "secret").read_bytes()),
    ]

    for card in cards:
        thief = Phone(own, card=card)
        assert thief.press(choices[0], at).status in {400, 403}
        assert code not in thief.page()
        assert thief.now().status in {200, 400}

    assert room.votes() == []
    assert faults(own) == ""


def test_nobody_plays_another_role(own):
    """At a table one decides only in one's own role, and at no other table."""
    room = Room(own, 6)
    assert room.boss.act("tables=", tables="2").status == 200
    room.boss.does(f"stage=tables - {TABLETOP}")
    turns = {phone: phone.hidden() for phone in room.phones}
    can = [phone for phone, (_, press) in turns.items() if "begin=" in press]
    cannot = [phone for phone in room.phones if phone not in can]

    refused = [phone.press("begin=", turns[phone][0]) for phone in cannot]
    for phone in can:
        phone.press("begin=", turns[phone][0])
    decides = [phone for phone in room.phones if phone.hidden()[1]]
    own_press = {phone: set(phone.hidden()[1]) for phone in decides}
    every = set().union(*own_press.values())
    stolen = [
        phone.press(press, phone.hidden()[0])
        for phone in room.phones
        for press in every - own_press.get(phone, set())
        if not press.startswith("hold=")
    ]

    assert cannot
    assert stolen
    assert {answer.status for answer in [*refused, *stolen]} == {409}
    assert all(json.loads(answer.text)["sentence"] for answer in stolen)
    assert len([row for row in room.events() if row[2] == "act"]) == len(can)
