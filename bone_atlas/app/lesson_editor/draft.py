"""The lesson that a teacher makes in the page: what it is made of, every change undone at will.

It lives in the session, under these keys; `keeping` has the browser keep it:

``lesson_draft``
    The `History`: the draft, what it was before, what was undone.
``lesson_draft_slide``
    Index of the slide that is edited, from 0.
``lesson_draft_faults``
    What is wrong with each slide of the draft, so that a rerun does not check them again.
``lesson_draft_contents``
    The file of the draft, so that a rerun does not write it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import streamlit as st

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.shell.once import made_once
from bone_atlas.exports.lessons import file_stem
from bone_atlas.faults import Fault, LessonError
from bone_atlas.lessons import check, write
from bone_atlas.lessons.model import Lesson, Slide
from bone_atlas.lessons.read import MAX_BYTES
from bone_atlas.lessons.rests_on import still_there

HISTORY, CHOSEN, FAULTS = "lesson_draft", "lesson_draft_slide", "lesson_draft_faults"
FILE = "lesson_draft_contents"
#: What messages call it.
NAME = "your lesson"
#: So many slides a lesson has at most, and so many changes can be undone.
MOST_SLIDES, MOST_CHANGES = 60, 200
UNNAMED = "My lesson"


@dataclass(frozen=True)
class Draft:
    """A lesson under way: like a `Lesson`, but it may have no slide yet.

    Attributes
    ----------
    title, minutes, goals, slides
        As in `Lesson`.
    """

    title: str = UNNAMED
    minutes: int = 10
    goals: tuple[str, ...] = ()
    slides: tuple[Slide, ...] = ()

    @classmethod
    def of(cls, lesson: Lesson) -> Draft:
        """Make the draft that a lesson is."""
        return cls(lesson.title, lesson.minutes, lesson.goals, lesson.slides)

    def lesson(self) -> Lesson | None:
        """Make the lesson that the draft is; None where it has no slide."""
        if not self.slides:
            return None
        return Lesson(title=self.title, minutes=self.minutes, goals=self.goals, slides=self.slides)


@dataclass(frozen=True)
class History:
    """A draft with what it was and what was undone.

    Attributes
    ----------
    now : Draft
        The draft.
    before, after : tuple of Draft
        Earlier drafts, the last one last; undone ones, the last undone one last.
    """

    now: Draft = Draft()
    before: tuple[Draft, ...] = ()
    after: tuple[Draft, ...] = ()

    def do(self, draft: Draft) -> History:
        """Go on to another draft; one that is the same is no change."""
        if draft == self.now:
            return self
        return History(draft, (*self.before, self.now)[-MOST_CHANGES:])

    def undo(self) -> History:
        """Go back by one change, if there is one."""
        if not self.before:
            return self
        return History(self.before[-1], self.before[:-1], (*self.after, self.now))

    def redo(self) -> History:
        """Take the last undoing back, if there is one."""
        if not self.after:
            return self
        return History(self.after[-1], (*self.before, self.now), self.after[:-1])


# Changes of a draft


def added(draft: Draft, slide: Slide, index: int | None = None) -> Draft:
    """Put a slide at an index, from 0, or at the end.

    Raises
    ------
    ValueError
        If the lesson is full.
    """
    if len(draft.slides) >= MOST_SLIDES:
        raise ValueError(f"A lesson has at most {MOST_SLIDES} slides.")
    at = len(draft.slides) if index is None else index
    return replace(draft, slides=(*draft.slides[:at], slide, *draft.slides[at:]))


def moved(draft: Draft, index: int, by: int) -> Draft:
    """Move a slide by so many positions; not beyond the ends."""
    slides = list(draft.slides)
    slide = slides.pop(index)
    slides.insert(min(max(index + by, 0), len(slides)), slide)
    return replace(draft, slides=tuple(slides))


def removed(draft: Draft, index: int) -> Draft:
    """Take a slide out."""
    return replace(draft, slides=draft.slides[:index] + draft.slides[index + 1 :])


def changed(draft: Draft, index: int, **parts: object) -> Draft:
    """Change parts of a slide.

    Parameters
    ----------
    draft : Draft
        The draft.
    index : int
        Which slide, from 0.
    **parts : object
        New values, by the names of `Slide`.

    Returns
    -------
    Draft
        With the changed slide; what a sentence rested on goes with the sentence.

    Raises
    ------
    pydantic.ValidationError
        If a value breaks a limit of the model.
    """
    old = draft.slides[index]
    kept = {name: getattr(old, name) for name in Slide.model_fields}
    slide = Slide.model_validate({**kept, **parts})
    rests_on, no_fact = still_there(slide)
    slide = slide.model_copy(update={"rests_on": rests_on, "no_fact": no_fact})
    return replace(draft, slides=(*draft.slides[:index], slide, *draft.slides[index + 1 :]))


def headed(draft: Draft, **parts: object) -> Draft:
    """Change title, minutes or goals.

    Raises
    ------
    pydantic.ValidationError
        If a value breaks a limit of the model.
    """
    head = {"title": draft.title, "minutes": draft.minutes, "goals": draft.goals, **parts}
    checked = Lesson.model_validate({**head, "slides": (Slide(title=UNNAMED),)})
    return replace(Draft.of(checked), slides=draft.slides)


def file_name(title: str) -> str:
    """Return a name for the file of a lesson: plain letters of its title, else ``my_lesson.toml``."""
    return f"{file_stem(title)}.toml"


def content(draft: Draft) -> bytes:
    """Return the file of a draft; empty where it has no slide."""
    lesson = draft.lesson()
    return write.to_toml(lesson).encode("utf-8") if lesson else b""


# The draft of this session


def history() -> History:
    """Return the draft of this session with its changes."""
    kept: History = st.session_state.get(HISTORY, History())
    return kept


def draft() -> Draft:
    """Return the draft of this session."""
    return history().now


def file() -> bytes:
    """Return the file of the draft of this session; empty where it has no slide."""
    now = draft()
    return made_once(FILE, now, lambda: content(now))


def keep(new: History) -> None:
    """Keep another state of the draft."""
    st.session_state[HISTORY] = new


def do(new: Draft) -> None:
    """Go on to another draft; it can be undone."""
    keep(history().do(new))


def chosen() -> int:
    """Return the index of the slide that is edited, from 0; 0 also where there is none."""
    index: int = st.session_state.get(CHOSEN, 0)
    return min(max(index, 0), max(len(draft().slides) - 1, 0))


def choose(index: int) -> None:
    """Edit another slide."""
    st.session_state[CHOSEN] = index


def add(slide: Slide) -> int:
    """Put a slide after the one that was edited last, and choose it; return its number, from 1.

    Raises
    ------
    ValueError
        If the lesson is full.
    """
    index = chosen() + 1 if draft().slides else 0
    do(added(draft(), slide, index))
    choose(index)
    return index + 1


def faults() -> tuple[tuple[Fault, ...], ...]:
    """Return what is wrong with each slide of the draft; each is checked once."""
    known: dict[Slide, tuple[Fault, ...]] = st.session_state.get(FAULTS, {})
    rows = catalogue().rows
    slides = draft().slides
    by_slide = {
        slide: known[slide] if slide in known else check.slide_faults(slide, rows) for slide in slides
    }
    st.session_state[FAULTS] = by_slide
    return tuple(by_slide[slide] for slide in slides)


def too_large(draft: Draft) -> bool:
    """Return whether the file of a draft would be larger than one that can be opened."""
    # No letter takes more than six bytes in a file.
    rough = sum(len(text) for slide in draft.slides for text in _all_words(slide))
    return rough * 6 > MAX_BYTES and len(content(draft)) > MAX_BYTES


def _all_words(slide: Slide) -> Iterator[str]:
    """List the words of a slide, and those of what they rest on."""
    yield from (text for _, text in check.words(slide))
    yield from slide.no_fact
    for entry in slide.rests_on:
        yield from (entry.says, *entry.on)


def lesson() -> Lesson | None:
    """Return the session's own lesson as it can be given.

    Returns
    -------
    Lesson or None
        None where the session has none, or none with a slide.

    Raises
    ------
    LessonError
        If anything is wrong with it, such as a reference to a row there is not.
    """
    made = draft().lesson()
    if made is not None and (problems := check.check(made, catalogue().rows, NAME)):
        raise LessonError(problems)
    return made
