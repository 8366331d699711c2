"""One process and one port: Voila with the kit's own pages before it, and nothing else open."""

from __future__ import annotations

import logging
import os
import socket
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tornado.ioloop import IOLoop
from traitlets import Instance
from traitlets.config import Config
from voila.app import Voila

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.programmes import Unit
from tppo_kit.errors import KitError
from tppo_kit.language import say
from tppo_kit.server.channels import KitChannels
from tppo_kit.server.kit import Kit
from tppo_kit.server.notebooks import (
    KitFindFiles,
    KitKernel,
    KitNotebook,
    KitShutdown,
    KitStaticFiles,
    KitThemes,
)
from tppo_kit.server.pages import (
    ChooseProgramme,
    Home,
    Join,
    Language,
    Leave,
    Lost,
    NewSeat,
    ProfilePage,
    StyleSheet,
)
from tppo_kit.server.papers import PrintOwn, PrintPage
from tppo_kit.sessions.seats import secret_of
from tppo_kit.store.log import Log

if TYPE_CHECKING:
    from collections.abc import Callable

    from tppo_kit.settings import Settings

SHARE = Path(__file__).parent / "share" / "jupyter"
#: Half an hour without a sign of life, and a kernel is let go; its person comes back by replay.
IDLE_SECONDS = 1800
#: Seconds that a page waits for another writer before it says so.
PAGE_PATIENCE = 0.5


class TppoServer(Voila):
    """Voila without its doors: only what a learner's page needs is reachable."""

    kit = Instance(Kit)

    def init_settings(self) -> dict[str, Any]:
        """Pin the host names unless the kit is open to the local network."""
        settings: dict[str, Any] = super().init_settings()
        settings.update(
            allow_remote_access=self.kit.lan,
            local_hostnames=["localhost"],
            compress_response=True,
            kit=self.kit,
            default_handler_class=Lost,
            websocket_max_message_size=64 * 1024,
        )
        return settings

    def init_handlers(self) -> list[tuple[Any, ...]]:
        """Return every address of the server; what is not here is a sentence and 404."""
        kernel = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
        notebook = {
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }
        extensions = {"path": self.labextensions_path, "no_cache_paths": []}
        themes = {
            "themes_url": "/voila/api/themes",
            "path": self.themes_dir,
            "labextensions_path": self.labextensions_path,
            "no_cache_paths": [],
        }
        return [
            (r"/", Home),
            (r"/profile", ProfilePage),
            (r"/seat", NewSeat),
            (r"/seat/join", Join),
            (r"/leave", Leave),
            (r"/language", Language),
            (r"/programme", ChooseProgramme),
            (r"/print/([a-z0-9-]{1,48})", PrintPage),
            (r"/print/own/([a-z-]{1,20})/([a-z0-9-]{1,48})", PrintOwn),
            (r"/kit/kit\.css", StyleSheet),
            (r"/voila/render/(.*)", KitNotebook, notebook),
            (rf"/api/kernels/{kernel}", KitKernel),
            (rf"/api/kernels/{kernel}/channels", KitChannels),
            (r"/voila/api/shutdown/(.*)", KitShutdown),
            (r"/voila/api/themes/(.*)", KitThemes, themes),
            (r"/voila/static/(.*)", KitStaticFiles, {"paths": self.static_paths}),
            (r"/voila/labextensions/(.*)", KitFindFiles, extensions),
            (r".*", Lost),
        ]

    def listen(self) -> None:
        """Listen on the one port that was asked for, say where, and serve until stopped."""
        try:
            self.app.listen(self.port, self.ip)
        except OSError as error:
            self.stop()
            raise KitError(
                say(
                    "Port {port} cannot be used ({reason}). Another program may be using it, "
                    "perhaps this kit itself. Stop it, or choose another: --port {other}",
                    port=self.port,
                    reason=error.strerror or "?",
                    other=self.port + 1,
                )
            ) from error
        self.ioloop = IOLoop.current()
        self.ioloop.add_callback(self.kit.opened)
        try:
            self.ioloop.start()
        except KeyboardInterrupt:
            pass
        finally:
            self.stop()


