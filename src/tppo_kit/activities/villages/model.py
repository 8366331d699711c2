"""The model: people who listen, leave, are deceived, keep silent, come forward, are wronged.

All plans and all worlds are stepped at once. Arrays of people have the shape (all people of all
villages, plans, worlds); arrays of villages (villages, plans, worlds). Chance does not depend on
the plan (common random numbers): Law, Simulation Modeling and Analysis, 5th ed., section 11.2.

A quarter, in this order; each rule is one draw for each person:

1. Talk: who knows how to check an offer forgets with ``forget``; who does not learns with
   1 - (1 - learn) (1 - spread)^(people listened to who know).
2. Leave or be suspected: with ``wish`` somebody at home wishes to leave (3.); with the chance of
   an alarm somebody at home is reported though innocent.
3. The offer: work is found at home with ``stay``; else the offer deceives with the pressure of
   the recruiters. A deceiving offer is seen through with 1 - (1 - check if aware) (1 - spot), else
   the person is harmed. Who has an honest offer is stopped with ``stop``, else leaves safely.
4. Live on: who left safely comes back with ``back``. Who was harmed comes forward with
   forward x trust x (1 - stigma), and is then helped with base help plus ``help``; who does not
   come forward may return home with ``return``, and stays silent there.
5. The village: trust grows by its missing part times ``trust``, and shrinks with every hundredth
   of the people wronged or left without help. Recruiters shift to where it is softer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tppo_kit.activities.villages.chance import BEGIN, NETWORK, QUARTER, Draws, generator
from tppo_kit.activities.villages.network import LISTENS_TO, small_worlds
from tppo_kit.activities.villages.population import (
    COUNTED,
    HARMED,
    HELPED,
    HOME,
    SAFE,
    SILENT,
    Population,
)
from tppo_kit.content.simulations.villages import Effect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tppo_kit.activities.villages.population import Rules, Size
    from tppo_kit.content.simulations.villages import Profile

#: No village is without danger or without hope.
MOST_PRESSURE = np.float32(0.9)
MOST_TRUST_LOST = np.float32(0.5)
#: Where nothing pulls recruiters any more, they go nowhere.
SOME_PULL = np.float32(1e-9)


class World:
    """Villages with their people, stepped quarter by quarter for any number of plans."""

    def __init__(self, seed: int, profiles: Sequence[Profile], rules: Rules, size: Size) -> None:
        """Lay the networks; the same arguments give the same worlds."""
        self.seed = seed
        self.rules = rules
        self.size = size
        self.villages = len(profiles)
        self.shape = (self.villages * size.people, size.worlds)
        self.neighbours = small_worlds(self.villages, size.people, generator(seed, NETWORK))
        self.pressure = self._share([each.pressure for each in profiles])
        self.wish = self._share([each.wish for each in profiles])
        self.trust = self._share([each.trust for each in profiles])
        self.knows = self._share([each.aware for each in profiles])
        stigma = np.minimum(self._share([each.stigma for each in profiles]) * rules.stigma, 1)
        self.stigma = stigma.astype(np.float32)
        powers = [(1 - rules.spread) ** number for number in range(LISTENS_TO + 1)]
        self._unheard = np.array(powers, np.float32)

    @staticmethod
    def _share(percents: Sequence[float]) -> NDArray[np.float32]:
        return np.array(percents, np.float32) / np.float32(100)

    def _draw(self, number: int) -> Draws:
        chance = generator(self.seed, QUARTER, number)
        talk, leave, live = (chance.random(self.shape, np.float32) for _ in range(3))
        wishes = leave < np.repeat(self.wish, self.size.people)[:, None]
        person, world = np.divmod(np.flatnonzero(wishes), self.size.worlds)
        offer = chance.random((4, len(person)), np.float32)
        return Draws(talk, leave, live, person, world, offer)

    def begin(self, plans: int) -> Population:
        """Return how things stand before the first quarter, the same for each plan."""
        people, worlds = self.shape
        chance = generator(self.seed, BEGIN).random(self.shape, np.float32)
        knows = chance < np.repeat(self.knows, self.size.people)[:, None]
        each = (self.villages, plans, worlds)
        return Population(
            aware=np.repeat(knows[:, None, :], plans, axis=1),
            status=np.zeros((people, plans, worlds), np.uint8),
            trust=np.broadcast_to(self.trust[:, None, None], each).copy(),
            pressure=np.broadcast_to(self.pressure[:, None, None], each).copy(),
            counts=np.zeros((len(COUNTED), *each), np.int32),
        )

    def quarter(self, before: Population, effects: NDArray[np.float32], number: int) -> Population:
        """Return how things stand a quarter later; ``effects`` as ``Planner.effects`` gives."""
        does = dict(zip(Effect, effects, strict=True))
        draws = self._draw(number)
        aware = self._talk(before, does, draws)
        status = before.status.copy()
        counts = np.zeros_like(before.counts)
        self._leave(aware, status, counts, before, does, draws)
        self._suspect(status, counts, does, draws)
        self._live(status, counts, before, does, draws)
        trust = self._trusted(before.trust, counts, does)
        pressure = self._shifted(before.pressure, aware, does)
        return Population(aware, status, trust, pressure, counts)

    def _talk(
        self, before: Population, does: dict[Effect, NDArray[np.float32]], draws: Draws
    ) -> NDArray[np.bool_]:
        known = before.aware.view(np.uint8)
        heard = known[self.neighbours[:, 0]]
        for column in range(1, LISTENS_TO):
            heard += known[self.neighbours[:, column]]
        lost = self._unheard[heard]
        by_village = lost.reshape(self.villages, self.size.people, *lost.shape[1:])
        by_village *= (1 - does[Effect.LEARN])[:, None, :, None]
        np.copyto(lost, np.float32(self.rules.forget), where=before.aware)
        result: NDArray[np.bool_] = draws.talk[:, None, :] >= lost
        return result

    def _leave(  # noqa: PLR0913, PLR0917 - what a wish depends on
        self,
        aware: NDArray[np.bool_],
        status: NDArray[np.uint8],
        counts: NDArray[np.int32],
        before: Population,
        does: dict[Effect, NDArray[np.float32]],
        draws: Draws,
    ) -> None:
        person, world, village = draws.person, draws.world, draws.person // self.size.people
        work, deceit, doubt, check = draws.offer[:, :, None]
        stays = work < does[Effect.STAY][village]
        goes = (status[person, :, world] == HOME) & ~stays
        danger = before.pressure[village, :, world] * (1 - does[Effect.DETER])[village]
        deceived = goes & (deceit < np.minimum(danger, MOST_PRESSURE))
        blind = (1 - does[Effect.SPOT])[village]
        blind = np.where(aware[person, :, world], blind * np.float32(1 - self.rules.check), blind)
        warned = deceived & (doubt >= blind)
        honest = goes & ~deceived
        stopped = honest & (check < does[Effect.STOP][village] * np.float32(self.rules.suspicion))
        harmed, safe = deceived & ~warned, honest & ~stopped
        status[person, :, world] += harmed * np.uint8(HARMED) + safe * np.uint8(SAFE)
        # Each wish ends in one way at most: counted in one go.
        ways = (warned, harmed, safe, stopped)
        end = sum(way * np.uint8(number) for number, way in enumerate(ways, 1))
        row, plan = np.nonzero(end)
        found = self._tally(counts, village[row], plan, world[row], end[row, plan], len(ways) + 1)
        for number, name in enumerate(("warned", "harmed", "safe", "stopped"), 1):
            counts[COUNTED.index(name)] = found[number]
        counts[COUNTED.index("offers")] = found[1] + found[2]

    def _suspect(
        self,
        status: NDArray[np.uint8],
        counts: NDArray[np.int32],
        does: dict[Effect, NDArray[np.float32]],
        draws: Draws,
    ) -> None:
        alarm = np.float32(self.rules.base_alarm) + does[Effect.ALARM]
        alarm = alarm * np.float32(self.rules.suspicion) * (1 - does[Effect.SCREEN])
        calm = 1 - alarm
        candidates = np.flatnonzero(draws.leave >= calm.min())
        person, world = np.divmod(candidates, self.size.worlds)
        village = person // self.size.people
        reported = draws.leave[person, world][:, None] >= calm[village]
        reported &= status[person, :, world] == HOME
        row, plan = np.nonzero(reported)
        one = np.zeros(len(row), np.uint8)
        found = self._tally(counts, village[row], plan, world[row], one, 1)
        counts[COUNTED.index("suspected")] = found[0]

    def _live(
        self,
        status: NDArray[np.uint8],
        counts: NDArray[np.int32],
        before: Population,
        does: dict[Effect, NDArray[np.float32]],
        draws: Draws,
    ) -> None:
        away = np.flatnonzero(status != HOME)
        person, lane = np.divmod(away, before.trust[0].size)
        plan, world = np.divmod(lane, self.size.worlds)
        village = person // self.size.people
        now = status.ravel()[away]
        chance = draws.live.ravel()[person * self.size.worlds + world]
        speaks = np.float32(self.rules.forward) * (
            1 - self.stigma[:, None] * (1 - does[Effect.OPEN])
        )
        helps = np.minimum(np.float32(self.rules.base_help) + does[Effect.HELP], 1)
        tells = (speaks[:, :, None] * before.trust).ravel()
        forward = tells[village * before.trust[0].size + lane]
        hidden = (now == HARMED) | (now == SILENT)
        came = hidden & (chance < forward)
        helped = hidden & (chance < forward * helps[village, plan])
        home = (now == HARMED) & ~came & (chance >= np.float32(1 - self.rules.homecoming))
        now[(now == SAFE) & (chance < np.float32(self.rules.back))] = HOME
        now[home] = SILENT
        now[helped] = HELPED
        status.ravel()[away] = now
        end = came[came].view(np.uint8) + helped[came]
        found = self._tally(counts, village[came], plan[came], world[came], end, 3)
        counts[COUNTED.index("helped")] = found[2]
        counts[COUNTED.index("came")] = found[1] + found[2]

    @staticmethod
    def _tally(  # noqa: PLR0913, PLR0917 - where each one stands
        counts: NDArray[np.int32],
        village: NDArray[np.int64],
        plan: NDArray[np.int64],
        world: NDArray[np.int64],
        end: NDArray[np.uint8],
        ends: int,
    ) -> NDArray[np.int64]:
        """Return how many ended in each way; shape (ends, villages, plans, worlds)."""
        _, villages, plans, worlds = counts.shape
        place = ((end.astype(np.int64) * villages + village) * plans + plan) * worlds + world
        found = np.bincount(place, minlength=ends * villages * plans * worlds)
        return found.reshape(ends, villages, plans, worlds)

    def _trusted(
        self,
        trust: NDArray[np.float32],
        counts: NDArray[np.int32],
        does: dict[Effect, NDArray[np.float32]],
    ) -> NDArray[np.float32]:
        tally = dict(zip(COUNTED, counts, strict=True))
        hundredth = np.float32(self.size.people / 100)
        wronged = (tally["stopped"] + tally["suspected"]).astype(np.float32)
        alone = (tally["came"] - tally["helped"]).astype(np.float32)
        lost = np.float32(self.rules.trust_loss) * wronged
        lost = (lost + np.float32(self.rules.let_down) * alone) / hundredth
        grown = trust + (1 - trust) * does[Effect.TRUST][:, :, None]
        kept: NDArray[np.float32] = grown * (1 - np.minimum(lost, MOST_TRUST_LOST))
        return kept

    def _shifted(
        self,
        pressure: NDArray[np.float32],
        aware: NDArray[np.bool_],
        does: dict[Effect, NDArray[np.float32]],
    ) -> NDArray[np.float32]:
        """Return where recruiters turn: part of them moves to the softer village, or elsewhere."""
        by_village = aware.reshape(self.villages, self.size.people, *aware.shape[1:])
        share = by_village.sum(axis=1, dtype=np.int32).astype(np.float32) / self.size.people
        hard = (1 - does[Effect.DETER]) * (1 - does[Effect.SPOT])
        soft = (1 - share * np.float32(self.rules.check)) * hard[:, :, None]
        pull = self.pressure[:, None, None] * soft
        away = np.float32(self.rules.outside) * self.pressure.sum()
        everywhere = np.maximum(pull.sum(axis=0) + away, SOME_PULL)
        target = self.pressure.sum() * pull / everywhere
        shift = np.float32(self.rules.shift)
        moved: NDArray[np.float32] = pressure * (1 - shift) + target * shift
        return moved
