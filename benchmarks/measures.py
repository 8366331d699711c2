"""How long one million judgements take to become figures, and how much memory.

Each round is a process of its own, so that its memory is its own. ``--write`` puts the table into
README.md.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from importlib.metadata import version
from random import Random
from typing import TYPE_CHECKING, Any

from report import main, table

from tppo_kit.records import Judged, Judgement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

JUDGEMENTS = 1_000_000
PEOPLE = 12_500
PURPOSES = ("before", "after", "30", "90")
FAMILIES = ("REK", "DOK", "UPA", "JER", "HUT", "ANC", "KER")
NOW = 200 * 86_400.0
STEPS = {
    "frame of all judgements": "frame",
    "families": "by_family",
    "d' and the rest by family": "detections_family",
    "by village and family": "detections_place",
    "by person and family": "detections_person",
    "paired difference, 10,000 resamples": "paired",
    "retention, 4 moments": "retention",
    "calibration": "calibration",
    "item analysis of one test, choices of all": "items",
    "suppression of 40 villages by 7 families": "hidden",
}


class Making:
    """Invented judgements, some people at a time; knows how long the making took.

    Each person takes 20 cases at four moments; half of the cases call for action.
    """

    def __init__(self) -> None:
        """Draw from the same seed each time."""
        self.took = 0.0
        self.chance = Random(1)
        families = [FAMILIES[number % len(FAMILIES)] for number in range(40)]
        self.cases = [
            (f"kasus-{number}", (f"T-{family}-0{number % 3}",), number % 2 == 0)
            for number, family in enumerate(families)
        ]

    def __iter__(self) -> Iterator[Judged]:
        """Yield the judgements of all people."""
        for first in range(0, PEOPLE, 100):
            start = time.process_time()
            made = [each for person in range(first, first + 100) for each in self.person(person)]
            self.took += time.process_time() - start
            yield from made

    def person(self, number: int) -> Iterator[Judged]:
        """Yield the judgements of one person."""
        seat = f"seat{number:06}"
        for moment, purpose in enumerate(PURPOSES):
            form = (number + moment) % 2
            for case in self.cases[form * 20 : form * 20 + 20]:
                yield Judged(
                    seat=seat,
                    at=moment * 40 * 86_400.0 + number,
                    room=f"room{number % 600}",
                    place=f"desa-{number % 40:02}",
                    programme="setengah-hari",
                    activity=f"quiz:form-{form}",
                    attempt=f"{seat}{moment}",
                    purpose=purpose,
                    edition="26.5",
                    judgement=self.judgement(case, 0.6 + 0.1 * (moment % 3)),
                )

    def judgement(self, case: tuple[str, tuple[str, ...], bool], share: float) -> Judgement:
        """Return a judgement that is right with this chance."""
        subject, signs, signal = case
        right = self.chance.random() < share
        called = signal == right
        return Judgement(
            kind="vignette",
            subject=subject,
            fingerprint="0123456789ab",
            signs=signs,
            right="refer" if signal else "inform",
            chosen="refer" if called else "inform",
            correct=right,
            signal=signal,
            called=called,
            confidence=self.chance.choice((50, 60, 70, 80, 90)),
            seconds=8.0,
        )


def peak() -> float:
    """Return the most memory this process had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def analysed() -> dict[str, float]:
    """Analyse all judgements once; return seconds of each step and the memory."""
    from tppo_kit.learning.calibration import calibration  # noqa: PLC0415 - loading is measured
    from tppo_kit.learning.frame import by_family, frame, shares_right  # noqa: PLC0415
    from tppo_kit.learning.gain import paired  # noqa: PLC0415
    from tppo_kit.learning.groups import detections  # noqa: PLC0415
    from tppo_kit.learning.item_analysis import analysis, answers, choices  # noqa: PLC0415
    from tppo_kit.learning.retention import retention  # noqa: PLC0415
    from tppo_kit.learning.suppression import hidden  # noqa: PLC0415

    took: dict[str, float] = {}
    loaded = peak()

    def timed(name: str, work: Callable[[], Any]) -> Any:
        start = time.process_time()
        made = work()
        took[name] = time.process_time() - start
        return made

    making, start = Making(), time.perf_counter()
    whole = timed("frame", lambda: frame(making))
    took["frame"] -= making.took
    families = timed("by_family", lambda: by_family(whole))
    timed("detections_family", lambda: detections(families, ["family"]))
    counts = timed("detections_place", lambda: detections(families, ["place", "family"]))
    timed("detections_person", lambda: detections(families, ["seat", "family"]))
    tests = {purpose: whole[whole["purpose"] == purpose] for purpose in ("before", "after")}
    timed("paired", lambda: paired(*(shares_right(test) for test in tests.values()), seed=1))
    timed("retention", lambda: retention(whole, NOW, seed=1))
    timed("calibration", lambda: calibration(whole))
    form = tests["before"][tests["before"]["activity"] == "quiz:form-0"]
    timed("items", lambda: (analysis(answers(form)), choices(whole)))
    timed("hidden", lambda: hidden(counts["people"].unstack() // 40))
    took["all"] = sum(took[name] for name in STEPS.values())
    took["making"], took["clock"] = making.took, time.perf_counter() - start
    took["loaded_memory"], took["memory"] = loaded, peak()
    return took


def measured(rounds: int) -> str:
    """Return the table of medians over processes."""
    every = [
        json.loads(
            subprocess.run(
                [sys.executable, __file__, "--once"], check=True, capture_output=True, text=True
            ).stdout
        )
        for _ in range(rounds)
    ]
    median = {name: statistics.median(each[name] for each in every) for name in every[0]}
    rows = [(label, f"{median[name]:.2f}") for label, name in STEPS.items()]
    rows += [
        ("**the whole analysis**", f"**{median['all']:.2f}**"),
        ("making the invented judgements, not part of it", f"{median['making']:.2f}"),
        ("both, by the clock", f"{median['clock']:.2f}"),
        ("memory, most (MB)", f"{median['memory']:.0f}"),
        ("memory before the first judgement (MB)", f"{median['loaded_memory']:.0f}"),
    ]
    versions = ", ".join(f"{name} {version(name)}" for name in ("pandas", "numpy", "scipy"))
    how = f", {versions}; {JUDGEMENTS:,} judgements of {PEOPLE:,} people; medians of {rounds}"
    return table(f"{how} processes", ("step", "seconds of CPU"), rows)


if __name__ == "__main__":
    if "--once" in sys.argv:
        print(json.dumps(analysed()))
    else:
        main(__doc__, 3, "measures", measured)
