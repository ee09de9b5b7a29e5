"""Handouts as PDF: on the page, legible, nothing given away, all sources there, the same bytes each time."""

from __future__ import annotations

import ctypes
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import combinations

import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw

from bone_atlas import wording
from bone_atlas.exports.drawn.files import KeptFiles
from bone_atlas.exports.drawn.shapes import Colour
from bone_atlas.exports.drawn.words import pages_of
from bone_atlas.exports.handout import PAPERS, Paper, atlas, handout
from bone_atlas.exports.handout.canvas import in_grey
from bone_atlas.exports.handout.document import books_once
from bone_atlas.exports.handout.fonts import Font, known
from bone_atlas.exports.handout.paper import LEAST_PT, SIDE
from bone_atlas.figures import colours
from bone_atlas.lessons import lesson_ids
from bone_atlas.lessons.model import Lesson, Question, Slide
from bone_atlas.lessons.told import filled, true_order, value_text
from bone_atlas.scenes.state import State
from tests.atlas import DRAWINGS, LAYERS, ROWS, shipped
from tests.cases import every_case

pytestmark = pytest.mark.seconds(12)
LESSONS = lesson_ids()
WHOLE = ""
SIZES = {"a4": (595.28, 841.89), "letter": (612, 792)}
SANS, SERIF = Font("sans", "", 9), Font("serif", "", 10)
LONG = "Osteo" * 40


@cache
def made(subject: str, paper: Paper = "a4") -> bytes:
    return handout(shipped(subject) if subject else None, ROWS, DRAWINGS, paper=paper)


def own(*slides: Slide, title: str = "Mine", goals: tuple[str, ...] = ()) -> bytes:
    return handout(Lesson(title=title, minutes=5, goals=goals, slides=slides), ROWS, DRAWINGS)


def texts(content: bytes) -> list[str]:
    """Return the words of each page, in one line."""
    pages = pdfium.PdfDocument(content)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pages]


def squeezed(text: str) -> str:
    """Return a text without spaces: where a line ends says nothing."""
    return re.sub(r"\s", "", text)


def letters(page: pdfium.PdfPage) -> Iterator[tuple[str, float, tuple[float, float, float, float]]]:
    """Return each letter that is drawn, its size and its box."""
    words = page.get_textpage()
    for place in range(words.count_chars()):
        if raw.FPDFText_IsGenerated(words, place) == 0:
            code = raw.FPDFText_GetUnicode(words, place)
            yield chr(code), raw.FPDFText_GetFontSize(words, place), words.get_charbox(place)


def marks(content: bytes) -> list[tuple[str, str]]:
    """Return the elements of the structure with their alternative texts, in their order."""
    found = []
    for page in pdfium.PdfDocument(content):
        tree = raw.FPDF_StructTree_GetForPage(page)
        for i in range(raw.FPDF_StructTree_CountChildren(tree)):
            found += _marks(raw.FPDF_StructTree_GetChildAtIndex(tree, i))
        raw.FPDF_StructTree_Close(tree)
    return found


def _marks(element: raw.FPDF_STRUCTELEMENT) -> Iterator[tuple[str, str]]:
    yield _told(raw.FPDF_StructElement_GetType, element), _told(raw.FPDF_StructElement_GetAltText, element)
    for i in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, i)
        if child:
            yield from _marks(child)


def _told(ask: object, element: raw.FPDF_STRUCTELEMENT) -> str:
    size = ask(element, None, 0)  # type: ignore[operator]
    buffer = ctypes.create_string_buffer(size)
    ask(element, buffer, size)  # type: ignore[operator]
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def checked(content: bytes, paper: Paper = "a4") -> None:
    """Check that all letters lie between the margins, are large enough, and lie on no others."""
    for number, page in enumerate(pdfium.PdfDocument(content), start=1):
        width, high = SIZES[paper]
        assert page.get_size() == pytest.approx((width, high), abs=0.5)
        seen = list(letters(page))
        assert seen
        small = {(sign, size) for sign, size, _ in seen if size < LEAST_PT}
        assert not small, f"page {number}"
        beyond = [
            (sign, box)
            for sign, _, box in seen
            if box[0] < SIDE - 1 or box[2] > width - SIDE + 1 or box[1] < 20 or box[3] > high - 20
        ]
        assert beyond == [], f"page {number}"
        words = page.get_textpage()
        boxes = [words.get_rect(i) for i in range(words.count_rects())]
        assert [pair for pair in combinations(boxes, 2) if _overlap(*pair)] == [], f"page {number}"


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Tell whether texts lie on each other by more than letters that reach under the line."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 1 and down > 2.5


