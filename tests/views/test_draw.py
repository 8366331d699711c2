"""Drawing a view: the same blocks as HTML and as plain text, in both languages."""

import pytest
from jinja2 import UndefinedError

from tppo_kit.activities.blocks import (
    Entry,
    Feedback,
    Heading,
    Lines,
    Meter,
    Meters,
    Option,
    Options,
    Prose,
    Scale,
    SourceNote,
    Sources,
    View,
)
from tppo_kit.activities.habits import offered
from tppo_kit.language import LANGUAGES, say, translate
from tppo_kit.views.draw import (
    draw_html,
    draw_line,
    draw_page,
    draw_text,
    environment,
    paragraphs,
    slug,
)

NOTE = SourceNote("Title", "Office", "2024", "p. 3", say("Start"), "2025-01-02", "2026-01-02")


def html_of(*blocks, language="en", **others):
    """Return the HTML of a view with these blocks."""
    return draw_html(View("Heading", blocks), language, **others)


def test_every_real_view_is_sound_html(real_views, read):
    """Tags are nested and closed, ids are unique, and every label refers to one of them."""
    assert len(real_views) > 300
    for view in real_views:
        for language in LANGUAGES:
            page = read(draw_html(view, language))
            labels = [a["aria-labelledby"] for _, a in page.tags if "aria-labelledby" in a]

            assert len(page.ids) == len(set(page.ids))
            assert set(labels) <= set(page.ids)
            assert all(page.ids)


def test_every_real_option_says_what_its_button_sends(real_views, read):
    """Whatever a view offers comes back from a button, nothing else, and each has a label."""
    for view in real_views:
        groups = [block for block in view.blocks if isinstance(block, Options)]
        page = read(draw_html(view, "id"))
        buttons = [
            (a["data-event"], a["data-value"])
            for a in page.of("button")
            if "aria-disabled" not in a
        ]

        assert sorted(buttons) == sorted((event.name, event.value) for event in offered(view))
        assert all(option.label for group in groups for option in group.options)


def test_every_real_view_says_the_same_as_text(real_views, read, facts):
    """All words of the title and of every option stand in the HTML and in the plain text."""
    for view in real_views:
        for language in LANGUAGES:
            words = read(draw_html(view, language, facts=facts)).words
            text = " ".join(draw_text(view, language, facts=facts).split())
            for group in (block for block in view.blocks if isinstance(block, Options)):
                for option in group.options:
                    label = draw_line(option.label, language, facts=facts)
                    assert "".join(label.split()) in "".join(words.split())
                    assert " ".join(label.split()) in text


def test_a_locked_option_can_be_reached_but_not_pressed(read):
    """It is marked as disabled for everybody, says why, and keeps its place."""
    page = read(html_of(Options("choose", "", (Option("a", "A", "locked", "Too late."),))))
    (button,) = page.of("button")

    assert button["aria-disabled"] == "true"
    assert "disabled" not in button
    assert "Too late." in page.words


def test_what_is_toggled_tells_its_state(read):
    """Options that can be pressed and released say which they are; others say nothing of it."""
    options = (Option("a", "A", "chosen"), Option("b", "B"))
    toggles = read(html_of(Options("toggle", "Which?", options))).of("button")
    answers = read(html_of(Options("answer", "Which?", options))).of("button")

    assert [button["aria-pressed"] for button in toggles] == ["true", "false"]
    assert not any("aria-pressed" in button for button in answers)


def test_options_are_a_group_named_by_their_legend(read):
    """A screen reader says the question with its options; without a question nothing is named."""
    page = read(html_of(Options("answer", say("Start"), (Option("a", "A"),))))
    (group,) = [a for a in page.of("div") if a.get("role") == "group"]
    bare = read(html_of(Options("answer", "", (Option("a", "A"),))))

    assert group["aria-labelledby"] in page.ids
    assert not any("aria-labelledby" in attributes for _, attributes in bare.tags)


def test_ids_start_with_their_place(read):
    """Two stages on one page never share an id."""
    block = Options("answer", "Which?", (Option("a", "A"), Option("b:c", "B")))
    ids = read(html_of(block, place="s12ab")).ids

    assert ids == ["s12ab-answer-legend-which", "s12ab-answer-a", "s12ab-answer-b-c"]


@pytest.mark.parametrize(("numbered", "tag"), [(True, "ol"), (False, "ul")])
def test_lines_are_a_list_with_marks_in_words(read, numbered, tag):
    """Marks are not only colours and signs: each is said in words too."""
    entries = (Entry("one", "yes", "since"), Entry("two", "no"), Entry("three", "open"), Entry("x"))
    for language in LANGUAGES:
        page = read(html_of(Lines("List", entries, numbered=numbered), language=language))
        said = [translate(word, language) for word in ("right", "not right", "not noted")]

        assert len(page.of(tag)) == 1
        assert [a["class"] for a in page.of("li")] == ["yes", "no", "open", ""]
        assert all(f"{word}:" in page.words for word in said)
        assert "since" in page.words


