"""A report in plain words: translated, facts filled in, and nothing else changed."""

import dataclasses

from reporting import DAY, PLAIN

from tppo_kit.activities.blocks import Amount, Entry, FactNote, Lines, Prose, Table
from tppo_kit.language import say
from tppo_kit.reports.figures import interval_chart
from tppo_kit.reports.report import Part, Report
from tppo_kit.reports.scales import Interval
from tppo_kit.reports.spoken import spoken
from tppo_kit.views.quotes import no_facts

FACT = FactNote(
    id="HUK-201",
    statement="Undang-undang itu berlaku.",
    values={"masa": "6 bulan"},
    certainty=say("Nothing here."),
    checked="2026-01-01",
    check_by="2026-12-31",
    remark="",
    sources=(),
)


def lookup(name):
    """Return the one fact there is."""
    return FACT if name == "HUK-201" else None


def quoting():
    """Return a report that quotes a fact wherever it can."""
    text = "Masa {HUK-201.masa}"
    table = Table(text, (text,), ((text, Amount(5), Amount(None, why=say("{x}", x=text))),))
    chart = interval_chart(text, (Interval(text, 0.5, None, None, 5),), 0, 1)
    return Report(
        "uji", text, text, (Part(text, (Prose(text), Lines(text, (Entry(text),)), table, chart)),)
    )


def texts(value):
    """Return every text of a record, however deep."""
    if isinstance(value, tuple):
        return [found for each in value for found in texts(each)]
    if dataclasses.is_dataclass(value):
        return [
            found
            for field in dataclasses.fields(value)
            for found in texts(getattr(value, field.name))
        ]
    return [value] if isinstance(value, str) else []


def test_every_quoted_fact_is_filled_in():
    """Titles, cells, reasons, labels and words say the value, and no sign of a quote is left."""
    found = texts(spoken(quoting(), "id", DAY, lookup))

    assert sum("Masa 6 bulan" in each for each in found) >= 10
    assert not [each for each in found if set(each) & set("{}\ue000\ue001\ue002")]


def test_a_fact_past_its_date_is_not_told():
    """The day after, the reader is sent to check again."""
    late = DAY.replace(year=2027)
    found = texts(spoken(quoting(), "id", late, lookup))

    assert not any("6 bulan" in each for each in found)
    assert any("periksa ulang" in each for each in found)


def test_messages_become_texts_of_the_language():
    """Nothing is left to translate, numbers stay numbers, and the shape stays the same."""
    indonesian, english = (spoken(PLAIN, language, DAY, no_facts) for language in ("id", "en"))
    table = indonesian.parts[0].blocks[1]

    assert table.rows[1][0] == say("village").render("id")
    assert english.parts[0].blocks[1].rows[1][0] == "village"
    assert table.rows[0][1] == Amount(1234)
    assert [len(part.blocks) for part in indonesian.parts] == [3, 6]
    assert indonesian.key == PLAIN.key
