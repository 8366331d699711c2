"""Build the kit's private environment once, then run a command in it: `python3 kit.py serve`.

Standard library only, in the syntax of Python 3.6, so that an old Python can still say it is old.
"""

import contextlib
import errno
import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
MARKER = ENVIRONMENT / "tppo-kit.building"  # written first: this environment is ours
STATE = ENVIRONMENT / "tppo-kit.state"  # written last: this environment is finished
KEPT = HERE / ".venv.kept"  # the last finished environment, while its successor is built
TRASH = HERE / ".venv.trash"  # being deleted
SCRATCH = HERE / ".venv.scratch"  # temporary files, pip's too: the next run deletes the rest
LOCK = HERE / ".venv.lock"
WHEELS = HERE / "wheels"
REQUIREMENTS = {"run": HERE / "requirements.txt", "test": HERE / "requirements-test.txt"}
OLDEST, NEWEST = (3, 11), (3, 13)
WINDOWS = os.name == "nt"
PACKAGES = ("Lib" if WINDOWS else "lib/python3.*") + "/site-packages/*.dist-info"
PIP = ("-I", "-m", "pip", "--disable-pip-version-check", "--no-input")

HELP = """\
python3 kit.py serve [--lan] [--port N] [--data-dir DIR]   jalankan kit / run the kit
python3 kit.py test [...]        jalankan uji dengan pytest / run the tests with pytest
python3 kit.py wheels [--test]   isi wheels/ untuk pasang tanpa internet / to install offline
python3 kit.py check [...]       dan perintah tppo-kit lain / and every other tppo-kit command

Pertama kali, semua yang perlu dipasang ke folder .venv; sesudah itu kit langsung jalan.
The first time, all it needs is installed into the folder .venv; after that it starts at once.
"""

FAULTS = {
    "python": """\
Python {0} tidak cocok: kit ini perlu Python 3.11, 3.12 atau 3.13. Pasang dari python.org, lalu \
jalankan kit.py dengan Python itu, misalnya: python3.12 kit.py serve
Python {0} does not fit: this kit needs Python 3.11, 3.12 or 3.13. Install it from python.org, \
then start kit.py with it, for example: python3.12 kit.py serve""",
    "folder": """\
Kit tidak bisa membaca atau menulis di {0} ({1}). Tutup kit yang masih berjalan, atau salin \
seluruh kit ke folder milik Anda, lalu jalankan lagi.
The kit cannot read or write in {0} ({1}). Close any kit still running, or copy the whole kit \
to a folder of your own, then run this again.""",
    "foreign": """\
{0} bukan buatan kit.py, jadi tidak disentuh. Pindahkan atau ganti namanya, lalu jalankan lagi.
{0} was not made by kit.py, so it was left alone. Move or rename it, then run this again.""",
    "disk": """\
Penyimpanan penuh. Kosongkan sekitar 2 GB, lalu jalankan lagi.
The disk is full. Free about 2 GB, then run this again.""",
    "venv": """\
Python ini tidak punya modul venv. Di Debian atau Ubuntu: sudo apt install python3-venv; \
lalu jalankan lagi.
This Python lacks the venv module. On Debian or Ubuntu: sudo apt install python3-venv; \
then run this again.""",
    "wheels": """\
Folder wheels/ tidak lengkap atau rusak untuk Python dan sistem ini. Di komputer sejenis yang \
tersambung internet jalankan: python3 kit.py wheels{0}; lalu salin wheels/ ke sini. Catatan: {1}
The folder wheels/ is incomplete or damaged for this Python and system. On a computer of the same \
kind with internet run: python3 kit.py wheels{0}; then copy wheels/ here. Log: {1}""",
    "network": """\
Internet tidak terjangkau, padahal paket harus diambil. Sambungkan internet lalu jalankan lagi, \
atau salin wheels/ dari komputer sejenis (python3 kit.py wheels{0}). Catatan: {1}
The internet cannot be reached, and packages must be fetched. Connect and run this again, or copy \
wheels/ from a computer of the same kind (python3 kit.py wheels{0}). Log: {1}""",
    "other": """\
Pemasangan gagal. Jalankan lagi; bila tetap gagal, kirim catatan ini ke pengelola kit: {1}
The installation failed. Run it again; if it still fails, send the kit's keepers this log: {1}""",
}

