"""The Stage: who may play, what every press does, and that nothing a page sends harms it."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tppo_kit.language import LANGUAGES
from tppo_kit.notebook.stage import _FAULT, _NO_SEAT, _WORDS, Stage
from tppo_kit.sessions.seats import new_code, pass_for, secret_of
from tppo_kit.sessions.transcript import exemplars
from tppo_kit.views.draw import draw_html
from tppo_kit.views.files import STATIC
from tppo_kit.views.quotes import no_facts

CASE = "scenario:umrah-bersama-ibu"
OTHER = "scenario:liburan-sepuluh-hari"


def test_it_waits_until_the_page_has_said_who_it_is(page):
    """Before the greeting nothing of the activity is shown, and no person is known."""
    fresh = page(CASE)

    assert fresh.stage._desk is None
    assert 'class="waiting"' in fresh.html
    assert "data-event" not in fresh.html


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_pass_it_sends_home(page, acked, language):
    """Somebody without a seat is told to begin on the home page; pressing changes nothing."""
    visitor = page(CASE)

    assert acked(visitor.hello(None, language)) == [""]
    assert _NO_SEAT.render(language) in visitor.html
    assert 'href="/"' in visitor.html
    assert acked(visitor.press("begin", click="c")) == ["c"]
    assert visitor.stage._desk is None
    assert "data-event" not in visitor.html


def test_a_forged_pass_opens_nothing(page, log, settings, card):
    """Neither a changed signature, nor another code, nor another installation's pass is taken."""
    other = new_code()
    log.add_seat(other, 1.0)
    never_made = pass_for(new_code(), secret_of(settings.answers))
    forged = [card[:-1] + ("0" if card[-1] != "0" else "1"), card.partition(".")[0]]
    forged += [f"{other}.{card.partition('.')[2]}", pass_for(other, b"x" * 32), never_made]
    forged += ["", ".", "\x00", "é" * 40, 5, True, [card], {"pass": card}, "x" * 10_000]

    for text in forged:
        visitor = page(CASE)
        visitor.hello(text)
        assert visitor.stage._desk is None
        assert _NO_SEAT.render("en") in visitor.html


def test_a_genuine_pass_opens_the_activity(page, card, opened):
    """With a pass of this installation the cover is there, in the language of the page."""
    person = page(CASE)
    person.hello(card, "en")

    assert opened(CASE).title in person.html
    assert 'data-event="begin"' in person.html
    assert person.stage._desk.seat == card.partition(".")[0]


def test_losing_the_pass_closes_the_desk(page, card):
    """A page that greets again with a forged pass no longer sees the seat it had."""
    person = page(CASE)
    person.hello(card)
    person.hello(card[:-1] + "x")

    assert person.stage._desk is None
    assert "data-event" not in person.html


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [("id", "id"), ("en", "en"), ("fr", "id"), (None, "id"), (["en"], "id"), (3, "id")],
)
def test_it_speaks_the_language_of_the_page(page, card, asked, spoken):
    """Indonesian unless English is asked for, in the words of the front end as well."""
    person = page(CASE)
    person.hello(card, asked)

    assert person.stage.words == {name: text.render(spoken) for name, text in _WORDS.items()}
    desk = person.stage._desk
    cover = draw_html(desk.view(), spoken, place=f"s{person.stage.model_id[:6]}")
    assert person.html == cover


def test_a_case_is_played_by_pressing(page, card, catalogue, opened, acked):
    """Every press is acknowledged after its view is sent; at the end the result is in the log."""
    person = page(CASE)
    person.hello(card)
    _, events = next(exemplars(opened(CASE), catalogue))
    for event in events:
        heard = person.press(event.name, event.value, click=f"c{event.at}")
        kinds = [message.get("method") for message in heard]

        assert acked(heard) == [f"c{event.at}"]
        assert kinds == sorted(kinds, reverse=True) == [*["update"] * (len(kinds) - 1), "custom"]
        assert len(kinds) > 1
    outcome = person.stage._desk.open.outcome()

    assert outcome.earned == outcome.possible
    assert [r.outcome for r in person.stage._desk.log.results(card[:9])] == [outcome]
    assert 'data-event="desk-again"' in person.html


def test_a_new_kernel_shows_where_the_person_was(page, card):
    """After a killed kernel the same page, in a new one, stands at the last answer."""
    first = page(CASE)
    first.hello(card)
    first.press("begin")
    first.press("choose", "tanya-terbuka", click="last")
    again = page(CASE)
    again.hello(card)
    ids = re.compile(rf"s({first.stage.model_id[:6]}|{again.stage.model_id[:6]})-")
    resumed = ids.sub("", again.html)

    assert resumed == ids.sub("", first.html)
    again.press("choose", "tanya-terbuka", click="last")
    assert ids.sub("", again.html) == resumed


def test_the_same_click_is_saved_once_and_acknowledged_twice(page, card, log, acked):
    """A page that repeats a press for want of an answer gets one, and nothing is doubled."""
    person = page(CASE)
    person.hello(card)

    assert acked(person.press("begin", click="same")) == ["same"]
    assert acked(person.press("begin", click="same")) == ["same"]
    assert len(log.events(person.stage._desk.open._attempt.id)) == 1


def test_a_refusal_is_told_in_place(page, card, acked):
    """What is not possible now is said as a notice above the view, which stays as it was."""
    person = page(CASE)
    person.hello(card)
    before = person.html

    assert acked(person.press("choose", "menebak", click="c")) == ["c"]
    (notice,) = re.findall(r'<p class="notice" role="alert">[^<]+</p>', person.html)
    assert "menebak" in notice
    assert person.html.replace(notice, "").split() == before.split()


