"""Playing a case in the terminal through the transcript host."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from tppo_kit.activities.blocks import Options
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.errors import KitError, Refused
from tppo_kit.language import say
from tppo_kit.records import Event
from tppo_kit.sessions.library import open_activity, quoted_facts
from tppo_kit.sessions.transcript import case_events, transcript
from tppo_kit.views.draw import draw_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tppo_kit.activities.activity import Activity
    from tppo_kit.settings import Settings
    from tppo_kit.views.quotes import Facts


def play_case(settings: Settings, case: str, choices: Sequence[str], language: str) -> None:
    """Play with the given choices, or ask for each one when none are given."""
    key = case if ":" in case else f"scenario:{case}"
    catalogue = Catalogue(settings.data, language)
    activity, facts = open_activity(key, catalogue), quoted_facts(catalogue)
    if choices:
        events = case_events(choices)
        for text in transcript(activity, events, language, facts):
            click.echo(text)
        return
    if not sys.stdin.isatty():
        raise KitError(say("Give the choices with --choose a,b,c, or run this in a terminal."))
    _ask(activity, language, facts)


def _ask(activity: Activity, language: str, facts: Facts) -> None:
    today = time.strftime("%Y-%m-%d")
    state = activity.start(int(time.time()))
    while activity.outcome(state) is None:
        view = activity.view(state)
        click.echo(draw_text(view, language, today=today, facts=facts))
        pressable = [
            (block.event, option.value)
            for block in view.blocks
            if isinstance(block, Options)
            for option in block.options
            if option.state != "locked"
        ]
        if not pressable:
            return
        number = click.prompt(f"1–{len(pressable)}", type=click.IntRange(1, len(pressable)))
        name, value = pressable[number - 1]
        try:
            state = activity.apply(state, Event(name, value, at=time.time()))
        except Refused as refused:
            click.echo(refused.message.render(language))
    click.echo(draw_text(activity.view(state), language, today=today, facts=facts))
