"""Three villages: choose them, spend, see the quarter, talk, and compare at the end."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from tppo_kit.activities.activity import refuse
from tppo_kit.activities.villages.charts import DRAWN, OWN
from tppo_kit.activities.villages.debrief import debrief, sheet
from tppo_kit.activities.villages.habits import next_event
from tppo_kit.activities.villages.indicators import Observed, choice_share, neediest, observe
from tppo_kit.activities.villages.plans import MOST_LEVEL
from tppo_kit.activities.villages.population import COUNTED, Size
from tppo_kit.activities.villages.runs import Runs, Setting
from tppo_kit.activities.villages.state import Stage, VillagesState
from tppo_kit.activities.villages.view import draw
from tppo_kit.content.simulations.villages import ASSISTED, QUARTERS, YEAR
from tppo_kit.errors import Refused
from tppo_kit.language import say
from tppo_kit.records import Judgement, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from tppo_kit.activities.blocks import View
    from tppo_kit.activities.habits import Habit
    from tppo_kit.content.signs import Source
    from tppo_kit.content.simulations.villages import VillageGame
    from tppo_kit.records import Event

#: From here on a choice, and a plan, is judged as a careful colleague's.
GOOD_CHOICE, GOOD_PLAN = 0.8, 0.6
ALL_POINTS = 100.0
#: Large enough to see whether a comparison tips over, small enough for a dozen of them.
ROUGH = Size(people=300, worlds=50)
#: Worlds to play in: the full one, and one for plays by the thousand.
SIZES = {"full": Size(), "small": Size(people=100, worlds=5)}


class VillagesActivity:
    """The game of one record; ``apply`` only notes decisions, ``view`` works them out."""

    def __init__(
        self,
        game: VillageGame,
        sources: Mapping[str, Source],
        titles: Mapping[str, str],
        size: Size | None = None,
    ) -> None:
        """Take a sound record, its sources and the titles of its facts, by id.

        ``size`` makes a smaller world, for tests.
        """
        self.game = game
        self.sources = sources
        self.titles = titles
        self.runs = Runs(game, size or Size())
        people, worlds = self.runs.size
        self.rough_runs = Runs(game, Size(min(people, ROUGH.people), min(worlds, ROUGH.worlds)))
        self.planner = self.runs.planner
        self.changeable = tuple(each for each in game.assumptions if each.step)
        self.key = f"villages:{game.id}"
        self.title = game.title
        self.about = game.about
        self.minutes = game.minutes
        self.fingerprint = game.fingerprint()
        if size is not None:
            # Points depend on the worlds: attempts in a smaller one are another series.
            text = f"{self.fingerprint} {size.people} {size.worlds}"
            self.fingerprint = hashlib.sha256(text.encode()).hexdigest()[:12]
        self.villages = lru_cache(maxsize=64)(self._villages)

    def _villages(self, seed: int) -> tuple[Observed, ...]:
        return observe(self.game, seed)

    def of_size(self, name: str) -> VillagesActivity:
        """Return the same game in a world of another size: "small" or "full"."""
        return VillagesActivity(self.game, self.sources, self.titles, SIZES[name])

    def start(self, seed: int) -> VillagesState:
        """Return the cover; the seed decides which village is like what, and all chance."""
        values = tuple(int(each.value) for each in self.changeable)
        return VillagesState(seed, Stage.COVER, values, self.planner.nothing)

    def apply(self, state: VillagesState, event: Event) -> VillagesState:
        """Return the state after a decision; nothing is simulated here."""
        if event.name == "begin" and not event.value:
            if state.stage in {Stage.COVER, Stage.ASSUME}:
                return replace(state, stage=Stage.CHOOSE, shown_at=event.at)
            raise refuse(event)
        if state.stage is Stage.COVER and (event.name, event.value) == ("open", "assumptions"):
            return replace(state, stage=Stage.ASSUME)
        if state.stage is Stage.ASSUME and event.name == "assume":
            return self._assume(state, event)
        if state.stage is Stage.CHOOSE:
            return self._choose(state, event)
        if state.stage is Stage.EDIT:
            return self._edit(state, event)
        if state.stage in {Stage.PLAN, Stage.SEEN}:
            return self._decide(state, event)
        raise refuse(event)

    def _assume(self, state: VillagesState, event: Event) -> VillagesState:
        name, sign = event.value[:-1], event.value[-1:]
        for place, each in enumerate(self.changeable):
            if each.id.value == name and sign in {"+", "-"}:
                value = state.assumed[place] + (each.step if sign == "+" else -each.step)
                if not each.least <= value <= each.most:
                    raise Refused(
                        say(
                            "This assumption stays between {least} and {most}.",
                            least=f"{each.least:g}",
                            most=f"{each.most:g}",
                        )
                    )
                values = (*state.assumed[:place], value, *state.assumed[place + 1 :])
                return replace(state, assumed=values)
        raise refuse(event)

    def _choose(self, state: VillagesState, event: Event) -> VillagesState:
        names = [village.id for village in self.game.villages]
        if event.name == "toggle" and event.value in names:
            if event.value in state.chosen:
                left = tuple(name for name in state.chosen if name != event.value)
                return replace(state, chosen=left)
            if len(state.chosen) == ASSISTED:
                raise Refused(say("You can assist three villages. First take one away."))
            return replace(state, chosen=(*state.chosen, event.value))
        if event.name == "seal" and not event.value:
            if len(state.chosen) != ASSISTED:
                raise Refused(say("Choose three villages first."))
            seconds = max(0.0, event.at - state.shown_at)
            ordered = tuple(name for name in names if name in state.chosen)
            return replace(state, stage=Stage.PLAN, chosen=ordered, seconds=seconds)
        raise refuse(event)

    def _edit(self, state: VillagesState, event: Event) -> VillagesState:
        if event.name == "back" and not event.value:
            return replace(state, stage=Stage.PLAN, page="")
        if event.name == "copy" and not event.value and state.page != "all":
            return replace(state, draft=self.planner.alike(state.draft, int(state.page) - 1))
        if event.name != "spend":
            raise refuse(event)
        name, sign = event.value[:-1], event.value[-1:]
        for place, slot in enumerate(self.planner.slots):
            if slot.id == name and slot.page == state.page and sign in {"+", "-"}:
                level = state.draft[place] + (1 if sign == "+" else -1)
                if not 0 <= level <= MOST_LEVEL:
                    raise Refused(say("A measure has the levels 0, 1 and 2."))
                draft = (*state.draft[:place], level, *state.draft[place + 1 :])
                return replace(state, draft=draft)
        raise refuse(event)

    def _decide(self, state: VillagesState, event: Event) -> VillagesState:
        over = len(state.played) == QUARTERS
        if state.stage is Stage.SEEN and event.name == "finish" and not event.value and over:
            return replace(state, stage=Stage.END)
        if over:
            raise refuse(event)
        if state.stage is Stage.SEEN and (event.name, event.value) == ("open", "plan"):
            return replace(state, stage=Stage.PLAN)
        if event.name == "run" and event.value in {"quarter", "year"}:
            return self._run(state, event)
        if state.stage is Stage.PLAN:
            if event.name == "edit" and event.value in {slot.page for slot in self.planner.slots}:
                return replace(state, stage=Stage.EDIT, page=event.value)
            if event.name == "clear" and not event.value:
                return replace(state, draft=self.planner.nothing)
        raise refuse(event)

    def _run(self, state: VillagesState, event: Event) -> VillagesState:
        cost, left = self.planner.cost(state.draft), self.left(state)
        if cost > left:
            raise Refused(
                say("This plan costs {cost} points, and {left} are left.", cost=cost, left=left)
            )
        times = 1
        if event.value == "year":
            times = self.to_year_end(state)
            times = min(times, left // cost) if cost else times
        return replace(state, stage=Stage.SEEN, played=state.played + (state.draft,) * times)

    def left(self, state: VillagesState) -> int:
        """Return the points that are left."""
        return self.game.budget - sum(map(self.planner.cost, state.played))

    def to_year_end(self, state: VillagesState) -> int:
        """Return how many quarters are left of this year, 1 to 4."""
        return YEAR - len(state.played) % YEAR

    def chosen(self, state: VillagesState) -> tuple[Observed, ...]:
        """Return the chosen villages."""
        return tuple(each for each in self.villages(state.seed) if each.village.id in state.chosen)

    def setting(self, state: VillagesState) -> Setting:
        """Return what decides chance and world."""
        places = tuple(each.place for each in self.chosen(state))
        return Setting(state.seed, places, state.assumed)

    def offers_seen(self, state: VillagesState) -> tuple[int, ...]:
        """Return the vague offers of the last quarter by village, in the world that is shown."""
        last = self.runs.last(self.setting(state), state.played)
        return tuple(int(number) for number in last[COUNTED.index("offers"), :, OWN, DRAWN])

    def view(self, state: VillagesState) -> View:
        """Return cover, table of villages, plan, quarter or debrief."""
        return debrief(self, state) if state.stage is Stage.END else draw(self, state)

    def outcome(self, state: VillagesState) -> Outcome | None:
        """Return points for choice and plan after the last quarter, in the mean of all worlds."""
        if state.stage is not Stage.END:
            return None
        share = choice_share(self.game, self.chosen(state))
        verdict = self.runs.verdict(self.setting(state), state.played)
        right = sorted(e.village.id for e in neediest(self.game, self.villages(state.seed)))
        weight = self.game.choice_weight
        earned = weight * share + (ALL_POINTS - weight) * verdict.share
        judgements = (
            self._judged(
                "village-choice",
                " ".join(right),
                " ".join(sorted(state.chosen)),
                state.seconds,
                correct=share >= GOOD_CHOICE,
            ),
            self._judged(
                "village-plan",
                self.game.plans[verdict.best].id,
                self._resembles(state),
                0.0,
                correct=verdict.share >= GOOD_PLAN,
            ),
        )
        ending = "good" if all(each.correct for each in judgements) else "mixed"
        if verdict.share == 0:
            ending = "poor"
        return Outcome(judgements, round(earned, 1), ALL_POINTS, ending)

    def _resembles(self, state: VillagesState) -> str:
        """Return the id of the rival whose spending is nearest to what was spent."""
        spent = [sum(levels) for levels in zip(*state.played, strict=True)]

        def apart(place: int) -> int:
            rival = [sum(levels) for levels in zip(*self.runs.rivals[place], strict=True)]
            return sum(abs(a - b) for a, b in zip(spent, rival, strict=True))

        return self.game.plans[min(range(len(self.game.plans)), key=apart)].id

    def _judged(
        self,
        kind: str,
        right: str,
        chosen: str,
        seconds: float,
        *,
        correct: bool,
    ) -> Judgement:
        return Judgement(
            kind=kind,
            subject=self.game.id,
            fingerprint=self.fingerprint,
            signs=(),
            right=right,
            chosen=chosen,
            correct=correct,
            signal=None,
            called=None,
            confidence=None,
            seconds=seconds,
        )

    def paper(self, state: VillagesState) -> View | None:
        """Return the comparison on one sheet to print, None before the end."""
        return sheet(self, state) if state.stage is Stage.END else None

    def next_event(self, state: VillagesState, habit: Habit, chance: Random) -> Event:
        """Return what a person of a habit does next."""
        return next_event(self, state, habit, chance)

    def summary(self) -> str:
        """Return title, numbers of villages, measures and quarters; no answers."""
        game = self.game
        return (
            f"{game.title}: {len(game.villages)} desa, {len(game.measures)} kegiatan, "
            f"{QUARTERS} triwulan [{self.fingerprint}]"
        )