@every_case("subject", [*LESSONS, WHOLE])
def test_all_letters_lie_on_the_page_large_and_apart(subject: str) -> None:
    checked(made(subject))


@every_case("paper", PAPERS)
def test_the_atlas_is_short_and_the_file_small_on_both_papers(paper: Paper) -> None:
    content = made(WHOLE, paper)
    checked(content, paper)
    assert len(pdfium.PdfDocument(content)) <= 6
    assert len(content) < 1_000_000


@pytest.mark.exhaustive
@every_case("subject", LESSONS)
def test_every_lesson_lies_on_letter(subject: str) -> None:
    checked(made(subject, "letter"), "letter")


@every_case("subject", LESSONS)
def test_a_lesson_is_told_without_its_talk_and_with_every_source(subject: str) -> None:
    lesson = shipped(subject)
    text = squeezed(" ".join(texts(made(subject))))
    for told in (lesson.title, *lesson.goals, *(slide.title for slide in lesson.slides)):
        assert squeezed(filled(told, ROWS)[0]) in text
    for slide in lesson.slides:
        if slide.state.shows != "nothing":
            assert all(squeezed(filled(point, ROWS)[0]) in text for point in slide.points), slide.title
        assert not slide.notes or squeezed(filled(slide.notes, ROWS)[0])[:60] not in text
    for page in pages_of(lesson, ROWS, KeptFiles(ROWS)):
        for cited, link in page.sources:
            assert squeezed(cited) in text
            assert squeezed(link) in text


@every_case("subject", LESSONS)
def test_answers_stand_on_the_last_pages_alone(subject: str) -> None:
    lesson, pages = shipped(subject), texts(made(subject))
    first = next(i for i, page in enumerate(pages) if re.search(r"\bAnswers\b", page))
    before, after = (squeezed(" ".join(part)) for part in (pages[:first], pages[first:]))
    asked = [slide for slide in lesson.slides if slide.question]
    assert asked
    for slide in asked:
        question = slide.question
        assert question is not None
        assert squeezed(filled(question.ask, ROWS)[0]) in before
        if question.why:
            why = squeezed(filled(question.why, ROWS)[0])
            assert why in after
            assert why not in before
        if question.kind == "rank":
            for value in true_order(question.sites, LAYERS[slide.state.layer]):
                assert squeezed(value_text(value)) in after


def test_the_figure_of_an_open_question_keeps_its_values() -> None:
    """Neither its words nor what is read aloud of it tell what is to be guessed."""
    layer = "shaked_zari_2025"
    slide = Slide(
        title="Order",
        state=State(layer=layer, sites=("pelvis", "skull", "ribs")),
        question=Question(kind="rank", ask="Which first?", sites=("pelvis", "skull", "ribs")),
    )
    content = own(slide)
    first, *rest = texts(content)
    assert "56 of 107" not in first
    assert "56 of 107" in " ".join(rest)
    alts = [alt for kind, alt in marks(content) if kind == "Figure"]
    assert "hidden" in alts[0]


def test_what_a_user_typed_stands_there_as_typed() -> None:
    typed = "<b>Bold</b> & (pair) \\ %s ≥ × – „Wirbelsäule“ côté vertèbre señal žebro Ωμ"
    slide = Slide(title=typed, state=State(shows="nothing"), text=f"{LONG} {typed}", points=(typed, LONG))
    content = own(slide, title="(Mine) \\ <i>", goals=("One & all",))
    text = squeezed(" ".join(texts(content)))
    assert text.count(squeezed(typed)) >= 3
    assert squeezed(LONG) in text
    assert "OneAndall".replace("And", "&") in text
    checked(content)
    assert pdfium.PdfDocument(content).get_metadata_dict()["Title"] == "(Mine) \\ <i>"


def test_a_letter_that_the_fonts_lack_is_written_as_its_code() -> None:
    assert known("骨 a", SERIF) == "[U+9AA8] a"
    assert known("a\N{COMBINING DIAERESIS}\N{THIN SPACE}b", SANS) == "ä\N{NO-BREAK SPACE}b"
    content = own(Slide(title="骨", state=State(layer="article", names="zh", sites=("pelvis",))))
    text = " ".join(texts(content))
    assert "[U+9AA8]" in text
    assert "Pelvis" in text


