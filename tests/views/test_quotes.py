"""Facts inside texts: filled in when drawn, listed with their sources, gone when overdue."""

import pytest

from tppo_kit.activities.blocks import FactBlock, FactNote, Prose, SourceNote, View
from tppo_kit.language import say
from tppo_kit.views.draw import draw_html, draw_line, draw_text
from tppo_kit.views.quotes import Quotes, no_facts, plain

SOURCE = SourceNote(
    "Panduan 110", "Polri", "2026", "", say("seen in the source"), "2026-11-22", "2027-11-22"
)
NOTE = FactNote(
    id="LAP-01",
    statement="Dalam bahaya, telepon 110.",
    values={"telepon": "110"},
    certainty=say("seen in the source"),
    checked="2026-11-22",
    check_by="2027-02-22",
    remark="Coba dulu sebelum sesi.",
    sources=(SOURCE,),
)


def facts(name):
    """Return the one fact there is."""
    return NOTE if name == "LAP-01" else None


def drawn(text, today="2026-11-22", draw=draw_html):
    """Return a view with one text, drawn."""
    return draw(View("T", (Prose(text),)), "id", today=today, facts=facts)


def test_a_value_stands_inside_its_sentence():
    """The number is where the text names the fact, and in no other place of the sentence."""
    text = drawn("Telepon {LAP-01.telepon} sekarang.", draw=draw_text)

    assert "Telepon 110 sekarang." in text


def test_a_statement_stands_for_the_bare_id():
    """Without the name of a value the whole statement is said."""
    assert NOTE.statement in drawn("{LAP-01}", draw=draw_text)


@pytest.mark.parametrize("draw", [draw_html, draw_text])
def test_what_is_quoted_is_listed_with_source_and_day(draw):
    """Below the view stands each quoted fact with where it comes from and when it was checked."""
    text = drawn("Telepon {LAP-01.telepon}.", draw=draw)

    for shown in (NOTE.id, "Panduan 110", "22 November 2026", NOTE.remark):
        assert shown in text


@pytest.mark.parametrize("draw", [draw_html, draw_text])
def test_an_overdue_fact_shows_the_date_instead(draw):
    """The day after its date the number is gone from the sentence and from the list."""
    text = drawn("Telepon {LAP-01.telepon}, ya.", today="2027-02-23", draw=draw)

    assert "110" not in text.replace("Panduan 110", "")
    assert "periksa ulang (22 Februari 2027)" in text


def test_on_its_last_day_a_fact_is_still_shown():
    """The day to check by is the last good day."""
    assert "Telepon 110" in drawn("Telepon {LAP-01.telepon}", today="2027-02-22", draw=draw_text)


@pytest.mark.parametrize("quoted", ["{LAP-99}", "{LAP-01.wa}"])
def test_what_does_not_exist_is_said_and_not_left_out(quoted):
    """A quote that leads nowhere is visible, so that somebody mends it."""
    assert quoted[1:-1] in drawn(f"Telepon {quoted}", draw=draw_text)


def test_a_fact_in_full_is_no_quote():
    """A fact that stands there in full is not listed a second time."""
    html = draw_html(View("T", (FactBlock("LAP-01"),)), "id", facts=facts)

    assert html.count(NOTE.statement) == 1


def test_marks_never_reach_a_person():
    """Neither HTML nor plain text nor a single line holds the letters that mark a quote."""
    line = draw_line("Telepon {LAP-01.telepon}", "id", facts=facts)
    for text in (drawn("{LAP-01}"), drawn("{LAP-01}", draw=draw_text), line):
        assert not set("\ue000\ue001\ue002") & set(text)
    assert line == "Telepon 110"


def test_interface_messages_may_carry_quotes():
    """A content text inside a translated sentence is filled in as well."""
    message = say("From: {sender}", sender="{LAP-01.telepon}")

    assert plain(Quotes(facts, "en", "").fill(message)) == "From: 110"
    assert no_facts("LAP-01") is None
