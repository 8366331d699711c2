"""Home, profile, certificate and own data, as a learner finds them."""

import json
import re
import subprocess
import sys
import time

import pytest
from roomlike import Phone, Room

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.programmes import Unit
from tppo_kit.records import Event, Judgement, Outcome
from tppo_kit.sessions.certificate import verify
from tppo_kit.sessions.progress import activities_of
from tppo_kit.settings import REPOSITORY
from tppo_kit.store.attempts import new_attempt
from tppo_kit.store.log import Log

pytestmark = pytest.mark.server
OWN = ["/profile", "/profile/certificate", "/profile/certificate.pdf", "/profile/data.json"]
OWN += ["/profile/delete"]
UNITS = ("01-apa-itu-tppo", "02-tanda")
CASE = Judgement(
    kind="vignette",
    subject="s",
    fingerprint="f",
    signs=("T-REK-01",),
    right="refer",
    chosen="refer",
    correct=True,
    signal=True,
    called=True,
    confidence=80,
    seconds=3.0,
)
CATALOGUE = Catalogue(REPOSITORY / "data")


def harmless(*, called):
    """Return a case that was harmless."""
    return Judgement.from_data({**CASE.as_data(), "signal": False, "called": called})


def learn(server, seat, *units, judgements=()):
    """Finish notebooks beside the server; the judgements go to the last activity."""
    log, now = Log(server.database), time.time() - 60
    for key in [key for name in units for key in activities_of(CATALOGUE.get(Unit, name))]:
        log.append(new_attempt(seat, key, "f", now), 0, Event("begin", at=now), Outcome((), 0, 1))
    if judgements:
        attempt = new_attempt(seat, "quiz:tanda-1", "f", now)
        log.append(attempt, 0, Event("begin", at=now), Outcome(tuple(judgements), 0, 1))
    log.close()


def has_seat(server, seat):
    """Tell whether the log holds a seat."""
    return bool(server.rows("SELECT 1 FROM seats WHERE code = ?", seat))


@pytest.mark.parametrize("path", OWN)
def test_without_a_seat_every_own_page_leads_home(visitor, path):
    """There is nothing to see and nothing to delete."""
    answer = visitor.ask(path)

    assert (answer.status, answer.headers["Location"]) == (302, "/")


@pytest.mark.parametrize("path", OWN)
def test_nothing_of_it_is_kept_on_a_shared_phone(visitor, path):
    """Whoever comes next on this device finds no copy."""
    visitor.sit_down()

    assert visitor.ask(path).headers["Cache-Control"] == "no-store"


def test_home_says_what_to_do_now_and_why(served, visitor):
    """One button leads to the next notebook, with a sentence before it."""
    visitor.sit_down()
    first = CATALOGUE.get(Unit, "01-apa-itu-tppo")
    page = visitor.ask("/").text
    best = re.search(r'class="cardbox best">(.*?)</section>', page, re.DOTALL).group(1)

    assert best.count("<a ") == 1
    assert f'href="/voila/render/{first.notebook}"' in best
    assert re.search(r"<p>[^<]+\.</p>", best)


def test_a_module_that_is_only_suggested_later_opens_with_one_tap(served, visitor):
    """It says after which one it comes, and has a button all the same."""
    visitor.sit_down()
    second = CATALOGUE.get(Unit, "02-tanda")
    page = visitor.ask("/").text
    later = re.findall(r'class="later">(.*?)</div>', page, re.DOTALL)
    (found,) = [one for one in later if f"<strong>{second.title}</strong>" in one]

    assert CATALOGUE.get(Unit, "01-apa-itu-tppo").title in found
    assert re.search(rf'<a class="option" href="/voila/render/{second.notebook}"', found)


def test_after_the_module_before_it_is_open(served, visitor):
    """What teaches no cases opens the next module as soon as it is done."""
    learn(served, visitor.sit_down(), "01-apa-itu-tppo")
    second = CATALOGUE.get(Unit, "02-tanda")
    page = visitor.ask("/").text

    assert re.search(rf'<a href="/voila/render/{second.notebook}" class="new"', page)
    assert re.search(r'<progress id="modules" value="1" max="11">', page)


def test_the_profile_shows_a_picture_and_folds_the_measures(served, visitor):
    """With enough cases the picture stands open, the measures in a fold."""
    seat = visitor.sit_down()
    before = visitor.ask("/profile").text
    cases = [CASE] * 6 + [harmless(called=False)] * 6
    learn(served, seat, judgements=cases)
    after = visitor.ask("/profile").text

    assert "<svg" not in before
    assert 'class="measures"' not in before
    assert after.index('class="drawing"') < after.index('<details class="measures">')
    assert after.index('<details class="measures">') < after.index("d′")


def test_too_little_training_gives_a_sentence_instead_of_a_certificate(visitor):
    """Page and file both say how many minutes there are."""
    visitor.sit_down()
    page, file = visitor.ask("/profile/certificate"), visitor.ask("/profile/certificate.pdf")

    assert page.status == 200
    assert "45" in page.prose
    assert ".pdf" not in page.text
    assert file.status == 409
    assert file.why_no_sentence() is None


