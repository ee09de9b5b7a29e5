"""The script that makes the environment, without making one."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from tools import make_venv


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "constraints").mkdir()
    for kind in make_venv.KINDS:
        (tmp_path / "constraints" / f"{kind}.txt").write_text(kind, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]", encoding="utf-8")
    python = make_venv.interpreter(tmp_path / ".venv")
    python.parent.mkdir(parents=True)
    python.touch()
    return tmp_path


def _stamp(project: Path, kind: str) -> None:
    text = make_venv.fingerprint(project, kind)
    (project / ".venv" / make_venv.STAMP).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("made", "wanted", "current"), [("run", "run", True), ("dev", "run", True), ("run", "dev", False)]
)
def test_an_environment_for_tests_also_serves(made: str, wanted: str, current: bool, project: Path) -> None:
    _stamp(project, made)
    assert make_venv.is_current(project / ".venv", project, wanted) is current


@pytest.mark.parametrize("changed", ["constraints/run.txt", "pyproject.toml"])
def test_a_changed_file_makes_it_anew(changed: str, project: Path) -> None:
    _stamp(project, "run")
    (project / changed).write_text("other", encoding="utf-8")
    assert not make_venv.is_current(project / ".venv", project, "run")


def test_no_stamp_or_no_python_is_not_current(project: Path) -> None:
    assert not make_venv.is_current(project / ".venv", project, "run")
    _stamp(project, "run")
    make_venv.interpreter(project / ".venv").unlink()
    assert not make_venv.is_current(project / ".venv", project, "run")


def test_a_broken_installation_leaves_no_stamp(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _stamp(project, "run")

    def fail(environment: Path, *arguments: str) -> None:
        raise make_venv.SetupError("no registry")

    monkeypatch.setattr(make_venv, "pip", fail)
    with pytest.raises(make_venv.SetupError):
        make_venv.make(project / ".venv", project, "run")
    assert not (project / ".venv" / make_venv.STAMP).exists()


def test_only_hashed_packages_are_installed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[str, ...]] = []
    monkeypatch.setattr(make_venv, "pip", lambda environment, *arguments: calls.append(arguments))
    make_venv.make(project / ".venv", project, "dev")
    assert "--require-hashes" in calls[0]
    assert {"--no-deps", "--no-build-isolation"} <= set(calls[1])
    assert make_venv.is_current(project / ".venv", project, "dev")


def test_old_python_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    assert make_venv.main(["run"]) == 1
    said = capsys.readouterr().err
    assert "needs Python 3.11 or newer; this is 3.10" in said
    assert len(said.splitlines()) == 1


def test_unknown_kind_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert make_venv.main(["everything"]) == 2
    assert "Usage" in capsys.readouterr().err


def test_the_script_needs_nothing_but_python() -> None:
    tree = ast.parse(Path(make_venv.__file__).read_text(encoding="utf-8"), feature_version=(3, 8))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    assert {name.split(".")[0] for name in names} <= set(sys.stdlib_module_names)
