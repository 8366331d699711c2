"""Behind a Hub's login: the owner comes in, nobody else does, and the Hub learns what it needs."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
import websocket
from hubbed import ANI, BASE, BUDI, CITRA, GROUP, FakeHub, HubServer, person, sign_in
from wire import Wire

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


def is_led_to_sign_in(answer):
    """Tell whether an answer shows nothing and leads to the Hub."""
    place = answer.headers.get("Location", "")
    return (
        answer.status == 302 and place.startswith("/hub/api/oauth2/authorize?") and not answer.body
    )


def test_nobody_sees_anything_without_signing_in(server):
    """Each address leads to the Hub; a script, a form and a websocket are refused."""
    stranger = server.visitor()
    pages = {place: stranger.ask(place) for place in PLACES}
    script = {"X-Requested-With": "room", "Sec-Fetch-Mode": "cors"}
    refused = [stranger.ask(place, headers=script) for place in PLACES]
    refused += [stranger.ask(place, "POST", form={}) for place in FORMS]

    assert [place for place, answer in pages.items() if not is_led_to_sign_in(answer)] == []
    assert {answer.status for answer in refused} == {403}
    assert {answer.why_no_sentence() for answer in refused} == {None}
    with pytest.raises(websocket.WebSocketBadStatusException, match="403"):
        Wire(server.port, KERNEL, base=BASE)


def test_the_sign_in_leads_back_to_where_one_wanted_to_go(server, hub):
    """The Hub is asked for this server alone, and a notebook is open afterwards."""
    hub.signed_in = ANI
    visitor = server.visitor()
    answer = sign_in(visitor, hub, NOTEBOOK)

    assert answer.status == 200
    assert "kernelId" in answer.text
    assert hub.asked[-1]["client_id"] == ["jupyterhub-user-ani"]
    assert hub.asked[-1]["redirect_uri"] == [f"{BASE}/oauth_callback"]


@pytest.mark.parametrize(
    "somebody",
    [
        BUDI,
        CITRA,
        person("ani"),
        person("ani", "access:servers!server=budi/"),
        person("ani", "read:users!user=ani"),
        {**ANI, "name": "budi"},
        {**ANI, "kind": "service"},
    ],
)
def test_nobody_else_comes_in(server, somebody):
    """Another person, an administrator, and a token of another server get a sentence, no more."""
    visitor, answer = server.signed_in(somebody)
    others = [visitor.ask(place) for place in PLACES]
    others += [visitor.ask(place, "POST", form={}) for place in FORMS]
    before = len(list(server.rows("SELECT * FROM seats")))

    assert answer.why_no_sentence() is None
    assert "orang lain" in answer.prose
    assert {each.status for each in (answer, *others)} == {403}
    assert "tppo_seat" not in visitor.cookies
    assert len(list(server.rows("SELECT * FROM seats"))) == before
    headers = {"Cookie": "; ".join(f"{name}={text}" for name, text in visitor.cookies.items())}
    with pytest.raises(websocket.WebSocketBadStatusException, match="403"):
        Wire(server.port, KERNEL, base=BASE, header=headers)


def test_a_made_up_token_is_none(server, hub):
    """Neither a cookie without our signature nor a token that the Hub does not know lets in."""
    visitor = server.visitor()
    visitor.cookies = {"jupyterhub-user-ani": "2|1:0|10:1|1:a|4:YWJj|0", "tppo_console": "1.a"}
    asked = [visitor.ask("/"), visitor.ask("/console"), visitor.ask("/?token=abc")]
    asked += [server.visitor().ask("/", headers={"Authorization": "token abc"})]
    hub.tokens["of-budi"] = BUDI
    other = server.visitor().ask("/", headers={"Authorization": "token of-budi"})

    assert all(is_led_to_sign_in(answer) for answer in asked)
    assert other.status == 403


def test_a_code_without_its_own_cookie_signs_nobody_in(server, hub):
    """What another device began, or nobody did, is not finished here."""
    began = server.visitor().ask("/")
    state = parse_qs(urlsplit(began.headers["Location"]).query)["state"][0]
    hub.codes["c1"] = ANI
    visitor = server.visitor()
    answers = [
        visitor.ask(f"/oauth_callback?code=c1&state={state}"),
        visitor.ask("/oauth_callback?code=c1"),
        visitor.ask("/oauth_callback"),
        visitor.ask("/oauth_callback?error=access_denied"),
    ]

    assert {answer.status for answer in answers} == {400, 403}
    assert {answer.why_no_sentence() for answer in answers} == {None}
    assert "c1" in hub.codes
    assert is_led_to_sign_in(visitor.ask("/"))


def test_signing_out_ends_it_here_and_at_the_hub(server, hub, ani):
    """The device keeps neither sign-in nor seat, and the old cookie is worth what the Hub says."""
    ani.code or ani.sit_down()
    stolen = dict(ani.cookies)
    answer = ani.ask("/logout")
    kept = {name for name, text in ani.cookies.items() if text and name != "_xsrf"}
    hub.tokens.clear()  # so does a Hub
    thief = server.visitor()
    thief.cookies = stolen

    assert (answer.status, answer.headers["Location"]) == (302, "/hub/logout")
    assert "tppo_seat" not in kept
    assert "jupyterhub-user-ani" not in kept
    assert is_led_to_sign_in(ani.ask("/"))
    assert is_led_to_sign_in(thief.ask("/"))


def test_a_token_that_ran_out_leads_to_the_sign_in(server, hub, ani):
    """Once the Hub does not know it any more, in another session of the browser too."""
    before = ani.ask("/")
    hub.tokens.clear()
    ani.cookies["jupyterhub-session-id"] = "another"
    after = ani.ask("/")

    assert before.status == 200
    assert is_led_to_sign_in(after)


def test_another_site_posts_nothing(ani):
    """Signed in or not: a foreign page changes nothing."""
    foreign = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    posted = [ani.ask(place, "POST", form={}, headers=foreign) for place in FORMS]

    assert {answer.status for answer in posted} == {403}


@pytest.mark.parametrize("place", ["//evil.example/", "//evil.example/user/ani/", "/hub/logout"])
def test_no_sign_in_ends_outside_the_server(server, hub, place):
    """Who was sent to an address that only looks like ours comes to the home page."""
    hub.signed_in = ANI
    visitor = server.visitor()
    visitor.base = ""
    began = visitor.ask(place)
    at_hub = type(visitor)(hub.port).ask(began.headers["Location"])
    ended = visitor.ask(at_hub.headers["Location"])

    assert is_led_to_sign_in(began)
    assert (ended.status, ended.headers["Location"]) == (302, f"{BASE}/")


def test_behind_https_cookies_are_for_https_and_websockets_are_wss(server, hub):
    """The outermost web server says how the browser speaks; host names are the house's own."""
    secure = {"Host": "tppo.example", "X-Forwarded-Proto": "https,http"}
    hub.signed_in = ANI
    visitor = server.visitor()
    began = visitor.ask("/", headers=secure)
    at_hub = type(visitor)(hub.port).ask(began.headers["Location"])
    ended = visitor.ask(at_hub.headers["Location"].removeprefix(BASE), headers=secure)
    visitor.ask("/leave", "POST", form={}, headers=secure)
    seated = visitor.ask("/seat", "POST", form={}, headers=secure)
    set_here = [*began.headers.get_all("Set-Cookie"), *ended.headers.get_all("Set-Cookie")]
    set_here += seated.headers.get_all("Set-Cookie")
    signs = [line for line in set_here if not line.startswith("_xsrf") and '=""' not in line]

    assert (
        " wss://tppo.example" in visitor.ask("/", headers=secure).headers["Content-Security-Policy"]
    )
    assert {re.search(r"Path=([^;]*)", line).group(1) for line in set_here} == {f"{BASE}/"}
    assert len(signs) >= 3
    assert all("secure" in line.lower() for line in signs)


def test_a_hub_that_does_not_answer_lets_nobody_in(tmp_path):
    """Whoever has not been asked about yet waits for the Hub; the sentence says no address."""
    hub = FakeHub()
    with hub.running():
        server = HubServer(tmp_path, hub)
        try:
            server.start()
            visitor, first = server.signed_in(ANI)
            visitor.cookies["jupyterhub-session-id"] = "another"
            hub.stop()
            gone = visitor.ask("/")
        finally:
            server.end()

    assert first.status == 200
    assert gone.status == 500
    assert gone.why_no_sentence() is None
    assert str(hub.port) not in gone.text
