"""One learner, one activity, one log: every answer is saved once, and resumed wherever."""

import random
import sqlite3
from contextlib import closing, suppress
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from tppo_kit.activities.activity import replay
from tppo_kit.activities.blocks import Options
from tppo_kit.activities.scenario import ScenarioActivity
from tppo_kit.errors import NotSaved, Overtaken, Refused
from tppo_kit.language import LANGUAGES
from tppo_kit.records import Event
from tppo_kit.sessions.solo import Solo
from tppo_kit.sessions.transcript import exemplars
from tppo_kit.store.attempts import new_attempt
from tppo_kit.store.tables import attempts, events

CASE = "scenario:umrah-bersama-ibu"
KINDS = [CASE, "quiz:tanda-1", "sorter:tanda-atau-bukan", "explorer:signs"]


def rows(log, table):
    """Return how many rows a table has."""
    with log._engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def same(one, other):
    """Tell whether two sessions stand at the same point of the same attempt."""
    return (one._state, one._number, one._attempt.id) == (
        other._state,
        other._number,
        other._attempt.id,
    )


def for_exemplar(activity, catalogue, seed):
    """Return what a careful colleague does for a given seed, as names and values."""
    _, found = next(exemplars(activity, catalogue))
    if not activity.key.startswith(("quiz", "sorter")):
        return found
    chance, state, made = random.Random(seed), activity.start(seed), []
    while activity.outcome(state) is None:
        options = [b for b in activity.view(state).blocks if isinstance(b, Options)]
        block = options[-1] if options[-1].event in {"seal", "next", "check"} else options[0]
        block = next((b for b in options if b.event == "check"), block)
        made.append(Event(block.event, chance.choice(block.options).value))
        state = activity.apply(state, made[-1])
    return made


def _offered(solo, chance):
    """Return one event that the present view offers, if any."""
    groups = [b for b in solo.view().blocks if isinstance(b, Options)]
    menu = [Event(b.event, o.value) for b in groups for o in b.options if o.state != "locked"]
    return [chance.choice(menu)] if menu else []


@pytest.fixture
def solo(log, seat, clock, opened):
    """Give a function that opens an activity for the seat, as a new kernel would."""
    return lambda key=CASE: Solo(opened(key), log, seat, clock)


@pytest.mark.parametrize("key", KINDS)
def test_reloading_after_every_event_changes_nothing(solo, key, opened, catalogue, log):
    """Whoever comes back after any step stands exactly where they stood, to the end."""
    live = solo(key)
    seed = live._attempt.seed
    script = for_exemplar(opened(key), catalogue, seed)

    for number, event in enumerate(script):
        live.send(replace(event, click=f"c{number}"))
        again = solo(key)
        assert same(live, again)
        assert again.view() == live.view()
        assert again.notice is None
        assert again.outcome() == live.outcome()

    assert live.finished
    assert replay(opened(key), seed, log.events(live._attempt.id)) == live._state
    assert len(log.results(live.seat)) == 1


@pytest.mark.parametrize("key", KINDS)
def test_playing_reloaded_at_each_step_ends_as_playing_through(solo, key, opened, catalogue):
    """Straight through or in a new kernel for every click: judgements and points are the same."""
    first = solo(key)
    seed = first._attempt.seed
    script = for_exemplar(opened(key), catalogue, seed)

    first.send(script[0])
    for event in script[1:]:
        solo(key).send(event)

    reloaded, through = solo(key).outcome(), opened(key).outcome(replay(opened(key), seed, script))
    assert (reloaded.earned, reloaded.ending) == (through.earned, through.ending)
    assert [replace(j, seconds=0) for j in reloaded.judgements] == [
        replace(j, seconds=0) for j in through.judgements
    ]


def test_the_same_click_is_saved_once(solo, log):
    """A click sent twice, at once or by a new kernel after a loss, is taken once and no fault."""
    live = solo()
    live.send(Event("begin", click="one"))
    live.send(Event("begin", click="one"))
    again = solo()
    again.send(Event("begin", click="one"))

    assert rows(log, events) == 1
    assert again.notice is None
    assert same(live, again)


def test_two_clicks_of_the_same_kind_are_two(solo, log):
    """Two deliberate presses of one button are both taken."""
    live = solo("explorer:signs")
    live.send(Event("open", "T-REK-01", click="one"))
    live.send(Event("open", "T-REK-01", click="two"))

    assert rows(log, events) == 2


def test_a_refused_event_saves_nothing(solo, log):
    """What is not allowed now is neither taken nor written, and the session goes on."""
    live = solo()
    with pytest.raises(Refused):
        live.send(Event("choose", "menebak", click="x"))

    assert rows(log, events) == 0
    assert live._state == live.activity.start(1)
    live.send(Event("begin", click="x"))
    assert rows(log, events) == 1


