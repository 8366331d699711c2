"""Facts: quotes exist and are certain and in date; laws and numbers are never typed in."""

import datetime as dt

import pytest

CASE = "data/scenarios/cuti-dua-pekan/scenario.yml"
ITEM = "data/items/langkah-pertama.yml"
VIGNETTE = "data/items/kerja-tanpa-nama.yml"
HARMLESS = "data/items/kerja-dengan-nama.yml"
FACT = "data/facts/STA-01.yml"
PHONE = "data/facts/LAP-01.yml"
DOUBT = "data/facts/RAG-01.yml"
SIGN = "data/signs/T-REK-07.yml"
NON_SIGN = "data/non-signs/gugup.yml"
SOURCE = "data/sources/PEDOMAN.yml"
PAGE = "data/pages/bacaan-contoh.yml"
MESSAGE = "data/messages/pesan-dari-rekan.yml"
AGENCY = "data/agencies/balai.yml"
NOTES = "data/case-notes/loket.yml"
CONTACTS = "data/contacts/daerah-contoh.yml"
BASIS = "basis: Contoh untuk pengujian."
STEPS = "points: [Tanya dengan ramah., Catat yang terlihat.]"

FAULTS = [
    ("F702", PAGE, {STEPS: "points: ['Tanya {LAP-99} dulu.']"}, "LAP-99"),
    ("F702", SIGN, {BASIS: "basis: Hubungi {LAP-01.wa} dulu."}, "basis:"),
    ("F702", ITEM, {"why: Satu tanda belum cukup.": "why: Kata {LAP-99.x} belum."}, "LAP-99"),
    ("F704", SIGN, {BASIS: "basis: '{RAG-01}'"}, "basis:"),
    ("F704", PAGE, {"facts: [LAP-01]": "facts: [LAP-01, RAG-01]"}, "facts:"),
    ("F704", ITEM, {"signs: [T-REK-07]": "facts: [RAG-01]"}, "facts:"),
    ("F705", SIGN, {BASIS: "basis: Pasal 4 melarangnya."}, "basis:"),
    ("F705", SIGN, {BASIS: "basis: Ps. 4 melarangnya."}, "basis:"),
    ("F705", PAGE, {STEPS: "points: [Baca UU 21/2007.]"}, "points:"),
    ("F705", PAGE, {STEPS: "points: [Baca Undang-Undang Nomor 21 Tahun 2007.]"}, "points:"),
    ("F705", MESSAGE, {"Ada kerja di gudang.": "Menurut Perpres 49/2023 boleh."}, "Perpres"),
    ("F706", PAGE, {STEPS: "points: [Hubungi 110 bila perlu.]"}, "points:"),
    ("F706", CASE, {"text: Paspor terbit.": "text: Ia menelepon 129."}, "menelepon 129"),
    ("F706", AGENCY, {"role: Menjawab": "role: Lewat 0812-3456-7890 menjawab"}, "role:"),
    ("F706", AGENCY, {"role: Menjawab": "role: Lewat +62 21 555 6677 menjawab"}, "role:"),
    ("F706", SIGN, {BASIS: "basis: Hubungi 0800-1000 atau (021) 5556677."}, "basis:"),
    ("F707", SIGN, {"check_by: 2027-11-22": "check_by: 2026-11-21"}, "check_by:"),
    ("F707", NON_SIGN, {"check_by: 2027-11-22": "check_by: 2026-11-21"}, "check_by:"),
    ("F707", AGENCY, {"check_by: 2027-11-22": "check_by: 2026-11-21"}, "check_by:"),
    ("F707", FACT, {"check_by: 2027-11-22": "check_by: 2026-11-21"}, "check_by:"),
    ("F708", CONTACTS, {"tested: 2026-11-01": "tested: 2026-08-21"}, "balai"),
    ("F709", ITEM, {"signs: [T-REK-07]\n": ""}, 1),
    ("F709", VIGNETTE, {"signs: [T-DOK-03]\n": ""}, 1),
    ("F710", FACT, {"pada tahun 2025": "tahun lalu"}, "statement:"),
]
SILENT = [
    (PAGE, {STEPS: "points: ['{LAP-01}', '{STA-01}']"}),
    (DOUBT, {"statement: Lama": "statement: Kata {LAP-01} lama"}),
    (AGENCY, {"facts: [LAP-01]": "facts: [LAP-01, RAG-01]"}),
    (FACT, {"statement: Ada": "statement: Menurut Pasal 4 UU 21/2007 ada"}),
    (SIGN, {"[{source: KIT}]": "[{source: KIT, at: Pasal 4}]"}),
    (SIGN, {BASIS: "basis: Ada pasal tentang ini, dan UU itu panjang."}),
    (FACT, {"statement: Ada": "statement: Lewat 110 dan 0800-1000 ada"}),
    (PAGE, {STEPS: "points: [Rp110 atau 110 ribu dibayar pada hari ke-110.]"}),
    (PAGE, {STEPS: "points: [SAPA 129 menolong 129 perempuan dan anak.]"}),
    (PAGE, {STEPS: "points: [Tahun 2008 sampai 2010, pukul 08.00.]"}),
    (CONTACTS, {"tested: 2026-11-01": "tested: 2026-08-22"}),
    (CONTACTS, {', phone: "0812-0000-0000", tested: 2026-11-01': ""}),
    (ITEM, {"signs: [T-REK-07]": "facts: [LAP-01]"}),
    (ITEM, {"signs: [T-REK-07]": "non_signs: [gugup]"}),
    (HARMLESS, {"signs: [T-DOK-03]\n": ""}),
    (FACT, {"pada tahun 2025": "pada {STA-01.masa}", "from:": "values: {masa: 2025 lalu}\nfrom:"}),
    (SIGN, {"check_by: 2027-11-22": "check_by: 2026-11-22"}),
]


