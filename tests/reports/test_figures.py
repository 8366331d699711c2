"""Pictures of reports: inside their frame, told apart without colour, and whole in words."""

from itertools import pairwise

import pytest

from tppo_kit.activities.drawing import Box, Dot, Label, Stroke
from tppo_kit.language import say, shown
from tppo_kit.reports.figures import Line, heat_map, interval_chart, lines_chart
from tppo_kit.reports.scales import Interval

MONTHS = ("Jul", "Agu", "Sep", "Okt")
ROWS = (
    Interval("Desa Anis", 1.25, 0.8, 1.7, 24),
    Interval(say("village"), None, None, None, 3),
    Interval("Kantor", -1.4, -2.9, 0.1, 14),
)
SEEN = Line("Terlihat", (*(Interval("", 0.1 * n, 0.05, 0.9, 9) for n in (5, 6)), ROWS[1], ROWS[0]))
TROUBLED = Line("Salah tuduh", tuple(Interval("", 0.2, None, None, 9) for _ in range(4)))
CHART = interval_chart("Kepekaan", ROWS, -1, 4, "0 berarti menebak")
TIME = lines_chart("Dari bulan ke bulan", MONTHS, (SEEN, TROUBLED), note="bulan")
MAP = heat_map(
    "Kelompok tanda", ("desa", "kantor"), ("Rekrutmen", "Dokumen"), ((0.2, 1.6), (None, 0.9))
)


def places(shape):
    """Return the points that a shape touches."""
    if isinstance(shape, Box):
        return [(shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height)]
    return shape.points if isinstance(shape, Stroke) else [(shape.x, shape.y)]


def labels(drawing):
    """Return every label as an Indonesian reads it."""
    return [shown(each.text, "id") for each in drawing.shapes if isinstance(each, Label)]


def words(drawing):
    """Return the words of a picture in Indonesian."""
    return [shown(each, "id") for each in drawing.words]


@pytest.mark.parametrize("drawing", [CHART, TIME, MAP], ids=lambda each: each.title)
def test_everything_lies_inside_the_frame(drawing):
    """No shape reaches beyond width or height, and a phone shows the width as it is."""
    outside = [
        (x, y)
        for shape in drawing.shapes
        for x, y in places(shape)
        if not (0 <= x <= drawing.width and 0 <= y <= drawing.height)
    ]

    assert outside == []
    assert drawing.width == 340


def test_an_interval_says_how_sure_and_how_many():
    """Value and people stand beside the line; the words hold the ends of the interval too."""
    assert {"1,25", "24 orang", "Desa Anis", "0 berarti menebak"} <= set(labels(CHART))
    assert words(CHART)[0] == "0 berarti menebak"
    assert words(CHART)[1] == (
        "Desa Anis: 1,25, rentang 95 persen dari 0,80 sampai 1,70 (24 orang)"
    )


def test_too_few_people_leave_no_trace():
    """A hidden row shows the limit, no mark and no number of people."""
    dots = [each for each in CHART.shapes if isinstance(each, Dot)]

    assert len(dots) == 2
    assert labels(CHART).count("<5") == 1
    assert not any("3 orang" in each for each in (*labels(CHART), *words(CHART)))
    assert words(CHART)[2].endswith("tidak ditampilkan, kurang dari 5 orang atau kasus")


def test_what_lies_beyond_the_scale_is_drawn_at_its_end():
    """The dot of minus 1.4 stands at the mark of minus 1, and its number is the true one."""
    left = min(each.x for each in CHART.shapes if isinstance(each, Dot))
    minus_one = next(each.x for each in CHART.shapes if getattr(each, "text", "") == "−1")

    assert left == minus_one
    assert "−1,40" in labels(CHART)


