"""Harm: content notes, what is no sign, method, private data, real places, hints by sex or age."""

import pytest

CASE = "data/scenarios/cuti-dua-pekan/scenario.yml"
ITEM = "data/items/langkah-pertama.yml"
VIGNETTE = "data/items/kerja-tanpa-nama.yml"
HARMLESS = "data/items/kerja-dengan-nama.yml"
SIGN = "data/signs/T-REK-07.yml"
PAGE = "data/pages/bacaan-contoh.yml"
MESSAGE = "data/messages/pesan-dari-rekan.yml"
SORTER = "data/sorters/pilah-contoh.yml"
SOURCE = "data/sources/KIT.yml"
FACT = "data/facts/STA-01.yml"

EVIDENCE = "text: Kontraknya menyusul., supports"
INNOCENT = "text: Salinan tiketnya ia pegang sendiri., explains"
SCENE = "text: Rani menjawab pendek-pendek dan melihat ke pintu."
NOTE = "{distress: low, topics: [utang keluarga]}"
BASIS = "basis: Contoh untuk pengujian."
CARD = "text: Kontraknya menyusul.\n"
STORY = "text: Ia belum mengetahui nama tempat kerjanya."
LINE = "text: Kontraknya menyusul saja."
STEPS = "points: [Tanya dengan ramah., Catat yang terlihat.]"

FAULTS = [
    ("H601", CASE, NOTE, "{distress: medium, topics: []}"),
    ("H601", CASE, NOTE, "{distress: high, topics: []}"),
    ("H602", CASE, EVIDENCE, "text: Rani gugup dan menunduk., supports"),
    ("H602", CASE, EVIDENCE, "text: 'Ia gelisah, bajunya lusuh.', supports"),
    ("H602", CASE, EVIDENCE, "text: Ia tidak berani menatap petugas., supports"),
    ("H602", CASE, EVIDENCE, "text: Logatnya bukan logat sini., supports"),
    ("H602", CASE, EVIDENCE, "text: Ia hanya lulusan SD., supports"),
    ("H602", CASE, EVIDENCE, "text: Ia berasal dari kampung jauh., supports"),
    ("H602", CASE, EVIDENCE, "text: Ia perempuan muda., supports"),
    ("H602", CASE, EVIDENCE, "text: Ia belum pernah ke luar negeri., supports"),
    ("H602", SORTER, CARD, "text: Ia gemetar di loket.\n"),
    ("H602", MESSAGE, LINE, "text: Bajunya harus rapi."),
    ("H604", SIGN, BASIS, "basis: Mereka lewat jalur tikus."),
    ("H604", PAGE, STEPS, "points: [Mereka mengelabui petugas.]"),
    ("H604", VIGNETTE, STORY, "text: Ia diajari menghindari pemeriksaan."),
    ("H604", SIGN, BASIS, "basis: Harga orang naik."),
    ("H604", SIGN, BASIS, "basis: Iklannya ada di Telegram."),
    ("H605", CASE, SCENE, "text: NIK-nya 3201234567890123."),
    ("H605", CASE, SCENE, "text: Tulis ke rani@contoh.id saja."),
    ("H605", CASE, SCENE, "text: Buka https://contoh/lowongan saja."),
    ("H605", PAGE, STEPS, "points: [Buka lowongan-kerja.com saja.]"),
    ("H605", MESSAGE, "text: Kabari saya nanti.", "text: Kabari 0812-3456-7890."),
    ("H605", ITEM, "text: Tolak hari itu juga.", "text: Telepon (021) 5556677."),
    ("H607", CASE, SCENE, "text: Rani mau ke Malaysia."),
    ("H607", VIGNETTE, STORY, "text: Ia datang dari Flores."),
    ("H607", MESSAGE, "text: Ada kerja di gudang.", "text: Ada kerja di Batam."),
]
SILENT = [
    (CASE, NOTE, "{distress: low, topics: []}"),
    (CASE, NOTE, "{distress: high, topics: [utang keluarga]}"),
    (CASE, EVIDENCE, "text: 'Ia gugup; paspornya dibawa orang lain.', supports"),
    (CASE, EVIDENCE, "text: Ia menunduk dan menunjukkan kontrak kosong., supports"),
    (CASE, EVIDENCE, "text: Ia memberi tahu nama asalkan sendiri., supports"),
    (CASE, INNOCENT, "text: Rani gugup., explains"),
    (SORTER, "text: Ia menunduk.", "text: Ia gugup dan menunduk."),
    (SIGN, BASIS, "basis: Data identitasnya dipalsukan."),
    (SIGN, BASIS, "basis: Pesannya masuk lewat WhatsApp."),
    (SIGN, BASIS, "basis: Ia menghindari keluarganya."),
    (FACT, "statement: Ada", "statement: Lewat www.contoh.go.id ada"),
    (SOURCE, "where: contoh", "where: www.contoh.id"),
    (CASE, SCENE, "text: Rani menghitung 12 lembar dan 3 foto."),
    (CASE, SCENE, "text: Rani mau ke kota lain."),
    (CASE, SCENE, "text: Mereka berdua bertemu di lapangan balikpapanjang."),
    (PAGE, STEPS, "points: [Negara tujuan Malaysia punya aturan sendiri.]"),
    (ITEM, "text: Tolak hari itu juga.", "text: Tanya kedutaan di Malaysia."),
]


