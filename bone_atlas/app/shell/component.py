"""The one figure component, as Streamlit sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any, Literal

import streamlit as st

from bone_atlas.app.publish import contract, modules
from bone_atlas.app.publish import figures as published
from bone_atlas.app.publish.contract import Contents
from bone_atlas.scenes.contract import ByTheme

HTML = '<div class="atlas-figure"></div>'
SCENE = '<div class="atlas-scene"></div>'
#: The script itself is a published module; what Streamlit resends on a rerun is only this line. It must
#: hold a line break, else Streamlit takes it for the name of a file.
BOOT = 'export default c=>\nimport(origin+"{module}").then(m=>m.default(c))'
#: Key of the session's number of the last message that it has heard from the scripts of the page.
_HEARD = "last_heard"
#: Buttons of the toolbar.
Tool = Literal["zoom_in", "zoom_out", "reset", "list", "png", "svg"]
SKELETON_TOOLS: tuple[Tool, ...] = ("zoom_in", "zoom_out", "reset", "list", "png", "svg")


@dataclass(frozen=True)
class Drawing:
    """What a figure shows.

    Attributes
    ----------
    figures : dict
        By theme the figure or its URL.
    height : str
        CSS length.
    alt : str
        What the figure shows, in a sentence.
    paint : dict, optional
        By theme what is painted on a base figure.
    tools : sequence of Tool
        Buttons of the toolbar; the skeleton's figure also has the listbox.
    """

    figures: ByTheme | Contents
    _: KW_ONLY
    height: str
    alt: str
    paint: ByTheme | Contents | None = None
    tools: Sequence[Tool] = ()


def figure(
    key: str,
    drawing: Drawing,
    *,
    on_select: Callable[[str], None],
    selected: Sequence[str] = (),
    marked: Sequence[str] = (),
    language: str = "en",
) -> None:
    """Show a figure.

    Parameters
    ----------
    key : str
        Names the figure on the page; its selection is in ``st.session_state[key]``.
    drawing : Drawing
        What it shows.
    on_select : callable
        Called with `key` when the reader selects something in this figure.
    selected : sequence of str
        What is selected on the page.
    marked : sequence of str
        Rows to mark that are not the page's selection.
    language : str
        Language of the names.
    """
    data: contract.FigureData = {
        "index": published.index_url(language),
        "figure": _same_or_both(drawing.figures),
        "selected": list(selected),
        "height": drawing.height,
        "tools": list(drawing.tools),
        "marked": list(marked),
        "alt": drawing.alt,
    }
    if drawing.paint:
        data["paint"] = drawing.paint
    # Sent again with every rerun: what is empty is left out.
    sent = {name: value for name, value in data.items() if value}
    _mount()(
        key=key,
        # Nothing heard yet is said too: a figure without the number takes every answer for news.
        data=sent | {"sequence": last_heard()},
        default={"selection": None},
        on_selection_change=_heard(key, "selection", on_select),
    )


def _same_or_both(by_theme: ByTheme | Contents) -> Any:
    """Return what all themes share once, else each theme's own."""
    first, *others = by_theme.values()
    return first if all(other == first for other in others) else dict(by_theme)


def practice(key: str, data: contract.QuizData, *, on_want: Callable[[str], None]) -> None:
    """Show the quiz, which the browser plays by itself.

    Parameters
    ----------
    key : str
        Names it on the page; the quiz that the reader wants is in ``st.session_state[key]``.
    data : mapping
        ``topics`` and ``levels`` by id, ``topic`` and ``level`` chosen, and the ``deck`` where one is played.
    on_want : callable
        Called with `key` when the reader wants other questions, or none.
    """
    _mount()(
        key=key, data=dict(data), default={"wanted": None}, on_wanted_change=_heard(key, "wanted", on_want)
    )


def scene(key: str, data: contract.SceneData) -> dict[str, str] | None:
    """Show a page that the browser holds.

    Parameters
    ----------
    key : str
        Names it on the page.
    data : mapping
        See `contract.SceneData`. What is on the screen is the browser's: later data do not change it.

    Returns
    -------
    dict of str to str or None
        The address of what is on the screen, as its parameters, in the run in which it is to become a slide.
        Not by a callback: a server that was started again calls none in the first run of a session.
    """
    _mount("atlas_scene", SCENE)(key=key, data=dict(data), on_slide_change=_hear_in_the_run)
    query = _state(key, "slide")
    return {str(name): str(value) for name, value in query.items()} if isinstance(query, dict) else None


def _hear_in_the_run() -> None:
    """Do nothing: what a scene tells is read where it is mounted."""


def _mount(name: str = "atlas_figure", html: str = HTML) -> Any:
    return st.components.v2.component(
        name,
        html=html,
        js=BOOT.format(module=modules.scripts()[modules.FIGURE]),
        isolate_styles=False,
    )


def requested(key: str) -> dict[str, Any]:
    """Return the number, topic and level of the quiz that the reader wants; empty before."""
    message = _state(key, "wanted")
    return message if isinstance(message, dict) else {}


