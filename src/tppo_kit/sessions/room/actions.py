"""What the console can do with a shared play now, what is likeliest next first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from tppo_kit.activities.habits import offered
from tppo_kit.language import say

if TYPE_CHECKING:
    from tppo_kit.activities.blocks import Text, View
    from tppo_kit.sessions.room.host import RoomHost
    from tppo_kit.sessions.room.showing import Asked
    from tppo_kit.sessions.room.state import Stage


@dataclass(frozen=True, slots=True)
class Action:
    """A button: ``press`` is ``name=value``.

    What is likeliest next is primary; what few need is folded away.
    """

    press: str
    label: Text
    style: Literal["", "primary", "quiet", "folded"] = ""


def actions_now(host: RoomHost, stage: Stage, asked: Asked, language: str) -> tuple[Action, ...]:
    """Return what moves a shared play, what is most likely next first."""
    back = (Action("back=", say("Step back"), "quiet"),) if stage.events else ()
    back = (*_presses(host, stage, asked, language), *back)
    round_ = stage.round
    if not asked.choices:
        return back
    if round_ is not None and round_.open:
        return (Action("close=", say("Close the vote"), "primary"),)
    if round_ is None:
        first = Action("open=", say("Open the vote"), "primary")
        without = (replace(each, style="folded") for each in _takes(asked, {}, primary=False))
        return (first, *without, *back)
    counts = round_.counts()
    talk_next = (
        stage.way == "discuss" and stage.ballot is not None and (len(stage.ballot.rounds) == 1)
    )
    again: tuple[Action, ...] = (
        Action("open=", say("Let them choose once more"), "primary" if talk_next else ""),
    )
    if talk_next and stage.talk_since is None:
        again = (
            Action("talk=", say("Let them talk first"), "primary"),
            replace(again[0], style=""),
        )
    return (*again, *_takes(asked, counts, primary=not talk_next), *back)


def _presses(host: RoomHost, stage: Stage, asked: Asked, language: str) -> tuple[Action, ...]:
    """Return what a view offers besides a vote; the console presses it for all."""
    view = host.playbook.view(stage, language)
    labels = _labels(view)
    voted = {each.choice for each in asked.choices}
    presses = [f"{event.name}={event.value}" for event in offered(view)]
    presses = [press for press in presses if press not in voted]
    only = len(presses) == 1 and not voted
    return tuple(
        Action(f"take={press}", labels.get(press, press), "primary" if only else "")
        for press in presses
    )


def _labels(view: View) -> dict[str, Text]:
    """Return what is written on each button of a view."""
    labels: dict[str, Text] = {}
    for block in view.blocks:
        for option in getattr(block, "options", ()):
            labels[f"{block.event}={option.value}"] = option.label  # type: ignore[union-attr]
        for field in getattr(block, "fields", ()):
            if field.id and block.event:  # type: ignore[union-attr]
                labels[f"{block.event}={field.id}"] = say(  # type: ignore[union-attr]
                    "{label}: {value}", label=field.label, value=field.value
                )
        for step in getattr(block, "steps", ()):
            for sign in "+-":
                labels[f"{block.event}={step.id}{sign}"] = say(  # type: ignore[union-attr]
                    "{sign} {label}", sign=sign, label=step.label
                )
    return labels


def _takes(asked: Asked, counts: dict[str, int], *, primary: bool) -> tuple[Action, ...]:
    """Return one button for each choice: the most votes first, without votes as on the wall."""
    most = max(counts.values(), default=0)
    ranked = sorted(asked.choices, key=lambda each: -counts.get(each.choice, 0))
    found = []
    for each in ranked:
        count = counts.get(each.choice, 0)
        leads = primary and count == most and most > 0
        label = (
            say("Go on with {letter}: {count} votes", letter=each.letter, count=count)
            if counts
            else say("Go on with {letter}", letter=each.letter)
        )
        found.append(Action(f"take={each.choice}", label, "primary" if leads else ""))
    return tuple(found)
