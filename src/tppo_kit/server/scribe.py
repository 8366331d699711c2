"""One thread writes what the room does: many answers that arrive together are saved together.

Saving waits for the disk. Were each answer saved alone, and by the server's own thread, three
hundred phones would wait for each other; so they queue, and all that wait share one saving.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from typing import TYPE_CHECKING, Any, TypeVar

from tppo_kit.errors import NotSaved, Overtaken

if TYPE_CHECKING:
    from collections.abc import Callable

    from tppo_kit.sessions.room.host import RoomHost

T = TypeVar("T")
#: Answers that share one saving at most.
MOST_TOGETHER = 400

_Job = tuple["Callable[[], Any]", "asyncio.Future[Any]", asyncio.AbstractEventLoop]


class Scribe:
    """Runs jobs one after the other; a job is answered only after its writing is safe."""

    def __init__(self, host: RoomHost) -> None:
        """Begin to work for a room."""
        self.host = host
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="scribe", daemon=True)
        self._thread.start()

    async def do(self, job: Callable[[], T]) -> T:
        """Run a job in its turn and return its result once it is saved.

        Raises:
            Refused: what the job refused; nothing of it is kept.
            NotSaved: if it could not be saved; nothing of it is kept.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Any] = loop.create_future()
        self._jobs.put((job, future, loop))
        result: T = await future
        return result

    def close(self) -> None:
        """Finish what waits, then stop."""
        self._jobs.put(None)
        self._thread.join()

    def _work(self) -> None:
        going = True
        while going:
            first = self._jobs.get()
            waiting = [first]
            while len(waiting) < MOST_TOGETHER and not self._jobs.empty():
                waiting.append(self._jobs.get())
            jobs = [job for job in waiting if job is not None]
            going = len(jobs) == len(waiting)
            if jobs:
                self._answer(jobs, self._save(jobs))

    def _save(self, jobs: list[_Job]) -> list[tuple[Any, Exception | None]]:
        mark = self.host.mark()
        try:
            with self.host.log.together():
                return [self._run(job) for job, _, _ in jobs]
        except Exception as error:  # noqa: BLE001 - whoever waits must hear of it
            self.host.undo(mark)
            return [(None, error)] * len(jobs)

    def _run(self, job: Callable[[], Any]) -> tuple[Any, Exception | None]:
        try:
            with self.host.log.writing():
                return job(), None
        except NotSaved as error:
            if not isinstance(error, Overtaken):
                raise
            return None, error
        except Exception as error:  # noqa: BLE001 - this job's own fault; the others go on
            return None, error

    @staticmethod
    def _answer(jobs: list[_Job], results: list[tuple[Any, Exception | None]]) -> None:
        for (_, future, loop), (result, error) in zip(jobs, results, strict=True):
            if not loop.is_closed():
                loop.call_soon_threadsafe(_settle, future, result, error)


def _settle(future: asyncio.Future[Any], result: Any, error: Exception | None) -> None:  # noqa: ANN401
    if future.done():  # the phone has gone meanwhile
        return
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(result)
