"""The condition language of choices: small, total, and so bounded that it can be explored.

Grammar::

    either  = both ("or" both)*
    both    = simple ("and" simple)*
    simple  = "not" simple | "(" either ")" | name op whole-number | evidence "in" name
            | "seen(" '"' step '"' ")" | flag
    op      = ">=" | "<=" | "==" | "!=" | ">" | "<"

There is no assignment, no arithmetic, no call but ``seen``, and no chance.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tppo_kit.errors import KitError
from tppo_kit.language import say

LONGEST = 200
DEEPEST = 8

Value = int | bool | frozenset[str]
Test = Callable[[Mapping[str, Value], frozenset[str]], bool]

_TOKEN = re.compile(
    r"""\s*(?:(?P<op>>=|<=|==|!=|>|<)|(?P<paren>[()])|"(?P<text>[^"]*)"
    |(?P<number>[0-9]{1,4})(?![A-Za-z0-9_-])|(?P<word>[A-Za-z0-9][A-Za-z0-9_-]*))""",
    re.VERBOSE,
)
_OPERATORS: dict[str, Callable[[int, int], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
}
_TOO_DEEP = say("nested deeper than {most}", most=DEEPEST)
_WANTED = {"word": "trust, noted, …", "number": "0, 1, 2, …", "text": '"step-id"'}
_KEYWORDS = {"and", "or", "not", "in", "seen"}


class ConditionError(KitError):
    """A condition that does not follow the grammar; the message says where and why."""


@dataclass(slots=True)
class Condition:
    """A parsed condition: a test, and the names it speaks about."""

    test: Test
    numbers: set[str] = field(default_factory=set)
    flags: set[str] = field(default_factory=set)
    members: set[tuple[str, str]] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)


def parse_condition(text: str) -> Condition:
    """Parse a condition.

    Raises:
        ConditionError: with a plain English reason when the text is not a condition.
    """
    if len(text) > LONGEST:
        raise ConditionError(say("longer than {most} characters", most=LONGEST))
    parser = _Parser(_tokens(text))
    condition = Condition(test=lambda _values, _seen: True)
    condition.test = parser.either(condition, 0)
    parser.expect_end()
    return condition


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    position = 0
    text = text.rstrip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            raise ConditionError(
                say("'{found}' is not understood", found=text[position:].strip()[:12])
            )
        tokens.append((match.lastgroup, match.group(match.lastgroup)))
        position = match.end()
    return tokens


class _Parser:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens
        self.position = 0

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.position] if self.position < len(self.tokens) else ("end", "")

    def take(self, kind: str, text: str = "") -> str:
        found = self.peek()
        if found[0] != kind or (text and found[1] != text):
            raise ConditionError(
                say(
                    "found {found} where this should stand: {wanted}",
                    found=f"'{found[1]}'" if found[0] != "end" else say("the end"),
                    wanted=text or _WANTED[kind],
                )
            )
        self.position += 1
        return found[1]

    def expect_end(self) -> None:
        kind, text = self.peek()
        if kind != "end":
            raise ConditionError(
                say("'{found}' is left over; join two conditions with 'and' or 'or'", found=text)
            )

    def either(self, into: Condition, depth: int) -> Test:
        if depth > DEEPEST:
            raise ConditionError(_TOO_DEEP)
        tests = [self.both(into, depth)]
        while self.peek() == ("word", "or"):
            self.position += 1
            tests.append(self.both(into, depth))
        return tests[0] if len(tests) == 1 else lambda v, s: any(test(v, s) for test in tests)

    def both(self, into: Condition, depth: int) -> Test:
        tests = [self.simple(into, depth)]
        while self.peek() == ("word", "and"):
            self.position += 1
            tests.append(self.simple(into, depth))
        return tests[0] if len(tests) == 1 else lambda v, s: all(test(v, s) for test in tests)

    def simple(self, into: Condition, depth: int) -> Test:
        kind, text = self.peek()
        if (kind, text) == ("word", "not"):
            self.position += 1
            if depth >= DEEPEST:
                raise ConditionError(_TOO_DEEP)
            inner = self.simple(into, depth + 1)
            return lambda v, s: not inner(v, s)
        if text == "(" and kind == "paren":
            self.position += 1
            inner = self.either(into, depth + 1)
            self.take("paren", ")")
            return inner
        if (kind, text) == ("word", "seen"):
            return self._seen(into)
        return self._comparison(into)

    def _seen(self, into: Condition) -> Test:
        self.position += 1
        self.take("paren", "(")
        step = self.take("text")
        self.take("paren", ")")
        into.seen.add(step)
        return lambda _v, s: step in s

    def _comparison(self, into: Condition) -> Test:
        name = self.take("word")
        if name in _KEYWORDS:
            raise ConditionError(say("'{found}' cannot stand here", found=name))
        kind, text = self.peek()
        if kind == "op":
            self.position += 1
            compare = _OPERATORS[text]
            number = int(self.take("number"))
            into.numbers.add(name)
            return lambda v, _s: compare(int(v[name]), number)  # type: ignore[arg-type]
        if (kind, text) == ("word", "in"):
            self.position += 1
            container = self.take("word")
            into.members.add((name, container))
            return lambda v, _s: name in v[container]  # type: ignore[operator]
        into.flags.add(name)
        return lambda v, _s: bool(v[name])
