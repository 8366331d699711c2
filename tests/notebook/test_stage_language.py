"""A stage in another language: the English sibling is shown, and the attempt goes on in either."""

import shutil

import pytest

from tppo_kit.authoring.translating import as_yaml, missing_texts, take_texts
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.notebook.stage import Stage
from tppo_kit.sessions.library import open_activity, quoted_facts
from tppo_kit.settings import REPOSITORY
from tppo_kit.store.attempts import new_attempt

CASE = "scenario:umrah-bersama-ibu"
QUIZ = "quiz:tanda-1"
PAGE = "page:01-kartu"
KINDS = [CASE, QUIZ, PAGE, "sorter:tanda-atau-bukan", "message:tawaran-dari-tante"]
KINDS.append("checklist:cek-tawaran")
#: A page that quotes a day from a fact.
QUOTING, FACT = "page:05-kartu", "fact:HUK-201"


def translate(data, names, tmp):
    """Put an English sibling, in which every text begins with EN, beside each record."""
    catalogue = Catalogue(data)
    texts = missing_texts(catalogue, names, "en")
    words = {n: {key: f"EN {text}" for key, text in keys.items()} for n, keys in texts.items()}
    given = tmp / "given.yml"
    given.write_text(as_yaml(words), encoding="utf-8")
    take_texts(Catalogue(data), given, "en")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Give a copy of the content in which one activity of each kind is in English as well."""
    folder = tmp_path_factory.mktemp("english")
    shutil.copytree(REPOSITORY / "data", folder / "data")
    for sibling in (folder / "data").rglob("*.en.yml"):
        sibling.unlink()
    items = open_activity(QUIZ, Catalogue(folder / "data")).items
    names = [*KINDS, QUOTING, FACT, *(f"item:{name}" for name in items)]
    translate(folder / "data", names, folder)
    return folder / "data"


@pytest.fixture
def speaker(page, settings, data, heard):
    """Give a function that opens activities of the copied content on a page of their own."""

    def open_page(*keys, folder=data):
        catalogue = Catalogue(folder)

        def opened(language):
            spoken = catalogue.speaking(language)
            return [open_activity(key, spoken) for key in keys], quoted_facts(spoken)

        return type(page(CASE))(Stage(opened, settings), heard)

    return open_page


def in_both(data, key):
    """Return an activity in Indonesian and in English."""
    catalogue = Catalogue(data)
    return open_activity(key, catalogue), open_activity(key, catalogue.speaking("en"))


@pytest.mark.parametrize("key", [CASE, QUIZ])
def test_the_english_sibling_is_shown_after_the_greeting(speaker, card, data, key):
    """The page that says "en" reads the English title, the page that says "id" the Indonesian."""
    indonesian, english = in_both(data, key)
    for language, shown, other in (
        ("en", english.title, None),
        ("id", indonesian.title, english.title),
        ("fr", indonesian.title, english.title),
    ):
        person = speaker(key)
        person.hello(card, language)

        assert shown in person.html
        assert other is None or other not in person.html


def test_the_words_of_a_scene_are_english_too(speaker, card, data):
    """After the cover comes the English scene with English choices, and it is announced so."""
    _, english = in_both(data, CASE)
    person = speaker(CASE)
    person.hello(card, "en")
    person.press("begin")
    step = english.scenario.steps[english.scenario.start]

    assert step.text.startswith("EN ")
    assert person.stage.announce == step.text
    assert person.html.count("EN ") > len(step.choices)


def test_facts_are_quoted_in_the_language_of_the_page(speaker, card):
    """A fact inside an English text is filled in from its English sibling."""
    person = speaker(QUOTING)
    person.hello(card, "en")
    assert '<span class="quote" data-fact="HUK-201">EN ' in person.html

    person.hello(card, "id")
    assert '<span class="quote" data-fact="HUK-201">' in person.html
    assert "EN " not in person.html


@pytest.mark.parametrize(("first", "second"), [("id", "en"), ("en", "id")])
def test_an_attempt_goes_on_when_the_language_changes(speaker, card, log, first, second):
    """What was pressed in one language stands in the other, on the same page and on a new one."""
    person = speaker(CASE)
    person.hello(card, first)
    person.press("begin")
    person.press("choose", "tanya-terbuka")
    path = person.stage._desk.open._state.path
    attempt = person.stage._desk.open._attempt
    before = person.html

    person.hello(card, second)
    again = speaker(CASE)
    again.hello(card, second)

    assert path != ()
    for page in (person, again):
        solo = page.stage._desk.open
        assert (solo._state.path, solo._attempt, solo.notice) == (path, attempt, None)
        assert ("EN " in page.html) is (second == "en")
    assert ("EN " in before) is (first == "en")
    assert len(log.events(attempt.id)) == 2


@pytest.mark.parametrize(("first", "second"), [("id", "en"), ("en", "id")])
def test_a_round_begun_in_one_language_is_finished_in_the_other(speaker, card, log, first, second):
    """Every item keeps its place and its answers; the outcome is one attempt of one content."""
    person = speaker(QUIZ)
    person.hello(card, first)
    person.press("begin")
    start = person.stage._desk.open._state
    presses = 0
    while not person.stage._desk.open.finished:
        person.hello(card, second if presses % 2 else first)
        solo = person.stage._desk.open
        assert (solo._state.order, solo._state.shuffled) == (start.order, start.shuffled)
        press_something(person)
        presses += 1
        assert presses < 200
    (result,) = log.results(card.partition(".")[0])

    assert len(result.outcome.judgements) == len(start.order)
    assert result.activity == QUIZ


def press_something(person):
    """Press the first thing that leads on: to the next question, or to an answer of this one."""
    view = person.stage._desk.view()
    groups = {b.event: b.options for b in view.blocks if type(b).__name__ == "Options"}
    name = next(n for n in ("next", "seal", "confidence", "answer", "toggle") if n in groups)
    free = [option for option in groups[name] if option.state == "open"]
    person.press(name, free[0].value)


@pytest.mark.parametrize("key", KINDS)
def test_both_languages_are_the_same_content(data, key):
    """A translation has the fingerprint and the answers of what it translates."""
    indonesian, english = in_both(data, key)

    assert english.fingerprint == indonesian.fingerprint
    assert english.start(7) == indonesian.start(7)
    assert english.title != indonesian.title


def test_a_changed_sibling_does_not_begin_an_attempt_anew(data, card, log, tmp_path):
    """A better translation is no revision: the attempt before it is resumed."""
    folder = tmp_path / "data"
    shutil.copytree(data, folder)
    _, before = in_both(folder, CASE)
    code = card.partition(".")[0]
    attempt = new_attempt(code, CASE, before.fingerprint, 1.0, 1)
    sibling = Catalogue(folder).path("scenario", "umrah-bersama-ibu", ".en")
    sibling.write_text(sibling.read_text(encoding="utf-8").replace("EN ", "ENG "), encoding="utf-8")
    _, after = in_both(folder, CASE)

    assert after.title != before.title
    assert after.fingerprint == attempt.fingerprint


def test_a_stale_line_is_shown_in_indonesian(card, data, speaker, tmp_path):
    """A text that changed since it was translated is right in Indonesian, not wrong in English."""
    folder = tmp_path / "data"
    shutil.copytree(data, folder)
    source = Catalogue(folder).path("page", "01-kartu")
    text = source.read_text(encoding="utf-8")
    assert "heading: Jangan" in text
    source.write_text(text.replace("heading: Jangan", "heading: Hindari", 1), encoding="utf-8")
    person = speaker(PAGE, folder=folder)
    person.hello(card, "en")

    assert ">Hindari<" in person.html
    assert ">EN Ingat<" in person.html