# What pip and venv write when something fails; the first that matches is told.
SYMPTOMS = {
    "disk": "No space left on device|Errno 28|not enough space on the disk|WinError 112",
    "venv": "ensurepip is not available|No module named '?(venv|ensurepip)",
    "wheels": "No matching distribution|DO NOT MATCH THE HASHES|BadZipFile|has an invalid wheel",
    "network": "NewConnectionError|Connect(ion)?Timeout|timed out|name resolution|getaddrinfo"
    "|unreachable|refused|Max retries|ProxyError|SSLError|Connection (aborted|reset|broken)"
    "|IncompleteRead|ConnectionError|from versions: none",
}


class Fault(Exception):  # noqa: N818 - the reader meets it, not a traceback
    """A reason to stop that the reader can mend, told in Indonesian and in English."""

    def __init__(self, name: str, *details: object) -> None:
        """Fill the details into the sentences of that name."""
        super().__init__(FAULTS[name].format(*details))


def check_python(version: tuple) -> None:
    """Refuse a Python that the locked packages were not made for."""
    if not OLDEST <= tuple(version[:2]) <= NEWEST:
        raise Fault("python", ".".join(str(part) for part in version[:3]))


def python_of(environment: Path) -> Path:
    """Return the interpreter of an environment."""
    return environment / ("Scripts/python.exe" if WINDOWS else "bin/python")


def digest(kind: str) -> str:
    """Return the fingerprint of all that an environment of this kind is built from."""
    whole = hashlib.sha256(f"{sys.implementation.cache_tag} {sys.platform}".encode())
    whole.update(os.fsencode(str(HERE)))
    for path in (REQUIREMENTS[kind], HERE / "pyproject.toml"):
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def recorded() -> list:
    """Return the fingerprints the environment was finished for, none if it is not finished."""
    try:
        return STATE.read_text(encoding="ascii", errors="replace").split()
    except OSError:
        return []


def is_ready(kind: str) -> bool:
    """Tell whether the environment is finished, current, and its Python still exists."""
    return digest(kind) in recorded() and python_of(ENVIRONMENT).exists()


def write_state(kind: str) -> None:
    """Record that the work is done: at once, and only after all files have reached the disk."""
    if hasattr(os, "sync"):
        os.sync()
    # requirements-test.txt holds all of requirements.txt, so a test environment serves as well.
    kinds = ["run", "test"] if kind == "test" else ["run"]
    draft = STATE.with_suffix(".draft")
    with draft.open("w", encoding="ascii") as file:
        file.write("\n".join(digest(each) for each in kinds))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(STATE)


def discard(folder: Path) -> None:
    """Delete a folder under another name, so that a kill leaves no half of it behind."""
    for each in (TRASH, folder):
        if each.exists():
            each.replace(TRASH)
            shutil.rmtree(str(TRASH))


def recover() -> None:
    """Go back to the last finished environment and delete what was left half-built."""
    if ENVIRONMENT.is_symlink() or ENVIRONMENT.exists():
        ours = ENVIRONMENT.is_dir() and not ENVIRONMENT.is_symlink()
        if not ours or not (recorded() or MARKER.exists() or not any(ENVIRONMENT.iterdir())):
            raise Fault("foreign", ENVIRONMENT)
    discard(KEPT if recorded() else ENVIRONMENT)
    if KEPT.exists():
        KEPT.rename(ENVIRONMENT)


