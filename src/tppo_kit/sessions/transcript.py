"""The transcript host: an activity played as plain text, for tests, nbval and the terminal."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from tppo_kit.activities.activity import replay
from tppo_kit.activities.checklist import ChecklistActivity
from tppo_kit.activities.explorer import ExplorerActivity
from tppo_kit.activities.grading import option_ids, right_answers
from tppo_kit.activities.habits import Habit, Simulation, play_habit
from tppo_kit.activities.message import MessageActivity
from tppo_kit.activities.page import PageActivity
from tppo_kit.activities.quiz import QuizActivity
from tppo_kit.activities.scenario import ScenarioActivity
from tppo_kit.activities.sitting import SittingActivity
from tppo_kit.activities.sorter import SorterActivity
from tppo_kit.activities.survey import SurveyActivity, labels_of
from tppo_kit.content.facts import Fact
from tppo_kit.content.items import MatchItem, OrderItem, Vignette
from tppo_kit.content.texts import quotes_in, texts_of
from tppo_kit.errors import KitError
from tppo_kit.records import Event
from tppo_kit.sessions.library import open_activity
from tppo_kit.views.draw import draw_text
from tppo_kit.views.quotes import no_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tppo_kit.activities.activity import Activity
    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.records import Outcome
    from tppo_kit.views.quotes import Facts

#: Exemplars say that they are fairly sure, and take five seconds a step.
_SURE = "80"
_PACE = 5.0
_SEED = 1


def case_events(choices: Sequence[str], confidence: str = _SURE) -> list[Event]:
    """Return the events of walking a case by the ids of its choices."""
    names = [("begin", ""), *(("choose", choice) for choice in choices), ("confidence", confidence)]
    return [Event(name, value, at=_PACE * number) for number, (name, value) in enumerate(names)]


def exemplars(activity: Activity, catalogue: Catalogue) -> Iterator[tuple[str, list[Event]]]:
    """Yield what each exemplar shows, and its events."""
    if isinstance(activity, ScenarioActivity):
        for playthrough in catalogue.case(activity.scenario.id).playthroughs.record or ():
            yield playthrough.says, case_events(playthrough.choose)
    elif isinstance(activity, QuizActivity):
        yield "semua dijawab seperti rekan yang cermat", _careful_quiz(activity)
    elif isinstance(activity, SorterActivity):
        start = activity.start(_SEED)
        events = [Event("begin")]
        events += [Event("place", activity.cards[card].bin) for card in start.order]
        yield "semua kartu di tempatnya", _paced([*events, Event("check")])
    elif isinstance(activity, ExplorerActivity):
        opened = [Event("open", name) for name in activity.entries]
        yield "semua dibuka", _paced([*opened, Event("done")])
    elif isinstance(activity, MessageActivity):
        yield "bagian yang bertanda ditandai", _careful_message(activity)
    elif isinstance(activity, ChecklistActivity | SurveyActivity):
        yield from _answered(activity)
    elif isinstance(activity, Simulation):
        _, events = play_habit(activity, _SEED, Habit.BY_THE_BOOK, Random(_SEED))
        yield "dimainkan menurut buku", events


def _answered(activity: ChecklistActivity | SurveyActivity) -> Iterator[tuple[str, list[Event]]]:
    """Yield ways through questions that have no right answer."""
    if isinstance(activity, ChecklistActivity):
        for says, answer in (("semua ya", "yes"), ("semua tidak", "no"), ("belum tahu", "unknown")):
            answers = [Event("answer", answer)] * len(activity.checklist.questions)
            yield says, _paced([Event("begin"), *answers, Event("close")])
    else:
        given = [[*labels_of(question)][-1] for question in activity.survey.questions]
        yield "semua dijawab", _paced([Event("begin"), *(Event("answer", each) for each in given)])
        yield "semua dilewati", _paced([Event("begin"), *([Event("skip")] * len(given))])


def _careful_quiz(activity: QuizActivity) -> list[Event]:
    events = [Event("begin")]
    for name in activity.start(_SEED).order:
        item = activity.items[name]
        right = right_answers(item)
        if isinstance(item, Vignette):
            events += [Event("answer", item.truth.value), Event("confidence", _SURE)]
        elif item.kind == "several":
            events += [Event("toggle", option.id) for option in item.options if option.id in right]
            events.append(Event("seal"))
        elif isinstance(item, OrderItem | MatchItem):
            events += [Event("answer", name) for name in option_ids(item)]
            events.append(Event("seal"))
        else:
            events.append(Event("answer", next(iter(right))))
        if not isinstance(activity, SittingActivity):
            events.append(Event("next"))
    return _paced(events)


def _careful_message(activity: MessageActivity) -> list[Event]:
    marks = [Event("toggle", name) for name, each in activity.passages.items() if each.sign]
    step = Event("answer", activity.message.truth.value)
    return _paced([Event("begin"), *marks, Event("seal"), step, Event("confidence", _SURE)])


def _paced(events: Sequence[Event]) -> list[Event]:
    return [
        Event(event.name, event.value, at=_PACE * number) for number, event in enumerate(events)
    ]


def check_lines(key: str, catalogue: Catalogue) -> list[str]:
    """Return what happened in every exemplar of an activity, as lines of text."""
    try:
        activity = open_activity(key, catalogue)
    except KitError as error:
        return [f"{key}: {error.message.render('id')}"]
    lines = [activity.summary(), *_quoted_lines(activity, catalogue)]
    for says, events in exemplars(activity, catalogue):
        state = replay(activity, _SEED, events)
        outcome = activity.outcome(state)
        lines.append(f"  {says}: {_told(outcome)}")
    return lines


def _quoted_lines(activity: Activity, catalogue: Catalogue) -> list[str]:
    """Return the facts that a page quotes, as they read now: a changed fact changes a notebook."""
    if not isinstance(activity, PageActivity):
        return []
    texts = [text.text for text in texts_of(activity.page)]
    names = {fact for text in texts for fact, _ in quotes_in(text)}
    names |= {fact for section in activity.page.sections for fact in section.facts}
    prints = {name: catalogue.get(Fact, name).fingerprint() for name in sorted(names)}
    return [f"  {name} [{print_}]" for name, print_ in prints.items()]


def _told(outcome: Outcome | None) -> str:
    if outcome is None:
        return "belum selesai"
    if not outcome.possible:
        return "selesai, tanpa nilai"
    points = f"{outcome.earned:g} dari {outcome.possible:g}"
    if len(outcome.judgements) != 1:
        right = sum(judgement.correct for judgement in outcome.judgements)
        return f"nilai {points}, {right} dari {len(outcome.judgements)} tepat"
    judgement = outcome.judgements[0]
    return f"{outcome.ending}, langkah {judgement.chosen}, nilai {points}"


def transcript(
    activity: Activity,
    events: Sequence[Event],
    language: str,
    facts: Facts = no_facts,
    seed: int = _SEED,
) -> Iterator[str]:
    """Yield the text of each view on the way; a refused event ends it with its sentence."""
    state = activity.start(seed)
    yield draw_text(activity.view(state), language, facts=facts)
    for event in events:
        try:
            state = activity.apply(state, event)
        except KitError as error:
            yield error.message.render(language) + "\n"
            return
        yield f"> {event.name} {event.value}\n\n" + draw_text(
            activity.view(state), language, facts=facts
        )
