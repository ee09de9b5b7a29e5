"""Run as a module: make one file to take home, and tell on the standard output how far it is.

In a process of its own, of low priority: a minute of work in the server's would let everybody's clicks wait.
It takes the name of an `Order` and where to write; a teacher's own lesson comes on the standard input. Each
line that it writes is JSON: ``[made, known]``, or why there is no file.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from bone_atlas.anatomy import AssetError
from bone_atlas.app.take_home.ordered import made
from bone_atlas.faults import LessonError, NothingToExportError
from bone_atlas.tables import TableError

#: Behind whatever the server does; Windows has no such number.
NICE = 10


def _tell(told: object) -> None:
    # Whoever waited may be gone: then the pipe is broken, and this process ends.
    print(json.dumps(told), flush=True)


def _stand_back() -> None:
    if hasattr(os, "nice"):
        os.nice(NICE)


def main() -> int:
    """Make the file; return 0, or 1 where there is none and the last line says why."""
    _stand_back()
    name, path = sys.argv[1:]
    try:
        body = made(name, sys.stdin.buffer.read(), lambda done, known: _tell([done, known]))
    except (TableError, AssetError, LessonError, NothingToExportError) as error:
        _tell(str(error))
        return 1
    Path(path).write_bytes(body)
    return 0


if __name__ == "__main__":
    sys.exit(main())
