"""Documents, tables, numbers to set and pictures: drawn for eyes, fingers and readers alike."""

import re
from xml.etree import ElementTree as ET

import pytest

from tppo_kit.activities.blocks import Step, Steppers, Table, View
from tppo_kit.activities.documents import Paper, PaperField
from tppo_kit.activities.drawing import Box, Dot, Drawing, Label, Stroke
from tppo_kit.language import say
from tppo_kit.views.draw import draw_html, draw_svg, draw_text

PASSPORT = Paper(
    "passport",
    "Paspor",
    (
        PaperField("Berlaku sampai", "3 Mei 2031", "paspor.sampai", "chosen"),
        PaperField("Nama", "Rina <b>", note="rekaan"),
    ),
    event="mark",
)
TABLE = Table("Hasil", ("Kelompok", "Tepat"), (("Perlu langkah", "3"), ("Lainnya", "2")))
BUDGET = Steppers(
    "fund", "Bagi poin", (Step("a", "Pertemuan", 0, 0, 2), Step("b", "Kanal", 2, 0, 2))
)
MAP = Drawing(
    "Peta <pasar>",
    340,
    100,
    (
        Box(0, 0, 50, 50, "hatched"),
        Dot(80, 25, 20.04, "crossed"),
        Stroke(((0, 60), (50, 60)), "dashed"),
        Stroke(((0, 60), (50, 60), (20, 90)), "closed"),
        Label(10, 95, "Pasar & dermaga", "small", "end"),
    ),
    ("Pasar: dua satuan.", say("Nothing here.")),
)


@pytest.fixture
def drawn(read):
    """Give a function that draws a block alone and reads the HTML."""

    def page(block):
        return read(draw_html(View("Uji", (block,)), "id", place="s"))

    return page


def test_a_field_with_a_name_can_be_pressed(drawn):
    """The named field is a button that says label, value and whether it is chosen."""
    page = drawn(PASSPORT)
    (button,) = page.of("button")

    assert (button["data-event"], button["data-value"]) == ("mark", "paspor.sampai")
    assert button["aria-pressed"] == "true"
    assert button["aria-label"] == "Berlaku sampai: 3 Mei 2031"
    assert "Rina <b>" in page.words
    assert "rekaan" in page.words


def test_a_document_without_an_event_is_only_read(drawn):
    """Nothing on it can be pressed."""
    assert drawn(Paper("visa", "Visa", PASSPORT.fields)).of("button") == []


def test_a_table_names_its_rows_and_columns(drawn):
    """Head cells have their scope, numbers their class, and the region its caption."""
    page = drawn(TABLE)

    assert [cell["scope"] for cell in page.of("th")] == ["col", "col", "row", "row"]
    assert [cell.get("class") for cell in page.of("td")] == ["number", "number"]
    assert page.of("div")[-1]["aria-label"] == "Hasil"


def test_a_number_stops_at_its_bounds(drawn):
    """Less at the least and more at the most cannot be pressed; each says what it changes."""
    buttons = {button["data-value"]: button for button in drawn(BUDGET).of("button")}

    assert buttons.keys() == {"a-", "a+", "b-", "b+"}
    assert [name for name, one in buttons.items() if "aria-disabled" in one] == ["a-", "b+"]
    assert buttons["a+"]["aria-label"] == "Tambah: Pertemuan, 0"


def test_a_picture_says_itself_in_words(drawn):
    """The picture's name holds its words, and they stand below it as well."""
    page = drawn(MAP)
    (picture,) = [one for one in page.of("svg") if one.get("role") == "img"]

    assert picture["aria-label"].startswith("Peta <pasar>. Pasar: dua satuan. ")
    assert "Pasar & dermaga" in page.words
    assert page.words.count("Pasar: dua satuan.") == 1
    assert picture["viewbox"] == "0 0 340 100"
    assert [shape["r"] for shape in page.of("circle")] == ["20.0"]


def test_patterns_of_two_pictures_do_not_mix(read):
    """Ids of patterns carry the place and the title, so two pictures keep their own."""
    other = Drawing("Papan", 340, 100, MAP.shapes, MAP.words)
    reader = read(draw_html(View("Uji", (MAP, other)), "id", place="s"))

    assert len(reader.ids) == len(set(reader.ids))


@pytest.mark.parametrize("block", [PASSPORT, TABLE, BUDGET, MAP], ids=lambda b: type(b).__name__)
def test_plain_text_says_all_of_it(block):
    """The transcript holds every label, value and word, and draws no tags."""
    text = draw_text(View("Uji", (block,)), "id")
    wanted = {
        Paper: ["<mark paspor.sampai> Berlaku sampai: 3 Mei 2031", "Nama: Rina <b> (rekaan)"],
        Table: ["Hasil", "Perlu langkah | 3"],
        Steppers: ["Bagi poin", "<fund a+|-> Pertemuan: 0"],
        Drawing: ["Peta <pasar>", "Pasar: dua satuan."],
    }

    assert all(line in text for line in wanted[type(block)])


def test_a_picture_alone_is_sound_xml_with_its_colours():
    """On paper there is no style sheet, so the picture carries its own; texts stay escaped."""
    svg = draw_svg(MAP, "id")
    root = ET.fromstring(svg)  # noqa: S314 - our own
    texts = [each.text for each in root.iter("{http://www.w3.org/2000/svg}text")]

    assert root.get("viewBox") == "0 0 340 100"
    assert texts == ["Pasar & dermaga"]
    assert "var(" not in svg
    assert {"url(#p-h)", "url(#p-c)"} == set(re.findall(r"url\(#[a-z-]+\)", svg))
