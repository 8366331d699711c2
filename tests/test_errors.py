"""Errors carry a sentence for the person at the screen."""

import pytest

from tppo_kit.errors import KitError, NotFound, NotSaved, Overtaken, Refused
from tppo_kit.language import LANGUAGES, say


@pytest.mark.parametrize("kind", [KitError, NotFound, NotSaved, Overtaken, Refused])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_error_can_be_told_in_every_language(kind, language):
    """The message is kept untranslated and rendered where it is shown."""
    error = kind(say("There is no file or folder {path}.", path="x"))

    assert "x" in error.message.render(language)
    assert str(error) == error.message.render("en")


def test_being_overtaken_means_not_saved():
    """Whoever handles what was not saved also handles the other device's being first."""
    assert issubclass(Overtaken, NotSaved)
