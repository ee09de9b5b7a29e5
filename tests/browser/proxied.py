"""Two replicas of the app behind HAProxy, by the very file of `deploy/`."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from app_server import ROOT, AppServer, free_port, running

CONFIGURATION = ROOT / "deploy" / "haproxy.cfg"
READY_SECONDS = 60
#: So long a replica that is told to stop goes on.
DRAIN_SECONDS = 3


def why_not() -> str:
    """Return why there can be no proxy here, empty where there can."""
    if not hasattr(signal, "SIGKILL"):
        return "needs signals of POSIX"
    return "" if shutil.which("haproxy") else "needs haproxy (apt-get install haproxy)"


@dataclass(frozen=True)
class Proxied:
    """A running proxy and what is behind it.

    Attributes
    ----------
    front : AppServer
        The proxy as readers see it, with its own log.
    replicas : dict of str to AppServer
        By what the cookie calls them.
    """

    front: AppServer
    replicas: dict[str, AppServer]

    def send(self, replica: str, number: int) -> None:
        """Send a signal to a replica."""
        os.kill(self.replicas[replica].pid, number)

    def says(self, line: str, seconds: float = 10) -> None:
        """Wait until the proxy has noted something."""
        deadline = time.monotonic() + seconds
        while line not in (noted := self.front.log.read_text(encoding="utf-8")):
            assert time.monotonic() < deadline, noted[-2000:]
            time.sleep(0.05)

    def other(self, replica: str) -> str:
        """Return the one that is not this one."""
        (name,) = self.replicas.keys() - {replica}
        return name


def status(url: str, path: str = "/ready") -> int:
    """Return the status of an answer, 0 where there is none."""
    try:
        with urllib.request.urlopen(url + path, timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def answers(url: str, wanted: int, seconds: float = READY_SECONDS) -> None:
    """Wait until ``/ready`` has a status."""
    deadline = time.monotonic() + seconds
    while (seen := status(url)) != wanted:
        assert time.monotonic() < deadline, f"{url}/ready is {seen}, not {wanted}"
        time.sleep(0.05)


def certificate(folder: Path) -> Path:
    """Make a certificate that nobody has signed, with its key in the same file."""
    file = folder / "atlas.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "1",
        "-subj",
        "/CN=127.0.0.1",
    ]
    done = subprocess.run([*command, "-keyout", "-"], capture_output=True, check=True)
    file.write_bytes(done.stdout)
    return file


@contextmanager
def proxied(folder: Path, **environ_of_proxy: str) -> Iterator[Proxied]:
    """Run two replicas, and the proxy as soon as they are ready, as long as the context lasts."""
    environ = {"BONE_ATLAS_DRAIN_SECONDS": str(DRAIN_SECONDS)}
    with ExitStack() as stack:
        replicas = {
            name: stack.enter_context(running(folder / f"{name}.log", environ=environ)) for name in ("a", "b")
        }
        for replica in replicas.values():
            answers(replica.url, 200)
        yield Proxied(stack.enter_context(_proxy(folder / "proxy.log", replicas, environ_of_proxy)), replicas)
        for replica in replicas.values():
            os.kill(replica.pid, signal.SIGCONT)  # one that was halted could not be stopped


@contextmanager
def _proxy(log: Path, replicas: dict[str, AppServer], given: dict[str, str]) -> Iterator[AppServer]:
    listen = f"127.0.0.1:{free_port()}"
    environ = {f"ATLAS_REPLICA_{name.upper()}": one.url.partition("//")[2] for name, one in replicas.items()}
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["haproxy", "-db", "-f", str(CONFIGURATION)],
            env={**os.environ, **environ, "ATLAS_LISTEN": listen, **given},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            front = AppServer(f"http://{listen}", process.pid, log)
            answers(front.url, 200, seconds=10)
            yield front
        finally:
            process.kill()
            process.wait()
