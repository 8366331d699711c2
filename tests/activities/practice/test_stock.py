"""The stock of a practice: one for all places, and complete."""


def test_every_card_of_every_place_has_a_name(practice):
    """What comes back is told by name."""
    for pool in practice.stock.pools.values():
        assert {*pool.signs, *pool.facts} <= practice.stock.names.keys()


def test_a_harmless_vignette_is_about_the_signs_of_its_twin(practice, catalogue):
    """So that telling it apart counts for them."""
    item = catalogue.item("gembok-pagi-hari")
    twin = catalogue.item(item.twin)

    assert not item.truth.calls_for_action
    assert item.signs == []
    assert practice.stock.about[item.id] == tuple(twin.signs)
    assert twin.signs


def test_every_question_has_its_sources(practice):
    """Each source that a question on a fact cites is there to be shown."""
    pools = practice.stock.pools.values()
    items = {item.id: item for pool in pools for each in pool.questions.values() for item in each}
    cited = {citation.source for item in items.values() for citation in item.from_}

    assert cited
    assert cited <= practice.stock.sources.keys()
