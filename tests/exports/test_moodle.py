"""Moodle XML: its form, and that Moodle grades every question as the quiz does.

The rules of the form were read in Moodle's own source: the order of elements in ``writequestion`` of
``question/format/xml/format.php`` and in ``export_to_xml`` of ``question/type/ddmarker``, what an import
needs in the functions ``import_...`` beside them, the size of a background picture and the rule of what lies
in a polygon in ``question/type/ddmarker``. No Moodle runs here.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise, permutations
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import numpy as np
import pytest
import shapely
from PIL import Image, ImageColor, ImageDraw
from quiz_bank import BANK

from bone_atlas.anatomy import CARTILAGE, VIEWS
from bone_atlas.exports.moodle import document, moodle_xml, pictures, selection
from bone_atlas.exports.moodle.selection import places
from bone_atlas.exports.moodle.zones import HEIGHT, WIDTH, counts, hit_point, simplified, zone
from bone_atlas.figures import colours
from bone_atlas.figures.geometry import view
from bone_atlas.figures.preview import look
from bone_atlas.quiz import Item
from bone_atlas.quiz.titles import LEVELS, TOPICS
from tests.cases import every_case

pytestmark = pytest.mark.seconds(25)

#: The elements of all questions and of each type, in Moodle's order: how many at least and at most.
ALL = {"name": (1, 1), "questiontext": (1, 1), "generalfeedback": (1, 1), "defaultgrade": (1, 1),
       "penalty": (1, 1), "hidden": (1, 1), "idnumber": (1, 1)}  # fmt: skip
VERDICTS = {"correctfeedback": (1, 1), "partiallycorrectfeedback": (1, 1), "incorrectfeedback": (1, 1),
            "shownumcorrect": (0, 1)}  # fmt: skip
TAGS = {"tags": (0, 1)}
FORM = {
    "category": {"category": (1, 1), "info": (1, 1), "idnumber": (1, 1)},
    "multichoice": ALL
    | {"single": (1, 1), "shuffleanswers": (1, 1), "answernumbering": (1, 1)}
    | {"showstandardinstruction": (1, 1)} | VERDICTS | {"answer": (2, 99)} | TAGS,
    "matching": ALL | {"shuffleanswers": (1, 1)} | VERDICTS | {"subquestion": (3, 99)} | TAGS,
    "ddmarker": ALL | {"shuffleanswers": (0, 1), "showmisplaced": (0, 1)} | VERDICTS
    | {"file": (1, 1), "drag": (1, 99), "drop": (1, 99)} | TAGS,
}  # fmt: skip
#: What is inside these, in order; a file may follow the text of what is HTML.
INSIDE = {
    "name": ["text"], "category": ["text"], "info": ["text"],
    "answer": ["text", "feedback"], "subquestion": ["text", "answer"],
    "drag": ["no", "text", "noofdrags"], "drop": ["no", "shape", "coords", "choice"],
}  # fmt: skip
HTML = ("questiontext", "generalfeedback", "correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
BLUE = (11, 87, 208)


@cache
def written() -> bytes:
    return moodle_xml(BANK)


@cache
def read() -> Element:
    # What is read was written a moment ago, by the code under test.
    return ElementTree.fromstring(written())  # noqa: S314


def questions(form: str = "") -> list[Element]:
    every = [each for each in read().findall("question") if each.get("type") != "category"]
    return [each for each in every if form in ("", each.get("type"))]


@cache
def chosen() -> dict[str, Item]:
    return {document.idnumber(item): item for item in selection(BANK)}


def item_of(question: Element) -> Item:
    return chosen()[question.findtext("idnumber") or ""]


def once_more(item: Item) -> Element:
    """Write a question and read it as a file."""
    return ElementTree.fromstring(ElementTree.tostring(document._question(item, BANK.rows)))  # noqa: S314


class Seen(HTMLParser):
    """What a browser makes of a text: its words, and its tags with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.tags = "", list[tuple[str, dict[str, str | None]]]()
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


