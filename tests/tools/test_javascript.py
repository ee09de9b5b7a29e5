"""The tool that checks the scripts, without installing anything."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tools import javascript

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in javascript.LOCKED:
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def _installs(root: Path) -> int:
    (root / "node_modules").mkdir(exist_ok=True)
    return 0


def test_the_linters_are_installed_once(project: Path) -> None:
    javascript.install(project, run=_installs)
    assert javascript.is_current(project)
    javascript.install(project, run=lambda root: pytest.fail("installed a second time"))


@pytest.mark.parametrize("changed", javascript.LOCKED)
def test_a_changed_file_installs_them_anew(changed: str, project: Path) -> None:
    javascript.install(project, run=_installs)
    with (project / changed).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert not javascript.is_current(project)


def test_a_failed_installation_says_so_and_counts_for_nothing(project: Path) -> None:
    javascript.install(project, run=_installs)
    (project / "package.json").write_text("{}", encoding="utf-8")
    with pytest.raises(javascript.NodeError, match="npm stopped with code 7"):
        javascript.install(project, run=lambda root: 7)
    shutil.copy(ROOT / "package.json", project / "package.json")
    assert not javascript.is_current(project)


def test_an_unknown_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert javascript.main(["everything"]) == 2
    assert "Usage" in capsys.readouterr().err


def test_one_failing_linter_fails_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []

    def node(*arguments: str) -> int:
        ran.append(Path(arguments[0]).name)
        return int("prettier" in arguments[0])

    monkeypatch.setattr(javascript, "install", lambda root: None)
    monkeypatch.setattr(javascript, "node", node)
    assert javascript.main(["lint"]) == 1
    assert ran == ["eslint.js", "prettier.cjs", "tsc"]


def test_versions_are_exact_and_no_registry_is_named() -> None:
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    assert wanted["private"]
    assert "dependencies" not in wanted
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted["devDependencies"].values())
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    packages = {name: entry for name, entry in locked.items() if name}
    assert {f"node_modules/{name}" for name in wanted["devDependencies"]} <= set(packages)
    assert all("resolved" not in entry and "integrity" in entry for entry in packages.values())
    assert "://" not in (ROOT / ".npmrc").read_text(encoding="utf-8")


def test_no_script_of_the_component_stands_outside_the_types() -> None:
    settings = json.loads((ROOT / "tsconfig.json").read_text(encoding="utf-8"))
    assert settings["include"] == ["assets/component/**/*"]
    assert not {"files", "exclude"} & settings.keys()
    assert settings["compilerOptions"]["strict"]
    assert settings["compilerOptions"]["checkJs"]
    scripts = sorted((ROOT / "assets" / "component").rglob("*.js"))
    silenced = re.compile(r"@ts-(?:ignore|nocheck|expect-error)|eslint-disable|prettier-ignore")
    assert scripts
    assert [path.name for path in scripts if silenced.search(path.read_text(encoding="utf-8"))] == []
