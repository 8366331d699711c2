"""Views inside a form, whose buttons work without a script, and the bars of a vote."""

import re

import pytest

from tppo_kit.activities.blocks import Option, Options, Prose, View
from tppo_kit.activities.habits import offered
from tppo_kit.activities.tally import Bar, Bars
from tppo_kit.language import LANGUAGES, say, translate
from tppo_kit.views.draw import draw_bars, draw_html, draw_text

ONE = Bars(say("How the room chose"), (say("Votes"),), (Bar("A. Wait", (3,)), Bar("B. Go", (1,))))
TWO = Bars(
    say("How the room chose"),
    (say("Vote {number}", number=1), say("Vote {number}", number=2)),
    (Bar("A. <i>Wait</i>", (3, 0), own=True), Bar("B. Go", (1, 4))),
)


def test_every_offered_event_is_a_button_that_sends_it(real_views, read, facts):
    """In a form each button is a submit of ``press`` with ``event=value``, once each."""
    compared = 0
    for view in real_views:
        page = read(draw_html(view, "id", form=True, facts=facts))
        sent = [a["value"] for a in page.of("button") if a.get("name") == "press"]

        assert sorted(sent) == sorted(f"{e.name}={e.value}" for e in offered(view))
        assert all(
            a["type"] == ("submit" if a.get("name") == "press" else "button")
            for a in page.of("button")
        )
        compared += len(sent)
    assert compared > 1_000


def test_in_a_form_nothing_needs_a_script(real_views, read, facts):
    """No button carries the data of the script's buttons; outside a form none submits."""
    for view in real_views[::5]:
        inside = read(draw_html(view, "id", form=True, facts=facts)).of("button")
        outside = read(draw_html(view, "id", facts=facts)).of("button")

        assert not any("data-event" in a for a in inside)
        assert {a["type"] for a in outside} <= {"button"}
        assert not any("name" in a for a in outside)
        assert [a.get("id") for a in inside] == [a.get("id") for a in outside]


def test_a_locked_option_sends_nothing_in_a_form(read):
    """It stays to be read, and pressing it submits no form."""
    block = Options("choose", "", (Option("a", "A", "locked", "Too late."), Option("b", "B")))
    locked, open_one = read(draw_html(View("", (block,)), "en", form=True)).of("button")

    assert (locked["type"], "name" in locked, "value" in locked) == ("button", False, False)
    assert (open_one["type"], open_one["name"], open_one["value"]) == (
        "submit",
        "press",
        "choose=b",
    )


def test_what_a_button_sends_is_escaped(read):
    """A value with quotes and tags arrives as it is, and as nothing else."""
    value = '"><script>alert(1)</script>&amp;'
    html = draw_html(View("", (Options("choose", "", (Option(value, "A"),)),)), "en", form=True)

    assert "<script" not in html
    assert read(html).of("button")[0]["value"] == f"choose={value}"


@pytest.mark.parametrize("bars", [ONE, TWO])
def test_bars_say_their_numbers(read, bars):
    """Every label and every number is text, in both languages; width alone is never all."""
    for language in LANGUAGES:
        html = draw_html(View("Heading", (Prose("x"), bars)), language)
        page = read(html)
        text = draw_text(View("Heading", (bars,)), language)

        assert translate("How the room chose", language) in page.words
        assert re.findall(r"(\d+)</b>", html) == [str(n) for bar in bars.bars for n in bar.counts]
        assert len(page.of("li")) == len(bars.bars)
        for bar in bars.bars:
            assert ", ".join(map(str, bar.counts)) in text
        assert read(draw_bars(bars, language)).words in page.words


def test_the_longest_bar_is_full_and_the_others_in_proportion(read):
    """Widths are shares of the most votes in any round."""
    widths = [a["style"] for a in read(draw_bars(TWO, "en")).of("i") if "style" in a]

    assert widths == ["width:75%", "width:0%", "width:25%", "width:100%"]


def test_bars_without_a_vote_are_drawn(read):
    """Nobody voted: nought everywhere, nothing is divided by it."""
    nobody = Bars("None", ("Votes",), (Bar("A", (0,)), Bar("B", (0,))))
    widths = [a["style"] for a in read(draw_bars(nobody, "en")).of("i") if "style" in a]

    assert widths == ["width:0%"] * 2


def test_two_rounds_are_named_for_eye_and_ear(read):
    """Colours have a key, and each number says its round; one's own choice is said in words."""
    page = read(draw_bars(TWO, "en"))

    assert page.words.count("Vote 1") == 1 + 2
    assert page.words.count("Vote 2") == 1 + 2
    assert page.words.count("your choice") == 1
    assert "Vote 1" not in read(draw_bars(ONE, "en")).words
    assert [a.get("class") for a in page.of("li")] == ["mine", None]


def test_a_label_of_a_bar_is_escaped(read):
    """Whatever stands in a choice stays text."""
    page = read(draw_bars(TWO, "en"))

    assert "A. <i>Wait</i>" in page.words
    assert "(your choice)" in draw_text(View("", (TWO,)), "en")
