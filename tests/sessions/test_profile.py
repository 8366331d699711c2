"""The profile as a view: what was seen, missed and over-called, and how sure that is."""

import re

import pytest

from tppo_kit.activities.blocks import Lines, Prose, Scale
from tppo_kit.activities.shelves.signs import PHASES
from tppo_kit.content.signs import Phase, Sign
from tppo_kit.language import LANGUAGES
from tppo_kit.learning.detection import FEWEST
from tppo_kit.records import Judgement, Outcome
from tppo_kit.sessions.profile import FAMILIES, profile_view
from tppo_kit.store.attempts import Result
from tppo_kit.views.draw import draw_html, draw_text

#: Whether the case called for action, and whether the person did.
KINDS = {
    "seen": (True, True),
    "missed": (True, False),
    "over": (False, True),
    "left": (False, False),
    "no case": (None, None),
}


def judged(kind, times=1, sign="T-REK-01"):
    """Return that many decisions of a kind."""
    signal, called = KINDS[kind]
    one = Judgement(
        kind="vignette",
        subject="s",
        fingerprint="f",
        signs=(sign,),
        right="refer" if signal else "inform",
        chosen="refer" if called else "inform",
        correct=signal == called,
        signal=signal,
        called=called,
        confidence=80,
        seconds=3.0,
    )
    return [one] * times


def view_of(*groups):
    """Return the profile after results with these judgements."""
    return profile_view([Result("quiz:x", 1.0, Outcome(tuple(g), 0, len(g))) for g in groups])


def values(view):
    """Return the values of every message in the first list."""
    lines = next(block for block in view.blocks if isinstance(block, Lines))
    return [dict(entry.text.values) for entry in lines.entries]


@pytest.fixture
def full():
    """Give a profile with enough cases of both kinds, from two attempts."""
    seen, missed = judged("seen", 6), judged("missed", 2)
    over, left = judged("over", 3, "T-DOK-03"), judged("left", 5)
    return view_of(seen + over, missed + left)


def test_without_a_result_it_says_what_to_do():
    """A newcomer reads what will stand here, in a single passage."""
    for view in (view_of(), view_of(judged("no case"))):
        assert [type(block) for block in view.blocks] == [Prose]


def test_it_counts_over_all_attempts(full):
    """Seen, missed and over-called are pooled over everything this person has finished."""
    assert values(full) == [
        {"hits": 6, "signals": 8},
        {"misses": 2, "signals": 8},
        {"over": 3, "harmless": 8},
    ]


def test_it_measures_with_an_interval(full):
    """With enough cases both measures stand there, each inside its interval, and in words."""
    scales = [block for block in full.blocks if isinstance(block, Scale)]

    assert len(scales) == 2
    for scale in scales:
        assert scale.low < scale.value < scale.high
        assert scale.smallest < 0 < scale.largest
        assert dict(scale.words.values) == {
            "value": scale.value,
            "low": scale.low,
            "high": scale.high,
        }


@pytest.mark.parametrize("harmless", range(1, FEWEST))
def test_with_too_few_cases_it_says_how_many_are_missing(harmless):
    """No figure is shown before it means something; the gap is named instead."""
    cases = judged("seen", 9) + judged("left", harmless)
    view = view_of(cases)
    texts = [b.text for b in view.blocks if isinstance(b, Prose) and not isinstance(b.text, str)]

    assert not any(isinstance(block, Scale) for block in view.blocks)
    assert {"missing": FEWEST - harmless} in [dict(text.values) for text in texts]


def test_cases_of_one_kind_only_are_shown_or_named_missing():
    """Somebody who has met only calls for action, or none, still gets a page that can be drawn."""
    for cases in (judged("seen", 7), judged("over", 7)):
        assert draw_html(view_of(cases), "id")


def leaning(view):
    """Return the sentence after the second measure."""
    place = max(n for n, block in enumerate(view.blocks) if isinstance(block, Scale))
    return view.blocks[place + 1].text


def test_a_leaning_is_named_only_when_it_is_sure(full):
    """Calling always and calling never are told apart from each other and from nothing sure."""
    always = view_of(judged("seen", 20) + judged("over", 20))
    never = view_of(judged("missed", 20) + judged("left", 20))

    assert len({leaning(view).text for view in (always, never, full)}) == 3


def test_families_are_told_by_place_and_time(full):
    """Each family of signs has a line with its name and its own counts, and no empty ones."""
    lines = [block for block in full.blocks if isinstance(block, Lines)][1]
    told = [entry.text.render("en") for entry in lines.entries]

    assert sorted(re.findall(r"\d+", text) for text in told) == [["3", "3"], ["6", "8", "0", "5"]]
    for sign, text in zip(["DOK", "REK"], told, strict=True):
        assert PHASES[FAMILIES[sign]].render("en") in text


def test_every_family_of_the_real_signs_has_a_name(catalogue):
    """The middle letters of each sign's id stand for the phase that the sign has."""
    found = {sign.id.split("-")[1]: sign.phase for sign in catalogue.all(Sign)}

    assert found == FAMILIES
    assert set(found.values()) == set(Phase)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_can_be_drawn_in_both_languages(full, language):
    """Numbers and words stand there as HTML and as text, with the comma where it belongs."""
    scale = next(block for block in full.blocks if isinstance(block, Scale))
    number = f"{scale.value:.2f}".replace("-", "−")
    number = number.replace(".", ",") if language == "id" else number

    assert number in draw_html(full, language)
    assert number in draw_text(full, language)
