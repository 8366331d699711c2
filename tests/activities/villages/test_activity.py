"""The game: what may be done when, what is refused, what it comes to."""

import random
from dataclasses import replace

import pytest

from tppo_kit.activities.activity import replay
from tppo_kit.activities.habits import offered
from tppo_kit.activities.villages.state import Stage
from tppo_kit.content.simulations.villages import QUARTERS
from tppo_kit.errors import Refused
from tppo_kit.language import LANGUAGES
from tppo_kit.records import Event
from tppo_kit.views.draw import draw_text


@pytest.fixture
def played(activity, walk):
    """Give a function from steps to the state after them."""
    return lambda *steps, seed=1: replay(activity, seed, walk(*steps))


def test_a_whole_game_takes_few_presses(activity, ready, played):
    """Three villages, one plan copied to all, three years: twenty presses and an outcome."""
    steps = (*ready, "run=year", "run=year", "run=year", "finish")
    outcome = activity.outcome(played(*steps))

    assert len(steps) <= 20
    assert 0 <= outcome.earned <= outcome.possible == 100
    assert [each.kind for each in outcome.judgements] == ["village-choice", "village-plan"]
    assert all(each.signal is None and each.called is None for each in outcome.judgements)


@pytest.mark.parametrize(
    ("steps", "event"),
    [
        ((), "run=quarter"),
        ((), "toggle=anis"),
        ((), "begin=x"),
        ((), "open=plan"),
        ((), "assume=forget+"),
        (("open=assumptions",), "assume=forget"),
        (("open=assumptions",), "assume=check+"),
        (("open=assumptions",), "assume=+"),
        (("open=assumptions",), "open=assumptions"),
        (("begin",), "begin"),
        (("begin",), "seal"),
        (("begin",), "toggle=entah"),
        (("begin",), "toggle="),
        (("begin", "toggle=anis", "toggle=soka", "toggle=iris"), "toggle=lili"),
        (("begin", "toggle=anis", "toggle=soka"), "seal"),
    ],
)
def test_what_does_not_fit_the_stage_is_refused(played, activity, steps, event):
    """With a sentence in both languages, and the state as it was."""
    state = played(*steps)
    name, _, value = event.partition("=")
    with pytest.raises(Refused) as refusal:
        activity.apply(state, Event(name, value))

    assert all(refusal.value.message.render(language) for language in LANGUAGES)
    assert state == played(*steps)


@pytest.mark.parametrize(
    ("steps", "event"),
    [
        ((), "spend=care-team.1+"),
        ((), "back"),
        ((), "finish"),
        ((), "copy"),
        ((), "edit=4"),
        ((), "edit="),
        ((), "run=month"),
        ((), "open=plan"),
        ((), "seal"),
        (("edit=1",), "spend=care-team.2+"),
        (("edit=1",), "spend=forum.all+"),
        (("edit=1",), "spend=care-team.1"),
        (("edit=1",), "spend=anis.1+"),
        (("edit=2",), "spend=presence.2-"),
        (("edit=1",), "run=quarter"),
        (("edit=all",), "copy"),
        (("edit=all", "spend=forum.all+", "spend=forum.all+"), "spend=forum.all+"),
        (("run=quarter",), "edit=1"),
        (("run=quarter",), "clear"),
        (("run=quarter",), "finish"),
    ],
)
def test_what_does_not_fit_the_plan_is_refused(played, activity, ready, steps, event):
    """Pages, levels and villages hold to their own."""
    state = played(*ready, *steps)
    name, _, value = event.partition("=")
    with pytest.raises(Refused):
        activity.apply(state, Event(name, value))

    assert state == played(*ready, *steps)


def test_nothing_happens_after_the_last_quarter_but_the_end(played, activity, ready):
    """Twelve quarters are twelve; the end takes no event."""
    state = played(*ready, "run=year", "run=year", "run=year")
    for event in (Event("run", "quarter"), Event("run", "year"), Event("open", "plan")):
        with pytest.raises(Refused):
            activity.apply(state, event)
    ended = activity.apply(state, Event("finish"))

    assert len(state.played) == QUARTERS
    assert activity.outcome(state) is None
    for event in (Event("finish"), Event("begin"), Event("run", "quarter")):
        with pytest.raises(Refused):
            activity.apply(ended, event)


