"""Good and bad files: a bad one begins with all that must be said of it, in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from bone_atlas.faults import LessonError, Problem, in_order
from bone_atlas.lessons import read, write
from bone_atlas.lessons.check import check
from bone_atlas.lessons.check_question import rankable
from bone_atlas.lessons.model import Lesson, Question, Slide
from bone_atlas.scenes.registry import SCENES
from bone_atlas.scenes.state import State
from tests.atlas import ROWS
from tests.cases import every_case

FILES = Path(__file__).parent / "files"
GOOD = sorted(FILES.glob("good/*.toml"))
BAD = sorted(FILES.glob("bad/*.toml"))
JARGON = ("input", "pydantic", "validation", "str_type", "field required", "literal", "tuple", "dict")


def problems(path: Path) -> tuple[Problem, ...]:
    try:
        return check(read.from_bytes(path.read_bytes(), path.name), ROWS, path.name)
    except LessonError as error:
        return error.problems


def expected(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [f"{path.name}, {line[2:]}" for line in lines if line.startswith("# ")]


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_file_has_no_problem_and_survives_writing(path: Path) -> None:
    assert problems(path) == ()
    found = read.from_bytes(path.read_bytes(), path.name)
    assert read.parse(write.to_toml(found), "again.toml") == found


def test_the_good_file_has_each_kind() -> None:
    found = read.from_bytes((FILES / "good" / "all_kinds.toml").read_bytes(), "all_kinds.toml")
    assert {slide.state.shows for slide in found.slides} == set(SCENES)
    assert found.slides[0].notes == "First line.\nSecond line, “quoted”."


@every_case("path", BAD, ids=lambda path: path.stem)
def test_all_that_is_wrong_is_told_by_file_slide_and_field(path: Path) -> None:
    said = list(map(str, problems(path)))
    wanted = expected(path)
    assert wanted
    said.sort()
    wanted.sort()
    assert len(said) == len(wanted), "\n".join(said)
    for one, other in zip(said, wanted, strict=True):
        assert one.startswith(other)


@every_case("path", BAD, ids=lambda path: path.stem)
def test_what_is_said_is_plain(path: Path) -> None:
    for problem in problems(path):
        assert not any(word in str(problem).casefold() for word in JARGON), str(problem)
        assert len(str(problem)) < 400


def test_problems_come_by_slide() -> None:
    numbers = [problem.slide or 0 for problem in problems(FILES / "bad" / "many_faults.toml")]
    assert numbers == sorted(numbers)
    assert len(numbers) == 12


def test_what_is_not_utf8_is_told_with_its_line() -> None:
    with pytest.raises(LessonError) as caught:
        read.from_bytes('title = "a"\ntext = "Größe"\n'.encode("latin-1"), "old.toml")
    (problem,) = caught.value.problems
    assert str(problem).startswith("old.toml, line 2: this is not written in UTF-8")


@pytest.mark.parametrize("text", ["#" * (read.MAX_BYTES + 1), "骨" * (read.MAX_BYTES // 2)])
def test_a_large_file_is_refused_unread(text: str) -> None:
    for called in (lambda: read.parse(text, "big.toml"), lambda: read.from_bytes(text.encode(), "big.toml")):
        with pytest.raises(LessonError) as caught:
            called()
        assert str(caught.value) == "big.toml: the file is too large; expected at most 200 KB"


def test_depth_and_long_numbers_are_no_crash() -> None:
    for text in ("x = " + "[" * 50_000, "x = " + "9" * 5_000, "x = " + "{a=" * 20_000):
        with pytest.raises(LessonError):
            read.parse(text, "deep.toml")


def test_a_lesson_of_the_atlas_is_read_and_checked(tmp_path: Path) -> None:
    good = FILES / "good" / "all_kinds.toml"
    assert read.lesson("all_kinds", ROWS, good.parent).title == "Everything a lesson can show"
    with pytest.raises(LessonError, match=r"state\.layer"):
        read.lesson("unknown_layer", ROWS, FILES / "bad")
    with pytest.raises(LessonError, match="there is no such file"):
        read.lesson("none", ROWS, tmp_path)
    with pytest.raises(LessonError, match="there is no such file"):
        read.lesson("a\0b", ROWS, tmp_path)


def test_without_rows_the_tables_are_read() -> None:
    assert read.lesson("all_kinds", folder=FILES / "good").minutes == 12


def test_unknown_references_are_told_with_their_field() -> None:
    slide = Slide(
        title="{value",
        points=("fine", "{count"),
        notes="{",
        question=Question(kind="choice", ask="{a", options=("b", "c}"), answer=1, why="{"),
    )
    found = check(Lesson(title="{t", minutes=1, goals=("g", "h}"), slides=(slide,)), ROWS, "f.toml")
    assert [(problem.slide, problem.field) for problem in found[:2]] == [(None, "title"), (None, "goals.2")]
    found = found[2:]
    fields = {problem.field for problem in found}
    assert fields == {"title", "points.2", "notes", "question.ask", "question.options.2", "question.why"}
    assert {problem.slide for problem in found} == {1}


@every_case("layer", ROWS.layers)
def test_sites_that_are_offered_for_ranking_are_a_good_question(layer: str) -> None:
    sites = rankable(ROWS.layers[layer], ROWS)
    question = Question(kind="rank", ask="?", sites=sites)
    slide = Slide(title="t", state=State(layer=layer), question=question)
    found = check(Lesson(title="t", minutes=1, slides=(slide,)), ROWS, "f.toml")
    few = [f"f.toml, slide 1, question.sites: found {len(sites)} site"] if len(sites) < 3 else []
    if not few and not ROWS.settled.sure(layer):
        few = ["f.toml, slide 1, question.sites: no two are settled across the sources"]
    assert len(found) == len(few)
    assert all(str(problem).startswith(start) for problem, start in zip(found, few, strict=True))


def test_every_layer_can_be_the_first_of_a_slide() -> None:
    slides = tuple(Slide(title="t", state=State(layer=layer)) for layer in ROWS.layers)
    assert check(Lesson(title="t", minutes=1, slides=slides), ROWS, "f.toml") == ()


def test_what_is_told_twice_is_told_once() -> None:
    one, other = Problem("f", 2, "title", "x"), Problem("f", None, "title", "x")
    assert in_order([one, other, one]) == (other, one)
