"""The pages that become of the slides of a lesson: what is asked on one, and answered on the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from bone_atlas.facts import Rows
from bone_atlas.facts.pairs import either_order
from bone_atlas.lessons.model import Lesson, Question, Slide
from bone_atlas.lessons.told import (
    Teller,
    cited,
    filled,
    hidden,
    neutral_order,
    place_name,
    scene_of_slide,
    true_order,
    value_text,
)
from bone_atlas.scenes.contract import SlideFigure, SlideMore
from bone_atlas.scenes.model import Files

#: ``point`` has a bullet; ``strong`` is bold; ``small`` is of lesser weight.
Style = Literal["plain", "point", "strong", "small"]
LETTERS = "ABCDE"


@dataclass(frozen=True)
class Line:
    """One paragraph of a page."""

    text: str
    style: Style = "plain"


@dataclass
class Page:
    """One slide of the presentation.

    Attributes
    ----------
    title : str
        Its heading.
    slide : Slide
        The slide of the lesson that it shows.
    lines : list of Line
        What stands beside its figures.
    notes : str
        For the speaker.
    sources : list of (str, str)
        For its foot: text and link, where there is one.
    figures : list of SlideFigure
        What is drawn; empty where a figure is still hidden.
    hides : frozenset of str
        What is not to be seen yet.
    """

    title: str
    slide: Slide
    lines: list[Line]
    notes: str
    sources: list[tuple[str, str]]
    figures: list[SlideFigure] = field(default_factory=list)
    hides: frozenset[str] = frozenset()


def pages_of(lesson: Lesson, rows: Rows, files: Files) -> Iterator[Page]:
    """Return the pages of a lesson: one a slide, two where something is asked or hidden at first."""
    for slide in lesson.slides:
        yield from _pages(slide, rows, files)


def _pages(slide: Slide, rows: Rows, files: Files) -> Iterator[Page]:
    scene = scene_of_slide(slide, rows)
    figures, more = scene.figures(files), scene.more(files)
    veils = frozenset(hidden(slide))
    told = Teller(rows, list(scene.sources()))
    title, notes = told(slide.title), filled(slide.notes, rows)[0]
    first = [Line(told(slide.text))] if slide.text else []
    question = slide.question
    if question or slide.hidden:
        veiled = "figure" in veils or ("values" in veils and any(one["kind"] == "rows" for one in figures))
        lines = [*first, *_claim(more, answered=False), *_asked(question, slide, rows, told)]
        lines += [] if veils & {"figure", "selection"} else _journey(more)
        foot = cited(told.sources)
        yield Page(title, slide, lines, notes, foot, [] if veiled else figures, veils)
    answer = _answered(question, slide, rows, told)
    # Where an answer is given, it is what the page is about.
    lines = [*([] if answer else first), *_claim(more, answered=True), *answer]
    lines += [Line(told(point), "point") for point in slide.points]
    lines += _journey(more)
    yield Page(title, slide, lines, notes, cited(told.sources), figures)


def _claim(more: SlideMore, *, answered: bool) -> list[Line]:
    claim = more.get("claim")
    if not claim:
        return []
    lines = [Line(f"“{claim['statement']}”")]
    if answered:
        lines.append(Line(f"Verdict: {claim['verdict']}", "strong"))
        lines += [Line(claim["hypothesis"], "small")] if claim["hypothesis"] else []
    return lines


def _journey(more: SlideMore) -> list[Line]:
    """Tell the stations of a journey, and which one it has reached."""
    strip = more.get("strip")
    if not strip:
        return []
    here = strip["stations"][strip["station"]]
    status = f" ({strip['status']})" if strip["status"] else ""
    return [
        Line(f"{strip['title']}: {' → '.join(strip['stations'])}. Reached here: {here}{status}.", "small")
    ]


def _asked(question: Question | None, slide: Slide, rows: Rows, told: Callable[[str], str]) -> list[Line]:
    if question is None:
        return []
    lines = [Line(told(question.ask), "strong")]
    if question.kind == "rank":
        layer = rows.layers[slide.state.layer]
        names = [place_name(site, slide, rows) for site in neutral_order(question.sites, layer, rows)]
        return [*lines, *(Line(name, "point") for name in names)]
    options = zip(LETTERS, question.options, strict=False)
    return [*lines, *(Line(f"{letter}  {told(option)}") for letter, option in options)]


def _answered(question: Question | None, slide: Slide, rows: Rows, told: Callable[[str], str]) -> list[Line]:
    if question is None:
        return []
    lines = [Line(told(question.ask), "small")]
    if question.kind == "rank":
        values = true_order(question.sites, rows.layers[slide.state.layer])
        lines += [
            Line(f"{place}.  {place_name(value.site_id, slide, rows)}: {value_text(value)}", "strong")
            for place, value in enumerate(values, start=1)
        ]
        said = either_order(question.sites, slide.state.layer, rows)
        lines += [Line(said)] if said else []
    else:
        right = question.options[question.answer - 1]
        lines.append(Line(f"{LETTERS[question.answer - 1]}  {told(right)}", "strong"))
    return [*lines, *([Line(told(question.why))] if question.why else [])]
