"""Two people's kernels come from one process, and know nothing of each other or of it."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from forked import Kernel, environment

pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing can be forked here"),
]
linux = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux shows all of it")
SECRET = "rahasia-dari-orang-pertama"
#: What somebody could leave behind in a kernel: names, chance, folder, files, modules, signals.
LEFT_BEHIND = f"""
import builtins, os, random, signal, sqlite3, sys, tempfile
from tppo_kit.store.log import Log
secret = builtins.secret = "{SECRET}"
os.environ["TPPO_SECRET"] = secret
random.seed(1)
folder = tempfile.mkdtemp("left-behind")
sys.path.insert(0, folder)
open(os.path.join(folder, "left_behind.py"), "w").write("secret = " + repr(secret))
import left_behind
opened = open(left_behind.__file__)
log = Log(__import__("pathlib").Path(folder) / "log.sqlite3")
log.add_seat("AAAA-BBBB", 0.0)
beside = sqlite3.connect(os.path.join(folder, "beside.sqlite3"))
beside.execute("CREATE TABLE secrets (it)")
signal.signal(signal.SIGUSR1, lambda *_: None)
os.umask(0o077)
os.chdir(folder)
"""
#: Where the next one could come upon it.
FOUND = """
import builtins, gc, os, sys
names = [*globals(), *vars(builtins)]
found = {
    "environment": [k for k, v in os.environ.items() if mark in v],
    "globals": [n for n, v in globals().items() if n != "mark" and mark in str(v)[:10_000]],
    "objects": [
        type(each).__name__ for each in gc.get_objects()
        if isinstance(each, dict) and each is not globals()
        and any(isinstance(v, str) and mark == v for v in list(each.values()))
    ],
    "names": [n for n in names if n in ("secret", "left_behind", "opened", "beside")],
    "modules": [n for n in sys.modules if n == "left_behind"],
    "path": [each for each in sys.path if "left-behind" in each],
}
"""


@pytest.fixture(scope="module")
def pair(warm, tmp_path_factory):
    """Give a kernel in which somebody left all sorts of things, and the next one."""
    first, second = (tmp_path_factory.mktemp(name) for name in ("first", "second"))
    one = Kernel(warm, first, environment(first, TPPO_OWN=SECRET))
    one.value("None", LEFT_BEHIND)
    other = Kernel(warm, second, environment(second))
    yield one, other
    one.end()
    other.end()


def files_of(process):
    """Return what the descriptors of a process lead to."""
    found = set()
    for each in Path(f"/proc/{process.pid}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # it has just been closed
            found.add(each.readlink().as_posix())
    return found


def test_the_first_kernel_does_hold_what_it_was_given(pair):
    """The search finds the secret where it is, so that not finding it says something."""
    one, _ = pair

    found = one.value("found", f"mark = '{SECRET}'" + FOUND)

    assert found["environment"] == ["TPPO_OWN", "TPPO_SECRET"]
    assert found["modules"] == ["left_behind"]
    assert "secret" in found["names"]
    assert found["objects"]
    assert found["path"]


def test_the_next_kernel_knows_nothing_of_it(pair):
    """No name, module, object, path or variable of the environment of the first is in it."""
    _, other = pair

    found = other.value("found", f"mark = '{SECRET[:8]}' + '{SECRET[8:]}'" + FOUND)

    assert found == {name: [] for name in found}


def test_the_environment_is_the_one_asked_for(fork, tmp_path):
    """Nothing of the warm process's own environment is left, for Python and for C alike."""
    kernel = fork(TPPO_OWN="mine")
    asked = environment(tmp_path, TPPO_OWN="mine")
    # ipykernel and IPython set these for what a kernel may start.
    added = {"JPY_PARENT_PID", "TERM", "CLICOLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "PAGER"}
    added |= {"GIT_PAGER", "MPLBACKEND", "PYDEVD_USE_FRAME_EVAL"}

    python = kernel.value("dict(os.environ)", "import os")
    listed = kernel.value("subprocess.check_output(['env', '-0']).decode()", "import subprocess")
    c = dict(line.partition("=")[::2] for line in listed.split("\0") if line)

    for found in (python, c):
        assert {k: v for k, v in found.items() if k not in added | {"_"}} == {
            k: v for k, v in asked.items() if k not in added | {"_"}
        }
        assert set(found) - set(asked) <= added


CHANCE = """
import random, secrets, tempfile, uuid
from random import Random
drawn = {
    "random": random.random(), "uuid1": str(uuid.uuid1()), "uuid4": str(uuid.uuid4()),
    "secrets": secrets.token_hex(8), "own": Random().random(),
    "tempfile": next(tempfile._get_candidate_names()),
    "session": get_ipython().kernel.session.session,
}
import numpy
drawn["numpy"] = float(numpy.random.random())
drawn["generator"] = float(numpy.random.default_rng().random())
"""


def test_chance_is_anew_in_each_kernel(fork):
    """Three kernels draw different numbers and names from every source of chance."""
    drawn = [fork().value("drawn", CHANCE) for _ in range(3)]

    assert {name: len({each[name] for each in drawn}) for name in drawn[0]} == dict.fromkeys(
        drawn[0], 3
    )


@linux
def test_no_descriptor_of_anybody_else_is_open(pair, warm):
    """Of server and warm process it has the standard streams and the lifeline; no database."""
    one, other = pair
    warm_process = psutil.Process(warm.pid)
    known = {"/dev/null", f"pipe:[{os.fstat(warm._held).st_ino}]"}
    standard = {Path(f"/proc/{warm.pid}/fd/{n}").readlink().as_posix() for n in range(3)}

    mine = files_of(other.process)
    theirs = files_of(one.process) | files_of(warm_process) | files_of(psutil.Process())
    shared = {each for each in mine & theirs if not each.startswith("anon_inode:")}

    assert shared <= known | standard
    assert not [each for each in mine if "sqlite" in each]
    assert [each for each in files_of(one.process) if "log.sqlite3" in each]


@linux
def test_the_warm_process_has_no_thread_and_no_database(warm, pair):
    """What would not survive a fork, or would be shared by it, is not there before it."""
    process = psutil.Process(warm.pid)

    assert process.num_threads() == 1
    assert not [each for each in files_of(process) if "sqlite" in each]
    assert not [each for each in process.memory_maps() if "sqlite3-shm" in each.path]


def test_signals_are_as_in_any_kernel(fork):
    """Handlers are Python's default ones, and a wake-up descriptor is the kernel's own."""
    told = fork().value(
        "{n.name: getattr(h, '__name__', None) or int(h) for n, h in handlers.items() if h}",
        "import signal\nhandlers = {n: signal.getsignal(n) for n in signal.valid_signals()"
        " if isinstance(n, signal.Signals)}",
    )
    # ipykernel sets SIGINT for each message, the kit the clock of limits.
    own = {"SIGINT": "default_int_handler", "SIGVTALRM": "_interrupt"}
    ignored = {n.name for n in signal.valid_signals() if signal.getsignal(n) == signal.SIG_IGN}

    assert {name for name, handler in told.items() if handler == int(signal.SIG_IGN)} <= ignored | {
        "SIGPIPE",
        "SIGXFSZ",
    }
    assert {n: h for n, h in told.items() if h != int(signal.SIG_IGN)} == own


def test_it_leads_a_session_of_its_own(fork, warm):
    """A signal to its process group reaches nobody else."""
    kernel = fork()

    assert os.getsid(kernel.process.pid) == os.getpgid(kernel.process.pid) == kernel.process.pid
    assert os.getpgid(warm.pid) != kernel.process.pid


def test_folder_umask_and_path_are_those_of_a_fresh_start(pair, tmp_path_factory):
    """The next kernel stands in its own folder; sys.path holds only what Python put there."""
    _, other = pair
    print_path = "import json, sys; print(json.dumps(sys.path))"

    told = other.value("(os.getcwd(), os.umask(0o022), sys.path, sys.argv[0])", "import os, sys")
    fresh = subprocess.check_output([sys.executable, "-P", "-c", print_path])

    assert "second" in told[0]
    assert told[1] == 0o022
    assert set(told[2]) <= set(json.loads(fresh))
    assert told[3] == "tppo-kit-kernel"


def test_what_runs_at_exit_is_the_kernels_own(fork, tmp_path):
    """A function registered in a kernel runs as it ends, and none from before the fork."""
    kernel = fork()
    told = tmp_path / "told"

    kernel.value(
        "atexit._ncallbacks() > 0",
        f"import atexit, pathlib\natexit.register(pathlib.Path({str(told)!r}).touch)",
    )
    kernel.client.shutdown()

    assert kernel.process.wait(60) == 0
    assert told.exists()


def test_close_all_but_keeps_what_is_named(fork):
    """Descriptors before, between and after the kept ones are closed; the kept ones work."""
    kernel = fork()
    code = """
import os, sys
pid = os.fork()
if pid == 0:
    made = [os.dup(0) for _ in range(40)]
    kept = {0, 1, 2, made[5], made[20]}
    from tppo_kit.kernels.clean_room import close_all_but
    close_all_but(kept)
    still = set()
    for each in range(1024):
        try:
            os.fstat(each)
        except OSError:
            continue
        still.add(each)
    os._exit(0 if still == kept else 1)
status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
"""

    assert kernel.value("status", code) == 0
