"""A folder of files: pages that lead to one another, and what a browser needs to keep them."""

from __future__ import annotations

import io
import json
import re
from functools import cache

from PIL import Image

from bone_atlas.app.copies import content, site
from bone_atlas.app.registry import page_entry

#: The Evidence page makes most of the work; the browser tests have it.
PAGES = [page_entry(name) for name in ("detection", "teach", "present", "sources", "uploaded")]


@cache
def written(address: str = "") -> dict[str, bytes]:
    wanted = content.Wanted(pages=PAGES, lessons=content.whole().lessons, has_notes=True)
    return dict(site.Site(wanted, address).files())


def test_each_page_is_a_file_beside_the_others() -> None:
    pages = {name for name in written() if name.endswith(".html") and "/" not in name}
    assert pages == {f"{entry.path}.html" for entry in PAGES}


def test_every_address_in_a_page_is_a_file_of_the_folder() -> None:
    for name in ("detection.html", "teach.html"):
        page = written()[name].decode()
        named = re.findall(r"(?:href|src)='(?!data:|https?:|#)([^']+)'", page)
        missing = [one for one in named if one.removeprefix("./") not in written()]
        assert missing == []
        assert f"data-packs='{'/'}" in page
        (packs,) = re.findall(r"data-packs='/([^']+)'", page)
        assert packs in written()


def test_links_lead_to_files_before_a_script_has_come() -> None:
    page = written()["teach.html"].decode()
    assert "href='detection.html'" in page
    assert not re.search(r"href='/\w", page)


def test_pages_have_titles_and_previews_and_a_strict_policy() -> None:
    page = written("https://school.example/atlas/")["detection.html"].decode()
    assert "<title>Detection · Bone Metastasis Atlas</title>" in page
    for name, value in (
        ("og:title", "Detection · Bone Metastasis Atlas"),
        ("og:image", "https://school.example/atlas/preview.png"),
        ("og:url", "https://school.example/atlas/detection.html"),
    ):
        assert f"property='{name}' content='{value}'" in page
    (policy,) = re.findall(r"Content-Security-Policy' content='([^']*)'", page)
    assert "script-src &#39;self&#39;;" in policy
    assert "unsafe-eval" not in policy


def test_what_a_browser_keeps_is_there() -> None:
    worker = written()["worker.js"].decode()
    told = json.loads(worker.partition("=")[2].partition(";\n")[0])
    assert {name.removeprefix("./") for name in told["files"]} <= written().keys()
    assert {"teach.html", "colours.css", "atlas.webmanifest"} <= set(told["files"])
    assert not [name for name in told["files"] if "/export/" in name]
    # Each page says of which version it is, so that pages of two never stand beside each other.
    for name in ("teach.html", "detection.html"):
        assert f"data-version='{told['version']}'" in written()[name].decode()
    # Another content is another version, which browsers bring along.
    other = written("https://school.example/")["worker.js"]
    assert other != written()["worker.js"]


def test_the_manifest_has_icons_of_the_sizes_that_it_says() -> None:
    manifest = json.loads(written()["atlas.webmanifest"])
    assert manifest["start_url"] == manifest["scope"] == "./"
    for icon in manifest["icons"]:
        size = Image.open(io.BytesIO(written()[icon["src"]])).size
        assert f"{size[0]}x{size[1]}" == icon["sizes"]
    assert Image.open(io.BytesIO(written()["preview.png"])).size == (1200, 630)


def test_the_same_atlas_gives_the_same_files() -> None:
    wanted = content.Wanted(pages=PAGES, lessons=content.whole().lessons, has_notes=True)
    assert dict(site.Site(wanted).files()) == written()
