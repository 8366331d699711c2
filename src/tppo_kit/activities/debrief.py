"""The debrief after a case: what you did, what was there, what it could be, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.activity import RUNG_NAMES
from tppo_kit.activities.blocks import (
    Block,
    Entry,
    Feedback,
    Heading,
    Lines,
    Prose,
    Sources,
    Tone,
    View,
)
from tppo_kit.activities.sources import notes_for
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from tppo_kit.activities.scenario import CaseState, ScenarioActivity
    from tppo_kit.content.model import Citation

_TITLES: dict[str, Message] = {
    "good": say("A careful ending"),
    "mixed": say("Half right"),
    "poor": say("This could hurt somebody"),
}


def debrief(activity: ScenarioActivity, state: CaseState) -> View:
    """Return the view after the last choice of a case."""
    scenario = activity.scenario
    step = scenario.steps[state.position.step]
    ending: Tone = step.ending or "mixed"
    truth = scenario.truth
    blocks: list[Block] = [
        Feedback(ending, _TITLES[ending], step.text),
        _careful_colleague(activity, state),
        _path(activity, state),
        _evidence(activity, state),
        _innocent(activity),
        Prose(
            say(
                "One of the other cases looks much like this one and calls for another step. "
                "Play them all, then compare the two."
            )
        ),
        Heading(say("Where it says so")),
        Sources(notes_for([*truth.from_, *_cited(activity)], activity.sources)),
    ]
    return View(activity.title, tuple(blocks), announce=_TITLES[ending])


def _careful_colleague(activity: ScenarioActivity, state: CaseState) -> Feedback:
    truth = activity.scenario.truth
    step = activity.scenario.steps[state.position.step]
    matched = step.decision is not None and truth.allows(step.decision)
    title = say("What a careful colleague would do: {rung}", rung=RUNG_NAMES[truth.rung])
    if matched and not activity.walk.noted(state.position):
        title = say(
            "The right step, but without a fact to give as a reason: {rung}",
            rung=RUNG_NAMES[truth.rung],
        )
    tone: Tone = "good" if matched else "info"
    return Feedback(tone, title, truth.why, notes_for(truth.from_, activity.sources))


def _path(activity: ScenarioActivity, state: CaseState) -> Lines:
    entries = []
    for step_id, choice_id in state.path:
        choice = next(c for c in activity.scenario.steps[step_id].choices if c.id == choice_id)
        entries.append(Entry(choice.text, remark=choice.why))
    return Lines(say("What you did"), tuple(entries), numbered=True)


def _evidence(activity: ScenarioActivity, state: CaseState) -> Lines:
    noted = activity.walk.noted(state.position)
    entries = []
    for key, evidence in activity.scenario.evidence.items():
        sign = activity.signs.get(evidence.supports or evidence.explains or "")
        remark: Message | str = ""
        if sign is not None and evidence.supports:
            remark = say(
                "speaks for the sign “{sign}” – a reason to ask, not proof", sign=sign.name
            )
        elif sign is not None:
            remark = say("explains innocently what looked like “{sign}”", sign=sign.name)
        entries.append(Entry(evidence.text, "yes" if key in noted else "open", remark))
    return Lines(
        say(
            "What was there to find out ({found} of {all} noted)",
            found=len(noted),
            all=len(entries),
        ),
        tuple(entries),
    )


def _innocent(activity: ScenarioActivity) -> Lines:
    entries = []
    for sign_id in activity.scenario.teaches:
        sign = activity.signs.get(sign_id)
        if sign is not None:
            entries.append(Entry(sign.name, remark=" ".join(sign.harmless)))
    return Lines(say("What it could innocently be"), tuple(entries))


def _cited(activity: ScenarioActivity) -> list[Citation]:
    citations: list[Citation] = []
    for sign_id in activity.scenario.teaches:
        sign = activity.signs.get(sign_id)
        if sign is not None:
            citations += sign.from_
    return citations