@pytest.mark.parametrize(("code", "file", "old", "new"), FAULTS)
def test_what_could_harm_is_found_on_its_line(content, code, file, old, new):
    """Each planted fault gives its one finding, where it stands."""
    found = content.after(file, {old: new})

    line = content.line(new.split("\n")[0], file)
    assert [(told, at) for told, where, at in found if where == file] == [(code, line)]


@pytest.mark.parametrize(("file", "old", "new"), SILENT)
def test_what_only_sounds_harmful_is_left_alone(content, file, old, new):
    """A nervous person with a fact beside, a crime by its name, and a page on law are fine."""
    found = content.after(file, {old: new})

    assert [code for code, where, _ in found if where == file] == []


def people(content, gender="female", age=30):
    """Write ten more pairs of vignettes; the people of the action side are as asked."""
    for number in range(10):
        for file, own, other in ((VIGNETTE, "a", "b"), (HARMLESS, "b", "a")):
            name = f"pasangan-{own}-{number}"
            text = content.read(file)
            text = text.replace("id: kerja-tanpa-nama\n", f"id: {name}\n")
            text = text.replace("id: kerja-dengan-nama\n", f"id: {name}\n")
            text = text.replace("twin: kerja-dengan-nama", f"twin: pasangan-{other}-{number}")
            text = text.replace("twin: kerja-tanpa-nama", f"twin: pasangan-{other}-{number}")
            if own == "a":
                text = text.replace("male, age: 30", f"{gender}, age: {age}")
            content.write(f"data/items/{name}.yml", text)


@pytest.mark.parametrize(
    ("gender", "age", "told"),
    [
        ("male", 30, []),
        ("male", 32, []),
        ("male", 33, ["the mean age"]),
        ("female", 30, ["the share of women"]),
        ("male", 16, ["the mean age", "the share of children"]),
    ],
)
def test_sex_and_age_give_no_hint(content, gender, age, told):
    """Over the whole bank both sides have the same people, within stated bounds."""
    people(content, gender, age)
    found = [problem for problem in content.check() if problem.code == "H603"]

    assert sorted(problem.what.values["what"].text for problem in found) == told
    assert {(problem.file.name, problem.line) for problem in found} <= {("items", 0)}


def test_a_few_people_are_no_pattern(content):
    """Two pairs say nothing about the library."""
    assert content.after(VIGNETTE, {"male, age: 30": "female, age: 17"}) == []


def test_drafts_do_not_count(content):
    """What learners do not meet gives them no hint."""
    people(content, "female", 17)
    for number in range(10):
        content.change("status: active", "status: draft", f"data/items/pasangan-a-{number}.yml")

    assert "H603" not in content.codes()
