"""Signal detection for many groups at once; the formulas are those of ``detection``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.special import ndtr, ndtri

from tppo_kit.learning.detection import FEWEST, Z95

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

#: People and decisions, always numbers.
COUNTS = ("people", "hits", "signals", "false_alarms", "noises")
#: What is missing (NaN) where there are too few.
MEASURES = (
    "hit_rate",
    "false_alarm_rate",
    "sensitivity",
    "criterion",
    "log_beta",
    "area",
    "error",
    "sensitivity_low",
    "sensitivity_high",
    "criterion_low",
    "criterion_high",
)


def detections(judgements: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Return counts and measures of each group that decided on a case, pooled over attempts.

    Indexed by the columns ``by``, sorted; columns are ``COUNTS`` (whole numbers, ``people`` are
    different seats) and ``MEASURES`` (of ``detection.Detection``, log-linear correction always).
    The measures are NaN with fewer than five signals or noises, and with fewer than five people,
    except where ``seat`` is one of ``by``: what is about one person is for that person alone.
    The counts are never left out here; who shows them asks ``suppression``.
    """
    made = judgements[judgements["signal"].notna() & judgements["called"].notna()]
    keys = list(by)
    signal = made["signal"].to_numpy(dtype=bool)
    called = made["called"].to_numpy(dtype=bool)
    tallied = made[keys].assign(
        hits=signal & called, signals=signal, false_alarms=~signal & called, noises=~signal
    )
    counts = tallied.groupby(keys, observed=True).sum()
    people = made[[*keys, "seat"] if "seat" not in keys else keys].drop_duplicates()
    counts.insert(0, "people", people.groupby(keys, observed=True).size())
    enough = (counts[["signals", "noises"]] >= FEWEST).all(axis=1)
    if "seat" not in keys:
        enough &= counts["people"] >= FEWEST
    measures = _measures(*(counts[name].to_numpy(dtype=float) for name in COUNTS[1:]))
    found = pd.DataFrame(measures, index=counts.index).where(enough)
    return pd.concat([counts.astype(np.int64), found], axis=1)


def _measures(
    hits: Numbers, signals: Numbers, false_alarms: Numbers, noises: Numbers
) -> dict[str, Numbers]:
    """Return the measures of groups side by side; formulas and sources are in ``detection``."""
    hit_rate = (hits + 0.5) / (signals + 1)
    false_alarm_rate = (false_alarms + 0.5) / (noises + 1)
    z_hit, z_false = ndtri(hit_rate), ndtri(false_alarm_rate)
    sensitivity, criterion = z_hit - z_false, -(z_hit + z_false) / 2
    # A group without a case of a kind has no error; it is left out above.
    error = np.sqrt(
        _variance(hit_rate, np.maximum(signals, 1), z_hit)
        + _variance(false_alarm_rate, np.maximum(noises, 1), z_false)
    )
    values = (
        hit_rate,
        false_alarm_rate,
        sensitivity,
        criterion,
        (z_false**2 - z_hit**2) / 2,
        ndtr(sensitivity / np.sqrt(2)),
        error,
        sensitivity - Z95 * error,
        sensitivity + Z95 * error,
        criterion - Z95 * error / 2,
        criterion + Z95 * error / 2,
    )
    return dict(zip(MEASURES, values, strict=True))


def _variance(rate: Numbers, of: Numbers, z: Numbers) -> Numbers:
    # phi(z)^2 is exp(-z^2) / (2 pi).
    return rate * (1 - rate) / (of * np.exp(-(z**2)) / (2 * np.pi))
