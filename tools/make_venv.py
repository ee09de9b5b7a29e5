"""Make the virtual environment in .venv from the pinned, hashed constraints; the standard library alone.

Usage: python3 tools/make_venv.py [run|dev]      (run: what the page needs; dev: also tests and linters)

A stamp in the environment says what it was made from, so a second call with nothing changed does nothing.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
OLDEST = (3, 11)
KINDS = ("run", "dev")
STAMP = "bone-atlas.stamp"


class SetupError(Exception):
    """The environment cannot be made; the message says why in one sentence."""


def check_python(version: tuple[int, int]) -> None:
    """Raise SetupError for a Python that is too old."""
    if version < OLDEST:
        need, have = ".".join(map(str, OLDEST)), ".".join(map(str, version))
        raise SetupError(
            f"The atlas needs Python {need} or newer; this is {have}. Try make PYTHON=python{need}."
        )


def interpreter(environment: Path) -> Path:
    """Return the Python of a virtual environment, on Windows as elsewhere."""
    if sys.platform == "win32":
        return environment / "Scripts" / "python.exe"
    return environment / "bin" / "python"


def fingerprint(root: Path, kind: str) -> str:
    """Return a text that changes with everything the environment is made from."""
    hasher = hashlib.sha256(f"{sys.version_info[:2]} {sys.platform}".encode())
    for name in (f"constraints/{kind}.txt", "pyproject.toml"):
        hasher.update((root / name).read_bytes())
    return f"{kind} {hasher.hexdigest()}"


def is_current(environment: Path, root: Path, kind: str) -> bool:
    """Tell whether the environment was made from what is there now; one for tests also serves the page."""
    stamp = environment / STAMP
    if not (stamp.is_file() and interpreter(environment).exists()):
        return False
    wanted = {fingerprint(root, k) for k in KINDS[KINDS.index(kind) :]}
    return stamp.read_text(encoding="utf-8").strip() in wanted


def pip(environment: Path, *arguments: str) -> None:
    """Run pip in the environment."""
    command = [str(interpreter(environment)), "-m", "pip", "--disable-pip-version-check", *arguments]
    try:
        subprocess.run(command, check=True, cwd=ROOT)
    except subprocess.CalledProcessError as error:
        raise SetupError(
            f"pip stopped with code {error.returncode}; its own message stands above. "
            "Is there a connection to the package registry?"
        ) from error


def make(environment: Path, root: Path, kind: str) -> None:
    """Make or renew the environment."""
    # Streamlit's and Plotly's compiled files come with the first use; compiling all of them here is slower.
    install = ("install", "--quiet", "--no-compile")
    if not interpreter(environment).exists():
        try:
            venv.create(environment, with_pip=True, clear=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise SetupError(
                "Python cannot make a virtual environment; Debian and Ubuntu need the package python3-venv."
            ) from error
    (environment / STAMP).unlink(missing_ok=True)
    pip(environment, *install, "--require-hashes", "-r", str(root / "constraints" / f"{kind}.txt"))
    pip(environment, *install, "--no-deps", "--no-build-isolation", "-e", str(root))
    (environment / STAMP).write_text(fingerprint(root, kind) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Make the environment where it is missing or out of date; return the exit code."""
    kind = arguments[0] if arguments else "run"
    if kind not in KINDS or len(arguments) > 1:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        check_python(sys.version_info[:2])
        if not is_current(VENV, ROOT, kind):
            print(f"Making the environment in .venv ({kind}); the first time takes a minute.", flush=True)
            make(VENV, ROOT, kind)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
