"""The pages of the atlas in one session of Streamlit's test runner, as a teacher goes through them."""

from __future__ import annotations

import re
from html import unescape

import kept_browser
from kept_browser import Browser
from streamlit.testing.v1 import AppTest

from bone_atlas.app.lesson_editor import draft as lesson_draft
from bone_atlas.app.lesson_editor.draft import Draft
from bone_atlas.lessons.model import Lesson

WHERE = "where_to"


def _script() -> None:
    import streamlit as st

    from bone_atlas.app.registry import page_entry

    page_entry(st.session_state.setdefault("where_to", "teach")).function()()


def opened(page: str = "teach", browser: Browser | None = None, **query: str) -> AppTest:
    """A session that begins on a page, in a browser of its own or in one where others have been."""
    app = AppTest.from_function(_script, default_timeout=60)
    if browser:
        kept_browser.give(app, browser)
    for name, value in query.items():
        app.query_params[name] = value
    app.session_state[WHERE] = page
    return ran(app)


def ran(app: AppTest) -> AppTest:
    app.run()
    return kept_browser.settled(app)


def gone_to(app: AppTest, page: str, **state: object) -> AppTest:
    """The session on another page, with another view."""
    app.session_state[WHERE] = page
    if state:
        app.session_state["view_state"] = app.session_state["view_state"].with_(**state)
    return ran(app)


def pressed(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click()
    return ran(app)


def sent_slide(app: AppTest, query: dict[str, str], scene: str = "atlas") -> AppTest:
    """The session after a scene has sent what is on the screen, to make a slide of it."""
    (mounted,) = [e.proto.id for e in app.get("bidi_component") if e.proto.id.endswith(f"-{scene}")]
    kept_browser.triggered(app, mounted, "slide", query)
    return kept_browser.settled(app)


def typed(app: AppTest, key: str, value: str) -> AppTest:
    boxes = [*app.text_input, *app.text_area]
    (box,) = [one for one in boxes if one.key == key]
    box.set_value(value)
    return ran(app)


def text(app: AppTest) -> str:
    body = "\n".join(element.proto.body for element in app.get("html"))
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def draft(app: AppTest) -> Draft:
    history = (
        app.session_state["lesson_draft"] if "lesson_draft" in app.session_state else lesson_draft.History()
    )
    return history.now


def lesson(app: AppTest) -> Lesson:
    found = draft(app).lesson()
    assert found is not None
    return found


def titles(app: AppTest) -> list[str]:
    return [slide.title for slide in draft(app).slides]


def toasts(app: AppTest) -> list[str]:
    return [re.sub(r"\\(.)", r"\1", toast) for toast in kept_browser.toasts(app)]


def listed(app: AppTest) -> list[str]:
    """The slides as the list names them."""
    (radio,) = [one for one in app.radio if one.key == "editor_slide_choice"]
    return [re.sub(r"\\(.)", r"\1", option) for option in radio.options]


def kept_list(app: AppTest) -> list[tuple[str, str]]:
    """The list of lessons: titles and what stands beside each; nothing where there is no list."""
    found, title = [], ""
    for element in app.main:
        if element.type == "button" and str(element.key).startswith("open_"):
            title = element.label.replace("\\", "")
        elif element.type == "html":
            body = unescape(element.proto.body)
            if opened := re.search(r"aria-current='true'><b>(.*?)</b>", body):
                title = opened[1]
            elif title and (size := re.search(r">(\d+ slides?)", body)):
                found.append((title, size[1]))
                title = ""
    return found


def open_kept(app: AppTest, title: str) -> AppTest:
    """Open a lesson of the list."""
    (button,) = [
        one for one in app.button if str(one.key).startswith("open_") and one.label.replace("\\", "") == title
    ]
    button.click()
    return ran(app)


def uploaded(app: AppTest, name: str, content: bytes) -> AppTest:
    (box,) = [one for one in app.file_uploader if str(one.key).startswith("lesson_draft_file_")]
    box.upload(name, content)
    return ran(app)


def downloaded(app: AppTest) -> bytes:
    """The file that the button gives."""
    return lesson_draft.content(draft(app))
