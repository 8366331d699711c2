"""A workshop of 45 minutes in fast motion: console, wall and five phones."""

import json
import re
import sqlite3
from collections import Counter
from contextlib import closing

import pytest
from playwright.sync_api import expect
from walks import put_away
from workshop import Hall, Phone, bars, reasons, serious, too_high, too_wide

pytestmark = pytest.mark.browser
TESTS = ("kasus-a-pendek", "kasus-b-pendek")
#: What would tell whether an answer was right: marks, and every explanation of both forms.
TELLING = ["feedback", "Tepat", "✗", "mark", *reasons(*TESTS)]


def test_a_workshop_of_45_minutes_from_the_welcome_to_the_end(visit, server):
    """Every screen shows what it should at each step, and the log holds each answer once."""
    hall = Hall(visit, server)
    hall.open()
    _people_come(hall)
    _the_case_by_majority(hall)
    _vote_talk_vote(hall)
    _interrupted(hall)
    _the_rest_of_the_quiz(hall)
    _the_test_afterwards(hall)
    _the_survey(hall)
    _the_closing(hall)

    _the_log_holds_each_answer_once(server, hall)


def _people_come(hall):
    """A, C and E tap, B joins by keyboard; wall and console see them come."""
    hall.sees(wall=f"{hall.address}/room")
    hall.come("A")
    hall.come("B", by_keyboard=True)
    hall.come("C")
    hall.come("E")
    hall.sees(wall="4 orang sudah masuk", console="Kursi: 4", phones="Anda sudah masuk")
    hall.keep("welcome")
    hall.do("Mulai: Sambutan")
    hall.sees(wall="Sambutan dan kesepakatan", phones="Lihat ke depan")
    hall.sees(console="Selamat datang. Hari ini kita memakai cerita rekaan")
    hall.do("Berikutnya: Lima jari")
    hall.sees(wall="Lima jari", phones="Lima jari")

    assert len({phone.seat for phone in hall.phones.values()}) == 4


def _opened(hall, question, letters):
    """Open the vote; wall and phones show the same letters, and nobody any count."""
    hall.do("Buka pemilihan")
    hall.sees(wall="Pilih sekarang", phones=question)
    for phone in hall.phones.values():
        phone.option(letters[-1]).wait_for()

    assert hall.wall.locator(".answers ol b").all_text_contents() == list(letters)
    assert hall.wall.locator(".bars").count() == 0
    assert too_high(hall.wall) <= 2


def _closed(hall, expected):
    """Close the vote; console, wall and phones show the same counts."""
    hall.do("Tutup pemilihan")
    hall.sees(phones="Pilihan kita bersama", wall="Pilihan kita bersama")

    for name, page in hall.screens().items():
        assert {k: v for k, v in bars(page).items() if any(v)} == expected, name
    assert too_high(hall.wall) <= 2


def _fits(hall):
    """No phone and no wall scrolls sideways; axe finds nothing serious anywhere."""
    pages = hall.screens()

    assert {name: too_wide(page) for name, page in pages.items()} == dict.fromkeys(pages, 0)
    found = {name: serious(pages[name]) for name in ("console", "wall", "A")}
    assert found == {"console": [], "wall": [], "A": []}


def _the_case_by_majority(hall):
    """The most votes move the story; a lost connection and a dead phone lose no vote."""
    hall.begin("Satu cerita")
    hall.do("Mulai")
    hall.sees(wall="Minggu sore Anda, kader desa", phones="Anda bisa memilih begitu")
    _opened(hall, "Apa yang Anda lakukan?", "ABCD")
    hall.vote({"A": "B", "B": "B", "C": "A", "E": "B"})
    hall.sees(wall="4 dari 4 sudah menjawab")
    assert hall.phones["A"].page.locator(".bars").count() == 0
    hall.keep("case-open")
    _closed(hall, {"A": (1,), "B": (3,)})
    hall.keep("case-closed")
    hall.do("Lanjut dengan B: 3 suara")
    hall.sees(wall="Ruang tamu", phones="Ruang tamu", console="Dulu janjinya jadi pelayan")

    _opened(hall, "Apa yang Anda lakukan?", "ABCD")
    _a_vote_waits_for_the_connection(hall, "D")
    hall.vote({"A": "D", "B": "D", "C": "A"})
    hall.sees(wall="4 dari")
    _closed(hall, {"A": (1,), "D": (3,)})
    hall.do("Lanjut dengan D: 3 suara")

    hall.sees(wall="Ponsel berdering", phones="Ponsel berdering")
    _opened(hall, "Apa yang Anda lakukan?", "ABCD")
    hall.vote({"A": "B", "C": "A"})
    _a_phone_dies_and_another_goes_on(hall, "A", "B")
    _closed(hall, {"B": (2,)})
    hall.do("Lanjut dengan B: 2 suara")

    for letter, next_ in (("C", "Kalau berhenti, utang harus lunas"), ("A", "Pintu pagar")):
        hall.do("Buka pemilihan")
        hall.vote({"A": letter, "E": letter})
        _closed(hall, {letter: (2,)})
        hall.do(f"Lanjut dengan {letter}: 2 suara")
        hall.sees(wall=next_, phones=next_)
    _the_decision(hall)


