"""Make a lesson in the page: its head, its slides in order, one of them open to be edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st
from markupsafe import Markup

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html import elements as h
from bone_atlas.app.lesson_editor import capture, keeping, open_file, slide_editor, your_lessons
from bone_atlas.app.lesson_editor import draft as lesson_draft
from bone_atlas.app.lesson_editor.draft import draft
from bone_atlas.app.lesson_editor.field_errors import Content, Take, as_it_is, box, put, say, taken
from bone_atlas.app.publish import lessons as published_lessons
from bone_atlas.app.registry import page_that_shows
from bone_atlas.app.shell import component
from bone_atlas.app.shell.errors import errors_shown
from bone_atlas.app.shell.navigation import go_to, link, plain_label
from bone_atlas.app.shell.state import change, current
from bone_atlas.app.take_home import order
from bone_atlas.app.take_home.offers import offers
from bone_atlas.app.take_home.workshop import workshop
from bone_atlas.exports.lessons import size
from bone_atlas.faults import Fault
from bone_atlas.lessons import check, summary
from bone_atlas.scenes.state import State
from bone_atlas.view_state import DRAFT_LESSON

#: What a state and the view on the screen have in common.
SEEN = ("layer", "second", "view", "sites", "names", "route", "breast", "journey", "step", "extent")
CHOICE = "editor_slide_choice"
#: In the session: what can be ordered of the lesson.
ORDER = "editor_order"
INTRODUCTION = h.section(
    h.h2("Make a lesson"),
    h.p(
        "On the pages of the atlas the button ",
        h.b("Add this view as a slide"),
        " adds what is on the screen. "
        "Here you put the slides in order, give them words and notes, hide what the class shall "
        "guess, and ask a question.",
    ),
    cls="atlas-lessons",
)


@st.fragment
@errors_shown()
def maker() -> None:
    """Show the maker; a change runs only this part again."""
    keeping.note()
    st.html(INTRODUCTION)
    your_lessons.your_lessons()
    open_file.opener()
    _toolbar()
    _head()
    if draft().slides:
        _slides()
    else:
        st.html(
            h.note(
                "There is no slide yet. Add a view on one of the pages of the atlas, take a lesson above as "
                "a starting point, open a file, or begin with words alone."
            )
        )
        _button("Add a slide of words", _add_text_slide)
    # Last, so that all boxes show the lesson before the browser tells anything.
    keeping.mount("maker")


def _button(label: str, change: Callable[[], None], *, disabled: bool = False) -> None:
    """Show a button that changes the lesson; it is known by its label."""
    key = f"editor_{label.casefold().replace(' ', '_')}"
    st.button(label, key=key, on_click=change, disabled=disabled)


# All of it


def _toolbar() -> None:
    """Show what is done with the lesson as a whole."""
    history, lesson = lesson_draft.history(), draft().lesson()
    wrong = _wrong()
    with st.container(horizontal=True, vertical_alignment="center", key="editor_toolbar"):
        _button("Undo", lambda: lesson_draft.keep(lesson_draft.history().undo()), disabled=not history.before)
        _button("Redo", lambda: lesson_draft.keep(lesson_draft.history().redo()), disabled=not history.after)
        st.download_button(
            "Download my lesson",
            lesson_draft.file(),
            file_name=lesson_draft.file_name(draft().title),
            mime="application/toml",
            on_click="ignore",
            disabled=lesson is None,
            key="editor_download",
        )
        if lesson:
            query = {"lesson": DRAFT_LESSON}
            with st.container(key="present_draft", width="content"):
                link("present", "▶ Present my lesson", query, disabled=bool(wrong))
            st.html(h.small_print(size(lesson)), width="content")
            if not wrong and not lesson_draft.too_large(draft()):
                st.html(_offers(), width="content")
    if wrong:
        mend = f"Before it can be presented, mend {' and '.join(wrong)}."
        st.html(h.p(mend, cls="atlas-note", role="status"))
    if lesson_draft.too_large(draft()):
        st.html(
            h.p(
                "The lesson has so many words that its file could not be opened again; shorten it.",
                cls="atlas-wrong",
            )
        )


def _offers() -> Markup:
    """Offer the lesson as files; the session holds the orders: a link only names them."""
    orders = st.session_state[ORDER] = order.all_of_own(lesson_draft.file(), draft().title)
    for each in orders:
        workshop.offer(each)
    return offers(orders, draft().title)


def _wrong() -> list[str]:
    """Name what has to be mended: the head, slides by their numbers."""
    head = ["title or goals"] if _head_faults() else []
    slides = [str(number) for number, faults in enumerate(lesson_draft.faults(), start=1) if faults]
    return [*head, *([f"slide {', '.join(slides)}"] if slides else [])]


def _head_faults() -> tuple[Fault, ...]:
    lesson = draft().lesson()
    return check.head_faults(lesson, catalogue().rows) if lesson else ()


def _head() -> None:
    """Show the boxes of title, minutes and goals."""
    now, wrong = draft(), slide_editor.by_field(_head_faults())
    # What was typed and not taken over belongs to this lesson, and is there again when it is opened again.
    head = f"head {keeping.keeping().open}"

    def take(field: str, read: Callable[[Content], object] = as_it_is) -> Take[Content]:
        return lambda value: lesson_draft.headed(draft(), **{field: read(value)})

    with st.container(horizontal=True, key="editor_head"):
        with st.container(width="stretch"):
            box(
                "Title of the lesson",
                "editor_title",
                head,
                now.title,
                take("title"),
                *wrong["title"],
                limit=200,
            )
        with st.container(width=130):
            st.number_input(
                "Minutes",
                1,
                180,
                value=put("editor_minutes", now.minutes),
                key="editor_minutes",
                on_change=taken,
                args=("editor_minutes", head, take("minutes")),
            )
            say("editor_minutes", head)
    box(
        "Goals, one on each line: what the class can do afterwards",
        "editor_goals",
        head,
        "\n".join(now.goals),
        take("goals", slide_editor.lines),
        *wrong["goals"],
        lines=3,
    )


# The slides


def _slides() -> None:
    index, faults = lesson_draft.chosen(), lesson_draft.faults()
    left, right = st.columns([1, 1.7], gap="medium")
    with left, st.container(key="editor_list"):
        _list(faults)
        _button("Add a slide of words", _add_text_slide)
    with right, st.container(border=True, key="editor_slide"):
        st.html(h.heading(f"Slide {index + 1} of {len(faults)}"))
        _moves(index, len(faults))
        # A container of its own: the boxes below it stay what they are, whether there is a preview or none.
        with st.container(key="editor_preview"):
            _preview(index, faults[index])
        slide_editor.edit(index, draft().slides[index], faults[index])


def _preview(index: int, faults: Sequence[Fault]) -> None:
    """Show the slide as it will look, all of it revealed; one with faults cannot be drawn."""
    if faults:
        st.html(h.note("The preview comes back when the slide has no fault."))
        return
    made = published_lessons.preview(draft().slides[index], index + 1, len(draft().slides))
    component.slide_preview("editor_slide_preview", made)


def _list(faults: Sequence[Sequence[Fault]]) -> None:
    """Show the slides in order; the chosen one is edited."""
    slides = draft().slides
    st.session_state[CHOICE] = lesson_draft.chosen()

    def label(index: int) -> str:
        mend = " (to be mended)" if faults[index] else ""
        return plain_label(f"{index + 1}. {slides[index].title}{mend}")

    st.radio(
        "Slides, in order",
        list(range(len(slides))),
        format_func=label,
        captions=[plain_label(summary.brief(slide, catalogue().rows)) for slide in slides],
        key=CHOICE,
        on_change=_choose,
    )


def _choose() -> None:
    # Streamlit hands over the label itself where it belongs to no slide any more: another lesson was opened.
    if isinstance(chosen := st.session_state[CHOICE], int):
        lesson_draft.choose(chosen)


def _moves(index: int, count: int) -> None:
    """Show what is done with the chosen slide."""
    with st.container(horizontal=True, key="editor_moves"):
        _button("Move up", lambda: _move(index, -1), disabled=index == 0)
        _button("Move down", lambda: _move(index, 1), disabled=index == count - 1)
        _button("Duplicate", lambda: _duplicate(index), disabled=count >= lesson_draft.MOST_SLIDES)
        _button("Remove", lambda: _remove(index))
        _show(draft().slides[index].state)


def _show(state: State) -> None:
    """Offer the view of a slide in the atlas, where it can be changed and added anew."""
    there = page_that_shows(state.shows)
    if (
        there
        and not lesson_draft.faults()[lesson_draft.chosen()]
        and st.button("Show in the atlas", key="editor_show")
    ):
        entry, parts = there
        change(**{name: getattr(state, name) for name in SEEN} | dict(parts))
        go_to(entry)


def _move(index: int, by: int) -> None:
    lesson_draft.do(lesson_draft.moved(draft(), index, by))
    lesson_draft.choose(index + by)


def _duplicate(index: int) -> None:
    lesson_draft.do(lesson_draft.added(draft(), draft().slides[index], index + 1))
    lesson_draft.choose(index + 1)


def _remove(index: int) -> None:
    title = draft().slides[index].title
    lesson_draft.do(lesson_draft.removed(draft(), index))
    st.toast(f"“{plain_label(title)}” was removed. Undo brings it back.")


def _add_text_slide() -> None:
    """Put a slide of text after the chosen one."""
    try:
        lesson_draft.add(capture.slide("nothing", current()))
    except ValueError as error:
        st.toast(str(error))
