"""Inside a Hub: the seat, the kernels, the facilitator without a PIN, and what the Hub is told."""

import datetime as dt
import json
import time

import psutil
import pytest
from hubbed import ANI, BASE, GROUP, sign_in
from roomlike import faults, until
from wire import Learner

pytestmark = pytest.mark.server
NOTEBOOK = "/voila/render/simulations/konter_paspor.ipynb"
LEADER = {**ANI, "groups": [GROUP]}
KERNEL = "01234567-0123-0123-0123-0123456789ab"
PLACES = f"""
    / /profile /profile/data.json /kit/kit.css /kit/room.js /room /console /reports /wall /pin
    /print/01-kartu /follow-up {NOTEBOOK} /api/kernels/{KERNEL} /voila/static/voila.js /nowhere
    /voila/labextensions/anywidget/package.json /logout/x /oauth_callback/x //evil.example/
""".split()
FORMS = ["/seat", "/seat/join", "/leave", "/language", "/programme", "/pin", "/profile/delete"]


@pytest.fixture
def server(hub_server):
    """Give Ani's server."""
    return hub_server


def test_a_seat_is_made_by_a_tap_and_is_there_on_every_device(server, hub):
    """Signing in makes no seat; once there is one, another browser has it, notebook first."""
    first, answer = server.signed_in(ANI)
    first.ask("/leave", "POST", form={})
    before = len(list(server.rows("SELECT * FROM seats")))
    welcomed = first.ask("/")
    code = first.sit_down()
    hub.signed_in = ANI
    second = server.visitor()
    sign_in(second, hub, NOTEBOOK)
    card = second.card

    assert 'action="/user/ani/seat"' in welcomed.text
    assert "Saat masuk, Anda dikenali" in welcomed.prose
    assert answer.status == 200
    assert len(list(server.rows("SELECT * FROM seats"))) == before + 1
    assert card.startswith(f"{code}.")
    assert second.code == code
    assert "ani" not in json.dumps(server.rows("SELECT * FROM seats"))


def test_who_leaves_a_seat_leaves_it_everywhere(server):
    """The next device is welcomed again; the code brings the person back."""
    first, _ = server.signed_in(ANI)
    code = first.code or first.sit_down()
    first.ask("/leave", "POST", form={})
    second, answer = server.signed_in(ANI)
    back = second.ask("/seat/join", "POST", form={"code": code})

    assert second.card is not None
    assert "seat/join" in answer.text
    assert back.status == 303
    assert server.signed_in(ANI)[0].code == code


def test_a_notebook_is_played_and_the_kernel_knows_no_secret_of_the_hub(server, ani, hub):
    """Websocket, answers and seat work behind the login; no child of the server has the token."""
    cookies = lambda: "; ".join(f"{k}={v}" for k, v in ani.cookies.items())  # noqa: E731
    if ani.code is None:
        ani.sit_down()
    learner = Learner(ani, header={"Cookie": cookies()})
    learner.hello(ani.card)
    learner.press("desk-open", "scenario:liburan-sepuluh-hari")
    learner.press("begin")
    children = psutil.Process(server.process.pid).children(recursive=True)
    known = [one.pid for one in children if hub.secret in str(one.environ().values())]
    left = learner.leave()

    assert children
    assert known == []
    assert left == 204
    assert server.rows("SELECT name FROM events WHERE name = 'begin'")


@pytest.mark.parametrize("who", [LEADER, {**ANI, "admin": True}])
def test_a_facilitator_needs_no_pin(server, who):
    """Group or administrator: reports, paper and the notebook open, and the home page says so."""
    visitor, home = server.signed_in(who)
    pages = ["/console", "/reports", "/console/print", "/console/entry"]
    pages += [f"/voila/render/facilitator_guide/{name}.ipynb" for name in ("console", "reports")]
    opened = [visitor.ask(page) for page in pages]
    door = visitor.ask("/pin?to=/reports")

    assert f'href="{BASE}/console"' in home.text
    assert {answer.status for answer in opened} == {200}
    assert not any('name="pin"' in answer.text for answer in opened)
    assert "kernelId" in opened[-1].text
    assert (door.status, door.headers["Location"]) == (303, f"{BASE}/reports")


