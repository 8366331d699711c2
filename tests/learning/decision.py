"""A right decision on a case that calls for action; the tests of the measures change it."""

from tppo_kit.records import Judged, Judgement

DECISION = Judged(
    seat="s1",
    at=0.0,
    room="r1",
    place="desa-a",
    programme="half-day",
    activity="quiz:a",
    attempt="a1",
    purpose="before",
    edition="26.4",
    judgement=Judgement(
        kind="vignette",
        subject="paket",
        fingerprint="f1",
        signs=(),
        right="refer",
        chosen="refer",
        correct=True,
        signal=True,
        called=True,
        confidence=None,
        seconds=2.5,
    ),
)
