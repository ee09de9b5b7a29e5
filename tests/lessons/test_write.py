"""What is written is read again unchanged; what is read is a lesson, or is told to be none."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bone_atlas.faults import LessonError, Problem
from bone_atlas.lessons import read, write
from bone_atlas.lessons.model import Lesson, Slide
from bone_atlas.scenes.pictures import ON_SLIDES
from bone_atlas.scenes.registry import SCENES
from bone_atlas.scenes.state import Hideable

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
GOOD = (Path(__file__).parent / "files" / "good" / "all_kinds.toml").read_text(encoding="utf-8")
GROUNDED = (Path(__file__).parent / "files" / "good" / "rests_on.toml").read_text(encoding="utf-8")
#: What is hard to write in TOML, beside what is easy.
HARD = "\"'\\{}[]#=\n\r\t\0\x7f\u0085\u2028\ufeff\u00a0 ,.–“”é骨🦴\ud7ff\ue000\U0010ffff"
SIGNS = st.one_of(st.sampled_from(HARD), st.characters(exclude_categories=("Cs",)))
PIECES = st.sampled_from(
    ['"""', "'''", '\\"""', "\r\n", "\n\n", "{value article pelvis}", "[[slides]]", "\\u0041"]
)
TEXTS = st.lists(st.one_of(SIGNS, PIECES), max_size=30).map("".join)
LINES = TEXTS.map(lambda text: f"x{text}"[:200]).filter(lambda text: text.strip() != "")
IDS = st.from_regex(r"[A-Za-z0-9_.]{0,20}", fullmatch=True)
STATES = st.fixed_dictionaries(
    {},
    optional={
        "shows": st.sampled_from(tuple(SCENES)),
        "layer": IDS,
        "second": IDS,
        "view": st.sampled_from(("front", "back", "left", "all")),
        "sites": st.lists(IDS, max_size=5),
        "names": st.sampled_from(("en", "la", "es", "zh")),
        "route": IDS,
        "breast": st.sampled_from(("left", "right")),
        "journey": IDS,
        "step": st.integers(0, 99),
        "picture": st.sampled_from(("", *ON_SLIDES)),
        "claim": IDS,
    },
)
QUESTIONS = st.fixed_dictionaries(
    {"kind": st.sampled_from(("rank", "choice")), "ask": LINES},
    optional={
        "sites": st.lists(IDS, max_size=7),
        "options": st.lists(LINES, max_size=6),
        "answer": st.integers(0, 5),
        "why": TEXTS,
    },
)
GROUNDS = st.fixed_dictionaries({"says": LINES, "on": st.lists(LINES, max_size=3)})
SLIDES = st.fixed_dictionaries(
    {"title": LINES},
    optional={
        "state": STATES,
        "text": TEXTS,
        "points": st.lists(LINES, max_size=4),
        "hidden": st.lists(st.sampled_from(get_args(Hideable)), max_size=4),
        "question": st.none() | QUESTIONS,
        "notes": TEXTS,
        "rests_on": st.lists(GROUNDS, max_size=3),
        "no_fact": st.lists(LINES, max_size=3),
    },
)
LESSONS = st.fixed_dictionaries(
    {"title": LINES, "minutes": st.integers(1, 180), "slides": st.lists(SLIDES, min_size=1, max_size=4)},
    optional={"goals": st.lists(LINES, max_size=3)},
).map(Lesson.model_validate)


def lesson(**parts: Any) -> Lesson:
    return Lesson(title="t", minutes=1, slides=(Slide(title="s", **parts),))


@settings(CALM, max_examples=400)
@given(LESSONS)
@example(lesson(text="a\r\nb"))
@example(lesson(notes='ends with "'))
@example(lesson(notes='a\n"""'))
@example(lesson(notes="a\nends with \\"))
@example(lesson(points=("a\nb", '"""', "x" * 200)))
@example(lesson(rests_on=({"says": 'a "b"\n}]', "on": ("x, y]", "}")},), no_fact=("a\nb",)))
@example(lesson(text="骨\n" * 1300))
def test_a_lesson_survives_being_written_and_read(found: Lesson) -> None:
    assert read.parse(write.to_toml(found), "lesson.toml") == found


@CALM
@given(LESSONS)
def test_a_lesson_survives_the_file_too(found: Lesson) -> None:
    assert read.from_bytes(write.to_toml(found).encode("utf-8"), "lesson.toml") == found


@CALM
@given(LESSONS)
def test_writing_is_stable(found: Lesson) -> None:
    text = write.to_toml(found)
    assert write.to_toml(read.parse(text, "lesson.toml")) == text


def test_the_file_reads_well() -> None:
    text = write.to_toml(read.parse(GOOD, "good.toml"))
    assert 'notes = """First line.\nSecond line, “quoted”."""' in text
    assert '[slides.state]\nshows = "skeleton"\nlayer = "shaked_zari_2025"\nview = "back"' in text
    assert "revealed" not in text
    assert text.startswith("# A lesson of the Bone Metastasis Atlas.")


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A good file with some stretches cut out, doubled or overwritten."""
    text = draw(st.sampled_from((GOOD, GROUNDED, write.to_toml(read.parse(GOOD, "good.toml")))))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        middle = draw(st.one_of(st.text(max_size=8), PIECES, st.just(text[start:end] * 2)))
        text = text[:start] + middle + text[end:]
    return text


def outcome(text: str | bytes) -> Lesson | tuple[Problem, ...]:
    try:
        return read.from_bytes(text, "any") if isinstance(text, bytes) else read.parse(text, "any")
    except LessonError as error:
        return error.problems


def is_sound(found: Lesson | tuple[Problem, ...]) -> bool:
    """Whether it is a lesson that can be written, or problems that can be shown."""
    if isinstance(found, Lesson):
        return read.parse(write.to_toml(found), "again") == found
    lines = list(map(str, found))
    return bool(lines) and all(
        line.startswith("any") and line.isprintable() and len(line) < 400 for line in lines
    )


@settings(CALM, max_examples=600)
@given(st.one_of(mutated(), st.text(max_size=60)))
@example("title = '\ud800'\nminutes = 1\n[[slides]]\ntitle = 'x'")
@example('"\ud800" = 1')
@example("a.b.c.d = 1")
@example("minutes = 1979-05-27T07:32:00Z")
@example("minutes = nan\ngoals = [[[]]]\nslides = {}")
@example("slides = [1, {}, [], {title = {}}]")
def test_nothing_but_a_lesson_or_its_problems_comes_of_any_text(text: str) -> None:
    assert is_sound(outcome(text))


@CALM
@given(st.binary(max_size=200))
def test_any_bytes_are_a_lesson_or_told_not_to_be(content: bytes) -> None:
    assert is_sound(outcome(content))
