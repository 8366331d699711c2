"""The profile as views: two sentences, a picture that needs no colour, and the measures apart."""

import pytest

from tppo_kit.activities.blocks import Prose, Scale
from tppo_kit.activities.drawing import Box, Drawing, Label
from tppo_kit.content.signs import Phase, Sign
from tppo_kit.language import LANGUAGES, shown
from tppo_kit.learning.detection import FEWEST
from tppo_kit.records import Judgement
from tppo_kit.sessions.profile import FAMILIES, family_name, measures_view, named, profile_view
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


def cases(name, seen, missed, over, left):
    """Return decisions on one family."""
    sign = f"T-{name}-01"
    return [
        *judged("seen", seen, sign),
        *judged("missed", missed, sign),
        *judged("over", over, sign),
        *judged("left", left, sign),
    ]


@pytest.fixture
def made():
    """Give decisions in which each of three families shows something else."""
    return [
        *cases("REK", 9, 1, 1, 9),
        *cases("DOK", 3, 5, 1, 7),
        *cases("PBT", 6, 2, 5, 3),
    ]


def picture(view):
    """Return the drawing of a view."""
    return next(block for block in view.blocks if isinstance(block, Drawing))


def sentences(view, language="en"):
    """Return the two sentences."""
    leads = [each for each in view.blocks if isinstance(each, Prose) and each.style == "lead"]
    return [shown(each.text, language) for each in leads]


def test_a_newcomer_reads_how_many_cases_are_missing():
    """Without cases there is a single passage that says how many of each kind it takes."""
    for view in (profile_view([]), profile_view(judged("no case"))):
        (only,) = view.blocks
        assert dict(only.text.values) == {"signals": FEWEST, "noises": FEWEST}


@pytest.mark.parametrize("harmless", range(FEWEST))
def test_with_too_few_cases_nothing_is_shown_but_how_many_are_missing(harmless):
    """No figure is shown before it means something."""
    made = judged("seen", 9) + judged("left", harmless)
    (only,) = profile_view(made).blocks

    assert dict(only.text.values) == {"signals": 0, "noises": FEWEST - harmless}
    assert measures_view(made) is None


def test_two_sentences_say_what_is_seen_missed_and_over_called(made):
    """The first names the strength, the second the two weaknesses."""
    assert sentences(profile_view(made)) == [
        "You see well: Recruitment.",
        (
            "You suspect too quickly: Passport counter and border; and you often miss: "
            "Documents and travel."
        ),
    ]


@pytest.mark.parametrize(
    ("more", "second"),
    [
        (cases("DOK", 2, 8, 0, 9), "You often miss: Documents and travel."),
        (cases("DOK", 9, 0, 8, 2), "You suspect too quickly: Documents and travel."),
        ([], "Nothing stands out that you miss or suspect too quickly."),
    ],
)
def test_the_second_sentence_names_only_what_is_there(more, second):
    """One weakness alone, or none, makes a shorter sentence."""
    assert sentences(profile_view([*cases("REK", 9, 1, 1, 9), *more]))[1] == second


def spread(seen, missed, over, left):
    """Return decisions on all families, each met too seldom to be told by itself."""
    return [one for name in ("REK", "DOK", "PBT") for one in cases(name, seen, missed, over, left)]


@pytest.mark.parametrize(
    ("made", "first", "second"),
    [
        (
            spread(2, 0, 2, 0),
            "There is no kind of sign yet that you see safely.",
            "You suspect too quickly: all kinds of signs together.",
        ),
        (
            spread(0, 2, 0, 2),
            "There is no kind of sign yet that you see safely.",
            "You often miss: all kinds of signs together.",
        ),
        (
            spread(2, 0, 0, 2),
            "You see well: all kinds of signs together.",
            "Nothing stands out that you miss or suspect too quickly.",
        ),
    ],
)
def test_where_no_kind_can_be_told_all_together_are(made, first, second):
    """Who suspects everybody reads it, however the cases are spread over the kinds of signs."""
    assert sentences(profile_view(made)) == [first, second]


def test_without_a_strength_the_first_sentence_says_so():
    """Nobody is praised for what they do not do yet."""
    view = profile_view(cases("REK", 3, 7, 5, 5))

    assert sentences(view)[0] == "There is no kind of sign yet that you see safely."


