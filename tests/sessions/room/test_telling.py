"""What was judged, in words: each kind by its record, what is gone by its activity."""

import pytest

from tppo_kit.content.cases import Scenario
from tppo_kit.content.items import Quiz, Sorter, Vignette
from tppo_kit.content.pages import MarkedMessage
from tppo_kit.learning.room import Often
from tppo_kit.records import Judgement
from tppo_kit.sessions.room.gathering import Gathered, Origin
from tppo_kit.sessions.room.telling import LONGEST_SHORT, Subject, Teller

CASE = "liburan-sepuluh-hari"


@pytest.fixture
def teller_of(host):
    """Give a function that tells of subjects with their activities."""

    def make(origins, decisions=None):
        known = {name: Origin(activity, ()) for name, activity in origins.items()}
        found = Gathered(0, (), decisions or {}, known, {}, {}, (0, 0), untold=False)
        return Teller(host, "id", found)

    return make


def test_each_kind_is_told_by_its_own_record(teller_of, catalogue):
    """Cases and messages by title, vignettes and cards by text, each with what it could be."""
    case, message = catalogue.get(Scenario, CASE), catalogue.all(MarkedMessage)[0]
    items = [catalogue.item(name) for quiz in catalogue.all(Quiz) for name in quiz.items]
    vignette = next(each for each in items if isinstance(each, Vignette))
    plain = next(each for each in items if not isinstance(each, Vignette))
    sorter = catalogue.all(Sorter)[0]
    card = sorter.cards[0]
    wanted = {
        f"scenario:{CASE}": Subject(case.title, case.truth.why),
        f"message:{message.id}": Subject(message.title, message.harmless),
        f"vignette:{vignette.id}": Subject(vignette.text, vignette.harmless),
        f"{plain.kind}:{plain.id}": Subject(plain.question, ""),
        f"card:{card.id}": Subject(card.text, card.why),
    }
    teller = teller_of(dict.fromkeys(wanted, f"sorter:{sorter.id}"))

    assert {name: teller.subject(name) for name in wanted} == wanted


@pytest.mark.parametrize(
    "name",
    ["vignette:gone", "scenario:gone", "message:gone", "card:gone", "passage:x.y", "shift:a"],
)
def test_what_is_no_longer_there_is_told_by_its_activity(teller_of, catalogue, name):
    """The title of the activity stands in for it, without an explanation."""
    teller = teller_of({name: f"scenario:{CASE}"})

    assert teller.subject(name) == Subject(catalogue.get(Scenario, CASE).title, "")


def test_a_long_text_is_cut_after_its_first_sentence(teller_of, catalogue):
    """What fits stays whole; a longer first sentence ends in three dots between words."""
    items = [catalogue.item(name) for quiz in catalogue.all(Quiz) for name in quiz.items]
    texts = {each.id: each.text for each in items if isinstance(each, Vignette)}
    origins = dict.fromkeys((f"vignette:{name}" for name in texts), "quiz:x")
    teller = teller_of({**origins, f"scenario:{CASE}": f"scenario:{CASE}"})

    shorts = {name: teller.short(f"vignette:{name}") for name in texts}

    assert all(len(short) <= LONGEST_SHORT for short in shorts.values())
    assert all(texts[name].startswith(short.removesuffix(" …")) for name, short in shorts.items())
    assert all(short.endswith((".", "?", "!", "”", " …")) for short in shorts.values())
    assert teller.short(f"scenario:{CASE}") == catalogue.get(Scenario, CASE).title


def test_signs_that_are_level_are_named_together(teller_of):
    """Three at the most; the next lower one is left out, and a lost one is told by its id."""
    level = [Often("T-REK-06", 4, 6), Often("T-XXX-99", 4, 6)]

    told = teller_of({}).signs([*level, Often("T-DOK-03", 3, 6)])
    many = teller_of({}).signs([Often(f"T-XXX-0{n}", 1, 2) for n in range(5)])

    assert told.split(", ")[-1] == "“T-XXX-99”"
    assert "T-REK-06" not in told
    assert many == "“T-XXX-00”, “T-XXX-01”, “T-XXX-02”"


def test_the_hardest_subject_is_where_most_missed_the_sign(teller_of):
    """Two missed it at b and one at a; a look-alike and a call count for nothing."""

    def judged(subject, *, signal=True, called=False):
        signs = ("T-REK-06",)
        values = (signal, called, 80, 1.0)
        return Judgement("vignette", subject, "f", signs, "refer", "inform", called, *values)

    decisions = {
        "p": [judged("b"), judged("a")],
        "q": [judged("b"), judged("c", signal=False), judged("c", called=True)],
    }

    assert teller_of({}, decisions).hardest("T-REK-06") == "vignette:b"