def test_a_certificate_comes_as_a_file_whose_code_is_genuine(served, visitor):
    """The code on the page is the one that the log confirms."""
    seat = visitor.sit_down()
    learn(served, seat, *UNITS)
    page, file = visitor.ask("/profile/certificate"), visitor.ask("/profile/certificate.pdf")
    code = re.search(r'class="code">([^<]+)<', page.text).group(1)
    log = Log(served.database)
    verdict = verify(code, log, CATALOGUE, time.time())
    log.close()

    assert verdict.kind == "genuine"
    assert (verdict.certificate.seat, verdict.certificate.hours) == (seat, 1)
    assert file.headers["Content-Type"] == "application/pdf"
    assert re.fullmatch(
        rf'attachment; filename="sertifikat-{seat}-\d{{4}}-\d\d-\d\d.pdf"',
        file.headers["Content-Disposition"],
    )
    assert file.body.startswith(b"%PDF")


def test_my_data_is_a_file_with_everything_of_this_seat_and_nothing_else(served, visitor):
    """It can be read by people and programs, and holds no other seat."""
    other = served.visitor().sit_down()
    seat = visitor.sit_down()
    learn(served, seat, "01-apa-itu-tppo")
    answer = visitor.ask("/profile/data.json")
    data = json.loads(answer.text)

    assert answer.headers["Content-Disposition"] == f'attachment; filename="data-{seat}.json"'
    assert data["seat"] == seat
    assert len(data["attempts"]) == len(activities_of(CATALOGUE.get(Unit, "01-apa-itu-tppo")))
    assert other not in answer.text
    assert answer.text.count("\n") > 20


def test_looking_at_the_page_deletes_nothing(served, visitor):
    """The page says what goes and what stays, and shows the code to type."""
    seat = visitor.sit_down()
    page = visitor.ask("/profile/delete?code=" + seat)

    assert has_seat(served, seat)
    assert page.text.count("<li>") == 6
    assert seat in page.prose


@pytest.mark.parametrize("typed", ["", "x", "AAAA-AAA6", "%00", "A" * 500])
def test_another_code_deletes_nothing(served, visitor, typed):
    """Neither this seat nor another one; the page says so."""
    seat, victim = visitor.sit_down(), served.visitor().sit_down()
    for code in (typed, victim):
        answer = visitor.ask("/profile/delete", "POST", form={"code": code})

        assert answer.status == 409
        assert 'role="alert"' in answer.text
    assert has_seat(served, seat)
    assert has_seat(served, victim)


def test_the_own_code_deletes_everything_of_the_seat(served, visitor):
    """Seat and results are gone, this device has no seat, and others find out."""
    seat = visitor.sit_down()
    learn(served, seat, "01-apa-itu-tppo")
    elsewhere = served.visitor()
    elsewhere.cookies.update(visitor.cookies)
    answer = visitor.ask("/profile/delete", "POST", form={"code": f" {seat.lower()} "})

    assert answer.status == 200
    assert answer.why_no_sentence() is None
    assert not has_seat(served, seat)
    assert served.rows("SELECT count(*) FROM attempts WHERE seat = ?", seat) == [(0,)]
    assert visitor.card is None
    assert elsewhere.code is None
    assert elsewhere.ask("/seat/join", "POST", form={"code": seat}).status == 200


@pytest.mark.parametrize("headers", [{"Origin": "http://evil.example"}, {"Origin": "null"}])
def test_a_form_on_another_site_deletes_nothing(served, visitor, headers):
    """Nobody is tricked into it by a link."""
    seat = visitor.sit_down()
    answer = visitor.ask("/profile/delete", "POST", form={"code": seat}, headers=headers)

    assert answer.status == 403
    assert has_seat(served, seat)


def test_while_the_workshop_runs_nothing_is_deleted(own):
    """The page says so and has no form; once it has ended the seat goes, from every device."""
    room = Room(own, 1)
    phone = room.phones[0]
    twin = Phone(own, phone.visitor.card)
    page = phone.visitor.ask("/profile/delete")
    refused = phone.visitor.ask("/profile/delete", "POST", form={"code": phone.seat})

    assert 'name="code"' not in page.text
    assert refused.status == 409
    assert has_seat(own, phone.seat)

    seat = phone.seat
    room.boss.does("end=")
    assert 'name="code"' in phone.visitor.ask("/profile/delete").text
    assert phone.visitor.ask("/profile/delete", "POST", form={"code": seat}).status == 200
    assert not has_seat(own, seat)
    assert own.rows("SELECT count(*) FROM room_events WHERE seat = ?", seat) == [(0,)]
    assert twin.visitor.code is None


def test_these_pages_load_nothing_heavy():
    """Neither tables nor the setting of PDF files are loaded before somebody asks for them."""
    code = (
        "import sys, tppo_kit.server.learner_pages\n"
        "heavy = {'pandas', 'numpy', 'matplotlib', 'openpyxl', 'typst', 'IPython'}\n"
        "sys.exit(', '.join(sorted(heavy & sys.modules.keys())) or 0)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (run.returncode, run.stderr) == (0, "")
