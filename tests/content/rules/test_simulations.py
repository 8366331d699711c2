"""The rules that protect people, in the records of the simulations: faults planted, near misses.

Each test takes a real record, puts other words in one place, and reads it again.
"""

import copy
import datetime as dt
import json
from functools import cache

import pytest

from tppo_kit.content.catalogue import SIMULATION_KINDS, Catalogue
from tppo_kit.content.facts import Fact
from tppo_kit.content.model import Certainty
from tppo_kit.content.reading import read_record
from tppo_kit.content.rules.facts import check_facts, check_quoted_dates
from tppo_kit.content.rules.harm import check_harm
from tppo_kit.content.rules.scenes import in_scene
from tppo_kit.content.rules.wording import Terms, check_wording
from tppo_kit.content.texts import texts_of
from tppo_kit.settings import REPOSITORY

REAL = Catalogue(REPOSITORY / "data")
TODAY = dt.date(2026, 11, 22)
RECORDS = [(kind, name) for kind in SIMULATION_KINDS for name in REAL.names(kind)]


@cache
def terms():
    """Return what the real library says about names."""
    return Terms(REAL)


@cache
def sound(kind, name=None):
    """Return the data of a real record, the first of its kind if none is named."""
    return REAL.reading(kind, name or REAL.names(kind)[0]).tree.value


def where(data, place):
    """Return a place as keys and numbers; a test stands for the first entry that passes it."""
    found = []
    for step in place:
        key = next(n for n, each in enumerate(data) if step(each)) if callable(step) else step
        found.append(key)
        data = data[key]
    return tuple(found)


@pytest.fixture
def planted(tmp_path):
    """Return a function that puts values in places of a real record and reads it again."""

    def plant(kind, edits):
        data = copy.deepcopy(sound(kind))
        for place, value in edits.items():
            *way, last = where(data, place)
            part = data
            for key in way:
                part = part[key]
            part[last] = value
        path = tmp_path / "tanam.yml"
        path.write_text(json.dumps(data, indent=1, ensure_ascii=False), encoding="utf-8")
        reading = read_record(path, SIMULATION_KINDS[kind].model)
        assert [problem.what.render("en") for problem in reading.problems] == []
        return reading

    return plant


def findings(kind, reading):
    """Return code and line of all that the rules on texts find in a record."""
    texts = texts_of(reading.record)
    problems = [
        *check_wording(kind, reading, texts, terms()),
        *check_harm(kind, reading, texts),
        *check_facts(kind, reading, texts, REAL, TODAY),
    ]
    return sorted((problem.code, problem.line) for problem in problems)


def line_of(reading, text):
    """Return the number of the first line that holds a text."""
    lines = reading.path.read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def noticed(entry):
    """Tell whether something is seen at once in a slot."""
    return "seen" in entry


def signed(entry):
    """Tell whether a line has a sign, or a slot of a message such a line."""
    return "sign" in entry or any("sign" in line for line in entry.get("lines", ()))


def plain(entry):
    """Tell whether a line is neither a sign nor resembles one."""
    return not {"sign", "resembles"}.intersection(entry)


def acting(entry):
    """Tell whether a report or person calls for action."""
    return entry["truth"] not in {"no-concern", "inform"}


def harmless(entry):
    """Tell whether a report or person calls for no action."""
    return not acting(entry)


def written(entry):
    """Tell whether a line of a note is one that belongs there."""
    return any(entry["id"] in report["write"] for report in sound("report-desk")["reports"])


def never_written(entry):
    """Tell whether a line of a note never belongs there."""
    return not written(entry)


def shared(entry):
    """Tell whether a card belongs on the table."""
    return entry["handling"] == "share"


def kept(entry):
    """Tell whether a card is better kept back."""
    return entry["handling"] == "keep"


ASKED = sound("report-desk")["reports"][0]["ask"][0]
OPENING = next(iter(sound("shift")["stories"][0]["answers"]))
TOWNS = next(iter(sound("shift")["people"]["lists"]))
WORDS = next(iter(sound("messages")["words"]))
FACT_OF_CASE = next(iter(sound("case-notes")["pairs"][0]["questions"]))
SLOT = ("templates", 0, "slots", signed, "lines")
TEMPTING = ("lines", 0, "text")