def test_two_people_do_not_see_each_other(page, card, log, settings):
    """Each page shows the attempt of its own pass."""
    code = new_code()
    log.add_seat(code, 1.0)
    one, two = page(CASE), page(CASE)
    one.hello(card)
    one.press("begin")
    two.hello(pass_for(code, secret_of(settings.answers)))

    assert 'data-event="choose"' in one.html
    assert 'data-event="begin"' in two.html


def test_two_stages_on_one_page_share_no_id(page, card):
    """Ids start with something of the stage, so that labels and focus find their own."""
    found = []
    for _ in range(2):
        stage = page(CASE, OTHER)
        stage.hello(card)
        found += re.findall(r' id="([^"]+)"', stage.html)

    assert len(found) == len(set(found)) > 4


@pytest.mark.parametrize("content", [None, 1, "hello", ["hello"], True, 2.5, []])
def test_a_message_that_is_no_object_is_let_go(page, card, content):
    """Nothing is answered and nothing changes."""
    person = page(CASE)
    person.hello(card)
    before = person.html

    assert person.say(content) == []
    assert person.html == before


HOSTILE = [
    *(None, 1, -1.5, True, [], ["begin"], {}, {"name": "begin"}, "x" * 201, "x" * 10_000_000),
    *("\x00", "\ud800", "<script>", "{name}", "%s%s", "desk-open", "desk-list", "desk-again"),
    *("begin", "choose", "hello", "", 10**400, float("1e308"), "𝕏" * 150, [[[[[]]]]] * 50),
]


@pytest.mark.parametrize("field", ["name", "value", "click", "pass", "language", "other"])
def test_no_message_of_a_page_harms_it(page, card, acked, field):
    """Whatever stands in a field: no fault, always an answer, and the session goes on."""
    person = page(CASE, OTHER)
    person.hello(card)
    for value in HOSTILE:
        message = {"name": "begin", "value": "", "click": "c", field: value}
        heard = person.say(message)

        assert len(acked(heard)) == 1
        assert len(str(acked(heard)[0])) <= 200
        assert len(person.html) < 100_000
        assert "<script" not in person.html
        assert all(_FAULT.render(language) not in person.html for language in LANGUAGES)
    person.hello(card)
    person.press("desk-open", CASE)
    assert 'data-event="begin"' in person.html


@settings(
    max_examples=150,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_no_sequence_of_messages_harms_it(page, card, acked, data):
    """Random messages between real ones are answered, every one, and nothing breaks."""
    anything = st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=220) | st.floats(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
        max_leaves=4,
    )
    names = st.sampled_from(["hello", "begin", "choose", "desk-open", "desk-list", "desk-again"])
    values = st.sampled_from([CASE, OTHER, "menebak", "tanya-terbuka", "80"])
    message = st.fixed_dictionaries(
        {},
        optional={
            "name": names | anything,
            "value": values | anything,
            "click": st.sampled_from(["a", "b"]) | anything,
            "pass": st.just(card) | anything,
            "language": st.sampled_from(["id", "en"]) | anything,
        },
    )
    person = page(CASE, OTHER)
    for content in data.draw(st.lists(message, max_size=8)):
        assert len(acked(person.say(content))) == 1
    person.hello(card)

    assert person.stage._desk is not None
    person.stage.close()


def test_what_the_page_writes_into_traits_is_not_believed(page, card, log):
    """A page may change its copy of the traits; the next view is drawn from the state alone."""
    person = page(CASE)
    person.hello(card)
    state = {"html": "<b>mine</b>", "announce": "mine", "words": {"lost": "mine"}, "styles": "x"}
    person.stage._handle_msg(
        {"content": {"data": {"method": "update", "state": state}}, "buffers": []}
    )
    person.press("begin")

    assert "mine" not in person.html + person.stage.announce
    assert 'data-event="choose"' in person.html
    assert log.events(person.stage._desk.open._attempt.id)[0].name == "begin"


def test_what_is_announced_is_the_new_scene(page, card, opened):
    """A screen reader hears the text of the scene that has come."""
    person = page(CASE)
    person.hello(card)
    person.press("begin")
    step = opened(CASE).scenario.steps[opened(CASE).scenario.start]

    assert person.stage.announce == step.text


@pytest.mark.usefixtures("heard", "log")
@pytest.mark.parametrize("served", ["1", "0", ""])
def test_styles_come_along_where_no_page_brings_them(settings, opened, monkeypatch, served):
    """In JupyterLab the stage brings the stylesheet; on the kit's own page it is there already."""
    monkeypatch.setenv("TPPO_SERVED", served)
    stage = Stage(lambda _language: ([opened(CASE)], no_facts), settings)
    css = (STATIC / "kit.css").read_text(encoding="utf-8")

    assert stage.styles == ("" if served == "1" else css)


def test_its_plain_text_is_the_summary(page, opened):
    """What notebooks compare is a line for each activity, with the fingerprint of the content."""
    stage = page(CASE, "quiz:tanda-1").stage
    bundle = stage._repr_mimebundle_()
    data = bundle[0] if isinstance(bundle, tuple) else bundle

    assert data["text/plain"] == stage.summary()
    assert stage.summary().split("\n") == [opened(k).summary() for k in (CASE, "quiz:tanda-1")]
    assert any("widget-view" in kind for kind in data)
    assert stage.model_id not in data["text/plain"]
