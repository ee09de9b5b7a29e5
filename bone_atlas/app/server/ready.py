"""Whether this process should be sent readers: not before its first files are made, not when it is to stop.

Liveness is another question, and Streamlit's own ``/_stcore/health`` answers it.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bone_atlas.app.server.store_serve import NOT_KEPT

PATH = "/ready"
DRAIN_SECONDS = "BONE_ATLAS_DRAIN_SECONDS"
LONGEST_DRAIN = 600.0


class State(Enum):
    """How it stands with a process: status and words for who asks.

    Proxies send readers where the status is 200. HAProxy tells 404 from the others (``disable-on-404``): no
    new readers, and those who are there may stay.
    """

    STARTING = 503, "starting"
    BROKEN = 503, "not ready: tables or drawings cannot be read; the page says which"
    READY = 200, "ready"
    STOPPING = 404, "stopping"


def drain_seconds(setting: str | None = None) -> float:
    """Return how long a process that is told to stop says so before it does.

    Parameters
    ----------
    setting : str or None
        Seconds, of which nothing means none; None reads `BONE_ATLAS_DRAIN_SECONDS` from the environment.

    Raises
    ------
    ValueError
        If it is no number from 0 to 600.
    """
    text = os.environ.get(DRAIN_SECONDS, "") if setting is None else setting
    try:
        seconds = float(text or 0)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= LONGEST_DRAIN:
        raise ValueError(f"{DRAIN_SECONDS}: {text!r} is not a number of seconds from 0 to {LONGEST_DRAIN:g}")
    return seconds


class Readiness:
    """How it stands with this process.

    Parameters
    ----------
    drain : float
        Seconds between the signal to stop and the stop.

    Attributes
    ----------
    state : State
        Set by whoever makes the first files.
    """

    def __init__(self, drain: float = 0.0) -> None:
        self.drain = drain
        self.state = State.STARTING

    def made(self, state: State) -> None:
        """Note that the first files are made or cannot be; a process that is to stop stays one that is."""
        if self.state is not State.STOPPING:
            self.state = state

    @contextmanager
    def heeding_stop(self) -> Iterator[None]:
        """Note SIGTERM, and hand it on to the server some seconds later; a second one at once.

        Ctrl-C stops at once, as ever: who presses it sits in front of it.
        """
        stop = signal.getsignal(signal.SIGTERM)
        # A server in a thread, or one that leaves the signal to the system, is not ours to delay.
        if not self.drain or not callable(stop) or threading.current_thread() is not threading.main_thread():
            yield
            return
        loop = asyncio.get_running_loop()

        def heed(number: int, _frame: object) -> None:
            delay = 0.0 if self.state is State.STOPPING else self.drain
            self.state = State.STOPPING
            loop.call_soon_threadsafe(loop.call_later, delay, stop, number, None)

        signal.signal(signal.SIGTERM, heed)
        try:
            yield
        finally:
            signal.signal(signal.SIGTERM, stop)


class ReadyPath:
    """ASGI layer that answers ``/ready``.

    Parameters
    ----------
    app : ASGIApp
        What answers everything else.
    readiness : Readiness
        What is told.
    """

    def __init__(self, app: ASGIApp, readiness: Readiness) -> None:
        self.app = app
        self.readiness = readiness

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory; nothing is read or made."""
        if scope["type"] != "http" or scope["path"] != PATH:
            await self.app(scope, receive, send)
            return
        status, text = self.readiness.state.value
        answer = Response(text, status_code=status, headers=NOT_KEPT, media_type="text/plain")
        await answer(scope, receive, send)
