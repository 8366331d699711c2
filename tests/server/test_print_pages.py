"""Paper behind the PIN: what is right is on no sheet, and nothing opens without the PIN."""

import html
import re

import pytest
from roomlike import Facilitator

from tppo_kit.activities.grading import right_answers
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.items import ChoiceItem, MatchItem, OrderItem, Quiz, Vignette
from tppo_kit.content.programmes import Workshop
from tppo_kit.content.surveys import Survey
from tppo_kit.sessions.library import open_activity
from tppo_kit.sessions.paper.needed import needed
from tppo_kit.settings import REPOSITORY

pytestmark = pytest.mark.server
CATALOGUE = Catalogue(REPOSITORY / "data")
QUIZZES = [f"quiz/{quiz.id}" for quiz in CATALOGUE.all(Quiz)]
TESTS = [f"test/{quiz.id}" for quiz in CATALOGUE.all(Quiz) if quiz.id.startswith("kasus-")]
SURVEYS = [f"survey/{survey.id}" for survey in CATALOGUE.all(Survey)]
TABLES = CATALOGUE.names("tabletop")
PRINT = "/console/print"
ALL = [
    PRINT,
    f"{PRINT}/cards?cards=3",
    f"{PRINT}/sheet/{TESTS[0]}",
    f"{PRINT}/key/{TESTS[0]}",
    f"{PRINT}/roles/{TABLES[0]}",
    f"{PRINT}/key/tabletop/{TABLES[0]}",
]


@pytest.fixture(scope="module")
def boss(served):
    """Give a laptop that has shown the PIN."""
    return Facilitator(served).visitor


def reasons_of(item):
    """Return every sentence that tells why an answer is right or wrong."""
    if isinstance(item, Vignette):
        return [*item.why.model_dump().values(), item.harmless]
    parts = {OrderItem: "steps", MatchItem: "pairs", ChoiceItem: "options"}[type(item)]
    return [part.why for part in getattr(item, parts)]


def read(text):
    """Return a text of the content as a page shows it, up to the first fact it quotes."""
    return " ".join(text.partition("{")[0].split())


@pytest.mark.parametrize("address", ALL)
def test_nothing_opens_without_the_pin(visitor, address):
    """A phone with a seat gets no paper: the list leads to the door, the rest is closed."""
    visitor.sit_down()
    answer = visitor.ask(address)

    assert answer.status == (302 if address == PRINT else 403)
    assert "kasus" not in answer.prose.lower()


@pytest.mark.parametrize("address", ALL)
def test_every_paper_opens_with_the_pin(boss, address):
    """Behind the PIN each is a whole page that asks no other host for anything."""
    answer = boss.ask(address)

    assert answer.status == 200
    assert "</html>" in answer.text
    assert "\ue000" not in answer.text
    assert not re.search(r'(?:src|href)="(?!/|data:)', answer.text)
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("name", [*QUIZZES, *TESTS])
def test_no_sheet_tells_what_is_right(boss, name):
    """No reason of any answer is on the sheet, and every answer is marked alike."""
    kind, _, quiz = name.partition("/")
    activity = open_activity(f"{kind}:{quiz}", CATALOGUE)
    answer = boss.ask(f"{PRINT}/sheet/{name}")
    text = html.unescape(answer.text)
    boxes = set(re.findall(r'<li><span class="box"[^>]*></span><span[^>]*>', answer.text))

    assert answer.status == 200
    for item in activity.items.values():
        asked = item.text if isinstance(item, Vignette) else item.question
        assert read(asked) in " ".join(text.split())
        assert [why for why in reasons_of(item) if read(why) and read(why) in text] == []
    assert boxes <= {'<li><span class="box"></span><span class="letter">'}
    assert not re.search(r"checked|selected|data-|<input|<script|<!--|✓|✗", answer.text)