def test_the_line_of_nought_is_dashed_where_values_may_be_negative():
    """From minus 1 to 4 each row has one dashed line; from 0 to 1 there is none."""
    shares = interval_chart("Langkah", ROWS[:1], 0, 1, form="share")

    assert sum("dashed" in each.style for each in CHART.shapes) == len(ROWS)
    assert sum("dashed" in each.style for each in shares.shapes) == 0
    assert {"0%", "100%"} <= set(labels(shares))


def test_lines_differ_in_stroke_and_mark():
    """Two lines never share a stroke or a mark, and each is named beside its sample."""
    samples = [each for each in TIME.shapes if isinstance(each, Stroke | Dot)]
    strokes = {each.style for each in samples if isinstance(each, Stroke)} - {"quiet thin", "thin"}

    assert strokes == {"thick", "dashed"}
    assert {each.style for each in samples if isinstance(each, Dot)} == {"strong", "none"}
    assert {"Terlihat", "Salah tuduh", *MONTHS} <= set(labels(TIME))


def test_a_hidden_month_is_a_gap():
    """Nothing is drawn across it: the line of two months ends, and one alone is only a mark."""
    thick = [each for each in TIME.shapes if isinstance(each, Stroke) and each.style == "thick"]
    strong = [each for each in TIME.shapes if isinstance(each, Dot) and each.style == "strong"]

    assert [len(each.points) for each in thick] == [2, 2]  # its sample, and the first two months
    assert len(strong) == 1 + 3
    assert "Sep: tidak ditampilkan" in words(TIME)[1]


def test_many_months_keep_every_point_and_thin_out_their_names():
    """Of twelve months each has its mark, and the names that are shown do not touch."""
    months = [f"{n}/26" for n in range(1, 13)]
    line = Line("Terlihat", tuple(Interval("", 0.5, None, None, 9) for _ in months))
    chart = lines_chart("Setahun", months, (line,))
    named = [each for each in chart.shapes if isinstance(each, Label) and each.text in months]

    assert sum(isinstance(each, Dot) for each in chart.shapes) == 1 + 12
    assert min(b.x - a.x for a, b in pairwise(named)) > 36


def test_a_heat_map_tells_levels_by_number_and_fill():
    """Low is hatched, middling soft, high dark with light letters, and hidden is dashed."""
    cells = [each for each in MAP.shapes if isinstance(each, Box) and each.height in {30, 6}]

    assert [each.style for each in cells] == ["", "hatched", "accent", "none dashed quiet", "soft"]
    assert {"0,20", "1,60", "<5", "0,90", "di bawah 0,50", "mulai 1,50"} <= set(labels(MAP))
    assert "light" in next(each.style for each in MAP.shapes if shown_as(each, "1,60"))


def shown_as(shape, text):
    """Tell whether a shape is a label with a text."""
    return isinstance(shape, Label) and shown(shape.text, "id") == text


def test_a_heat_map_says_each_row_in_full():
    """Each cell is named by its column's own name, not by its letter."""
    assert words(MAP) == [
        "Rekrutmen. desa: 0,20; kantor: 1,60",
        "Dokumen. desa: kurang dari 5; kantor: 0,90",
    ]


def test_more_columns_than_a_phone_takes_make_it_wider():
    """Twelve columns keep their cells wide enough for a number."""
    columns = [f"kolom {n}" for n in range(12)]
    wide = heat_map("Lebar", columns, ("satu",), (tuple(0.5 for _ in columns),))

    assert wide.width == 8 + 12 * 40
    assert max(x for shape in wide.shapes for x, _ in places(shape)) <= wide.width


def test_a_long_name_is_cut_in_the_picture_alone():
    """The picture ends it with dots; the words hold all of it."""
    name = "Kantor dengan nama yang amat panjang sekali sehingga tidak muat di gambar"
    chart = interval_chart("Uji", (Interval(name, 0.5, None, None, 9),), 0, 1)

    assert any(each.endswith("…") and len(each) < len(name) for each in labels(chart))
    assert words(chart) == [f"{name}: 0,50 (9 orang)"]
