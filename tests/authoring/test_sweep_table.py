"""A sweep told in the terminal: lightest burden first, never without its interval."""

import re

import pytest

from tppo_kit.authoring.sweep_table import tell_sweep
from tppo_kit.errors import KitError
from tppo_kit.settings import REPOSITORY, Settings

SETTINGS = Settings(home=REPOSITORY, answers=REPOSITORY / "nowhere")
SMALL = {"worlds": 12, "people": 60, "workers": 1, "language": "en"}


def test_plans_are_ordered_by_burden_and_each_has_its_interval():
    """Every rival plan is told once, with mean, interval and the number of worlds."""
    lines = tell_sweep(SETTINGS, "villages:tiga-desa", [], range(2), **SMALL)
    told = [re.search(r"burden ([\d.]+), .* from (\d+) to (\d+) \(24 worlds\)", x) for x in lines]
    means = [float(each[1]) for each in told if each]

    assert len(means) == len(lines) - 2 >= 4
    assert means == sorted(means)
    assert "no forecast" in lines[-2]


def test_the_same_sweep_has_the_same_digest():
    """The id alone will do, and another seed gives other numbers."""
    plans = ["berimbang"]
    first, again, other = (
        tell_sweep(SETTINGS, key, plans, seeds, **SMALL)[-1]
        for key, seeds in (
            ("tiga-desa", range(1)),
            ("villages:tiga-desa", range(1)),
            ("tiga-desa", [9]),
        )
    )

    assert first == again != other


@pytest.mark.parametrize(
    ("key", "changed"),
    [
        ("entah", {}),
        ("shift:loket-paspor", {}),
        ("tiga-desa", {"worlds": 0}),
        ("tiga-desa", {"people": 3}),
        ("tiga-desa", {"workers": 0}),
    ],
)
def test_what_cannot_be_swept_is_a_sentence(key, changed):
    """Unknown games and numbers out of range are told, not traced."""
    with pytest.raises(KitError) as told:
        tell_sweep(SETTINGS, key, [], range(1), **(SMALL | changed))

    assert told.value.message.render("id")
