"""Things have the names of the content, or their ids where it no longer holds them."""

from simulated import DATA, VILLAGE_DAY

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.programmes import Audience, Workshop
from tppo_kit.language import LANGUAGES
from tppo_kit.reports.names import AUDIENCES, NO_PLACE, Names


def test_programmes_places_and_items_have_the_names_of_the_content():
    """As the people who held the session know them."""
    names = Names(DATA, "id")

    assert names.programme(VILLAGE_DAY) == Catalogue(DATA).get(Workshop, VILLAGE_DAY).title
    assert names.place("desa-anis") == "Desa Anis"
    assert names.kind("kantor-cempaka").render("en") == "office"
    assert names.role(VILLAGE_DAY).render("en") == "village officials"
    assert names.family("REK").render("en") == "Recruitment"
    assert names.item("anak-di-warung") == Catalogue(DATA).item("anak-di-warung").text
    assert {"desa-anis", "kantor-kenanga"} <= set(names.places())


def test_what_is_gone_keeps_its_id():
    """A report on an old log has no hole in it."""
    names = Names(DATA, "id")

    assert names.programme("lama") == names.place("lama") == names.item("lama") == "lama"
    assert names.item("../lama") == "../lama"
    assert names.family("XYZ") == "XYZ"
    assert names.kind("lama") == ""
    assert names.role("lama").render("en") == "other people"
    assert names.place("") == NO_PLACE


def test_every_audience_has_a_name_in_both_languages():
    """A new one cannot be forgotten."""
    assert set(AUDIENCES) == set(Audience)
    for language in LANGUAGES:
        assert len({name.render(language) for name in AUDIENCES.values()}) == len(Audience)
