"""Publish generated files (figures, shading images, scripts) under a URL that names their content."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from threading import Lock

from bone_atlas.app.server.headers import PREFIX
from bone_atlas.app.server.store_serve import NOT_MINE, StoredFile

#: Everything the atlas publishes is a few MB. More means that something per reader is being published, which
#: would grow without end: such data belongs in the component's data or in a download.
MAX_BYTES = 256 * 1024 * 1024
_STEM = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


class Registry:
    """The published files of this process.

    Parameters
    ----------
    max_bytes : int
        Limit of the sum of the published bodies.
    """

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self.max_bytes = max_bytes
        self._files: dict[str, StoredFile] = {}
        self._bytes = 0
        self._lock = Lock()

    def publish(self, stem: str, extension: str, body: bytes) -> str:
        """Keep a file and return its URL; the same content always has the same URL.

        Parameters
        ----------
        stem : str
            Readable first part of the name: lower-case letters, digits, ``-`` and ``_``.
        extension : str
            One of `stored.MEDIA_TYPES`, without the dot.
        body : bytes
            The content.

        Returns
        -------
        str
            ``/viz/<stem>.<digest>.<extension>``, to be kept by browsers for a year.

        Raises
        ------
        ValueError
            If the stem or the extension is not one of the allowed ones.
        MemoryError
            If the registry would grow past `max_bytes`.
        """
        if not _STEM.fullmatch(stem):
            raise ValueError(f"not a name to publish under: {stem!r}")
        file = StoredFile(body, extension)
        name = f"{stem}.{file.digest}.{extension}"
        with self._lock:
            if name not in self._files:
                if self._bytes + len(body) > self.max_bytes:
                    raise MemoryError(
                        f"more than {self.max_bytes:,} bytes published; is {stem!r} per reader?"
                    )
                self._files[name] = file
                self._bytes += len(body)
        return PREFIX + name

    def shelf(self, path: str) -> object:
        """Answer a request path: the file, None for an unknown name, or `NOT_MINE` outside ``/viz/``."""
        return self._files.get(path.removeprefix(PREFIX)) if path.startswith(PREFIX) else NOT_MINE

    def published(self) -> tuple[StoredFile, ...]:
        """Return the published files, the oldest first."""
        with self._lock:
            return tuple(self._files.values())


#: Shared by the server and by every script run: both live in one process and import this module once.
registry = Registry()


def publish(stem: str, extension: str, body: bytes) -> str:
    """Publish a file in the registry of this process; see `Registry.publish`."""
    return registry.publish(stem, extension, body)


@cache
def plotly_url() -> str:
    """Publish the plotly.js of the installed plotly package and return its URL."""
    return publish("plotly", "js", (files("plotly") / "package_data" / "plotly.min.js").read_bytes())