def _a_vote_waits_for_the_connection(hall, letter):
    """E chooses without a connection; the vote waits, is said to wait, and comes once."""
    phone = hall.phones["E"]
    phone.page.context.set_offline(True)
    phone.press(phone.option(letter))
    expect(phone.page.locator("#link")).to_contain_text("1 jawaban menunggu di ponsel ini")
    hall.sees(wall="0 dari")
    hall.keep("no-connection", "E")
    phone.page.context.set_offline(False)
    phone.marks(letter)
    expect(phone.page.locator("#link")).to_be_hidden()
    hall.pressed[phone.seat] += 1


def _a_phone_dies_and_another_goes_on(hall, chosen, instead):
    """C's phone dies; with the code a new one shows the vote given, and may change it."""
    code = hall.phones["C"].seat
    put_away(hall.phones["C"].page.context)
    hall.phones["C"] = Phone(hall.visit(), hall.address)
    hall.phones["C"].come_back(code)

    assert hall.phones["C"].seat == code
    hall.phones["C"].marks(chosen)
    hall.vote({"C": instead})


def _the_decision(hall):
    """The last step is a decision: how sure is asked, and the story ends well."""
    _opened(hall, "Apa yang Anda lakukan?", "ABCD")
    hall.vote({"A": "C", "B": "C", "C": "D", "E": "C"})
    sure = hall.phones["A"].page.locator("#live button", has_text="80%")
    sure.click()
    expect(sure).to_have_class("option chosen")
    hall.keep("decision", "A")
    _closed(hall, {"C": (3,), "D": (1,)})
    hall.do("Lanjut dengan C: 3 suara")
    hall.sees(wall="Akhir yang cermat", phones="Akhir yang cermat")
    hall.keep("case-told")

    assert hall.wall.locator(".feedback.good").count() == 2
    hall.do("Tutup kegiatan ini")


def _vote_talk_vote(hall):
    """Votes stay hidden while open and between the two; then both stand side by side."""
    hall.begin("Tiga kasus singkat")
    hall.do("Mulai")
    hall.sees(wall="0 dari 3", phones="0 dari 3")
    story = hall.wall.text_content(".scene").strip()
    _opened(hall, "Apa langkah terkecil yang aman?", "ABCDE")
    hall.come("D")
    hall.sees(console="Kursi: 5", phones=story)
    hall.vote({"A": "B", "B": "B", "C": "A", "D": "C", "E": "C"})
    hall.sees(wall="5 dari 5 sudah menjawab")
    _fits(hall)
    hall.do("Tutup pemilihan")
    hall.sees(phones="Pemilihan ditutup", A="pilihan Anda")
    assert not any(hall.screens()[side].locator(".bars").count() for side in ("wall", "A", "D"))
    hall.do("Bicara dulu")
    hall.sees(phones="Bicaralah dengan teman di sebelah")
    expect(hall.wall.locator(".clock")).to_have_text(re.compile(r"^(1:00|0:\d\d)$"))
    hall.keep("talk")
    assert not any(hall.screens()[side].locator(".bars").count() for side in ("wall", "A", "D"))
    hall.do("Pilih sekali lagi")
    hall.vote({"A": "C", "B": "C", "C": "C", "D": "C", "E": "B"})
    _closed(hall, {"A": (1, 0), "B": (2, 1), "C": (2, 4)})
    hall.keep("both-votes")
    _fits(hall)
    hall.do("Lanjut dengan C: 4 suara")
    hall.sees(wall="1 dari 3", phones="Penjelasan tiap langkah")
    hall.keep("why", "wall")
    assert too_high(hall.wall) <= 2


