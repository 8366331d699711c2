"""People of a referral: whom a service must serve, and what a person needs."""

import pytest

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.facts import Person
from tppo_kit.content.simulations.referrals import Referral
from tppo_kit.settings import REPOSITORY

PEOPLE = {
    person.id: person for person in Catalogue(REPOSITORY / "data").get(Referral, "rujukan").people
}


@pytest.mark.parametrize(
    ("name", "kind"),
    [("ratna", Person.WOMAN), ("bayu", Person.MAN), ("sinta", Person.CHILD), ("arun", Person.MAN)],
)
def test_sex_and_age_say_whom_a_service_must_serve(name, kind):
    """Under eighteen is a child, whatever the sex."""
    assert PEOPLE[name].kind is kind
    assert PEOPLE[name].is_child is (kind is Person.CHILD)


def test_a_person_without_needs_needs_nothing():
    """Looking for a need that is not there finds nothing."""
    assert PEOPLE["karto"].needs == []
    assert PEOPLE["karto"].need("lpsk") is None
    assert PEOPLE["ratna"].need("lpsk").slow
