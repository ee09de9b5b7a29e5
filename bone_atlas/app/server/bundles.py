"""Streamlit's own scripts and style sheets, compressed once: it sends them as they lie on disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import streamlit

from bone_atlas.app.server.store_serve import NOT_MINE, StoredFile

STREAMLIT_STATIC = Path(streamlit.__file__).parent / "static"
_LINKED = re.compile(r"""(?:src|href)="\./(static/[^"]+\.(?:js|css))\"""")

#: Streamlit shows its first moments in its own font, before it has read our theme: 170 KB for a flicker.
_OWN_FONT = re.compile(r"@font-face\s*\{[^{}]*font-family:\s*[\"']?Source [^{}]*\}")


def without_own_fonts(style_sheet: str) -> str:
    """Return Streamlit's style sheet without its text fonts; the page is set in a font of the system.

    Parameters
    ----------
    style_sheet : str
        As installed; the icon font in it stays.
    """
    return _OWN_FONT.sub("", style_sheet)


class Bundles:
    """The compressible files below ``/static/``, read when first asked for.

    Only names found when listing the directory are ever opened, so a request path never reaches the file
    system. Names that are not listed (fonts, pictures, wrong names) are left to Streamlit.

    Parameters
    ----------
    root : Path
        Streamlit's directory of static files, the one with ``index.html``.
    """

    def __init__(self, root: Path = STREAMLIT_STATIC) -> None:
        self.root = root
        self._read: dict[str, StoredFile] = {}

    @cached_property
    def _paths(self) -> dict[str, Path]:
        found = (p for p in (self.root / "static").rglob("*") if p.suffix in {".js", ".css"})
        return {"/" + p.relative_to(self.root).as_posix(): p for p in found}

    def shelf(self, path: str) -> object:
        """Answer a request path: the file, or `NOT_MINE`."""
        if path not in self._paths:
            return NOT_MINE
        if path not in self._read:
            self._read[path] = self._load(self._paths[path])
        return self._read[path]

    @staticmethod
    def _load(source: Path) -> StoredFile:
        body = source.read_bytes()
        if source.suffix == ".css":
            body = without_own_fonts(body.decode("utf-8")).encode("utf-8")
        return StoredFile(body, source.suffix[1:])

    def first_needed(self) -> Iterator[StoredFile]:
        """Yield the files that ``index.html`` names, in its order: what every first visit asks for."""
        index = (self.root / "index.html").read_text(encoding="utf-8")
        for path in _LINKED.findall(index):
            file = self.shelf("/" + path)
            if isinstance(file, StoredFile):
                yield file