FAULTS = [
    # What stands for a sign, or is right to tell, rests on what is none.
    ("H602", "shift", ("slots", noticed, "seen"), "Ia gemetar dan menunduk."),
    ("H602", "shift", ("slots", 0, "tells", 0, "says"), "Ia berasal dari kampung jauh."),
    ("H602", "messages", (*SLOT, signed, "text"), "Bajunya harus rapi dan pakaiannya baru."),
    ("H602", "report-desk", ("reports", acting, "answers", ASKED), "Logatnya bukan logat sini."),
    ("H602", "report-desk", ("lines", written, "text"), "Logatnya, pakaiannya, dan sukunya"),
    ("H602", "report-desk", ("questions", lambda q: q["id"] == ASKED, "text"), "Apakah ia gugup?"),
    ("H602", "referral", ("people", acting, "sayings", 0, "text"), "Ia gugup dan menunduk."),
    ("H602", "tabletop", ("cards", shared, "text"), "Seorang pemohon gugup dan bajunya lusuh."),
    ("H602", "case-notes", ("pairs", 0, "questions", FACT_OF_CASE), "Mengapa ia gugup?"),
    # Nobody in a scene is judged.
    ("W507", "shift", ("stories", 0, "says", 0), "Saya korban, Pak."),
    ("W507", "shift", ("stories", 0, "answers", OPENING), "Saya ikut sindikat."),
    ("W507", "shift", ("slots", 0, "explains", 0, "says"), "Pelakunya bukan dia."),
    ("W507", "messages", ("templates", 0, "sender"), "Sindikat Kerja"),
    ("W507", "messages", (*SLOT, plain, "text"), "Kerja ilegal itu bukan di tempat kami, ya."),
    ("W507", "report-desk", ("reports", harmless, "said"), "Saya mau melaporkan seorang korban."),
    ("W507", "report-desk", ("lines", never_written, "text"), "Nama pelaku"),
    ("W507", "referral", ("people", 0, "scene"), "Ia korban dan datang sendiri."),
    ("W507", "referral", ("people", acting, "needs", 0, "says"), "Bawa saya dari pelakunya."),
    ("W507", "tabletop", ("cards", kept, "text"), "Sepertinya ia pelaku."),
    ("W507", "tabletop", ("injects", 0, "options", 0, "text"), "Tangkap sindikatnya"),
    ("W507", "patrol", ("scene",), "Sindikat mengamati pasar itu."),
    ("W507", "villages", ("profiles", 0, "told"), "Di sini tinggal banyak korban."),
    ("W507", "case-notes", ("lines", 0, "instead"), "Tulis bahwa ia korban."),
    ("W507", "case-notes", ("pairs", 0, "questions", FACT_OF_CASE), "Siapa pelakunya?"),
    # Names that are drawn are read by nobody else, and looked at all the same.
    ("H607", "shift", ("people", "lists", TOWNS, 0), "Kuala Lumpur"),
    ("H608", "shift", ("people", "lists", TOWNS, 0), "PT Indofood"),
    ("W507", "shift", ("people", "lists", TOWNS, 0), "PT Sindikat Jaya"),
    ("H607", "messages", ("words", WORDS, 0), "Kamboja"),
    # No number or address that could be somebody's own.
    ("H605", "shift", ("papers", 0, "fields", 0, "value"), "C1234567"),
    (
        "H605",
        "messages",
        (*SLOT, plain, "text"),
        "Kantor di Jalan Melati Indah No. 12, datang saja.",
    ),
    ("H605", "referral", ("people", 0, "says_no"), "Simpan saja 0812-3456-7890."),
    ("H605", "report-desk", ("reports", 0, "hurt"), "Rumahnya di RT 03 didatangi."),
    ("H605", "tabletop", ("cards", 0, "text"), "Mobilnya B 1234 XYZ, warnanya putih."),
    ("H605", "case-notes", TEMPTING, "Uangnya ke rekening 1234567890."),
    # What is told of the real world is quoted.
    ("F711", "report-desk", ("reports", 0, "why"), "Ancamannya 15 tahun penjara."),
    ("F711", "referral", ("people", 0, "why"), "Laporan diteruskan dalam 3×24 jam."),
    ("F711", "tabletop", ("steps", 0, "why"), "Balai menjawab dalam 14 hari kerja."),
    ("F711", "villages", ("limits", 0), "Pada 2025 ada 668 korban yang ditolong."),
    ("F711", "patrol", ("lessons", "careful"), "Tahun 2024 tercatat 1.200 orang."),
    ("F706", "report-desk", ("channels", 0, "why"), "Telepon 110 saja."),
    ("F705", "tabletop", ("procedure", "consent", 0), "Menurut Pasal 4, tanya dulu."),
]
SILENT = [
    ("shift", ("slots", noticed, "seen"), "Ia gugup, dan paspornya dipegang orang lain."),
    ("shift", ("slots", 0, "explains", 0, "says"), "Saya gugup."),
    ("shift", ("asides", 0, "text"), "Logatnya kental dan bajunya lusuh."),
    ("shift", ("stories", 0, "says", 0), "Saya berangkat 12 Mei 2027, upahnya 3 juta sebulan."),
    ("shift", ("people", "lists", TOWNS, 0), "Kota Jakarsa"),
    ("shift", ("talk",), "Apa bedanya korban dan saksi?"),
    ("messages", (*SLOT, plain, "text"), "Kamu cukup bawa baju dan sepatu kerja, lainnya ada."),
    ("messages", (*SLOT, plain, "text"), "Jalan kaki 10 menit dari mes, grab saja kesempatannya."),
    ("report-desk", ("lines", never_written, "text"), "Logatnya, pakaiannya, dan sukunya"),
    ("report-desk", ("questions", lambda q: not q["safe"], "text"), "Apakah ia gugup?"),
    ("report-desk", ("reports", 0, "why"), "Ada pidana denda {HUK-216.denda}."),
    ("report-desk", ("reports", harmless, "answers", ASKED), "Ia gugup dan menunduk."),
    ("report-desk", ("reports", 0, "why"), "Korban sering diam. Tunggu {RUJ-44.tenggat}."),
    ("report-desk", ("reports", 0, "said"), "Ada 5 orang di rumah itu sejak tahun 2024."),
    ("referral", ("people", harmless, "sayings", 0, "text"), "Ia gugup dan menunduk."),
    ("referral", ("people", 0, "scene"), "Ia diancam 5 tahun penjara oleh pengantarnya."),
    ("tabletop", ("cards", kept, "text"), "Seorang pemohon gugup dan bajunya lusuh."),
    ("tabletop", ("cards", 0, "text"), "Pelaku usaha itu menolong korban banjir."),
    ("patrol", ("lessons", "careful"), "Pelaku melihat siapa yang lalai. Datanglah 3 hari."),
    ("villages", ("limits", 0), "Dalam 12 triwulan 100 orang pergi, tanpa angka nyata."),
    ("case-notes", TEMPTING, "Sepertinya ia korban sindikat."),
    ("case-notes", TEMPTING, "Ia gugup dan logatnya asing."),
    ("case-notes", ("lines", 0, "why"), "Korban dan pelaku bukan urusan catatan ini."),
]


