"""Moodle XML, read by others: a published reader for what it knows, Moodle's rules of values for all.

`moodle-xml-parser` is the only reader of the format that we found in a registry; it knows `multichoice`.
The rest is held here and in test_moodle.py to what was read in Moodle's own source: `import_headers`,
`import_multichoice` and `import_match` of question/format/xml/format.php, `import_from_xml` of
question/type/ddmarker/questiontype.php, and the fractions of question/engine/bank.php.
"""

from __future__ import annotations

import base64
import re
from functools import cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from moodle_xml_parser.parser import parse_bytes
from quiz_bank import BANK

from bone_atlas.exports.moodle import LEFT_OUT, document, moodle_xml, selection
from bone_atlas.quiz import Item

pytestmark = pytest.mark.seconds(8)

#: Of a grade, in percent; Moodle refuses a file with others, unless told to round.
FRACTIONS = {
    100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5,
    11.11111, 10, 5, 0,
}  # fmt: skip
SHAPES = {"polygon", "circle", "rectangle"}
PENALTIES = {"1.0000000", "0.5000000", "0.3333333", "0.2500000", "0.2000000", "0.1000000", "0.0000000"}
VALUES = {
    "single": {"true", "false"},
    "shuffleanswers": {"true", "false", "1", "0"},
    "answernumbering": {"abc", "ABCD", "123", "iii", "IIII", "none"},
    "showstandardinstruction": {"0", "1"},
    "hidden": {"0", "1"},
    "penalty": PENALTIES,
}


@cache
def items() -> dict[str, Item]:
    """Every tenth question and some of each kind: pictures are what takes time."""
    every = selection(BANK)
    kept = [item for number, item in enumerate(every) if number % 12 == 0]
    for kind in {item.kind for item in every}:
        kept += [item for item in every if item.kind == kind][:2]
    return {document.idnumber(item): item for item in kept}


@pytest.fixture(scope="module")
def written() -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "selection", lambda bank: list(items().values()))
        return moodle_xml(BANK)


@pytest.fixture(scope="module")
def questions(written: bytes) -> list[Element]:
    root = ElementTree.fromstring(written)  # noqa: S314 -- written a moment ago
    return [each for each in root.iter("question") if each.get("type") != "category"]


def test_a_published_reader_reads_every_choice_as_the_quiz_has_it(
    written: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    read = parse_bytes(written)
    assert capsys.readouterr().out == ""  # it prints what it cannot read, and goes on
    choices = [item for item in items().values() if item.how not in ("click", "order")]
    assert len(read["multichoice"]) == len(choices) > 30
    by_prompt = {(item.prompt, frozenset(option.label for option in item.options)): item for item in choices}
    for question in read["multichoice"]:
        prompt = re.sub(r"<[^>]*>", "", question.text_pre_parse)
        item = by_prompt[prompt, frozenset(option.answer for option in question.options)]
        assert question.single
        assert question.shuffle_answers
        graded = {option.answer: option.score_fraction for option in question.options}
        assert graded == {option.label: 100 * item.right([option.id]) for option in item.options}
        assert all(source.text in question.general_feedback for source in item.sources)
        remarks = {option.answer: option.feedback or "" for option in question.options}
        assert remarks == {option.label: option.remark for option in item.options}


def test_values_are_those_that_moodle_knows(questions: list[Element]) -> None:
    for question in questions:
        for part in question:
            assert (part.text or "").strip() in VALUES.get(part.tag, {(part.text or "").strip()}), part.tag
            if part.tag == "answer":
                assert float(part.get("fraction", "")) in FRACTIONS
        assert float(question.findtext("defaultgrade") or "") > 0
        assert question.findtext("name/text")
        for text in question.iter():
            assert text.get("format") in (None, "html")


def test_files_are_named_once_and_where_they_are_used(questions: list[Element]) -> None:
    for question in questions:
        for part in question.iter():
            names = [file.get("name") for file in part.findall("file")]
            assert len(names) == len(set(names))
            for file in part.findall("file"):
                assert (file.get("path"), file.get("encoding")) == ("/", "base64")
                assert base64.b64decode(file.text or "", validate=True).startswith(b"\x89PNG")
            if part.tag != "question":  # a picture to mark is of the question, not of a text
                used = re.findall(r"@@PLUGINFILE@@/([^\"]+)", part.findtext("text") or "")
                assert sorted(used) == sorted(names)


def test_marks_are_counted_from_one_and_answer_each_other(questions: list[Element]) -> None:
    markers = [question for question in questions if question.get("type") == "ddmarker"]
    assert len(markers) > 8
    for question in markers:
        drags = [drag.findtext("no") for drag in question.findall("drag")]
        drops = [drop.findtext("no") for drop in question.findall("drop")]
        assert drags == [str(number) for number in range(1, len(drags) + 1)]
        assert drops == [str(number) for number in range(1, len(drops) + 1)]
        assert {drop.findtext("choice") for drop in question.findall("drop")} <= set(drags)
        assert {drop.findtext("shape") for drop in question.findall("drop")} <= {
            "polygon",
            "circle",
            "rectangle",
        }


def test_matches_have_a_text_and_an_answer_each(questions: list[Element]) -> None:
    for question in (one for one in questions if one.get("type") == "matching"):
        pairs = question.findall("subquestion")
        assert len(pairs) >= 2
        assert len({pair.findtext("answer/text") for pair in pairs}) >= 2
        assert all(pair.findtext("text") for pair in pairs)


def test_the_file_says_what_it_leaves_out_and_what_it_is_made_of(written: bytes) -> None:
    root = ElementTree.fromstring(written)  # noqa: S314 -- written a moment ago
    infos = [info.findtext("text") or "" for info in root.iter("info")]
    assert infos
    for said in (LEFT_OUT, "CC BY 4.0", "MIT licence", "Bone Metastasis Atlas", "Sources"):
        assert all(said in info for info in infos)
    assert LEFT_OUT in written.decode().partition("-->")[0]


def test_the_same_tables_give_the_same_bytes(written: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "selection", lambda bank: list(items().values()))
        assert moodle_xml(BANK) == written
