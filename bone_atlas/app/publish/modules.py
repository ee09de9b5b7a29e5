"""The component's scripts as published files: one for every page, and one more where a page needs it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bone_atlas import resources
from bone_atlas.anatomy import AssetError
from bone_atlas.app.publish.assemble import Module, ScriptError, assemble, closure, parse
from bone_atlas.app.server import plotly_url, published
from bone_atlas.app.server.edition import digest
from bone_atlas.app.server.headers import PREFIX

COMPONENT = resources.COMPONENT
#: The script that every page loads, and the one of the window of speaker's notes, which is a page of its own.
FIGURE = "core/figure"
NOTES = "present/notes_start"
#: What shows the pages of a copy.
COPY = "static/copy"
#: The first script of a page that holds its files itself.
INLINE = "static/inline_start"
#: What counts the answers of a learner, in a package for a learning platform alone.
LEARNER = "static/learner"
#: What keeps a folder copy in the browser.
WORKER = "static/worker"
#: None of these is loaded by a page of the server, or by another script.
BY_THEMSELVES = (NOTES, INLINE, WORKER)


def read_asset(path: Path) -> str:
    """Return the text of one of our scripts or style sheets.

    Raises
    ------
    AssetError
        If it is missing or unreadable.
    """
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise AssetError(f"The file {path.name} in assets/ is missing or unreadable: restore it.") from error


def sources() -> dict[str, str]:
    """Return the text of each module by its path below `COMPONENT`; a script's is without its ending."""
    paths = sorted(path for ending in ("*.js", "*.json") for path in COMPONENT.rglob(ending))
    return {path.relative_to(COMPONENT).as_posix().removesuffix(".js"): read_asset(path) for path in paths}


@dataclass(frozen=True)
class Built:
    """The component's scripts, put together.

    Attributes
    ----------
    urls : dict of str to str
        Address of each by the name of its entry: `FIGURE`, `NOTES`, and those that `FIGURE` loads when a page
        needs them.
    contents : dict of str to bytes
        By that name, with hyphens for slashes.
    """

    urls: dict[str, str]
    contents: dict[str, bytes]


def scripts() -> dict[str, str]:
    """Return the addresses of the component's scripts by the names of their entries.

    Raises
    ------
    AssetError
        If a module is missing, or cannot be put together with the others.
    """
    return built().urls


@lru_cache(maxsize=1)
def built() -> Built:
    """Put the component's scripts together, as `scripts` says."""
    made = Built({}, {})

    def keep(entry: str, text: str) -> str:
        # The figure asks for plotly.js by a name of its own: here it learns where that is published.
        name = entry.replace("/", "-")
        made.contents[name] = text.replace('"./plotly.js"', f'"{plotly_url()}"').encode("utf-8")
        # The address follows from the content: of a script that names others, from theirs.
        made.urls[entry] = PREFIX + _script.name((name,), digest(made.contents[name]))
        return f"./{made.urls[entry].rpartition('/')[2]}"

    try:
        modules: dict[str, Module] = {name: parse(name, text) for name, text in sources().items()}
        for entry in (FIGURE, *BY_THEMSELVES):
            assemble(modules, entry, keep)
    except ScriptError as error:
        raise AssetError(f"The scripts in assets/component are damaged, restore them: {error}.") from error
    if unused := modules.keys() - closure(modules, made.urls):
        raise AssetError(f"No page loads these files in assets/component: {', '.join(sorted(unused))}.")
    return made


@published("script", "js", lambda name: name in built().contents, by_content=True)
def _script(name: str) -> bytes:
    return built().contents[name]
