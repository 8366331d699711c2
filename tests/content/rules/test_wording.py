"""Wording: what is too long, doubly negative or outdated is told; plain sentences are not."""

import pytest

CASE = "data/scenarios/cuti-dua-pekan/scenario.yml"
ITEM = "data/items/langkah-pertama.yml"
VIGNETTE = "data/items/kerja-tanpa-nama.yml"
FACT = "data/facts/STA-01.yml"
SIGN = "data/signs/T-REK-07.yml"
SOURCE = "data/sources/KIT.yml"
PAGE = "data/pages/bacaan-contoh.yml"
MESSAGE = "data/messages/pesan-dari-rekan.yml"
AGENCY = "data/agencies/balai.yml"

ASK = "question: Calon berkata, “Kontraknya menyusul di sana.” Apa langkah pertama?"
OPTION = "text: Tolak hari itu juga."
CHOICE = "text: Cukup, ambil keputusan."
SCENE = "text: Rani menjawab pendek-pendek dan melihat ke pintu."
BASIS = "basis: Contoh untuk pengujian."
STATEMENT = "statement: Ada 12 laporan pada tahun 2025."
STORY = "text: Ia belum mengetahui nama tempat kerjanya."
WHY = "why: Periksa dulu dan jangan menuduh."


def words(number):
    """Return a sentence of so many words."""
    return " ".join(["kata"] * number) + "."


FAULTS = [
    ("W501", SIGN, BASIS, f"basis: {words(21)}"),
    ("W501", SIGN, BASIS, f"basis: Pendek. {words(21)} Pendek."),
    ("W501", SIGN, BASIS, f"basis: “Pendek?” katanya, “{words(21)}”"),
    ("W501", FACT, STATEMENT, f"statement: Tahun 2025. {words(26)}"),
    ("W501", CASE, SCENE, f"text: {words(21)}"),
    ("W501", SIGN, BASIS, f"{BASIS}\nstatus_note: {words(26)}"),
    ("W502", ITEM, OPTION, f"text: {'a' * 76}"),
    ("W502", CASE, CHOICE, f"text: {'a' * 76}"),
    ("W502", CASE, CHOICE, f"text: “{'a' * 89}”"),
    ("W503", ITEM, ASK, f"question: {'a' * 161}"),
    ("W504", SIGN, BASIS, "basis: Ia tidak akan tidak datang."),
    ("W504", SIGN, BASIS, "basis: Tidak menatap bukan petunjuk."),
    ("W504", ITEM, OPTION, "text: Jangan tanya; tidak pergi tanpa izin."),
    ("W505", ITEM, OPTION, "text: Semua jawaban benar."),
    ("W505", ITEM, OPTION, "text: Tidak ada yang benar."),
    ("W505", ITEM, OPTION, "text: Semua di atas."),
    ("W506", SIGN, BASIS, "basis: Tanyakan kepada Badan Lama."),
    ("W506", FACT, STATEMENT, "statement: Pada 2025 Badan Lama menerima 12 laporan."),
    ("W507", CASE, SCENE, "text: Korban itu menjawab pendek."),
    ("W507", CASE, "title: Cuti dua pekan", "title: Jejak sindikat"),
    ("W507", VIGNETTE, STORY, "text: Ia datang bersama pelakunya."),
    ("W507", MESSAGE, "text: Ada kerja di gudang.", "text: Ada pekerja ilegal di gudang."),
    ("W508", PAGE, "text: Hubungi", "text: Tanya LPSK. Hubungi"),
    ("W508", ITEM, WHY, "why: Tanyakan kepada BP3MI."),
    ("W508", CASE, SCENE, "text: Rani menyebut BP3MI."),
]
SILENT = [
    (SIGN, BASIS, f"basis: {words(20)}"),
    (SIGN, BASIS, f"basis: “{words(20)[:-1]}?” {words(20)}"),
    (SIGN, BASIS, f"basis: {words(19)[:-1]} {{LAP-01}}."),
    (SIGN, BASIS, f"basis: {words(20)[:-1]} – – –."),
    (FACT, STATEMENT, f"statement: Tahun 2025. {words(25)}"),
    (SIGN, BASIS, f"{BASIS}\nstatus_note: {words(25)}"),
    (SOURCE, "title: Penilaian penyusun kit", f"title: {words(21)}"),
    (ITEM, OPTION, f"text: {'a' * 75}"),
    (CASE, CHOICE, f"text: “{'a' * 88}”"),
    (ITEM, ASK, f"question: {'a' * 160}"),
    (SIGN, BASIS, "basis: Ia tidak pergi, bukan karena takut."),
    (SIGN, BASIS, "basis: Mau tidak mau ia datang; ia tidak apa-apa dan tidak marah."),
    (SIGN, BASIS, "basis: Ia tidak berani berkata tidak."),
    (SIGN, BASIS, "basis: Orang tidak ditahan tanpa alasan."),
    (ITEM, OPTION, "text: Tidak semua benar, tolak saja."),
    (SIGN, BASIS, "basis: Tidak ada yang benar di sana."),
    (AGENCY, "role: Menjawab", "role: Menggantikan Badan Lama dan menjawab"),
    ("data/facts/RAG-01.yml", "topic: principle", "topic: agency"),
    (SIGN, BASIS, "basis: Tanyakan kepada Badan Lamaran."),
    (VIGNETTE, "why: Layani", "why: Layani")
    if False
    else (SIGN, BASIS, "basis: Korban bisa lupa."),
    (CASE, SCENE, "text: Ia menyebut Lembaga Perlindungan Saksi dan Korban."),
    (CASE, SCENE, "text: Pelaku usaha itu menolong korban banjir."),
    (CASE, "why: Catatan Anda masih kosong.", "why: Korban sering diam."),
    (PAGE, "text: Hubungi", "text: Tanya LPSK (lembaga saksi). Hubungi"),
    (PAGE, "text: Hubungi", "text: Tanya BP3MI, balai resmi di daerah. Hubungi"),
    (PAGE, "text: Hubungi", "text: Tanya balai pekerja migran, BP3MI. Hubungi"),
    (PAGE, "text: Hubungi", "text: Tanya lembaga saksi (LPSK). Hubungi"),
    (PAGE, "text: Hubungi", "text: Bawa KTP dan KK ke RT II. Hubungi"),
    (PAGE, "title: Bacaan contoh", "title: Bacaan TPPO"),
    (FACT, STATEMENT, "statement: LPSK mencatat 12 laporan pada 2025."),
]


@pytest.mark.parametrize(("code", "file", "old", "new"), FAULTS)
def test_a_fault_of_wording_is_found_on_its_line(content, code, file, old, new):
    """Each planted fault gives its one finding, where it stands."""
    found = content.after(file, {old: new})

    line = content.line(new.split("\n")[-1], file)
    assert [(told, at) for told, where, at in found if where == file] == [(code, line)]


@pytest.mark.parametrize(("file", "old", "new"), SILENT)
def test_what_only_looks_like_a_fault_is_left_alone(content, file, old, new):
    """A sentence at the bound, a name in its own record, and a word explained are all fine."""
    found = content.after(file, {old: new})

    assert [code for code, where, _ in found if where == file] == []
