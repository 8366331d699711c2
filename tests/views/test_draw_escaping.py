"""Nothing that content or a message says becomes HTML: every text field of every block."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tppo_kit.activities import blocks
from tppo_kit.language import LANGUAGES, Message, say, shown
from tppo_kit.views.draw import draw_html, draw_page, draw_text

#: Everything that means something in HTML, in templates, or in messages, and a few letters.
hostile = st.text("<>&\"'=/!-{}%#; ab", min_size=1, max_size=12).map(lambda t: f"x{t}x") | (
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            '"><img src=x onerror=alert(1)>',
            "' onmouseover='alert(1)",
            "</p></div></section><b>",
            "<!-- x -->",
            "<![CDATA[x]]>",
            "<?x?>",
            "&lt;b&gt; &amp; &#60;",
            "{{ 7 * 7 }}",
            "{% raw %}",
            "{name} %s",
            "javascript:alert(1)",
        ]
    )
)
text = (
    hostile
    | hostile.map(lambda t: say("{v}", v=t))
    | hostile.map(lambda t: say("{outer}", outer=say("{inner}", inner=t)))
)
slugs = st.lists(st.text("ab1", min_size=1, max_size=3), min_size=1, max_size=3).map("-".join)
name = st.text(string.ascii_lowercase, min_size=1, max_size=8)
number = st.integers(0, 9)
real = st.floats(-9, 9)
note = st.builds(
    blocks.SourceNote,
    *[hostile] * 4,
    hostile.map(lambda t: say("{v}", v=t)),
    *[hostile] * 4,
)
notes = st.lists(note, max_size=2).map(tuple)
entry = st.builds(
    blocks.Entry, text, st.sampled_from(["", "yes", "no", "open"]), text | st.just("")
)
option = st.builds(
    blocks.Option, hostile, text, st.sampled_from(["open", "locked", "chosen"]), text | st.just("")
)
layouts = st.sampled_from(["list", "row", "tiles", "primary", "chat"])
known = st.builds(blocks.ContactNote, *[hostile] * 8)
unknown = st.builds(blocks.ContactNote, hostile, st.just(""))
fact = st.builds(
    blocks.FactNote,
    st.just("LAP-01"),
    hostile,
    st.dictionaries(st.just("telepon"), hostile, max_size=1),
    hostile.map(lambda t: say("{v}", v=t)),
    hostile,
    hostile,
    hostile,
    notes,
)
block = st.one_of(
    st.builds(blocks.Prose, text, st.sampled_from(["plain", "scene", "lead", "small"])),
    st.builds(blocks.Heading, text),
    st.builds(
        blocks.Feedback, st.sampled_from(["good", "mixed", "poor", "info"]), text, text, notes
    ),
    st.builds(
        blocks.Meters,
        st.lists(st.builds(blocks.Meter, text, number, number), min_size=1, max_size=2).map(tuple),
    ),
    st.builds(
        blocks.Lines,
        text,
        st.lists(entry, max_size=3).map(tuple),
        numbered=st.booleans(),
        folded=st.booleans(),
    ),
    st.builds(
        blocks.Options, name, text | st.just(""), st.lists(option, max_size=3).map(tuple), layouts
    ),
    st.builds(blocks.Sources, notes),
    st.builds(
        blocks.Chat,
        text,
        st.lists(st.builds(blocks.ChatLine, text, text | st.just("")), max_size=2).map(tuple),
    ),
    st.builds(blocks.Scale, text, real, real, real, st.just(-1.0), st.just(4.0), text, text, text),
)
view = st.builds(
    blocks.View,
    text,
    st.lists(block, max_size=4).map(tuple),
    st.none() | st.tuples(number, number),
    text,
)
TAGS = {"div", "p", "h2", "h3", "section", "details", "summary", "ul", "ol", "li", "span", "cite"}
TAGS |= {"time", "strong", "dl", "dt", "dd", "i", "button", "figure", "figcaption", "progress"}
TAGS |= {"svg", "line", "circle"}
ATTRIBUTES = {"class", "id", "role", "tabindex", "type", "data-event", "data-value", "datetime"}
ATTRIBUTES |= {"value", "max", "aria-hidden", "aria-label", "aria-labelledby", "aria-disabled"}
ATTRIBUTES |= {"data-fact", "aria-pressed", "viewbox", "preserveaspectratio", "cx", "cy", "r"}
ATTRIBUTES |= {"x1", "x2", "y1", "y2"}


def fields(data):
    """Yield every text of a view, however deep, apart from what is never shown as such."""
    if isinstance(data, str | Message):
        yield data
    elif isinstance(data, tuple):
        for part in data:
            yield from fields(part)
    elif hasattr(data, "__dataclass_fields__"):
        for field in data.__dataclass_fields__:
            if field not in {"announce", "check_by", "checked", "event"}:
                yield from fields(getattr(data, field))


def words(value):
    """Return a text with each gap a single space."""
    return " ".join(value.split())


@settings(max_examples=250, deadline=None, database=None)
@given(drawn=view, notice=st.none() | hostile.map(lambda t: say("{v}", v=t)), data=st.data())
def test_no_text_becomes_html(read, drawn, notice, data):
    """Whatever texts say, the page has the tags and attributes of the templates and no other."""
    language = data.draw(st.sampled_from(LANGUAGES))
    page = read(draw_html(drawn, language, notice=notice, today=data.draw(hostile)))

    assert {tag for tag, _ in page.tags} <= TAGS
    assert {key for _, attributes in page.tags for key in attributes} <= ATTRIBUTES
    for one in fields((drawn, *([notice] if notice else []))):
        said = words(shown(one, language))
        attributes = [value or "" for _, a in page.tags for value in a.values()]
        assert said in page.words or any(said in words(value) for value in attributes)


@settings(max_examples=120, deadline=None, database=None)
@given(
    note=fact,
    contacts=st.lists(known | unknown, min_size=1, max_size=3).map(tuple),
    around=hostile,
    today=st.sampled_from(["", "0001-01-01", "9999-01-01"]),
)
def test_no_fact_or_contact_becomes_html(read, note, contacts, around, today):
    """Facts in full, facts quoted inside a text, and contacts are shown as plain words."""
    drawn = blocks.View(
        "x",
        (
            blocks.FactBlock("LAP-01"),
            blocks.Prose(around + "{LAP-01} {LAP-01.telepon}" + around),
            blocks.ContactBlock(contacts),
        ),
    )
    page = read(draw_html(drawn, "id", today=today, facts=lambda _name: note))

    assert {tag for tag, _ in page.tags} <= TAGS
    assert {key for _, attributes in page.tags for key in attributes} <= ATTRIBUTES
    for contact in contacts:
        assert words(contact.service) in page.words
        assert not contact.tested or words(contact.phone) in page.words


@settings(max_examples=120, deadline=None, database=None)
@given(drawn=view)
def test_values_come_back_as_they_were(read, drawn):
    """Event and value of every option survive quotes, ampersands and angle brackets."""
    groups = [one for one in drawn.blocks if isinstance(one, blocks.Options)]
    page = read(draw_html(drawn, "id"))

    assert [(a["data-event"], a["data-value"]) for a in page.of("button")] == [
        (group.event, option.value) for group in groups for option in group.options
    ]


@settings(max_examples=120, deadline=None, database=None)
@given(drawn=view, data=st.data())
def test_all_texts_stand_in_the_plain_text(drawn, data):
    """The transcript leaves nothing out but styles, and shows every text as it is."""
    language = data.draw(st.sampled_from(LANGUAGES))
    told = words(draw_text(drawn, language))
    styled = {"plain", "scene", "lead", "small", "good", "mixed", "poor", "info"}
    styled |= {"list", "row", "tiles", "primary", "chat", "open", "locked", "chosen", "yes", "no"}
    scales = [b for b in drawn.blocks if isinstance(b, blocks.Scale)]
    ends = [part for scale in scales for part in (scale.left, scale.right)]
    notes = [n for b in drawn.blocks for n in getattr(b, "sources", ())]
    silent = [*styled, *ends, *(n.where for n in notes)]

    for one in fields(drawn):
        assert words(shown(one, language)) in told or one in silent


@settings(max_examples=120, deadline=None, database=None)
@given(
    values=st.lists(slugs, unique=True),
    events=st.lists(name, min_size=2, max_size=3, unique=True),
    legend=st.text("abc ?", max_size=8),
)
def test_ids_are_unique_in_a_view(read, values, events, legend):
    """Groups with different events and options with different slugs never share an id."""
    options = tuple(blocks.Option(value, "x") for value in values)
    drawn = blocks.View("T", tuple(blocks.Options(event, legend, options) for event in events))
    ids = read(draw_html(drawn, "id")).ids

    assert len(ids) == len(set(ids)) == len(events) * (len(values) + bool(legend))


PAGES = ["home.html", "welcome.html", "error.html", "profile.html", "print.html"]
PAGES += ["certificate.html", "delete.html", "deleted.html"]


def page_of(name, language, text):
    """Return a page of the server on which every value is one text."""
    message = say("{v}", v=text)
    entry = dict.fromkeys(("notebook", "title", "about", "state"), text)
    part = {"title": text, "minutes": 45, "day": text}
    return draw_page(
        name,
        language,
        seat=text,
        here=text,
        hub=text,
        leads=text,
        programme={"title": text, "about": text, "id": text},
        programmes=[{"id": text, "short": text}] * 2,
        title=text,
        best={"reason": message, "label": message, "address": text},
        entries=[{**entry, "note": message, "wait": wait} for wait in (None, message)],
        modules=2,
        modules_done=1,
        problem=None if name == "certificate.html" else message,
        heading=message,
        text=message,
        body=text,
        measures=text,
        hours=message,
        made={"hours": 1, "code": text, "training": {"parts": [part]}},
        running=False,
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
@settings(max_examples=25, deadline=None, database=None)
@given(given_text=hostile)
def test_no_value_of_a_page_becomes_html(read, page, language, given_text):
    """Titles, problems, addresses and seat codes on the pages of the server are words only."""
    drawn = read(page_of(page, language, given_text))
    plain = read(page_of(page, language, "x"))

    assert [tag for tag, _ in drawn.tags] == [tag for tag, _ in plain.tags]
    assert [set(a) for _, a in drawn.tags] == [set(a) for _, a in plain.tags]
    assert page == "deleted.html" or words(given_text) in drawn.words
