"""JSON Schemas are what the models say, and every field says what it is for."""

import json
from pathlib import Path

import pytest

from tppo_kit.content import cases, items, signs  # noqa: F401 - so that all models are known
from tppo_kit.content.catalogue import KINDS
from tppo_kit.content.model import Model
from tppo_kit.content.schemas import drifted, known_keys, schema_texts, schemas

REPOSITORY = Path(__file__).resolve().parents[2]
COMMITTED = REPOSITORY / "data" / "schemas"


def models(of=Model):
    """Return every model, however deep its family."""
    return [model for child in of.__subclasses__() for model in (child, *models(child))]


def fields():
    """Return model, name and field of every field of every model of the kit."""
    return [
        (model.__name__, name, field)
        for model in models()
        if model.__module__.startswith("tppo_kit.")
        for name, field in model.model_fields.items()
    ]


@pytest.mark.parametrize(
    ("model", "name", "field"), fields(), ids=[f"{model}.{name}" for model, name, _ in fields()]
)
def test_every_field_is_described(model, name, field):
    """An editor can explain each key in a sentence."""
    assert field.description, f"{model}.{name} has no description"
    assert field.description.endswith((".", "…"))


@pytest.mark.parametrize("name", schema_texts())
def test_the_committed_schema_is_what_the_models_say(name):
    """Who changes a model writes the schemas again."""
    assert (COMMITTED / name).read_text(encoding="utf-8") == schema_texts()[name]


def test_no_committed_schema_is_left_over():
    """A kind that is gone takes its schema along."""
    assert drifted(COMMITTED) == []


@pytest.fixture
def written(tmp_path):
    """Return a folder that holds all schemas as they should be."""
    for name, text in schema_texts().items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_fresh_schemas_have_not_drifted(written):
    """What was just written is as it should be."""
    assert drifted(written) == []


def test_a_changed_missing_or_strange_schema_is_named(written):
    """Drift is told by file name, in order."""
    sign = written / "sign.schema.json"
    sign.write_text(
        sign.read_text(encoding="utf-8").replace("Short name", "Name"), encoding="utf-8"
    )
    (written / "item.schema.json").unlink()
    (written / "zebra.schema.json").write_text("{}", encoding="utf-8")

    assert drifted(written) == ["item.schema.json", "sign.schema.json", "zebra.schema.json"]


def test_without_the_folder_every_schema_is_missing(tmp_path):
    """A fresh checkout without schemas is told, not crashed on."""
    assert drifted(tmp_path / "nowhere") == sorted(schema_texts())


def test_every_kind_of_file_has_a_schema():
    """A trainer's editor knows each kind, cases and playthroughs included."""
    assert set(schemas()) == {*KINDS, "scenario", "playthroughs", "translation"}


@pytest.mark.parametrize("name", schema_texts())
def test_a_schema_is_json_and_refuses_strange_keys(name):
    """The text reads back as the schema, and every object in it is closed."""
    schema = json.loads(schema_texts()[name])
    objects = [schema, *schema.get("$defs", {}).values()]

    assert all(part["additionalProperties"] is False for part in objects if "properties" in part)
    assert schema_texts()[name].endswith("}\n")


def test_keys_are_those_a_trainer_writes():
    """Suggestions offer 'from' and 'for', never the names used inside the program."""
    keys = known_keys()

    assert {"from", "for", "with", "leads_to", "locked_text", "no-concern"} <= set(keys)
    assert not [key for key in keys if key.endswith("_")]
    assert keys == sorted(set(keys))
