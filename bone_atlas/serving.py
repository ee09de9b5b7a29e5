"""Where the page is served: a free port, the addresses, the QR code for a room."""

from __future__ import annotations

import errno
import io
import os
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import segno

from bone_atlas import resources

#: Read by the page for links and QR codes that other devices can open.
PUBLIC_URL = "BONE_ATLAS_PUBLIC_URL"
EVERY_ADDRESS = {"0.0.0.0", "::"}  # noqa: S104 -- compared with, not bound to
LOCAL = {"localhost", "127.0.0.1", "::1"}
# Reserved for documentation (RFC 5737): choosing a route to it sends nothing.
_ELSEWHERE = ("192.0.2.1", 9)
#: Set by the Makefile, whose users choose by ``PORT=`` and ``HOST=`` instead of by options.
STARTED_BY = "BONE_ATLAS_STARTED_BY"
_WHY = {
    errno.EADDRINUSE: "Port {port} is taken by another program. Choose another, for example {other}.",
    errno.EACCES: "This account may not use port {port}. Choose one above 1023, for example {other}.",
    errno.EADDRNOTAVAIL: "This machine has no address {host}. Use {local}, or {everyone} for a whole room.",
}
_USUAL_PORT = 8501
_MOST_TRIED = 50

Address = tuple[socket.AddressFamily, socket.SocketKind, int, str, Any]


class CannotServeError(Exception):
    """The page cannot be served there; the message says why and what to do."""


def check_port(host: str, port: int) -> None:
    """Make sure that a server can listen.

    Parameters
    ----------
    host : str
        Name or address of this machine.
    port : int
        Port to listen on.

    Raises
    ------
    CannotServeError
        If the port is taken or not allowed, or the host is not this machine.
    """
    addresses = _addresses(host, port)
    error = _refusal(addresses)
    if error is None:
        return
    text = _WHY.get(error.errno or 0, "Cannot serve on {host}, port {port}: {error}.")
    other = _free_port(host, port) if error.errno == errno.EADDRINUSE else _USUAL_PORT
    raise CannotServeError(
        text.format(
            host=host,
            port=port,
            other=_setting("port", other),
            local=_setting("host", "localhost"),
            everyone=_setting("host", "0.0.0.0"),  # noqa: S104 -- told, not bound to
            error=error.strerror,
        )
    ) from error


def _setting(name: str, value: object) -> str:
    """Return how the reader sets something: as an option, or as a variable of ``make``."""
    by_make = os.environ.get(STARTED_BY) == "make"
    return f"{name.upper()}={value}" if by_make else f"--{name} {value}"


def _addresses(host: str, port: int) -> Sequence[Address]:
    """Return the addresses that a host's name stands for, or say that it is none of this machine."""
    try:
        return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:  # a name that cannot be one of a host is not even looked up
        local, everyone = _setting("host", "localhost"), _setting("host", "0.0.0.0")  # noqa: S104 -- told
        raise CannotServeError(
            f"{host!r} is not an address of this machine. Use {local} or {everyone}."
        ) from error


def _refusal(addresses: Sequence[Address]) -> OSError | None:
    """Return why nothing can listen there, None where it can."""
    for family, kind, protocol, _, address in addresses:
        try:
            with socket.socket(family, kind, protocol) as probe:
                if os.name == "posix":  # elsewhere it would allow a port that is taken
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
        except OSError as error:
            lone = len(addresses) == 1
            if error.errno == errno.EAFNOSUPPORT or (error.errno == errno.EADDRNOTAVAIL and not lone):
                continue  # localhost is also ::1, which not every machine has
            return error
    return None


def _free_port(host: str, taken: int) -> int:
    """Return a port near one that is taken, above it where there is one."""
    above = range(taken + 1, min(taken + 1 + _MOST_TRIED, 65536))
    below = range(taken - 1, max(taken - 1 - _MOST_TRIED, 1023), -1)
    near = (port for port in (*above, *below) if _refusal(_addresses(host, port)) is None)
    return next(near, _USUAL_PORT)


def room_address() -> str | None:
    """Return this machine's address in the local network, None where it has none."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(_ELSEWHERE)
            address = str(probe.getsockname()[0])
    except OSError:
        return None
    return None if address.startswith("127.") else address


def public_url(host: str, port: int) -> str | None:
    """Return the address for other devices, None where only this machine is served.

    Parameters
    ----------
    host : str
        What the server listens on.
    port : int
        Its port.
    """
    if host in LOCAL:
        return None
    address = room_address() if host in EVERY_ADDRESS else host
    if address is None:
        return None
    return f"http://[{address}]:{port}" if ":" in address else f"http://{address}:{port}"


def qr_code(url: str) -> str:
    """Return a QR code of the address for the terminal, two rows of modules in each line."""
    text = io.StringIO()
    segno.make(url, error="l", micro=False).terminal(out=text, compact=True)
    return text.getvalue()


def welcome(host: str, port: int) -> str:
    """Return what is printed before the server starts: where the page is, and for whom."""
    url = public_url(host, port)
    here = host if host in LOCAL - {"::1"} else "localhost"
    if url is None:
        lines = [f"Bone Metastasis Atlas: http://{here}:{port}"]
        if host in EVERY_ADDRESS:
            lines.append("This machine is in no network, so no other device can open the page.")
    else:
        lines = [f"Bone Metastasis Atlas, for everyone in this network: {url}", "", qr_code(url)]
    return "\n".join([*lines, "Ctrl-C stops it."])


def streamlit_arguments(host: str, port: int, script: Path = resources.DASHBOARD) -> list[str]:
    """Return the arguments of Streamlit's own command that serve the page."""
    return [
        "run",
        str(script),
        f"--server.port={port}",
        f"--server.address={host}",
        "--server.headless=true",
        "--logger.hideWelcomeMessage=true",
    ]
