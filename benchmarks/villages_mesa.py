"""The three villages written for Mesa, agent by agent, to hold beside the kit's own.

The rules are those of ``tppo_kit.activities.villages.model``, one world at a time, with Mesa's own
chance. Networks are given, so that both sides have the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import mesa

from tppo_kit.activities.villages.model import MOST_PRESSURE, MOST_TRUST_LOST, SOME_PULL
from tppo_kit.activities.villages.population import COUNTED, HARMED, HELPED, HOME, SAFE, SILENT
from tppo_kit.content.simulations.villages import Effect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tppo_kit.activities.villages.model import Rules
    from tppo_kit.content.simulations.villages import Profile


class Person(mesa.Agent):
    """Somebody who lives in a village, listens, and may leave."""

    def __init__(self, model: ThreeVillages, village: int, *, aware: bool) -> None:
        """Start at home."""
        super().__init__(model)
        self.village = village
        self.aware = aware
        self.will_know = aware
        self.status = HOME
        self.listens_to: list[Person] = []

    def talk(self) -> None:
        """Forget, or learn from those listened to; what is known changes for all at once."""
        model = self.model
        chance = model.random.random()
        if self.aware:
            self.will_know = chance >= model.rules.forget
            return
        heard = sum(person.aware for person in self.listens_to)
        lost = (1 - model.does(Effect.LEARN, self.village)) * (1 - model.rules.spread) ** heard
        self.will_know = chance >= lost

    def remember(self) -> None:
        """Know from now on what was learnt this quarter."""
        self.aware = self.will_know

    def decide(self) -> None:
        """Wish to leave, or be reported though innocent, or neither."""
        if self.status != HOME:
            return
        model, chance = self.model, self.model.random.random()
        if chance < model.profiles[self.village].wish / 100:
            self.take_offer()
        elif chance >= 1 - model.alarm(self.village):
            model.count("suspected", self.village)

    def take_offer(self) -> None:
        """Find work at home, be deceived, be warned, be stopped, or leave safely."""
        model, village, chance = self.model, self.village, self.model.random.random
        if chance() < model.does(Effect.STAY, village):
            return
        danger = model.pressure[village] * (1 - model.does(Effect.DETER, village))
        if chance() < min(danger, MOST_PRESSURE):
            blind = 1 - model.does(Effect.SPOT, village)
            blind *= 1 - model.rules.check if self.aware else 1
            model.count("offers", village)
            if chance() >= blind:
                model.count("warned", village)
                return
            model.count("harmed", village)
            self.status = HARMED
        elif chance() < model.does(Effect.STOP, village) * model.rules.suspicion:
            model.count("stopped", village)
        else:
            model.count("safe", village)
            self.status = SAFE

    def live(self) -> None:
        """Come back, come forward, be helped, or return and stay silent."""
        if self.status in {HOME, HELPED}:
            return
        model, village, chance = self.model, self.village, self.model.random.random()
        if self.status == SAFE:
            self.status = HOME if chance < model.rules.back else SAFE
            return
        stigma = min(1.0, model.profiles[village].stigma / 100 * model.rules.stigma)
        forward = model.rules.forward * (1 - stigma * (1 - model.does(Effect.OPEN, village)))
        forward *= model.trust_before[village]
        helps = min(1.0, model.rules.base_help + model.does(Effect.HELP, village))
        if chance < forward:
            model.count("came", village)
            if chance < forward * helps:
                model.count("helped", village)
                self.status = HELPED
        elif self.status == HARMED and chance >= 1 - model.rules.homecoming:
            self.status = SILENT


class ThreeVillages(mesa.Model):
    """Villages, their people, and one plan."""

    def __init__(  # noqa: PLR0913 - what makes a world
        self,
        *,
        profiles: Sequence[Profile],
        rules: Rules,
        neighbours: NDArray,
        effects: Sequence[NDArray],
        people: int,
        seed: int,
    ) -> None:
        """Build people and ties; ``effects`` holds one array (effects, villages) a quarter."""
        super().__init__(seed=seed)
        self.profiles, self.rules, self.effects = profiles, rules, effects
        self.people = people
        self.pressure = [each.pressure / 100 for each in profiles]
        self.trust = [each.trust / 100 for each in profiles]
        self.trust_before = list(self.trust)
        self.totals = dict.fromkeys(COUNTED, 0)
        self.now: dict[tuple[str, int], int] = {}
        self.persons = [
            Person(self, village, aware=self.random.random() < profile.aware / 100)
            for village, profile in enumerate(profiles)
            for _ in range(people)
        ]
        for person, ties in zip(self.persons, neighbours, strict=True):
            person.listens_to = [self.persons[tie] for tie in ties]
        self.strength = effects[0]
        self.quarter = 0

    def does(self, effect: Effect, village: int) -> float:
        """Return what the plan does in a village this quarter."""
        return self.strength[effect][village]

    def alarm(self, village: int) -> float:
        """Return the chance that somebody innocent is reported."""
        alarm = self.rules.base_alarm + self.does(Effect.ALARM, village)
        return alarm * self.rules.suspicion * (1 - self.does(Effect.SCREEN, village))

    def count(self, what: str, village: int) -> None:
        """Count one person."""
        self.totals[what] += 1
        self.now[what, village] = self.now.get((what, village), 0) + 1

    def step(self) -> None:
        """Play a quarter."""
        table = self.effects[self.quarter].tolist()
        self.strength = dict(zip(Effect, table, strict=True))
        self.quarter += 1
        self.now = {}
        self.trust_before = list(self.trust)
        self.agents.do("talk")
        self.agents.do("remember")
        self.agents.do("decide")
        self.agents.do("live")
        for village in range(len(self.profiles)):
            self._change_trust(village)
        self._shift()

    def _change_trust(self, village: int) -> None:
        now = self.now
        wronged = now.get(("stopped", village), 0) + now.get(("suspected", village), 0)
        alone = now.get(("came", village), 0) - now.get(("helped", village), 0)
        lost = self.rules.trust_loss * wronged + self.rules.let_down * alone
        lost /= self.people / 100
        trust = self.trust[village]
        grown = trust + (1 - trust) * self.does(Effect.TRUST, village)
        self.trust[village] = grown * (1 - min(lost, MOST_TRUST_LOST))

    def _shift(self) -> None:
        known = [0] * len(self.profiles)
        for person in self.persons:
            known[person.village] += person.aware
        pulls = []
        for village, profile in enumerate(self.profiles):
            hard = (1 - self.does(Effect.DETER, village)) * (1 - self.does(Effect.SPOT, village))
            soft = (1 - known[village] / self.people * self.rules.check) * hard
            pulls.append(profile.pressure / 100 * soft)
        whole = sum(profile.pressure / 100 for profile in self.profiles)
        shift = self.rules.shift
        for village, pull in enumerate(pulls):
            everywhere = max(sum(pulls) + self.rules.outside * whole, SOME_PULL)
            target = whole * pull / everywhere
            self.pressure[village] = self.pressure[village] * (1 - shift) + target * shift
