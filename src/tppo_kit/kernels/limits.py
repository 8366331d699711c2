"""What one learner's kernel may use, so that the others on the laptop notice nothing.

Memory beyond the limit is refused, which Python tells as ``MemoryError``. A message that keeps
the processor busy for too long is interrupted by ``TookTooLong``; if it does not heed that,
because it does not come back from a library, the kernel ends and its person comes back by replay.
"""

from __future__ import annotations

import contextlib
import signal
from typing import TYPE_CHECKING, NoReturn

from ipykernel.ipkernel import IPythonKernel

from tppo_kit.errors import TookTooLong

if TYPE_CHECKING:
    from types import FrameType

#: Bytes of data of one kernel: three times what the largest notebook takes.
MEMORY_BYTES = 768 << 20
#: Processor seconds for one message: twenty times what the slowest answer takes.
BUSY_SECONDS = 20.0
#: Processor seconds after which a message that does not heed the interruption ends the kernel.
STUCK_SECONDS = 30.0


def limit_memory() -> None:
    """Limit the memory of this process where the system can."""
    with contextlib.suppress(ImportError, OSError, ValueError):  # Windows; a lower limit is set
        import resource  # noqa: PLC0415 - Windows lacks it

        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise TookTooLong


class LimitedKernel(IPythonKernel):
    """A kernel that watches the processor time of each message."""

    def pre_handler_hook(self) -> None:
        """Wind the clocks before a message is handled."""
        super().pre_handler_hook()  # type: ignore[no-untyped-call]
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGVTALRM, _interrupt)
            signal.setitimer(signal.ITIMER_VIRTUAL, BUSY_SECONDS)
            signal.setitimer(signal.ITIMER_PROF, STUCK_SECONDS)

    def post_handler_hook(self) -> None:
        """Stop the clocks."""
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.setitimer(signal.ITIMER_PROF, 0)
        super().post_handler_hook()  # type: ignore[no-untyped-call]
