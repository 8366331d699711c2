"""Units name notebooks, self-study names units, and a workshop goes minute by minute."""

import pytest
from pydantic import ValidationError

from tppo_kit.content.catalogue import KINDS, Catalogue
from tppo_kit.content.programmes import Audience, SelfStudy, Unit, Workshop, WorkshopBlock
from tppo_kit.settings import REPOSITORY

ALONE = {
    "format": "programme/1",
    "kind": "self-study",
    "id": "belajar",
    "title": "Belajar",
    "short": "Umum",
    "about": "Untuk siapa saja.",
    "objectives": ["Mengenali."],
    "units": ["satu"],
}
BLOCK = {"minutes": 10, "kind": "talk", "title": "Bicara", "does": "Memandu."}
GROUP = {
    "format": "programme/1",
    "kind": "workshop",
    "id": "lokakarya",
    "title": "Lokakarya",
    "about": "Untuk satu kelompok.",
    "audience": "teenagers",
    "minutes": 20,
    "people": "Untuk 20 orang.",
    "objectives": ["Mengenali."],
    "materials": ["Proyektor."],
    "care": ["Jangan memaksa."],
    "blocks": [BLOCK, BLOCK],
}


@pytest.fixture(scope="module")
def library():
    """Give the content of the repository."""
    return Catalogue(REPOSITORY / "data")


def faults(library, kind):
    """Return every fault of the real records of a kind, and insist that there are some records."""
    assert library.names(kind)
    return [
        problem for name in library.names(kind) for problem in library.reading(kind, name).problems
    ]


@pytest.mark.parametrize(
    "path",
    [
        "modules/../secret.ipynb",
        "/etc/x.ipynb",
        "notes/x.ipynb",
        "modules/x.py",
        "modules/X.ipynb",
        "modules/x.ipynb\n",
        f"modules/{'x' * 300}.ipynb",
    ],
)
def test_a_unit_names_notebooks_and_nothing_else(content, path):
    """A path in a unit cannot leave the two folders of notebooks."""
    data = content.catalogue.get(Unit, "contoh").model_dump(mode="json", by_alias=True)
    data["notebook"] = path

    with pytest.raises(ValidationError, match="notebook"):
        Unit.model_validate(data)


@pytest.mark.parametrize("path", ["modules/01_contoh.ipynb", "simulations/a_2.ipynb"])
def test_a_unit_lies_in_either_folder(content, path):
    """Modules and simulations are both notebooks of the kit."""
    data = content.catalogue.get(Unit, "contoh").model_dump(mode="json", by_alias=True)

    assert Unit.model_validate({**data, "notebook": path}).notebook == path
    assert Unit.model_validate({**data, "notebook": path}).in_english is False


@pytest.mark.parametrize(
    ("key", "value"), [("activities", []), ("minutes", 0), ("minutes", 181), ("about", "")]
)
def test_a_unit_is_not_complete_without(content, key, value):
    """At least one activity, some minutes and a line about it."""
    data = content.catalogue.get(Unit, "contoh").model_dump(mode="json", by_alias=True)

    with pytest.raises(ValidationError, match=key):
        Unit.model_validate({**data, key: value})


def test_the_kind_decides_the_shape_of_a_programme():
    """Self-study and workshops share a folder and are told apart by their kind."""
    model = KINDS["programme"].model

    assert isinstance(model.validate_python(ALONE), SelfStudy)
    assert isinstance(model.validate_python(GROUP), Workshop)


@pytest.mark.parametrize("kind", ["lecture", None, "self-study"])
def test_a_programme_of_another_shape_is_refused(kind):
    """An invented kind, none, or one with the parts of the other is named as the fault."""
    with pytest.raises(ValidationError, match=kind or "kind"):
        KINDS["programme"].model.validate_python({**GROUP, "kind": kind})


@pytest.mark.parametrize(
    ("key", "value"),
    [("units", []), ("units", ["modules/x"]), ("objectives", []), ("short", ""), ("minutes", 5)],
)
def test_self_study_keeps_its_form(key, value):
    """It names units, says what it is good for, and adds no minutes of its own."""
    assert SelfStudy.model_validate(ALONE).units == ["satu"]
    with pytest.raises(ValidationError, match=key):
        SelfStudy.model_validate({**ALONE, key: value})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("audience", "everybody"),
        ("minutes", 19),
        ("minutes", 541),
        ("blocks", [BLOCK]),
        ("blocks", [BLOCK] * 41),
        ("objectives", []),
        ("materials", []),
        ("care", []),
        ("people", ""),
        ("units", ["satu"]),
    ],
)
def test_a_workshop_keeps_its_form(key, value):
    """Whom it is for, how long it takes and what to mind with them are always said."""
    assert Workshop.model_validate(GROUP).audience is Audience.TEENAGERS
    with pytest.raises(ValidationError, match=key):
        Workshop.model_validate({**GROUP, key: value})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("minutes", 0),
        ("minutes", 121),
        ("kind", "exam"),
        ("title", ""),
        ("does", ""),
        ("says", "x" * 601),
        ("asks", [""]),
    ],
)
def test_a_block_of_a_workshop_keeps_its_form(key, value):
    """Each stretch has its minutes, its kind, and what the facilitator does."""
    with pytest.raises(ValidationError, match=key):
        Workshop.model_validate({**GROUP, "blocks": [BLOCK, {**BLOCK, key: value}]})


