"""The reports inside a notebook."""

import pytest

from tppo_kit.notebook import reports


@pytest.fixture
def bundle(monkeypatch):
    """Return a function that shows the reports as in the kit's own server, or elsewhere."""

    def shown(*, served):
        monkeypatch.setenv("TPPO_SERVED", "1" if served else "0")
        return reports()._repr_mimebundle_()

    return shown


def test_in_the_server_the_reports_are_a_page_inside_the_notebook(bundle):
    """The page is the server's own, by an address without a host, and opens alone too."""
    html = bundle(served=True)["text/html"]

    assert 'src="/reports?framed=1"' in html
    assert '<a href="/reports">' in html
    assert "http" not in html


def test_elsewhere_it_says_how_to_start_the_server(bundle):
    """JupyterLab and the tests show no one's results."""
    shown = bundle(served=False)

    assert "kit.py serve" in shown["text/plain"]
    assert set(shown) == {"text/plain"}


@pytest.mark.parametrize("served", [True, False])
def test_its_text_names_every_kind_of_report(bundle, served):
    """Session, place and quarter are what there is."""
    text = bundle(served=served)["text/plain"]

    assert [text.count(f"{kind}:") for kind in ("Acara", "Desa atau kantor", "Triwulan")] == [
        1,
        1,
        1,
    ]
