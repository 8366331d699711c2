"""Signal detection: how well a person tells calls for action from harmless look-alikes.

Formulas: Stanislaw & Todorov (1999), Behavior Research Methods, Instruments, & Computers 31,
137-149; correction: Hautus (1995), ibid. 27, 46-51; standard error: Gourevitch & Galanter
(1967), Psychometrika 32, 25-33. Test vectors: the worked example of Stanislaw & Todorov.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tppo_kit.records import Judgement

Correction = Literal["loglinear", "half_n", "none"]
_NORMAL = NormalDist()
#: So many standard errors make half of a 95 percent interval.
Z95 = _NORMAL.inv_cdf(0.975)
#: With fewer cases of either kind no figure is shown: the interval spans nearly everything.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Counts:
    """Decisions counted: hits among signals, false alarms among harmless cases."""

    hits: int
    signals: int
    false_alarms: int
    noises: int

    def __post_init__(self) -> None:
        """Refuse impossible counts.

        Raises:
            ValueError: if a count is negative, larger than its total, or a total is zero.
        """
        if not (0 <= self.hits <= self.signals and 0 <= self.false_alarms <= self.noises):
            msg = f"impossible counts: {self}"
            raise ValueError(msg)
        if self.signals == 0 or self.noises == 0:
            msg = "detection needs at least one case of each kind"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Detection:
    """What the counts say.

    Attributes:
        hit_rate: H, corrected, 0 to 1.
        false_alarm_rate: F, corrected, 0 to 1.
        sensitivity: d', z(H) - z(F); 0 is guessing.
        criterion: c, -(z(H) + z(F)) / 2; below 0 calls too often, above 0 too seldom.
        log_beta: ln of the likelihood ratio at the criterion.
        area: area under the curve, Phi(d' / sqrt 2).
        error: standard error of d'; that of c is half of it.
    """

    hit_rate: float
    false_alarm_rate: float
    sensitivity: float
    criterion: float
    log_beta: float
    area: float
    error: float

    def sensitivity_interval(self) -> tuple[float, float]:
        """Return the 95 percent interval of d'."""
        return self.sensitivity - Z95 * self.error, self.sensitivity + Z95 * self.error

    def criterion_interval(self) -> tuple[float, float]:
        """Return the 95 percent interval of c; var(c) = var(d') / 4."""
        half = Z95 * self.error / 2
        return self.criterion - half, self.criterion + half


def count(judgements: Iterable[Judgement]) -> Counts | None:
    """Count the judgements that were decisions on a case; None without both kinds."""
    hits = signals = false_alarms = noises = 0
    for judgement in judgements:
        if judgement.signal is None or judgement.called is None:
            continue
        if judgement.signal:
            signals += 1
            hits += judgement.called
        else:
            noises += 1
            false_alarms += judgement.called
    return Counts(hits, signals, false_alarms, noises) if signals and noises else None


def detect(counts: Counts, correction: Correction = "loglinear") -> Detection:
    """Return the measures for counts.

    The log-linear correction, (x + 0.5) / (n + 1), is used always, not only for rates of 0 and
    1 (Hautus 1995). ``half_n`` and ``none`` are there to compare with published figures;
    ``none`` raises ``statistics.StatisticsError`` for a rate of 0 or 1.
    """
    hit_rate = _rate(counts.hits, counts.signals, correction)
    false_alarm_rate = _rate(counts.false_alarms, counts.noises, correction)
    z_hit, z_false = _NORMAL.inv_cdf(hit_rate), _NORMAL.inv_cdf(false_alarm_rate)
    sensitivity = z_hit - z_false
    return Detection(
        hit_rate=hit_rate,
        false_alarm_rate=false_alarm_rate,
        sensitivity=sensitivity,
        criterion=-(z_hit + z_false) / 2,
        log_beta=(z_false**2 - z_hit**2) / 2,
        area=_NORMAL.cdf(sensitivity / math.sqrt(2)),
        error=math.sqrt(
            _variance(hit_rate, counts.signals, z_hit)
            + _variance(false_alarm_rate, counts.noises, z_false)
        ),
    )


def _rate(times: int, of: int, correction: Correction) -> float:
    if correction == "loglinear":
        return (times + 0.5) / (of + 1)
    if correction == "half_n":
        # Macmillan & Kaplan (1985): 0 becomes 1/(2n), 1 becomes 1 - 1/(2n).
        return min(max(times / of, 0.5 / of), 1 - 0.5 / of)
    return times / of


def _variance(rate: float, of: int, z: float) -> float:
    return rate * (1 - rate) / (of * _NORMAL.pdf(z) ** 2)
