"""The installed plotly.js without what the atlas never reaches: less than half of its bytes.

plotly.js draws some forty kinds of traces, each from modules that are evaluated when they are first called.
The atlas draws lines and dots (which its core brings along) and `KEPT`. Which parts of the file are not
reached from these was looked up for one version of it, and a test looks again; any other is served as it was
installed.
"""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from pathlib import Path
from typing import TypedDict

INSTALLED = Path(str(files("plotly"))) / "package_data" / "plotly.min.js"
#: Written by ``python -m tools.plotly_unused``.
TABLE = Path(__file__).with_name("plotly_unused.json")
#: Kinds of traces beside Plotly's own first, ``scatter``.
KEPT = ("bar",)


class Unused(TypedDict):
    """What is not reached of a plotly.js.

    Attributes
    ----------
    sha256 : str
        Of the file that the rest holds for.
    kept : list of str
        The kinds of traces that it still draws.
    unused : list of list of int
        Where each part begins and ends, in bytes and in the order of the file.
    """

    sha256: str
    kept: list[str]
    unused: list[list[int]]


def without_unused(script: bytes, table: Unused) -> bytes:
    """Return a plotly.js without its unused parts, or as it is where the table is for another.

    Parameters
    ----------
    script : bytes
        A plotly.js.
    table : Unused
        Of one version of it.
    """
    if hashlib.sha256(script).hexdigest() != table["sha256"]:
        return script
    ends = [0, *(end for _, end in table["unused"])]
    begins = [*(begin for begin, _ in table["unused"]), len(script)]
    return b"".join(script[end:begin] for end, begin in zip(ends, begins, strict=True))


def plotly_script() -> bytes:
    """Return the plotly.js that is served."""
    table: Unused = json.loads(TABLE.read_text(encoding="utf-8"))
    return without_unused(INSTALLED.read_bytes(), table)
