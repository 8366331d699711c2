"""Where content and answers are."""

from pathlib import Path

import pytest

from tppo_kit.settings import REPOSITORY, Settings, load_settings


def test_without_settings_everything_is_in_the_repository(monkeypatch):
    """Content and answers default to the folder of the kit."""
    monkeypatch.delenv("TPPO_HOME", raising=False)
    monkeypatch.delenv("TPPO_DATA_DIR", raising=False)
    monkeypatch.delenv("TPPO_DATABASE_URL", raising=False)
    settings = load_settings()

    assert settings.home == REPOSITORY
    assert settings.answers == REPOSITORY / "var"
    assert (settings.data / "signs").is_dir()


def test_the_environment_moves_both(monkeypatch, tmp_path):
    """TPPO_HOME moves the content, TPPO_DATA_DIR the answers."""
    monkeypatch.setenv("TPPO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TPPO_DATA_DIR", str(tmp_path / "answers"))
    monkeypatch.delenv("TPPO_DATABASE_URL", raising=False)
    settings = load_settings()

    assert settings == Settings(home=tmp_path / "home", answers=tmp_path / "answers")
    assert settings.database.parent == tmp_path / "answers"


def test_the_environment_puts_the_log_into_a_server(monkeypatch, tmp_path):
    """TPPO_DATABASE_URL is the database then, and never shows itself."""
    monkeypatch.setenv("TPPO_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("TPPO_DATABASE_URL", "postgresql://kit:geheim@localhost/kit")
    settings = load_settings()

    assert settings.database.get_secret_value() == "postgresql://kit:geheim@localhost/kit"
    assert settings.answers == tmp_path
    assert "geheim" not in f"{settings} {settings!r} {settings.database} {settings.database!r}"


def test_an_empty_url_is_none(monkeypatch, tmp_path):
    """Who empties the variable has the file again."""
    monkeypatch.setenv("TPPO_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("TPPO_DATABASE_URL", "")

    assert load_settings().database == tmp_path / "tppo-kit.sqlite3"


def test_only_the_server_says_that_a_kernel_is_served(monkeypatch):
    """A kernel counts as served for exactly one value of its variable."""
    settings = Settings(Path("a"), Path("b"))
    told = {}
    for value in ("1", "0", "", "yes"):
        monkeypatch.setenv("TPPO_SERVED", value)
        told[value] = settings.served

    assert told == {"1": True, "0": False, "": False, "yes": False}


@pytest.mark.parametrize(
    ("value", "base"),
    [("", "/"), ("/", "/"), ("/user/ani/", "/user/ani/"), ("user/ani", "/user/ani/")],
)
def test_the_environment_names_the_path_of_the_server(monkeypatch, value, base):
    """TPPO_BASE is read with a slash at both ends, however it is written."""
    monkeypatch.setenv("TPPO_BASE", value)

    assert load_settings().base == base
