"""A trainer's own notebooks, beside those of the kit: sliders, and a widget written by hand."""

import nbformat

from tppo_kit.settings import REPOSITORY

SLIDER = """
import ipywidgets as widgets
slider = widgets.IntSlider(value=3, max=10, description="Desa")
told = widgets.Label("3 desa")
slider.observe(lambda change: setattr(told, "value", f"{change['new']} desa"), "value")
widgets.VBox([slider, told])
"""
COUNTER = '''
import os
import anywidget, traitlets
from anywidget.experimental import command

class Counter(anywidget.AnyWidget):
    """Uses all that passes between a widget and its page: values, bytes, messages, commands."""

    _esm = """
    const sum = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
      .reduce((a, b) => a + b, 0);
    function render({ model, el, experimental }) {
      const add = (name, press) => {
        const button = document.createElement("button");
        button.id = name;
        button.textContent = name;
        button.onclick = press;
        el.append(button);
      };
      const told = document.createElement("p");
      told.className = "counter-told";
      const draw = () => {
        told.textContent = `value ${model.get("value")} double ${model.get("double")}`
          + ` bytes ${sum(model.get("data"))} total ${model.get("total")}`;
      };
      model.on("change", draw);
      model.on("msg:custom", (content, buffers) => {
        if (content.heard) told.textContent = `heard ${content.heard} bytes ${sum(buffers[0])}`;
      });
      add("more", () => { model.set("value", model.get("value") + 1); model.save_changes(); });
      add("fill", () => { model.set("data", new Uint8Array([20, 30])); model.save_changes(); });
      add("say", () => model.send({ word: "halo" }, undefined, [new Uint8Array([5, 6])]));
      add("die", () => model.send({ die: true }));
      add("ask", async () => {
        const [answer] = await experimental.invoke("shout", "ya");
        told.textContent = answer;
      });
      draw();
      el.append(told);
    }
    export default { render };
    """
    _css = ".counter-told { font-style: italic; }"
    value = traitlets.Int(1).tag(sync=True)
    double = traitlets.Int(2).tag(sync=True)
    data = traitlets.CBytes(b"\\x01\\x02\\x03").tag(sync=True)
    total = traitlets.Int(6).tag(sync=True)

    def __init__(self):
        super().__init__()
        self.observe(lambda change: setattr(self, "double", 2 * change["new"]), "value")
        self.observe(lambda change: setattr(self, "total", sum(change["new"])), "data")
        self.on_msg(self.answer)

    def answer(self, _widget, content, buffers):
        if "die" in content:
            os.kill(os.getpid(), 9)
        if "word" in content:
            self.send({"heard": content["word"]}, [bytes([sum(bytes(buffers[0]))])])

    @command
    def shout(self, message, buffers):
        return message.upper() + "!", buffers

Counter()
'''
PLAIN = """
print("Angka <desa>")
raise ValueError("rahasia")
"""
NOTEBOOKS = {
    "slider": ['from tppo_kit.notebook import play\nplay("page:main-kasus")', SLIDER],
    "counter": [COUNTER],
    "plain": [PLAIN],
}


def trainers_home(folder):
    """Make a folder with the kit's own content and the trainer's notebooks; return it."""
    home = folder / "home"
    (home / "data" / "units").mkdir(parents=True)
    (home / "simulations").mkdir()
    for part in (REPOSITORY / "data").iterdir():
        if part.name != "units":
            (home / "data" / part.name).symlink_to(part)
    for name, cells in NOTEBOOKS.items():
        notebook = nbformat.v4.new_notebook(metadata={"title": name.capitalize()})
        notebook.cells = [nbformat.v4.new_markdown_cell(f"# {name.capitalize()}")]
        notebook.cells += [nbformat.v4.new_code_cell(cell) for cell in cells]
        nbformat.write(notebook, home / "simulations" / f"{name}.ipynb")
        unit = f"format: unit/1\nid: {name}\nnotebook: simulations/{name}.ipynb\ntitle: {name}\n"
        unit += 'about: Buatan sendiri.\nminutes: 5\nactivities: ["page:main-kasus"]\n'
        (home / "data" / "units" / f"{name}.yml").write_text(unit, encoding="utf-8")
    return home