def acquire(handle: object) -> bool:
    """Try to take the lock, which the system gives back however its holder ends."""
    try:
        if WINDOWS:
            import msvcrt  # noqa: PLC0415 - only Windows has it

            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - Windows lacks it

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True  # A file system without locks.
    return True


@contextlib.contextmanager
def only_one() -> object:
    """Let one kit.py at a time build; a second one says so and waits."""
    with LOCK.open("a") as handle:
        if not acquire(handle):
            print("Menunggu kit.py lain yang sedang menyiapkan folder ini.")
            print("Waiting for another kit.py that is preparing this folder.", flush=True)
            while not acquire(handle):
                time.sleep(0.5)
        discard(SCRATCH)
        SCRATCH.mkdir()
        try:
            yield handle
        finally:
            discard(SCRATCH)


def how_far(log: Path, total: int) -> str:
    """Say how far pip has come, judged by its log and by what lies in the environment."""
    text = log.read_bytes()
    done = len(re.findall(rb"^(Collecting|Processing) ", text, re.MULTILINE))
    verb = "diambil / fetched"
    if b"Installing collected packages" in text:
        packages = ENVIRONMENT.glob(PACKAGES)
        done, verb = sum(1 for _ in packages), "dipasang / installed"
    return f"{min(done, total)} dari sekitar / of about {total} {verb}, " if total else ""


def watch(process: object, log: Path, total: int) -> None:
    """Show that a step moves on, in place on a terminal and every ten seconds elsewhere."""
    start = shown = time.monotonic()
    live = sys.stdout.isatty()
    while process.poll() is None:
        time.sleep(0.1)
        now = time.monotonic()
        if now - shown >= (0.5 if live else 10):
            line = f"  {how_far(log, total)}{now - start:.0f} s"
            print(("\r" + line.ljust(70)) if live else line, end="" if live else "\n", flush=True)
            shown = now
    if live and shown > start:
        print()


def run(title: str, arguments: list, handle: object, kind: str = "") -> None:
    """Run one step with its output in a log, which is kept and named if the step fails."""
    print(title, flush=True)
    lines = REQUIREMENTS[kind].read_text(encoding="utf-8").splitlines() if kind else ()
    total = sum(line[:1].isalnum() for line in lines)  # Packages of other systems included.
    log = SCRATCH / "kit-build.log"
    environ = dict(os.environ, TMPDIR=str(SCRATCH))
    # An orphan left by a killed kit.py holds the lock too: nobody builds while it still writes.
    shared = () if WINDOWS else (handle.fileno(),)
    with log.open("wb") as output:
        streams = {"stdin": subprocess.DEVNULL, "stdout": output, "stderr": subprocess.STDOUT}
        words = [str(each) for each in arguments]
        process = subprocess.Popen(words, env=environ, pass_fds=shared, **streams)
        try:
            watch(process, log, total)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
    if process.returncode:
        raise explain(log, " --test" if kind == "test" else "", offline="--no-index" in arguments)


def explain(log: Path, advice: str, *, offline: bool) -> Fault:
    """Name the fault that a failed step's log tells of, and keep the log for the curious."""
    text = log.read_text(encoding="utf-8", errors="replace")
    descriptor, kept = tempfile.mkstemp(prefix="kit-build-", suffix=".log")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    with contextlib.suppress(OSError):  # Someone else's log of that name stays theirs.
        kept = str(Path(kept).replace(Path(kept).with_name("kit-build.log")))
    for name, symptom in SYMPTOMS.items():
        if re.search(symptom, text) and (offline or name != "wheels"):
            return Fault(name, advice, kept)
    return Fault("other", advice, kept)


def create(environment: Path, title: str, handle: object) -> None:
    """Make an empty environment, from the base Python even if this one is inside an environment."""
    base = getattr(sys, "_base_executable", None) or sys.executable
    run(title, [base, "-I", "-m", "venv", environment], handle)