@pytest.mark.parametrize(("code", "file", "edits", "at"), FAULTS)
def test_a_misused_fact_is_found_on_its_line(content, code, file, edits, at):
    """Each planted fault gives its one finding, where it stands."""
    found = content.after(file, edits)

    line = at if isinstance(at, int) else content.line(at, file)
    assert [(told, place) for told, where, place in found if where == file] == [(code, line)]


@pytest.mark.parametrize(("file", "edits"), SILENT)
def test_a_fact_used_well_is_left_alone(content, file, edits):
    """Quotes, citations, amounts and years are no numbers typed in."""
    found = content.after(file, edits)

    assert [code for code, where, _ in found if where == file] == []


@pytest.mark.parametrize(("status", "warning"), [("active", False), ("draft", True)])
def test_a_source_past_its_date_blocks_active_content(content, status, warning):
    """Everybody who cites it is told once; a draft may wait."""
    content.change("check_by: 2027-11-22", "check_by: 2026-11-21", SOURCE)
    content.change("status: active", f"status: {status}")
    found = [problem for problem in content.check() if problem.file == content.home / CASE]

    assert [(problem.code, problem.line, problem.warning) for problem in found] == [
        ("F701", content.line("source: PEDOMAN"), warning)
    ]


def test_a_source_is_good_until_the_end_of_its_last_day(content):
    """The day after the date is the first bad one."""
    content.change("check_by: 2027-11-22", "check_by: 2026-11-22", SOURCE)

    assert content.found() == []


def test_a_fact_past_its_date_stays_a_note_where_it_is_quoted(content):
    """The screen says 'periksa ulang' by itself, so active content may go on."""
    content.change("check_by: 2027-11-22", "check_by: 2026-11-21", PHONE)
    found = [problem for problem in content.check() if problem.code == "F703"]

    assert {(problem.file.name, problem.line, problem.warning) for problem in found} == {
        ("bacaan-contoh.yml", content.line("LAP-01.telepon", PAGE), True),
        ("bacaan-contoh.yml", content.line("facts: [LAP-01]", PAGE), True),
        ("balai.yml", content.line("facts: [LAP-01]", AGENCY), True),
        ("loket.yml", content.line("facts: [LAP-01]", NOTES), True),
    }


def test_a_year_later_everything_is_to_be_looked_at_again(content):
    """Dates are held against the day of the check, not against anything else."""
    later = {problem.code for problem in content.check(dt.date(2027, 11, 23))}

    assert later == {"F701", "F703", "F707", "F708"}


def test_a_broken_fact_is_one_finding(content):
    """Who quotes a damaged record has done nothing wrong."""
    content.write(PHONE, b"\xff")

    assert content.codes() == ["S101"]


def test_a_fact_named_in_a_list_is_told_by_the_links_alone(content):
    """One wrong name, one finding."""
    content.change("facts: [LAP-01]", "facts: [LAP-77]", PAGE)

    assert [code for code in content.codes() if code[0] == "F"] == []
