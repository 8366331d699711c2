"""The switch between programmes, and pages of the content on paper, in the person's language."""

import re
import shutil

import pytest
from serving import Server

from tppo_kit.authoring.translating import as_yaml, missing_texts, take_texts
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.facts import Fact
from tppo_kit.content.pages import Page
from tppo_kit.content.programmes import SelfStudy, Unit
from tppo_kit.server.pages import DEFAULT_PROGRAMME, PROGRAMME_COOKIE
from tppo_kit.settings import REPOSITORY

pytestmark = pytest.mark.server
CARD = "01-kartu"
OTHER = "belajar-umum"


@pytest.fixture(scope="module")
def catalogue():
    """Give the content of the repository."""
    return Catalogue(REPOSITORY / "data")


@pytest.fixture(scope="module")
def translated(tmp_path_factory):
    """Give a server whose content is a copy with one card, programme and unit in English."""
    home = tmp_path_factory.mktemp("translated") / "home"
    shutil.copytree(REPOSITORY / "data", home / "data")
    for name in ("modules", "simulations"):
        shutil.copytree(REPOSITORY / name, home / name)
    english = Catalogue(home / "data")
    for sibling in (home / "data").rglob("*.en.yml"):
        sibling.unlink()
    names = [f"page:{CARD}", f"programme:{OTHER}", "unit:01-apa-itu-tppo"]
    given = home / "given.yml"
    texts = missing_texts(english, names, "en")
    words = {name: {key: f"EN {key}" for key in keys} for name, keys in texts.items()}
    given.write_text(as_yaml(words), encoding="utf-8")
    take_texts(Catalogue(home / "data"), given, "en")
    server = Server(tmp_path_factory.mktemp("server"), TPPO_HOME=str(home))
    yield server.start()
    server.end()


def switch(text):
    """Return the programmes on the switch of a page, and whether each is pressed."""
    buttons = re.findall(r'<button[^>]*name="to"[^>]*aria-pressed[^>]*>', text)
    return {
        re.search(r'value="([^"]*)"', button)[1]: 'aria-pressed="true"' in button
        for button in buttons
    }


def choose(visitor, name, **headers):
    """Press a programme on the switch."""
    return visitor.ask("/programme", "POST", form={"to": name}, headers=headers)


def test_the_home_page_offers_every_programme(visitor, catalogue):
    """Each programme for learning alone is on the switch; the usual one is pressed at first."""
    visitor.sit_down()
    pressed = switch(visitor.ask("/").text)

    assert pressed.keys() == {programme.id for programme in catalogue.all(SelfStudy)}
    assert [name for name, on in pressed.items() if on] == [DEFAULT_PROGRAMME]
    assert len(pressed) > 1


def test_a_chosen_programme_is_remembered_and_shown(visitor, catalogue):
    """Pressing one leads home, where its units stand in order and it alone is pressed."""
    visitor.sit_down()
    for programme in catalogue.all(SelfStudy):
        answer = choose(visitor, programme.id)
        text = visitor.ask("/").text
        listed = text[text.index('<ul class="entries">') :]
        notebooks = re.findall(r'href="/voila/render/([^"]+)"', listed)

        assert (answer.status, answer.headers["Location"]) == (303, "/")
        assert visitor.cookies[PROGRAMME_COOKIE] == programme.id
        assert [name for name, on in switch(text).items() if on] == [programme.id]
        assert f"<h1>{programme.title}</h1>" in text
        assert notebooks == [catalogue.get(Unit, name).notebook for name in programme.units]


def test_the_choice_belongs_to_this_site_alone(visitor):
    """The cookie is kept for a year and never sent along from another site."""
    told = choose(visitor, OTHER).headers["Set-Cookie"]

    assert "SameSite=Strict" in told
    assert "Path=/" in told
    assert "expires=" in told.lower()


@pytest.mark.parametrize(
    "name",
    [
        *("entah", "", "lokakarya-anak-45", "../programmes/belajar-umum", "BELAJAR-UMUM"),
        *("x" * 5000, "belajar-umum\r\nSet-Cookie: a=b", "\0", "<b>"),
    ],
    ids=["unknown", "none", "workshop", "path", "capitals", "long", "header", "zero", "tag"],
)
def test_an_unknown_programme_is_ignored(visitor, name):
    """Nothing is remembered that is not on the switch, and the choice made before stays."""
    visitor.sit_down()
    choose(visitor, OTHER)
    answer = choose(visitor, name)

    assert (answer.status, answer.headers["Location"]) == (303, "/")
    assert answer.headers.get_all("Set-Cookie") is None
    assert visitor.cookies[PROGRAMME_COOKIE] == OTHER
    assert switch(visitor.ask("/").text)[OTHER]


