"""Reports as CSV: semicolons, decimal commas, and texts that stay texts."""

import csv
import io
import zipfile

import pytest
from reporting import DAY, HOSTILE, PLAIN, WHY, report_with

from tppo_kit.activities.blocks import Amount, Table
from tppo_kit.reports.csv_files import csv_file, csv_zip


def rows(file):
    """Return the fields of a file as Excel in Indonesia divides them."""
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_one_file_for_each_table():
    """Numbered in the order of the report, dated by the day, the same every time."""
    file = csv_zip(PLAIN, "id", DAY)
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        entries = archive.infolist()

    assert [entry.filename for entry in entries] == ["01-kehadiran.csv", "02-kehadiran.csv"]
    assert {entry.date_time for entry in entries} == {(2026, 11, 22, 0, 0, 0)}
    assert file == csv_zip(PLAIN, "id", DAY)


def test_a_file_opens_in_an_indonesian_excel():
    """It begins with the mark of UTF-8 and has semicolons and decimal commas."""
    file = csv_file(PLAIN.parts[0].blocks[1], "id")

    assert file.startswith(b"\xef\xbb\xbfTempat;Orang;Bagian;")
    assert rows(file)[1] == ["Desa Anis", "1234", "0,5", "-0,25", "baik"]


def test_a_hidden_number_is_its_reason():
    """Nothing else stands there."""
    assert rows(csv_file(PLAIN.parts[0].blocks[1], "id"))[2][1:3] == [WHY.render("id")] * 2


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (Amount(0), "0"),
        (Amount(10, "decimal"), "10"),
        (Amount(1 / 3, "share"), "0,33"),
        (Amount(17 / 30, "share"), "0,57"),
        (Amount(1.2345, "decimal"), "1,23"),
        (Amount(-2.5, "decimal"), "-2,5"),
        (Amount(100.0), "100"),
    ],
    ids=str,
)
def test_numbers_keep_what_matters(amount, written):
    """Two decimals at most, none that is nought, and no dots for thousands."""
    assert rows(csv_file(Table("Uji", ("a", "b"), (("x", amount),)), "id"))[1][1] == written


@pytest.mark.parametrize("text", HOSTILE, ids=lambda each: ascii(each)[:24])
def test_no_text_is_taken_for_a_formula(text):
    """What could be one begins with an apostrophe; every row has as many fields as the head."""
    with zipfile.ZipFile(io.BytesIO(csv_zip(report_with(text), "id", DAY))) as archive:
        found = rows(archive.read(archive.namelist()[0]))

    assert [len(row) for row in found] == [2, 2, 2]
    assert not any(field.strip()[:1] in {"=", "+", "@"} for row in found for field in row)
    assert not any(field.startswith("-") for row in found for field in row)
