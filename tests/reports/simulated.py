"""Sessions as they would be held: people with a chosen eye for signs go through a programme.

Everything is written through the host of a room and through attempts, as phones would, so the log
is a real one. What a person decides depends on the seed, the person and the case alone, not on
the order in which cases happen to come.
"""

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from tppo_kit.activities.habits import offered
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.items import Vignette
from tppo_kit.content.programmes import Workshop
from tppo_kit.records import Event
from tppo_kit.reports.periods import start_of
from tppo_kit.sessions.room.ballots import mark_of
from tppo_kit.sessions.room.host import RoomHost
from tppo_kit.sessions.room.playbook import letters, question
from tppo_kit.sessions.solo import Solo
from tppo_kit.settings import REPOSITORY

DATA = REPOSITORY / "data"
VILLAGE_DAY = "lokakarya-perangkat-desa-90"
OFFICE_DAY = "lokakarya-petugas-90"


@dataclass(frozen=True)
class Eye:
    """How often somebody acts on a call for action, and on a harmless look-alike."""

    hit: float
    false_alarm: float


BEFORE = Eye(0.6, 0.5)
AFTER = Eye(0.9, 0.15)
LATER = Eye(0.75, 0.3)


@dataclass
class Clock:
    """A clock that stands where it is put, and goes on by a second at each look."""

    now: float = 0.0

    def __call__(self):
        """Return the time."""
        self.now += 1
        return self.now


@dataclass
class Simulated:
    """Writes sessions and follow-ups into a log."""

    log: object
    seed: int = 1
    data: object = DATA
    clock: Clock = field(default_factory=Clock)
    number: int = 0

    def __post_init__(self):
        """Open the host, which finds no room of the last hours."""
        self.host = RoomHost(self.log, self.data, self.clock)
        self.catalogue = Catalogue(self.data)
        self.faces = {}

    def session(
        self,
        day=dt.date(2026, 10, 5),
        *,
        programme=VILLAGE_DAY,
        place="desa-anis",
        people=30,
        before=BEFORE,
        after=AFTER,
        skipped=(),
        surveyed=None,
        cards=0,
    ):
        """Hold a session; return the id of its room and the seats.

        ``skipped`` are numbers of blocks that were left out, ``surveyed`` how many answered the
        survey, ``cards`` how many voted with printed cards besides the phones.
        """
        self.clock.now = start_of(day) + 9 * 3600
        with self.log.together():
            self.host.open(programme, place=place)
            seats = [self.host.join(None) for _ in range(people)]
            for seat in seats:
                self.number += 1
                self.faces[seat] = f"{self.seed}-{self.number}"
            if cards:
                self.host.do("", "deck", str(cards))
            began = self.clock.now
            blocks = self.catalogue.get(Workshop, programme).blocks
            for number, block in enumerate(blocks):
                if number not in skipped:
                    began = max(began, self.clock.now)
                    self.clock.now = began
                    self.host.do("", "block", str(number))
                    self._played(block, seats, before, after, surveyed, cards)
                    began = max(began + 60 * block.minutes, self.clock.now)
            self.clock.now = began
            self.host.do("", "end")
            return self.host.room.record.id, seats

    def _played(self, block, seats, before, after, surveyed, cards):  # noqa: PLR0917
        kind = block.activity.partition(":")[0]
        if block.forms:
            self.host.do("", "stage", f"each {block.kind} {' '.join(block.forms)}")
            eye = before if block.kind == "before" else after
            for seat in seats:
                self._test(self.host.solo(seat, self.host.room.state.stage), eye, block.kind)
            self.host.do("", "clear")
        elif kind == "scenario":
            self.host.do("", "stage", f"together - {block.activity}")
            self._shared(seats, after, cards)
            self.host.do("", "clear")
        elif kind == "survey":
            self.host.do("", "stage", f"each - {block.activity}")
            for seat in seats[:surveyed]:
                self._survey(self.host.solo(seat, self.host.room.state.stage))
            self.host.do("", "clear")

    def _test(self, solo, eye, purpose):
        solo.send(Event("begin"))
        while not solo.finished:
            item = solo.activity.items[solo.state.order[len(solo.state.answers)]]
            assert isinstance(item, Vignette)
            chance = Random(f"{self.faces[solo.seat]} {item.id} {purpose}")
            signal = item.truth.calls_for_action
            called = chance.random() < (eye.hit if signal else eye.false_alarm)
            astray = "refer" if called else "inform"
            solo.send(Event("answer", item.truth.value if called == signal else astray))
            solo.send(Event("confidence", str(chance.choice((60, 70, 80, 90, 100)))))

    def _shared(self, seats, eye, cards):
        stage = self.host.room.state.stage
        self.host.do("", "take", "begin=")
        while (stage := self.host.room.state.stage) and not self._over(stage):
            group = question(self.host.playbook.view(stage))
            if group is None:
                view = self.host.playbook.view(stage)
                press = offered(view)[0]
                self.host.do("", "take", f"{press.name}={press.value}")
                continue
            self._vote(stage, seats, letters(group), eye, cards)
            counts = self.host.room.state.stage.round.counts()
            self.host.do("", "take", max(sorted(counts), key=counts.get))

    def _over(self, stage):
        play = self.host.playbook.state(stage.key, stage.seed, stage.events)
        return self.host.playbook.activity(stage.key).outcome(play) is not None

    def _vote(self, stage, seats, choices, eye, cards):
        activity = self.host.playbook.activity(stage.key)
        play = self.host.playbook.state(stage.key, stage.seed, stage.events)
        judged = {}
        for choice in choices.values():
            name, _, value = choice.partition("=")
            judged[choice] = activity.judged(play, Event(name, value), None, 0.0)
        self.host.do("", "open")
        for seat in seats:
            chance = Random(f"{self.faces[seat]} {stage.key} {len(stage.events)}")
            found = self._chosen(judged, eye, chance)
            self.host.do(seat, "vote", f"{mark_of(self.host.room.state.stage)} {found}")
        if cards:
            held = " ".join(f"{number}:{'AB'[number % 2]}" for number in range(1, cards + 1))
            self.host.do("", "cards", held)
        self.host.do("", "close")

    @staticmethod
    def _chosen(judged, eye, chance):
        deciding = {name: each for name, each in judged.items() if each is not None}
        signals = {each.signal for each in deciding.values()}
        if len(signals) != 1 or None in signals:
            return chance.choice(sorted(judged))
        signal = signals.pop()
        called = chance.random() < (eye.hit if signal else eye.false_alarm)
        fitting = [name for name, each in deciding.items() if each.called == called]
        return chance.choice(sorted(fitting or deciding))

    def _survey(self, solo):
        solo.send(Event("begin"))
        while not solo.finished:
            options = next(b for b in solo.view().blocks if b.event == "answer").options
            chance = Random(f"{self.faces[solo.seat]} {len(solo.state.given)}")
            values = [option.value for option in options]
            weights = [1 + 2 * place for place in range(len(values))]
            solo.send(Event("answer", chance.choices(values, weights)[0]))

    def follow_up(self, seats, day, days, *, form="test:kasus-a-2", eye=LATER):
        """Let some seats take the test of a follow-up alone."""
        self.clock.now = start_of(day) + 18 * 3600
        activity = self.host.playbook.activity(form)
        with self.log.together():
            for seat in seats:
                solo = Solo(activity, self.log, seat, self.clock, purpose=str(days))
                self._test(solo, eye, str(days))
