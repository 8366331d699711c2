"""The model in words: every chapter, every assumption with the value that holds now."""

from tppo_kit.activities.activity import replay
from tppo_kit.activities.villages.protocol import described


def test_every_assumption_stands_there_with_its_value(activity, game, walk):
    """Changed ones with the changed value."""
    changed = replay(activity, 1, walk("open=assumptions", "assume=forget+"))
    _, usual = described(activity, activity.start(1))
    _, now = described(activity, changed)
    forget = [each.id.value for each in game.assumptions].index("forget")
    value = next(each.value for each in game.assumptions if each.id.value == "forget")

    assert isinstance(usual.entries[forget].text.values["value"], int)
    assert len(usual.entries) == len(game.assumptions)
    assert usual.entries[forget].text.values["value"] == value
    assert now.entries[forget].text.values["value"] == value + 5


def test_every_chapter_is_told(activity, game):
    """Overview, concepts and details, point by point."""
    how, _ = described(activity, activity.start(1))
    parts = (game.description.overview, game.description.concepts, game.description.details)

    assert len(how.entries) == sum(len(chapter.points) for part in parts for chapter in part)
