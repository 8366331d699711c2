"""Playing a case in the terminal through the transcript host."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import click

from tppo_kit.activities.habits import Habit, Simulation, offered, play_habit
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.errors import KitError, Refused
from tppo_kit.language import say
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


def play_by_habit(settings: Settings, key: str, habit: str, seed: int, language: str) -> None:
    """Print a simulation as somebody of a habit would play it; one seed, one text.

    Raises:
        KitError: if the key opens nothing that can be played by habit.
    """
    catalogue = Catalogue(settings.data, language)
    activity, facts = open_activity(key, catalogue), quoted_facts(catalogue)
    if not isinstance(activity, Simulation):
        raise KitError(say("'{key}' is no simulation; only those are played by habit.", key=key))
    _, events = play_habit(activity, seed, Habit(habit), Random(seed))
    for text in transcript(activity, events, language, facts, seed=seed):
        click.echo(text)


def _ask(activity: Activity, language: str, facts: Facts) -> None:
    today = time.strftime("%Y-%m-%d")
    state = activity.start(int(time.time()))
    while activity.outcome(state) is None:
        view = activity.view(state)
        click.echo(draw_text(view, language, today=today, facts=facts))
        pressable = offered(view)
        if not pressable:
            return
        number = click.prompt(f"1–{len(pressable)}", type=click.IntRange(1, len(pressable)))
        try:
            state = activity.apply(state, replace(pressable[number - 1], at=time.time()))
        except Refused as refused:
            click.echo(refused.message.render(language))
    click.echo(draw_text(activity.view(state), language, today=today, facts=facts))
