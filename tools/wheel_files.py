"""Put what the page needs beside its modules into a wheel: hatchling calls this while it builds one.

The files stay at the repository's top; inside the package they stand where ``bone_atlas/resources.py`` looks.
An editable install gets none: it reads those of the clone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TARGET = "bone_atlas/_shipped"
SINGLE = ("dashboard.py", ".streamlit/config.toml")
#: By folder the endings of what belongs to it, so that nothing else which lies there is shipped.
FOLDERS = {
    "data": (".csv", ".json", ".toml"),
    "assets/component": (".js", ".json", ".css", ".html"),
    "assets/skeleton": (".geojson", ".webp", ".md", ".txt"),
    "assets/vessels": (".json", ".md"),
}


def shipped(root: Path) -> Iterator[Path]:
    """Yield the files that a wheel carries beside the modules.

    Parameters
    ----------
    root : Path
        Top of the repository, or of an unpacked source distribution.

    Yields
    ------
    Path
        Below `root`.
    """
    yield from (root / name for name in SINGLE)
    for folder, endings in FOLDERS.items():
        yield from sorted(path for path in (root / folder).rglob("*") if path.suffix in endings)


class WheelFiles(BuildHookInterface[Any]):
    """Hatchling's hook."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files to a wheel that is not an editable one."""
        if version == "editable":
            return
        root = Path(self.root)
        build_data["force_include"] |= {
            str(path): f"{TARGET}/{path.relative_to(root).as_posix()}" for path in shipped(root)
        }