# --- the form


def test_it_begins_as_xml_must_and_names_version_and_licence() -> None:
    head, root, comment = written().decode().splitlines()[:3]
    assert head == '<?xml version="1.0" encoding="UTF-8"?>'
    assert root == "<quiz>"
    assert re.search(
        r"Bone Metastasis Atlas \d+\.\d+\.\d+, data version [\d.]+ of \d{4}-\d\d-\d\d; "
        r"text CC BY 4.0; skeleton .* MIT licence",
        comment,
    )


def test_every_question_has_its_elements_in_moodles_order() -> None:
    for each in read().findall("question"):
        rules = FORM[each.get("type", "")]
        tags = [part.tag for part in each]
        assert set(tags) <= set(rules), tags
        assert tags == sorted(tags, key=list(rules).index), tags
        assert all(least <= tags.count(tag) <= most for tag, (least, most) in rules.items()), tags
        for part in each:
            inside = [inner.tag for inner in part]
            expected = ["text"] if part.tag in HTML else INSIDE.get(part.tag, inside)
            assert inside in (expected, [*expected, "file"] if part.tag in HTML else expected), part.tag
            assert part.tag not in HTML or part.get("format") == "html"


def test_names_and_ids_are_of_a_length_that_moodle_keeps_and_no_id_comes_twice() -> None:
    ids = [question.findtext("idnumber") or "" for question in questions()]
    assert len(set(ids)) == len(ids) == len(chosen())
    assert max(map(len, ids)) <= 100
    names = [question.findtext("name/text") or "" for question in questions()]
    assert all(0 < len(name) <= 255 for name in names)
    # A teacher tells those of a category apart.
    categories = [(item_of(question).topic, item_of(question).level) for question in questions()]
    assert len(set(zip(categories, names, strict=True))) > 0.98 * len(names)
    # Long ids are cut, and what is cut off tells them apart.
    keys = [key for key in BANK.candidates if len(key) > 90]
    assert len({document.idnumber(replace(chosen()[ids[0]], key=key)) for key in keys}) == len(keys) > 2


def test_questions_stand_in_the_category_of_their_topic_and_level() -> None:
    place = ""
    for question in read().findall("question"):
        if question.get("type") == "category":
            place = question.findtext("category/text") or ""
            assert "CC BY 4.0" in (question.findtext("info/text") or "")
            continue
        item = item_of(question)
        assert place == f"$course$/top/Bone Metastasis Atlas/{TOPICS[item.topic]}/{LEVELS[item.level]}"


def test_every_subject_is_there_but_what_is_told_to_be_left_out() -> None:
    there = {(item.kind, item.subject) for item in chosen().values()}
    missing = {(c.kind, c.subject) for c in BANK.candidates.values()} - there
    lost = [(kind, subject) for kind, subject in missing if not subject.startswith("site/")]
    assert all(kind == "order" for kind, _ in lost)
    assert len(lost) <= 3


# --- nothing comes from outside


def test_texts_load_only_files_that_stand_beside_them() -> None:
    pictured = 0
    for part in read().iter():
        html = part.findtext("text") if part.get("format") == "html" else None
        if html is None:
            continue
        files = {f"@@PLUGINFILE@@/{file.get('name')}" for file in part.findall("file")}
        loaded = set()
        for tag, attributes in Seen(html).tags:
            assert tag in ("p", "strong", "ul", "li", "a", "img")
            assert set(attributes) == {"a": {"href"}, "img": {"src", "alt"}}.get(tag, set())
            if tag == "a":
                assert (attributes["href"] or "").startswith("https://")
            if tag == "img":
                assert attributes["alt"]
                loaded.add(attributes["src"])
        assert loaded == files
        pictured += len(files)
    assert pictured == sum(item.kind in ("find_bone", "name_bone", "picture") for item in chosen().values())


