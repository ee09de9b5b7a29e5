"""Text boxes of the lesson under way: what breaks a limit stays in its box, with the reason under it."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from typing import TypedDict, TypeVar

import streamlit as st
from pydantic import ValidationError

from bone_atlas.app.html import elements as h
from bone_atlas.app.lesson_editor import draft as lesson_draft
from bone_atlas.app.lesson_editor.draft import Draft
from bone_atlas.lessons.model import Slide
from bone_atlas.lessons.read import messages

#: In the session: text and reason by what it belongs to and the key of its box.
REFUSED = "lesson_draft_refused"
#: In the session: by the key of a widget what stood in it before, and since when it does not.
REPLACED = "lesson_draft_replaced"
#: So long a browser may take until it shows what was put into a widget.
STALE_SECONDS = 5.0
#: Makes the changed draft of what is in a box; for a slide also of its index.
Content = TypeVar("Content")
Held = TypeVar("Held")
Take = Callable[[Content], Draft]


class BoxOptions(TypedDict):
    """What boxes of one line and of several share."""

    key: str
    value: str
    max_chars: int | None
    placeholder: str | None
    on_change: Callable[..., None]
    args: tuple[str, Slide | str, Take[str]]


def as_it_is(content: object) -> object:
    """Return what is in a box as it is."""
    return content


def refused() -> dict[tuple[Hashable, str], tuple[object, str]]:
    """Return what was typed and not taken over."""
    held: dict[tuple[Hashable, str], tuple[object, str]] = st.session_state.setdefault(REFUSED, {})
    return held


def hold(key: str, owner: Hashable, value: str) -> str:
    """Put into a box what it holds, or what waits there, and return it; see `put`."""
    waiting, _ = refused().get((owner, key), (value, ""))
    return put(key, str(waiting))


def put(key: str, value: Held) -> Held:
    """Put a value into a widget, note the one that it takes the place of, and return it.

    A value that the widget has already is not put there again: what is being typed must not be lost.

    The browser may send the value before once more, with what the reader does next before it has heard of the
    new one: it would be taken for a change of the slide or lesson that is open by then.

    The widget is to be given what is returned as its default too. Streamlit tells the browser of a value that
    was put only in the run that puts it; a browser that fetches the code of a widget meanwhile meets the next
    run's, and sends an empty box as if the reader had emptied it.
    """
    if key in st.session_state:
        if st.session_state[key] == value:
            return value
        before: dict[str, tuple[object, float]] = st.session_state.setdefault(REPLACED, {})
        before[key] = (st.session_state[key], time.monotonic())
    st.session_state[key] = value
    return value


def _is_stale(key: str, value: object) -> bool:
    """Return whether a widget sends what was in it before another value was put there."""
    replaced: dict[str, tuple[object, float]] = st.session_state.get(REPLACED, {})
    if key not in replaced:
        return False
    before, since = replaced[key]
    return value == before and time.monotonic() - since < STALE_SECONDS


def say(key: str, owner: Hashable, *also: str) -> None:
    """Say under a box why its content was not taken over, and what else is wrong with it."""
    _, why = refused().get((owner, key), ("", ""))
    said = ([f"Not taken over: {why}."] if why else []) + list(also)
    slot = st.empty()  # there in either case, so that what follows keeps its place and stays as it is
    if said:
        slot.html(h.div(h.listed(said), cls="atlas-wrong", role="status"))


def box(
    label: str,
    key: str,
    owner: Slide | str,
    value: str,
    take: Take[str],
    *faults: str,
    lines: int = 1,
    limit: int | None = None,
    placeholder: str = "",
) -> None:
    """Show a box for text.

    Parameters
    ----------
    label, key : str
        What it is called, on the page and in the session.
    owner : Slide or str
        What the text belongs to: a slide, or the lesson's head.
    value : str
        The text.
    take : callable
        Makes the changed draft of a new text; may raise `pydantic.ValidationError`.
    *faults : str
        What is wrong with the text, though it keeps the limits.
    lines : int
        Height, in lines.
    limit : int, optional
        Most letters.
    placeholder : str
        What an empty box says.
    """
    shared: BoxOptions = {
        "key": key,
        "value": hold(key, owner, value),
        "max_chars": limit,
        "placeholder": placeholder or None,
        "on_change": taken,
        "args": (key, owner, take),
    }
    if lines > 1:
        st.text_area(label, height=lines * 23 + 32, **shared)
    else:
        st.text_input(label, **shared)
    say(key, owner, *faults)


def taken(key: str, owner: Slide | str, take: Take[Content]) -> None:
    """Take over what stands in a box, or keep it there with the reason why not.

    Parameters
    ----------
    key : str
        Of the box.
    owner : Slide or str
        What it belongs to.
    take : callable
        Makes the changed draft.
    """
    value = st.session_state[key]
    if _is_stale(key, value):
        return
    waiting = refused()
    try:
        new = take(value)
    except ValidationError as error:
        waiting[owner, key] = (value, "; ".join(messages(error)))
        return
    waiting.pop((owner, key), None)
    before = lesson_draft.draft()
    lesson_draft.do(new)
    if isinstance(owner, Slide):
        _follow(owner, before, new)


def _follow(owner: Slide, before: Draft, after: Draft) -> None:
    """Keep what waits in other boxes of a slide that has changed."""
    changed = next(
        (new for old, new in zip(before.slides, after.slides, strict=False) if old == owner and new != old),
        None,
    )
    waiting = refused()
    for owned, key in [entry for entry in waiting if entry[0] == owner and changed is not None]:
        waiting[changed, key] = waiting.pop((owned, key))