def test_the_budget_cannot_be_overspent(played, activity, ready):
    """A plan that costs more than is left is refused; emptied, it goes on."""
    dear = [f"spend={slot.id}+" for slot in activity.planner.slots if slot.page == "1"] * 2
    state = played(*ready, "clear", "edit=1", *dear, "copy", "back", "run=year", "open=plan")

    assert activity.left(state) < activity.planner.cost(state.draft)
    with pytest.raises(Refused, match="points"):
        activity.apply(state, Event("run", "quarter"))
    emptied = activity.apply(state, Event("clear"))
    assert activity.apply(emptied, Event("run", "quarter")).stage is Stage.SEEN


def test_assumptions_stay_in_their_ranges(played, activity):
    """Each can be moved to both ends and no further."""
    for each in activity.changeable:
        for sign, end in (("+", each.most), ("-", each.least)):
            steps = int(abs(end - each.value)) // each.step
            moves = [f"assume={each.id.value}{sign}"] * steps
            state = played("open=assumptions", *moves)
            place = activity.changeable.index(each)

            assert state.assumed[place] == end
            with pytest.raises(Refused):
                activity.apply(state, Event("assume", f"{each.id.value}{sign}"))


def test_assumptions_change_what_happens(played, activity, ready):
    """The same plan under stronger suspicion wrongs more people."""
    steps = (*ready[1:], "run=year", "run=year", "run=year")
    usual = played("open=assumptions", "begin", *steps)
    stern = played("open=assumptions", *["assume=suspicion+"] * 4, "begin", *steps)
    wronged = [
        activity.runs.verdict(activity.setting(state), state.played).others["suspected"].sum()
        for state in (usual, stern)
    ]

    assert wronged[1] > wronged[0]


def test_everything_offered_is_taken_and_replays(activity):
    """Pressed at random, twenty games come to their end, and again to the same state."""
    for seed in range(20):
        chance = random.Random(seed)
        state, events = activity.start(seed), []
        while activity.outcome(state) is None:
            event = chance.choice(offered(activity.view(state)))
            state = activity.apply(state, event)
            events.append(event)

        assert len(events) < 2_000
        assert replay(activity, seed, events) == state


def test_nothing_hidden_is_told_before_the_end(activity, game, ready, played):
    """Profiles, what measures do, what columns are worth, rival plans: at the end only."""
    hidden = [
        *(each.told for each in game.profiles),
        *(each.why for each in game.measures),
        *(each.after for each in game.indicators),
        *(plan.says for plan in game.plans),
        *(plan.name for plan in game.plans if plan.spending),
    ]
    steps = (*ready, "run=year", "run=quarter", "open=plan", "run=year", "run=year")
    for end in range(len(steps) + 1):
        state = played(*steps[:end])
        for language in LANGUAGES:
            text = draw_text(activity.view(state), language)

            assert not [each for each in hidden if each in text]
    assert activity.outcome(played(*steps)) is None
    assert not [each for each in hidden if each in activity.summary()]


def test_every_view_says_that_it_is_no_forecast(activity, ready, played):
    """On the cover, at each step, and at the end."""
    steps = (*ready, "run=year", "run=year", "run=year", "finish")
    for end in range(len(steps) + 1):
        assert "bukan ramalan" in draw_text(activity.view(played(*steps[:end])), "id")


def test_deciding_works_nothing_out(activity, ready, walk):
    """Three years are decided without a single quarter being simulated."""
    fresh = activity.of_size("full")
    state = replay(fresh, 3, walk(*ready, *["run=quarter"] * QUARTERS))

    assert len(state.played) == QUARTERS
    assert fresh.runs._population.cache_info().currsize == 0


def test_a_smaller_world_has_a_fingerprint_of_its_own(activity):
    """Points of another size are another series; the full one has that of the record."""
    assert activity.of_size("full").fingerprint != activity.fingerprint
    assert activity.of_size("small").fingerprint == activity.fingerprint
    assert activity.fingerprint in activity.summary()


def test_the_order_of_choosing_does_not_matter(activity, played):
    """The same three villages are the same game."""
    one = played("begin", "toggle=anis", "toggle=soka", "toggle=iris", "seal")
    other = played("begin", "toggle=soka", "toggle=iris", "toggle=anis", "seal")

    assert replace(one, seconds=0) == replace(other, seconds=0)
    assert activity.setting(one) == activity.setting(other)
    assert one.seconds == 20.0