def test_every_file_is_a_picture_within_the_size_that_moodle_keeps() -> None:
    for question in questions():
        for file in question.iter("file"):
            assert file.get("encoding") == "base64"
            with Image.open(io.BytesIO(base64.b64decode(file.text or "", validate=True))) as picture:
                assert picture.format == "PNG"
                if question.get("type") == "ddmarker":
                    assert picture.width <= WIDTH == 600
                    assert picture.height <= HEIGHT == 400


# --- what is told


def test_feedback_holds_explanation_figures_and_sources() -> None:
    for question in questions():
        item, html = item_of(question), question.findtext("generalfeedback/text") or ""
        seen = Seen(html)
        assert item.explanation in seen.words
        assert all(figure.words.rstrip(".") in seen.words for figure in item.figures)
        assert all(source.text in seen.words for source in item.sources)
        links = {attributes["href"] for tag, attributes in seen.tags if tag == "a"}
        assert links == {source.link for source in item.sources if source.link}


def test_what_looks_like_markup_is_read_as_it_was_written() -> None:
    item = next(item for item in chosen().values() if item.kind == "claim")
    evil = "<script>alert(1)</script> & ]]> \"'<!--"
    options = tuple(replace(option, label=evil + option.id, remark=evil) for option in item.options)
    question = once_more(replace(item, prompt=evil, explanation=evil, options=options))
    assert Seen(question.findtext("questiontext/text") or "").words == evil
    for answer, option in zip(question.findall("answer"), options, strict=True):
        assert Seen(answer.findtext("text") or "").words == option.label
        assert Seen(answer.findtext("feedback/text") or "").words == evil


def test_the_same_question_gives_the_same_bytes() -> None:
    again = [item for number, item in enumerate(chosen().values()) if number % 40 == 0]
    for made in (pictures._page, pictures._marked, pictures._unmarked, zone):
        made.cache_clear()
    there = {question.findtext("idnumber"): question for question in questions()}
    for item in again:
        before = there[document.idnumber(item)]
        # The tags are of the category.
        parts = [part for each in before if each.tag != "tags" for part in each.iter()]
        texts = [(part.tag, part.attrib, (part.text or "").strip()) for part in parts]
        assert texts == [
            (part.tag, part.attrib, (part.text or "").strip())
            for each in once_more(item)
            for part in each.iter()
        ]


# --- how it is graded


def test_of_the_answers_of_a_choice_one_counts_whole_and_it_is_the_quizs_own() -> None:
    assert len(questions("multichoice")) > 400
    for question in questions("multichoice"):
        item, answers = item_of(question), question.findall("answer")
        fractions = [float(answer.get("fraction", "")) for answer in answers]
        assert sum(fractions) == 100
        assert question.findtext("single") == "true"
        given = {
            Seen(answer.findtext("text") or "").words: f for answer, f in zip(answers, fractions, strict=True)
        }
        assert given == {option.label: 100 * item.right([option.id]) for option in item.options}


def test_places_are_right_exactly_for_the_orders_that_are_right_in_the_quiz() -> None:
    assert len(questions("matching")) > 20
    for question in questions("matching"):
        item = item_of(question)
        labels = {option.label: option.id for option in item.options}
        held = {}
        for pair in question.findall("subquestion"):
            place = re.findall(r"\d+", pair.findtext("answer/text") or "")
            held[labels[Seen(pair.findtext("text") or "").words]] = range(int(place[0]), int(place[-1]) + 1)
        assert set(held) == set(item.answer)
        for order in permutations(item.answer):
            fits = all(number in held[option] for number, option in enumerate(order, 1))
            assert fits == item.right(order), order


