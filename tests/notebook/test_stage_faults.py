"""When something breaks the Stage says so in words, acknowledges, and keeps what was answered."""

import html
import os
import re
import sqlite3
import stat
from contextlib import closing

import pytest

from tppo_kit.language import LANGUAGES
from tppo_kit.notebook import stage as stage_module
from tppo_kit.notebook.stage import _FAULT, Stage
from tppo_kit.sessions.seats import new_code
from tppo_kit.settings import Settings
from tppo_kit.views.quotes import no_facts

CASE = "scenario:umrah-bersama-ibu"
OTHER = "scenario:liburan-sepuluh-hari"
NOTICE = re.compile(r'<p class="notice" role="alert">(.*?)</p>', re.DOTALL)


class Broken:
    """An activity that behaves like another one, but cannot show itself any more."""

    def __init__(self, activity):
        """Take the activity to behave like."""
        self._activity = activity
        self.faulty = False

    def __getattr__(self, name):
        """Return what the activity has."""
        return getattr(self._activity, name)

    def view(self, state):
        """Fail once it is faulty."""
        if self.faulty:
            raise ZeroDivisionError
        return self._activity.view(state)


def notice(page):
    """Return the words of the notice on a page."""
    (found,) = NOTICE.findall(page.html)
    return html.unescape(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_locked_file_is_told_and_the_person_stays(page, card, log, acked, language):
    """The press is acknowledged with a sentence; the same press works once the file is free."""
    person = page(CASE)
    person.hello(card, language)
    before = person.html
    with closing(sqlite3.connect(log.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert acked(person.press("begin", click="c")) == ["c"]

    told = NOTICE.findall(person.html)
    assert len(told) == 1
    assert NOTICE.sub("", person.html).split() == before.split()
    person.press("begin", click="c")
    assert 'data-event="choose"' in person.html
    assert not NOTICE.findall(person.html)


def test_an_overtaken_page_shows_where_the_other_stands(page, card):
    """Two tabs of one person: the slower one is told and draws the step of the faster one."""
    one, two = page(CASE), page(CASE)
    one.hello(card)
    one.press("begin", click="a")
    two.hello(card)
    one.press("choose", "tanya-terbuka", click="b")
    two.press("choose", "menebak", click="c")

    assert notice(two)
    assert 'data-value="bicara-terpisah"' in two.html
    assert 'data-value="menebak"' not in two.html


@pytest.mark.parametrize("shown", ["shelf", "case"])
def test_a_file_that_breaks_meanwhile_is_told(page, card, log, acked, shown):
    """If the file of answers is destroyed, every press still gets an answer and a sentence."""
    person = page(CASE, OTHER)
    person.hello(card)
    if shown == "case":
        person.press("desk-open", CASE)
    log.close()
    for path in log.path.parent.glob("*.sqlite3*"):
        path.unlink()
    log.path.write_bytes(b"no database at all " * 100)

    for name in ("begin", "desk-list", "desk-open"):
        assert acked(person.press(name, CASE, click=name)) == [name]
        assert NOTICE.findall(person.html)


def test_a_view_that_cannot_be_drawn_is_told(page, card, opened, acked):
    """A fault in the program is a sentence and an acknowledgement, not a dead page."""
    activity = Broken(opened(CASE))
    person = page(activity)
    person.hello(card)
    activity.faulty = True

    assert acked(person.press("begin", click="c")) == ["c"]
    assert _FAULT.render("en") in html.unescape(person.html)
    activity.faulty = False
    person.hello(card)
    assert 'data-event="choose"' in person.html


@pytest.mark.usefixtures("heard")
@pytest.mark.parametrize("folder", ["answers", "a &lt;b&gt; &amp; b"])
def test_a_folder_that_cannot_be_made_is_told_as_plain_words(tmp_path, opened, folder, acked):
    """Where a file stands in place of the folder, its name is shown as text, never as HTML."""
    answers = tmp_path / folder
    answers.write_text("a file", encoding="ascii")
    stage = Stage(
        lambda _language: ([opened(CASE)], no_facts), Settings(home=tmp_path, answers=answers)
    )

    stage._on_message(stage, {"name": "hello", "language": "en"}, [])

    assert str(answers) in notice(stage)


@pytest.mark.usefixtures("heard")
def test_this_laptops_own_lab_has_a_seat_of_its_own(settings, opened, monkeypatch):
    """Without a server the pass is not needed: the laptop's seat is made once and kept."""
    monkeypatch.delenv("TPPO_SERVED", raising=False)
    seats = []
    for _ in range(2):
        stage = Stage(lambda _language: ([opened(CASE)], no_facts), settings)
        stage._on_message(stage, {"name": "hello", "pass": "forged"}, [])
        seats.append(stage._desk.seat)

    assert seats[0] == seats[1]
    assert (settings.answers / "lab-seat").read_text(encoding="ascii") == seats[0]
    stage_module._log(settings.database).close()
    stage_module._log.cache_clear()


@pytest.mark.parametrize("content", [b"", b"AAAA-AAAB", b"\xff\xfe", b"AAAA"])
def test_a_damaged_seat_of_the_laptop_is_made_anew(settings, log, content):
    """A seat that cannot be read is replaced by one that is kept and can save."""
    path = settings.answers / "lab-seat"
    path.write_bytes(content)

    code = stage_module._own_seat(path, log)

    assert log.has_seat(code)
    assert stage_module._own_seat(path, log) == code


def test_a_sound_seat_of_the_laptop_is_kept(settings, log):
    """After the file of answers was moved away the laptop keeps its seat."""
    code = new_code()
    (settings.answers / "lab-seat").write_text(f"{code}\n", encoding="ascii")

    assert stage_module._own_seat(settings.answers / "lab-seat", log) == code
    assert log.has_seat(code)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_greeting_makes_no_secret_that_others_can_read(page, card, settings):
    """What signs the passes stays readable by its owner only."""
    page(CASE).hello(card)

    assert stat.S_IMODE((settings.answers / "secret").stat().st_mode) == 0o600