def configuration(notebooks: list[str], *, pool: int, lan: bool, port: int, home: Path) -> Config:
    """Return everything that Voila is told."""
    config = Config()
    config.Voila.root_dir = str(home)
    config.Voila.ip = "0.0.0.0" if lan else "127.0.0.1"  # noqa: S104 - --lan is asked for
    config.Voila.port = port
    config.Voila.open_browser = False
    config.Voila.log_level = logging.WARNING
    voila = config.VoilaConfiguration
    voila.template = "tppo"
    voila.allow_template_override = "NO"
    voila.allow_theme_override = "NO"
    voila.file_allowlist = []
    voila.show_tracebacks = False
    voila.extension_allowlist = [
        "@voila-dashboards/widgets-manager8",
        "anywidget",
        "@jupyter-widgets/jupyterlab-manager",
    ]
    voila.preheat_kernel = pool > 0
    voila.default_pool_size = 0
    managers = config.VoilaKernelManager
    managers.kernel_pools_config = {
        "default": {"pool_size": 0, "kernel_env_variables": {}},
        **{name: {"pool_size": pool, "kernel_env_variables": {}} for name in notebooks},
    }
    managers.preheat_denylist = [r"(?!modules/|simulations/).*"]
    config.MappingKernelManager.cull_idle_timeout = IDLE_SECONDS
    config.MappingKernelManager.cull_interval = 60
    config.MappingKernelManager.cull_connected = False
    config.ContentsManager.allow_hidden = False
    return config


def serve(
    settings: Settings, *, port: int, lan: bool, pool: int, opened: Callable[[], None]
) -> None:
    """Run the server until it is stopped.

    Args:
        settings: where content and answers are.
        port: the one port to listen on.
        lan: whether other devices may reach it; else this machine only.
        pool: warm kernels kept ready for each notebook, 0 for none.
        opened: called once the server listens.

    Raises:
        KitError: with a sentence, if folder or port cannot be used.
    """
    catalogue = Catalogue(settings.data)
    _be_home(settings)
    kit = Kit(
        settings=settings,
        # A page waits shortly for a busy log: while it waits, nobody else is answered.
        log=Log(settings.database, patience=PAGE_PATIENCE),
        lan=lan,
        opened=opened,
        secret=secret_of(settings.answers),
    )
    notebooks = [unit.notebook for unit in catalogue.all(Unit)]
    app = TppoServer(
        kit=kit,
        config=configuration(notebooks, pool=pool, lan=lan, port=port, home=settings.home),
    )
    app.initialize([])
    app.start()


def _be_home(settings: Settings) -> None:
    """Make the folder for answers and set what kernels inherit."""
    try:
        settings.answers.mkdir(parents=True, exist_ok=True)
        probe = settings.answers / f".probe-{os.getpid()}"
        probe.write_text("", encoding="ascii")
        probe.unlink()
    except OSError as error:
        raise KitError(
            say(
                "The folder for answers, {folder}, cannot be written ({reason}). Choose "
                "another with --data-dir, for example --data-dir {example}",
                folder=settings.answers,
                reason=error.strerror or "?",
                example=Path.home() / "tppo-kit",
            )
        ) from error
    os.environ["JUPYTER_PATH"] = os.pathsep.join(
        filter(None, [str(SHARE), os.environ.get("JUPYTER_PATH")])
    )
    os.environ["TPPO_SERVED"] = "1"
    os.environ["TPPO_HOME"] = str(settings.home)
    os.environ["TPPO_DATA_DIR"] = str(settings.answers)


def addresses(port: int, *, lan: bool) -> list[str]:
    """Return the addresses people can type."""
    found = [f"http://localhost:{port}/"]
    if lan:
        found += [f"http://{address}:{port}/" for address in _own_addresses()]
    return found


def _own_addresses() -> list[str]:
    # Connecting a datagram socket sends nothing; it only tells which address would be used.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return [probe.getsockname()[0]]
        except OSError:
            return []


def open_browser(address: str) -> None:
    """Open the browser on a desktop; where there is none, nothing happens."""
    if (
        os.environ.get("DISPLAY")
        or os.environ.get("WAYLAND_DISPLAY")
        or os.name == "nt"
        or Path("/System/Library").exists()
    ):
        webbrowser.open(address)
