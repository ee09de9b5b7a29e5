"""Full, closed and binary streams, names that are no text, files that are there: in real processes."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="processes that fork, and /dev"),
    pytest.mark.seconds(25),
    pytest.mark.timeout(600),
]
TESTS = Path(__file__).parent
TABLE = b"site,count,n\nL-spine,50,107\n"
LESSON = (TESTS / "lessons" / "files" / "good" / "all_kinds.toml").read_bytes()
#: One of each kind of output: Click's own, text, JSON, CSV, bytes. None of them begins to serve.
PRINTING = (
    ("--help",),
    ("--version",),
    ("layers",),
    ("routes", "sacrum", "--format", "json"),
    ("check", "table.csv"),
    ("check", "lesson.toml", "--format", "json"),
    ("export", "chen_2017", "--as", "bibtex"),
    ("audit", "--format", "csv"),
    ("export", "chen_2017", "--as", "datapackage", "-o", "-"),
    ("serve",),
)


@dataclass(frozen=True)
class Done:
    """What a command left: exit code and outputs, None where they went elsewhere."""

    code: int
    out: bytes
    err: str


class Commands:
    """Runs commands in a folder."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        self.process, self.folder = process, folder

    def __call__(
        self,
        *arguments: str | bytes,
        stdin: bytes = b"",
        stdout: str = "",
        stderr: str = "",
        largest: int | None = None,
    ) -> Done:
        assert self.process.stdin
        assert self.process.stdout
        given, out, err = (self.folder / f"std{name}" for name in ("in", "out", "err"))
        given.write_bytes(stdin)
        out.write_bytes(b"")
        err.write_bytes(b"")
        order = {
            "arguments": [os.fsdecode(argument) for argument in arguments],
            "stdin": str(given),
            "stdout": stdout or str(out),
            "stderr": stderr or str(err),
            "largest": largest,
        }
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        code = int(self.process.stdout.readline())
        return Done(code, out.read_bytes(), err.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Commands]:
    folder = tmp_path_factory.mktemp("folder")
    (folder / "table.csv").write_bytes(TABLE)
    (folder / "lesson.toml").write_bytes(LESSON)
    command = [sys.executable, str(TESTS / "forked_commands.py")]
    process = subprocess.Popen(
        command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    )
    yield Commands(process, folder)
    process.communicate()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_output_is_a_sentence(run: Commands) -> None:
    for arguments in PRINTING:
        done = run(*arguments, stdout="/dev/full")
        said = "The standard output cannot be used: No space left on device.\n"
        assert (done.code, done.err) == (1, said), arguments
    assert run("layer", "nothing", stderr="/dev/full").code == 1
    done = run("export", "chen_2017", "-o", "/dev/full")
    assert (done.code, done.err) == (1, "Error: /dev/full cannot be written: No space left on device.\n")


def test_a_reader_who_has_gone_is_not_told(run: Commands) -> None:
    for arguments in PRINTING[::3]:
        done = run(*arguments, stdout="closed pipe")
        assert (done.code, done.err) == (1, ""), arguments


