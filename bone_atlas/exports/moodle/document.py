"""Moodle XML: the questions, their answers, pictures and feedback, in the elements that Moodle itself writes.

The form is that of Moodle's own export (``question/format/xml/format.php`` and the ``export_to_xml`` of its
question types), described at https://docs.moodle.org/en/Moodle_XML_format. The types ``multichoice``,
``matching`` and ``ddmarker`` are of Moodle's core; ``ordering`` is not in older ones.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from xml.etree.ElementTree import Comment, Element, SubElement, indent, tostring

from lxml.html.builder import LI, P

from bone_atlas import quiz
from bone_atlas.exports.lessons import lesson_key
from bone_atlas.exports.moodle import pictures
from bone_atlas.exports.moodle.lesson import lesson_items
from bone_atlas.exports.moodle.selection import is_gradable, places, selection
from bone_atlas.exports.moodle.texts import cited, html, listed, picture, plain
from bone_atlas.exports.moodle.zones import zone
from bone_atlas.facts import Rows
from bone_atlas.faults import NothingToExportError
from bone_atlas.figures.export_lines import of_skeleton
from bone_atlas.figures.skeleton import VIEW_TITLES
from bone_atlas.lessons.model import Lesson
from bone_atlas.lessons.told import filled
from bone_atlas.quiz import Bank, Item, Reference
from bone_atlas.quiz.bones import SIDES
from bone_atlas.quiz.titles import LEVELS, TOPICS

#: What is told of the file to whoever makes it.
LEFT_OUT = (
    "Each subject is in it once for each kind and level. Left out: questions for which any of several bones "
    "is right, orders that Moodle cannot grade as the quiz does, and pictures of vessels."
)
#: The same of a lesson.
NOT_OF_A_LESSON = (
    "Left out: pictures but the painted skeleton, and orders that Moodle cannot grade as the lesson does."
)
CATEGORY = "$course$/top/Bone Metastasis Atlas"
#: How a question is named in the question bank; learners do not see it.
NAMES = {
    "find_bone": "Find",
    "name_bone": "Name",
    "more_often": "More often",
    "order": "Order",
    "picture": "Which layer",
    "trace": "Route",
    "claim": "Claim",
}
#: Moodle keeps so many characters of a name, of an idnumber and of a tag.
_NAME, _IDNUMBER, _TAG = 255, 100, 50
#: What is left of a grade after a wrong try, in the modes of Moodle that allow another.
_PENALTY, _PENALTY_OF_TWO = "0.3333333", "1.0000000"
_RIGHT, _PARTLY, _WRONG = "That is right.", "Part of it is right.", "That is not right."


@dataclass(frozen=True)
class _Group:
    """Questions of one category: its path below that of the atlas, its id, the tags of its questions."""

    path: str
    idnumber: str
    tags: tuple[str, ...]
    items: list[Item]


def moodle_xml(bank: Bank, told: Callable[[int, int], None] | None = None) -> bytes:
    """Return the quiz as Moodle XML.

    Parameters
    ----------
    bank : Bank
        All questions.
    told : callable, optional
        Is called with the number of questions made and of all, after each.

    Returns
    -------
    bytes
        UTF-8. The same tables give the same bytes.
    """
    return _written(_quiz(bank), bank.rows, LEFT_OUT, told)


def lesson_xml(lesson: Lesson, rows: Rows, told: Callable[[int, int], None] | None = None) -> bytes:
    """Return the questions of a lesson as Moodle XML.

    Parameters
    ----------
    lesson : Lesson
        A lesson in which `bone_atlas.lessons.check` finds nothing wrong.
    rows : Rows
        Tables, anatomy, layers and routes.
    told : callable, optional
        As for `moodle_xml`.

    Returns
    -------
    bytes
        UTF-8. The same tables and the same lesson give the same bytes.

    Raises
    ------
    bone_atlas.faults.NothingToExportError
        If the lesson asks nothing that Moodle can grade.
    """
    return _written([_lesson(lesson, rows)], rows, NOT_OF_A_LESSON, told)


def _written(
    groups: list[_Group], rows: quiz.Rows, left_out: str, told: Callable[[int, int], None] | None
) -> bytes:
    known = sum(len(group.items) for group in groups)
    root = Element("quiz")
    root.append(Comment(f" {_about()} {left_out} ".replace("--", "-")))
    made = 0
    for group in groups:
        root.append(_category(group, left_out))
        for item in group.items:
            root.append(_tagged(_question(item, rows), group.tags))
            made += 1
            if told:
                told(made, known)
    indent(root)
    head = b'<?xml version="1.0" encoding="UTF-8"?>\n'
    body: bytes = tostring(root, encoding="utf-8")
    return head + body + b"\n"


def _quiz(bank: Bank) -> list[_Group]:
    """Return the questions of the quiz, by topic and level."""
    items = sorted(selection(bank), key=lambda item: (_place(item), item.kind))
    groups = []
    for _, grouped in groupby(items, key=_place):
        found = list(grouped)
        of, level = found[0].topic, found[0].level
        tags = TOPICS[of].lower(), LEVELS[level].lower()
        groups.append(_Group(f"{TOPICS[of]}/{LEVELS[level]}", f"{of}/{level}", tags, found))
    return groups


def _lesson(lesson: Lesson, rows: Rows) -> _Group:
    """Return the questions of a lesson, in its order."""
    title = filled(lesson.title, rows)[0]
    items = [item for item in lesson_items(lesson, rows) if is_gradable(item)]
    if not items:
        raise NothingToExportError(f"the lesson “{title}” asks nothing that Moodle can grade")
    # A slash would begin another category.
    path = f"Lessons/{title.replace('/', '//')}"
    return _Group(path, f"lesson/{lesson_key(lesson)}", ("lesson", title[:_TAG]), items)


def idnumber(item: Item) -> str:
    """Return the id of a question in Moodle: always the same for the same question."""
    whole = f"bone_atlas/{item.key}"
    if len(whole) <= _IDNUMBER:
        return whole
    mark = hashlib.sha256(whole.encode()).hexdigest()[:12]
    return f"{whole[: _IDNUMBER - len(mark) - 1]}/{mark}"


def _about() -> str:
    return f"{of_skeleton()} Every figure is cited from the source named beside it; please cite it too."


def _place(item: Item) -> tuple[int, int]:
    return list(TOPICS).index(item.topic), list(LEVELS).index(item.level)


def _category(group: _Group, left_out: str) -> Element:
    """Open a category; its description names licence and sources."""
    asked = Element("question", type="category")
    SubElement(SubElement(asked, "category"), "text").text = f"{CATEGORY}/{group.path}"
    sources = dict.fromkeys(source for item in group.items for source in item.sources)
    _text(asked, "info", html(P(_about()), P(left_out), *listed("Sources", map(cited, sources))))
    SubElement(asked, "idnumber").text = f"bone_atlas/{group.idnumber}"
    return asked


def _question(item: Item, rows: quiz.Rows) -> Element:
    if item.how == "click":
        return _marker(item, rows)
    return _matching(item) if item.how == "order" else _choice(item, rows)


def _choice(item: Item, rows: quiz.Rows) -> Element:
    asked = _headed(item, "multichoice", html(P(item.prompt)), _named(item), _picture(item, rows))
    for name, said in (
        ("single", "true"), ("shuffleanswers", "true"), ("answernumbering", "abc"),
        ("showstandardinstruction", "0"),
    ):  # fmt: skip
        SubElement(asked, name).text = said
    _verdicts(asked)
    for option in item.options:
        is_right = option.id in item.answer
        answer = SubElement(asked, "answer", fraction="100" if is_right else "0", format="html")
        SubElement(answer, "text").text = plain(option.label)
        _text(answer, "feedback", plain(option.remark))
    return asked


def _matching(item: Item) -> Element:
    """Ask for the place of each option: see `places`, and why not Moodle's own order questions."""
    asked_for = f"{item.prompt} Give the place of each; sites that may stand either way share their places."
    asked = _headed(item, "matching", html(P(asked_for)), _among(item))
    SubElement(asked, "shuffleanswers").text = "true"
    _verdicts(asked)
    labels = {option.id: option.label for option in item.options}
    for option, place in places(item).items():
        pair = SubElement(asked, "subquestion", format="html")
        SubElement(pair, "text").text = plain(labels[option])
        SubElement(SubElement(pair, "answer"), "text").text = f"Place {place}"
    return asked


