"""What a process that is told to end takes away before it does."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator
from typing import Any

#: What ends a process that does not ask for it; Windows has no ``SIGHUP``.
_ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


@contextlib.contextmanager
def tidy_when_ended() -> Iterator[None]:
    """Let a signal that ends the process do so as an error does: what was begun is taken away."""
    own: dict[int, Any] = {}

    def end(number: int, _frame: object) -> None:
        # Taking away is not ended by a second one.
        for each in own:
            signal.signal(each, signal.SIG_IGN)
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        sys.exit(128 + number)

    if threading.current_thread() is threading.main_thread():
        for number in _ENDING:
            # What is ignored, as under nohup, stays ignored.
            if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
                own[number] = signal.signal(number, end)
    try:
        yield
    finally:
        for number, before in own.items():
            signal.signal(number, before)
