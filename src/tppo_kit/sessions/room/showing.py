"""What phones and wall have in common: the question with its letters, results, and news."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Feedback, Options
from tppo_kit.activities.tally import Bar, Bars
from tppo_kit.language import say
from tppo_kit.sessions.room.playbook import letters, open_options, question

if TYPE_CHECKING:
    from tppo_kit.activities.blocks import Text, View
    from tppo_kit.sessions.room.playbook import Playbook
    from tppo_kit.sessions.room.state import News, RoomState, Round, Stage

MOST_NEWS = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to vote for: its letter, its text, and ``event=value``."""

    letter: str
    text: Text
    choice: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A shared play as everybody sees it: the view without its buttons, and the question.

    ``choices`` is empty where there is nothing to vote on.
    """

    view: View
    legend: Text
    choices: tuple[Choice, ...]
    group: Options | None


def asked_now(playbook: Playbook, stage: Stage, language: str) -> Asked:
    """Return what a shared play shows and asks now."""
    view = playbook.view(stage, language)
    group = question(view)
    rest = tuple(block for block in view.blocks if not isinstance(block, Options))
    plain = replace(view, blocks=rest, print_at="")
    if group is None:
        return Asked(plain, "", (), None)
    labels = [option.label for option in open_options(group)]
    choices = tuple(
        Choice(letter, label, choice)
        for (letter, choice), label in zip(letters(group).items(), labels, strict=False)
    )
    return Asked(plain, group.legend, choices, group)


def results_are_open(state: RoomState, stage: Stage) -> bool:
    """Tell whether everybody may see how the room voted.

    Between the two votes of a discussion the first stays hidden, so that nobody follows the
    crowd.
    """
    ballot, round_ = stage.ballot, stage.round
    if ballot is None or round_ is None:
        return False
    if round_.open:
        return state.live
    return stage.way != "discuss" or len(ballot.rounds) > 1


def bars(stage: Stage, choices: tuple[Choice, ...], own: str = "") -> Bars | None:
    """Return all rounds of the present question side by side."""
    rounds: tuple[Round, ...] = stage.ballot.rounds if stage.ballot else ()
    if not rounds:
        return None
    counts = [round_.counts() for round_ in rounds]
    names = (
        (say("Votes"),)
        if len(rounds) == 1
        else tuple(say("Vote {number}", number=number) for number in range(1, len(rounds) + 1))
    )
    return Bars(
        say("How the room chose"),
        names,
        tuple(
            Bar(
                say("{letter}. {choice}", letter=each.letter, choice=each.text),
                tuple(count.get(each.choice, 0) for count in counts),
                own=each.choice == own,
            )
            for each in choices
        ),
    )


def news_for(
    state: RoomState, now: float, *, table: int = 0, roles: tuple[str, ...] = ()
) -> tuple[Feedback, ...]:
    """Return the latest news that has come for all, for a table or for a role."""
    reached = {"all", f"table:{table}", *(f"role:{role}" for role in roles)}
    texts = [each.text for each in arrived(state, now) if each.to in reached]
    return tuple(Feedback("info", say("News"), text) for text in texts[-MOST_NEWS:])


def arrived(state: RoomState, now: float) -> list[News]:
    """Return all news that has come, in order; while the clock stands, nothing prepared comes."""
    until = now if state.paused_at is None else state.paused_at
    return sorted((each for each in state.news if each.at <= until), key=lambda each: each.at)


def next_news(state: RoomState, now: float) -> float | None:
    """Return when the next prepared news arrives, None if none is waiting."""
    waiting = [each.at for each in state.news if each.at > now]
    return min(waiting) if waiting and state.paused_at is None else None
