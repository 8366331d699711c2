"""Whatever is written as a condition, the parser answers; whatever it accepts, it can test."""

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tppo_kit.content.conditions import DEEPEST, LONGEST, ConditionError, parse_condition

NUMBERS = {"trust": 2, "minutes": 5}
FLAGS = {"greeted": True, "hurried": False}
NOTED = frozenset({"kontrak-menyusul", "tiket"})
VALUES = {**NUMBERS, **FLAGS, "noted": NOTED}
SEEN = frozenset({"counter"})
COMPARE = {
    ">=": int.__ge__,
    "<=": int.__le__,
    "==": int.__eq__,
    "!=": int.__ne__,
    ">": int.__gt__,
    "<": int.__lt__,
}
PIECES = [
    *COMPARE,
    *"()\"'.,:=+-*/",
    *("and", "or", "not", "in", "seen", "number", "text", "word", "paren", "op", "end"),
    *VALUES,
    *('"counter"', '")"', "tiket", "0", "7", "12345", " ", "\n"),
]

number_test = st.builds(
    lambda name, op, number: (f"{name} {op} {number}", COMPARE[op](NUMBERS[name], number)),
    st.sampled_from(sorted(NUMBERS)),
    st.sampled_from(sorted(COMPARE)),
    st.integers(0, 9),
)
flag_test = st.sampled_from(sorted(FLAGS.items()))
member_test = st.sampled_from(["tiket", "kontrak-menyusul", "salinan"]).map(
    lambda name: (f"{name} in noted", name in NOTED)
)
seen_test = st.sampled_from(["counter", "story"]).map(
    lambda step: (f'seen("{step}")', step in SEEN)
)


def compound(inner):
    """Return conditions made of smaller ones, each with its truth worked out beside it."""
    several = st.lists(inner, min_size=2, max_size=3)
    return st.one_of(
        several.map(lambda of: (f"({' or '.join(t for t, _ in of)})", any(v for _, v in of))),
        several.map(lambda of: (f"({' and '.join(t for t, _ in of)})", all(v for _, v in of))),
        inner.map(lambda of: (f"not {of[0]}", not of[1])),
    )


conditions = st.recursive(
    st.one_of(number_test, flag_test, member_test, seen_test), compound, max_leaves=6
)


def damage(text, pieces):
    """Return a condition with some of its tokens replaced or followed by others."""
    tokens = text.replace("(", " ( ").replace(")", " ) ").split()
    for place, (piece, replaces) in pieces.items():
        where = place % len(tokens)
        tokens[where : where + replaces] = [piece]
    return " ".join(tokens)


damaged = st.builds(
    damage,
    conditions.map(lambda composed: composed[0]),
    st.dictionaries(
        st.integers(0, 40), st.tuples(st.sampled_from(PIECES), st.booleans()), max_size=3
    ),
)


def parse_or_none(text):
    """Return the condition, or None when the text is refused as it should be."""
    try:
        return parse_condition(text)
    except ConditionError:
        return None


@given(st.text(max_size=250))
@settings(max_examples=1000, deadline=None)
def test_any_text_is_a_condition_or_is_refused(text):
    """The parser raises nothing but ConditionError, whatever the characters."""
    condition = parse_or_none(text)

    assert condition is None or callable(condition.test)


@given(damaged)
@example("trust >= number")
@settings(max_examples=500, deadline=None)
def test_whatever_is_accepted_can_be_tested(text):
    """A condition over declared names gives true or false, never an exception."""
    condition = parse_or_none(text)
    if condition is None:
        return
    sets = {container for _, container in condition.members}
    # One name cannot be declared as two things; the check of a case refuses that.
    assume(not condition.numbers & condition.flags | sets & (condition.numbers | condition.flags))
    values = {
        **dict.fromkeys(condition.numbers, 3),
        **dict.fromkeys(condition.flags, True),
        **dict.fromkeys(sets, NOTED),
    }

    assert condition.test(values, SEEN) in (True, False)


@given(conditions)
@settings(max_examples=300, deadline=None)
def test_a_composed_condition_is_as_true_as_its_parts(composed):
    """Nested and, or, not and brackets give what working them out by hand gives."""
    text, expected = composed
    assume(len(text) <= LONGEST)
    condition = parse_or_none(text)

    # Brackets and 'not' count towards the depth, so a text with few of them must be accepted.
    assert condition is not None or text.count("(") + text.count("not") > DEEPEST
    assert condition is None or condition.test(VALUES, SEEN) == expected


@given(conditions)
@settings(max_examples=100, deadline=None)
def test_testing_changes_neither_condition_nor_state(composed):
    """The same condition gives the same answer twice, and the state is as it was."""
    condition = parse_or_none(composed[0])
    assume(condition is not None)
    values = dict(VALUES)

    assert condition.test(values, SEEN) == condition.test(values, SEEN)
    assert values == VALUES


def test_a_long_chain_is_tested_without_deep_recursion():
    """As many parts as fit into the bound on length are no deeper than one bracket."""
    text = " or ".join(["a"] * 39)

    assert parse_condition(text).test({"a": False}, frozenset()) is False
