"""Measure the kit beside Voila's own hello-world and a static file, in one run.

Started by ``tppo-kit bench``. Prints a Markdown table and, with ``--write``, puts it into
``benchmarks/README.md``. Medians over the rounds; trust the ratios more than the seconds.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "browser"))

from counting import Counter  # noqa: E402
from report import main, table  # noqa: E402
from rig import QUIET, Server, find_browser  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

CASE = "voila/render/simulations/konter_paspor.ipynb"
MEGABYTE = 1024 * 1024


class Hello(Server):
    """Voila as it ships, serving a notebook with one button."""

    def command(self) -> list[str]:
        """Return how Voila is started, with or without a warm pool."""
        pool = [f"--VoilaConfiguration.preheat_kernel={self.pool > 0}"]
        if self.pool:
            pool.append(f"--VoilaConfiguration.default_pool_size={self.pool}")
        notebook = str(HERE / "hello.ipynb")
        return [
            sys.executable,
            "-m",
            "voila",
            notebook,
            "--no-browser",
            f"--port={self.port}",
            "--Voila.ip=127.0.0.1",
            *pool,
        ]

    probe = "/"


@contextmanager
def running(kind: type[Server], pool: int) -> Iterator[Server]:
    """Start a server of a kind, wait until its pool is warm, and end it afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        server = kind(Path(folder), pool=pool)
        server.start()
        if pool:
            time.sleep(8)  # the pool fills in the background
        try:
            yield server
        finally:
            server.kill()


def kernels(server: Server) -> list[psutil.Process]:
    """Return the kernel processes of a server, forked or started by themselves."""
    children = psutil.Process(server.process.pid).children(recursive=True)
    warm = [child for child in children if "tppo_kit.kernels.fork_server" in child.cmdline()]
    forked = [child for child in warm if child.ppid() != server.process.pid]
    return forked + [child for child in children if "ipykernel_launcher" in child.cmdline()]


def own(process: psutil.Process) -> float:
    """Return the memory in MB that ends with a process: its unique set size."""
    return float(process.memory_full_info().uss) / MEGABYTE


class Visit:
    """One new device: time to interactive, and all bytes that the server sends it."""

    def __init__(self, browser: Any, server: Server) -> None:
        """Open a device; the kit's has a seat already."""
        self.line = Counter(server.port)
        self.context = browser.new_context(viewport={"width": 360, "height": 740})
        self.context.set_default_timeout(60_000)
        self.page = self.context.new_page()
        if type(server) is Server:
            self.page.goto(self.line.address)
            self.page.click("form[action='/seat'] button")
            self.page.wait_for_selector(".seat")

    def open(self, path: str, ready: str) -> float:
        """Return the seconds from asking for a page until it can be used."""
        self.line.take()
        start = time.perf_counter()
        self.page.goto(f"{self.line.address}/{path}", wait_until="commit")
        self.page.wait_for_selector(ready)
        return time.perf_counter() - start

    def close(self) -> None:
        """Close the device."""
        self.context.close()
        self.line.close()


def first_views(browser: Any, server: Server, path: str, ready: str, rounds: int) -> dict[str, Any]:
    """Return medians of time and bytes over several new devices, and memory of a session."""
    times, sizes, memory = [], [], []
    for _ in range(rounds):
        visit = Visit(browser, server)
        times.append(visit.open(path, ready))
        visit.page.wait_for_timeout(500)
        sizes.append(visit.line.take())
        found = kernels(server)
        if found:
            memory.append(max(own(kernel) for kernel in found))
        visit.close()
        time.sleep(4 if server.pool else 0.5)  # let the pool fill again
    return {
        "seconds": statistics.median(times),
        "bytes": statistics.median(sizes),
        "memory": statistics.median(memory) if memory else 0.0,
    }


def round_trips(browser: Any, server: Server, presses: int) -> list[float]:
    """Return the milliseconds from a press to the changed page, measured inside the page."""
    visit = Visit(browser, server)
    visit.open("voila/render/modules/02_tanda_tppo.ipynb", ".tppo-stage [data-event='by']")
    measure = """() => new Promise((done) => {
      const stage = document.querySelector('.tppo-stage:has([data-event])');
      const body = stage.querySelector('.tppo-body');
      const button = body.querySelector("[data-event='by'], [data-event='back']");
      const start = performance.now();
      const watch = new MutationObserver(() => {
        if (body.getAttribute('aria-busy') !== 'false') return;
        watch.disconnect();
        done(performance.now() - start);
      });
      watch.observe(body, {attributes: true, childList: true});
      button.click();
    })"""
    times = [float(visit.page.evaluate(measure)) for _ in range(presses)]
    visit.close()
    return times


def check_seconds(rounds: int) -> float:
    """Return the median wall time of ``tppo-kit check`` as a whole process."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "tppo_kit", "check"], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def measure(rounds: int) -> list[tuple[str, str, str, str]]:
    """Run everything; return rows of name, kit, Voila's hello-world, ratio or remark."""
    rows: list[tuple[str, str, str, str]] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=QUIET)
        with running(Server, 0) as server:
            kit = first_views(browser, server, CASE, ".tppo-stage [data-event]", rounds)
            static = first_views(browser, server, "kit/kit.css", "pre", rounds)
            trips = round_trips(browser, server, 40)
        for name, pool in (("Voila without a pool", 0), ("Voila with a warm pool of 1", 1)):
            with running(Hello, pool) as server:
                hello = first_views(browser, server, "", ".hello", rounds)
            rows.append(
                (
                    f"click to interactive, {name} (s)",
                    f"{kit['seconds']:.2f}",
                    f"{hello['seconds']:.2f}",
                    f"{kit['seconds'] / hello['seconds']:.2f}",
                )
            )
            if pool == 0:
                rows += _sizes(kit, hello)
                rows.append(("static file (s)", f"{static['seconds']:.2f}", "", ""))
                rows.append(
                    (
                        "one interaction, median and 95th percentile (ms)",
                        (
                            f"{statistics.median(trips):.0f} and "
                            f"{statistics.quantiles(trips, n=20)[-1]:.0f}"
                        ),
                        "",
                        "",
                    )
                )
        browser.close()
    rows.append(("tppo-kit check, whole process (s)", f"{check_seconds(rounds):.2f}", "", ""))
    return rows


def _sizes(kit: dict[str, Any], hello: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    return [
        (
            "memory of one more session (MB USS)",
            f"{kit['memory']:.0f}",
            f"{hello['memory']:.0f}",
            f"{kit['memory'] / hello['memory']:.2f}",
        ),
        ("sessions per GB", f"{1024 / kit['memory']:.0f}", f"{1024 / hello['memory']:.0f}", ""),
        (
            "bytes on first view (MB)",
            f"{kit['bytes'] / 1e6:.2f}",
            f"{hello['bytes'] / 1e6:.2f}",
            f"{kit['bytes'] / hello['bytes']:.2f}",
        ),
    ]


def measured(rounds: int) -> str:
    """Return the table of the kit beside Voila's hello-world."""
    versions = ", ".join(
        f"{name} {version(name)}"
        for name in ("voila", "ipywidgets", "anywidget", "ipykernel", "playwright")
    )
    head = ("what", "kit", "Voila hello-world", "kit / Voila")
    return table(f", {versions}; medians of {rounds} rounds, 360x740", head, measure(rounds))


if __name__ == "__main__":
    main(__doc__, 7, "pages", measured)