@pytest.mark.parametrize("cookie", ["entah", "../x", "%00", "lokakarya-anak-45", "<b>", "x" * 3000])
def test_a_forged_choice_shows_the_usual_programme(visitor, cookie):
    """What a device says it chose is looked up, never believed."""
    visitor.sit_down()
    visitor.cookies[PROGRAMME_COOKIE] = cookie
    answer = visitor.ask("/")

    assert answer.status == 200
    assert switch(answer.text)[DEFAULT_PROGRAMME]


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH"])
def test_the_switch_is_pressed_and_nothing_else(visitor, method):
    """An address alone changes no programme: every method but POST is refused with a sentence."""
    form = {"to": OTHER} if method in {"PUT", "PATCH"} else None
    answer = visitor.ask(f"/programme?to={OTHER}", method, form=form)

    assert answer.status == 405
    assert method == "HEAD" or answer.why_no_sentence() is None
    assert PROGRAMME_COOKIE not in visitor.cookies


def test_an_address_with_a_programme_in_it_chooses_nothing(visitor):
    """What is chosen stands in the form, not in the address."""
    answer = visitor.ask(f"/programme?to={OTHER}", "POST", form={})

    assert answer.status == 303
    assert PROGRAMME_COOKIE not in visitor.cookies


def test_a_card_is_shown_without_a_seat(served, visitor, catalogue):
    """Whoever has the address can print a card; its numbers are filled in, and no seat is made."""
    before = served.rows("SELECT count(*) FROM seats")
    answer = visitor.ask(f"/print/{CARD}")
    page = catalogue.get(Page, CARD)

    assert answer.status == 200
    assert '<html lang="id">' in answer.text
    assert page.title in answer.prose
    assert page.sections[0].points[0] in answer.prose
    assert catalogue.get(Fact, "LAP-01").values["telepon"] in answer.prose
    assert "{" not in answer.prose
    assert (visitor.card, visitor.cookies.keys() & {"tppo_seat"}) == (None, set())
    assert served.rows("SELECT count(*) FROM seats") == before


def test_paper_holds_nothing_to_press(visitor, catalogue):
    """A printed page has no form, button, seat or link to itself, whatever page it is."""
    code = visitor.sit_down()
    for name in catalogue.names("page"):
        text = visitor.ask(f"/print/{name}").text

        assert not re.search(r"<(form|button|script)\b", text)
        assert "/print/" not in text
        assert code not in text


@pytest.mark.parametrize(
    "name",
    [
        *("entah", "", "../pages/01-kartu", "%2e%2e%2fpages%2f01-kartu", "..%2f..%2fsecret", "-"),
        *("01-kartu/", "01-kartu.yml", "01-kartu.en", "01-KARTU", "01_kartu", "%00", "x" * 49),
        *("cek-tawaran", "cek-01", "tanda-1", "umrah-bersama-ibu", "belajar-umum", "signs"),
        *("polri", "x" * 5000),
    ],
    ids=lambda name: name[:50],
)
def test_what_is_no_page_is_not_there(visitor, name):
    """Unknown names, ways out of the folder and other kinds of content are a sentence and 404."""
    answer = visitor.ask(f"/print/{name}")

    assert answer.status == 404
    assert answer.why_no_sentence() is None


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_a_card_takes_no_answers(visitor, method):
    """Paper is looked at only."""
    form = {} if method in {"POST", "PUT", "PATCH"} else None

    assert visitor.ask(f"/print/{CARD}", method, form=form).status == 405


@pytest.mark.parametrize("path", [f"/print/{CARD}", "/print/entah", "/programme"])
@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example"])
def test_a_foreign_name_opens_nothing(served, visitor, path, host):
    """Both addresses stand behind the same guard as all others."""
    own = visitor.ask("/")
    answer = visitor.ask(path)
    names = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Server")

    assert visitor.ask(path, headers={"Host": f"{host}:{served.port}"}).status == 403
    assert [answer.headers[name] for name in names] == [own.headers[name] for name in names]
    assert answer.headers["Cache-Control"] == "no-store"


def test_paper_speaks_the_language_of_the_person(translated):
    """With the language cookie a card shows its English sibling; without one, Indonesian."""
    page = Catalogue(REPOSITORY / "data").get(Page, CARD)
    visitor = translated.visitor()
    before = visitor.ask(f"/print/{CARD}")
    visitor.ask("/language", "POST", form={"to": "en"})
    after = visitor.ask(f"/print/{CARD}")

    assert '<html lang="id">' in before.text
    assert page.title in before.prose
    assert '<html lang="en">' in after.text
    assert "EN title" in after.prose
    assert "EN sections.0.points.0" in after.prose
    assert page.title not in after.prose


def test_the_home_page_speaks_the_language_of_the_person(translated):
    """Programme, switch and units are English where they have a sibling, else Indonesian."""
    visitor = translated.visitor()
    visitor.sit_down()
    choose(visitor, OTHER)
    visitor.ask("/language", "POST", form={"to": "en"})
    prose = visitor.ask("/").prose
    petugas = Catalogue(REPOSITORY / "data").get(SelfStudy, DEFAULT_PROGRAMME)

    assert all(words in prose for words in ("EN title", "EN short", "EN about", petugas.short))
    assert visitor.cookies[PROGRAMME_COOKIE] == OTHER
