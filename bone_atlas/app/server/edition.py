"""What the published files are made of: tables, drawings, code and libraries, as one digest.

The same installation gives the same digest in every process, so that all replicas name a file alike.
"""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

from bone_atlas import resources

PACKAGE = Path(__file__).resolve().parents[2]
#: Folders, and which of their files count.
MADE_OF = (
    (PACKAGE, "*.py"),
    (resources.DATA, "*"),
    (resources.SKELETON, "*"),
    (resources.VESSELS, "*"),
)
#: Hexadecimal digits of a digest that an address holds: 64 bits, never the same by chance.
DIGITS = 16
#: What computes or writes the numbers of a figure; another version may write them otherwise.
LIBRARIES = ("plotly", "pandas", "numpy", "scipy", "statsmodels")


def digest(*parts: bytes) -> str:
    """Return the first digits of the SHA-256 of some parts, told apart by their lengths."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()[:DIGITS]


@cache
def edition() -> str:
    """Return the digest of all that figures and texts are made of; it takes about 20 ms, once a process."""
    libraries = (f"{name} {version(name)}" for name in LIBRARIES)
    parts = ["\n".join((f"python {sys.version_info[0]}.{sys.version_info[1]}", *libraries)).encode()]
    for folder, pattern in MADE_OF:
        for path in sorted(folder.rglob(pattern)):
            if path.is_file():
                parts += [path.relative_to(folder).as_posix().encode(), path.read_bytes()]
    return digest(*parts)
