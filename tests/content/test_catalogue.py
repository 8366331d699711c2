"""The catalogue: files register themselves, and none takes another down."""

import pytest

from tppo_kit.content import catalogue as module
from tppo_kit.content.cases import Scenario
from tppo_kit.content.catalogue import KINDS, SIMULATION_KINDS, Catalogue
from tppo_kit.content.facts import Agency, Contacts, Fact
from tppo_kit.content.items import Item, Quiz, Sorter
from tppo_kit.content.pages import Checklist, MarkedMessage, Page
from tppo_kit.content.places import Place
from tppo_kit.content.programmes import SelfStudy, Unit
from tppo_kit.content.signs import NonSign, Sign, Source
from tppo_kit.content.simulations.interviews import CaseNotes
from tppo_kit.content.surveys import Survey
from tppo_kit.errors import NotFound

#: For each kind, the model that opens it and one record of the sample.
DOORS = {
    "scenario": (Scenario, "cuti-dua-pekan"),
    "sign": (Sign, "T-REK-07"),
    "non-sign": (NonSign, "gugup"),
    "source": (Source, "KIT"),
    "item": (Item, "langkah-pertama"),
    "quiz": (Quiz, "kuis-contoh"),
    "sorter": (Sorter, "pilah-contoh"),
    "fact": (Fact, "LAP-01"),
    "agency": (Agency, "balai"),
    "contacts": (Contacts, "daerah-contoh"),
    "page": (Page, "bacaan-contoh"),
    "message": (MarkedMessage, "pesan-dari-rekan"),
    "checklist": (Checklist, "cek-contoh"),
    "survey": (Survey, "reaksi-contoh"),
    "place": (Place, "desa-contoh"),
    "case-notes": (CaseNotes, "loket"),
    "unit": (Unit, "contoh"),
    "programme": (SelfStudy, "contoh"),
}
#: Large records that are tried on the real content, in simulations/test_on_disk.py.
ELSEWHERE = SIMULATION_KINDS.keys() - {"case-notes"}
FILES = {
    "scenario": "data/scenarios/cuti-dua-pekan/scenario.yml",
    **{
        kind: f"data/{KINDS[kind].folder}/{name}.yml"
        for kind, (_, name) in DOORS.items()
        if kind in KINDS
    },
}
BREAKAGES = {
    "empty": b"",
    "binary": b"\x89PNG\r\n\x1a\n\0\0",
    "latin-1": b"nama: caf\xe9",
    "huge": b"#" * 10_000_000,
    "alias-bomb": b"a: &a [x]\nb: &b [*a, *a]\n",
    "deep": b"[" * 100_000,
    "twice": b"id: x\nid: y\n",
    "not-yaml": b"{[\n",
    "of-another-kind": b"format: shopping-list/1\n",
}


def opened(catalogue, kind):
    """Return the record of the sample of a kind, through its door."""
    return catalogue.get(*DOORS[kind])


def test_every_kind_is_tried():
    """A new kind of file is put through all of these tests; simulations have their own."""
    assert set(DOORS) == {*KINDS, "scenario"} - ELSEWHERE


def test_a_file_in_its_folder_is_all_that_registering_takes(content):
    """A copied file is known by its name, in alphabetical order."""
    text = content.read("data/sources/KIT.yml")
    content.write("data/sources/AKTA.yml", text.replace("id: KIT", "id: AKTA"))

    assert content.catalogue.names("source") == ["AKTA", "KIT", "PEDOMAN"]
    assert content.catalogue.get(Source, "AKTA").title == "Penilaian penyusun kit"


@pytest.mark.parametrize("kind", DOORS)
def test_every_kind_has_a_door(content, kind):
    """What is listed can be opened, and holds the id it was asked by."""
    catalogue, name = content.catalogue, DOORS[kind][1]

    assert name in catalogue.names(kind)
    assert catalogue.has(kind, name)
    assert opened(catalogue, kind).id == name


@pytest.mark.parametrize("breakage", BREAKAGES.values(), ids=BREAKAGES)
@pytest.mark.parametrize("kind", DOORS)
def test_one_broken_file_gives_one_finding_and_takes_nothing_down(content, kind, breakage):
    """The broken record cannot be opened; every other one can, and other faults are still found."""
    fault = "data/items/kerja-dengan-nama.yml"
    content.change("source: PEDOMAN", "source: TIDAK-ADA", fault)
    content.write(FILES[kind], breakage)
    catalogue = content.catalogue

    with pytest.raises(NotFound, match="has faults"):
        opened(catalogue, kind)
    for other in DOORS.keys() - {kind}:
        assert opened(catalogue, other)
    found = [(code, file) for code, file, _ in content.found()]
    about_file = [code for code, file in found if file == FILES[kind]]
    assert len(about_file) == 1 or breakage == BREAKAGES["of-another-kind"]
    assert ("L203", fault) in found


