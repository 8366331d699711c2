"""Practice data as a table, for a notebook in which learners count for themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.learning.practice_data import Assumptions, Channel
from tppo_kit.learning.practice_data import practice_cases as draw_cases
from tppo_kit.records import Rung

if TYPE_CHECKING:
    from pandas import DataFrame

_CHANNELS: dict[Channel, str] = {"counter": "datang", "phone": "telepon", "cadre": "kader"}
_RUNGS = {
    Rung.NO_CONCERN: "seperti biasa",
    Rung.INFORM: "beri info",
    Rung.CONSULT: "tanya dulu",
    Rung.REFER: "hubungkan",
    Rung.URGENT: "segera",
}


def practice_cases(seed: int, **assumed: float) -> DataFrame:
    """Return an invented year of worries as a table; one seed, one table.

    What may be assumed, and its usual value, stands in
    ``tppo_kit.learning.practice_data.Assumptions``. The column ``perlu_langkah`` holds what no
    real table holds: whether the situation truly called for action.
    """
    # A learner's kernel loads pandas here, and only here.
    from pandas import DataFrame  # noqa: PLC0415

    cases = draw_cases(seed, Assumptions(**assumed))  # type: ignore[arg-type]
    return DataFrame(
        {
            "bulan": [case.month for case in cases],
            "desa": [f"Desa {case.village}" for case in cases],
            "dilaporkan": [case.given is not None for case in cases],
            "saluran": [case.channel and _CHANNELS[case.channel] for case in cases],
            "langkah": [case.given and _RUNGS[case.given] for case in cases],
            "langkah_tepat": [_RUNGS[case.right] for case in cases],
            "ditandai": [bool(case.given and case.given.calls_for_action) for case in cases],
            "perlu_langkah": [case.right.calls_for_action for case in cases],
            "hari": [case.days for case in cases],
            "setuju": [case.agreed for case in cases],
            "rekaan": [case.invented for case in cases],
        }
    )
