"""Lessons as PowerPoint: native shapes, nothing given away, the same bytes, and files that open cleanly."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from pptx.oxml.ns import qn

from bone_atlas.anatomy import CARTILAGE
from bone_atlas.exports import pptx
from bone_atlas.exports.drawn.files import KeptFiles
from bone_atlas.exports.drawn.stage import clipped
from bone_atlas.exports.drawn.words import pages_of
from bone_atlas.figures import geometry
from bone_atlas.lessons import lesson_ids
from bone_atlas.lessons.model import Lesson, Question, Slide
from bone_atlas.lessons.told import true_order, value_text
from bone_atlas.scenes.state import State
from tests.atlas import BODY, DRAWINGS, LAYERS, ROWS, shipped
from tests.cases import every_case

pytestmark = pytest.mark.seconds(20)
LESSONS = lesson_ids()
WHOLE_NUMBER = re.compile(r"-?\d+")
PERCENT = re.compile(r"\d\s%")


@cache
def made(lesson: str) -> bytes:
    return pptx.deck(shipped(lesson), ROWS, DRAWINGS)


def slides(content: bytes) -> list[Any]:
    return list(Presentation(io.BytesIO(content)).slides)


def of(*parts: Slide) -> bytes:
    return pptx.deck(Lesson(title="Mine", minutes=5, slides=parts), ROWS, DRAWINGS)


def told(slide: Any) -> str:
    """All that a slide holds in words: texts, names and alternative texts, without its notes."""
    texts = [element.text or "" for element in slide.element.iter(qn("a:t"))]
    for element in slide.element.iter(qn("p:cNvPr")):
        texts += [element.get("name", ""), element.get("descr", "")]
    return "\n".join(texts)


def freeforms(slide: Any) -> list[Any]:
    return [
        shape for shape in slide.element.iter(qn("p:sp")) if shape.find(".//" + qn("a:custGeom")) is not None
    ]


def opens_cleanly(content: bytes, folder: Path) -> None:
    file = folder / "judged.pptx"
    file.write_bytes(content)
    result = OpenXmlValidator().validate(str(file))
    assert result.is_valid, result.errors
    assert not result.errors


def test_a_slide_of_each_kind_opens_cleanly(tmp_path: Path) -> None:
    first = {slide.state.shows: slide for lesson in LESSONS for slide in reversed(shipped(lesson).slides)}
    assert len(first) > 8
    opens_cleanly(of(*first.values()), tmp_path)


@pytest.mark.exhaustive
@every_case("lesson", LESSONS)
def test_every_lesson_opens_cleanly(lesson: str, tmp_path: Path) -> None:
    opens_cleanly(made(lesson), tmp_path)


@every_case("lesson", LESSONS)
def test_geometry_is_whole_and_every_override_has_its_part(lesson: str) -> None:
    """What the validator does not see, and PowerPoint repairs."""
    with zipfile.ZipFile(io.BytesIO(made(lesson))) as package:
        names = set(package.namelist())
        types = etree.fromstring(package.read("[Content_Types].xml"))
        overrides = [one.get("PartName") for one in types if one.tag.endswith("Override")]
        for name in (one for one in names if one.startswith("ppt/slides/slide")):
            _check_geometry(etree.fromstring(package.read(name)))
    assert overrides
    assert {one.removeprefix("/") for one in overrides} <= names


def _check_geometry(root: Any) -> None:
    numbers = [
        (element.tag, name, element.get(name))
        for tag in ("a:pt", "a:path", "a:off", "a:ext", "a:chOff", "a:chExt", "a:ln")
        for element in root.iter(qn(tag))
        for name in ("x", "y", "w", "h", "cx", "cy")
        if element.get(name) is not None
    ]
    assert [one for one in numbers if not WHOLE_NUMBER.fullmatch(one[2])] == []
    assert [one for one in numbers if one[1] in ("w", "h", "cx", "cy") and int(one[2]) < 0] == []
    ids = [element.get("id") for element in root.iter(qn("p:cNvPr"))]
    assert len(ids) == len(set(ids))


def test_each_bone_is_one_named_freeform_with_its_value() -> None:
    (page, *_) = slides(of(Slide(title="Painted", state=State(layer="shaked_zari_2025"))))
    drawn = geometry.view("front").bone_ids()
    names = [shape.find(".//" + qn("p:cNvPr")) for shape in freeforms(page)]
    said = {one.get("name"): one.get("descr") for one in names}
    for bone in drawn:
        assert said[BODY.label(bone)].startswith(BODY.label(bone) + ": ")
    assert "46.7 %" in said[BODY.label("L3")]
    assert "50 of 107" in said[BODY.label("L3")]
    hand = next(bone for bone in drawn if BODY.site_of(bone) == "metacarpals")
    assert said[BODY.label(hand)].endswith("not reported")
    assert sum(one.get("name") in {BODY.label(bone) for bone in drawn} for one in names) == len(drawn)
    groups = [
        one.find(qn("p:nvGrpSpPr")).find(qn("p:cNvPr")).get("name")
        for one in page.element.iter(qn("p:grpSp"))
    ]
    assert {"Skeleton, front view", "Spine", "Lower limb", "Key", "Labels"} <= set(groups)
    patterns = [one for one in freeforms(page) if one.find(".//" + qn("a:pattFill")) is not None]
    assert patterns


@every_case("lesson", LESSONS)
def test_what_is_asked_is_not_given_away(lesson: str) -> None:
    pages = list(pages_of(shipped(lesson), ROWS, KeptFiles(ROWS)))
    shown = slides(made(lesson))
    asked = [(page, slide) for page, slide in zip(pages, shown, strict=False) if page.hides]
    assert asked
    for page, slide in asked:
        words = told(slide)
        if page.hides & {"values", "figure"}:
            of_figures = "\n".join(element.get("descr", "") for element in slide.element.iter(qn("p:cNvPr")))
            assert not PERCENT.search(of_figures), page.title
            assert slide.element.find(".//" + qn("a:pattFill")) is None
        question = page.slide.question
        if question and question.kind == "rank":
            for value in true_order(question.sites, LAYERS[page.slide.state.layer]):
                assert value_text(value) not in words
        if question and question.why:
            assert question.why not in words


def test_the_answer_follows_its_question() -> None:
    question = Question(kind="choice", ask="Which?", options=("This", "That"), answer=2, why="Because.")
    asked, answered, *_ = slides(of(Slide(title="Asked", question=question, points=("Then.",))))
    assert "Which?" in told(asked)
    assert "Because." not in told(asked)
    assert "Then." not in told(asked)
    assert "B  That" in told(answered)
    assert "A  This" not in told(answered)
    assert "Then." in told(answered)


def test_texts_stand_in_placeholders_with_notes_and_sources() -> None:
    lesson = shipped("where")
    pages = list(pages_of(lesson, ROWS, KeptFiles(ROWS)))
    for page, slide in zip(pages, slides(made("where")), strict=False):
        assert slide.shapes.title.text_frame.text == page.title
        assert slide.placeholders[1].text_frame.text.split("\n") == [line.text for line in page.lines]
        assert slide.notes_slide.notes_text_frame.text.strip() == page.notes.strip()
        foot = [one.text_frame.text for one in slide.placeholders if one.placeholder_format.idx == 11]
        if page.sources:
            assert foot == ["Sources: " + "; ".join(text for text, _ in page.sources)]


def test_the_same_lesson_gives_the_same_bytes() -> None:
    slide = shipped("late").slides[1]
    assert of(slide) == of(slide)
    with zipfile.ZipFile(io.BytesIO(of(slide))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms" not in package.read("docProps/core.xml").replace(b"xmlns:dcterms", b"")


def test_what_a_user_typed_is_text() -> None:
    nasty = "<b>&amp; \x07\x1b[0m\u202e</a:t>"
    plain = "<b>&amp; [0m</a:t>"
    slide = Slide(title=nasty, text=nasty, points=(nasty,), notes=nasty, state=State(shows="nothing"))
    (page, *_) = slides(of(slide))
    assert page.shapes.title.text_frame.text == plain
    assert page.placeholders[1].text_frame.text == f"{plain}\n{plain}"
    assert page.notes_slide.notes_text_frame.text == plain


def test_the_last_slide_says_what_the_file_is() -> None:
    *_, sources, about = slides(made("where"))
    assert "https://doi.org/" in told(sources)
    for said in ("data version", "CC BY 4.0", "MIT", "Left out"):
        assert said in told(about)
    core = Presentation(io.BytesIO(made("where"))).core_properties
    assert core.title == shipped("where").title
    assert "CC BY 4.0" in core.comments


def test_nothing_is_drawn_beside_the_slide() -> None:
    """Of a trunk the limbs are cut off at its edge."""
    width, height = (int(Presentation(io.BytesIO(made("where"))).slide_width), 6_858_000)
    for lesson in LESSONS:
        for slide in slides(made(lesson)):
            for shape in slide.element.iter(qn("p:sp")):
                place = shape.find(qn("p:spPr")).find(qn("a:xfrm"))
                if place is None:
                    continue
                off, ext = place.find(qn("a:off")), place.find(qn("a:ext"))
                assert 0 <= int(off.get("x")) <= int(off.get("x")) + int(ext.get("cx")) <= width
                assert 0 <= int(off.get("y")) <= int(off.get("y")) + int(ext.get("cy")) <= height


def test_a_ring_is_cut_at_a_rectangle() -> None:
    square = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]
    assert set(clipped(square, (1, 1), (9, 3))) == {(1, 1), (4, 1), (4, 3), (1, 3)}
    assert clipped(square, (5, 5), (9, 9)) == []


def test_three_views_and_another_language_can_be_drawn() -> None:
    (page, *_) = slides(of(Slide(title="All", state=State(view="all", layer="shaked_zari_2025", names="la"))))
    names = {element.get("name") for element in page.element.iter(qn("p:cNvPr"))}
    assert {"Skeleton, front view", "Skeleton, back view", "Skeleton, left side"} <= names
    assert CARTILAGE not in names


def test_routes_lie_over_each_of_three_views() -> None:
    (page, *_) = slides(of(Slide(title="Routes", state=State(shows="ways", view="all"))))
    names = [element.get("name") for element in page.element.iter(qn("p:cNvPr"))]
    assert names.count("Tumour, left breast") == 3


def test_a_slide_without_words_asks_for_none() -> None:
    (page, *_) = slides(of(Slide(title="No words", state=State(layer="article"))))
    assert [one.placeholder_format.idx for one in page.placeholders] == [0, 11, 12]