def _marker(item: Item, rows: quiz.Rows) -> Element:
    (bone,) = item.answer
    view, anatomy = item.show.view, rows.anatomy
    held = zone(bone, view)
    if held is None:
        raise ValueError(f"no zone for {bone} from the {view}")
    label = anatomy.label(bone)
    sides = "" if anatomy.side_of(bone) == "midline" else f" {SIDES}"
    prompt = f"Drag the marker so that its cross lies on this bone: {label}.{sides}"
    asked = _headed(item, "ddmarker", html(P(prompt)), f"{label} ({VIEW_TITLES[view].lower()})")
    SubElement(asked, "showmisplaced")
    _verdicts(asked)
    _file(asked, _file_name(item), pictures.around(bone, view, marked=False))
    drag = SubElement(asked, "drag")
    SubElement(drag, "no").text = "1"
    SubElement(drag, "text").text = plain(label)
    SubElement(drag, "noofdrags").text = "1"
    drop = SubElement(asked, "drop")
    for name, said in (("no", "1"), ("shape", "polygon"), ("coords", held.coords), ("choice", "1")):
        SubElement(drop, name).text = said
    return asked


def _picture(item: Item, rows: quiz.Rows) -> tuple[bytes, str] | None:
    """Return picture and alternative text of a question that is about one, else None."""
    view = VIEW_TITLES[item.show.view].lower()
    if item.kind == "name_bone":
        shown = pictures.around(item.show.sites[0], item.show.view, marked=True)
        return shown, f"The skeleton ({view}); one bone is marked in blue."
    if item.kind == "picture" or (not item.topic and item.show.shows == "layer"):
        layer = rows.layers[item.show.layer]
        shown = pictures.painted(layer, item.show.view, rows.anatomy)
        return shown, f"The whole skeleton ({view}), painted by how often each site is involved."
    return None


