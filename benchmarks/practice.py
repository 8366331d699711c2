"""What five minutes a day teach simulated learners: our schedule, random order, blocked order.

Learners forget after FSRS-6: each sign has a memory state of its own, moved by the equations of the
library ``fsrs`` with parameters that are those of the learner, not those of the scheduler, and that
the scheduler never sees. It sees judgements, as in a kernel: right or wrong, and how sure.

Whoever remembers a sign tells it from its look-alike with d' = 2.5; whoever does not has d' = 0 and
guesses with a leaning. Each question is followed by its explanation, so the sign is reviewed either
way: as "again" if it was not remembered, as "good" if it was. A mixed test two weeks after the last
day, four cases and four look-alikes of every sign, gives d' (log-linear). Nobody knows a sign at first,
so the test before gives 0 and all of d' is gained. All three orders have the same days and minutes:
those that our schedule asks for.

``--write`` puts the table into README.md.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from itertools import accumulate, cycle, islice
from random import Random
from statistics import NormalDist, mean
from typing import TYPE_CHECKING, NamedTuple

from fsrs import Card, Rating, Scheduler
from fsrs.scheduler import DEFAULT_PARAMETERS
from report import main, table

from tppo_kit.activities.practice.choosing import both_sides, queue
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.simulations.practices import Practice
from tppo_kit.learning.detection import Counts, detect
from tppo_kit.learning.memory import day_of, memories
from tppo_kit.records import Dated, Judgement
from tppo_kit.sessions.opening.practice import opened
from tppo_kit.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

DAYS = 42
PAUSE = 14
LEARNERS = 40
#: Number of the first learner; nobody looked at these while the schedule was made.
FIRST = 20_000
#: Cases and look-alikes of each sign in the test.
CASES = 4
RESAMPLES = 2000
SHARP = 2.5
_NORMAL = NormalDist()
_EPOCH = dt.datetime(2026, 1, 5, 12, tzinfo=dt.UTC)
Asked = list[tuple[str, str]]


@dataclass(frozen=True)
class Kind:
    """A kind of learner: how the true parameters differ from the defaults of the scheduler.

    ``start`` multiplies the stability after a first meeting, ``growth`` is added to the logarithm
    of what a review adds, ``decay`` is w20 of the forgetting curve, ``calls`` the chance of calling
    for action on a guess, ``shift`` moves the criterion of who remembers.
    """

    name: str
    start: float
    growth: float
    decay: float
    calls: float = 0.5
    shift: float = 0.0


class Result(NamedTuple):
    """What a course gave: d' gained and the minutes it took."""

    gained: float
    minutes: float

    @property
    def hourly(self) -> float:
        """Return the d' gained in each hour of practice."""
        return 60 * self.gained / self.minutes


KINDS = (
    Kind("quick", 2.0, 0.3, 0.15),
    Kind("slow", 0.5, -0.5, 0.25),
    Kind("forgetful", 0.6, -0.2, 0.5),
    Kind("suspicious", 1.0, 0.0, 0.2, calls=0.85, shift=-0.4),
)


