"""The report on a session says what happened there, and nothing about anybody."""

from collections import defaultdict

import pytest
from looking import every_text, part, prose, rows, said, tables
from simulated import DATA
from sqlalchemy import insert, select

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.surveys import Survey
from tppo_kit.errors import NotFound
from tppo_kit.language import LANGUAGES
from tppo_kit.reports.held import Held
from tppo_kit.reports.names import Names
from tppo_kit.reports.session import _attendance, session_report
from tppo_kit.store.judged import judged
from tppo_kit.store.log import Log
from tppo_kit.store.rooms import RoomEvent, RoomLog, RoomRecord
from tppo_kit.store.tables import metadata


@pytest.fixture(scope="module")
def report_of(quarter_log):
    """Give a function from the name of a session to its report."""

    def report(name, log=None, language="en"):
        room = quarter_log.rooms[name]
        return session_report(log or quarter_log.log, DATA, room, language, quarter_log.today)

    return report


@pytest.fixture(scope="module")
def village(report_of):
    """Give the report on thirty people in a village."""
    return report_of("village")


@pytest.fixture(scope="module")
def decided(quarter_log):
    """Give what the thirty decided on cases, by the test it belongs to."""
    found = defaultdict(list)
    for each in judged(quarter_log.log):
        if each.room == quarter_log.rooms["village"] and each.judgement.signal is not None:
            found[each.purpose].append(each.judgement)
    return found


@pytest.mark.parametrize(
    ("label", "purpose"),
    [("Test before", "before"), ("During the session", ""), ("Test after", "after")],
)
def test_hits_false_alarms_and_safe_steps_are_those_of_the_log(village, decided, label, purpose):
    """Counted by hand, one judgement after the other."""
    own = decided[purpose]
    hits = [each.called for each in own if each.signal]
    alarms = [each.called for each in own if not each.signal]

    seen = tables(part(village, "Seen, missed and over-called"))
    safe = tables(part(village, "Safe steps"))
    people, share, low, high, over, *_ = rows(
        seen["Seen and over-called, with 95 percent intervals"]
    )[label]
    assert (people, share, over) == pytest.approx(
        (30, sum(hits) / len(hits), sum(alarms) / len(alarms))
    )
    assert low < share < high
    safe_row = rows(safe["Steps taken, with 95 percent intervals"])[label]
    assert safe_row[1] == pytest.approx(sum(each.correct for each in own) / len(own))
    assert safe_row[4] == pytest.approx(sum(alarms) / len(own))


def test_before_and_after_are_the_means_of_the_people(village, decided):
    """Everybody answered as many cases, so the mean of people is that of answers."""
    change = part(village, "Before and after")
    found = rows(tables(change)["Both tests, 30 people"])

    before, after = (
        sum(each.correct for each in decided[purpose]) / len(decided[purpose])
        for purpose in ("before", "after")
    )
    assert [*found["Before"], *found["After"]] == pytest.approx([before, after])
    assert found["Difference"] == pytest.approx([after - before])
    assert found["Difference, from"] < found["Difference"] < found["Difference, to"]
    assert found["Normalised gain"] == pytest.approx([(after - before) / (1 - before)])
    assert f"{round(100 * after)} of 100 after" in prose(change)[0]


def test_what_was_run_is_told_part_by_part(village):
    """Two parts were skipped; the others took as long as planned."""
    run = part(village, "What was run")
    found = rows(tables(run)["Part by part"])

    assert prose(run)[0].startswith("10 of 12 parts were run")
    assert [row[2] for row in found.values()].count("skipped") == 2
    assert found["Istirahat"] == [8.0, "–", "skipped"]
    assert found["Sambutan dan kesepakatan"] == [5.0, 5.0, "as planned"]


def test_cards_count_as_people_beside_the_seats(report_of):
    """Fourteen phones and six cards are twenty people."""
    report = report_of("office")

    found = rows(tables(part(report, "Who was there"))["Attendance"])
    assert found == {
        "Seats that joined by phone or laptop": [14.0],
        "Cards and raised hands, the most at one vote": [6.0],
        "People who took part, at the least": [20.0],
    }
    assert "20 people" in said(report.lead)


def test_phones_and_total_do_not_give_away_a_few_cards(quarter_log):
    """Fifteen people less twelve phones would be three people without one."""
    seats = frozenset(f"seat{number}" for number in range(12))
    record = next(each for each in RoomLog(quarter_log.log).every() if each.place == "desa-anis")
    held = Held(record, seats, aside=3, at_once=15, minutes={}, ended=True)

    found = rows(tables(_attendance(held, Names(DATA, "en"), quarter_log.today))["Attendance"])

    assert [said for (said,) in found.values()] == [
        "hidden: it would give away a small group",
        "fewer than 5 people",
        15.0,
    ]