def _interrupted(hall):
    """Blank wall, pause and the distress button: calm screens, and all goes on after them."""
    hall.do("Soal berikutnya")
    hall.sees(wall="Apa langkah terkecil yang aman?")
    story = hall.wall.text_content(".scene").strip()
    _opened(hall, "Apa langkah terkecil yang aman?", "ABCDE")
    hall.do("Kosongkan layar depan")
    hall.wall.wait_for_selector(".screen.blank")
    assert hall.wall.text_content("#live").strip() == ""
    hall.do("Tampilkan lagi layar depan")
    hall.sees(wall=story)
    hall.do("Hentikan waktu")
    hall.sees(wall="waktu berhenti")
    hall.do("Jalankan waktu")
    expect(hall.wall.locator(".clock + strong")).to_have_count(0)
    hall.do("Ada yang terguncang")
    hall.sees(wall="Istirahat sebentar", phones="Kita berhenti sebentar")
    hall.sees(console="Berhenti. Orangnya dulu.")
    assert hall.wall.locator(".answers").count() == 0
    assert hall.phones["D"].page.locator("#live button").count() == 0
    hall.keep("distress")
    _fits(hall)
    hall.do("Sudah tenang")
    hall.sees(wall=story, phones=story)


def _the_rest_of_the_quiz(hall):
    """The vote that was open goes on; the quiz ends with the room's own result."""
    hall.vote({"A": "B", "D": "B"})
    hall.do("Tutup pemilihan")
    hall.do("Lanjut dengan B: 2 suara")
    hall.do("Soal berikutnya")
    hall.do("Buka pemilihan")
    hall.vote({"C": "C"})
    hall.do("Tutup pemilihan")
    hall.do("Lanjut dengan C: 1 suara")
    hall.sees(wall="3 dari 3", phones="Penjelasan tiap langkah")
    hall.keep("quiz-done")
    hall.do("Tutup kegiatan ini")


def _the_test_afterwards(hall):
    """Each answers alone and is told nothing; one who stops midway holds nobody up."""
    hall.begin("Sesudah berlatih")
    hall.sees(wall="0 dari 5 sudah menjawab", phones="6 soal")
    read = [html for name in "ABCE" for html in hall.phones[name].answer_alone()]
    hall.phones["D"].press(hall.phones["D"].page.locator("#live button", has_text="Mulai"))
    hall.sees(D="Apa langkah terkecil yang aman?", wall="4 dari 5", console="4 dari 5")
    hall.keep("test")
    told = [words for words in TELLING if any(words in html for html in read)]

    assert len(read) == 4 * (1 + 6 * 2 + 1)
    assert told == []
    hall.sees(A="Terima kasih. Jawabannya akan dibahas bersama nanti.")
    hall.do("Tutup kegiatan ini")


def _the_survey(hall):
    """The survey is answered by who wants to; the wall counts, and shows no answer."""
    hall.do("Berikutnya: Siapa yang dihubungi")
    hall.sees(wall="Siapa yang Anda hubungi bila orang pertama sulit dipercaya?")
    hall.begin("Pendapat Anda")
    hall.sees(wall="0 dari 5", phones="Nama Anda tidak ditanyakan")
    hall.phones["A"].answer_alone()
    hall.phones["B"].answer_alone()
    hall.sees(wall="2 dari 5", A="Terima kasih", B="Terima kasih", D="Enam pertanyaan singkat")
    assert hall.wall.locator(".bars").count() == 0
    hall.keep("survey")
    hall.do("Tutup kegiatan ini")


def _the_closing(hall):
    """Another person takes E's phone with a seat of their own; then the room says thank you."""
    hall.do("Berikutnya: Penutup")
    hall.sees(wall="Apa satu langkah kecil", phones="Penutup: satu janji kecil")
    phone = hall.phones["E"]
    left = phone.seat
    phone.press(phone.page.locator("footer button"))
    phone.join()
    hall.sees(console="Kursi: 6", E="Penutup: satu janji kecil")
    assert phone.seat != left
    hall.keep("closing")
    hall.do("Akhiri acara")
    hall.sees(phones="Acara sudah selesai", wall="Terima kasih", console="Buka acara")
    _fits(hall)
    hall.keep("end")


def _the_log_holds_each_answer_once(server, hall):
    """Votes by seat are those that were sent; tests and shared decisions have judgements."""
    with closing(sqlite3.connect(server.folder / "answers" / "tppo-kit.sqlite3")) as log:
        sent = log.execute("select seat, value, click from room_events where name = 'vote'")
        votes = sent.fetchall()
        tests = log.execute(
            "select judgements from results join attempts on id = attempt"
            " where activity like 'test:%'"
        ).fetchall()
        judged = log.execute("select activity, count(*) from room_judgements group by activity")
        decided = dict(judged.fetchall())

    assert Counter(seat for seat, _, _ in votes) == hall.pressed
    assert len({click for _, _, click in votes}) == len(votes)
    assert [len(json.loads(judgements)) for (judgements,) in tests] == [6] * 4
    assert decided == {"scenario:kabar-dari-kota": 4, "quiz:pilih-bicara-desa": 8}