@dataclass
class Learner:
    """One simulated person; each sign is easy, middling or hard for this one."""

    kind: Kind
    signs: Sequence[str]
    chance: Random
    cards: dict[str, Card] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Draw how hard each sign is."""
        truths = [_truth(self.kind, hardness) for hardness in (0.5, 1.0, 2.0)]
        self._truth = {sign: self.chance.choice(truths) for sign in self.signs}

    def remembers(self, sign: str, day: int) -> bool:
        """Tell, by chance, whether the meaning of a sign is there today."""
        card = self.cards.get(sign)
        if card is None:
            return False
        chance: float = self._truth[sign].get_card_retrievability(card, _moment(day))
        return self.chance.random() < chance

    def calls(self, *, knows: bool, signal: bool) -> bool:
        """Tell whether this one calls for action."""
        if not knows:
            return self.chance.random() < self.kind.calls
        mid = SHARP / 2 if signal else -SHARP / 2
        return self.chance.random() < _NORMAL.cdf(mid - self.kind.shift)

    def asked(self, sign: str, side: str, day: int) -> Judgement:
        """Return the judgement on a case; its explanation is read, so the sign is reviewed."""
        knows = self.remembers(sign, day)
        called = self.calls(knows=knows, signal=side == "+")
        card = self.cards.get(sign) or Card(card_id=1, due=_moment(day))
        rating = Rating.Good if knows else Rating.Again
        self.cards[sign], _ = self._truth[sign].review_card(card, rating, _moment(day))
        sure = self.chance.choice((80, 90, 100) if knows else (50, 60, 70))
        return _judged(sign, signal=side == "+", called=called, confidence=sure)

    def tested(self, day: int) -> float:
        """Return d' of a mixed test of all signs, which teaches nothing."""
        hits = false_alarms = 0
        signs = [*self.signs] * CASES
        for sign in signs:
            hits += self.calls(knows=self.remembers(sign, day), signal=True)
            false_alarms += self.calls(knows=self.remembers(sign, day), signal=False)
        many = len(signs)
        return detect(Counts(hits, many, false_alarms, many)).sensitivity