def edits_for(place, text):
    """Return the edits for one place; the words of a tempting line must stand in it."""
    return {place: text, ("lines", 0, "words"): [text]} if place == TEMPTING else {place: text}


@pytest.mark.parametrize(("kind", "name"), RECORDS)
def test_the_real_records_are_sound(kind, name):
    """What stands there now gives no finding, so that every finding below is the planted one."""
    reading = REAL.reading(kind, name)

    assert findings(kind, reading) == []
    assert in_scene(reading.record)


@pytest.mark.parametrize("kind", SIMULATION_KINDS)
def test_every_kind_is_looked_at_by_every_rule(kind, planted):
    """A title with each fault in it gives each finding once, on its line."""
    title = "Korban di Batam lewat jalur tikus, Alfamart, Pasal 4, 110, 0812-3456-7890"
    reading = planted(kind, {("title",): title})
    line = line_of(reading, title)

    assert findings(kind, reading) == [
        (code, line) for code in ("F705", "F706", "H604", "H605", "H607", "H608", "W507")
    ]


@pytest.mark.parametrize("kind", SIMULATION_KINDS)
def test_an_invented_title_is_left_alone(kind, planted):
    """Names, dates and wages may be invented as one likes."""
    title = "PT Lintang Rekaan di Kota Marin, 2 Mei 2027, upah 110 ribu per hari"

    assert findings(kind, planted(kind, {("title",): title})) == []


@pytest.mark.parametrize(("code", "kind", "place", "text"), FAULTS)
def test_what_could_harm_is_found_on_its_line(planted, code, kind, place, text):
    """Each planted fault gives its one finding, where it stands."""
    reading = planted(kind, edits_for(place, text))
    found = [(told, at) for told, at in findings(kind, reading) if told[0] != "W" or told == code]

    # The words of a tempting line are a text as well, and hold the same fault.
    assert [told for told, _ in found] == [code] * (2 if place == TEMPTING else 1)
    assert found[0] == (code, line_of(reading, text))


@pytest.mark.parametrize(("kind", "place", "text"), SILENT)
def test_what_only_sounds_harmful_is_left_alone(planted, kind, place, text):
    """Remarks that say nothing, lines that tempt on purpose and reasons are fine."""
    assert findings(kind, planted(kind, edits_for(place, text))) == []


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("shift", ("facts",)),
        ("report-desk", ("reports", 0, "facts")),
        ("referral", ("people", 0, "facts")),
        ("tabletop", ("steps", 0, "facts")),
        ("villages", ("facts",)),
    ],
)
def test_a_listed_fact_is_certain_and_in_date_however_deep(kind, place, planted):
    """What is shown at the end is no less looked at for standing in a part of the record."""
    doubtful = next(f.id for f in REAL.all(Fact) if f.status is Certainty.DOUBTFUL)
    certain = next(f for f in REAL.all(Fact) if f.status is Certainty.VERIFIED)
    doubted = planted(kind, {place: [doubtful]})
    line = line_of(doubted, f'"{doubtful}"')
    dated = planted(kind, {place: [certain.id]})
    later = certain.check_by + dt.timedelta(days=1)
    notes = check_quoted_dates(dated, texts_of(dated.record), REAL, later)

    assert findings(kind, doubted) == [("F704", line)]
    assert findings(kind, dated) == []
    assert ("F703", line_of(dated, f'"{certain.id}"')) in {(n.code, n.line) for n in notes}
