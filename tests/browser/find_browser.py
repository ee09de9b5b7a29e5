"""Find a Chromium-family browser for the tests, or get one; never give up quietly."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

SETTING = "BONE_ATLAS_BROWSER"
NAMES = (
    "google-chrome",
    "google-chrome-stable",
    "chromium",
    "chromium-browser",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
MAC_APPS = ("Google Chrome", "Chromium", "Microsoft Edge")
WINDOWS_APPS = (
    r"Google\Chrome\Application\chrome.exe",
    r"Chromium\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
)
DOWNLOAD_SECONDS = 600
MISSING = (
    "The browser tests need Chrome, Chromium or Edge: none was found and none could be installed. "
    f"Install one, or set {SETTING} to the path of its program."
)


class NoBrowserError(RuntimeError):
    """No browser was found and none could be got; the message says what to do, in one sentence or two."""


def usual_places(platform: str, environ: Mapping[str, str]) -> Iterator[Path]:
    """Yield where browsers are installed outside the PATH.

    Parameters
    ----------
    platform : str
        As `sys.platform`.
    environ : Mapping[str, str]
        The environment, for Windows's program folders and the user's home.
    """
    if platform == "darwin":
        for base in (Path("/Applications"), Path(environ.get("HOME", "/")) / "Applications"):
            yield from (base / f"{app}.app" / "Contents" / "MacOS" / app for app in MAC_APPS)
    elif platform == "win32":
        folders = [environ[k] for k in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA") if k in environ]
        yield from (Path(folder, *app.split("\\")) for folder in folders for app in WINDOWS_APPS)
    else:
        yield from map(
            Path, ("/opt/google/chrome/chrome", "/snap/bin/chromium", "/usr/lib/chromium/chromium")
        )


def installed(environ: Mapping[str, str], platform: str = sys.platform) -> str | None:
    """Return a browser that is on this machine, by the setting, the PATH, then the usual places.

    Raises
    ------
    NoBrowserError
        If the setting names a program that is not there: a wrong setting is never passed over.
    """
    if wanted := environ.get(SETTING):
        if found := shutil.which(wanted):
            return found
        raise NoBrowserError(f"{SETTING} is set to {wanted!r}, which is not a program.")
    on_path = (shutil.which(name) for name in NAMES)
    first = next((path for path in on_path if path), None)
    return first or next((str(p) for p in usual_places(platform, environ) if p.is_file()), None)


def _run(command: list[str]) -> bool:
    try:
        done = subprocess.run(command, check=False, timeout=DOWNLOAD_SECONDS, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def playwrights_own() -> str | None:
    """Return Playwright's own Chromium where it is downloaded already."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def download() -> str | None:
    """Let Playwright download its Chromium; None where the download does not work or it cannot start."""
    if not _run([sys.executable, "-m", "playwright", "install", "chromium"]):
        return None
    path = playwrights_own()
    # A download without the system libraries it needs is no browser.
    return path if path and _run([path, "--version"]) else None


def package_manager_commands() -> list[list[str]]:
    """Return the commands that install Chromium here, empty where we may not or do not know how."""
    if not shutil.which("apt-get"):
        return []
    prefix: list[str] = []
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        if not (shutil.which("sudo") and _run(["sudo", "-n", "true"])):
            return []
        prefix = ["sudo", "-n"]
    install = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "--no-install-recommends"]
    return [[*prefix, "apt-get", "update"], [*prefix, *install, "chromium"]]


def install_from_system() -> str | None:
    """Install Chromium with the system's package manager where that is allowed without a question."""
    commands = package_manager_commands()
    if commands and all(_run(command) for command in commands):
        return installed(os.environ)
    return None


def find_browser(environ: Mapping[str, str] | None = None) -> str:
    """Return the path of a browser, getting one where none is there.

    Parameters
    ----------
    environ : Mapping[str, str] or None
        The environment; None means this process's.

    Returns
    -------
    str
        A browser on this machine; else Playwright's download; else one from the package manager.

    Raises
    ------
    NoBrowserError
        If none of these gives one.
    """
    ways: tuple[Callable[[], str | None], ...] = (
        lambda: installed(os.environ if environ is None else environ),
        playwrights_own,
        download,
        install_from_system,
    )
    for way in ways:
        if path := way():
            return path
    raise NoBrowserError(MISSING)
