"""A wheel alone is the whole atlas: built, installed apart from the repository, and used from elsewhere."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import sysconfig
import tarfile
import time
import tomllib
import urllib.error
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = "bone_atlas/_shipped/"
START_SECONDS = 200

pytestmark = [pytest.mark.seconds(25), pytest.mark.timeout(600)]


def _build(kind: str, source: Path, target: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(target)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (built,) = target.iterdir()
    return built


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built as registries' users build it: from the unpacked source distribution."""
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    (source,) = folder.iterdir()
    return _build("wheel", source, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment with the wheel and our dependencies, but not the clone."""
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment, symlinks=os.name == "posix")
    paths = {"base": str(environment), "platbase": str(environment)}
    packages = Path(sysconfig.get_path("purelib", "venv", paths))
    python = next(Path(sysconfig.get_path("scripts", "venv", paths)).glob("python*"))
    command = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check", "install"]
    command += ["--quiet", "--no-index", "--no-deps", "--no-compile", str(wheel)]
    subprocess.run(command, check=True)
    # A line of a .pth file adds a folder; the .pth files in that folder, as that of the clone, are not read.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python.parent


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A working directory with settings of somebody else's Streamlit app."""
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text(
        "[server]\nmaxUploadSize = 999\nbaseUrlPath = 'elsewhere'\n", encoding="utf-8"
    )
    return tmp_path


def _environ(installed: Path) -> dict[str, str]:
    left_out = ("PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    # Where compiled files are not kept, each of the commands below would compile pandas anew.
    cache = {"PYTHONPYCACHEPREFIX": str(installed)} if sys.dont_write_bytecode else {}
    return {**kept, **cache, "HOME": str(installed), "USERPROFILE": str(installed)}


def _run(
    installed: Path, cwd: Path, *arguments: str, program: str = "bone-atlas"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(installed / program), *arguments],
        cwd=cwd,
        env=_environ(installed),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def _tracked(*below: str) -> set[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--", *below], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return set(listed.stdout.splitlines())


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="git knows which files belong to the atlas")
def test_the_wheel_holds_what_it_needs_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    needed = _tracked("data", "assets/component", "assets/skeleton", "assets/vessels", "dashboard.py")
    needed |= {".streamlit/config.toml"}
    needed = {name for name in needed if not name.endswith(".d.ts")}  # types are for those who write scripts
    modules = _tracked("bone_atlas")
    about = {name for name in names if ".dist-info/" in name}
    assert names - about == modules | {SHIPPED + name for name in needed}
    assert {PurePosixPath(name).name for name in about} == {
        "METADATA", "WHEEL", "RECORD", "entry_points.txt", "LICENSE", "NOTICE"
    }  # fmt: skip
    assert SHIPPED + "assets/skeleton/LICENSE-skeleton.txt" in names


def test_neither_archive_names_this_machine(wheel: Path, sdist: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        contents = [archive.read(name) for name in archive.namelist()]
    with tarfile.open(sdist) as archive:
        files = [archive.extractfile(member) for member in archive if member.isfile()]
        contents += [file.read() for file in files if file]
    assert len(contents) > 400
    for private in (str(ROOT), str(Path.home()) + os.sep, sys.prefix):
        assert not any(private.encode() in content for content in contents), private


def test_the_wheel_is_the_same_from_the_clone(wheel: Path, tmp_path: Path) -> None:
    assert _build("wheel", ROOT, tmp_path / "again").read_bytes() == wheel.read_bytes()


def test_the_commands_work_from_anywhere(installed: Path, elsewhere: Path) -> None:
    (elsewhere / "table.csv").write_text("site,count,n\nL-spine,50,107\n", encoding="utf-8")
    for arguments, said in (
        (("layers",), "shaked_zari_2025"),
        (("layer", "chen_2017"), "lumbar_spine"),
        (("routes", "lumbar_spine"), "vertebral_venous"),
        (("check", "table.csv"), "Lumbar spine (“L-spine”), 46.7 %, 50 of 107"),
        (("export", "chen_2017", "--as", "datapackage", "-o", "layer.zip"), ""),
    ):
        done = _run(installed, elsewhere, *arguments)
        assert (done.returncode, done.stderr) == (0, ""), arguments
        assert said in done.stdout, arguments
    with zipfile.ZipFile(elsewhere / "layer.zip") as archive:
        assert "datapackage.json" in archive.namelist()


def test_a_file_that_is_lost_is_named(installed: Path, elsewhere: Path) -> None:
    (data,) = installed.parent.rglob("_shipped/data")
    data.rename(data.with_name("away"))
    try:
        done = _run(installed, elsewhere, "layers")
    finally:
        data.with_name("away").rename(data)
    assert (done.returncode, done.stdout) == (1, "")
    said = rf"Missing in {re.escape(str(data.parent))}: data, data/lessons\. Install the package anew\.\n"
    assert re.fullmatch(said, done.stderr), "the message also shows that the wheel is used, not the clone"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=10) as answer:
        assert answer.status == 200
        return bytes(answer.read())


def _answers(url: str) -> bool:
    try:
        return _get(f"{url}/_stcore/health") == b"ok"
    except (urllib.error.URLError, OSError):
        return False


@contextmanager
def _served(installed: Path, cwd: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    port = _free_port()
    url = f"http://localhost:{port}"
    process = subprocess.Popen(
        [str(installed / "bone-atlas"), "serve", "--port", str(port)],
        cwd=cwd,
        env=_environ(installed),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    try:
        deadline = time.monotonic() + START_SECONDS
        while not _answers(url):
            assert process.poll() is None, process.communicate()[0]
            assert time.monotonic() < deadline, "the page is not served"
            time.sleep(0.1)
        yield url, process
    finally:
        process.kill()
        process.communicate()


def test_it_serves_the_page_and_its_files(installed: Path, elsewhere: Path) -> None:
    with _served(installed, elsewhere) as (url, process):
        page = _get(url).decode("utf-8")
        assert "<title>Bone Metastasis Atlas</title>" in page
        (style,) = re.findall(r"<link rel=.stylesheet. href=.([^'\"]*\.css).>", page)
        assert b".atlas-brand" in _get(f"{url}/{style.lstrip('/')}")
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=20)
    assert (process.returncode, "Traceback" in output) == (0, False), output
    assert f"Bone Metastasis Atlas: {url}" in output


def test_our_settings_hold_and_not_those_of_the_folder(installed: Path, elsewhere: Path) -> None:
    """What Streamlit would serve with: its own command has read the settings when it calls this."""
    ask = (
        "import sys; from bone_atlas import cli\n"
        "from streamlit import config; from streamlit.web import bootstrap\n"
        "bootstrap.run_asgi_app = lambda *a, **k: print(*map(config.get_option, sys.argv[1:]))\n"
        "cli.serving.check_port = lambda host, port: None\n"
        "cli.main(['serve'])"
    )
    ours = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    expected = {
        f"{part}.{name}": value
        for part in ("client", "runner", "server", "browser")
        for name, value in ours[part].items()
    }
    done = _run(installed, elsewhere, "-c", ask, *expected, "server.baseUrlPath", program="python")
    assert done.stdout.splitlines()[-1] == " ".join(map(str, [*expected.values(), ""])), done.stderr
