"""A lesson as a SCORM package: its page counts answers, and nobody else's does."""

from __future__ import annotations

import io
import json
import re
import zipfile
from xml.etree import ElementTree

import pytest

from bone_atlas.app.copies import scorm as copies_scorm
from bone_atlas.app.copies.scorm import scorm
from bone_atlas.app.publish.modules import LEARNER, scripts
from bone_atlas.lessons.model import Lesson, Slide
from tests.atlas import shipped


def opened(content: bytes) -> tuple[ElementTree.Element, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        manifest = ElementTree.fromstring(archive.read("imsmanifest.xml"))  # noqa: S314 -- ours
        return manifest, archive.read("index.html").decode()


def data(page: str) -> dict[str, object]:
    (copy,) = re.findall(r"id='atlas-copy'>(.*?)</script>|atlas-copy[^>]*>(.*?)</script>", page)
    found = json.loads("".join(copy))
    return dict(found["pages"][0]["data"])


def test_a_lesson_of_ones_own_is_a_package_whose_text_stays_text() -> None:
    title = "</script><b>x</b> & y"
    lesson = Lesson(title=title, minutes=1, slides=(Slide(title="One"),))
    content = scorm(lesson)
    root, page = opened(content)
    assert {
        element.text for element in root.iter() if element.tag.endswith("}title") and element.text.strip()
    } == {  # type: ignore[union-attr]
        title
    }
    assert root.attrib["identifier"].startswith("bone-atlas-own-")
    assert title not in page
    assert data(page)["scored"] is True
    assert scripts()[LEARNER] in page
    assert content == scorm(lesson)


def manifest_of(monkeypatch: pytest.MonkeyPatch, lesson: Lesson, lesson_id: str = "") -> ElementTree.Element:
    """Return the manifest alone: the page takes seconds."""
    monkeypatch.setattr(copies_scorm, "one_file", lambda *_: b"")
    return opened(scorm(lesson, lesson_id))[0]


def test_a_lesson_keeps_its_name_when_it_is_changed_and_another_has_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def name(title: str, slide: str) -> str:
        lesson = Lesson(title=title, minutes=1, slides=(Slide(title=slide),))
        return manifest_of(monkeypatch, lesson).attrib["identifier"]

    assert name("T", "One") == name("T", "Two")
    assert name("T", "One") != name("U", "One")


def test_one_that_comes_with_the_atlas_keeps_its_name_and_says_how_many_questions_it_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lesson = shipped("where")
    root = manifest_of(monkeypatch, lesson, "where")
    asked = sum(slide.question is not None for slide in lesson.slides)
    assert root.attrib["identifier"] == "bone-atlas-lesson-where"
    assert f"{asked} questions:" in "".join(root.itertext())
