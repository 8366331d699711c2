"""The condition language: what it accepts, what binds tighter, what it refuses and why."""

import ast
import itertools
from pathlib import Path

import pytest

import tppo_kit
from tppo_kit.content.conditions import DEEPEST, LONGEST, ConditionError, parse_condition

VALUES = {
    "trust": 3,
    "minutes": 0,
    "greeted": True,
    "hurried": False,
    "noted": frozenset({"kontrak-menyusul", "2-tiket"}),
}
SEEN = frozenset({"counter"})
SOURCE = Path(tppo_kit.__file__).parent


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("trust >= 3", True),
        ("trust > 3", False),
        ("trust <= 3", True),
        ("trust < 3", False),
        ("trust == 3", True),
        ("trust != 3", False),
        ("trust>=3", True),
        ("trust == 0003", True),
        ("minutes < 9999", True),
        ("greeted", True),
        ("hurried", False),
        ("not hurried", True),
        ("not not greeted", True),
        ("kontrak-menyusul in noted", True),
        ("2-tiket in noted", True),
        ("salinan-ada in noted", False),
        ('seen("counter")', True),
        ('seen ( "counter" )', True),
        ('seen("story")', False),
        ('not seen("story")', True),
        ("(greeted)", True),
        ("\n  trust >= 3\n  and greeted\n", True),
    ],
)
def test_a_condition_means_what_it_says(text, expected):
    """Comparison, flag, membership and seen() each give the plain answer."""
    condition = parse_condition(text)

    assert condition.test(VALUES, SEEN) is expected


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("a or b and c", lambda a, b, c: a or (b and c)),
        ("a and b or c", lambda a, b, c: (a and b) or c),
        ("(a or b) and c", lambda a, b, c: (a or b) and c),
        ("a and (b or c)", lambda a, b, c: a and (b or c)),
        ("not a and b or c", lambda a, b, c: ((not a) and b) or c),
        ("not a or b and c", lambda a, b, c: (not a) or (b and c)),
        ("not (a or b) and c", lambda a, b, c: not (a or b) and c),
        ("not (a and b or c)", lambda a, b, c: not ((a and b) or c)),
        ("a or b or c", lambda a, b, c: a or b or c),
        ("a and b and c", lambda a, b, c: a and b and c),
        ("not not not a or (((b and c)))", lambda a, b, c: (not a) or (b and c)),
    ],
)
def test_not_binds_tighter_than_and_and_and_tighter_than_or(text, meaning):
    """In all eight states a mixed condition means what its parentheses would say."""
    condition = parse_condition(text)

    for state in itertools.product((False, True), repeat=3):
        assert condition.test(dict(zip("abc", state, strict=True)), frozenset()) == meaning(*state)


def test_a_condition_lists_the_names_it_speaks_about():
    """Numbers, flags, evidence and steps are told apart, so that a check can look them up."""
    condition = parse_condition(
        'trust >= 2 and minutes < 3 or greeted and not (tiket in noted) or seen("story")'
    )

    assert condition.numbers == {"trust", "minutes"}
    assert condition.flags == {"greeted"}
    assert condition.members == {("tiket", "noted")}
    assert condition.seen == {"story"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "found the end"),
        ("   ", "found the end"),
        ("trust >=", "found the end where this should stand: 0, 1"),
        ("trust >= minutes", "found 'minutes' where this should stand: 0, 1"),
        ("trust >= -1", "'-1' is not understood"),
        ("trust >= 12345", "found '12345' where this should stand: 0, 1"),
        ("trust >= 2.5", "'.5' is not understood"),
        ("trust = 2", "'= 2' is not understood"),
        ("trust += 1", "is not understood"),
        ("2 <= trust", "found '2' where this should stand: trust"),
        ("1 < trust < 3", "found '1'"),
        ("trust < 3 < 4", "'<' is left over"),
        ("trust + 1 > 2", "is not understood"),
        ("greeted hurried", "'hurried' is left over"),
        ("and greeted", "'and' cannot stand here"),
        ("greeted and", "found the end"),
        ("greeted or or hurried", "'or' cannot stand here"),
        ("not", "found the end"),
        ("(greeted", "found the end where this should stand: )"),
        ("greeted)", "')' is left over"),
        ("()", "found ')'"),
        ("seen", "found the end where this should stand: ("),
        ("seen(story)", "found 'story' where this should stand: \"step-id"),
        ('seen("story"', "found the end where this should stand: )"),
        ('seen("story)', "is not understood"),
        ("tiket in", "found the end where this should stand: trust"),
        ("tiket in (noted)", "found '('"),
        ("tiket not in noted", "'not' is left over"),
        ("noted.pop", "'.pop' is not understood"),
        ("__import__", "is not understood"),
        ('__import__("os").system("id")', "is not understood"),
        ("len(noted) > 1", "'(' is left over"),
        ("trust >= 2; greeted", "is not understood"),
        ("trust ≥ 2", "is not understood"),
        ("trust >= ２", "is not understood"),
        ("greeted\0", "is not understood"),
    ],
)
def test_what_is_not_a_condition_is_refused_with_a_reason(text, reason):
    """The writer is told what was found where something else should stand."""
    with pytest.raises(ConditionError) as refused:
        parse_condition(text)

    assert reason in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "trust >= number",
        "seen(text)",
        '"word" >= 2',
        '"word"',
        'tiket in "word"',
        'seen "(" "story" ")"',
        '(greeted ")"',
    ],
)
def test_a_word_is_never_taken_for_another_kind_of_token(text):
    """A name such as 'number', or a bracket in quotation marks, does not slip through."""
    with pytest.raises(ConditionError):
        parse_condition(text)


def test_the_longest_condition_is_accepted_and_one_character_more_is_not():
    """The bound on length is exact."""
    text = "greeted and " * 16
    longest = text + "g" * (LONGEST - len(text))

    assert parse_condition(longest).flags == {"greeted", "g" * 8}
    with pytest.raises(ConditionError, match="longer than 200 characters"):
        parse_condition(longest + "g")


@pytest.mark.parametrize(("before", "after"), [("(", ")"), ("not ", ""), ("not(", ")")])
def test_the_deepest_condition_is_accepted_and_one_deeper_is_not(before, after):
    """Brackets and 'not' share one bound on depth."""
    levels = DEEPEST // len(before.replace("not ", "n").replace("not(", "n("))
    parse_condition(before * levels + "greeted" + after * levels)

    with pytest.raises(ConditionError, match="nested deeper"):
        parse_condition(before * (levels + 1) + "greeted" + after * (levels + 1))


@pytest.mark.parametrize(
    "text",
    [
        "greeted and " * 10_000,
        "(" * 100_000,
        "(" * 100_000 + "greeted" + ")" * 100_000,
        "[" * 100_000,
        "not " * 25_000,
        "g" * 100_000,
        "9" * 100_000,
        '"' * 100_000,
        " " * 100_000,
    ],
    ids=["ands", "open", "brackets", "square", "nots", "name", "digits", "quotes", "blanks"],
)
def test_an_enormous_condition_is_refused_at_once(text, in_time):
    """A hundred thousand characters cost no more than counting them."""
    with in_time(), pytest.raises(ConditionError):
        parse_condition(text)


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: p.stem)
def test_no_source_file_runs_text_as_code(path):
    """Nothing in the package calls eval, exec, compile, __import__ or an unsafe YAML loader."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}

    assert not calls & {"eval", "exec", "compile", "__import__", "builtins.eval", "yaml.load"}
    assert not [call for call in calls if "unsafe" in call.lower()]
