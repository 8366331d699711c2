"""Build the kit's private environment once, then run a command in it: `python3 kit.py serve`.

Standard library only, in the syntax of Python 3.6, so that an old Python can still say it is old.
"""

import contextlib
import errno
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

WINDOWS = os.name == "nt"
HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if WINDOWS else "bin/python")
MARKER = ENVIRONMENT / "tppo-kit.building"  # written first: this environment is ours
STATE = ENVIRONMENT / "tppo-kit.state"  # the marker's last name: this environment is finished
KEPT = HERE / ".venv.kept"  # the last finished environment, while its successor is built
SCRATCH = HERE / ".venv.scratch"  # temporary files and what is being deleted; cleared by each run
LOCK = HERE / ".venv.lock"
WHEELS = HERE / "wheels"
REQUIREMENTS = {
    "run": HERE / "requirements.txt",
    "cards": HERE / "requirements-cards.txt",
    "test": HERE / "requirements-test.txt",
}
# Each lock holds all of those before it, so an environment made for one serves for those too.
SERVES = {"run": ["run"], "cards": ["run", "cards"], "test": ["run", "cards", "test"]}
# Made by the Python below this one, for this one may live in the environment we replace.
VENV = (getattr(sys, "_base_executable", sys.executable), "-I", "-m", "venv")
PIP = ("-I", "-m", "pip", "--disable-pip-version-check", "--no-input")
LOCKED = ("--progress-bar", "off", "--require-hashes", "-r")

HELP = """\
python3 kit.py serve [--lan] [--port N] [--data-dir DIR]   jalankan kit / run the kit
python3 kit.py test [...]        jalankan uji dengan pytest / run the tests with pytest
python3 kit.py cards             pasang pembaca kartu cetak / add the reading of printed cards
python3 kit.py wheels [--cards | --test]  isi wheels/ untuk pasang tanpa internet / for offline use
python3 kit.py check [...]       dan perintah tppo-kit lain / and every other tppo-kit command

Pertama kali, semua yang perlu dipasang ke folder .venv; sesudah itu kit langsung jalan.
The first time, all it needs is installed into the folder .venv; after that it starts at once.
"""

FAULTS = {
    "python": "Python {0} tidak cocok: pasang Python 3.11, 3.12 atau 3.13 lalu pakai itu.\n"
    "Python {0} does not fit: install Python 3.11, 3.12 or 3.13 and start kit.py with it.",
    "folder": "Kit tidak bisa menulis di {0}: {1}. Tutup kit lain, atau salin kit ke folder Anda.\n"
    "The kit cannot write in {0}: {1}. Close other kits, or copy the kit to a folder of yours.",
    "foreign": "{0} bukan buatan kit.py, jadi tidak disentuh. Pindahkan, lalu jalankan lagi.\n"
    "{0} was not made by kit.py, so it was left alone. Move it, then run this again.",
    "disk": "Penyimpanan penuh. Kosongkan sekitar 2 GB, lalu jalankan lagi.\n"
    "The disk is full. Free about 2 GB, then run this again.",
    "venv": "Modul venv tidak ada. Debian/Ubuntu: sudo apt install python3-venv; jalankan lagi.\n"
    "The module venv is missing. Debian/Ubuntu: sudo apt install python3-venv; run this again.",
    "wheels": "wheels/ tidak lengkap untuk Python dan sistem ini: isi lagi di komputer sejenis "
    "yang tersambung internet (python3 kit.py wheels{0}). Catatan: {1}\n"
    "wheels/ is incomplete for this Python and system: fill it again on a computer of this kind "
    "with internet (python3 kit.py wheels{0}). Log: {1}",
    "network": "Internet tidak terjangkau. Sambungkan lalu jalankan lagi, atau salin wheels/ dari "
    "komputer sejenis (python3 kit.py wheels{0}). Catatan: {1}\n"
    "The internet cannot be reached. Connect and run this again, or copy wheels/ from a computer "
    "of this kind (python3 kit.py wheels{0}). Log: {1}",
    "other": "Pemasangan gagal. Jalankan lagi; bila tetap gagal, kirim catatan ini: {1}\n"
    "The installation failed. Run it again; if it still fails, send us this log: {1}",
}
SYMPTOMS = {  # What pip and venv write when something fails; the first that matches is told.
    "disk": "No space left on device|Errno 28|not enough space on the disk|WinError 112",
    "venv": "ensurepip is not available|No module named '?(venv|ensurepip)",
    "wheels": "No matching distribution|DO NOT MATCH THE HASHES|BadZipFile|has an invalid wheel",
    "network": "Connect(ion|Timeout)|timed out|name resolution|getaddrinfo|unreachable|refused"
    "|Max retries|ProxyError|SSLError|IncompleteRead|from versions: none",
    "other": "",
}


