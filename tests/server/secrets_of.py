"""What may not be known before it is answered, and how to find it in whatever crossed the wire."""

import html
import re

from tppo_kit.content.cases import Scenario
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.items import MatchItem, OrderItem, Sorter, Vignette
from tppo_kit.records import Rung
from tppo_kit.settings import load_settings

CATALOGUE = Catalogue(load_settings().data)
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


def flat(text):
    """Return a text without markup, escapes and white space, so that any form of it is alike."""
    text = _ESCAPE.sub(lambda found: chr(int(found.group(1), 16)), text)
    text = re.sub(r"\\[nrt]", " ", text).replace("\\", "")
    return re.sub(r"\s+", "", html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", "", text)))


class Heard:
    """Everything that came from the server, flattened once."""

    def __init__(self, *texts):
        """Begin with the page."""
        self.text = "\n".join(map(flat, texts))

    def add(self, texts):
        """Add frames; the list is emptied."""
        self.text += "".join(f"\n{flat(text)}" for text in texts)
        texts.clear()

    def holds(self, secrets):
        """Return those of the secrets that were heard."""
        return {secret for secret in secrets if flat(secret) in self.text}


def secrets_of_item(name):
    """Return the explanations of a quiz item."""
    item = CATALOGUE.item(name)
    if isinstance(item, Vignette):
        return {item.why.of(rung) for rung in Rung} | {item.harmless}
    if isinstance(item, OrderItem):
        return {step.why for step in item.steps}
    if isinstance(item, MatchItem):
        return {pair.why for pair in item.pairs}
    return {option.why for option in item.options}


def question_of(name):
    """Return the text by which an item is known on the screen."""
    item = CATALOGUE.item(name)
    return item.text if isinstance(item, Vignette) else item.question


def secrets_of_cards(name):
    """Return the explanations of all cards of a sorter."""
    return {card.why for card in CATALOGUE.get(Sorter, name).cards}


def secrets_of_case(name, taken=()):
    """Return what a person who took these (step, choice) pairs may not know yet."""
    case = CATALOGUE.get(Scenario, name)
    told = {choice.why for step, choice in choices_of(name) if (step, choice.id) in taken}
    whys = {choice.why for _, choice in choices_of(name)} - told
    endings = {step.text for step in case.steps.values() if step.ending}
    noted = {evidence.text for evidence in case.evidence.values()} if not taken else set()
    return whys | endings | noted | {case.truth.why}


def choices_of(name):
    """Return (step, choice) for each choice of a case."""
    steps = CATALOGUE.get(Scenario, name).steps
    return [(step_id, choice) for step_id, step in steps.items() for choice in step.choices]
