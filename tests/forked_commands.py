"""Run commands as processes of their own without loading pandas for each: a process that has it forks.

Reads one order a line from the standard input, as JSON: ``arguments``, the files ``stdin``, ``stdout`` and
``stderr``, and ``largest``, the most bytes of a file it may write. Answers with the exit code. ``stdout`` may
also be ``closed pipe`` or ``terminal``. The tables are read once.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
from typing import Any

from bone_atlas import cli, tables


def _output(name: str) -> int:
    if name == "closed pipe":
        reader, writer = os.pipe()
        os.close(reader)
        return writer
    if name == "terminal":
        return os.openpty()[1]
    return os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)


def _become(order: dict[str, Any]) -> None:
    """Let this process be the command: it ends as one, with what Python does at its end."""
    os.dup2(os.open(order["stdin"], os.O_RDONLY), 0)
    os.dup2(_output(order["stdout"]), 1)
    os.dup2(_output(order["stderr"]), 2)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 -- the one that stood here read the orders
    if order["largest"] is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["largest"], order["largest"]))
    sys.argv = ["bone-atlas", *order["arguments"]]
    cli.main()


def main() -> None:
    """Take orders until there are no more."""
    read = tables.load()
    tables.load = lambda: read  # type: ignore[assignment, misc]
    gc.freeze()  # what is there is not looked through again by each command
    answers = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _become(json.loads(line))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), file=answers, flush=True)


if __name__ == "__main__":
    main()