def _truth(kind: Kind, hardness: float) -> Scheduler:
    own = list(DEFAULT_PARAMETERS)
    own[:4] = [min(100.0, value * kind.start / hardness) for value in own[:4]]
    own[8] += kind.growth
    own[20] = kind.decay
    return Scheduler(own, learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _moment(day: int) -> dt.datetime:
    return _EPOCH + dt.timedelta(days=day)


def _judged(sign: str, *, signal: bool, called: bool, confidence: int) -> Judgement:
    right, chosen = ("consult" if way else "no-concern" for way in (signal, called))
    return Judgement(
        kind="vignette",
        subject=sign,
        fingerprint="simulated",
        signs=(sign,),
        right=right,
        chosen=chosen,
        correct=signal == called,
        signal=signal,
        called=called,
        confidence=confidence,
        seconds=30.0,
    )


class Adaptive:
    """What the kit asks: what is due, what is new; nothing on days without either."""

    def __init__(self, signs: Sequence[str], plan: Practice) -> None:
        """Take the signs in the order in which they are taught."""
        self._signs = signs
        self._plan = plan

    def asked(self, day: int, earlier: Sequence[Dated]) -> Asked:
        """Return the cases of a day."""
        remembered = memories(earlier, lambda judgement: judgement.signs)
        plan = self._plan
        today = queue(self._signs, remembered, day_of(_at(day)), plan.new_signs, plan.questions)
        if not today.wanted:
            return []
        leaning = Counter[str]()
        for dated in earlier:
            leaning[dated.judgement.subject] += 1 if dated.judgement.signal else -1
        return both_sides(today.all, plan.questions, lambda *pair: pair, lambda sign: leaning[sign])


class Fixed:
    """A course written before anybody answers, taken in portions as large as the adaptive ones."""

    def __init__(self, course: Asked, portions: Sequence[int]) -> None:
        """Take the course and how much of it is done on each day."""
        self._days, self._course = list(accumulate(portions, initial=0)), course

    def asked(self, day: int, _earlier: Sequence[Dated]) -> Asked:
        """Return the cases of a day."""
        return self._course[self._days[day] : self._days[day + 1]]


def in_random_order(signs: Sequence[str], long: int, chance: Random) -> Asked:
    """Return as many rounds of all signs as are needed, everything shuffled."""
    rounds = -(-long // len(signs))
    course = [
        (sign, "+-"[(number + turn) % 2])
        for turn in range(rounds)
        for number, sign in enumerate(signs)
    ]
    chance.shuffle(course)
    return course[:long]


def in_blocks(signs: Sequence[str], long: int) -> Asked:
    """Return one family after the other, each as long as it has signs, its signs in turn."""
    families: dict[str, list[str]] = {}
    for sign in signs:
        families.setdefault(sign.split("-")[1], []).append(sign)
    course: Asked = []
    begun = 0
    for family in families.values():
        begun += len(family)
        turns = ((sign, side) for side in cycle("+-") for sign in family)
        course += islice(turns, round(long * begun / len(signs)) - len(course))
    return course


def trained(kind: Kind, signs: Sequence[str], plan: Practice, seed: int) -> tuple[Result, ...]:
    """Return for each order what the same learner gains, on the same days in the same minutes."""
    adaptive, portions = _course_of(kind, signs, seed, Adaptive(signs, plan))
    long = sum(portions)
    fixed = (in_random_order(signs, long, Random(seed)), in_blocks(signs, long))
    gained = [
        adaptive,
        *(_course_of(kind, signs, seed, Fixed(course, portions))[0] for course in fixed),
    ]
    minutes = long * plan.minutes / plan.questions
    return tuple(Result(each, minutes) for each in gained)


def _course_of(
    kind: Kind, signs: Sequence[str], seed: int, order: Adaptive | Fixed
) -> tuple[float, list[int]]:
    """Return the d' of a test after the pause, and how many cases each day had."""
    learner = Learner(kind, signs, Random(f"{kind.name} {seed}"))
    earlier: list[Dated] = []
    portions = []
    for day in range(DAYS):
        asked = order.asked(day, earlier)
        earlier += [Dated(_at(day), learner.asked(sign, side, day)) for sign, side in asked]
        portions.append(len(asked))
    return learner.tested(DAYS - 1 + PAUSE), portions


def _at(day: int) -> float:
    return _moment(day).timestamp()


def interval(values: Sequence[float], seed: int) -> tuple[float, float]:
    """Return the 95 percent bootstrap interval (percentiles) of a mean over learners."""
    chance = Random(seed)
    means = sorted(mean(chance.choices(values, k=len(values))) for _ in range(RESAMPLES))
    return means[round(0.025 * RESAMPLES)], means[round(0.975 * RESAMPLES) - 1]


def measured(learners: int) -> str:
    """Return the table: d' gained, minutes, d' an hour, and by how much ours is ahead."""
    catalogue = Catalogue(load_settings().data)
    plan = catalogue.get(Practice, "harian")
    signs = opened("harian", catalogue).pools["desa"].signs
    found = {
        kind.name: [trained(kind, signs, plan, FIRST + number) for number in range(learners)]
        for kind in KINDS
    }
    found["all four"] = [each for results in found.values() for each in results]
    rows = [_row(who, number, results) for who, results in found.items() for number in range(3)]
    head = ("learner", "order", "d′ gained", "minutes", "d′ per hour (95 %)", "ours ahead by")
    how = (
        f"; {learners} learners of each kind, {DAYS} days, test after {PAUSE} more, "
        f"{len(signs)} signs, seeded; percentile bootstrap over learners, paired"
    )
    return table(how, head, rows)


def _row(who: str, number: int, found: Sequence[tuple[Result, ...]]) -> tuple[str, ...]:
    own = [results[number] for results in found]
    low, high = interval([each.hourly for each in own], 1)
    ahead = "–"
    if number:
        gaps = [results[0].hourly - results[number].hourly for results in found]
        least, most = interval(gaps, 2)
        ahead = f"{mean(gaps):.3f} ({least:.3f} to {most:.3f})"
    return (
        who,
        ("ours", "random", "blocked")[number],
        f"{mean(each.gained for each in own):.2f}",
        f"{mean(each.minutes for each in own):.0f}",
        f"{mean(each.hourly for each in own):.3f} ({low:.3f} to {high:.3f})",
        ahead,
    )


if __name__ == "__main__":
    main(__doc__, LEARNERS, "practice", measured)
