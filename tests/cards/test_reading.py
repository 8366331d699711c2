import io
import struct
import subprocess
import sys
import zlib

import cv2
import numpy as np
import pytest
from photos import Look, jpeg, scene
from PIL import Image

from tppo_kit.cards import reading as reading_module
from tppo_kit.cards.reading import MOST_BYTES, Reading, merge, read_cards
from tppo_kit.errors import KitError

ANSWERS = {3: "A", 8: "B", 20: "C", 31: "D", 40: "E"}
#: How each orientation of EXIF is stored: what must be done to an upright picture.
STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.fixture(scope="module")
def picture():
    """Return an easy scene of five cards, as brightness."""
    return scene(ANSWERS, Look(size=(1000, 750), mark=(60, 80), clutter=10), 3)


def png(picture):
    """Return a picture as a PNG file."""
    return cv2.imencode(".png", picture)[1].tobytes()


def with_orientation(picture, orientation, kind):
    """Return a file whose pixels are stored turned, and whose EXIF tells how."""
    image = Image.fromarray(picture)
    if STORED[orientation] is not None:
        image = image.transpose(STORED[orientation])
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = io.BytesIO()
    image.save(file, kind, exif=exif)
    return file.getvalue()


def png_header(width, height):
    """Return a small PNG file that promises a picture of this size."""

    def chunk(name, data):
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    size = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + body + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("many", [20_000_000, 1000], ids=["whole", "half size"])
def test_the_rotation_noted_by_a_phone_is_honoured(picture, orientation, kind, many, monkeypatch):
    """All eight orientations of EXIF give the same letters, also when decoded at half size."""
    monkeypatch.setattr(reading_module, "MANY_PIXELS", many)
    photo = with_orientation(picture, orientation, kind)

    assert read_cards(photo, ANSWERS).letters == ANSWERS


@pytest.mark.parametrize(
    "stored",
    [
        lambda grey: grey,
        lambda grey: cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR),
        lambda grey: cv2.merge([grey, grey, grey, np.full_like(grey, 90)]),
        lambda grey: grey.astype(np.uint16) * 257,
        lambda grey: cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR).astype(np.uint16) * 257,
    ],
    ids=["grey", "colour", "alpha", "16 bit grey", "16 bit colour"],
)
def test_every_kind_of_png_is_read(picture, stored):
    """Grey, colour, transparent and 16-bit pictures say the same."""
    assert read_cards(png(stored(picture)), ANSWERS).letters == ANSWERS


@pytest.mark.parametrize(
    "photo",
    [
        b"",
        b"garbage" * 500,
        b"GIF89a" + b"\0" * 300,
        b"\xff\xd8\xff\xe0",
        b"\x89PNG\r\n\x1a\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
    ids=["empty", "garbage", "gif", "jpeg start", "png start", "svg"],
)
def test_a_file_that_is_no_photo_is_refused_with_a_sentence(photo):
    """The sentence tells which pictures can be opened."""
    with pytest.raises(KitError, match="JPEG or PNG"):
        read_cards(photo, [1])


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.6, 0.95])
def test_a_photo_cut_off_on_its_way_tells_no_wrong_letter(picture, share):
    """A truncated file is refused, or what is left of it is read rightly."""
    whole = jpeg(picture)
    try:
        reading = read_cards(whole[: int(len(whole) * share)], ANSWERS)
    except KitError:
        reading = Reading({}, tuple(ANSWERS), ())

    assert reading.letters.items() <= ANSWERS.items()
    assert {*reading.letters, *reading.missed, *reading.doubtful} == ANSWERS.keys()


def test_noise_in_a_file_does_no_harm(picture):
    """Flipped bytes in a photo never make the reader fail otherwise than with its sentences."""
    chance = np.random.default_rng(7)
    whole = np.frombuffer(jpeg(picture), np.uint8)
    for _ in range(25):
        broken = whole.copy()
        broken[chance.integers(0, len(broken), 12)] = chance.integers(0, 256, 12)
        try:
            reading = read_cards(broken.tobytes(), ANSWERS)
        except KitError:
            continue

        assert reading.letters.items() <= ANSWERS.items()


