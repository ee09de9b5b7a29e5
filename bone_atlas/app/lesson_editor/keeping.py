"""The lessons of this session and those that the browser keeps.

The browser owns them: a session is filled from there when it begins (`mount` asks), and each change goes back
there. The server keeps nothing. In the session stands, under ``lesson_keeping``, the `Keeping`: which lesson
is open, what was sent to be kept, what the browser has told.

A session that has heard nothing yet sends nothing: its empty lesson must not take the place of one that is
kept. What was made meanwhile goes into the kept lesson (slides added) or stands beside it (anything else).
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

import streamlit as st

from bone_atlas.app.lesson_editor import draft as lesson_draft
from bone_atlas.app.lesson_editor import kept_content, kept_messages
from bone_atlas.app.lesson_editor.draft import Draft, History
from bone_atlas.app.lesson_editor.kept_messages import Fault, Lesson, Message, Moved, Version
from bone_atlas.app.publish.contract import LessonToKeep
from bone_atlas.app.shell import component
from bone_atlas.app.shell.navigation import plain_label
from bone_atlas.faults import plain
from bone_atlas.lessons.model import Slide

STATE = "lesson_keeping"
#: Letters of a title.
LONGEST_TITLE = 200


def _new_id() -> str:
    return secrets.token_hex(8)


@dataclass(frozen=True)
class Broken:
    """A kept lesson that cannot be read.

    Attributes
    ----------
    title : str
        What it is called.
    why : str
        What is wrong with it.
    record : str
        All that is kept of it, as JSON.
    """

    title: str
    why: str
    record: str


@dataclass(frozen=True)
class Entry:
    """What the list of lessons says of one; `changed` is in seconds since 1970 (UTC), 0 where not known."""

    id: str
    title: str
    slides: int
    changed: float


@dataclass
class Keeping:
    """What this session knows of the lessons that the browser keeps.

    Attributes
    ----------
    session : str
        Names the session.
    open : str
        Id of the lesson that is open.
    base : Version or None
        The kept version that it was made of; None where it is new.
    noted : History or None
        The lesson as it was last sent to the browser, or came from there.
    changed : float
        When it was changed last, in seconds since 1970 (UTC).
    revision : int
        Number of the last change that was sent.
    ask, wanted : int, str
        Number of the last question which lessons are kept; id of the one that the answer is to hold.
    heard : int
        Number of the last question that was answered: an answer can be lost where a page is left at once.
    awaits : {"start", "lesson", ""}
        What the answer is for: the lesson to begin with, another one to open, or the list alone.
    saves : dict
        By id and base: what the browser has not told that it keeps.
    removed : list of str
        Ids of deleted lessons, until the browser has told that they are gone.
    heads : dict of str to Lesson
        By id: the kept lessons, without contents; a new one first.
    aside : dict of str to History
        By id: lessons that were open before, for a browser that keeps nothing.
    added : list of Slide
        Slides that were added before the browser answered.
    broken : dict of str to Broken
        By id: kept lessons that cannot be read.
    fault : str
        Why the browser keeps nothing.
    notice : str
        What happened to a lesson without the reader's doing.
    """

    session: str = field(default_factory=_new_id)
    open: str = field(default_factory=_new_id)
    base: Version | None = None
    noted: History | None = None
    changed: float = 0
    revision: int = 0
    ask: int = 1
    wanted: str = ""
    heard: int = 0
    awaits: Literal["start", "lesson", ""] = "start"
    saves: dict[tuple[str, str], LessonToKeep] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    heads: dict[str, Lesson] = field(default_factory=dict)
    aside: dict[str, History] = field(default_factory=dict)
    added: list[Slide] = field(default_factory=list)
    broken: dict[str, Broken] = field(default_factory=dict)
    fault: Fault = ""
    notice: str = ""


def keeping() -> Keeping:
    """Return what this session knows of the kept lessons."""
    if STATE not in st.session_state:
        st.session_state[STATE] = Keeping()
    known: Keeping = st.session_state[STATE]
    return known


def is_looking() -> bool:
    """Return whether the browser has not yet told what it keeps."""
    return keeping().awaits == "start"


def mount(key: str, *, needed: bool = True) -> None:
    """Have the browser keep what has changed since, and tell what is asked.

    Parameters
    ----------
    key : str
        Names it on the page.
    needed : bool
        Whether there is anything to keep or to ask here. The place is taken in either case: what follows
        would be made anew by the browser if it moved.
    """
    with st.container(key="unseen" if needed else None):
        if needed:
            _mounted(key)


def _mounted(key: str) -> None:
    known = keeping()
    note()
    component.lessons(
        f"{key}_lessons",
        {
            "keeps": "lessons",
            "session": known.session,
            "open": "" if is_looking() else known.open,
            "ask": known.ask,
            "heard": known.heard,
            "wanted": known.wanted,
            "saves": list(known.saves.values()),
            "removed": known.removed,
        },
        on_message=_hear,
    )


def note() -> None:
    """Note a change of the open lesson, so that it is kept; not before it is known which one is kept."""
    if not is_looking():
        _note()


def _note() -> None:
    """Note a change in any case; a lesson in which nothing was done is none."""
    known, history = keeping(), lesson_draft.history()
    if history is known.noted or history == History():
        return
    known.revision += 1
    known.noted, known.changed = history, time.time()
    lesson = Lesson(
        form=kept_content.FORM,
        id=known.open,
        title=history.now.title,
        slides=len(history.now.slides),
        changed=known.changed,
        writer=known.session,
        revision=known.revision,
        content=kept_content.written(history, lesson_draft.chosen()),
    )
    base = known.base.sent() if known.base else None
    known.saves[known.open, _name(known.base)] = {"lesson": lesson.record(), "base": base}
    head = lesson.model_copy(update={"content": ""})
    first = {} if known.open in known.heads else {known.open: head}
    known.heads = {**first, **known.heads, known.open: head}


def _name(base: Version | None) -> str:
    return f"{base.writer} {base.revision}" if base else ""


# What the browser tells


def _hear(key: str) -> None:
    """Take over what the browser tells; what is meant for another session, or is no message, is nothing."""
    message = kept_messages.message(component.lessons_message(key))
    known = keeping()
    if message is None or message.session != known.session:
        return
    known.fault = message.fault
    if not message.fault:
        heads = [head for sent in message.heads if (head := kept_messages.head(sent)) is not None]
        known.heads = {head.id: head for head in heads}
        known.removed = [removed for removed in known.removed if removed in known.heads]
    known.saves = {
        name: save
        for name, save in known.saves.items()
        if save["lesson"]["revision"] > message.kept.get(save["lesson"]["id"], 0)
    }
    for moved in message.moved:
        _move(moved)
    _take(message)


def _take(message: Message) -> None:
    """Open the lesson of an answer, or the newer state of the one that is open."""
    known = keeping()
    if message.answer != known.ask:
        if not message.answer and not known.awaits and _is_news(message.lesson):
            _open(message.lesson)
        return
    known.heard = known.ask
    awaited, known.awaits = known.awaits, ""
    if awaited == "start":
        _begin(message.lesson)
    elif awaited == "lesson" and not _open(message.lesson):
        _from_aside(known.wanted)


def _is_news(sent: object) -> bool:
    """Return whether a lesson is another state of the one that is open."""
    known, lesson = keeping(), kept_messages.lesson(sent)
    if lesson is None or lesson.id != known.open:
        return False
    return known.base is None or (lesson.writer, lesson.revision) != (known.base.writer, known.base.revision)


def _begin(sent: object) -> None:
    """Begin with the kept lesson; what was made before it came is added to it, or stands beside it."""
    known, now = keeping(), lesson_draft.history()
    added, known.added = known.added, []
    if now == History():
        _open(sent)
    elif Draft(slides=tuple(added)) == now.now and _open(sent):
        for slide in added:
            add(slide)
        return
    if added:
        _say_added(added[-1])


def _open(sent: object) -> bool:
    """Open a lesson that the browser sent; return whether it can be read."""
    if sent is None:
        return False
    known, lesson = keeping(), kept_messages.lesson(sent)
    try:
        if lesson is None:
            raise kept_content.KeptError("its parts do not fit together")
        history, chosen = kept_content.read(lesson.form, lesson.content)
    except kept_content.KeptError as error:
        head = kept_messages.head(sent)
        title = head.title if head else kept_messages.UNREADABLE
        record = json.dumps(sent, ensure_ascii=False, indent=1)
        known.broken[head.id if head else ""] = Broken(title, str(error), record)
        return False
    known.broken.pop(lesson.id, None)
    _leave()
    _go_on(lesson.id, history, chosen)
    known.base = Version(writer=lesson.writer, revision=lesson.revision)
    known.noted, known.changed = history, lesson.changed
    return True


def _leave() -> None:
    """Put the open lesson aside, unless nothing was done in it."""
    history = lesson_draft.history()
    if history != History():
        keeping().aside[keeping().open] = history


def _go_on(lesson: str, history: History, chosen: int = 0) -> None:
    """Go on with a lesson under an id."""
    known = keeping()
    known.aside.pop(lesson, None)
    known.open, known.base, known.noted, known.changed = lesson, None, None, 0
    lesson_draft.keep(history)
    lesson_draft.choose(chosen)


def _from_aside(wanted: str) -> None:
    """Open a lesson that the browser does not have, if this session does."""
    known = keeping()
    if (history := known.aside.get(wanted)) is not None:
        _leave()
        _go_on(wanted, history)
    elif wanted not in known.broken:
        known.notice = "That lesson is no longer there: it was deleted in another tab."


def _move(moved: Moved) -> None:
    """Go on under another id with a lesson that another tab has changed too."""
    known = keeping()
    for name in [name for name in known.saves if name == (moved.id, _name(moved.base))]:
        del known.saves[name]
    before = lesson_draft.draft().title
    if (known.open, known.base) != (moved.id, moved.base):
        known.notice = "A lesson was changed in two tabs at once. Nothing is lost: the list has both."
        return
    known.open, known.base = moved.as_, None
    lesson_draft.do(replace(lesson_draft.draft(), title=_marked(before, "from this tab")))
    known.notice = (
        f"“{plain(before)}” was changed in another tab too. Nothing is lost: the list has both, and the one "
        "made here, now open, has “(from this tab)” in its title."
    )


# What the reader does


def add(slide: Slide) -> None:
    """Put a slide into the open lesson, or into the kept one as soon as it is known; say where it is."""
    try:
        lesson_draft.add(slide)
    except ValueError as error:
        st.toast(str(error))
        return
    if is_looking():
        keeping().added.append(slide)
    else:
        _say_added(slide)


def _say_added(slide: Slide) -> None:
    of = len(lesson_draft.draft().slides)
    number = lesson_draft.chosen() + 1
    title = plain_label(plain(slide.title))
    where = f"“{title}” is now slide {number} of {of} in your lesson (page Teach)."
    st.toast(f"{where} This browser does not keep it: download the lesson there." if _fails() else where)


def _fails() -> bool:
    return bool(keeping().fault)


def entries() -> Iterator[Entry]:
    """Yield the lessons of the list: one that is open and new, those that are kept, those only here."""
    known, history = keeping(), lesson_draft.history()
    ids = [known.open] if history != History() and known.open not in known.heads else []
    for lesson in dict.fromkeys([*ids, *known.heads, *known.aside]):
        if lesson in known.removed:
            continue
        if lesson == known.open:
            yield Entry(lesson, history.now.title, len(history.now.slides), known.changed)
        elif (head := known.heads.get(lesson)) is not None:
            yield Entry(lesson, head.title, head.slides, head.changed)
        else:
            aside = known.aside[lesson].now
            yield Entry(lesson, aside.title, len(aside.slides), 0)


def begin(history: History) -> None:
    """Go on with a new lesson; the one before stays as it is.

    Parameters
    ----------
    history : History
        The new lesson; an empty one is kept when something has been done in it.
    """
    known = keeping()
    _note()
    _leave()
    _go_on(_new_id(), history)
    known.added, known.awaits, known.notice = [], "", ""


def duplicate() -> None:
    """Go on with a copy of the open lesson; it begins without changes to undo."""
    now, chosen = lesson_draft.draft(), lesson_draft.chosen()
    begin(History(replace(now, title=_marked(now.title, "copy"))))
    lesson_draft.choose(chosen)


def _marked(title: str, mark: str) -> str:
    """Return a title with a mark, within the limit."""
    return f"{title[: LONGEST_TITLE - len(mark) - 3].strip()} ({mark})"


def open_kept(lesson: str) -> None:
    """Open another lesson of the list: as the browser has it, else as this session left it."""
    known = keeping()
    note()
    known.ask, known.wanted, known.awaits, known.notice = known.ask + 1, lesson, "lesson", ""


def delete() -> None:
    """Delete the open lesson, and open the next of the list."""
    deleted = keeping().open
    _go_on(_new_id(), History())
    forget(deleted)
    if following := next(entries(), None):
        open_kept(following.id)


def forget(lesson: str) -> None:
    """Delete a lesson that is not open."""
    known = keeping()
    known.saves = {name: save for name, save in known.saves.items() if name[0] != lesson}
    for held in (known.heads, known.aside, known.broken):
        held.pop(lesson, None)
    known.removed.append(lesson)
