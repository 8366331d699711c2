"""A notebook's page: its template is compiled once, and whatever happens the page ends."""

import jinja2
from alone import run
from voila import handler, notebook_renderer
from voila.exporter import VoilaExporter

from tppo_kit.server.rendering import KitExporter, KitRenderer, draw_with_ours


def test_voila_draws_with_ours(monkeypatch):
    """Voila takes the kit's exporter and renderer."""
    monkeypatch.setattr(notebook_renderer, "VoilaExporter", None)
    monkeypatch.setattr(handler, "NotebookRenderer", None)

    draw_with_ours()

    assert notebook_renderer.VoilaExporter is KitExporter
    assert handler.NotebookRenderer is KitRenderer


def test_a_page_that_breaks_off_ends(monkeypatch, caplog):
    """What was drawn before a fault is given, then the page ends, and the log says why."""

    async def broken(_self, _notebook, **_options):
        yield "head", {}
        raise RuntimeError("no kernel")

    monkeypatch.setattr(VoilaExporter, "generate_from_notebook_node", broken)

    async def drawn():
        return [part async for part, _ in KitExporter().generate_from_notebook_node(None)]

    assert run(drawn()) == ["head"]
    assert "RuntimeError: no kernel" in caplog.text


def test_the_second_page_compiles_nothing(monkeypatch, tmp_path):
    """Two exporters of one template compile it once; a changed template is compiled again."""
    (tmp_path / "index.html.j2").write_text("{{ 1 + 1 }}", encoding="ascii")
    compiled = []
    original = jinja2.Environment.compile

    def counted(self, source, *rest, **options):
        compiled.append(source)
        return original(self, source, *rest, **options)

    monkeypatch.setattr(jinja2.Environment, "compile", counted)

    for _ in range(2):
        assert render(tmp_path) == "2"
    (tmp_path / "index.html.j2").write_text("{{ 1 + 2 }}", encoding="ascii")

    assert render(tmp_path) == "3"
    assert compiled == ["{{ 1 + 1 }}", "{{ 1 + 2 }}"]


def render(folder):
    """Render the folder's template with an exporter of its own, as each page has one."""
    exporter = KitExporter(template_file="index.html.j2")
    environment = exporter.environment
    environment.loader = jinja2.FileSystemLoader(folder)
    environment.is_async = False
    return environment.get_template("index.html.j2").render()
