"""Home, seats, language and profile, as a stranger finds them."""

import pytest

from tppo_kit.sessions.seats import pass_for

pytestmark = pytest.mark.server
PREVIEWS = [
    "WhatsApp/2.23.20.0 A",
    "TelegramBot (like TwitterBot)",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Twitterbot/1.0",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
]
PAGES = ["/", "/profile", "/seat", "/seat/join", "/leave", "/language", "/seat?code=1", "/nothing"]
PAGES += ["/programme", "/programme?to=belajar-umum", "/print/01-kartu", "/print/entah"]
ELSEWHERE = [
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost"},
    {"Origin": "https://localhost.evil.example:8866"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost:{port}"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "http://evil.example"},
]


def seats(server):
    """Return how many seats there are."""
    return server.rows("SELECT count(*) FROM seats")[0][0]


@pytest.mark.parametrize("agent", PREVIEWS)
def test_looking_never_makes_a_seat(served, visitor, agent):
    """Chat apps fetch links; neither GET nor HEAD nor OPTIONS of any page makes a seat."""
    before = seats(served)

    for path in PAGES:
        for method in ("GET", "HEAD", "OPTIONS"):
            answer = visitor.ask(path, method, headers={"User-Agent": agent})
            assert answer.status < 500

    assert seats(served) == before
    assert visitor.card is None


def test_a_tap_makes_one_seat_and_a_second_tap_none(served, visitor):
    """Whoever has a seat keeps it, however often they press."""
    before = seats(served)

    code = visitor.sit_down()
    again = visitor.sit_down()

    assert code == again
    assert seats(served) == before + 1


@pytest.mark.parametrize("headers", ELSEWHERE)
@pytest.mark.parametrize("path", ["/seat", "/seat/join", "/leave", "/language", "/programme"])
def test_a_form_on_another_site_is_refused(served, visitor, path, headers):
    """No other site can seat, unseat or switch a person."""
    code = visitor.sit_down()
    card, before = visitor.card, seats(served)
    headers = {name: value.format(port=served.port) for name, value in headers.items()}

    to = "belajar-umum" if path == "/programme" else "en"
    answer = visitor.ask(path, "POST", form={"code": code, "to": to}, headers=headers)

    assert answer.status == 403
    assert not {"tppo_language", "tppo_programme"} & visitor.cookies.keys()
    assert answer.why_no_sentence() is None
    assert visitor.card == card
    assert seats(served) == before


def test_a_code_opens_the_same_seat_on_another_device(served, visitor):
    """Codes may be typed small, with or without the dash."""
    code = visitor.sit_down()
    typed = {"code": f" {code.lower().replace('-', ' ')} "}

    other = served.visitor()
    answer = other.ask("/seat/join", "POST", form=typed)

    assert answer.status == 303
    assert other.code == code


def forgeries(card, secret):
    """Return passes that look like a pass and are none."""
    code, _, signature = card.partition(".")
    other = "AAAA-AAAA" if code != "AAAA-AAAA" else "CCCC-CCCC"
    return [
        code,
        f"{code}.",
        f"{code}.{'0' * 32}",
        f"{code}.{signature[:-1]}{'0' if signature[-1] != '0' else '1'}",
        f"{code}.{signature[:-1]}",
        f"{code}.{signature}0",
        f"{code}.{signature.upper()}" if signature.upper() != signature else f"{code}.{other}",
        f"{other}.{signature}",
        f"{code.lower()}.{signature}",
        f"{code.replace('-', '')}.{signature}",
        pass_for(code, b"another laptop"),
        pass_for(code, b""),
        pass_for("AAAA-AAAA", secret),
        f"{code}.%00",
        f"{code}.{signature}%0a",
        "é.é",
        ".",
        "x" * 3000,
    ]


def test_a_forged_pass_opens_nothing(served, visitor):
    """A mutated, foreign or invented pass is as good as none."""
    code = visitor.sit_down()
    secret = bytes.fromhex((served.answers / "secret").read_text(encoding="ascii"))
    stranger = served.visitor()

    for card in forgeries(visitor.card, secret):
        stranger.cookies["tppo_seat"] = card
        home, profile = stranger.ask("/"), stranger.ask("/profile")

        assert home.status == 200
        assert 'action="/seat"' in home.text
        assert code not in home.text
        assert (profile.status, profile.headers["Location"]) == (302, "/")
    stranger.cookies["tppo_seat"] = visitor.card
    assert stranger.code == code


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", "/\\evil.example", "/\r\nX: y", "/profile#x"]
)
def test_the_language_switch_leads_nowhere_else(visitor, back):
    """A prepared form cannot send a person to another site."""
    answer = visitor.ask("/language", "POST", form={"to": "en", "back": back})

    assert (answer.status, answer.headers["Location"]) == (303, "/")


def test_an_address_is_never_part_of_the_page_as_code(visitor):
    """What stands in the address is shown as text, if at all."""
    for path in ('/"><script>alert(1)</script>', "/%22%3E%3Cscript%3E", "/'onload='x", "/{{7*7}}"):
        text = visitor.ask(path).text

        assert "<script" not in text
        assert 'value="/">' not in text
        assert "/49" not in text


@pytest.mark.parametrize(
    ("form", "headers"),
    [
        (b"\xff\xfe=\xff", {}),
        (b"code=%ff%fe&to=%ff", {}),
        (b"{", {"Content-Type": "application/json"}),
        (b"--x", {"Content-Type": "multipart/form-data; boundary=y"}),
        (b"code=" + b"A" * 200_000, {}),
        (b"code=1&code=2&to=id&to=en", {}),
        (b"\0" * 50, {"Content-Type": "multipart/form-data"}),
    ],
    ids=["bytes", "escapes", "json", "multipart", "long", "twice", "zeros"],
)
@pytest.mark.parametrize("path", ["/seat/join", "/language", "/programme"])
def test_a_broken_form_is_no_fault(visitor, form, headers, path):
    """Whatever is posted, the server stays calm."""
    answer = visitor.ask(path, "POST", form=form, headers=headers)

    assert answer.status < 500
    assert "Traceback" not in answer.text


def test_pages_about_a_person_are_not_kept(visitor):
    """A shared phone keeps no copy of anybody's home page or profile."""
    visitor.sit_down()

    for path in ("/", "/profile", "/print/01-kartu"):
        assert visitor.ask(path).headers["Cache-Control"] == "no-store"