def test_no_output_at_all_is_a_sentence() -> None:
    for redirect, said in (
        ("layers >&-", "The standard output is closed"),
        ("check - <&-", "The standard input is closed"),
    ):
        done = subprocess.run(
            ["sh", "-c", f'exec "$0" -m bone_atlas.cli {redirect}', sys.executable],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith(f"Error: {said}; expected ")


def test_a_name_that_is_no_text_is_shown_all_the_same(run: Commands) -> None:
    for path, content in ((b"t\xff.csv", TABLE), (b"l\xe9.toml", LESSON)):
        (run.folder / os.fsdecode(path)).write_bytes(content)
    done = run("check", b"t\xff.csv")
    assert (done.code, done.err) == (0, "")
    assert done.out.decode().startswith("t .csv: 1 site painted"), "as the page shows such a name"
    assert json.loads(run("check", b"t\xff.csv", "--format", "json").out)["file"] == "t .csv"
    assert run("check", b"l\xe9.toml").out.decode().startswith("l?.toml: ok: ")
    assert json.loads(run("check", b"l\xe9.toml", "--format", "json").out)["file"] == "l?.toml"
    done = run("check", b"n\xff\n.csv")
    assert (done.code, done.out) == (1, b"")
    assert done.err == "Error: n??.csv cannot be read: No such file or directory.\n"
    assert run("export", "article", "-o", b"new\xff.csv").code == 0
    again = run("export", "article", "-o", b"new\xff.csv")
    assert (again.code, again.err) == (1, "Error: new?.csv is there already; --force overwrites it.\n")


def test_other_words_that_are_no_text_are_answered(run: Commands) -> None:
    for arguments in (
        (b"\xff",),
        (b"--\xff",),
        ("layer", b"\xff"),
        ("layers", "--format", b"\xff"),
        ("routes", b"\xff"),
        ("export", b"\xff"),
        ("export", "article", "--as", b"\xff"),
        ("serve", "--port", b"\xff"),
    ):
        done = run(*arguments)
        assert (done.code, done.out, "Traceback" in done.err) == (2, b"", False), (arguments, done.err)
        assert "udcff" in done.err, arguments
    for host in (b"\xff", "a..b", "x" * 70, ""):
        done = run("serve", "--host", host)
        assert (done.code, "Traceback" in done.err) == (1, False), (host, done.err)
        assert "is not an address of this machine. Use --host localhost or --host 0.0.0.0" in done.err


def test_a_terminal_for_ascii_gets_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "Brüste.csv"
    file.write_bytes(TABLE)
    ascii_only = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "bone_atlas.cli", "check", str(file)]
    done = subprocess.run(command, env={**os.environ, **ascii_only}, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode("utf-8").startswith("Brüste.csv: 1 site painted")
    assert "(“L-spine”)" in done.stdout.decode("utf-8")


def test_a_dash_is_the_standard_input(run: Commands) -> None:
    workbook = (TESTS / "uploaded" / "files" / "good").glob("*.xlsx")
    for content in (TABLE, b"\xef\xbb\xbf" + TABLE, next(workbook).read_bytes()):
        done = run("check", "-", stdin=content)
        assert (done.code, done.err) == (0, ""), content[:20]
        assert done.out.startswith(b"standard input: "), content[:20]
        assert b"painted" in done.out
    for content in (LESSON, b"# mine\n\n\n" + LESSON, b"\xef\xbb\xbf" + LESSON):
        done = run("check", "-", stdin=content)
        assert (done.code, done.out[:21]) == (0, b"standard input: ok: E"), content[:20]
    broken = run("check", "-", stdin=b"[[slides]]\n")
    assert broken.code == 1
    assert b"standard input, " in broken.out
    assert run("check", "-", stdin=b"").out.startswith(b"standard input: nothing painted")


def test_what_a_file_is_can_be_said(run: Commands) -> None:
    (run.folder / "lesson.txt").write_bytes(LESSON)
    assert run("check", "lesson.txt").code == 1
    assert run("check", "lesson.txt", "--as", "lesson").out.startswith(b"lesson.txt: ok: ")
    assert b"painted" in run("check", "lesson.toml", "--as", "table").out
    (run.folder / "-").write_bytes(TABLE)
    assert run("check", "./-").out.startswith(b"-: 1 site painted"), "a file may have that name"


def test_a_dash_is_the_standard_output(run: Commands) -> None:
    for form in ("csv", "bibtex"):
        plain = run("export", "chen_2017", "--as", form)
        assert run("export", "chen_2017", "--as", form, "-o", "-") == plain
        assert run("export", "chen_2017", "--as", form, "-o", "-", stdout="terminal").code == 0
    package = run("export", "chen_2017", "--as", "datapackage", "-o", "-")
    assert (package.code, package.err) == (0, "")
    with zipfile.ZipFile(io.BytesIO(package.out)) as archive:
        assert archive.testzip() is None
        assert "datapackage.json" in archive.namelist()


def test_a_terminal_is_spared_a_zip_file(run: Commands) -> None:
    done = run("export", "chen_2017", "--as", "datapackage", "-o", "-", stdout="terminal")
    assert done.code == 2
    assert "the standard output is a terminal: name it with -o FILE" in " ".join(done.err.split())


def test_nothing_is_overwritten_unasked(run: Commands) -> None:
    file = run.folder / "kept.csv"
    file.write_bytes(b"mine")
    for form in ("csv", "bibtex", "datapackage"):
        done = run("export", "chen_2017", "--as", form, "-o", "kept.csv")
        said = "Error: kept.csv is there already; --force overwrites it.\n"
        assert (done.code, done.out, done.err) == (1, b"", said), form
        assert file.read_bytes() == b"mine"
    link = run.folder / "link.csv"
    link.symlink_to(run.folder / "nowhere.csv")
    assert run("export", "chen_2017", "-o", "link.csv").code == 1
    assert run("export", "chen_2017", "-o", "kept.csv", "--force").code == 0
    assert file.read_bytes() == run("layer", "chen_2017").out
    assert run("export", "chen_2017", "-o", "/dev/null").code == 0, "nothing is lost there"


def test_half_a_file_is_not_left_behind(run: Commands) -> None:
    done = run("export", "chen_2017", "-o", "half.csv", largest=100)
    assert (done.code, done.err) == (1, "Error: half.csv cannot be written: File too large.\n")
    assert not (run.folder / "half.csv").exists()


def test_a_place_that_cannot_be_written_is_named(run: Commands) -> None:
    for output in ("no/such/folder.csv", ".", "table.csv/below.csv", "x" * 300):
        done = run("export", "chen_2017", "-o", output)
        assert (done.code, done.out, "Traceback" in done.err) == (1, b"", False), output
        assert output in done.err, output
        assert "cannot be" in done.err
