import re
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import sync_playwright
from rig import QUIET, find_browser, install_browser

from tppo_kit.cards.marks import CARDS, place, rows
from tppo_kit.cards.reading import read_cards
from tppo_kit.cards.sheet import CARD, CELL, card_svg, direction_svg, sheet_page
from tppo_kit.errors import KitError

SVG = "{http://www.w3.org/2000/svg}"


def letters(svg):
    """Return the letters of a card by the side they stand at, clockwise from the top."""
    texts = ET.fromstring(svg).findall(f"{SVG}text")  # noqa: S314 - our own drawing
    turned = {text.get("transform"): text.text for text in texts if text.get("transform")}
    return "".join(turned[f"rotate({90 * turn} 70 70)"] for turn in range(4))


@pytest.mark.parametrize("side", ["front", "back"])
def test_the_white_squares_are_the_bits_of_the_mark(side):
    """Every card is drawn as its mark says, a white cell for each one."""
    for number in CARDS:
        path = ET.fromstring(card_svg(number, side)).find(f"{SVG}path").get("d")  # noqa: S314
        cells = {(float(y), float(x)) for x, y in re.findall(r"M([\d.]+) ([\d.]+)h12.5v", path)}
        margin = (CARD - 8 * CELL) / 2
        ones = {
            (margin + (line + 1) * CELL, margin + (column + 1) * CELL)
            for line, row in enumerate(rows(place(number, side)))
            for column, bit in enumerate(row)
            if bit == "1"
        }

        assert cells == ones


def test_the_letters_run_clockwise_on_the_front_and_the_other_way_on_the_back():
    """Front and back agree on which edge of the card is which letter."""
    assert letters(card_svg(5, "front")) == "ABCD"
    assert letters(card_svg(5, "back")) == "ADCB"


def test_both_sides_bear_the_number_and_the_back_the_fifth_letter():
    """Nobody glues a back behind another front."""
    assert ">12<" in card_svg(12, "front")
    assert ">12 E<" in card_svg(12, "back")


def test_the_direction_sign_says_no_letter():
    """The sign for the wall is a mark alone."""
    assert "<text" not in direction_svg()


def test_every_front_page_is_followed_by_the_backs_of_the_same_cards():
    """Printed on both sides, each back falls behind its front, and fronts begin on odd pages."""
    html = sheet_page([3, 9, 4, 3], "en")
    pages = html.split('<section class="page')[1:]
    numbers = [re.findall(r'<text x="5" y="9">([^<]+)<', page) for page in pages]

    assert numbers == [[], [], ["3", "4"], ["3 E", "4 E"], ["9"], ["9 E"]]


def test_the_page_asks_for_nothing_from_anywhere():
    """The sheet has no script, no picture to fetch and no address but its namespace."""
    html = sheet_page(CARDS, "id").replace("http://www.w3.org/2000/svg", "")

    assert not re.search(r"https?:|//\w|<script|<img|@import|url\(", html)


def test_the_sentences_follow_the_language():
    """The sheet speaks Indonesian or English."""
    assert "Huruf di sisi atas: jawaban Anda." in sheet_page([1], "id")
    assert "The letter at the top is your answer." in sheet_page([1], "en")
    assert '<html lang="id">' in sheet_page([1], "id")


def test_an_unknown_card_is_refused():
    """There is no card beyond the fortieth, on no side and in no sheet."""
    with pytest.raises(KitError):
        card_svg(41, "back")
    with pytest.raises(KitError):
        sheet_page([1, 41], "id")


def draw(html):
    """Return what a browser makes of a page: a picture of each sheet, and the PDF of all."""
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=find_browser() or install_browser(), args=QUIET
        )
        page = browser.new_page(viewport={"width": 1024, "height": 768})
        page.set_content(html)
        drawn = [each.screenshot() for each in page.query_selector_all(".page")]
        paper = page.pdf(prefer_css_page_size=True)
        browser.close()
    return drawn, paper


@pytest.mark.browser
def test_the_pages_that_a_browser_draws_are_read_back():
    """What comes out on paper is what the reader knows: two fronts say A, two backs say E."""
    # In a thread of its own: other browser tests keep a loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        drawn, paper = pool.submit(draw, sheet_page([7, 40], "id")).result()

    read = [dict(read_cards(picture, [7, 40]).letters) for picture in drawn]
    assert read == [{}, {}, {7: "A", 40: "A"}, {7: "E", 40: "E"}]
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 4
    assert set(re.findall(rb"/MediaBox\s*\[0 0 (\d+)\S* (\d+)", paper)) == {(b"594", b"841")}