def test_nobody_else_is_a_facilitator_and_no_pin_helps(server):
    """A sentence that names the group; the PIN of the folder opens nothing."""
    visitor, home = server.signed_in({**ANI, "groups": ["fasilitator-lain"], "admin": "yes"})
    pin = (server.answers / "pin").read_text("ascii").split()[0]
    pages = ["/console", "/reports", "/console/print", "/console/entry", "/pin", "/reports/x"]
    answers = [visitor.ask(page) for page in pages[:-1]]
    answers += [visitor.ask("/pin", "POST", form={"pin": pin})]
    led = visitor.ask("/voila/render/facilitator_guide/reports.ipynb")

    assert f'href="{BASE}/console"' not in home.text
    assert {answer.status for answer in answers} == {403}
    assert all(GROUP in answer.prose for answer in answers)
    assert not any('name="pin"' in answer.text for answer in answers)
    assert visitor.ask(led.headers["Location"].removeprefix(BASE)).status == 403


def test_a_hall_is_explained_where_there_is_none(server):
    """Room, wall and the running of a workshop are a sentence; no QR code leads anywhere."""
    visitor, _ = server.signed_in(LEADER)
    pages = ["/room", "/room/now", "/wall", "/wall/now", "/console/now", "/console/debrief"]
    closed = [visitor.ask(page) for page in pages]
    forms = ["/room/join", "/room/press", "/console/act", "/console/cards"]
    closed += [visitor.ask(page, "POST", form={"press": "room=lokakarya-anak"}) for page in forms]
    console = visitor.ask("/console")

    assert {answer.status for answer in closed} == {403}
    assert {answer.why_no_sentence() for answer in closed} == {None}
    assert all("laptop" in answer.prose for answer in closed)
    assert "laptop di ruangan" in console.prose
    assert "<svg" not in console.text
    assert server.rows("SELECT count(*) FROM rooms") == [(0,)]


def test_the_watchman_is_answered_without_a_sign_in(server):
    """The health address says that the server is there, and nothing more; the version is told."""
    answer = server.visitor().ask("/health")

    assert (answer.status, answer.text) == (200, "ok\n")
    assert answer.headers["X-JupyterHub-Version"].startswith("5.")


def test_the_hub_learns_when_a_person_did_something_and_of_nothing_else(server, hub, ani):
    """A visit and a press count; what a page asks by itself does not."""
    seen = {"Accept": "text/html,*/*"}
    began = time.time()
    ani.ask("/profile", headers=seen)
    visited = until(lambda: hub.activity and stamp(hub.activity[-1]) >= began)
    quiet = len(hub.activity)
    for place in ("/room/now", "/health", "/kit/kit.css", f"/api/kernels/{KERNEL}"):
        ani.ask(place, headers={"X-Requested-With": "room", "Sec-Fetch-Mode": "cors"})
    server.visitor().ask("/", headers=seen)
    time.sleep(2.5)  # more than two of the server's intervals
    after = len(hub.activity)
    ani.ask("/language", "POST", form={"to": "id"})
    told = until(lambda: len(hub.activity) > after)

    assert {name for name, _ in hub.activity} == {"ani"}
    assert visited
    assert after == quiet
    assert told
    assert faults(server) == ""
    assert set(hub.activity[-1][1]["servers"]) == {""}
    assert began < stamp(hub.activity[-1]) <= time.time()


def stamp(told):
    """Return the moment that the Hub was told, in seconds since 1970."""
    return dt.datetime.fromisoformat(told[1]["last_activity"]).timestamp()
