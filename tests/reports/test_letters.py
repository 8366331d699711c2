"""Letters and names that other programs take."""

import datetime as dt
import io
import stat
import zipfile

import pytest

from tppo_kit.reports.letters import looks_like_formula, printable, zipped

DAY = dt.date(2026, 11, 22)


def test_control_letters_go_and_all_others_stay():
    """What XML forbids is left out, half letters too; blanks, signs and emoji are letters."""
    assert printable("a\x00b\x1fc\x0bd\ufffee\ud83d") == "abcde"
    assert printable("a\tb\nc\r– é 中 😀 \ue000") == "a\tb\nc\r– é 中 😀 \ue000"


@pytest.mark.parametrize("text", ["=1", "+62", "-1", "@A", "\t=", "\r=", " =1", "\n =1", "  @"])
def test_what_may_be_a_formula_looks_like_one(text):
    """Blanks before the sign hide nothing."""
    assert looks_like_formula(text)


@pytest.mark.parametrize("text", ["", "1", "a=b", "−1", "'=1", "d′", "<5", "–"])
def test_other_texts_do_not(text):
    """A real minus sign, a sign inside, or none at all."""
    assert not looks_like_formula(text)


def test_a_zip_depends_on_files_and_day_alone():
    """The same files give the same bytes, anybody may read them, and the day is theirs."""
    files = [("a.csv", b"satu"), ("b.csv", b"dua")]
    with zipfile.ZipFile(io.BytesIO(zipped(files, DAY))) as archive:
        entries = archive.infolist()
        held = [(entry.filename, archive.read(entry)) for entry in entries]

    assert zipped(files, DAY) == zipped(iter(files), DAY)
    assert held == files
    assert {entry.date_time[:3] for entry in entries} == {(2026, 11, 22)}
    assert {stat.S_IMODE(entry.external_attr >> 16) for entry in entries} == {0o644}
