"""The report on a quarter counts all places, and gives nobody away."""

import pytest
from looking import every_text, part, prose, rows, said, tables
from simulated import DATA

from tppo_kit.language import LANGUAGES
from tppo_kit.reports.periods import Quarter
from tppo_kit.reports.quarter import quarter_report


@pytest.fixture(scope="module")
def report(quarter_log):
    """Give the report on the fourth quarter."""
    return quarter_report(quarter_log.log, DATA, Quarter(2026, 4), "en", quarter_log.today)


def test_people_are_counted_without_the_small_group(report):
    """Thirty seats in one place, fourteen and six cards in the other; three are not told."""
    assert "Sessions: 3. People: 50." in said(report.lead)
    reached = tables(part(report, "Who was reached"))
    assert rows(reached["By place"]) == {
        "Desa Anis": ["village", 1.0, 30.0],
        "Desa Kana": ["village", 1.0, "fewer than 5 people"],
        "Kantor Cempaka": ["office", 1.0, 20.0],
    }
    assert rows(reached["By whom it was for"]) == {
        "officers": [1.0, 20.0],
        "village officials": [2.0, 30.0],
    }


def test_targets_are_told_with_value_interval_people_and_words(report):
    """Three of ten: a plain count, a share with its interval, and what was learned."""
    found = rows(tables(part(report, "Targets"))["Indicators against targets"])

    assert found["Orang yang ikut, 2 places together"] == [
        "at least",
        48.0,
        50.0,
        "–",
        "–",
        50.0,
        "reached",
    ]
    way, target, value, low, high, people, words = found["Orang yang keliru dicurigai"]
    assert (way, target, people) == ("at most", 0.1, 71.0)
    assert low < value < high
    assert words == "not reached"
    assert found["Tidak terlalu curiga, tidak terlalu diam (c)"][:2] == ["between −0.40 and", 0.4]
    assert found["Bagian acara yang dijalankan"][2] == pytest.approx(34 / 36)
    assert found["Peserta yang menyarankan acara ini"][5] == 30.0


def test_what_was_run_counts_every_session(report):
    """Two of thirty-six parts were skipped."""
    assert prose(part(report, "What was run"))[0] == (
        "Of 100 planned parts 94 were run, over 3 sessions."
    )


def test_improvement_items_stand_with_their_places(report):
    """One is overdue, one due today."""
    items = part(report, "What is being improved")

    assert prose(items) == ["Overdue: 1. Open and in time: 1. Closed: 0."]
    found = rows(tables(items)["Items, overdue ones first"])
    assert found["Latih petugas"][0] == "Kantor Cempaka"


def test_a_quarter_without_anything_says_so_in_every_part(quarter_log):
    """No table of nothing, no figure, no fault."""
    report = quarter_report(quarter_log.log, DATA, Quarter(2025, 1), "en", quarter_log.today)

    assert "Sessions: 0. People: 0." in said(report.lead)
    for title in ("Who was reached", "Before and after", "Families of signs", "Place by place"):
        assert tables(part(report, title)) == {}
        assert prose(part(report, title))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_seat_code_and_no_english_stand_in_it(quarter_log, language):
    """Every sentence is there in both languages, and none names anybody."""
    report = quarter_report(quarter_log.log, DATA, Quarter(2026, 4), language, quarter_log.today)
    text = "\n".join(every_text(report, language))

    seats = [seat for own in quarter_log.seats.values() for seat in own]
    assert not any(seat in text for seat in seats)
    assert ("people" in text) == (language == "en")
    assert ("orang" in text.casefold()) or language == "en"
