"""A round of messages, opened: its set, what it mixes in, the signs and sources of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.messages.activity import MessagesActivity
from tppo_kit.activities.sources import cited_ids
from tppo_kit.content.pages import MarkedMessage
from tppo_kit.content.rules.message_sets import faults
from tppo_kit.content.signs import Sign
from tppo_kit.content.simulations.message_sets import MessageSet
from tppo_kit.errors import NotFound
from tppo_kit.language import say
from tppo_kit.sessions.library import sources_of

if TYPE_CHECKING:
    from tppo_kit.content.catalogue import Catalogue


def opened(name: str, catalogue: Catalogue) -> MessagesActivity:
    """Return a round of messages as an activity.

    Raises:
        NotFound: if the set, a message or a sign that it names is missing or has faults.
    """
    deck = catalogue.get(MessageSet, name)
    if any(faults(deck, catalogue)):
        raise NotFound(
            say("'{name}' has faults and cannot be opened; 'tppo-kit check' lists them", name=name)
        )
    written = {each: catalogue.get(MarkedMessage, each) for each in deck.written}
    lines = [line for each in deck.templates for slot in each.slots for line in slot.lines]
    lines += [line for message in written.values() for line in message.passages]
    wanted = {line.sign or line.resembles for line in lines} | {*deck.steps.bound.signs}
    wanted |= {*deck.steps.now.signs}
    signs = {sign: catalogue.get(Sign, sign) for sign in sorted(filter(None, wanted))}
    cited = cited_ids(
        *(each.from_ for each in deck.templates),
        *(message.from_ for message in written.values()),
        *(sign.from_ for sign in signs.values()),
    )
    return MessagesActivity(deck, written, signs, sources_of(cited, catalogue))
