from collections import Counter
from dataclasses import replace

import cv2
import numpy as np
import pytest
from photos import LOOKS, Look, hall_of_thirty, jpeg, photo_of_test_set, scene

from tppo_kit.cards.reading import LEAN, read_cards

#: The share of cards that must be read at least; one in eight has a thumb over its mark.
FLOORS = {
    "bright": 0.85,
    "dim": 0.85,
    "nearly dark": 0.75,
    "out of focus": 0.8,
    "shaken": 0.8,
    "small": 0.8,
    "grainy": 0.8,
    "all at once": 0.75,
}


@pytest.mark.parametrize("name", LOOKS)
def test_no_letter_is_ever_wrong(name):
    """Of 25 photos in each of eight conditions no letter is wrong, and most are read."""
    told = Counter()
    for seed in range(25):
        photo, answers = photo_of_test_set(name, seed)
        reading = read_cards(photo, answers)
        told["wrong"] += sum(answers[n] != letter for n, letter in reading.letters.items())
        told["read"] += len(reading.letters)
        told["cards"] += len(answers)
        told["lost"] += len(answers) - len(
            {*reading.letters, *reading.missed, *reading.doubtful} & answers.keys()
        )

    assert told["wrong"] == 0
    assert told["lost"] == 0
    assert told["read"] >= FLOORS[name] * told["cards"]


@pytest.mark.parametrize("seed", [1, 4])
def test_at_least_28_of_30_cards_are_read_in_a_hall(seed):
    """Tilted, dim, blurred, two of them covered: the others are read, the missed are named."""
    photo, answers = hall_of_thirty(seed)

    reading = read_cards(photo, answers)

    assert len(reading.letters) >= 28
    assert reading.letters.items() <= answers.items()
    assert set(reading.missed) == answers.keys() - reading.letters.keys()
    assert reading.doubtful == ()


def test_a_room_without_cards_shows_none():
    """Windows, tiles, writing and grids that look like marks are never taken for a card."""
    look = Look(size=(1280, 960), clutter=250)
    readings = [read_cards(jpeg(scene({}, look, seed)), range(1, 41)) for seed in range(10)]

    assert all(not reading.letters and not reading.doubtful for reading in readings)
    assert all(len(reading.missed) == 40 for reading in readings)
    assert all("No card" in reading.hint.render("en") for reading in readings)


@pytest.mark.parametrize("tilt", [0, 30])
def test_a_leaning_card_says_the_nearest_letter_or_is_doubtful(tilt):
    """Turned all the way round, a card is read near a letter and doubted between two."""
    look = Look(size=(800, 600), mark=(90, 110), tilt=tilt, clutter=5, shadows=0)
    for degrees in range(0, 360, 5):
        reading = read_cards(jpeg(scene({5: degrees}, look, degrees)), [5])
        lean = abs((degrees + 45) % 90 - 45)
        nearest = "ADCB"[round(degrees / 90) % 4]

        assert reading.letters.get(5, nearest) == nearest
        if tilt == 0:
            assert (5 in reading.letters) == (lean <= LEAN)
            assert (5 in reading.doubtful) == (lean > LEAN)


def test_a_card_that_is_tilted_far_is_never_read_wrongly():
    """Beyond what is promised, with 60 degrees of tilt and 35 of lean, a letter is still right."""
    look = Look(size=(1280, 960), tilt=60, lean=35, mark=(60, 110))
    answers = {number: "ABCDE"[number % 5] for number in range(1, 11)}

    for seed in range(15):
        reading = read_cards(jpeg(scene(answers, look, seed)), answers)

        assert reading.letters.items() <= answers.items()


def test_a_mirrored_picture_tells_no_letter(mirrored_refused):
    """However cards are mirrored, sideways or upside down, not one letter is told."""
    answers = {number: "ABCDE"[number % 5] for number in range(1, 7)}
    for seed in range(3):
        picture = scene(answers, Look(size=(1280, 960)), seed)
        for flipped in (picture[:, ::-1], picture[::-1], picture.T, np.rot90(picture, 2).T):
            mirrored_refused(jpeg(np.ascontiguousarray(flipped)), answers)


@pytest.mark.parametrize("turns", range(4))
def test_the_direction_sign_rights_a_photo_that_lies_on_its_side(turns):
    """With the sign in the photo, the letters are the same however the photo is turned."""
    answers = {number: "ABCDE"[number % 5] for number in range(1, 7)}
    picture = scene(answers, Look(size=(1280, 960)), 4, sign=True)
    reading = read_cards(jpeg(np.rot90(picture, turns)), answers)

    assert reading.letters == answers


def test_a_card_shown_twice_with_two_letters_is_doubtful():
    """Two copies of a card in one photo that disagree tell nothing; another card stays sure."""
    look = Look(size=(800, 600), mark=(60, 80), clutter=5)
    left = scene({5: "A", 6: "C"}, look, 1)
    right = scene({5: "B"}, look, 2)
    reading = read_cards(jpeg(cv2.hconcat([left, right])), [5, 6, 7])

    assert reading.letters == {6: "C"}
    assert reading.doubtful == (5,)
    assert reading.missed == (7,)


def test_a_card_never_handed_out_is_doubtful():
    """A number that is not in the room tells nothing, and is named."""
    look = Look(size=(800, 600), mark=(60, 80), clutter=5)
    reading = read_cards(jpeg(scene({5: "A", 6: "C"}, look, 1)), [6])

    assert reading.letters == {6: "C"}
    assert reading.doubtful == (5,)
    assert reading.missed == ()


def test_dark_and_blurred_photos_name_all_cards_as_missed_and_say_why():
    """A photo in which nothing can be found is no error: all are missed, with a hint."""
    look = replace(LOOKS["bright"], mark=(40, 60))
    dark = read_cards(jpeg(scene({5: "A"}, replace(look, light=0.004), 1)), [5, 6])
    blurred = read_cards(jpeg(scene({5: "A"}, replace(look, blur=14, noise=0), 1)), [5, 6])

    assert dark.missed == blurred.missed == (5, 6)
    assert "too dark" in dark.hint.render("en")
    assert "blurred" in blurred.hint.render("en")