def test_folded_lines_can_be_opened(read):
    """A long list is folded under its title."""
    page = read(html_of(Lines("Long", (Entry("one"),), folded=True)))

    assert len(page.of("details")) == len(page.of("summary")) == 1
    assert "open" not in page.of("details")[0]


def test_an_empty_list_says_so(read):
    """Nothing is not silence."""
    page = read(html_of(Lines("Empty", ())))

    assert page.of("ul") == []
    assert translate("Nothing here.", "en") in page.words


def test_meters_are_bars_and_numbers(read):
    """The bar has as many parts as the largest value; the number says it in words."""
    page = read(html_of(Meters((Meter("Trust", 2, 4), Meter("Minutes", 0, 3)))))
    parts = [a["class"] for a in page.of("i")]

    assert parts == ["on", "on", "off", "off", "off", "off", "off"]
    assert "2 of 4" in page.words
    assert "0 of 3" in page.words


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [(0.5, 0.1, 1.2), (-9.0, -50.0, 50.0), (9.0, 8.0, 1e9), (0.0, 0.0, 0.0)],
)
def test_a_scale_stays_on_its_line(read, value, low, high):
    """Dot and interval never leave the drawing, and the words stand beside it."""
    scale = Scale("Measure", value, low, high, -1.0, 4.0, "left", "right", "in words")
    page = read(html_of(scale))
    (dot,) = page.of("circle")
    (interval,) = [a for a in page.of("line") if a["class"] == "interval"]

    places = [float(dot["cx"]), float(interval["x1"]), float(interval["x2"])]
    assert all(10 <= place <= 310 for place in places)
    assert places[1] <= places[0] <= places[2]
    assert "in words" in page.words


@pytest.mark.parametrize(
    ("today", "overdue"), [("", False), ("2026-01-02", False), ("2026-01-03", True)]
)
def test_a_source_past_its_date_asks_to_be_checked(today, overdue):
    """From the day after its date it says so, on the page and in the text."""
    view = View("T", (Feedback("good", "F", "x", (NOTE,)), Sources((NOTE,))))
    word = translate("check again", "en")

    assert draw_html(view, "en", today=today).count(word) == (2 if overdue else 0)
    assert draw_text(view, "en", today=today).count(word) == (2 if overdue else 0)


def test_a_source_shows_all_it_has(read):
    """Title, place, publisher, year, certainty and day of checking are there."""
    page = read(html_of(Sources((NOTE,))))

    for word in ("Title", "p. 3", "Office", "2024", translate("Start", "en"), "2 January 2025"):
        assert word in page.words
        assert word in draw_text(View("T", (Sources((NOTE,)),)), "en")


def test_a_notice_is_said_at_once_and_only_when_there_is_one(read):
    """It stands under the title as an alert, in the language of the page."""
    for language in LANGUAGES:
        page = read(html_of(language=language, notice=say("Start")))

        assert [a.get("role") for a in page.of("p")] == ["alert"]
        assert translate("Start", language) in page.words
    assert "alert" not in html_of()


def test_the_title_can_take_the_focus(read):
    """After a press the focus goes to the title, which is a heading above all others."""
    page = read(html_of(Heading("Below"), Feedback("good", "Also below", "x"), Lines("And", ())))

    assert page.of("h2") == [{"tabindex": "-1", "class": "view-title"}]
    assert len(page.of("h3")) == 3


def test_progress_is_said_in_words(read):
    """The bar is hidden from screen readers, the words are not."""
    page = read(draw_html(View("T", (), (2, 5)), "en"))

    assert page.of("progress") == [{"value": "2", "max": "5", "aria-hidden": "true"}]
    assert "2 of 5" in page.words
    assert "[2/5]" in draw_text(View("T", (), (2, 5)), "en")


def test_text_is_split_at_empty_lines_only():
    """Paragraphs are kept, single line ends are not, and nothing makes no paragraph."""
    assert paragraphs("one\ntwo\n\n \nthree\n") == "<p>one\ntwo</p><p>three</p>"
    assert paragraphs("") == paragraphs("\n\n") == ""
    assert paragraphs("<b>") == "<p>&lt;b&gt;</p>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Apa ini?", "apa-ini"), ("T-REK-01", "t-rek-01"), ("é<>\"'", ""), (5, "5"), ("--a--", "a")],
)
def test_a_slug_is_safe_in_an_id(text, expected):
    """Only small letters, digits and single hyphens remain."""
    assert slug(text) == expected


def test_empty_prose_leaves_no_trace(read):
    """A remark that is empty makes no empty box."""
    assert read(html_of(Prose("", "small"))).of("div") == [{"class": "view"}]


def test_a_template_never_guesses():
    """A value that a page needs and does not get is a fault in a test, not a gap on the screen."""
    with pytest.raises(UndefinedError):
        draw_page("home.html", "id")


@pytest.mark.parametrize("language", LANGUAGES)
def test_html_is_escaped_always_and_text_never(language):
    """The environments differ in exactly this."""
    assert environment(language).autoescape is True
    assert environment(language, html=False).autoescape is False
    assert "a < b & c" in draw_text(View("a < b & c", ()), language)