@pytest.mark.parametrize(
    ("width", "height"), [(60_000, 60_000), (9000, 9000), (2**31 - 1, 1), (20_000, 20_000)]
)
def test_a_header_that_promises_too_much_is_refused_before_decoding(width, height, monkeypatch):
    """A small file that would unpack to gigabytes is never unpacked."""

    def decoded(*_):
        pytest.fail("the picture was decoded")

    monkeypatch.setattr(cv2, "imdecode", decoded)

    with pytest.raises(KitError, match="too large"):
        read_cards(png_header(width, height), [1])


def test_a_file_of_too_many_bytes_is_refused():
    """A file beyond the limit is not even looked at."""
    with pytest.raises(KitError, match="too large"):
        read_cards(b"\xff\xd8" + b"\0" * MOST_BYTES, [1])


def test_a_picture_of_one_pixel_is_a_photo_without_cards():
    """The smallest picture is no error."""
    reading = read_cards(png(np.zeros((1, 1), np.uint8)), [2])

    assert reading.missed == (2,)
    assert "too dark" in reading.hint.render("en")


def test_without_opencv_the_sentence_tells_how_to_install_it(monkeypatch):
    """Nothing but reading cards needs the extra, and the sentence names it."""
    monkeypatch.setitem(sys.modules, "cv2", None)

    with pytest.raises(KitError, match=r"kit\.py cards"):
        read_cards(b"", [1])


def test_opencv_is_loaded_only_when_a_photo_is_read():
    """Importing the reader and drawing a sheet loads neither OpenCV nor Pillow."""
    code = (
        "import sys, tppo_kit.cards.reading, tppo_kit.cards.sheet as s; s.sheet_page([1], 'id');"
        "sys.exit(len({'cv2', 'PIL'} & sys.modules.keys()))"
    )
    run = subprocess.run([sys.executable, "-c", code], check=False)

    assert run.returncode == 0


def test_a_number_without_a_card_is_refused(picture):
    """Only the numbers printed can have been handed out."""
    with pytest.raises(KitError, match="1 to 40"):
        read_cards(jpeg(picture), [41])


def test_nobody_has_a_card_yet(picture):
    """With no card handed out, a card seen is doubtful, and none is read or missed."""
    reading = read_cards(jpeg(picture), [])

    assert (dict(reading.letters), reading.missed) == ({}, ())
    assert reading.doubtful
    assert set(reading.doubtful) <= ANSWERS.keys()


def test_two_photos_complete_each_other():
    """What one photo misses the other may show; what both miss stays missed."""
    first = Reading({1: "A", 2: "B"}, missed=(3, 4), doubtful=())
    second = Reading({2: "B", 3: "E"}, missed=(1, 4), doubtful=())

    assert merge([first, second]) == Reading({1: "A", 2: "B", 3: "E"}, (4,), ())


def test_two_photos_that_disagree_leave_a_card_doubtful():
    """A card with two letters in two photos tells nothing, nor one that a photo doubts."""
    first = Reading({1: "A", 2: "B"}, missed=(), doubtful=(9,))
    second = Reading({1: "C"}, missed=(), doubtful=(2,))

    assert merge([first, second]) == Reading({}, (), (1, 2, 9))


def test_photos_of_the_room_disagree_about_a_card_that_was_turned():
    """Somebody turned the card between two photos: that card is doubtful, the others stay."""
    look = Look(size=(800, 600), mark=(60, 80), clutter=5)
    photos = [jpeg(scene({5: letter, 6: "C"}, look, 1)) for letter in "AB"]
    merged = merge(read_cards(photo, [5, 6, 7]) for photo in photos)

    assert merged == Reading({6: "C"}, (7,), (5,))


def test_the_hint_is_kept_only_while_no_photo_shows_a_card():
    """Two photos without a card keep the first hint; one card makes it vanish."""
    empty = read_cards(png(np.zeros((40, 40), np.uint8)), [1])
    full = Reading({1: "D"}, (), ())

    assert merge([empty, empty]).hint == empty.hint
    assert merge([empty, full]) == full
    assert merge([]) == Reading({}, (), ())