def selection(key: str) -> tuple[str, ...]:
    """Return the ids that the reader selected last in a figure."""
    return tuple((_state(key, "selection") or {}).get("ids", ()))


def last_heard() -> int:
    """Return the number of the last message that arrived; the page ignores answers to older ones.

    One number for all components, kept in the session and not with a component: what the reader did in one
    figure changes the others too, and a component that comes back after a visit to another page must not
    begin to count anew.
    """
    return int(st.session_state.get(_HEARD, 0))


def _heard(key: str, part: str, act: Callable[[str], None]) -> Callable[[], None]:
    """Return a callback that notes the number of a component's message before it acts on it."""

    def hear() -> None:
        message = _state(key, part)
        if not isinstance(message, dict) or _is_news(message, act):
            act(key)

    return hear


def _is_news(message: dict[str, Any], act: Callable[[str], None]) -> bool:
    """Note the number of a message, and tell whether it is the newest of those that the same act hears."""
    number = message.get("sequence")
    if not isinstance(number, int):
        return True
    st.session_state[_HEARD] = max(last_heard(), number)
    # Two components may be heard in one run, in any order, as when the server was away: the last act counts.
    newest = f"{_HEARD}:{act.__module__}.{act.__qualname__}"
    before: int = st.session_state.get(newest, 0)
    st.session_state[newest] = max(before, number)
    return number >= before


def presenter(
    key: str, data: contract.LessonData, *, on_rest: Callable[[str], None], on_close: Callable[[], None]
) -> None:
    """Give a lesson on the whole screen.

    Parameters
    ----------
    key : str
        Names it on the page; where the lesson rests is in ``st.session_state[key]``.
    data : mapping
        ``lesson`` (URL of the lesson, or the lesson itself), ``notes`` (URL of the notes window), ``closing``
        (address of the page of lessons), ``phones`` (see `share.for_phones`), ``slide`` and ``revealed`` to
        start from. The same data as before cost nothing: the lesson goes on where it is.
    on_rest : callable
        Called with `key` when the lesson has stood still for a moment.
    on_close : callable
        Called when the lesson is left for the page of lessons.
    """
    _mount()(
        key=key,
        data={name: value for name, value in data.items() if value},
        default={"place": None},
        on_place_change=_heard(key, "place", on_rest),
        on_closed_change=on_close,
    )


def position(key: str) -> tuple[int, int] | None:
    """Return slide and revealed steps at which a lesson rested last; None where it has not yet."""
    message = _state(key, "place")
    if not isinstance(message, dict):
        return None
    try:
        return int(message.get("slide") or 1), int(message.get("revealed") or 0)
    except (TypeError, ValueError):
        return None


def slide_preview(key: str, data: contract.PreviewData) -> None:
    """Show a slide as the presenter draws it, small.

    Parameters
    ----------
    key : str
        Names it on the page.
    data : mapping
        The slide as the presenter receives it, where it stands and of how many.
    """
    _mount()(key=key, data=dict(data))


def lessons(key: str, data: contract.LessonsData, *, on_message: Callable[[str], None]) -> None:
    """Have the browser keep lessons and tell of them; nothing is seen of it.

    Parameters
    ----------
    key : str
        Names it on the page.
    data : mapping
        What the browser is to do.
    on_message : callable
        Called with `key` when the browser tells something; see `lessons_message`.
    """
    _mount()(key=key, data=dict(data), on_kept_change=lambda: on_message(key))


def lessons_message(key: str) -> dict[str, Any] | None:
    """Return what the browser tells of the lessons in this run, if anything."""
    return _state(key, "kept")


def headings(key: str, data: contract.HeadingsData, *, on_message: Callable[[str], None]) -> None:
    """Have the browser remember what columns hold under their headings; nothing is seen of it.

    Parameters
    ----------
    key : str
        Names it on the page.
    data : mapping
        What was assigned and forgotten.
    on_message : callable
        Called with `key` when the browser tells what it remembers; see `headings_message`.
    """
    _mount()(key=key, data=dict(data), on_kept_change=lambda: on_message(key))


def headings_message(key: str) -> dict[str, Any] | None:
    """Return what the browser tells of the headings in this run, if anything."""
    return _state(key, "kept")


def table(key: str, data: contract.TableData, *, on_message: Callable[[str], None]) -> None:
    """Have the browser hold the reader's table; nothing is seen of it.

    Parameters
    ----------
    key : str
        Names it on the page.
    data : mapping
        What is to be held, and whether beyond the page.
    on_message : callable
        Called with `key` when the browser tells what it held; see `table_message`.
    """
    _mount()(key=key, data=dict(data), on_kept_change=lambda: on_message(key))


def table_message(key: str) -> dict[str, Any] | None:
    """Return what the browser tells of the reader's table in this run, if anything."""
    return _state(key, "kept")


def _state(key: str, part: str) -> dict[str, Any] | None:
    return (st.session_state.get(key) or {}).get(part)
