"""The event log: appended to only, in whole transactions, and read back as written."""

import json
from dataclasses import replace

import pytest
from beside import FILE_ONLY, SERVER_ONLY, TABLES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event as listening

from tppo_kit.errors import NotSaved, Overtaken
from tppo_kit.records import Event
from tppo_kit.store.log import Log

SEAT = "AAAA-AAAA"


def test_a_seat_is_made_once(log, beside):
    """A free code is taken; the same code is not taken twice and keeps its first day."""
    assert log.add_seat("CCCC-CCCC", 5.0)
    before = beside.contents()

    assert not log.add_seat("CCCC-CCCC", 6.0)
    assert beside.contents() == before
    assert log.has_seat("CCCC-CCCC")
    assert not log.has_seat("DDDD-DDDD")


def test_what_is_appended_reads_back(log, attempt, outcome):
    """Events, attempt and result come back field by field, in their order."""
    events = [
        Event("begin", "", 11.0, "k1"),
        Event("choose", "tanya-terbuka", 12.25, "k2"),
        Event("confidence", "80", 13.5, "k3"),
    ]
    for number, event in enumerate(events):
        log.append(attempt(), number, event, outcome if number == 2 else None)

    assert log.events("one") == events
    assert log.latest(SEAT, "quiz:x") == replace(attempt(), finished=True)
    (result,) = log.results(SEAT)
    assert (result.activity, result.ended_at, result.outcome) == ("quiz:x", 13.5, outcome)
    assert log.begun(SEAT) == {"quiz:x": 13.5}


def test_an_unknown_name_reads_as_nothing(log):
    """Seats, attempts and activities that are not there give empty answers, not faults."""
    assert log.latest(SEAT, "quiz:x") is None
    assert log.events("none") == []
    assert log.results("DDDD-DDDD") == []
    assert log.begun("DDDD-DDDD") == {}


@settings(
    max_examples=40,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    texts=st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200),
        max_size=6,
    ),
    at=st.floats(0, 1e11, exclude_max=True),
)
def test_any_text_reads_back_as_it_was(log, attempt, texts, at, beside):
    """Quotes, emoji and SQL in a value are data and nothing else."""
    number_of = len(beside.contents()["attempts"])
    own = attempt(f"a{number_of}", activity=f"quiz:{number_of}")
    written = [Event("choose", text, at, f"c{n}") for n, text in enumerate(texts)]
    for number, event in enumerate(written):
        log.append(own, number, event)

    assert log.events(own.id) == written
    assert beside.is_sound()


ZERO = Event("choose", "a\0b", 1.0, "x")


@FILE_ONLY
def test_a_zero_byte_in_a_file_reads_back(log, attempt):
    """No page can send one; a file takes it as data."""
    log.append(attempt(), 0, ZERO)

    assert log.events("one") == [ZERO]


@SERVER_ONLY
def test_a_zero_byte_in_a_server_is_a_sentence(log, attempt, beside):
    """No page can send one; PostgreSQL knows no such text, and nothing of it is written."""
    before = beside.contents()

    with pytest.raises(NotSaved) as told:
        log.append(attempt(), 0, ZERO)

    assert "could not be saved" in told.value.message.render("en")
    assert beside.contents() == before


def test_a_seat_sees_its_own_only(log, attempt, outcome):
    """Attempts, results and beginnings of another seat never appear."""
    log.add_seat("CCCC-CCCC", 1.0)
    log.append(attempt("a"), 0, Event("begin", at=20.0, click="x"), outcome)
    log.append(attempt("b", seat="CCCC-CCCC"), 0, Event("begin", at=30.0, click="x"))

    assert log.latest(SEAT, "quiz:x").id == "a"
    assert log.latest("CCCC-CCCC", "quiz:x").id == "b"
    assert log.results("CCCC-CCCC") == []
    assert log.begun(SEAT) == {"quiz:x": 20.0}


def test_results_come_oldest_first(log, attempt, outcome):
    """A person's history is told in the order in which it happened."""
    for name, at in [("a", 300.0), ("b", 100.0), ("c", 200.0)]:
        own = attempt(name, activity=f"quiz:{name}", started=at)
        log.append(own, 0, Event("begin", at=at, click="x"), outcome)

    assert [result.activity for result in log.results(SEAT)] == ["quiz:b", "quiz:c", "quiz:a"]


