"""Streamlit's own scripts and style sheets: put together and compressed once, which it does not do itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path

import streamlit

from bone_atlas.app.server.chunks import KNOWN, TOGETHER, Chunks
from bone_atlas.app.server.store_serve import NOT_MINE, StoredFile

STREAMLIT_STATIC = Path(streamlit.__file__).parent / "static"
_ENTRY = re.compile(r'<script type="module"[^>]*src="\./static/js/([^"]+)"')
_LINKED = re.compile(r"""(?:src|href)="\./(static/[^"]+\.(?:js|css))\"""")

#: Streamlit shows its first moments in its own font, before it has read our theme: 170 KB for a flicker.
_DEFAULT_FONT = re.compile(r"@font-face\s*\{[^{}]*font-family:\s*[\"']?Source [^{}]*\}")


def without_default_fonts(style_sheet: str) -> str:
    """Return Streamlit's style sheet without its text fonts; the page is set in a font of the system.

    Parameters
    ----------
    style_sheet : str
        As installed; the icon font in it stays.
    """
    return _DEFAULT_FONT.sub("", style_sheet)


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
        paths = (p for p in (self.root / "static").rglob("*") if p.suffix in {".js", ".css"})
        return {"/" + p.relative_to(self.root).as_posix(): p for p in paths}

    @cached_property
    def _chunks(self) -> Chunks | None:
        """Streamlit's scripts put together; None for a version whose scripts nobody has looked at."""
        entry = _ENTRY.search(self._installed_page)
        changing = KNOWN.get(streamlit.__version__)
        if entry is None or changing is None:
            return None
        scripts = {path.name: path for path in self._paths.values() if path.parent.name == "js"}
        return Chunks(
            set(scripts), lambda name: scripts[name].read_text(encoding="utf-8"), entry[1], changing
        )

    @cached_property
    def _installed_page(self) -> str:
        return (self.root / "index.html").read_text(encoding="utf-8")

    @cached_property
    def start_page(self) -> str:
        """Streamlit's start page, with the addresses of its scripts as they are served here."""
        page = self._installed_page
        return page if self._chunks is None else self._chunks.start_page(page)

    def shelf(self, path: str) -> object:
        """Answer a request path: the file, or `NOT_MINE`."""
        if path not in self._read:
            if path in self._paths:
                self._read[path] = self._load(self._paths[path])
            elif (text := self._script(path)) is not None:
                self._read[path] = StoredFile(text.encode("utf-8"), "js")
            else:
                return NOT_MINE
        return self._read[path]

    def _script(self, path: str) -> str | None:
        """Return one of the scripts put together, or one that takes its imports from there."""
        chunks = self._chunks
        folder, _, name = path.removeprefix("/static/").partition("/")
        if chunks is None or folder != chunks.folder:
            return None
        if name == TOGETHER:
            return chunks.together
        return chunks.rewritten(name) if name in chunks.names else None

    @staticmethod
    def _load(source: Path) -> StoredFile:
        body = source.read_bytes()
        if source.suffix == ".css":
            body = without_default_fonts(body.decode("utf-8")).encode("utf-8")
        return StoredFile(body, source.suffix[1:])

    def first_needed(self) -> Iterator[StoredFile]:
        """Yield the files that the start page names, in its order: what every first visit asks for."""
        for path in _LINKED.findall(self.start_page):
            file = self.shelf("/" + path)
            if isinstance(file, StoredFile):
                yield file


@lru_cache(maxsize=1)
def installed() -> Bundles:
    """Return the files of the installed Streamlit."""
    return Bundles()