@pytest.mark.parametrize("name", [*QUIZZES, *TESTS])
def test_the_key_tells_what_is_right_and_why(boss, name):
    """Each question has its right answers, a reason and the edition of the sheet."""
    kind, _, quiz = name.partition("/")
    activity = open_activity(f"{kind}:{quiz}", CATALOGUE)
    answer, sheet = boss.ask(f"{PRINT}/key/{name}"), boss.ask(f"{PRINT}/sheet/{name}")
    edition = re.compile(r"Edisi ([0-9A-F]{6})")

    assert answer.status == 200
    assert set(edition.findall(answer.prose)) == set(edition.findall(sheet.prose))
    assert len(set(edition.findall(sheet.prose))) == 1
    for item in activity.items.values():
        assert any(read(why) in answer.prose for why in reasons_of(item))
        if isinstance(item, ChoiceItem):
            right = [each.text for each in item.options if each.id in right_answers(item)]
            assert all(read(text) in answer.prose for text in right)


@pytest.mark.parametrize("name", SURVEYS)
def test_opinions_ask_for_nobody(boss, name):
    """An opinion sheet has no field for a code, and no key."""
    answer = boss.ask(f"{PRINT}/sheet/{name}")

    assert answer.status == 200
    assert 'class="code"' not in answer.text
    assert "Nama Anda tidak ditanyakan" in answer.prose
    assert boss.ask(f"{PRINT}/key/{name}").status == 404


@pytest.mark.parametrize("name", TABLES)
def test_role_cards_tell_nothing_of_the_key(boss, name):
    """The pack holds no reason, no answer to a request for consent, and no verdict."""
    record = open_activity(f"tabletop:{name}", CATALOGUE).book.record
    pack, key = boss.ask(f"{PRINT}/roles/{name}"), boss.ask(f"{PRINT}/key/tabletop/{name}")
    hidden = [each.why for each in (*record.cards, *record.steps)]
    hidden += [answer.text for card in record.cards for answer in card.answers]
    hidden += [option.why for inject in record.injects for option in inject.options]
    told = [text for text in hidden if read(text) and read(text) in key.prose]

    assert (pack.status, key.status) == (200, 200)
    assert [text for text in hidden if read(text) and read(text) in pack.prose] == []
    assert len(told) >= len(record.steps)


@pytest.mark.parametrize("name", [workshop.id for workshop in CATALOGUE.all(Workshop)])
def test_everything_on_the_list_of_a_workshop_opens(boss, name):
    """Each link of the list leads to a paper, its copies told for as many people as said."""
    answer = boss.ask(f"{PRINT}?programme={name}&people=23")
    workshop = next(each for each in CATALOGUE.all(Workshop) if each.id == name)
    wanted = needed(workshop, CATALOGUE, 23)
    main = html.unescape(answer.text.partition("<details")[0])

    assert answer.status == 200
    for each in wanted:
        assert f'href="{each.address}"' in main
        assert boss.ask(each.address).status == 200
        assert not each.key or boss.ask(each.key).status == 200
    assert all(str(each.copies) in answer.prose for each in wanted)


@pytest.mark.parametrize("people", ["0", "-1", "301", "x", "1" * 400, "²", "1.5"])
def test_an_odd_number_of_people_is_a_sentence(boss, people):
    """The list says which numbers it takes, and lists for the usual number."""
    answer = boss.ask(
        f"{PRINT}?programme=lokakarya-petugas-90&people={people}".encode().decode("latin-1")
    )

    assert answer.status == 200
    assert "Ketik angka dari 1 sampai 300." in answer.prose
    assert "20 kartu" in answer.prose


def test_as_many_cards_as_asked_for(boss):
    """Three people get three cards, on two pages each printed on both sides."""
    answer = boss.ask(f"{PRINT}/cards?cards=3")

    assert answer.text.count('<figure class="card">') == 6


@pytest.mark.parametrize(
    "path",
    [
        *("sheet/quiz/entah", "sheet/scenario/liburan-sepuluh-hari", "sheet/entah/x", "sheet/quiz"),
        *("key/survey/reaksi", "key/quiz/entah", "key/tabletop/entah", "roles/entah", "roles/"),
        *("sheet/tabletop/keberangkatan-mendadak", "cards?cards=41", "cards?cards=0", "entah"),
        *("sheet/quiz/..%2f..%2fx", "sheet/test/" + "x" * 300),
    ],
    ids=lambda path: path[:40],
)
def test_other_addresses_are_a_sentence(boss, path):
    """Unknown papers and ways out are 404 with a sentence."""
    answer = boss.ask(f"{PRINT}/{path}")

    assert answer.status == 404
    assert answer.why_no_sentence() is None
