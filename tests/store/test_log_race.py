"""Two devices with one seat: every number is written by exactly one of them."""

import threading

import pytest

from tppo_kit.errors import NotSaved, Overtaken
from tppo_kit.records import Event


def test_of_two_writers_of_a_number_one_is_told(opener, log, attempt):
    """The one who was told finds the other's answer, never its own and never both."""
    numbers, won, faults = range(40), {"a": [], "b": []}, []
    log.append(attempt(), 0, Event("begin", at=1.0, click="x"))
    gate = threading.Barrier(2)

    def write(name):
        own = opener(patience=20)
        for number in numbers:
            gate.wait()
            try:
                own.append(attempt(), number + 1, Event("choose", name, 1.0, f"{name}{number}"))
            except Overtaken:
                continue
            except NotSaved as error:
                faults.append(error)
            won[name].append(number)

    threads = [threading.Thread(target=write, args=[name]) for name in won]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    assert sorted(won["a"] + won["b"]) == list(numbers)
    written = [event.value for event in log.events("one")][1:]
    assert written == ["a" if number in won["a"] else "b" for number in numbers]


def test_of_two_beginnings_one_is_told(opener, attempt, log):
    """Two covers, two ids, one seat, one turn: the database takes one."""
    other = opener()
    log.append(attempt("a"), 0, Event("begin", at=1.0, click="x"))

    with pytest.raises(Overtaken):
        other.append(attempt("b"), 0, Event("begin", at=1.0, click="y"))

    assert log.latest("AAAA-AAAA", "quiz:x").id == "a"
    assert log.events("b") == []


def test_whoever_waits_too_long_for_another_saving_is_told(log, opener, beside):
    """The saving that was first is not disturbed, and nothing of the second is there."""
    second = opener()

    def save():
        with second.together():
            second.add_seat("DDDD-DDDD", 2.0)
            second.add_seat("CCCC-CCCC", 2.0)

    with log.together():
        log.add_seat("CCCC-CCCC", 1.0)
        with pytest.raises(NotSaved) as told:
            save()

    assert "another program" in told.value.message.render("en")
    assert beside.seats() == {"AAAA-AAAA", "CCCC-CCCC"}