def test_broken_records_are_left_out_of_lists(content):
    """The explorer shows the signs that are sound."""
    content.write("data/signs/T-DOK-03.yml", b"\xff")
    content.write("data/non-signs/lain.yml", b"\xff")
    catalogue = content.catalogue

    assert catalogue.names("sign") == ["T-DOK-03", "T-REK-07"]
    assert [sign.id for sign in catalogue.all(Sign)] == ["T-REK-07"]
    assert [non_sign.id for non_sign in catalogue.all(NonSign)] == ["gugup"]


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "../../outside",
        "../items/langkah-pertama",
        "../scenarios/cuti-dua-pekan",
        "./KIT",
        "cuti-dua-pekan/",
        "/etc/passwd",
        "..",
        ".",
        "",
        "*",
        "KIT.yml",
        "KIT\0",
        "KIT\n",
        "kit",
        "C:\\x",
        "x" * 5000,
    ],
)
def test_a_name_from_outside_never_becomes_a_path(content, monkeypatch, name):
    """An unknown name is refused before any file is looked at, even if a file lies there."""
    outside = content.read("data/sources/KIT.yml")
    for path in ("outside.yml", "data/x.yml", "data/x/scenario.yml", "scenario.yml"):
        content.write(path, outside)
    read = []
    monkeypatch.setattr(module, "read_record", lambda path, _model: read.append(path))
    monkeypatch.setattr(module, "read_case", read.append)
    catalogue = content.catalogue

    for model, _ in DOORS.values():
        with pytest.raises(NotFound, match="there is no"):
            catalogue.get(model, name)
    assert read == []


@pytest.mark.parametrize(
    "name",
    ["../x", "../items/langkah-pertama", "cuti-dua-pekan/", "./KIT", "x" * 5000],
    ids=["up", "beside", "slash", "dot", "long"],
)
def test_only_the_exact_name_of_a_file_is_had(content, name):
    """A name with dots, slashes or thousands of letters is simply not there."""
    content.write("data/x.yml", content.read("data/sources/KIT.yml"))
    content.write("data/x/scenario.yml", content.read(FILES["scenario"]))

    assert [kind for kind in DOORS if content.catalogue.has(kind, name)] == []


def test_a_file_is_read_once(content, monkeypatch):
    """What was read is kept: opening a record twice costs one reading."""
    read = []
    real = module.read_record

    def counting(path, model):
        read.append(path)
        return real(path, model)

    monkeypatch.setattr(module, "read_record", counting)
    catalogue = content.catalogue
    first, second = catalogue.get(Sign, "T-REK-07"), catalogue.get(Sign, "T-REK-07")

    assert first is second
    assert len(read) == 1
    assert catalogue.case("cuti-dua-pekan") is catalogue.case("cuti-dua-pekan")


def test_an_empty_folder_is_an_empty_catalogue(tmp_path):
    """No content is not a fault of the catalogue."""
    catalogue = Catalogue(tmp_path)

    assert [catalogue.names(kind) for kind in DOORS] == [[]] * len(DOORS)
    assert list(catalogue.readings()) == []
    assert list(catalogue.cases()) == []


def test_a_record_behind_the_wrong_door_is_not_handed_out(content, monkeypatch):
    """A door gives its own kind or refuses, whatever lies in the folder."""
    catalogue = content.catalogue
    sign = catalogue.get(Sign, "T-REK-07")
    monkeypatch.setattr(catalogue, "_record", lambda _kind, _name: sign)

    with pytest.raises(NotFound, match="has faults"):
        catalogue.get(Source, "KIT")


def test_every_record_and_case_is_gone_through(content):
    """The check meets each file once."""
    catalogue = content.catalogue
    met = [(kind, name) for kind, name, _ in catalogue.readings()]

    assert len(met) == len(set(met)) == 25
    assert {kind for kind, _ in met} == KINDS.keys() - ELSEWHERE
    assert [case.folder.name for case in catalogue.cases()] == [
        "cuti-bersama-ibu",
        "cuti-dua-pekan",
    ]
