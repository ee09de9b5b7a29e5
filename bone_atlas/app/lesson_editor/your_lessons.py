"""The list of the lessons that this browser keeps: open, new, duplicate, delete, and whether all is kept."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st
from markupsafe import Markup

from bone_atlas import wording
from bone_atlas.app.html import elements as h
from bone_atlas.app.lesson_editor import draft as lesson_draft
from bone_atlas.app.lesson_editor import keeping
from bone_atlas.app.lesson_editor.draft import History
from bone_atlas.app.lesson_editor.keeping import Broken, Entry
from bone_atlas.app.lesson_editor.kept_messages import Fault
from bone_atlas.app.shell.navigation import plain_label
from bone_atlas.faults import plain

#: In the session: id of the lesson that is about to be deleted.
DELETING = "your_lessons_deleting"
LONGEST_TITLE = 90
KEPT = (
    "Your lessons are kept in this browser, on this device, after every change; the server keeps nothing. "
    "Deleting the browser's data deletes them too: download a lesson to have it elsewhere."
)
WHY: dict[Fault, str] = {
    "denied": "the browser lets this page keep nothing, as in some private windows",
    "full": "the browser has no room left",
    "newer": "a newer version of the atlas has been open in this browser; reload the page",
    "blocked": "another tab has an older version of the atlas open; close it",
    "failed": "the browser could not write it",
}


def your_lessons() -> None:
    """Show the list, and what has to be known of the lessons in it."""
    # In one container: what follows would be made anew by the browser if it moved when the answer comes.
    with st.container(key="your_lessons"):
        _lessons()


def _lessons() -> None:
    known = keeping.keeping()
    entries = list(keeping.entries())
    if known.fault:
        st.html(_not_kept(known.fault))
    if known.notice:
        st.html(h.p(known.notice, cls="atlas-note", role="status"))
    for lesson, broken in known.broken.items():
        _broken(lesson, broken)
    if entries:
        _list(entries)
        _acts()
    elif keeping.is_looking():
        st.html(h.small_print("Looking for your lessons in this browser …"))
    if not known.fault:
        st.html(h.small_print(KEPT))


def _not_kept(fault: Fault) -> Markup:
    return h.p(
        h.b("Your lesson is not kept here: "),
        f"{WHY[fault]}. Download it before you reload or leave the page.",
        cls="atlas-wrong",
        role="alert",
    )


def _list(entries: list[Entry]) -> None:
    """Show the lessons; the title of one that is not open opens it."""
    st.html(h.h3("Your lessons", cls="atlas-heading"))
    with st.container(key="your_lessons_list", gap=None):
        for entry in entries:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                _row(entry)


def _row(entry: Entry) -> None:
    # A button, not a choice among several: Streamlit knows a choice by its label, and titles are not unique.
    title = plain(entry.title, LONGEST_TITLE)
    if entry.id == keeping.keeping().open:
        st.html(h.p(h.b(title), aria_current="true"), width="content")
        st.html(h.small_print(f"{_size(entry)}, open"), width="content")
    else:
        key = f"open_{entry.id}"
        st.button(plain_label(title), key=key, type="tertiary", on_click=_open, args=(entry.id,))
        st.html(h.small_print(_size(entry)), width="content")


def _size(entry: Entry) -> str:
    slides = wording.counted(entry.slides, "slide")
    return f"{slides}, changed {_moment(entry.changed)}" if entry.changed else slides


def _moment(seconds: float) -> str:
    """Return a moment as the reader's clock shows it."""
    moment = datetime.fromtimestamp(seconds, _reader_zone())
    return f"{moment.day} {moment:%B %Y, %H:%M}"


def _reader_zone() -> tzinfo:
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return timezone(timedelta(minutes=-(st.context.timezone_offset or 0)))


def _open(lesson: str) -> None:
    keeping.open_kept(lesson)
    _let_live()


# New, copied, deleted


def _acts() -> None:
    """Show what is done with the open lesson as one of several."""
    untouched = lesson_draft.history() == History()
    with st.container(horizontal=True, key="your_lessons_acts"):
        st.button("New lesson", key="your_lessons_new", on_click=_begin, disabled=untouched)
        st.button("Duplicate lesson", key="your_lessons_copy", on_click=_duplicate, disabled=untouched)
        st.button("Delete lesson …", key="your_lessons_delete", on_click=_ask, disabled=untouched)
    if not untouched and st.session_state.get(DELETING) == keeping.keeping().open:
        _confirm()


def _begin() -> None:
    keeping.begin(History())
    _let_live()


def _duplicate() -> None:
    keeping.duplicate()
    _let_live()


def _ask() -> None:
    st.session_state[DELETING] = keeping.keeping().open


def _confirm() -> None:
    """Say what is lost, and let the reader choose again."""
    draft = lesson_draft.draft()
    lost = f"“{plain(draft.title, LONGEST_TITLE)}” with {wording.counted(len(draft.slides), 'slide')}"
    with st.container(key="your_lessons_confirm"):
        st.html(
            h.p(f"Delete {lost} from this browser? This cannot be undone.", cls="atlas-wrong", role="alert")
        )
        with st.container(horizontal=True):
            st.button("Delete it", key="your_lessons_delete_it", on_click=_delete)
            st.button("Keep it", key="your_lessons_keep_it", on_click=_let_live)


def _delete() -> None:
    title = lesson_draft.draft().title
    keeping.delete()
    _let_live()
    st.toast(f"“{plain_label(plain(title))}” was deleted.")


def _let_live() -> None:
    st.session_state.pop(DELETING, None)


# What cannot be read


def _broken(lesson: str, broken: Broken) -> None:
    """Show a kept lesson that cannot be read; it stays as it is until the reader decides."""
    with st.container(key=f"broken_{lesson}"):
        st.html(
            h.p(
                h.b(f"“{plain(broken.title, LONGEST_TITLE)}”"),
                f" is kept in this browser and cannot be opened: {broken.why}. It is left as it is.",
                cls="atlas-wrong",
                role="alert",
            )
        )
        with st.container(horizontal=True):
            st.download_button(
                "Download what is kept",
                broken.record,
                file_name="kept_lesson.json",
                mime="application/json",
                on_click="ignore",
                key=f"broken_download_{lesson}",
            )
            st.button("Delete it", key=f"broken_delete_{lesson}", on_click=keeping.forget, args=(lesson,))
