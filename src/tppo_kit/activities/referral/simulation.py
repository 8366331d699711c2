"""Referral as an activity: cover, one person after another, and the round looked back on."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from tppo_kit.activities.activity import begin_button
from tppo_kit.activities.blocks import Prose, View
from tppo_kit.activities.referral import habits
from tppo_kit.activities.referral.appraisal import POINTS, Appraisal, Verdict, appraise
from tppo_kit.activities.referral.casework import Casework, File
from tppo_kit.activities.referral.debrief import person_debrief, round_debrief
from tppo_kit.activities.referral.round import RoundState, draw_people, play
from tppo_kit.activities.referral.scenes import scene
from tppo_kit.activities.referral.timeline import timeline
from tppo_kit.language import say
from tppo_kit.records import Event, Judgement, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from tppo_kit.activities.habits import Habit
    from tppo_kit.content.facts import Agency
    from tppo_kit.content.simulations.referrals import Referral


class ReferralActivity:
    """From first contact to reintegration: whom to contact, when, with whose consent."""

    def __init__(
        self, record: Referral, agencies: Mapping[str, Agency], days: Mapping[str, int]
    ) -> None:
        """Take a sound record, the agencies of its services, and its deadlines in days."""
        self.record = record
        self.casework = Casework(
            record=record,
            services={service.id: service for service in record.services},
            people={person.id: person for person in record.people},
            agencies=agencies,
            days=days,
        )
        self.key = f"referral:{record.id}"
        self.title = record.title
        self.about = record.about
        self.minutes = record.minutes
        prints = [
            record.fingerprint(),
            *(agencies[name].fingerprint() for name in sorted(agencies)),
        ]
        drawn_upon = " ".join([*prints, *(f"{name}={days[name]}" for name in sorted(days))])
        self.fingerprint = hashlib.sha256(drawn_upon.encode()).hexdigest()[:12]

    def start(self, seed: int) -> RoundState:
        """Return the cover; the seed draws the people."""
        order = draw_people(self.record.people, seed)
        return RoundState(order=order, file=File(order[0]))

    def apply(self, state: RoundState, event: Event) -> RoundState:
        """Return the state after begin, open, pick, act, time or next."""
        return play(self.casework, state, event)

    def view(self, state: RoundState) -> View:
        """Return the cover, the open file, its debrief, or the end of the round."""
        if not state.begun:
            texts = [Prose(text) for text in self.record.welcome]
            about = Prose(self.about, "lead")
            return View(self.title, (about, *texts, begin_button()))
        if state.over:
            return View(
                self.title,
                round_debrief(self.casework, state),
                progress=(len(state.done), len(state.order)),
                announce=say("The people of this round"),
                print_at=f"/print/own/referral/{self.record.id}",
            )
        if state.file.closed:
            return person_debrief(self.casework, state)
        return scene(self.casework, state)

    def paper(self, state: RoundState) -> View | None:
        """Return the round with all its timelines, None before its end."""
        if not state.over:
            return None
        drawings = [
            timeline(self.casework, appraise(self.casework, file))
            for file in state.done
            if file.contacts or self.casework.people[file.person].needs
        ]
        return View(self.title, (*round_debrief(self.casework, state), *drawings))

    def outcome(self, state: RoundState) -> Outcome | None:
        """Return a judgement on each person and on each service, None before the end."""
        if not state.over:
            return None
        appraisals = [appraise(self.casework, file) for file in state.done]
        judgements: list[Judgement] = []
        for each, seconds in zip(appraisals, state.seconds, strict=True):
            judgements.append(self._on_person(each, seconds))
            judgements += [
                self._on_service(each, verdict)
                for verdict in each.verdicts
                if verdict.last_day is not None or not verdict.fine
            ]
        earned = sum(each.points for each in appraisals)
        return Outcome(tuple(judgements), earned, POINTS * len(appraisals))

    def _on_person(self, appraisal: Appraisal, seconds: float) -> Judgement:
        person = appraisal.person
        return Judgement(
            kind="referral",
            subject=f"{self.record.id}.{person.id}",
            fingerprint=self.fingerprint,
            signs=tuple(person.signs),
            right=person.truth.value,
            chosen=appraisal.rung.value,
            correct=appraisal.right,
            signal=person.calls,
            called=appraisal.rung.calls_for_action,
            confidence=None,
            seconds=seconds,
        )

    def _on_service(self, appraisal: Appraisal, verdict: Verdict) -> Judgement:
        return Judgement(
            kind="referral-service",
            subject=f"{self.record.id}.{appraisal.person.id}.{verdict.service}",
            fingerprint=self.fingerprint,
            signs=(),
            right="leave" if verdict.last_day is None else "contact",
            chosen="leave" if verdict.day is None else "contact",
            correct=verdict.fine,
            signal=None,
            called=None,
            confidence=None,
            seconds=0.0,
        )

    def summary(self) -> str:
        """Return title and counts, without answers."""
        people, services = len(self.record.people), len(self.record.services)
        return f"{self.title}: {people} orang, {services} pilihan [{self.fingerprint}]"

    def next_event(self, state: RoundState, habit: Habit, chance: Random) -> Event:
        """Return what a person of a habit does next."""
        return habits.next_event(self.casework, state, habit, chance)