def test_the_same_number_is_written_once(log, attempt, beside):
    """Whoever writes a number second is told so, and nothing of it remains."""
    log.append(attempt(), 0, Event("begin", at=1.0, click="x"))
    log.append(attempt(), 1, Event("choose", "a", 2.0, "y"))
    before = beside.contents()

    for number, event in [(1, Event("choose", "b", 3.0, "z")), (0, Event("begin", "", 3.0, "z"))]:
        with pytest.raises(Overtaken):
            log.append(attempt(), number, event)
    assert beside.contents() == before


def test_the_same_click_is_written_once(log, attempt, beside):
    """The database itself refuses a click it has, whoever sends it."""
    log.append(attempt(), 0, Event("begin", at=1.0, click="x"))
    before = beside.contents()

    with pytest.raises(Overtaken):
        log.append(attempt(), 1, Event("choose", "a", 2.0, "x"))
    assert beside.contents() == before


def test_the_same_click_in_two_attempts_is_no_conflict(log, attempt):
    """Clicks are told apart within an attempt only; the next attempt may have them again."""
    log.append(attempt("a"), 0, Event("begin", at=1.0, click="x"))
    log.append(attempt("b", activity="quiz:y"), 0, Event("begin", at=2.0, click="x"))

    assert [len(log.events(name)) for name in "ab"] == [1, 1]


@pytest.mark.parametrize("table", ["attempts", "events", "results"])
def test_a_fault_in_the_middle_leaves_nothing(log, attempt, outcome, table, beside):
    """Attempt, event and result are one transaction: if any of them fails, none is there."""
    before = beside.contents()
    with beside.broken(table):
        with pytest.raises(NotSaved):
            log.append(attempt(), 0, Event("begin", at=1.0, click="x"), outcome)
        assert beside.contents() == before

    log.append(attempt(), 0, Event("begin", at=1.0, click="x"), outcome)
    assert len(log.events("one")) == len(log.results(SEAT)) == 1
    assert beside.is_sound()


def test_an_attempt_of_nobody_is_not_written(log, attempt, beside):
    """An event of a seat that was never made leaves neither attempt nor event."""
    with pytest.raises(NotSaved):
        log.append(attempt(seat="DDDD-DDDD"), 0, Event("begin", at=1.0, click="x"))

    assert beside.contents()["attempts"] == []


def test_the_log_is_only_appended_to(log, attempt, outcome):
    """No statement that the log ever runs changes or deletes a row."""
    statements = []
    listening.listen(
        log._engine, "before_cursor_execute", lambda *given: statements.append(given[2].upper())
    )
    log.add_seat("CCCC-CCCC", 1.0)
    log.append(attempt(), 0, Event("begin", at=1.0, click="x"))
    log.append(attempt(), 1, Event("choose", at=1.0, click="y"), outcome)
    with pytest.raises(Overtaken):
        log.append(attempt(), 1, Event("choose", at=1.0, click="z"))
    log.latest(SEAT, "quiz:x")
    log.events("one")
    log.results(SEAT)
    log.begun(SEAT)

    assert len(statements) >= 9
    for statement in statements:
        assert statement.split()[0] in {"INSERT", "SELECT"}
        assert "REPLACE" not in statement


def test_earlier_rows_stay_as_they_are(log, attempt, outcome, beside):
    """Whatever is written later, every row that was there is there unchanged."""
    log.append(attempt("a"), 0, Event("begin", at=1.0, click="x"))
    earlier = beside.contents()
    log.append(attempt("a"), 1, Event("choose", "b", 2.0, "y"), outcome)
    log.append(attempt("b", activity="quiz:y"), 0, Event("begin", at=3.0, click="x"))
    log.add_seat("CCCC-CCCC", 4.0)
    later = beside.contents()

    assert all(set(earlier[name]) <= set(later[name]) for name in TABLES)


def test_a_second_process_sees_each_event_at_once(log, opener, attempt):
    """What one connection has written the next one reads, without any lock in between."""
    other = opener()
    log.append(attempt(), 0, Event("begin", at=1.0, click="x"))
    other.append(attempt(), 1, Event("choose", "a", 2.0, "y"))

    assert log.events("one") == other.events("one")
    assert len(log.events("one")) == 2


def test_judgements_are_kept_as_readable_text(log, attempt, outcome, beside):
    """Any tool that reads the database can read the judgements: JSON with named fields."""
    log.append(attempt(), 0, Event("begin", at=1.0, click="x"), outcome)
    ((text,),) = beside.rows("SELECT judgements FROM results")

    assert json.loads(text) == [json.loads(json.dumps(j.as_data())) for j in outcome.judgements]


def test_closing_twice_is_no_fault(database):
    """A log that is closed can be closed again, and opens anew on use."""
    log = Log(database)
    log.close()
    log.close()

    assert log.add_seat(SEAT, 1.0)
    log.close()
