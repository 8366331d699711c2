"""What is written from the report pages: packets from elsewhere, and what is being improved."""

import html
import re
import tempfile
from pathlib import Path

import pytest
from roomlike import BAD, Facilitator, faults, improve, tables, upload

from tppo_kit.language import say

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def boss(reporting):
    """Give a laptop that has shown the PIN."""
    return Facilitator(reporting).visitor


def test_a_packet_goes_to_another_laptop_once(boss, reporting, serve):
    """What is new is told; the second time nothing is; the report there says the same."""
    room = reporting.rooms[0]
    packet = boss.ask(f"/reports/session/{room}.tppo")
    other = serve().start()
    there = Facilitator(other).visitor
    first, counts = upload(there, packet.body), tables(other)
    second = upload(there, packet.body)
    reports = [each.ask(f"/reports/session/{room}.txt").text for each in (boss, there)]

    assert packet.headers["Content-Disposition"].endswith('.tppo"')
    assert "Sudah diambil: 1 acara, 12 kursi" in first.prose
    assert "Tidak ada yang baru." in second.prose
    assert tables(other) == counts
    assert reports[0] == reports[1]
    assert faults(other) == ""


@pytest.mark.parametrize(
    "spoil",
    [
        lambda body: body[:-40],
        lambda body: body[:200] + b"x" + body[201:],
        lambda _: b"PK\x03\x04 lain",
        lambda _: b"",
        lambda _: bytes(range(256)) * 64,
    ],
    ids=["cut off", "changed", "another kind", "empty", "noise"],
)
def test_a_damaged_packet_is_refused(boss, reporting, spoil):
    """A sentence names the file as the person knows it, and nothing is taken from it."""
    packet = boss.ask(f"/reports/session/{reporting.rooms[0]}.tppo").body
    before = tables(reporting)
    answer = upload(boss, spoil(packet), f"Desa {BAD}.tppo")

    assert answer.status == 409
    assert 'role="alert"' in answer.text
    assert str(Path(tempfile.gettempdir())) not in answer.text
    assert BAD not in answer.text
    assert tables(reporting) == before


def test_a_huge_upload_is_refused(boss):
    """What no packet can be is a sentence, not a fault."""
    answer = upload(boss, b"x" * (25 * 1024 * 1024))

    assert answer.status == 413
    assert answer.why_no_sentence() is None


def test_an_improvement_is_written_noted_and_closed(boss):
    """It stands in the list with its place and role, then with its note, then as done."""
    text = "Nomor layanan <ditempel> di balai desa"
    opened = improve(boss, "open", text=text, owner="kasi", place="desa-anis", due="2026-11-01")
    page = boss.ask("/reports").text
    item = re.findall(r'name="item" value="([0-9a-f]+)"', page)[-1]
    noted = improve(boss, "note", item=item, text="Sudah dicetak & dibagi")
    after = boss.ask("/reports").text
    closed = improve(boss, "close", item=item)

    assert [each.status for each in (opened, noted, closed)] == [303, 303, 303]
    assert html.escape(text) in page
    assert say("overdue").render("id") in page
    assert "Sudah dicetak &amp; dibagi" in after
    assert f'value="{item}"' not in boss.ask("/reports").text
    assert improve(boss, "note", item=item, text="Lagi").status == 409


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("due", "besok"),
        ("due", ""),
        ("due", "2026-13-01"),
        ("place", "entah"),
        ("place", "../x"),
        ("owner", ""),
        ("owner", "x" * 61),
        ("text", "x" * 201),
        ("text", "NIK 3201014101010001"),
    ],
)
def test_what_is_not_right_is_told_and_kept_in_the_form(boss, reporting, field, value):
    """A sentence says what to mend, the other fields stay as they were typed."""
    sound = {"text": "Alur dibacakan", "owner": "kepala seksi", "place": "", "due": "2027-01-31"}
    before = tables(reporting)
    answer = improve(boss, "open", **{**sound, field: value})
    page = html.unescape(answer.text)

    assert answer.status == 409
    assert 'role="alert"' in page
    assert all(f'value="{each}"' in page for name, each in sound.items() if name != field and each)
    assert tables(reporting) == before


@pytest.mark.parametrize("press", ["", "opened", "entah", BAD])
def test_an_unknown_button_does_nothing(boss, reporting, press):
    """The list comes back as it was."""
    before = tables(reporting)
    answer = improve(boss, press, item="0" * 24, text="x")

    assert answer.status == 303
    assert tables(reporting) == before
