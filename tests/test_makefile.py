"""The targets of the Makefile, without running what they start."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from itertools import product
from pathlib import Path

import pytest

from bone_atlas import serving

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


@pytest.mark.parametrize(
    "target",
    [
        *("setup", "setup-dev", "run", "test", "test-all", "coverage", "lint", "format"),
        *("assets", "bench", "load", "lock", "clean"),
    ],
)
def test_help_lists_every_target(target: str) -> None:
    assert any(line.split()[:1] == [target] for line in _make("help").splitlines())


@pytest.mark.parametrize(
    ("target", "kind"),
    [("run", "run"), ("test", "dev"), ("test-all", "dev"), ("coverage", "dev"), ("lint", "dev")],
)
def test_run_test_and_lint_make_the_environment_first(target: str, kind: str) -> None:
    lines = _make("--dry-run", target).splitlines()
    assert lines[0].endswith(f"tools/make_venv.py {kind}")


def test_run_takes_port_and_host() -> None:
    assert "--port 8600 --host 0.0.0.0" in _make("--dry-run", "run", "PORT=8600", "HOST=0.0.0.0")
    assert "--port 8501 --host localhost" in _make("--dry-run", "run")


def test_run_says_that_make_was_used() -> None:
    """So that the hint about a port that is taken is in the words of make."""
    assert f"{serving.STARTED_BY}=make " in _make("--dry-run", "run")


def test_test_leaves_the_large_sets_to_test_all_and_hands_on_arguments() -> None:
    (line,) = (
        line
        for line in _make("--dry-run", "test", "ARGS=tests/test_cli.py -k port").splitlines()
        if "pytest" in line
    )
    assert '-m "not exhaustive" tests/test_cli.py -k port' in line
    assert "-n 2 --dist loadfile" in line


def test_compiled_files_are_kept_where_python_is_told_to_write_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the environment, not beside the sources; without that wish, Python keeps them as always."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    kept = f"PYTHONDONTWRITEBYTECODE= PYTHONPYCACHEPREFIX={ROOT / '.venv' / 'compiled'} "
    assert all(kept in _make("--dry-run", target) for target in ("test", "test-all", "coverage"))
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE")
    assert "PYTHONPYCACHEPREFIX" not in _make("--dry-run", "test")


def test_load_hands_on_arguments() -> None:
    assert _make("--dry-run", "load", "ARGS=--growth").splitlines()[-1].endswith("load --growth")


def test_the_parts_of_test_all_are_everything() -> None:
    chosen = [
        re.findall(r'-m "([^"]+)"', _make("--dry-run", "test-all", f"PART={part}"))[-1] for part in (1, 2, 3)
    ]
    for browser, exhaustive in product((False, True), repeat=2):
        marked = {"browser": browser, "exhaustive": exhaustive}
        assert sum(eval(part, {}, marked) for part in chosen) == 1, marked  # noqa: S307 - our own words
    whole = _make("--dry-run", "test-all")
    assert all(f'-m "{part}"' in whole for part in chosen)


def test_a_part_that_is_not_there_is_told() -> None:
    with pytest.raises(subprocess.CalledProcessError) as raised:
        _make("test-all", "PART=9")
    assert "There is no part 9; the parts are 1 2 3" in raised.value.stderr