@pytest.mark.parametrize(
    "hostile",
    [
        Event(None),
        Event(["begin"]),
        Event("begin", {"a": 1}),
        Event("begin", "x" * 201),
        Event("begin", click=["x"]),
        Event("begin", click={"a": 1}),
        Event("begin", click=3),
        Event("begin", "a\ud800"),
        Event("begin", click="a\ud800"),
    ],
    ids=repr,
)
def test_a_hostile_event_is_refused_and_nothing_is_lost(solo, log, hostile):
    """Whatever types a page sends, it is refused with a sentence and the session goes on."""
    live = solo()
    with pytest.raises(Refused):
        live.send(hostile)

    assert rows(log, events) == 0
    live.send(Event("begin", click="good"))
    assert rows(log, events) == 1


def test_an_event_that_is_not_saved_is_not_taken(solo, log):
    """While the log takes nothing the person stays at the last saved step, and can press again."""
    live = solo()
    live.send(Event("begin", click="a"))
    before = live._state
    with closing(sqlite3.connect(log.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(NotSaved) as fault:
            live.send(Event("choose", "tanya-terbuka", click="b"))
        assert not isinstance(fault.value, Overtaken)
        assert live._state == before

    live.send(Event("choose", "tanya-terbuka", click="b"))
    assert [e.click for e in log.events(live._attempt.id)] == ["a", "b"]


@pytest.fixture
def revised(opened):
    """Give the case after its author changed a sentence."""
    case = opened(CASE)
    scenario = case.scenario.model_copy(update={"about": "Otherwise."})
    return ScenarioActivity(scenario, case.signs, case.sources)


def test_changed_content_starts_anew_and_keeps_the_old_answers(solo, log, revised):
    """After a revision the person starts at the cover, is told why, and nothing is thrown away."""
    live = solo()
    for number, event in enumerate([Event("begin"), Event("choose", "tanya-terbuka")]):
        live.send(replace(event, click=str(number)))
    old = live._attempt.id

    again = Solo(revised, log, live.seat, live.clock)

    assert again.notice is not None
    assert all(again.notice.render(language) for language in LANGUAGES)
    assert again._state == revised.start(1)
    again.send(Event("begin", click="n"))
    assert again.notice is None
    assert Solo(revised, log, live.seat, live.clock).notice is None
    assert rows(log, attempts) == 2
    assert [e.value for e in log.events(old)] == ["", "tanya-terbuka"]


def test_changed_content_is_no_news_to_who_had_finished(solo, log, revised, walk):
    """Whoever had finished before the revision starts anew without a notice; the result stays."""
    live = solo()
    for event in walk(live.activity):
        live.send(event)

    again = Solo(revised, log, live.seat, live.clock)

    assert again.notice is None
    assert not again.finished
    assert [result.outcome for result in log.results(live.seat)] == [live.outcome()]


def test_a_log_that_no_longer_replays_starts_anew(solo, log, opened, seat):
    """Events that the activity refuses today do not lock a person out."""
    attempt = new_attempt(seat, CASE, opened(CASE).fingerprint, 5.0)
    log.append(attempt, 0, Event("choose", "menebak", 5.0, "x"))

    live = solo()

    assert live._state == opened(CASE).start(1)
    assert log.events(attempt.id) != []


def test_it_can_be_done_again_once_finished(solo, log, opened, walk):
    """A new attempt begins only after the end; both results are kept."""
    live = solo()
    live.again()
    for event in walk(opened(CASE)):
        live.again()
        live.send(event)
    first = live._attempt.id
    assert live.finished
    assert solo().finished

    live.again()
    assert not live.finished
    assert rows(log, attempts) == 1
    for event in walk(opened(CASE)):
        live.send(event)

    assert live._attempt.id != first
    assert len(log.results(live.seat)) == 2
    assert same(live, solo())


def test_times_come_from_the_clock_and_not_from_the_page(solo, log):
    """What a page says about time is not believed."""
    live = solo()
    live.send(Event("begin", at=5.0, click="a"))

    assert [e.at for e in log.events(live._attempt.id)] == [live.clock.now]


@pytest.mark.parametrize("key", KINDS)
def test_random_streams_replay_from_the_log_as_they_were_lived(solo, key, opened, catalogue):
    """Thirty events of any kind, reloaded now and then: what was lived is what is on disk."""
    chance = random.Random(key)
    live = solo(key)
    script = for_exemplar(opened(key), catalogue, live._attempt.seed)
    for number in range(30):
        anything = [chance.choice(script), script[number % len(script)]]
        for event in _offered(live, chance) if chance.random() < 0.7 else anything:
            with suppress(Refused):
                live.send(replace(event, click=f"c{chance.randrange(25)}"))
        if live._number and chance.random() < 0.3:
            again = solo(key)
            assert same(live, again)
            live = again

    assert live._number > 3