PLAYED = {**BLOCK, "kind": "activity", "activity": "scenario:x", "way": "together"}
FORMS = {"forms": ["test:a", "test:b"], "way": "each"}
BEFORE = {**BLOCK, "kind": "before", **FORMS}
AFTER = {**BLOCK, "kind": "after", **FORMS}
TABLE = {**BLOCK, "kind": "practice", "activity": "tabletop:x", "way": "tables"}
NEWS = {"after": 9, "to": "all", "text": "Kabar."}


@pytest.mark.parametrize(
    "block",
    [
        PLAYED,
        {**PLAYED, "way": "each"},
        {**PLAYED, "way": "discuss", "talk_minutes": 10},
        TABLE,
        {**TABLE, "way": "together"},
        {**TABLE, "injects": [NEWS, {**NEWS, "to": "table:2"}, {**NEWS, "to": "role:ketua"}]},
        {**PLAYED, "injects": [NEWS]},
        {**BLOCK, "injects": [{**NEWS, "after": 0}]},
        AFTER,
    ],
)
def test_a_block_is_played_in_a_way_that_fits(block):
    """Each way, news to everybody anywhere, news to a table or role at tables, and forms."""
    assert WorkshopBlock.model_validate(block).minutes == 10


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        ({**PLAYED, "way": ""}, "both need it"),
        ({**BLOCK, "way": "each"}, "belongs to an activity"),
        ({**PLAYED, "way": "alone"}, "way"),
        ({**PLAYED, "way": "tables"}, "needs roles"),
        ({**AFTER, "way": "tables"}, "needs roles"),
        ({**PLAYED, "talk_minutes": 2}, "way 'discuss'"),
        ({**PLAYED, "way": "discuss", "talk_minutes": 11}, "talk_minutes"),
        ({**PLAYED, "way": "discuss", "talk_minutes": 0}, "talk_minutes"),
        ({**BLOCK, **FORMS}, "belong to kind"),
        ({**BLOCK, "kind": "after"}, "belong to kind"),
        ({**AFTER, "forms": ["test:a"]}, "exactly two"),
        ({**AFTER, "forms": ["test:a", "test:b", "test:c"]}, "exactly two"),
        ({**AFTER, "forms": ["test:a", "test:a"]}, "twice"),
        ({**AFTER, "forms": ["test:a", "quiz:b"]}, "forms"),
        ({**AFTER, "activity": "quiz:a"}, "not both"),
        ({**AFTER, "way": "together"}, "'each'"),
        ({**PLAYED, "injects": [{**NEWS, "after": 10}]}, "too late"),
        ({**PLAYED, "injects": [{**NEWS, "after": -1}]}, "after"),
        ({**PLAYED, "injects": [{**NEWS, "to": "table:1"}]}, "needs way 'tables'"),
        ({**PLAYED, "injects": [{**NEWS, "to": "role:x"}]}, "needs way 'tables'"),
        ({**TABLE, "injects": [{**NEWS, "to": "table:0"}]}, "to"),
        ({**TABLE, "injects": [{**NEWS, "to": "seat:AB"}]}, "to"),
        ({**TABLE, "injects": [{**NEWS, "to": "all\n"}]}, "to"),
        ({**TABLE, "injects": [{**NEWS, "text": " "}]}, "text"),
        ({**TABLE, "injects": [NEWS] * 21}, "injects"),
    ],
)
def test_a_block_that_no_room_could_run_is_refused(block, reason):
    """A way without a play, a play without a way, forms that measure nothing, news to nobody."""
    with pytest.raises(ValidationError, match=reason):
        WorkshopBlock.model_validate(block)


@pytest.mark.parametrize("blocks", [[BEFORE, BLOCK, AFTER], [BLOCK, AFTER], [BLOCK, BLOCK]])
def test_a_workshop_measures_twice_once_at_the_end_or_never(blocks):
    """A short session may measure at the end alone."""
    assert Workshop.model_validate({**GROUP, "blocks": blocks})


@pytest.mark.parametrize(
    ("blocks", "reason"),
    [
        ([BEFORE, BLOCK], "or 'after' alone"),
        ([AFTER, BEFORE], "or 'after' alone"),
        ([BEFORE, AFTER, AFTER], "or 'after' alone"),
        ([BEFORE, {**AFTER, "forms": ["test:a", "test:c"]}], "the same two"),
        ([BEFORE, {**AFTER, "forms": ["test:b", "test:a"]}], "in the same order"),
    ],
)
def test_a_workshop_that_measures_half_is_refused(blocks, reason):
    """What was measured before is measured after, once and with the same forms."""
    with pytest.raises(ValidationError, match=reason):
        Workshop.model_validate({**GROUP, "blocks": blocks})


@pytest.mark.parametrize("kind", ["unit", "programme"])
def test_every_real_record_is_sound(library, kind):
    """Everything that the home page and the guide are made of has no fault."""
    assert faults(library, kind) == []


def test_every_unit_of_a_real_programme_exists(library):
    """No programme leads to a unit that is not there, and no unit is in no programme."""
    named = {name for programme in library.all(SelfStudy) for name in programme.units}

    assert named == {unit.id for unit in library.all(Unit)}


def test_the_minutes_of_every_real_workshop_add_up(library):
    """The blocks of a session are as long as the session, breaks included."""
    workshops = library.all(Workshop)

    assert {workshop.audience for workshop in workshops} == set(Audience)
    for workshop in workshops:
        assert sum(block.minutes for block in workshop.blocks) == workshop.minutes