def test_the_questions_of_both_forms_are_analysed(village, decided):
    """Difficulty is the share right over both tests; thirty people are enough to tell them apart."""
    both = [each for purpose in ("before", "after") for each in decided[purpose]]
    by_subject = defaultdict(list)
    for each in both:
        by_subject[each.subject].append(each.correct)
    shares = sorted(sum(own) / len(own) for own in by_subject.values())
    shown = [
        said(row[1])
        for block in part(village, "The test questions").blocks
        if hasattr(block, "rows")
        for row in block.rows
    ]
    assert sorted(shown) == pytest.approx(shares)


def test_with_fourteen_people_questions_are_not_told_apart(report_of):
    """The reason stands in the cell, the difficulty beside it."""
    blocks = part(report_of("office"), "The test questions").blocks
    table = next(block for block in blocks if hasattr(block, "rows"))

    assert {said(row[2]) for row in table.rows} == {"fewer than 20 people"}
    assert all(0 <= said(row[1]) <= 1 for row in table.rows)


def test_answers_of_fewer_than_five_are_never_counted_out(report_of):
    """Four people answered the survey of the office: not one number of it is shown."""
    reactions = part(report_of("office"), "What people thought")

    assert tables(reactions) == {}
    questions = Catalogue(DATA).get(Survey, "reaksi").questions
    assert sum("fewer than 5 people" in said for said in prose(reactions)) == len(questions)


def test_a_session_of_three_shows_no_number_about_people(report_of):
    """Each part says why; the questions to talk about stay."""
    report = report_of("small")

    assert "Fewer than five people" in said(report.lead)
    attendance = rows(tables(part(report, "Who was there"))["Attendance"])
    assert attendance["People who took part, at the least"] == ["fewer than 5 people"]
    silent = ("Before and after", "Seen, missed and over-called", "Safe steps")
    for title in (*silent, "How sure, and how right"):
        blocks = part(report, title).blocks
        assert len(blocks) == 1
        assert not any(letter.isdigit() for letter in prose(part(report, title))[0])
    assert len(part(report, "What to talk about").blocks) > 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_seat_code_stands_anywhere(report_of, quarter_log, language):
    """Neither in a sentence nor in a table, a picture or the name of the file."""
    text = "\n".join(every_text(report_of("village", language=language), language))

    assert not any(seat in text for seat in quarter_log.seats["village"])
    assert len(text) > 5_000


def test_a_session_whose_content_changed_keeps_its_figures(report_of, quarter_log, tmp_path):
    """An event that makes no sense today takes away the list alone, and a sentence says so."""
    log = copied(quarter_log.log, tmp_path / "changed.sqlite3")
    events = RoomLog(log).events(quarter_log.rooms["village"])
    stray = RoomEvent("", "take", "gone=away", events[-1].at + 1, "stray")
    RoomLog(log).append(quarter_log.rooms["village"], len(events), stray)

    before, after = report_of("village"), report_of("village", log)
    log.close()

    changed = part(after, "What to talk about")
    assert len(changed.blocks) == 1
    assert "cannot be replayed" in prose(changed)[0]
    for title in ("Seen, missed and over-called", "Before and after", "What people thought"):
        assert part(after, title) == part(before, title)


def test_the_order_in_which_a_log_was_filled_changes_nothing(report_of, quarter_log, tmp_path):
    """The same rows, written last first, give the same report."""
    log = copied(quarter_log.log, tmp_path / "turned.sqlite3")

    turned = report_of("village", log)
    log.close()

    assert turned == report_of("village")


def test_rehearsals_and_strangers_have_no_report(report_of, quarter_log, tmp_path):
    """Both are told the same."""
    log = copied(quarter_log.log, tmp_path / "more.sqlite3")
    RoomLog(log).add(RoomRecord("trial", "x", 1, rehearsal=True, opened_at=1.0))

    for room in ("trial", "nowhere"):
        with pytest.raises(NotFound):
            session_report(log, DATA, room, "en", quarter_log.today)
    log.close()


def copied(log, path):
    """Return a log with the same rows, each table filled from its end."""
    other = Log(path)
    with log.reading() as source, other.writing() as target:
        for table in metadata.sorted_tables:
            own = [dict(row._mapping) for row in source.execute(select(table))]
            if own:
                target.execute(insert(table), own[::-1])
    return other