def test_the_longest_lesson_of_ones_own_is_on_its_pages() -> None:
    slide = Slide(
        title="T" * 200, state=State(shows="nothing"), text="wolke " * 666, points=("point " * 33,) * 12
    )
    figure = Slide(title="Figure", state=State(layer="article"), text="wolke " * 666)
    content = own(slide, figure, goals=("goal " * 39,) * 8)
    checked(content)
    assert squeezed(" ".join(texts(content))).count("wolke") == 2 * 666


def test_the_atlas_gives_counts_intervals_and_no_zero_for_what_is_not_reported() -> None:
    text = squeezed(" ".join(texts(made(WHOLE))))
    for key in atlas.RANKED:
        layer = LAYERS[key]
        for value in layer.proportions[:12]:
            assert value.ci_low is not None
            assert value.ci_high is not None
            row = (
                f"{ROWS.anatomy.name(value.site_id)}{wording.percent(value.percent)}{wording.count(value)}"
                f"{wording.span(value.ci_low, value.ci_high)}"
            )
            assert squeezed(row) in text, row
        assert squeezed(ROWS.source(key).text) in text
    for tier in LAYERS["article"].tiers:
        assert squeezed(ROWS.name(tier.site_id)) in text
    assert "countnotpublished" in text
    assert "thatisnotzero" in text


def test_the_structure_has_headings_and_figures_with_their_words() -> None:
    content = made("where")
    kinds = [kind for kind, _ in marks(content)]
    assert kinds.count("H1") == 1
    assert kinds.index("H1") < kinds.index("H3")
    assert kinds.count("H3") > 10
    alts = [alt for kind, alt in marks(content) if kind == "Figure"]
    assert len(alts) > 10
    assert all(len(alt) > 10 for alt in alts)
    assert b"/Lang (en-GB)" in content


def test_properties_name_data_and_licence_and_no_time() -> None:
    content = made(WHOLE)
    told = pdfium.PdfDocument(content).get_metadata_dict()
    assert told["Title"] == atlas.HEADLINE_TEXT
    assert "data version" in told["Subject"]
    assert "CC BY 4.0" in told["Subject"]
    assert told["CreationDate"] == told["ModDate"] == ""
    assert b"/CreationDate" not in content
    assert "CC BY 4.0" in texts(content)[-1]


def test_another_process_with_other_hashes_makes_the_same_bytes() -> None:
    script = (
        "import hashlib; from tests.atlas import ROWS, DRAWINGS; "
        "from bone_atlas.exports.handout import handout; "
        "print(hashlib.sha256(handout(None, ROWS, DRAWINGS)).hexdigest())"
    )
    other = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    said = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONHASHSEED": other},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert said.strip() == hashlib.sha256(made(WHOLE)).hexdigest()


def test_bones_are_lines_and_no_pictures() -> None:
    content = made(WHOLE)
    kinds = [item.type for page in pdfium.PdfDocument(content) for item in page.get_objects(max_depth=1)]
    assert kinds.count(raw.FPDF_PAGEOBJ_PATH) > 500
    assert raw.FPDF_PAGEOBJ_IMAGE not in kinds


@every_case(
    "colour, kind",
    [
        (colours.DIVERGING["light"][0], "hatch"),
        (colours.DIVERGING["light"][4], "hatch"),
        (colours.DIVERGING["light"][-1], None),
        (colours.SEQUENTIAL["light"][0], None),
        (colours.REACH["light"]["both"], None),
        (colours.REACH["light"]["unknown"], "hatch"),
        (colours.REACH["light"]["arteries"], "dots"),
        *((colour, None) for colour in colours.TIERS["light"].values()),
    ],
)
def test_what_differs_in_hue_alone_has_a_pattern(colour: str, kind: str | None) -> None:
    pattern = in_grey(Colour.of(colour))
    assert (pattern.kind if pattern else None) == kind


def test_progress_ends_with_all() -> None:
    told: list[tuple[int, int]] = []
    slides = [Slide(title=title, state=State(shows="nothing"), text=title) for title in ("One", "Two")]
    lesson = Lesson(title="Mine", minutes=5, slides=tuple(slides))
    handout(lesson, ROWS, DRAWINGS, lambda done, many: told.append((done, many)))
    assert told[0] == (1, 2)
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_a_book_is_listed_once() -> None:
    works = [("Gray H, Anatomy, p. 1", ""), ("Gray H, Anatomy, p. 2 (Veins)", ""), ("A, p. 3", "https://a")]
    assert books_once(works) == [("Gray H, Anatomy, p. 1; p. 2 (Veins)", ""), ("A, p. 3", "https://a")]
