"""The targets of the Makefile, without running what they start."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not on this system (Windows)")


def _make(*arguments: str) -> str:
    # `make test` runs this test, and its own flags are not for these.
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    command = ["make", "--no-print-directory", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=True)
    return done.stdout


def test_plain_make_is_help() -> None:
    assert _make() == _make("help")


@pytest.mark.parametrize("target", ["setup", "run", "test", "lint", "assets", "bench", "lock", "clean"])
def test_help_lists_every_target(target: str) -> None:
    assert any(line.split()[:1] == [target] for line in _make("help").splitlines())


@pytest.mark.parametrize(("target", "kind"), [("run", "run"), ("test", "dev"), ("lint", "dev")])
def test_run_test_and_lint_make_the_environment_first(target: str, kind: str) -> None:
    lines = _make("--dry-run", target).splitlines()
    assert lines[0].endswith(f"tools/make_venv.py {kind}")


def test_run_takes_port_and_host() -> None:
    assert "--port 8600 --host 0.0.0.0" in _make("--dry-run", "run", "PORT=8600", "HOST=0.0.0.0")
    assert "--port 8501 --host localhost" in _make("--dry-run", "run")
