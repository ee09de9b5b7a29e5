"""Where the page is served: a free port, the addresses, the QR code for a room."""

from __future__ import annotations

import errno
import io
import os
import socket
from pathlib import Path

import segno

from bone_atlas import resources

#: Read by the page for links and QR codes that other devices can open.
PUBLIC_URL = "BONE_ATLAS_PUBLIC_URL"
EVERY_ADDRESS = {"0.0.0.0", "::"}  # noqa: S104 -- compared with, not bound to
LOCAL = {"localhost", "127.0.0.1", "::1"}
# Reserved for documentation (RFC 5737): choosing a route to it sends nothing.
_ELSEWHERE = ("192.0.2.1", 9)
_WHY = {
    errno.EADDRINUSE: "Port {port} is taken by another program. Choose another, for example PORT={other}.",
    errno.EACCES: "This account may not use port {port}. Choose one above 1023, for example PORT=8501.",
    errno.EADDRNOTAVAIL: "This machine has no address {host}. Use localhost, or 0.0.0.0 for a whole room.",
}


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
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise CannotServeError(
            f"{host!r} is not an address of this machine. Use localhost or 0.0.0.0."
        ) from error
    for family, kind, protocol, _, address in found:
        try:
            with socket.socket(family, kind, protocol) as probe:
                if os.name == "posix":  # elsewhere it would allow a port that is taken
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
        except OSError as error:
            if error.errno == errno.EAFNOSUPPORT or (error.errno == errno.EADDRNOTAVAIL and len(found) > 1):
                continue  # localhost is also ::1, which not every machine has
            text = _WHY.get(error.errno or 0, "Cannot serve on {host}, port {port}: {error}.")
            raise CannotServeError(
                text.format(host=host, port=port, other=port + 1, error=error.strerror)
            ) from error


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
