"""The component's scripts as published files; their order follows from what they import."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from graphlib import TopologicalSorter
from pathlib import Path

from bone_atlas.anatomy import AssetError
from bone_atlas.app.server import plotly_url, publish

COMPONENT = Path(__file__).parents[2] / "assets" / "component"
#: The script that every page loads; what it imports is named early in the head of the page.
ENTRY = "core/figure"
_NAMED = re.compile(r'(?P<lead>import\(|from |import )"(?P<path>\.{1,2}/[\w./]+)\.js"')


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


@lru_cache(maxsize=1)
def _sources() -> dict[str, str]:
    """Return the text of each module by its path below `COMPONENT`, without the ending."""
    found = sorted(path for path in COMPONENT.rglob("*.js") if "node_modules" not in path.parts)
    return {path.relative_to(COMPONENT).with_suffix("").as_posix(): read_asset(path) for path in found}


def _imports(name: str, *, at_once: bool = False) -> Iterator[str]:
    """Yield what a module names, also in ``import()`` unless only what it needs at once is asked for."""
    for match in _NAMED.finditer(_sources()[name]):
        if not (at_once and match["lead"] == "import("):
            yield _resolved(name, match["path"])


def _resolved(name: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def _rewritten(name: str, urls: Mapping[str, str]) -> str:
    """Return a module's text with the URLs of what it imports in the place of their paths."""

    def url_of(match: re.Match[str]) -> str:
        return f'{match["lead"]}"{urls[_resolved(name, match["path"])]}"'

    return _NAMED.sub(url_of, _sources()[name]).replace('"./plotly.js"', f'"{plotly_url()}"')


@lru_cache(maxsize=1)
def component_modules() -> dict[str, str]:
    """Publish the component's script modules and return their URLs by the name of the file.

    Raises
    ------
    AssetError
        If one is missing.
    """
    urls: dict[str, str] = {}
    for name in TopologicalSorter({name: set(_imports(name)) for name in _sources()}).static_order():
        if name not in _sources():
            raise AssetError(f"The file {name}.js in assets/component is missing: restore it.")
        urls[name] = publish(posixpath.basename(name), "js", _rewritten(name, urls).encode("utf-8"))
    return {posixpath.basename(name): url for name, url in urls.items()}


def early_modules() -> dict[str, str]:
    """Return the URLs of the modules that every page needs, by name."""
    needed, waiting = set(), [ENTRY]
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting += _imports(name, at_once=True)
    names = {posixpath.basename(name) for name in needed}
    return {name: url for name, url in component_modules().items() if name in names}
