"""Texts of any length and script on slides: all of it is there, it fits, and can be read from afar."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from pptx.oxml.ns import qn

from bone_atlas.exports import pptx
from bone_atlas.exports.drawn.shapes import EMU_PER_PT
from bone_atlas.exports.drawn.words import Line
from bone_atlas.exports.pptx.template import ONE_FIGURE, TEXT
from bone_atlas.exports.pptx.writing import LEAST, broken, height, parted
from bone_atlas.lessons import lesson_ids
from bone_atlas.lessons.model import Lesson, Question, Slide
from bone_atlas.scenes.state import State
from tests.atlas import DRAWINGS, ROWS, shipped
from tests.cases import every_case

pytestmark = pytest.mark.seconds(6)
HEBREW, ARABIC = "איפה סרטן השד? 50 מתוך 107 (46.7 %).", "أين ينتشر سرطان الثدي في العظام؟"
EMOJI = "🦴 and 👩🏽‍⚕️, 骨转移"
LONG = tuple(f"Point {number}: " + "a sentence with <tags> & signs, " * 5 for number in range(1, 13))
EXTREME = (
    Slide(title="Where, and how sure? " * 9, text="word " * 790, points=LONG, state=State(layer="article")),
    Slide(title=HEBREW, text=ARABIC, points=(EMOJI,), notes=EMOJI, state=State(shows="nothing")),
    Slide(title="W" * 200, text="W" * 900, state=State(shows="nothing")),
    Slide(
        title="Asked",
        question=Question(kind="choice", ask="Which? " * 25, options=("One " * 40, "Two " * 40), answer=2),
        state=State(shows="nothing"),
    ),
)


@pytest.fixture(scope="module")
def extreme() -> bytes:
    return pptx.deck(Lesson(title="Extreme " * 20, minutes=5, goals=(EMOJI,), slides=EXTREME), ROWS, DRAWINGS)


def slides(content: bytes) -> list[Any]:
    return list(Presentation(io.BytesIO(content)).slides)


def body(slide: Any) -> str:
    return "\n".join(one.text_frame.text for one in slide.placeholders if one.placeholder_format.idx == 1)


def words(text: str) -> list[str]:
    return text.split()


def test_extreme_texts_open_cleanly(extreme: bytes, tmp_path: Path) -> None:
    file = tmp_path / "extreme.pptx"
    file.write_bytes(extreme)
    assert OpenXmlValidator().validate(str(file)).errors == []


def test_what_does_not_fit_stands_on_a_further_slide_and_nothing_is_lost(extreme: bytes) -> None:
    first, *others = slides(extreme)
    more = [one for one in others if "(continued)" in one.shapes.title.text_frame.text]
    assert more
    written = words(" ".join(body(one) for one in [first, *more]))
    asked = words(" ".join((EXTREME[0].text, *LONG)))
    assert written[: len(asked)] == asked


def test_texts_fit_in_letters_that_can_be_read(extreme: bytes) -> None:
    every = [slide for content in (extreme, *map(lesson, lesson_ids())) for slide in slides(content)]
    for slide in every:
        for holder in (one for one in slide.placeholders if one.placeholder_format.idx in (0, 1)):
            runs = [
                part.runs[0] for part in holder.text_frame.paragraphs if part.runs and part.runs[0].font.size
            ]
            assert all(run.font.size.pt >= LEAST for run in runs)
            high = sum(_height(run, holder.width / EMU_PER_PT) for run in runs)
            assert high <= holder.height / EMU_PER_PT, body(slide)


def _height(run: Any, wide: float) -> float:
    size: float = run.font.size.pt
    return len(broken(run.text, wide, size, bold=bool(run.font.bold))) * size * 1.2


def lesson(name: str) -> bytes:
    kept = shipped(name)
    return pptx.deck(kept.model_copy(update={"slides": kept.slides[::4]}), ROWS, DRAWINGS)


def test_what_is_written_from_right_to_left_stands_so(extreme: bytes) -> None:
    slide = next(one for one in slides(extreme) if HEBREW[:12] in one.shapes.title.text_frame.text)
    paragraphs = [*slide.shapes.title.text_frame.paragraphs, *slide.placeholders[1].text_frame.paragraphs]
    turned = [part._p.find(qn("a:pPr")).get("rtl") for part in paragraphs]
    assert turned == ["1", "1", None]
    assert [part.text.replace("\N{NO-BREAK SPACE}", " ") for part in paragraphs] == [HEBREW, ARABIC, EMOJI]


@every_case(
    ("text", "lines"),
    [("one two", 1), ("one two " * 20, 20), ("W" * 100, 17), ("", 1), ("<b>bold</b> " * 10, 20)],
)
def test_lines_are_broken_between_words_and_in_long_ones(text: str, lines: int) -> None:
    made = broken(text, 100, 18)
    assert "".join(made).replace(" ", "") == text.replace(" ", "")
    assert abs(len(made) - lines) <= 1 + lines // 5


def test_parts_fit_and_hold_all() -> None:
    lines = [Line("word " * 30, "point") for _ in range(30)]
    parts = parted(lines, ONE_FIGURE.text, TEXT.text)
    assert len(parts) > 1
    for part, box in zip(parts, [ONE_FIGURE.text, *[TEXT.text] * len(parts)], strict=False):
        assert part
        assert height(part, box, LEAST) <= box.height / EMU_PER_PT
    assert words(" ".join(line.text for part in parts for line in part)) == ["word"] * 900
    assert parted(lines[:2], ONE_FIGURE.text, TEXT.text) == [lines[:2]]
    assert parted([], ONE_FIGURE.text, TEXT.text) == [[]]


def test_the_last_slide_names_the_version_of_the_data_and_what_is_left_out(extreme: bytes) -> None:
    data = json.loads(Path("data/datapackage.json").read_text(encoding="utf-8"))
    told = body(slides(extreme)[-1])
    for said in (
        f"data version {data['version']} of {data['created'][:10]}.",
        "CC BY 4.0",
        "MIT licence",
        "Left out: the shading",
        "data sheets",
        "no medical advice",
    ):
        assert said in told
