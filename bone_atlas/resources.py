"""Where the files are that the package needs beside its modules: tables, drawings, scripts, the entry.

In a clone they stand at the repository's top; a wheel carries them inside the package, below `IN_WHEEL`
(``tools/wheel_files.py`` puts them there). Everything that reads one of them asks here.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

IN_WHEEL = "_shipped"


def root_of(package: Path) -> Path:
    """Return the folder that holds ``data/``, ``assets/`` and ``dashboard.py``.

    Parameters
    ----------
    package : Path
        The folder of the package ``bone_atlas``.

    Returns
    -------
    Path
        The folder inside an installed package, or the top of the clone around it.
    """
    installed = package / IN_WHEEL
    return installed if installed.is_dir() else package.parent


_PACKAGE = Path(str(files("bone_atlas"))).resolve()
ROOT = root_of(_PACKAGE)
DATA = ROOT / "data"
LESSONS = DATA / "lessons"
SKELETON = ROOT / "assets" / "skeleton"
VESSELS = ROOT / "assets" / "vessels"
COMPONENT = ROOT / "assets" / "component"
DASHBOARD = ROOT / "dashboard.py"
#: Streamlit reads its settings here when the page is served from `ROOT`.
SETTINGS = ROOT / ".streamlit" / "config.toml"
NEEDED = (DATA, LESSONS, SKELETON, VESSELS, COMPONENT, DASHBOARD, SETTINGS)
#: How a reader gets back a drawing that is missing: only a clone has what makes it.
REMEDY = "install the package anew" if ROOT.name == IN_WHEEL else "run `make assets` or restore the file"


class MissingFilesError(Exception):
    """Files that come with the package are missing; the message names them."""


def check(needed: tuple[Path, ...] = NEEDED) -> None:
    """Make sure that what comes with the package is there.

    Parameters
    ----------
    needed : tuple of Path
        Files and folders.

    Raises
    ------
    MissingFilesError
        If any is missing: their names, where they were looked for, and how to get them back.
    """
    missing = [path.relative_to(ROOT).as_posix() for path in needed if not path.exists()]
    if missing:
        cure = "Install the package anew" if ROOT.name == IN_WHEEL else "Restore them from the repository"
        raise MissingFilesError(f"Missing in {ROOT}: {', '.join(missing)}. {cure}.")
