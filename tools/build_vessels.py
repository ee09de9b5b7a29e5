"""Build `assets/vessels/`: the vessels, organs and journeys as they are drawn in each view.

Run as ``python -m tools.build_vessels`` (``make assets`` does). The source is `vessels/centrelines.json`; the
same source gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tools.vessels.project import VIEWS, drawing, names
from tools.vessels.source import SOURCE, read_source

ASSETS = Path(__file__).resolve().parent.parent / "assets" / "vessels"


def as_text(document: Mapping[str, Mapping[str, Any]]) -> str:
    """Write a document as JSON: compact, but with a line for each thing, so that changes can be read."""
    members = (
        f"{json.dumps(member)}:{{\n"
        + ",\n".join(f"{_compact(name)}:{_compact(value)}" for name, value in things.items())
        for member, things in document.items()
    )
    return "{" + "},\n".join(members) + "}}\n"


def _compact(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def build(folder: Path, path: Path = SOURCE) -> None:
    """Build all files into a folder, and print what was made."""
    source = read_source(path)
    folder.mkdir(parents=True, exist_ok=True)
    documents = {"names": names(source), **{view: drawing(source, view) for view in VIEWS}}
    for name, document in documents.items():
        data = as_text(document).encode()
        (folder / f"{name}.json").write_bytes(data)
        print(f"{name}: {len(document['lines'])} lines, {len(data)} bytes")


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description="Build the drawings of the vessels.")
    parser.add_argument("--output", type=Path, default=ASSETS, help="folder to write to")
    build(parser.parse_args().output)


if __name__ == "__main__":
    main()
