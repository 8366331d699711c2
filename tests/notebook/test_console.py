"""The console inside a notebook."""

import pytest

from tppo_kit.notebook import console


@pytest.fixture
def bundle(monkeypatch):
    """Return a function that shows the console as in the kit's own server, or elsewhere."""

    def shown(*, served):
        monkeypatch.setenv("TPPO_SERVED", "1" if served else "0")
        return console()._repr_mimebundle_()

    return shown


def test_in_the_server_the_console_is_a_page_inside_the_notebook(bundle):
    """The page is the server's own, by an address without a host, and opens alone too."""
    html = bundle(served=True)["text/html"]

    assert 'src="/console?framed=1"' in html
    assert '<a href="/console">' in html
    assert "http" not in html


def test_elsewhere_it_says_how_to_start_it(bundle):
    """JupyterLab and the tests have no room to show."""
    shown = bundle(served=False)

    assert "kit.py serve --lan" in shown["text/plain"]
    assert set(shown) == {"text/plain"}


def test_its_text_lists_every_workshop(bundle):
    """A changed programme changes what nbval compares."""
    text = bundle(served=False)["text/plain"]

    assert "Lokakarya petugas (45 menit): " in text
    assert text.count(" bagian, ") == 15
