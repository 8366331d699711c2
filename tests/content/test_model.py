"""What every record has in common: no extras, no changes, a fingerprint, bounded names."""

import datetime as dt

import pytest
from pydantic import TypeAdapter, ValidationError

from tppo_kit.content.model import (
    Citation,
    Lifecycle,
    Line,
    Person,
    Sentence,
    SignId,
    Slug,
    SourceId,
)
from tppo_kit.content.signs import Sign


def accepts(kind, text):
    """Tell whether a text is a value of a kind."""
    try:
        TypeAdapter(kind).validate_python(text)
    except ValidationError:
        return False
    return True


def test_a_key_nobody_knows_is_refused():
    """A misspelt key never disappears in silence."""
    with pytest.raises(ValidationError, match="sorce"):
        Citation.model_validate({"source": "KIT", "sorce": "KIT"})


def test_a_record_cannot_be_changed():
    """Content is the same for everyone who holds it."""
    citation = Citation(source="KIT")

    with pytest.raises(ValidationError, match="frozen"):
        citation.at = "bab 2"


def test_a_fingerprint_is_short_and_stays():
    """Equal content has equal fingerprints of twelve hexadecimal digits."""
    first = Citation(source="KIT", at="bab 2").fingerprint()
    second = Citation.model_validate({"at": "bab 2", "source": "KIT"}).fingerprint()

    assert first == second
    assert len(first) == 12
    assert int(first, 16) >= 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Tolak tanpa penjelasan.", "Tolak dengan penjelasan."),
        ("trust >= 3", "trust >= 2"),
        ("minutes: -2, greeted", "minutes: -1, greeted"),
        ("at: bab 2}]\ntwin", "at: bab 3}]\ntwin"),
        ("ending: mixed", "ending: poor"),
    ],
)
def test_any_changed_text_or_rule_changes_the_fingerprint(content, old, new):
    """An edited case starts a new series of answers."""
    before = content.scenario().fingerprint()
    content.change(old, new)

    assert content.scenario().fingerprint() != before


def test_layout_and_comments_do_not_change_the_fingerprint(content):
    """A case that reads the same counts as the same."""
    before = content.scenario().fingerprint()
    content.change("title: Cuti dua pekan", '# baru\ntitle:   "Cuti dua pekan"\n')

    assert content.scenario().fingerprint() == before


@pytest.mark.parametrize("text", ["a", "7", "cuti-dua-pekan", "a" * 48])
def test_a_slug_is_lower_case_words_joined_by_hyphens(text):
    """Short lower-case names are ids."""
    assert accepts(Slug, text)


@pytest.mark.parametrize(
    "text",
    ["", "A", "-a", "a-", "a--b", "a_b", "a b", "a/b", "..", "../x", "a.yml", "á", "a\n", "a" * 49],
)
def test_a_slug_can_never_be_a_path(text):
    """Dots, slashes, blanks, capitals and line ends are refused."""
    assert not accepts(Slug, text)


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (SignId, "T-REK-06", "T-REK-6"),
        (SignId, "T-DOK-01", "T-DOK-01\n"),
        (SourceId, "UU21", "uu21"),
        (SourceId, "E-TIP-1", "../E1"),
        (Line, "x" * 160, "x" * 161),
        (Line, " x ", "   "),
        (Sentence, "x" * 1200, "x" * 1201),
        (Sentence, "x", ""),
    ],
)
def test_ids_and_texts_have_exact_bounds(kind, good, bad):
    """The longest text is accepted and one character more is not."""
    assert accepts(kind, good)
    assert not accepts(kind, bad)


@pytest.mark.parametrize(("gender", "age"), [("other", 20), ("female", -1), ("male", 111)])
def test_a_person_is_only_what_the_spread_needs(gender, age):
    """Gender and age are bounded, so that they can be counted."""
    with pytest.raises(ValidationError):
        Person(role="applicant", gender=gender, age=age)


@pytest.mark.parametrize("field", ["name", "nik", "address", "phone"])
def test_a_person_has_no_field_for_identity(field):
    """There is no place to write down a real person."""
    with pytest.raises(ValidationError, match=field):
        Person.model_validate({"role": "applicant", "gender": "female", "age": 22, field: "x"})


def test_a_statement_needs_a_source(content):
    """What rests on nothing cannot be content."""
    sign = content.catalogue.get(Sign, "T-REK-07").model_dump(by_alias=True)

    with pytest.raises(ValidationError, match="at least 1 item"):
        Sign.model_validate({**sign, "from": []})


def test_dates_are_read_as_dates(content):
    """The day after which a statement is stale can be compared with a day."""
    sign = content.catalogue.get(Sign, "T-REK-07")

    assert sign.checked < sign.check_by
    assert sign.check_by == dt.date(2027, 11, 22)


def test_content_has_four_stations_in_life():
    """Draft, review, active and retired are all there is."""
    assert [station.value for station in Lifecycle] == ["draft", "review", "active", "retired"]