@every_case(
    ("settled", "expected"),
    [
        ("ab bc ac", {"a": "1", "b": "2", "c": "3"}),
        ("ac bc", {"a": "1 to 2", "b": "1 to 2", "c": "3"}),
        ("ab ac", {"a": "1", "b": "2 to 3", "c": "2 to 3"}),
        # What stands either way with both of a settled pair has no places of its own.
        ("ac", {}),
        ("ab", {}),
    ],
)
def test_places_tell_what_is_settled_and_no_more(settled: str, expected: dict[str, str]) -> None:
    item = next(item for item in chosen().values() if item.kind == "order")
    pairs = tuple((pair[0], pair[1]) for pair in settled.split())
    assert places(replace(item, answer=("a", "b", "c"), settled=pairs)) == expected


# --- zones


@dataclass(frozen=True)
class Marker:
    """A question that asks for a marker, as an importer has it."""

    item: Item
    corners: list[tuple[int, int]]
    page: Image.Image
    answer: Image.Image


@cache
def markers() -> list[Marker]:
    found = []
    for question in questions("ddmarker"):
        (drop,) = question.findall("drop")
        assert drop.findtext("shape") == "polygon"
        assert drop.findtext("choice") == question.findtext("drag/no") == "1"
        coords = drop.findtext("coords") or ""
        assert re.fullmatch(r"\d+,\d+(;\d+,\d+){2,}", coords)
        corners = [(int(x), int(y)) for x, y in (pair.split(",") for pair in coords.split(";"))]
        page, answer = (
            Image.open(io.BytesIO(base64.b64decode(question.findtext(path) or ""))).convert("RGB")
            for path in ("file", "generalfeedback/file")
        )
        found.append(Marker(item_of(question), corners, page, answer))
    assert len(found) > 100
    return found


def _lies_on(point: tuple[int, int], a: tuple[int, int], b: tuple[int, int]) -> bool:
    (x, y), (x1, y1), (x2, y2) = point, a, b
    on_line = (x - x1) * (y2 - y1) == (y - y1) * (x2 - x1)
    return on_line and min(x1, x2) <= x <= max(x1, x2) and min(y1, y2) <= y <= max(y1, y2)


def grades(corners: list[tuple[int, int]], point: tuple[int, int]) -> bool:
    """Tell whether Moodle counts a point: written a second time, from what its rule does.

    A ring that winds round the point counts, and all points on it; so does each edge that runs down and ends
    in the row of a point on its left, and every point in the row of a level edge.
    """
    edges = list(zip(corners, [*corners[1:], corners[0]], strict=True))
    x, y = point
    if any(_lies_on(point, *edge) for edge in edges) or any(a[1] == b[1] == y for a, b in edges):
        return True

    def lies_right(a: tuple[int, int], b: tuple[int, int]) -> bool:
        return a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) > x

    down = sum(a[1] <= y < b[1] and lies_right(a, b) for a, b in edges)
    up = sum(b[1] <= y < a[1] and lies_right(a, b) for a, b in edges)
    ends = sum(a[1] < y == b[1] and b[0] > x for a, b in edges)
    return down + ends - up != 0


def of_each_marker(check: Callable[[Marker], object]) -> None:
    failed = {marker.item.key: said for marker in markers() if (said := check(marker))}
    assert not failed


def test_a_zone_is_a_ring_that_moodle_can_keep() -> None:
    def check(marker: Marker) -> object:
        ring = [*marker.corners, marker.corners[0]]
        edges = list(pairwise(ring))
        held = zone(marker.item.answer[0], marker.item.show.view)
        assert held is not None
        assert {*marker.corners} == {corner for piece in held.pieces for corner in piece}
        width, height = marker.page.size
        return (
            [edge for edge in edges if edge[0][1] == edge[1][1]]
            or [(x, y) for x, y in ring if not (0 <= x < width and 0 <= y < height)]
            or [piece for piece in held.pieces if not shapely.Polygon(piece).is_valid]
            or (len(ring) > 64 and len(ring))
        )

    of_each_marker(check)


