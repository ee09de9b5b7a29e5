"""The teaching page: lessons to give, a lesson of one's own to make."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html import elements as h
from bone_atlas.app.html import lesson_cards
from bone_atlas.app.html.opening import TITLE
from bone_atlas.app.lesson_editor import editor, open_file
from bone_atlas.app.publish import lessons as published_lessons
from bone_atlas.app.publish.presenter_keys import presenter_keys
from bone_atlas.app.shell.navigation import link
from bone_atlas.app.take_home import order
from bone_atlas.app.take_home.offers import offers
from bone_atlas.lessons import LESSONS, lesson_ids
from bone_atlas.lessons.read import MAX_BYTES, Report, examine


def page() -> None:
    """Show the page."""
    st.html(lesson_cards.INTRODUCTION)
    _lessons()
    st.html(offers(order.all_of_atlas(), TITLE, title="Take the whole atlas home"))
    with st.container(key="to_practise"):
        link("practise", "Practise: questions made from the tables", {})
    st.html(keys())
    editor.maker()


def _lessons() -> None:
    """Show a card for each lesson that comes with the atlas."""
    ids = lesson_ids(LESSONS)
    if not ids:
        return
    with st.container(key="lessons"):
        columns = st.columns(len(ids), gap="medium")
    for lesson_id, column in zip(ids, columns, strict=True):
        with column, st.container(border=True, key=f"lesson_{lesson_id}", height="stretch"):
            path = LESSONS / f"{lesson_id}.toml"
            _card(lesson_id, _examined(path, path.stat().st_mtime_ns))


@lru_cache(maxsize=64)
def _examined(path: Path, _changed: int) -> Report:
    """Read and check a file once, and again when it has changed."""
    with path.open("rb") as opened:
        return examine(opened.read(MAX_BYTES + 1), path.name, catalogue().rows)


def _card(lesson_id: str, report: Report) -> None:
    """Show one lesson, or what is wrong with its file."""
    lesson = report.lesson
    if lesson is None or report.problems:
        st.html(
            h.joined(
                h.heading(report.file),
                h.p("This lesson cannot be given, because its file is broken.", cls="atlas-own-wrong"),
                open_file.problems(report.problems),
            )
        )
        return
    st.html(lesson_cards.card(lesson))
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"lesson_acts_{lesson_id}"):
        with st.container(key=f"present_{lesson_id}"):
            link("present", "▶ Present", {"lesson": lesson_id})
        st.download_button(
            "Download the file",
            (LESSONS / report.file).read_bytes(),
            file_name=report.file,
            mime="application/toml",
            on_click="ignore",
            key=f"download_{lesson_id}",
        )
        st.button(
            "Use as a starting point", key=f"copy_{lesson_id}", on_click=open_file.open_lesson, args=(lesson,)
        )
    st.html(offers(order.all_of_lesson(lesson_id), published_lessons.title(lesson)))


def keys() -> Markup:
    """Return the keys of the presenter as HTML."""
    return lesson_cards.keys((row.labels, row.does) for row in presenter_keys())
