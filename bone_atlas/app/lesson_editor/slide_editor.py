"""The boxes in which one slide of the lesson under way is edited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from bone_atlas import facts
from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html import elements as h
from bone_atlas.app.lesson_editor import question_editor
from bone_atlas.app.lesson_editor.draft import Draft, changed, do, draft
from bone_atlas.app.lesson_editor.field_errors import Content, Take, as_it_is, box, put, say, taken
from bone_atlas.faults import Fault
from bone_atlas.lessons import summary
from bone_atlas.lessons.model import Slide
from bone_atlas.lessons.references import offered
from bone_atlas.scenes.registry import SCENES

HIDEABLE = {
    "values": "The values",
    "labels": "The names",
    "selection": "What is marked",
    "figure": "The whole figure",
}


def edit(index: int, slide: Slide, faults: Sequence[Fault]) -> None:
    """Show the boxes of a slide.

    Parameters
    ----------
    index : int
        Which slide of the draft, from 0.
    slide : Slide
        The slide.
    faults : sequence of (str, str)
        Field and message of what is wrong with it.
    """
    wrong = by_field(faults)
    st.html(h.note(h.b("Shows:"), " ", summary.shows(slide.state, catalogue().rows)))
    say("editor_state", slide, *wrong["state"])
    box(
        "Title",
        "editor_slide_title",
        slide,
        slide.title,
        take(index, slide, "title"),
        *wrong["title"],
        limit=200,
    )
    box(
        "Text, shown at once",
        "editor_slide_text",
        slide,
        slide.text,
        take(index, slide, "text"),
        *wrong["text"],
        lines=3,
        limit=4000,
    )
    box(
        "Points, one on each line, revealed one by one",
        "editor_slide_points",
        slide,
        "\n".join(slide.points),
        take(index, slide, "points", lines),
        *wrong["points"],
        lines=4,
    )
    _reads(slide)
    _hidden(index, slide, wrong["hidden"])
    box(
        "Notes, for you alone",
        "editor_slide_notes",
        slide,
        slide.notes,
        take(index, slide, "notes"),
        *wrong["notes"],
        lines=6,
        limit=4000,
    )
    _rests_on(index, slide, [*wrong["rests_on"], *wrong["no_fact"]])
    question_editor.edit(slide, take(index, slide, "question"), wrong["question"])
    _references(slide)


def lines(text: str) -> tuple[str, ...]:
    """Read one item from each line; empty lines are none."""
    return tuple(line.strip() for line in (text or "").split("\n") if line.strip())


def take(index: int, slide: Slide, field: str, read: Callable[[Content], object] = as_it_is) -> Take[Content]:
    """Return what makes the changed draft of the new content of a box.

    Parameters
    ----------
    index : int
        Where the slide stood when its box was shown.
    slide : Slide
        The slide; it may have been moved meanwhile.
    field : str
        What of it changes.
    read : callable
        Makes the value of the field from the content of the box.
    """

    def change(value: Content) -> Draft:
        now = draft()
        stands = index < len(now.slides) and now.slides[index] == slide
        if not stands and slide not in now.slides:
            return now  # taken out in the same moment
        return changed(now, index if stands else now.slides.index(slide), **{field: read(value)})

    return change


def by_field(faults: Sequence[Fault]) -> dict[str, list[str]]:
    """Sort what is wrong by the box it belongs to; items of lists are named by their line."""
    by_name: dict[str, list[str]] = defaultdict(list)
    for field, message in faults:
        name, _, rest = field.partition(".")
        number = rest.rpartition(".")[2]
        where = f"Line {number}: " if number.isdecimal() and name == "points" else ""
        if name in ("state", "question"):
            where = f"{rest}: "
        if name in ("rests_on", "no_fact"):
            where = "What the sentences rest on: "
        by_name[name].append(f"{where}{message}")
    return by_name


def _hidden(index: int, slide: Slide, faults: Sequence[str]) -> None:
    """Ask what is hidden until it is revealed, of what the slide has."""
    able = [what for what in SCENES[slide.state.shows].hides if what != "selection" or slide.state.sites]
    options = [*able, *(what for what in slide.hidden if what not in able)]
    if options:
        key = "editor_slide_hidden"
        st.pills(
            "Hide until revealed",
            options,
            default=put(key, list(dict.fromkeys(slide.hidden))),
            selection_mode="multi",
            format_func=HIDEABLE.__getitem__,
            key=key,
            on_change=taken,
            args=(key, slide, take(index, slide, "hidden", partial(_ordered, options=options))),
        )
        say(key, slide, *faults)


def _ordered(chosen: Sequence[str], options: Sequence[str]) -> tuple[str, ...]:
    return tuple(what for what in options if what in chosen)


def _reads(slide: Slide) -> None:
    """Show how the text reads with their numbers, where they have any and all are found."""
    rows = catalogue().rows
    said = [text for text in (slide.title, slide.text, *slide.points) if "{" in text]
    shown = st.empty()
    if said and not any(facts.problems(text, rows) for text in said):
        texts = h.listed(facts.tell(text, rows).text for text in said)
        shown.html(h.div(h.b("Reads:"), texts, cls="atlas-reads"))


def _rests_on(index: int, slide: Slide, faults: Sequence[str]) -> None:
    """Offer to leave out what the sentences of a slide rest on where something is wrong with it.

    No box edits it: a lesson of one's own needs none, and a copy of one of the atlas's brings it along.
    """
    say("editor_slide_rests_on", slide, *faults)
    if faults:
        st.button(
            "Leave out what the sentences rest on",
            key="editor_slide_rests_on_out",
            on_click=_leave_out,
            args=(index, slide),
        )


def _leave_out(index: int, slide: Slide) -> None:
    if index < len(draft().slides) and draft().slides[index] == slide:
        do(changed(draft(), index, rests_on=(), no_fact=()))


def _references(slide: Slide) -> None:
    """List numbers of what the slide shows, as they are written and as they read."""
    references = offered(slide.state, catalogue().rows)
    if not references:
        return
    table = h.table(("Write", "It reads"), ((h.code(written), text) for written, text in references))
    st.html(
        h.details(
            h.summary("Numbers you can write, that never go stale"),
            h.scrolled("Numbers you can write", table),
            cls="atlas-references",
        )
    )
