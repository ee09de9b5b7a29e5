"""The component's scripts as published files: one for every page, and one more where a page needs it."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from pathlib import Path

from bone_atlas import resources
from bone_atlas.anatomy import AssetError
from bone_atlas.app.publish.assemble import Module, ScriptError, assemble, closure, parse
from bone_atlas.app.server import plotly_url, publish

COMPONENT = resources.COMPONENT
#: The script that every page loads, and the one of the window of speaker's notes, which is a page of its own.
FIGURE = "core/figure"
NOTES = "present/notes_start"


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


@lru_cache(maxsize=1)
def scripts() -> dict[str, str]:
    """Publish the component's scripts.

    Returns
    -------
    dict
        URL of each by the name of its entry: `FIGURE`, `NOTES`, and those that `FIGURE` loads when a page
        needs them.

    Raises
    ------
    AssetError
        If a module is missing, or cannot be put together with the others.
    """
    urls: dict[str, str] = {}

    def keep(entry: str, text: str) -> str:
        # A static page hands plotly.js in its data; here the figure knows where it is published.
        text = text.replace('"./plotly.js"', f'"{plotly_url()}"')
        urls[entry] = publish(posixpath.basename(entry), "js", text.encode("utf-8"))
        return urls[entry]

    try:
        modules: dict[str, Module] = {name: parse(name, text) for name, text in sources().items()}
        for entry in (FIGURE, NOTES):
            assemble(modules, entry, keep)
    except ScriptError as error:
        raise AssetError(f"The scripts in assets/component are damaged, restore them: {error}.") from error
    if unused := modules.keys() - closure(modules, urls):
        raise AssetError(f"No page loads these files in assets/component: {', '.join(sorted(unused))}.")
    return urls
