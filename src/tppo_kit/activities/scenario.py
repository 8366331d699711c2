"""A branching case as an activity: cover, scenes, how sure, debrief."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tppo_kit.activities.activity import (
    begin_button,
    confidence_options,
    read_confidence,
    refuse,
)
from tppo_kit.activities.blocks import (
    Block,
    Entry,
    Feedback,
    Lines,
    Meter,
    Meters,
    Option,
    Options,
    Prose,
    View,
)
from tppo_kit.activities.debrief import debrief
from tppo_kit.activities.sources import notes_for
from tppo_kit.content.cases import Counter
from tppo_kit.content.walk import Position, Walk
from tppo_kit.language import say
from tppo_kit.records import Judgement, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tppo_kit.content.cases import Choice, Scenario
    from tppo_kit.content.signs import Sign, Source
    from tppo_kit.records import Event


@dataclass(frozen=True, slots=True)
class CaseState:
    """Where a person is in a case.

    ``path`` holds (step, choice) pairs; ``times`` when it began, came to the last step, and
    decided. An ending is shown only after the person has said how sure they are.
    """

    position: Position
    begun: bool = False
    path: tuple[tuple[str, str], ...] = ()
    confidence: int | None = None
    step_since: float = 0.0
    deciding_seconds: float = 0.0


class ScenarioActivity:
    """One case, played alone or by a room."""

    def __init__(
        self,
        scenario: Scenario,
        signs: Mapping[str, Sign],
        sources: Mapping[str, Source],
    ) -> None:
        """Take a sound case, and the signs and sources it names."""
        self.scenario = scenario
        self.signs = signs
        self.sources = sources
        self.walk = Walk(scenario)
        self.key = f"scenario:{scenario.id}"
        self.title = scenario.title
        self.about = scenario.about
        self.minutes = scenario.minutes.play
        self.fingerprint = scenario.fingerprint()

    def start(self, seed: int) -> CaseState:  # noqa: ARG002 - a case holds no chance
        """Return the cover; a case is the same for every seed."""
        return CaseState(self.walk.begin())

    def apply(self, state: CaseState, event: Event) -> CaseState:
        """Return the state after begin, choose or confidence."""
        if not state.begun:
            if event.name != "begin":
                raise refuse(event)
            return replace(state, begun=True, step_since=event.at)
        if self._at_ending(state):
            if state.confidence is not None:
                raise refuse(event)
            return replace(state, confidence=read_confidence(event))
        if event.name != "choose":
            raise refuse(event)
        choice = self.walk.find(state.position, event.value)
        if choice is None:
            raise refuse(event)
        return replace(
            state,
            position=self.walk.take(state.position, choice),
            path=(*state.path, (state.position.step, choice.id)),
            step_since=event.at,
            deciding_seconds=max(0.0, event.at - state.step_since),
        )

    def _at_ending(self, state: CaseState) -> bool:
        return self.scenario.steps[state.position.step].ending is not None

    def _last_choice(self, state: CaseState) -> Choice | None:
        if not state.path:
            return None
        step_id, choice_id = state.path[-1]
        return next(c for c in self.scenario.steps[step_id].choices if c.id == choice_id)

    def view(self, state: CaseState) -> View:
        """Return cover, scene, the question how sure, or the debrief."""
        if not state.begun:
            return self._cover()
        if not self._at_ending(state):
            return self._scene(state)
        if state.confidence is None:
            return View(
                self.title,
                (
                    Prose(
                        say("You have decided: {choice}", choice=self._decision_text(state)), "lead"
                    ),
                    confidence_options(),
                ),
                announce=say("How sure are you?"),
            )
        return debrief(self, state)

    def _decision_text(self, state: CaseState) -> str:
        choice = self._last_choice(state)
        return choice.text if choice else ""

    def _cover(self) -> View:
        note = self.scenario.content_note
        blocks: list[Block] = [
            Prose(self.scenario.about, "lead"),
            Prose(
                say(
                    "About {minutes} minutes. All people and places are invented.",
                    minutes=self.minutes,
                ),
                "small",
            ),
        ]
        if note.topics:
            blocks.append(
                Prose(
                    say(
                        "This case touches on: {topics}. You may stop at any time.",
                        topics=", ".join(note.topics),
                    ),
                    "small",
                )
            )
        return View(self.title, (*blocks, begin_button()))

    def _scene(self, state: CaseState) -> View:
        step = self.scenario.steps[state.position.step]
        blocks: list[Block] = []
        last = self._last_choice(state)
        if last is not None and last.why:
            blocks.append(
                Feedback(
                    "info",
                    say("About what you just did"),
                    last.why,
                    notes_for(last.from_, self.sources),
                )
            )
        if step.place:
            blocks.append(Prose(step.place, "small"))
        blocks.append(Prose(step.text, "scene"))
        blocks.append(Options("choose", say("What do you do?"), self._options(state)))
        blocks.append(self._meters(state))
        noted = self.walk.noted(state.position)
        entries = tuple(
            Entry(evidence.text) for key, evidence in self.scenario.evidence.items() if key in noted
        )
        if entries:
            blocks.append(Lines(say("Your notes so far"), entries))
        return View(self.title, tuple(blocks), announce=step.text)

    def _options(self, state: CaseState) -> tuple[Option, ...]:
        options = []
        for choice in self.walk.choices(state.position):
            if self.walk.is_open(state.position, choice):
                options.append(Option(choice.id, choice.text))
            elif not choice.hide:
                options.append(Option(choice.id, choice.text, "locked", choice.locked_text))
        return tuple(options)

    def _meters(self, state: CaseState) -> Meters:
        meters = []
        for name, variable in self.scenario.state.items():
            value = self.walk.value(state.position, name)
            if isinstance(variable, Counter) and isinstance(value, int):
                meters.append(Meter(variable.label or name, value, variable.max))
        return Meters(tuple(meters))

    def judged(
        self, state: CaseState, event: Event, confidence: int | None, seconds: float
    ) -> Judgement | None:
        """Return how one person would be judged who ends the case here, None if it goes on."""
        after = self.apply(state, event)
        if event.name != "choose":
            return None
        return self._judgement(after, confidence, seconds)

    def _judgement(
        self, state: CaseState, confidence: int | None, seconds: float
    ) -> Judgement | None:
        """Return the judgement of the rung that the case has ended on, None before an ending."""
        step, truth = self.scenario.steps[state.position.step], self.scenario.truth
        if step.ending is None or step.decision is None:
            return None
        return Judgement(
            kind="scenario",
            subject=self.scenario.id,
            fingerprint=self.fingerprint,
            signs=tuple(self.scenario.teaches),
            right=truth.rung.value,
            chosen=step.decision.value,
            correct=truth.allows(step.decision),
            signal=truth.rung.calls_for_action,
            called=step.decision.calls_for_action,
            confidence=confidence,
            seconds=seconds,
        )

    def outcome(self, state: CaseState) -> Outcome | None:
        """Return the one judgement of a case: the rung that the person ended on."""
        judgement = self._judgement(state, state.confidence, state.deciding_seconds)
        ending = self.scenario.steps[state.position.step].ending
        if judgement is None or ending is None or state.confidence is None:
            return None
        noted, evidence = self.walk.noted(state.position), self.scenario.evidence
        found = len(noted & evidence.keys()) / len(evidence)
        earned = (2.0 if judgement.correct else 0.0) + found
        return Outcome((judgement,), round(earned, 2), 3.0, ending)

    def summary(self) -> str:
        """Return title, steps, endings and signs, without the truth."""
        steps = self.scenario.steps
        endings = sum(step.ending is not None for step in steps.values())
        return (
            f"{self.title}: {len(steps)} adegan, {endings} akhir, "
            f"tanda {', '.join(self.scenario.teaches)} [{self.fingerprint}]"
        )