def test_a_zone_holds_its_bones_hit_point_and_no_other_bones() -> None:
    def check(marker: Marker) -> object:
        (bone,) = marker.item.answer
        held = zone(bone, marker.item.show.view)
        assert held is not None
        wrong = []
        for shape in view(marker.item.show.view).shapes:
            if shape.bone_id == CARTILAGE:
                continue
            point = hit_point(shape, held.cut)
            exact = any(shapely.Polygon(piece).covers(shapely.Point(point)) for piece in held.pieces)
            said = exact, grades(marker.corners, point), counts(marker.corners, point)
            if set(said) != {shape.bone_id == bone}:
                wrong.append((shape.bone_id, said))
        return wrong

    of_each_marker(check)


def test_a_zone_lies_where_the_bone_is_seen_in_the_picture() -> None:
    """The picture of the answer marks the bone in blue: the zone is mostly blue, and mostly all the blue."""

    def check(marker: Marker) -> object:
        assert marker.page.size == marker.answer.size
        blue = np.abs(np.asarray(marker.answer, dtype=int) - BLUE).max(axis=2) < 60
        held = zone(marker.item.answer[0], marker.item.show.view)
        assert held is not None
        drawn = Image.new("1", marker.page.size)
        for piece in held.pieces:
            ImageDraw.Draw(drawn).polygon(piece, fill=1)
        inside = np.asarray(drawn)
        both = (inside & blue).sum()
        in_zone, in_blue = both / inside.sum(), both / blue.sum()
        # The line round a bone of ten pixels takes half of it.
        return (in_zone < 0.45 or in_blue < 0.75) and (round(in_zone, 2), round(in_blue, 2))

    of_each_marker(check)


def test_few_rows_beside_a_zone_count_too() -> None:
    """Moodle's own rule: see `zones`. It is held down, it cannot be nothing."""
    shares = []
    for marker in markers():
        ys = [y for _, y in marker.corners]
        rows = range(min(ys), max(ys) + 1)
        shares.append(sum(counts(marker.corners, (-1, y)) for y in rows) / len(rows))
        assert not any(counts(marker.corners, (marker.page.width, y)) for y in rows)
    assert 0 < sum(shares) / len(shares) < 0.1


def lines() -> Iterable[list[tuple[float, float]]]:
    for name in VIEWS:
        for shape in view(name).shapes[::9]:
            yield list(shape.polygons[0][0][:-1])


@pytest.mark.parametrize("tolerance", [0.5, 2.0, 10.0])
def test_lines_are_simplified_as_shapely_does(tolerance: float) -> None:
    for line in lines():
        theirs = shapely.LineString(line).simplify(tolerance, preserve_topology=False)
        assert simplified(line, tolerance) == list(theirs.coords)


def test_progress_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    few = [item for item in chosen().values() if item.kind in ("claim", "trace")][:3]
    monkeypatch.setattr(document, "selection", lambda bank: few)
    told: list[tuple[int, int]] = []
    moodle_xml(BANK, lambda made, known: told.append((made, known)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_few_colours_keep_the_colours_that_tell_something() -> None:
    ivory = ImageColor.getrgb(pictures._IVORY)
    of_each_marker(
        lambda marker: [
            pixel
            for pixel in (marker.page.getpixel(_hit(marker.item.answer[0], marker.item.show.view)),)
            if pixel != ivory
        ]
    )
    for layer_id in ("shaked_zari_2025", "singh_2024"):
        layer = BANK.rows.layers[layer_id]
        with Image.open(io.BytesIO(pictures.painted(layer, "front", BANK.rows.anatomy))) as picture:
            seen = {colour for _, colour in picture.convert("RGB").getcolors() or []}
        wanted = {
            look(shape.bone_id, layer, BANK.rows.anatomy, colours.layer_top(layer), "light")[0]
            for shape in view("front").shapes
        }
        assert len(wanted) > 4
        assert {ImageColor.getrgb(colour) for colour in wanted} <= seen


def _hit(bone: str, name: str) -> tuple[int, int]:
    held = zone(bone, name)
    assert held is not None
    return hit_point(next(shape for shape in view(name).shapes if shape.bone_id == bone), held.cut)
