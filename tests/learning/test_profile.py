"""The profile: what a person sees, misses and over-calls, and when nothing is said yet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tppo_kit.learning.detection import FEWEST, Counts, detect
from tppo_kit.learning.profile import Family, profile
from tppo_kit.records import Judgement


def judgement(signal, called, signs=("T-REK-07",)):
    """Return a decision on a case."""
    return Judgement(
        kind="vignette",
        subject="x",
        fingerprint="0" * 12,
        signs=tuple(signs),
        right="consult" if signal else "no-concern",
        chosen="consult" if called else "no-concern",
        correct=signal == called,
        signal=signal,
        called=called,
        confidence=80,
        seconds=9.5,
    )


def decisions(hits, misses, false_alarms, passed):
    """Return decisions in these numbers."""
    return [
        *[judgement(signal=True, called=True)] * hits,
        *[judgement(signal=True, called=False)] * misses,
        *[judgement(signal=False, called=True)] * false_alarms,
        *[judgement(signal=False, called=False)] * passed,
    ]


def test_nothing_is_said_about_somebody_who_has_done_nothing():
    """A fresh profile has no figure and asks for cases."""
    found = profile([])

    assert (found.counts, found.detection, found.families) == (None, None, ())
    assert found.leaning == "unknown"
    assert (found.missing_signals, found.missing_noises) == (FEWEST, FEWEST)
    assert (found.seen_well, found.missed, found.over_called) == ((), (), ())


@pytest.mark.parametrize(
    ("signals", "noises", "missing"),
    [(9, 0, (0, 5)), (0, 9, (5, 0)), (4, 9, (1, 0)), (9, 2, (0, 3)), (1, 1, (4, 4))],
)
def test_too_few_cases_of_a_kind_give_no_figure(signals, noises, missing):
    """The person is told how many more of each kind are needed."""
    found = profile(decisions(signals, 0, 0, noises))

    assert found.detection is None
    assert found.leaning == "unknown"
    assert (found.missing_signals, found.missing_noises) == missing


def test_enough_cases_give_the_figure_of_all_attempts():
    """With five of each kind the measure is that of the pooled counts."""
    found = profile(decisions(4, 1, 2, 3))

    assert found.counts == Counts(4, 5, 2, 5)
    assert found.detection == detect(Counts(4, 5, 2, 5))
    assert (found.missing_signals, found.missing_noises) == (0, 0)


@pytest.mark.parametrize(
    ("made", "leaning"),
    [
        ((20, 0, 20, 0), "calls-too-often"),
        ((0, 20, 0, 20), "calls-too-seldom"),
        ((18, 2, 2, 18), "balanced"),
        ((5, 0, 0, 5), "balanced"),
        ((5, 0, 1, 4), "balanced"),
        ((19, 1, 12, 8), "calls-too-often"),
        ((8, 12, 1, 19), "calls-too-seldom"),
    ],
)
def test_a_leaning_is_named_only_when_it_is_sure(made, leaning):
    """Calling everybody leans one way, calling nobody the other, a few slips neither."""
    assert profile(decisions(*made)).leaning == leaning


@given(st.tuples(*[st.integers(0, 30)] * 4))
def test_a_leaning_and_its_mirror_are_opposite(made):
    """Who answers the other way round leans the other way."""
    hits, misses, false_alarms, passed = made
    mirror = {
        "calls-too-often": "calls-too-seldom",
        "calls-too-seldom": "calls-too-often",
        "balanced": "balanced",
        "unknown": "unknown",
    }

    assert (
        profile(decisions(misses, hits, passed, false_alarms)).leaning
        == mirror[profile(decisions(*made)).leaning]
    )


def test_families_say_what_is_seen_and_what_is_over_called():
    """Calls for action and look-alikes are counted apart, by family of signs, by name."""
    found = profile(
        [
            judgement(signal=True, called=True, signs=["T-REK-07"]),
            judgement(signal=True, called=False, signs=["T-REK-06", "T-DOK-03"]),
            judgement(signal=False, called=True, signs=["T-DOK-03"]),
            judgement(signal=False, called=False, signs=["T-DOK-01"]),
        ]
    )

    assert found.families == (
        Family("DOK", seen=0, present=1, over_called=1, look_alikes=2),
        Family("REK", seen=1, present=2, over_called=0, look_alikes=0),
    )


def test_two_signs_of_one_family_count_once():
    """A case is one decision, however many of its signs are of a family."""
    found = profile([judgement(signal=True, called=True, signs=["T-REK-06", "T-REK-07"])])

    assert found.families == (Family("REK", 1, 1, 0, 0),)


def test_a_case_without_signs_counts_in_no_family():
    """A harmless vignette about a non-sign still counts as a decision."""
    found = profile([judgement(signal=False, called=True, signs=[])] * 2)

    assert found.families == ()
    assert found.missing_noises == FEWEST - 2


def test_questions_of_knowledge_do_not_count():
    """Where nothing was to be detected, neither figure nor family moves."""
    made = [*decisions(5, 0, 0, 5), judgement(None, None), judgement(signal=True, called=None)]

    assert profile(made) == profile(decisions(5, 0, 0, 5))


def test_judgements_may_come_one_by_one():
    """A stream from the log gives the same profile as a list."""
    made = decisions(5, 1, 2, 6)

    assert profile(iter(made)) == profile(made)


@given(st.permutations(decisions(6, 2, 3, 6)))
def test_the_order_of_attempts_does_not_matter(made):
    """A profile is about what was decided, not when."""
    assert profile(made) == profile(decisions(6, 2, 3, 6))


def family(name, hits, misses, false_alarms, passed):
    """Return decisions on one family of signs."""
    signs = [f"T-{name}-01"]
    return [
        *[judgement(signal=True, called=True, signs=signs)] * hits,
        *[judgement(signal=True, called=False, signs=signs)] * misses,
        *[judgement(signal=False, called=True, signs=signs)] * false_alarms,
        *[judgement(signal=False, called=False, signs=signs)] * passed,
    ]


def test_what_is_seen_missed_and_over_called_is_named_the_clearest_first():
    """Each list begins with the family that shows it most."""
    found = profile(
        [
            *family("REK", 9, 1, 0, 10),
            *family("DOK", 10, 0, 1, 9),
            *family("PBT", 4, 6, 5, 5),
            *family("KRJ", 6, 4, 8, 2),
        ]
    )

    assert found.seen_well == ("DOK", "REK")
    assert found.missed == ("PBT", "KRJ")
    assert found.over_called == ("KRJ", "PBT")


def test_who_calls_always_does_not_see_well():
    """Calling in every case of a family, harmless ones too, shows no eye for it."""
    found = profile(family("REK", 10, 0, 10, 0))

    assert (found.seen_well, found.over_called) == ((), ("REK",))


def test_without_look_alikes_nothing_is_seen_well():
    """Who has met only calls for action may be somebody who calls always."""
    found = profile([*family("REK", 10, 0, 0, 0), *family("DOK", 0, 0, 10, 0)])

    assert found.seen_well == ()


def test_at_most_two_families_are_named():
    """A sentence that names everything says nothing."""
    names = ("REK", "DOK", "PBT")
    made = [one for name in names for one in family(name, 10, 0, 0, 10)]

    assert profile(made).seen_well == ("DOK", "PBT")


@pytest.mark.parametrize("cases", range(1, FEWEST))
def test_a_family_with_few_cases_has_no_rate(cases):
    """With fewer than five of a kind a family is not named, however clear it looks."""
    found = profile(family("REK", cases, 0, cases, 0))

    assert found.families[0].hit_rate is None
    assert found.families[0].miss_rate is None
    assert found.families[0].over_call_rate is None
    assert (found.seen_well, found.missed, found.over_called) == ((), (), ())


def test_between_well_and_often_nothing_is_named():
    """Three of four seen is neither well seen nor often missed."""
    found = profile(family("REK", 15, 5, 5, 15))

    assert (found.seen_well, found.missed, found.over_called) == ((), (), ())