def build(kind: str, handle: object) -> None:
    """Build the environment beside the finished one, which comes back if anything fails."""
    recover()
    if is_ready(kind):
        return  # The kit.py we waited for has done it.
    print("Menyiapkan kit, sekali saja, beberapa menit. / Preparing the kit, once, some minutes.")
    start = time.monotonic()
    install = [python_of(ENVIRONMENT), *PIP, "install", "--progress-bar", "off"]
    if any(WHEELS.glob("*.whl")):
        install += ["--no-index", "--find-links", WHEELS]
    if recorded():
        ENVIRONMENT.rename(KEPT)
    try:
        ENVIRONMENT.mkdir(exist_ok=True)
        MARKER.write_text("Made by kit.py; unfinished while there is no tppo-kit.state.", "ascii")
        create(ENVIRONMENT, "1/3 Lingkungan Python / Python environment", handle)
        locked = [*install, "--require-hashes", "-r", REQUIREMENTS[kind]]
        run("2/3 Paket / Packages", locked, handle, kind)
        kit = [*install, "--no-build-isolation", "--no-deps", "--editable", HERE]
        run("3/3 Kit / The kit itself", kit, handle)
        write_state(kind)
    finally:
        recover()
    print(f"Siap dalam / Ready in {time.monotonic() - start:.0f} s", flush=True)


def fill_wheels(kind: str, handle: object) -> None:
    """Fetch every locked package for this Python and system, to install without a network."""
    empty = SCRATCH / "python"
    create(empty, "1/2 Lingkungan Python / Python environment", handle)
    fetch = [python_of(empty), *PIP, "download", "--progress-bar", "off", "--dest", WHEELS]
    fetch += ["--only-binary", ":all:", "--require-hashes", "-r", REQUIREMENTS[kind]]
    run("2/2 Paket / Packages", fetch, handle, kind)
    version, system = sysconfig.get_python_version(), sysconfig.get_platform()
    print(f"wheels/ lengkap untuk / is complete for Python {version}, {system}.")
    print("Jenis lain: jalankan ini di komputer jenis itu, lalu gabungkan isi kedua wheels/.")
    print("Other kinds: run this on a computer of that kind and put both wheels/ together.")


def pass_on(arguments: list) -> int:
    """Become the command, or on Windows run it: signals must reach the server."""
    python, environ = str(python_of(ENVIRONMENT)), dict(os.environ)
    if arguments[0] == "test":
        os.chdir(str(HERE))
        environ["TPPO_KIT_TEST"] = "1"
        command = [python, "-m", "pytest", *arguments[1:]]
    elif WINDOWS:
        command = [str(Path(python).with_name("tppo-kit.exe")), *arguments]
    else:
        command = [python, str(Path(python).with_name("tppo-kit")), *arguments]
    sys.stdout.flush()
    if not WINDOWS:
        os.execve(command[0], command, environ)
    process = subprocess.Popen(command, env=environ)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue  # The command got the same Ctrl-C and ends in its own way.


def act(arguments: list) -> int:
    """Do what the arguments ask for and return the exit code."""
    command, *rest = arguments or ["help"]
    fills = command == "wheels"
    if command in {"help", "--help", "-h"} or (fills and rest not in ([], ["--test"])):
        print(HELP, end="")
        return 2 if fills else 0
    check_python(sys.version_info)
    kind = "test" if command == "test" or (fills and rest) else "run"
    if fills or not is_ready(kind):
        with only_one() as handle:
            (fill_wheels if fills else build)(kind, handle)
    return 0 if fills else pass_on(arguments)


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
        full = error.errno == errno.ENOSPC
        print(Fault("disk") if full else Fault("folder", HERE, error), file=sys.stderr)
    except KeyboardInterrupt:
        print("\nDihentikan; jalankan lagi kapan saja. / Stopped; run it again at any time.")
        return 130
    return 2


if __name__ == "__main__":
    sys.exit(main())
