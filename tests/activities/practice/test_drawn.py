"""Drawn cases: another at each draw, and the number of lines says nothing."""

from tppo_kit.activities.blocks import Chat, Lines


def test_what_varies_gives_other_cases(drawn):
    """Another draw from a shift or a template is another case; a vignette stays what it is."""
    for source, card, side, _, case in drawn[::9]:
        others = (source.case(card, side, draw) for draw in range(40))
        prints = {other.fingerprint for other in others if other} | {case.fingerprint}

        assert (len(prints) > 1) is source.varies


def test_people_of_both_sides_show_as_many_lines(drawn):
    """A person and their harmless twin are told in as many lines, so the number says nothing."""
    people = [each for each in drawn if each[4].kind == "shift-case"]
    for source, card, _, draw, _ in people:
        both = [source.case(card, side, draw) for side in "+-"]
        if all(both):
            shapes = [
                [len(block.entries) for block in case.scene if isinstance(block, Lines)]
                for case in both
            ]
            assert shapes[0] == shapes[1]
            assert both[0].scene[:2] == both[1].scene[:2]

    assert people


def test_a_harmless_message_resembles_its_sign(drawn):
    """Its lines are as many as those of its template, and no step beyond information is right."""
    messages = [each for each in drawn if each[4].kind == "message"]
    for source, _, side, _, case in messages:
        (chat,) = [block for block in case.scene if isinstance(block, Chat)]

        assert len(chat.lines) == len(source.template.slots)
        assert case.truth.calls_for_action is (side == "+")

    assert {side for _, _, side, _, _ in messages} == {"+", "-"}
