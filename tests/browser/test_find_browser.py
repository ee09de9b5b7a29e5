"""The finder on machines of every kind, made up: nothing is started, nothing is downloaded."""

from __future__ import annotations

from pathlib import Path

import find_browser as finder
import pytest


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any browser and without a way to get one."""
    monkeypatch.delenv(finder.SETTING, raising=False)
    monkeypatch.setattr(finder.shutil, "which", lambda name: None)
    monkeypatch.setattr(finder, "usual_places", lambda platform, environ: iter(()))
    monkeypatch.setattr(finder, "playwrights_own", lambda: None)
    monkeypatch.setattr(finder, "_run", lambda command: False)


def test_path_order_prefers_chrome(monkeypatch: pytest.MonkeyPatch) -> None:
    there = {"chromium": "/bin/chromium", "google-chrome": "/bin/google-chrome"}
    monkeypatch.setattr(finder.shutil, "which", there.get)
    assert finder.find_browser({}) == "/bin/google-chrome"


def test_setting_wins_over_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finder.shutil, "which", lambda name: f"/found/{name}")
    assert finder.find_browser({finder.SETTING: "my-edge"}) == "/found/my-edge"


def test_wrong_setting_is_an_error_even_with_a_browser_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finder.shutil, "which", {"chromium": "/bin/chromium"}.get)
    with pytest.raises(finder.NoBrowserError, match="no-such-program"):
        finder.find_browser({finder.SETTING: "no-such-program"})


@pytest.mark.parametrize("app", finder.MAC_APPS)
def test_macos_applications(app: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finder.shutil, "which", lambda name: None)
    monkeypatch.setattr(finder.Path, "is_file", lambda self: self == program)
    program = tmp_path / "Applications" / f"{app}.app" / "Contents" / "MacOS" / app
    assert finder.installed({"HOME": str(tmp_path)}, "darwin") == str(program)


@pytest.mark.parametrize("folder", ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"])
def test_windows_folders(folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finder.shutil, "which", lambda name: None)
    program = tmp_path / "Microsoft" / "Edge" / "Application" / "msedge.exe"
    program.parent.mkdir(parents=True)
    program.touch()
    assert finder.installed({folder: str(tmp_path)}, "win32") == str(program)


def test_playwrights_download_comes_before_the_package_manager(
    bare: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(finder, "_run", lambda command: asked.append(command) is None)
    answers = iter([None, "/cache/chrome"])  # before and after the download
    monkeypatch.setattr(finder, "playwrights_own", lambda: next(answers))
    assert finder.find_browser({}) == "/cache/chrome"
    assert asked[0][1:] == ["-m", "playwright", "install", "chromium"]
    assert all("apt-get" not in command for command in asked)


def test_download_that_cannot_start_is_no_browser(bare: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finder, "_run", lambda command: "--version" not in command)
    monkeypatch.setattr(finder, "playwrights_own", lambda: "/cache/chrome")
    assert finder.download() is None


@pytest.mark.parametrize(
    ("uid", "sudo", "starts"),
    [(0, False, ["apt-get", "env"]), (1000, True, ["sudo", "sudo"]), (1000, False, [])],
)
def test_package_manager_only_where_it_may(
    uid: int, sudo: bool, starts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    there = {"apt-get": "/usr/bin/apt-get", "sudo": "/usr/bin/sudo"}
    monkeypatch.setattr(finder.shutil, "which", there.get)
    monkeypatch.setattr(finder.os, "geteuid", lambda: uid, raising=False)
    monkeypatch.setattr(finder, "_run", lambda command: sudo)
    commands = finder.package_manager_commands()
    assert [command[0] for command in commands] == starts


def test_package_manager_is_the_last_way(bare: None, monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[str] = []
    there = {"apt-get": "/usr/bin/apt-get"}
    monkeypatch.setattr(finder.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(
        finder.shutil,
        "which",
        lambda name: "/bin/chromium" if installed and name == "chromium" else there.get(name),
    )

    def run(command: list[str]) -> bool:
        if "install" in command and "playwright" not in command:
            installed.append(command[-1])
        return "playwright" not in command

    monkeypatch.setattr(finder, "_run", run)
    assert finder.find_browser({}) == "/bin/chromium"
    assert installed == ["chromium"]


@pytest.mark.usefixtures("bare")
def test_no_way_at_all_says_what_to_do() -> None:
    with pytest.raises(finder.NoBrowserError) as raised:
        finder.find_browser({})
    assert str(raised.value) == finder.MISSING
    assert finder.SETTING in finder.MISSING


def test_a_missing_browser_ends_the_run(pytester: pytest.Pytester) -> None:
    here = Path(__file__).parent
    for name in ("conftest.py", "app_server.py"):
        pytester.path.joinpath(name).write_text((here / name).read_text(encoding="utf-8"), encoding="utf-8")
    pytester.makepyfile(
        find_browser="""
        class NoBrowserError(RuntimeError): ...
        def find_browser():
            raise NoBrowserError("no browser here")
        """,
        test_it="def test_page(browser_path): pass\ndef test_other(): pass",
    )
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    assert result.ret == 1
    result.stdout.fnmatch_lines(["*no browser here*"])
    result.assert_outcomes(passed=0, skipped=0)
