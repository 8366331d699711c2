"""Blocks are plain data: frozen, comparable, and made of texts and numbers only."""

import dataclasses
import typing

import pytest

from tppo_kit.activities import blocks, documents, drawing, tally
from tppo_kit.activities.blocks import Entry, Lines, Option, Options, Prose, View
from tppo_kit.language import say

KINDS = [
    *(*typing.get_args(blocks.Block), blocks.View, blocks.Option, blocks.Entry),
    *(documents.PaperField, blocks.Step, drawing.Box, drawing.Dot, drawing.Stroke, drawing.Label),
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_block_is_frozen_data(kind):
    """A host can keep a block and compare it, but never change it."""
    parameters = kind.__dataclass_params__

    assert parameters.frozen
    assert parameters.eq
    assert "__slots__" in vars(kind)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_block_can_carry_behaviour(kind):
    """The fields of a block are texts, numbers, messages and other blocks, never functions."""
    hints = typing.get_type_hints(kind)
    told = (blocks, documents, drawing, tally)
    own = {each for one in told for each in vars(one).values() if isinstance(each, type)}
    plain = {str, int, float, bool, type(None)} | own

    def parts(hint):
        inner = typing.get_args(hint)
        if typing.get_origin(hint) is typing.Literal or not inner:
            return {hint} if not inner else set()
        return set().union(*(parts(part) for part in inner if part is not Ellipsis))

    for field in dataclasses.fields(kind):
        assert parts(hints[field.name]) <= plain


def test_equal_views_are_equal():
    """Two views of the same data are the same, down to the last option and message."""

    def view(note):
        lines = Lines(say("What"), (Entry("one", "yes", say("why")),), folded=True)
        options = Options("choose", say("Which?"), (Option("a", "A", note=note),))
        return View("Title", (Prose("text"), lines, options), (1, 2), say("now"))

    assert view("n") == view("n")
    assert view("n") != view("m")
