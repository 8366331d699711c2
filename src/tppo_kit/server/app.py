"""One process and one port: Voila with the kit's own pages before it, and nothing else open."""

from __future__ import annotations

import logging
import os
import re
import tempfile
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
from tppo_kit.kernels.kernelspec import show_kernelspec
from tppo_kit.kernels.provisioner import is_plain
from tppo_kit.kernels.starting import fork_servers
from tppo_kit.language import say
from tppo_kit.server.addresses import addresses
from tppo_kit.server.channels import KitChannels
from tppo_kit.server.console_pages import MOST_PHOTO_BYTES
from tppo_kit.server.kernels import tell_kernels
from tppo_kit.server.kit import Kit
from tppo_kit.server.notebooks import (
    KitFindFiles,
    KitKernel,
    KitNotebook,
    KitShutdown,
    KitStaticFiles,
    KitThemes,
    page_resources,
)
from tppo_kit.server.pages import Lost, WithoutSlash
from tppo_kit.server.rendering import draw_with_ours
from tppo_kit.server.routes import PAGES
from tppo_kit.sessions.seats import secret_of
from tppo_kit.store.log import Log

if TYPE_CHECKING:
    from collections.abc import Callable

    from tornado.web import RequestHandler

    from tppo_kit.server.hub import Hub
    from tppo_kit.settings import Settings

SHARE = Path(__file__).parent / "share" / "jupyter"
#: What is longer is cut off while it arrives; what is too long for its page gets a sentence.
MOST_BODY_BYTES = 2 * MOST_PHOTO_BYTES
#: Seconds that a page waits for another writer before it says so.
PAGE_PATIENCE = 0.5


class TppoServer(Voila):
    """Voila without its doors: only what a learner's page needs is reachable."""

    kit = Instance(Kit)

    def init_settings(self) -> dict[str, Any]:
        """Pin the host names unless the kit is open to the local network."""
        settings: dict[str, Any] = super().init_settings()
        settings.update(
            allow_remote_access=self.kit.is_open,
            local_hostnames=["localhost"],
            compress_response=True,
            kit=self.kit,
            default_handler_class=Lost,
            websocket_max_message_size=64 * 1024,
            websocket_compression_options={"compression_level": 6, "mem_level": 5},
            log_function=log_faults,
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
            "themes_url": f"{self.base_url}voila/api/themes",
            "path": self.themes_dir,
            "labextensions_path": self.labextensions_path,
            "no_cache_paths": [],
        }
        own_paths = [
            *PAGES,
            *(self.kit.hub.pages if self.kit.hub else []),
            (r"/voila/render/(.*)", KitNotebook, notebook),
            (rf"/api/kernels/{kernel}", KitKernel),
            (rf"/api/kernels/{kernel}/channels", KitChannels),
            (r"/voila/api/shutdown/(.*)", KitShutdown),
            (r"/voila/api/themes/(.*)", KitThemes, themes),
            (r"/voila/static/(.*)", KitStaticFiles, {"paths": self.static_paths}),
            (r"/voila/labextensions/(.*)", KitFindFiles, extensions),
        ]
        below = re.escape(self.base_url.rstrip("/"))
        return [
            *((below + path, *rest) for path, *rest in own_paths),
            *([(below, WithoutSlash)] if below else []),
            (r".*", Lost),
        ]

    def listen(self) -> None:
        """Listen on the one port that was asked for, say where, and serve until stopped."""
        try:
            self.app.listen(self.port, self.ip, max_body_size=MOST_BODY_BYTES)
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
        self.ioloop.add_callback(self.kit.opened, self.kit.door.pin)
        self.ioloop.add_callback(self.kit.rehearse)
        if self.kit.hub:
            self.ioloop.add_callback(self.kit.hub.start)
        try:
            self.ioloop.start()
        except KeyboardInterrupt:
            pass
        finally:
            self.stop()


def log_faults(handler: RequestHandler) -> None:
    """Write down what failed; a refused answer in a full room is no fault."""
    if handler.get_status() >= 500:  # noqa: PLR2004 - HTTP
        line = "%d %s %s"
        logging.getLogger("tppo_kit").error(
            line, handler.get_status(), handler.request.method, handler.request.path
        )


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
    voila.resources = page_resources()
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
    tell_kernels(config, Path(tempfile.gettempdir()) / "voila_12345678")
    config.ContentsManager.allow_hidden = False
    return config


def serve(  # noqa: PLR0913 - all but one go by name
    settings: Settings,
    *,
    port: int,
    lan: bool,
    pool: int,
    opened: Callable[[str], None],
    hub: Hub | None = None,
) -> None:
    """Run the server until it is stopped.

    Args:
        settings: where content and answers are.
        port: the one port to listen on.
        lan: whether other devices may reach it; else this machine only.
        pool: kernels kept ready for each notebook, 0 for none; forked ones need none.
        opened: called with the PIN once the server listens.
        hub: whose sign-in guards the server, and which says where it listens.

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
        addresses=tuple(addresses(port, lan=lan, base=settings.base)),
        hub=hub,
    )
    notebooks = [unit.notebook for unit in catalogue.all(Unit)]
    config = configuration(notebooks, pool=pool, lan=lan, port=port, home=settings.home)
    config.Voila.base_url = settings.base
    if hub:
        config.Voila.ip = hub.spawned.ip
    app = TppoServer(kit=kit, config=config)
    draw_with_ours()
    app.initialize([])
    if not is_plain():
        fork_servers().start()  # it is warm by the time that somebody has read the home page
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
    show_kernelspec()
    os.environ["TPPO_SERVED"] = "1"
    os.environ["TPPO_HOME"] = str(settings.home)
    os.environ["TPPO_DATA_DIR"] = str(settings.answers)
    os.environ["TPPO_BASE"] = settings.base


def open_browser(address: str) -> None:
    """Open the browser on a desktop; where there is none, nothing happens."""
    if (
        os.environ.get("DISPLAY")
        or os.environ.get("WAYLAND_DISPLAY")
        or os.name == "nt"
        or Path("/System/Library").exists()
    ):
        webbrowser.open(address)
