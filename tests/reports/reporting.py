"""A report that holds every kind of block, and texts that mean no good."""

import datetime as dt

from tppo_kit.activities.blocks import Amount, Entry, Feedback, Heading, Lines, Prose, Table
from tppo_kit.language import say
from tppo_kit.reports.figures import interval_chart
from tppo_kit.reports.report import Part, Report
from tppo_kit.reports.scales import Interval

DAY = dt.date(2026, 11, 22)
WHY = say("Nothing here.")
#: Each means something to Typst, to a table program, to XML, or to none of them.
HOSTILE = [
    '#eval("1+1") #pagebreak() #import "x.typ"',
    "$x$ *tebal* _miring_ `kode` = Judul\n+ satu\n- dua",
    "[isi] @label <label> // catatan /* catatan */ ~ --- ...",
    "kutip \" dan ' dan \\ dan \\u{41} dan & dan ]]>",
    "=1+1",
    "+62",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    " =1",
    '=HYPERLINK("a";"b")',
    "a;b,c\r\nd",
    "\x00\x07\x1b\ud800\ufffe",
    "中文 😀 🔒",
    "kata" * 200,
    "",
]


def report_with(text):
    """Return a report in which a text stands in every place that a text may have."""
    table = Table(text, (text, "Orang"), ((text, Amount(12)), ("Desa", Amount(None, why=text))))
    chart = interval_chart(text, (Interval(text, 0.5, 0.25, 0.75, 12),), 0, 1, text)
    lines = Lines(text, (Entry(text, "yes", text), Entry(text)))
    blocks = (Prose(text), Heading(text or "-"), lines, Feedback("mixed", text, text), table, chart)
    return Report("uji", text or "-", text, (Part(text or "-", blocks),))


ROWS = (
    ("Desa Anis", Amount(1234), Amount(0.5, "share"), Amount(-0.25, "decimal"), "baik"),
    (
        say("village"),
        Amount(None, why=WHY),
        Amount(None, "share", WHY),
        Amount(1.5, "decimal"),
        "=",
    ),
)
COLUMNS = ("Tempat", "Orang", "Bagian", "d′", "Cara")
PLAIN = Report(
    "session-2026-11-22-1a2b3c",
    "Laporan uji",
    "Yang dihitung adalah kursi.",
    (
        Part(
            "Satu",
            (
                Prose("Alinea satu.\n\nAlinea dua.", "small"),
                Table("Kehadiran", COLUMNS, ROWS),
                Feedback("good", "Bagus", "Terus begini."),
            ),
        ),
        Part(
            "Dua",
            (
                Heading("Bagian"),
                Lines(
                    "Urut", (Entry("Pertama", "yes"), Entry("Kedua", "no", "belum")), numbered=True
                ),
                Table("Kehadiran", COLUMNS[:2], ROWS[:1]),
                interval_chart("Langkah", (Interval("Desa", 0.5, 0.25, 0.75, 12),), 0, 1),
                Prose("Adegan.", "scene"),
                Prose("Awal.", "lead"),
            ),
        ),
    ),
)
