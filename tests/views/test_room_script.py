"""The script of the room's pages runs on old phones: ES5, small, without anything of its own."""

import pytest
from calmjs.parse import es5
from calmjs.parse.asttypes import Catch, FuncBase, Identifier, PropIdentifier, VarDecl
from calmjs.parse.exceptions import ECMASyntaxError
from calmjs.parse.walkers import Walker

from tppo_kit.settings import REPOSITORY

SCRIPT = REPOSITORY / "src" / "tppo_kit" / "views" / "static" / "room.js"
#: What every browser since about 2012 gives to a page served without encryption; `crypto` may be
#: missing, and is asked for inside a try.
GIVEN = {
    "addEventListener",
    "Boolean",
    "clearTimeout",
    "crypto",
    "Date",
    "document",
    "encodeURIComponent",
    "JSON",
    "localStorage",
    "location",
    "Math",
    "Object",
    "pageYOffset",
    "scrollTo",
    "sessionStorage",
    "setInterval",
    "setTimeout",
    "String",
    "Uint32Array",
    "undefined",
    "XMLHttpRequest",
}
#: Methods that came later, and the ones old browsers lack.
LATER = {
    "append",
    "assign",
    "at",
    "before",
    "after",
    "closest",
    "endsWith",
    "entries",
    "fetch",
    "find",
    "findIndex",
    "finally",
    "flat",
    "from",
    "includes",
    "matches",
    "matchAll",
    "padEnd",
    "padStart",
    "prepend",
    "remove",
    "repeat",
    "replaceAll",
    "replaceChildren",
    "replaceWith",
    "scrollIntoViewIfNeeded",
    "startsWith",
    "submitter",
    "then",
    "toggleAttribute",
    "values",
}


@pytest.fixture(scope="module")
def tree():
    """Give the script as a strict ES5 parser reads it."""
    return es5(SCRIPT.read_text(encoding="utf-8"))


def _all(tree, *kinds):
    return list(Walker().filter(tree, lambda node: isinstance(node, kinds)))


def _lines(function):
    return function.getpos("}", 0)[1] - function.lineno + 1


def test_the_script_is_one_strict_function_in_es5(tree):
    """An ES5 parser reads the script, and finds one expression that makes no global name."""
    (only,) = tree.children()
    text = SCRIPT.read_text(encoding="utf-8")

    assert type(only).__name__ == "ExprStatement"
    assert '(function () {\n  "use strict";\n' in text


@pytest.mark.parametrize(
    "newer",
    [
        *("let a = 1;", "const a = 1;", "var f = () => 1;", "var t = `a`;", "class A {}"),
        *("var {a} = b;", "a?.b;", "a ?? b;", "async function f() {}", "function f(a = 1) {}"),
        *("f(...a);", "f(a,);", "a ** b;", "try {} catch {}"),
    ],
)
def test_the_parser_refuses_what_is_newer(newer):
    """What old browsers cannot read, the parser of this test cannot either."""
    with pytest.raises(ECMASyntaxError):
        es5(newer)


def test_the_script_asks_only_for_what_old_browsers_give(tree):
    """Every name is the script's own or in all browsers, and no method came after ES5."""
    own = {node.identifier.value for node in _all(tree, VarDecl, Catch)}
    for function in _all(tree, FuncBase):
        own |= {parameter.value for parameter in function.parameters}
        own |= {function.identifier.value} if function.identifier else set()
    asked = {node.value for node in _all(tree, Identifier) if not isinstance(node, PropIdentifier)}
    methods = {node.value for node in _all(tree, PropIdentifier)}

    assert {"XMLHttpRequest"} < asked - own <= GIVEN
    assert methods & LATER == {"submitter"}  # read where there is one, else the last click counts


def test_the_script_is_small(tree):
    """The script is under ten kilobytes, its lines under 101 letters, its functions under 51."""
    text = SCRIPT.read_text(encoding="utf-8")
    whole, *functions = _all(tree, FuncBase)

    assert len(text.encode()) < 10 * 1024
    assert max(map(len, text.splitlines())) <= 100
    assert _lines(whole) > 200
    assert max(map(_lines, functions)) <= 50
