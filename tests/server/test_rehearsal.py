"""How each of the twelve simulated participants decides, and what does not stop them."""

import asyncio
import itertools
from collections import Counter

from alone import run

from tppo_kit.server.rehearsal import CAST, MOST_OWN, Manner, Person, Rehearsal
from tppo_kit.server.rehearsal_phone import Phone, Screen

OPTIONS = ("choose=a", "choose=b", "choose=c")
SURE = ("confidence=50", "confidence=100")
QUESTION = Screen("t", "0.1.0", "7KXM-QDTA", OPTIONS)
PROGRAMME = "lokakarya-petugas-45"
#: A second of a person lasts so long here.
PACE = 0.03
PATIENCE = 60


def cast(name):
    """Return the one of a name, in a room of her own."""
    manner = next(each for each in CAST if each.name == name)
    return Person(name, manner, "seed", 1.0)


def voted(choice, *sure):
    """Return the screen of somebody who has chosen, and perhaps said how sure."""
    return Screen("t", "0.1.0", "7KXM-QDTA", (*OPTIONS, *SURE), (choice, *sure))


def test_the_cast_is_twelve_with_every_habit():
    """Twelve play, among them one each who is silent, late, and whose phone dies."""
    habits = Counter(each.name for each in CAST)

    assert habits.total() == 12
    assert (habits["silent"], habits["late"], habits["phone dying"]) == (1, 1, 1)
    assert habits["hasty"] >= 2
    assert habits["by the book"] >= 2
    assert sum(each.says_sure for each in CAST) >= 1
    assert sum(each.wavers for each in CAST) == 1


def test_the_hasty_take_the_first_thing_at_once():
    """Somebody hasty presses what stands first, within two seconds."""
    press, seconds = cast("hasty").answer(QUESTION)

    assert press == "choose=a"
    assert seconds <= 2


def test_the_silent_answer_nothing():
    """Somebody silent presses nothing, in a vote or alone."""
    silent = cast("silent")

    assert silent.answer(QUESTION) is None
    assert silent.answer(Screen("t", "0.1", "", OPTIONS)) is None


def test_who_learned_by_the_book_mostly_agrees():
    """Of two hundred by the book more than half choose alike, and yet not all."""
    manner = next(each for each in CAST if each.name == "by the book")
    people = [Person(f"{number}", manner, "seed", 1.0) for number in range(200)]

    counts = Counter(person.answer(QUESTION)[0] for person in people)

    assert set(counts) == set(OPTIONS)
    assert counts.most_common(1)[0][1] > 100


def test_rooms_differ_in_what_they_choose():
    """Over some rooms each option is the majority's at least once."""
    manner = Manner("alike", agrees=1.0)

    chosen = {Person("1", manner, f"room {n}", 1.0).answer(QUESTION)[0] for n in range(40)}

    assert chosen == set(OPTIONS)


def test_who_has_voted_waits():
    """Somebody by the book who has chosen presses nothing more."""
    assert cast("by the book").answer(voted("choose=b")) is None


def test_the_careful_say_once_how_sure():
    """Somebody careful says how sure after the vote, and then no more."""
    careful = cast("careful")

    press, seconds = careful.answer(voted("choose=b"))

    assert press in SURE
    assert seconds > 5
    assert careful.answer(voted("choose=b", press)) is None


def test_the_wavering_change_their_mind_once():
    """Somebody wavering chooses another option once, and then stays with it."""
    wavering = cast("changing mind")

    press, _ = wavering.answer(voted("choose=b"))

    assert press in {"choose=a", "choose=c"}
    assert wavering.answer(voted(press)) is None


def test_a_phone_dies_once_in_the_middle_of_the_second_vote():
    """The phone dies before its second answer, and not again after it has come back."""
    person = cast("phone dying")
    screens = [
        QUESTION,
        QUESTION,
        Screen("t", "0.2.0", "", OPTIONS, ("choose=a",)),
        Screen("t", "0.2.0", "", OPTIONS),
        Screen("t", "0.2.0", "", OPTIONS),
        Screen("t", "0.3.0", "", OPTIONS),
    ]

    assert [person.dies_now(each) for each in screens] == [False] * 3 + [True] + [False] * 2


def test_nobody_goes_round_in_circles_for_ever():
    """In pages that never end each stops after some presses, and begins anew in the next."""
    person = cast("by the book")
    endless = Screen("t", "4.0", "", ("back=",))

    answered = list(
        itertools.takewhile(lambda answer: answer, (person.answer(endless) for _ in range(999)))
    )

    assert len(answered) == MOST_OWN
    assert person.answer(Screen("t", "5.0", "", ("begin=",)))[0] == "begin="


def test_a_role_is_taken_over_only_after_a_while():
    """What others should do at a table is left to them for half a minute."""
    press, seconds = cast("hasty").answer(Screen("t", "2.7", "", ("hold=polisi",)))

    assert press == "hold=polisi"
    assert seconds > 30


def test_broken_notes_are_no_obstacle(tmp_path):
    """Notes that are damaged, of another room or of another kind are as if there were none."""
    rehearsal = Rehearsal(1, tmp_path / "notes.json")
    found = [rehearsal._read("room")]
    for text in ("{", "[]", '{"room": "other", "seats": {"a": "b"}}', '{"room": "room"}'):
        rehearsal.notes.write_text(text, encoding="utf-8")
        found.append(rehearsal._read("room"))

    assert found == [{}] * 5


def test_a_fault_is_said_once_and_tried_again(tmp_path, caplog, monkeypatch):
    """A fault of each of the twelve is logged once, however often they try again."""
    tries, enough = [], asyncio.Event()

    async def stumble(self):
        tries.append(self)
        if len(tries) == 60:
            enough.set()
        raise ConnectionError

    async def go():
        rehearsal = Rehearsal(9, tmp_path / "notes.json", 0.0)
        rehearsal.start("room")
        await enough.wait()
        rehearsal.stop()

    monkeypatch.setattr("tppo_kit.server.rehearsal.RETRY_SECONDS", 0.01)
    monkeypatch.setattr(Phone, "join", stumble)
    run(go())

    assert Counter(record.levelname for record in caplog.records) == {"ERROR": 12}
