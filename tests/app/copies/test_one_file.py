"""One HTML file: it names nothing outside itself, and what a user typed is text."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from functools import cache
from html.parser import HTMLParser

from bone_atlas.app.copies import content, document, one_file
from bone_atlas.app.publish import lessons
from bone_atlas.app.publish.modules import LEARNER, scripts
from bone_atlas.lessons.model import Lesson

ELEMENT = re.compile(r"<script type='text/plain' id='([^']+)'>([^<]*)</script>")


@cache
def lesson_file(name: str = "where") -> str:
    wanted = content.lesson_alone(name, lessons.published_lesson(name)[1])
    return one_file.one_file(wanted).decode()


@cache
def held(name: str = "where") -> dict[str, str]:
    return dict(ELEMENT.findall(lesson_file(name)))


def unpacked(text: str) -> bytes:
    return gzip.decompress(base64.b64decode(text))


def test_a_lesson_is_at_most_3_mb() -> None:
    assert len(lesson_file().encode()) < 3_000_000


def test_the_file_asks_for_nothing() -> None:
    page = lesson_file()
    assert not re.findall(r"<(?:script|img|iframe|source)[^>]*\ssrc=", page)
    links = re.findall(r"<link[^>]*href='([^']+)'", page)
    assert [link for link in links if not link.startswith("data:")] == []
    (policy,) = re.findall(r"Content-Security-Policy' content='([^']*)'", page)
    assert "default-src &#39;none&#39;" in policy
    assert "connect-src" not in policy
    assert "http" not in policy


def test_only_the_first_script_is_allowed_and_what_it_unpacks() -> None:
    page = lesson_file()
    (first,) = re.findall(r"<script type='module'>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(first.encode()).digest()).decode()
    (policy,) = re.findall(r"Content-Security-Policy' content='([^']*)'", page)
    directives = dict(part.split(" ", 1) for part in policy.replace("&#39;", "'").split("; "))
    assert directives["script-src"].replace("&#43;", "+") == f"'sha256-{digest}' blob:"


def test_the_lesson_is_in_it_and_all_that_it_leads_to() -> None:
    address = lessons.published_lesson("where")[1]
    assert json.loads(unpacked(held()[address]))["title"] == "Where breast cancer goes in bone"
    packs = json.loads(unpacked(held()["packs"]))["packs"]
    known = set(held())
    for pack in packs.values():
        known |= json.loads(unpacked(held()[pack])).keys()
    asked = set(re.findall(r"/viz/[A-Za-z0-9_~./-]+\.json", unpacked(held()[address]).decode()))
    assert asked
    assert asked <= known


def test_the_same_atlas_gives_the_same_bytes() -> None:
    wanted = content.lesson_alone("where", lessons.published_lesson("where")[1])
    assert one_file.one_file(wanted).decode() == lesson_file()


def test_version_and_licence_stand_in_it() -> None:
    assert re.search(
        r"Bone Metastasis Atlas [\d.]+, data version [\d.]+ of \d{4}-\d\d-\d\d; "
        r"text CC BY 4\.0; skeleton after .*, MIT",
        lesson_file(),
    )
    assert "For teaching, not for decisions about patients" in lesson_file()


class Elements(HTMLParser):
    """The elements of a page as a browser reads them, and its title."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: list[str] = []
        self.title = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        if self.names[-1:] == ["title"]:
            self.title += data


def test_what_a_teacher_typed_is_text() -> None:
    hostile = "</script><img src=x onerror=alert(1)> \"'& \N{RIGHT-TO-LEFT OVERRIDE}x"
    shipped = lessons.shipped("where")
    own = Lesson(**{**vars(shipped), "title": hostile})
    wanted, given = content.own_lesson(own)
    page = one_file.one_file(wanted, given).decode()
    parsed = Elements()
    parsed.feed(page)
    assert "img" not in parsed.names
    assert "onerror" not in parsed.attributes
    assert parsed.title == f"{hostile} · Bone Metastasis Atlas"
    (address,) = given
    assert json.loads(unpacked(dict(ELEMENT.findall(page))[address]))["title"] == hostile


def test_data_in_the_page_cannot_end_their_element() -> None:
    text = document.script_text({"title": "</script><script>alert(1)</script>"})
    assert "<" not in text
    assert json.loads(text) == {"title": "</script><script>alert(1)</script>"}


def test_the_colours_are_those_of_the_served_page() -> None:
    assert "--st-background-color:#15171a" in document.colours()
    assert document.colours().index("#ffffff") < document.colours().index("prefers-color-scheme:dark")


def test_a_file_that_reports_to_nobody_counts_nothing() -> None:
    assert '"scored":false' in lesson_file()
    assert scripts()[LEARNER] not in lesson_file()
