"""The template of a notebook's page is compiled once for all pages."""

import jinja2
from voila import notebook_renderer

from tppo_kit.server.exporting import KitExporter, remember_templates


def test_voila_draws_with_the_kits_exporter(monkeypatch):
    """Voila takes the exporter that has a memory."""
    monkeypatch.setattr(notebook_renderer, "VoilaExporter", None)

    remember_templates()

    assert notebook_renderer.VoilaExporter is KitExporter


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