class Fault(Exception):  # noqa: N818 - the reader meets it, not a traceback
    """A reason to stop that the reader can mend, told in the sentences of FAULTS."""


def check_python(version: tuple) -> None:
    """Refuse a Python that the locked packages were not made for."""
    if not (3, 11) <= tuple(version[:2]) <= (3, 13):
        raise Fault(FAULTS["python"].format(".".join(map(str, version[:3]))))


def digest(kind: str) -> str:
    """Return the fingerprint of all that an environment of this kind is built from."""
    files = [path.read_bytes() for path in (REQUIREMENTS[kind], HERE / "pyproject.toml")]
    whole = repr((sys.implementation.cache_tag, sys.platform, str(HERE), files))
    return hashlib.sha256(whole.encode()).hexdigest()


def is_ready(kind: str) -> bool:
    """Tell whether the environment is finished, current, and its Python still exists."""
    finished = STATE.exists() and PYTHON.exists()
    return finished and digest(kind) in STATE.read_text("ascii", "replace").split()


def recover() -> None:
    """Go back to the last finished environment and delete what was left half-built."""
    names = os.listdir(ENVIRONMENT) if ENVIRONMENT.exists() else []
    if ENVIRONMENT.is_symlink() or (names and not {MARKER.name, STATE.name} & set(names)):
        raise Fault(FAULTS["foreign"].format(ENVIRONMENT))
    stale = KEPT if STATE.exists() else ENVIRONMENT
    if stale.exists():
        stale.replace(SCRATCH / "stale")  # A kill while it is deleted leaves no half of it.
        shutil.rmtree(SCRATCH / "stale")
    if KEPT.exists():
        KEPT.rename(ENVIRONMENT)


def acquire(handle: object) -> bool:
    """Try to take the lock, which the system gives back however its holder ends."""
    try:
        if WINDOWS:
            import msvcrt  # noqa: PLC0415 - only Windows has it

            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - Windows lacks it

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:  # Held by another, or else a file system without locks.
        return error.errno not in (errno.EAGAIN, errno.EACCES)
    return True


@contextlib.contextmanager
def only_one() -> object:
    """Let one kit.py at a time build; a second one says so and waits."""
    with LOCK.open("a") as handle:
        os.set_inheritable(handle.fileno(), True)  # noqa: FBT003 - a killed one has orphans
        if not acquire(handle):
            print("Menunggu kit.py lain di folder ini. / Waiting for another kit.py.", flush=True)
            while not acquire(handle):
                time.sleep(0.5)
        shutil.rmtree(SCRATCH, ignore_errors=True)
        SCRATCH.mkdir()
        try:
            yield
        finally:
            shutil.rmtree(SCRATCH, ignore_errors=True)


def how_far(log: Path, kind: str) -> str:
    """Say how far pip has come, judged by its log and by what lies in the environment."""
    text = log.read_text(encoding="utf-8", errors="replace")
    done, verb = len(re.findall("(?m)^(?:Collecting|Processing) ", text)), "diambil / fetched"
    if "Installing collected packages" in text:
        library = "Lib" if WINDOWS else "lib/python3*"
        packages = ENVIRONMENT.glob(library + "/site-packages/*.dist-info")
        done, verb = sum(1 for _ in packages), "dipasang / installed"
    total = len(re.findall(r"(?m)^\w", REQUIREMENTS[kind].read_text(encoding="utf-8")))
    return f"{min(done, total)} dari sekitar / of about {total} {verb}, "


def run(title: str, arguments: list, kind: str = "") -> None:
    """Run one step and show how far it is; its log is kept and named if it fails."""
    print(title, flush=True)
    start, log = time.monotonic(), SCRATCH / "log"
    pause, end = (0.5, "\r") if sys.stdout.isatty() else (10, "\n")
    words, environ = [str(each) for each in arguments], dict(os.environ, TMPDIR=str(SCRATCH))
    with log.open("wb") as out:
        process = subprocess.Popen(words, env=environ, stdout=out, stderr=out, close_fds=False)
        try:
            while process.poll() is None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(pause)
                count = how_far(log, kind) if kind else ""
                line = f"  {count}{time.monotonic() - start:.0f} s"
                print(line.ljust(70), end=end, flush=True)
        finally:
            process.kill()
            process.wait()
            print(end="\n" if end == "\r" else "")
    if process.returncode:
        raise explain(log, " --test" if kind == "test" else "", offline="--no-index" in words)


