"""Where files that take long are made: one at a time, each once, with who waits told how far it is."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from threading import Lock, Thread
from weakref import WeakValueDictionary

from bone_atlas.app.take_home.kinds import Progress
from bone_atlas.app.take_home.order import Order, shipped

#: Files of teachers' own lessons that nobody has come for: so many are held.
OWN_HELD = 8
#: So many orders wait; who comes then is asked to come again.
LONGEST_QUEUE = 20
#: A failure is told for so long to all who wait; then the next may try again.
FAILED_SECONDS = 10.0
#: What is left when all parts are made: they are put together.
ALL_MADE = 99
#: The one whose parts are not all known at first: it needs about so many, most of which the first thousand
#: lead to; these take half of the time. Measured: it only has to be near.
GROWING = "html/atlas"
ATLAS_PARTS, ATLAS_FIRST = 5500, 1000
BUSY = "many others wait for files; try again in some minutes"
UNKNOWN = "this offer is an old one; reload the page"
FAILED = "the server could not finish it"
THREAD = "workshop"

Make = Callable[[Order, Progress], bytes]


def share_made(name: str, made: int, known: int) -> int:
    """Return how much of the work on a file is done, in percent.

    Parameters
    ----------
    name : str
        Of its order.
    made, known : int
        How many parts are made, and are known to be needed so far.
    """
    if name != GROWING:
        return ALL_MADE * made // max(known, 1)
    first = min(made, ATLAS_FIRST) / ATLAS_FIRST
    rest = max(made - ATLAS_FIRST, 0) / (max(known, ATLAS_PARTS) - ATLAS_FIRST)
    return int(ALL_MADE * (first + rest) / 2)


class CannotMakeError(Exception):
    """There will be no file; the message says why."""


class State(Enum):
    """How it stands with a file."""

    WAITING = "waiting"
    MAKING = "making"
    MADE = "made"
    FAILED = "failed"


@dataclass
class Job:
    """A file that somebody wants.

    Attributes
    ----------
    order : Order
        Which.
    state : State
        How it stands with it.
    percent : int
        How much of it is made; it never falls, though more may turn out to be needed.
    why : str
        Why it failed.
    body : bytes
        What was made.
    ended : float
        When, by the clock of the machine.
    """

    order: Order
    state: State = State.WAITING
    percent: int = 0
    why: str = ""
    body: bytes = field(default=b"", repr=False)
    ended: float = 0.0

    def progress(self, made: int, known: int) -> None:
        """Note how far it is."""
        self.percent = max(self.percent, share_made(self.order.name, made, known))

    def told(self) -> dict[str, str | int]:
        """Return what who waits is told."""
        return {
            "state": self.state.value,
            "percent": self.percent,
            "why": self.why,
            "bytes": len(self.body),
            "file": self.order.file_name,
        }


class Workshop:
    """Makes files in a thread, one after the other.

    Parameters
    ----------
    make : callable
        Makes the file of an order, and tells how far it is.
    """

    def __init__(self, make: Make) -> None:
        self._make = make
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._queue: deque[Job] = deque()
        self._offered: WeakValueDictionary[str, Order] = WeakValueDictionary()
        self._is_at_work = False
        self._lock = Lock()

    def offer(self, order: Order) -> None:
        """Let the name of an order be enough to ask for it, as long as somebody holds the order.

        A session does: what a teacher wrote is here no longer than there.
        """
        with self._lock:
            self._offered[order.name] = order

    def ask(self, name: str) -> Job:
        """Return how it stands with a file; the making begins with the first who asks."""
        with self._lock:
            job = self._jobs.get(name)
            if job is not None and not self._is_over(job):
                return job
            order = shipped(name) or self._offered.get(name)
            if order is None:
                return Job(Order(name, ""), State.FAILED, why=UNKNOWN)
            if len(self._queue) >= LONGEST_QUEUE:
                return Job(order, State.FAILED, why=BUSY)
            job = self._jobs[name] = Job(order)
            self._queue.append(job)
            if not self._is_at_work:
                self._is_at_work = True
                # No reader waits for the end of the server because of a file.
                Thread(target=self._work, name=THREAD, daemon=True).start()
            return job

    def file(self, name: str) -> Job | None:
        """Give what is made under a name, a teacher's own lesson once; None where nothing is made."""
        with self._lock:
            job = self._jobs.get(name)
            if job is None or job.state is not State.MADE:
                return None
            if job.order.is_own:
                del self._jobs[name]
            return job

    @staticmethod
    def _is_over(job: Job) -> bool:
        return job.state is State.FAILED and time.monotonic() - job.ended > FAILED_SECONDS

    def _work(self) -> None:
        while (job := self._next()) is not None:
            try:
                body, why = self._make(job.order, job.progress), ""
            except CannotMakeError as error:
                body, why = b"", str(error)
            except Exception as error:  # whatever it is: who waits must hear of it
                body, why = b"", FAILED
                print(f"{job.order.name}: {type(error).__name__}: {error}", file=sys.stderr)
            with self._lock:
                job.body, job.why, job.ended = body, why, time.monotonic()
                job.state = State.FAILED if why else State.MADE
                self._forget_own()

    def _next(self) -> Job | None:
        with self._lock:
            if not self._queue:
                self._is_at_work = False
                return None
            job = self._queue.popleft()
            job.state = State.MAKING
            return job

    def _forget_own(self) -> None:
        """Let go of what only one teacher asks for: those that were made first."""
        over = [name for name, job in self._jobs.items() if job.order.is_own and job.ended]
        for name in over[:-OWN_HELD]:
            del self._jobs[name]


def in_a_process(order: Order, progress: Progress) -> bytes:
    """Make a file in another process; see `bone_atlas.app.take_home.make_file`.

    Raises
    ------
    CannotMakeError
        If there will be no file.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "file")
        command = [sys.executable, "-m", f"{__package__}.make_file", order.name, str(path)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            if process.stdin is None or process.stdout is None:
                raise CannotMakeError(FAILED)
            process.stdin.write(order.lesson)
            process.stdin.close()
            why = FAILED
            for line in process.stdout:
                told = json.loads(line)
                if isinstance(told, str):
                    why = told
                else:
                    progress(*told)
        if process.returncode or not path.exists():
            raise CannotMakeError(why)
        return path.read_bytes()


#: That of this process.
workshop = Workshop(in_a_process)