def _answer_picture(item: Item) -> tuple[bytes, str] | None:
    """Return what is seen with the answer: the bone that was asked for."""
    if item.how != "click":
        return None
    (bone,) = item.answer
    shown = pictures.around(bone, item.show.view, marked=True)
    return shown, f"The skeleton ({VIEW_TITLES[item.show.view].lower()}); the bone is marked in blue."


def _headed(item: Item, form: str, said: str, name: str, shown: tuple[bytes, str] | None = None) -> Element:
    """Begin a question with what all have, in Moodle's order."""
    asked = Element("question", type=form)
    called = f"{NAMES[item.kind]}: {name}" if item.topic else name
    called = called if len(called) <= _NAME else f"{called[: _NAME - 1]}…"
    SubElement(SubElement(asked, "name"), "text").text = called
    _text(asked, "questiontext", said, item, shown)
    _text(asked, "generalfeedback", _explained(item), item, _answer_picture(item))
    penalty = _PENALTY_OF_TWO if len(item.options) == 2 else _PENALTY
    for tag, value in (
        ("defaultgrade", "1.0000000"), ("penalty", penalty), ("hidden", "0"), ("idnumber", idnumber(item)),
    ):  # fmt: skip
        SubElement(asked, tag).text = value
    return asked


def _explained(item: Item) -> str:
    figures = listed("Figures", (LI(_row(figure)) for figure in item.figures))
    return html(P(item.explanation), *figures, *listed("Sources", map(cited, item.sources)))


def _row(figure: Reference) -> str:
    return f"{figure.words.rstrip('.')}. Row {figure.key} of {figure.file}."


def _among(item: Item) -> str:
    """Name a question by the options it has, in an order that does not tell the answer."""
    return ", ".join(sorted(option.label for option in item.options))


def _named(item: Item) -> str:
    """Name a choice so that a teacher can tell it from the others of its kind."""
    if item.kind in ("name_bone", "picture"):
        (label,) = (option.label for option in item.options if option.id in item.answer)
        return f"{label} ({VIEW_TITLES[item.show.view]})"
    return f"{_among(item)}: {item.prompt}" if item.kind == "more_often" else item.prompt


def _verdicts(asked: Element) -> None:
    """Say whether an answer is right: three texts, in Moodle's order."""
    for tag, said in (
        ("correctfeedback", _RIGHT), ("partiallycorrectfeedback", _PARTLY), ("incorrectfeedback", _WRONG),
    ):  # fmt: skip
        _text(asked, tag, html(P(said)))
    SubElement(asked, "shownumcorrect")


def _tagged(asked: Element, names: Iterable[str]) -> Element:
    tags = SubElement(asked, "tags")
    for said in ("bone metastasis atlas", *names):
        SubElement(SubElement(tags, "tag"), "text").text = said
    return asked


def _text(
    parent: Element, tag: str, said: str, item: Item | None = None, shown: tuple[bytes, str] | None = None
) -> Element:
    """Write a text of HTML; the picture of a question follows it."""
    part = SubElement(parent, tag, format="html")
    text = SubElement(part, "text")
    text.text = said
    if item is not None and shown is not None:
        content, told = shown
        text.text += html(picture(_file_name(item), told))
        _file(part, _file_name(item), content)
    return part


def _file(parent: Element, name: str, content: bytes) -> None:
    held = SubElement(parent, "file", name=name, path="/", encoding="base64")
    held.text = base64.b64encode(content).decode("ascii")


def _file_name(item: Item) -> str:
    return f"bone_atlas_{hashlib.sha256(item.key.encode()).hexdigest()[:12]}.png"
