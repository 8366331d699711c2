"""Playthroughs: every ending has one, each does what it says, notes stand where they belong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.content.problems import Problem
from tppo_kit.content.walk import Position, Walk
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tppo_kit.content.cases import Playthrough, Scenario
    from tppo_kit.content.reading import CaseFolder


def check_playthroughs(case: CaseFolder) -> Iterator[Problem]:
    """Yield a problem for every playthrough that fails and every ending without one."""
    scenario, reading = case.scenario.record, case.playthroughs
    if scenario is None or reading.record is None:
        return
    walk = Walk(scenario)
    for number, playthrough in enumerate(reading.record):
        fault = _play(walk, playthrough)
        if fault is not None:
            yield reading.problem(
                "T802",
                (number, "choose"),
                fault,
                say("correct the playthrough, or the case if the playthrough is right"),
            )
    shown = {playthrough.ends_at for playthrough in reading.record}
    for step_id, step in scenario.steps.items():
        if step.ending and step_id not in shown:
            yield reading.problem(
                "T801",
                (),
                say("no playthrough ends at '{step}'", step=step_id),
                say("add one: says, choose, ends_at"),
                warning=True,
            )


def _play(walk: Walk, playthrough: Playthrough) -> Message | None:
    position = walk.begin()
    for number, choice_id in enumerate(playthrough.choose, start=1):
        choice = walk.find(position, choice_id)
        if choice is None:
            return say(
                "choice {number}, '{choice}', cannot be taken at '{step}'",
                number=number,
                choice=choice_id,
                step=position.step,
            )
        position = walk.take(position, choice)
        if walk.scenario.steps[position.step].ending and number < len(playthrough.choose):
            return say(
                "the case ends at '{step}' after {number} choices, more are written",
                step=position.step,
                number=number,
            )
    return _arrived(walk, position, playthrough)


def _arrived(walk: Walk, position: Position, playthrough: Playthrough) -> Message | None:
    if position.step != playthrough.ends_at:
        return say(
            "it ends at '{found}', not at '{wanted}'",
            found=position.step,
            wanted=playthrough.ends_at,
        )
    if not walk.scenario.steps[position.step].ending:
        return say("it stops at '{step}', which is no ending", step=position.step)
    for name, wanted in playthrough.with_.items():
        if name not in walk.names:
            return say("'{name}' is not declared under 'state'", name=name)
        value = walk.value(position, name)
        expected = frozenset(wanted) if isinstance(wanted, list) else wanted
        if value != expected:
            return say(
                "'{name}' is {found} at the end, not {wanted}",
                name=name,
                found=_listed(value),
                wanted=_listed(expected),
            )
    return None


def _listed(value: object) -> str:
    if isinstance(value, frozenset):
        return ", ".join(sorted(value)) or "-"
    return str(value).lower()


def check_notes(case: CaseFolder) -> Iterator[Problem]:
    """Yield a warning for a note without its step, and a deciding step without a note."""
    scenario: Scenario | None = case.scenario.record
    if scenario is None or case.notes.problems:
        return
    for heading, line in case.notes.lines.items():
        if heading not in scenario.steps:
            yield Problem(
                "T804",
                case.notes.path,
                line,
                say("there is no step '{step}'", step=heading),
                say("correct the heading, or delete the note"),
                warning=True,
            )
    for step_id, step in scenario.steps.items():
        if step.choices and step_id not in case.notes.texts:
            yield Problem(
                "T803",
                case.notes.path,
                0,
                say("the step '{step}' has no note for the facilitator", step=step_id),
                say("add a heading '## {step}' with a question to ask", step=step_id),
                warning=True,
            )


def check_steps(case: CaseFolder) -> Iterator[Problem]:
    """Yield a problem for steps that are neither a scene nor an ending, and bare choices."""
    reading, scenario = case.scenario, case.scenario.record
    if scenario is None:
        return
    for step_id, step in scenario.steps.items():
        place = ("steps", step_id)
        if bool(step.choices) == bool(step.ending):
            yield reading.problem(
                "S120",
                place,
                say(
                    "'{step}' needs either choices or an ending, not both or neither", step=step_id
                ),
                say("add 'choices:', or 'ending: good', 'mixed' or 'poor'"),
            )
        if step.ending and step.decision is None:
            yield reading.problem(
                "S121",
                place,
                say("the ending '{step}' has no 'decision'", step=step_id),
                say("add the rung the player ended on, such as 'decision: consult'"),
            )
        for number, choice in enumerate(step.choices):
            if not choice.why or not choice.from_:
                yield reading.problem(
                    "B406",
                    (*place, "choices", number),
                    say("the choice '{choice}' has no 'why' with 'from'", choice=choice.id),
                    say("say in one sentence why it is wise or not, and where it says so"),
                    warning=True,
                )
            if choice.needs and not choice.hide and not choice.locked_text:
                yield reading.problem(
                    "B407",
                    (*place, "choices", number),
                    say("the choice '{choice}' can be locked without a word", choice=choice.id),
                    say("add 'locked_text'"),
                    warning=True,
                )
