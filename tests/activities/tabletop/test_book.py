"""The record of a table with everything found by id."""

from tppo_kit.activities.tabletop.book import TableBook


def test_everything_is_found_by_id(grave):
    """Roles, cards, injects and steps are found under their own ids."""
    book = grave.book
    for parts in (book.roles, book.cards, book.injects, book.steps):
        assert parts
        assert all(name == each.id for name, each in parts.items())


def test_a_changed_sign_or_agency_changes_the_fingerprint(grave):
    """What is shown of other records counts as content of this one."""
    book = grave.book
    sign = next(iter(book.signs))
    changed = book.signs[sign].model_copy(update={"name": "Nama lain"})
    seat = next(iter(book.agencies))
    renamed = book.agencies[seat].model_copy(update={"name": "Nama lain"})
    prints = {
        TableBook(book.record, agencies, signs, book.sources).fingerprint()
        for agencies, signs in (
            (book.agencies, book.signs),
            (book.agencies, {**book.signs, sign: changed}),
            ({**book.agencies, seat: renamed}, book.signs),
        )
    }

    assert len(prints) == 3
    assert book.fingerprint() in prints