def test_the_picture_says_each_number_beside_its_bar(made):
    """Every bar has its counts in letters, and the striped one differs by more than its colour."""
    drawn = picture(profile_view(made))
    words = [shown(each.text, "en") for each in drawn.shapes if isinstance(each, Label)]
    styles = [each.style for each in drawn.shapes if isinstance(each, Box)]

    assert words[:6] == [
        *("All together", "seen 18 of 26", "suspected 7 of 26"),
        *("Recruitment", "seen 9 of 10", "suspected 1 of 10"),
    ]
    assert styles.count("hatched") == styles.count("accent") == 4
    assert next(shown(line, "en") for line in drawn.words) == (
        "All together. Calls for action: seen 18 of 26. Harmless ones: suspected 7 of 26."
    )


def test_a_bar_is_as_long_as_its_share():
    """Half of the cases fill half of the track."""
    drawn = picture(profile_view(cases("REK", 5, 5, 2, 8)))
    boxes = [each for each in drawn.shapes if isinstance(each, Box)]
    track, full = boxes[0], boxes[1]

    assert full.width == pytest.approx(track.width / 2)


def test_a_family_with_few_cases_says_how_many_are_missing_instead_of_a_bar():
    """A dashed track without a bar stands there, with the number of cases it takes."""
    view = profile_view([*cases("REK", 9, 1, 1, 9), *cases("DAR", 2, 0, 6, 0)])
    drawn = picture(view)
    words = [shown(each.text, "en") for each in drawn.shapes if isinstance(each, Label)]

    assert words[6:] == ["Online", "3 more cases", "suspected 6 of 6"]
    assert sum("dashed" in each.style for each in drawn.shapes) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_fits_a_phone(made, language):
    """Nothing stands outside, and the longest words fit beside their bars at 340 units."""
    every = [one for name in FAMILIES for one in cases(name, 400, 4, 400, 4)]
    for judgements in (made, every):
        drawn = picture(profile_view(judgements))

        assert drawn.width == 340
        for shape in drawn.shapes:
            if isinstance(shape, Box):
                assert shape.x >= 0
                assert shape.x + shape.width <= drawn.width
                assert shape.y + shape.height <= drawn.height
            else:
                # Letters of 13 units are half as wide on average, bold ones of 14 a little more.
                wide = 6.7 if "small" in shape.style else 8.5
                assert shape.x + wide * len(shown(shape.text, language)) <= drawn.width


def test_families_come_in_the_order_of_the_phases(made):
    """The order is the same for everybody, so that two visits can be compared."""
    words = [shown(line, "en").split(".")[0] for line in picture(profile_view(made)).words]

    assert words == [
        "All together",
        "Recruitment",
        "Documents and travel",
        "Passport counter and border",
    ]


def test_the_measures_have_an_interval_and_words(made):
    """Both measures stand inside their interval, and are said in words."""
    scales = [block for block in measures_view(made).blocks if isinstance(block, Scale)]

    assert len(scales) == 2
    for scale in scales:
        assert scale.low < scale.value < scale.high
        assert scale.smallest < 0 < scale.largest
        assert dict(scale.words.values) == {
            "value": scale.value,
            "low": scale.low,
            "high": scale.high,
        }


def test_a_leaning_is_named_only_when_it_is_sure(made):
    """Calling always and calling never are told apart from each other and from nothing sure."""
    always = judged("seen", 20) + judged("over", 20)
    never = judged("missed", 20) + judged("left", 20)
    found = {measures_view(each).blocks[-1].text.text for each in (always, never, made)}

    assert len(found) == 3


def test_every_family_of_the_real_signs_has_a_name(catalogue):
    """The middle letters of each sign's id stand for the phase that the sign has."""
    found = {sign.id.split("-")[1]: sign.phase for sign in catalogue.all(Sign)}

    assert found == FAMILIES
    assert set(found.values()) == set(Phase)
    assert family_name("XYZ") == "XYZ"


def test_several_names_are_joined_into_one_part_of_a_sentence():
    """One name stands alone, more are joined."""
    assert shown(named(["REK"]), "en") == "Recruitment"
    assert shown(named(["REK", "KRJ", "DAR"]), "en") == "Recruitment and Workplace and Online"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_can_be_drawn_in_both_languages(made, language):
    """Numbers and words stand there as HTML and as text, with the comma where it belongs."""
    view = measures_view(made)
    scale = next(block for block in view.blocks if isinstance(block, Scale))
    number = f"{scale.value:.2f}".replace("-", "−")
    number = number.replace(".", ",") if language == "id" else number

    assert number in draw_html(view, language)
    assert number in draw_text(view, language)
    assert "<svg" in draw_html(profile_view(made), language)
    assert sentences(profile_view(made), language)[0] in draw_text(profile_view(made), language)