def explain(log: Path, advice: str, *, offline: bool) -> Fault:
    """Name the fault that a failed step's log tells of, and keep the log for the curious."""
    text = log.read_text(encoding="utf-8", errors="replace")
    with tempfile.NamedTemporaryFile(prefix="kit-build-", suffix=".log", delete=False) as kept:
        kept.write(log.read_bytes())
    found = [name for name, symptom in SYMPTOMS.items() if re.search(symptom, text)]
    name = next(name for name in found if offline or name != "wheels")
    return Fault(FAULTS[name].format(advice, kept.name))


def build(kind: str) -> None:
    """Build the environment; the last finished one stays until then, for the next start."""
    recover()
    if is_ready(kind):
        return  # The kit.py we waited for has done it.
    print("Menyiapkan kit, sekali saja, beberapa menit. / Preparing the kit, once, some minutes.")
    start = time.monotonic()
    install = [PYTHON, *PIP, "install"]
    install += ["--no-index", "--find-links", WHEELS] if any(WHEELS.glob("*.whl")) else []
    if ENVIRONMENT.exists():
        ENVIRONMENT.rename(KEPT)
    ENVIRONMENT.mkdir()
    MARKER.touch()
    run("1/3 Lingkungan Python / Python environment", [*VENV, ENVIRONMENT])
    run("2/3 Paket / Packages", [*install, *LOCKED, REQUIREMENTS[kind]], kind)
    itself = ["--no-build-isolation", "--no-deps", "--editable", HERE]
    run("3/3 Kit / The kit itself", [*install, *itself])
    if not WINDOWS:
        os.sync()  # A power cut must not leave a state without its files.
    MARKER.write_text("\n".join(digest(each) for each in SERVES[kind]), "ascii")
    MARKER.replace(STATE)
    recover()
    print(f"Siap dalam / Ready in {time.monotonic() - start:.0f} s", flush=True)


def fill_wheels(kind: str) -> None:
    """Fetch every locked package for this Python and system, to install without a network."""
    empty = SCRATCH / "python"
    run("1/2 Lingkungan Python / Python environment", [*VENV, empty])
    fetch = [empty / PYTHON.relative_to(ENVIRONMENT), *PIP, "download", "--only-binary", ":all:"]
    run("2/2 Paket / Packages", [*fetch, "--dest", WHEELS, *LOCKED, REQUIREMENTS[kind]], kind)
    place = f"Python {sysconfig.get_python_version()}, {sysconfig.get_platform()}"
    print(f"wheels/ lengkap untuk / is complete for {place}.")
    print(
        "Jenis lain: jalankan di sana, gabungkan. / Other kinds: run it there, merge the folders."
    )


def pass_on(arguments: list) -> int:
    """Become the command, or on Windows run it: signals must reach the server."""
    command = [str(PYTHON.with_name("tppo-kit" + PYTHON.suffix)), *arguments]
    if arguments[0] == "test":
        os.chdir(HERE)
        os.environ["TPPO_KIT_TEST"] = "1"
        # Each file stays in one process: its tests share a server or a browser. They begin in
        # the order of tests/conftest.py: files of few tests, last otherwise, take longest.
        # A process that ends in the middle of a test is not started again: it would end again.
        together = ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]
        together += ["--max-worker-restart", "0"]
        command = [str(PYTHON), "-m", "pytest", *together, *arguments[1:]]
    sys.stdout.flush()
    if not WINDOWS:
        os.execv(command[0], command)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the command alone.
    return subprocess.call(command)


def act(arguments: list) -> int:
    """Do what the arguments ask for and return the exit code."""
    command, *rest = arguments or ["help"]
    fills = command == "wheels"
    if command in {"help", "--help", "-h"} or (fills and rest not in ([], ["--cards"], ["--test"])):
        print(HELP, end="")
        return 2 if fills else 0
    check_python(sys.version_info)
    kind = rest[0][2:] if fills and rest else command if command in REQUIREMENTS else "run"
    if fills or not is_ready(kind):
        with only_one():
            (fill_wheels if fills else build)(kind)
    return 0 if fills or command == "cards" else pass_on(arguments)


def main() -> int:
    """Act, and tell every fault in one message."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        return act(sys.argv[1:])
    except Fault as fault:
        print(fault, file=sys.stderr)
    except OSError as error:
        name = "disk" if error.errno == errno.ENOSPC else "folder"
        print(FAULTS[name].format(HERE, error), file=sys.stderr)
    except KeyboardInterrupt:
        print("\nDihentikan; jalankan lagi kapan saja. / Stopped; run it again at any time.")
        return 130
    return 2


if __name__ == "__main__":
    sys.exit(main())
