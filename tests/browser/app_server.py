"""Start the real app for a test and stop it again."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60


@dataclass(frozen=True)
class AppServer:
    """A running app.

    Attributes
    ----------
    url : str
        Its address, without a slash at the end.
    pid : int
        Process id, for measuring.
    log : Path
        Everything it printed.
    """

    url: str
    pid: int
    log: Path


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the app did not start:\n{log.read_text(encoding='utf-8', errors='replace')[-4000:]}")


@contextmanager
def running(
    log: Path,
    script: Path = ROOT / "dashboard.py",
    environ: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
    port: int | None = None,
) -> Iterator[AppServer]:
    """Run a Streamlit script on a port of this machine as long as the context lasts.

    Parameters
    ----------
    log : Path
        File for its output.
    script : Path
        The script.
    environ : Mapping[str, str] or None
        Added to the environment.
    cwd : Path
        Working directory; in the repository its configuration holds.
    port : int or None
        Where it listens; a free one if None.

    Raises
    ------
    RuntimeError
        If it stops or does not answer within a minute; the message holds the end of its output.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=cwd, stdout=output, stderr=subprocess.STDOUT, env={**os.environ, **(environ or {})}
        )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(process, url, log)
            yield AppServer(url, process.pid, log)
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


class Server:
    """A server of its own that can be stopped and started again at the same address."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port, self._stack = folder, free_port(), ExitStack()
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self) -> AppServer:
        log = self.folder / f"{len(list(self.folder.iterdir()))}.log"
        return self._stack.enter_context(running(log, port=self.port))

    def stop(self) -> None:
        self._stack.close()
