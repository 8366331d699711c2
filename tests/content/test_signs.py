"""Signs, non-signs and sources hold everything that a careful reader needs."""

import pytest
from pydantic import ValidationError

from tppo_kit.content.signs import NonSign, Phase, Sign, Source, Strength, Viewer


@pytest.fixture
def sign(content):
    """Return a sound sign as plain data."""
    return content.catalogue.get(Sign, "T-REK-07").model_dump(mode="json", by_alias=True)


@pytest.mark.parametrize(
    "key", ["harmless", "next_steps", "seen_by", "elements", "from", "child", "basis", "check_by"]
)
def test_a_sign_is_not_complete_without(sign, key):
    """Innocent explanations, safe steps, viewers and sources can be neither left out nor empty."""
    without = {name: value for name, value in sign.items() if name != key}

    with pytest.raises(ValidationError, match=key):
        Sign.model_validate(without)
    with pytest.raises(ValidationError, match=key):
        Sign.model_validate({**sign, key: []})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", "REK-07"),
        ("phase", "arrival"),
        ("elements", ["motive"]),
        ("seen_by", ["police"]),
        ("strength", "certain"),
        ("status", "true"),
        ("next_steps", [{"rung": "A4", "text": "x"}]),
        ("child", {"strength": "proof", "note": "x"}),
        ("checked", "kemarin"),
        ("format", "sign/2"),
    ],
)
def test_a_sign_uses_the_known_words(sign, key, value):
    """Phase, element, viewer, strength, certainty and rung come from short lists."""
    with pytest.raises(ValidationError, match=key):
        Sign.model_validate({**sign, key: value})


def test_no_strength_is_proof():
    """A sign weighs weak, medium or strong, and never more."""
    assert [strength.value for strength in Strength] == ["weak", "medium", "strong"]


def test_residents_and_both_kinds_of_officer_see_signs():
    """Everybody the kit trains is on the list of viewers."""
    viewers = {viewer.value for viewer in Viewer}

    assert {"resident", "village-cadre", "counter-officer", "checkpoint-officer"} <= viewers
    assert len(Phase) == 7


@pytest.mark.parametrize("key", ["why_not", "instead", "statement", "from"])
def test_a_non_sign_says_why_not_and_what_instead(content, key):
    """Whoever loses a false sign is given something better to look at."""
    data = content.catalogue.get(NonSign, "gugup").model_dump(mode="json", by_alias=True)
    del data[key]

    with pytest.raises(ValidationError, match=key):
        NonSign.model_validate(data)


@pytest.mark.parametrize("key", ["status", "checked", "check_by", "publisher", "where"])
def test_a_source_says_how_sure_and_until_when(content, key):
    """A source without status or date is refused."""
    data = content.catalogue.get(Source, "KIT").model_dump(mode="json", by_alias=True)
    del data[key]

    with pytest.raises(ValidationError, match=key):
        Source.model_validate(data)
