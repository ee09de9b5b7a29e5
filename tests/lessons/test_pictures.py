"""The pictures of the slides: each has one, that shows what its words speak of and tells no answer early."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bone_atlas.app.publish.projector import label_notes
from bone_atlas.figures.contract import PlotlyObject
from bone_atlas.figures.panels import panels
from bone_atlas.figures.projector.labels import Room
from bone_atlas.lessons.model import Slide
from bone_atlas.scenes.bodies import extent_of
from bone_atlas.scenes.registry import SCENES
from tests.atlas import BODY
from tests.cases import every_case
from tests.lessons.test_lessons import ALL, BY_TITLE, ROWS, SLIDES, drawn_texts

SKELETONS = {
    name: slide
    for name, slide in SLIDES.items()
    if slide.state.shows in ("skeleton", "compare", "difference") and slide.state.sites
}


def labels(slide: Slide, sites: tuple[str, ...]) -> Iterator[list[PlotlyObject]]:
    """Yield the labels of some sites on each skeleton of a slide."""
    state = slide.state
    both = tuple(filter(None, (state.layer, state.second)))
    room: Room = "trunk" if extent_of(state, ROWS) == "trunk" else "wide"
    if state.shows == "difference":
        yield label_notes(("difference", *both), state.view, state.names, sites, room)["light"]
        return
    for layer in both:
        yield label_notes(layer, state.view, state.names, sites, "narrow" if len(both) > 1 else room)["light"]


def _inside(point: tuple[float, float], ring: Sequence[tuple[float, float]]) -> bool:
    """Whether a point lies in a ring, by the even-odd rule."""
    x, y = point
    crossings = 0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            crossings += 1
    return crossings % 2 == 1


def _span(site: str, view: str) -> tuple[float, float, float, float]:
    """Return the box around what is drawn of a site."""
    (panel,) = panels(view)
    bones = set(BODY.bones_of(site))
    points = [
        point
        for shape in panel.geometry.shapes
        if shape.bone_id in bones
        for outer, *_ in shape.polygons
        for point in outer
    ]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), max(xs), min(ys), max(ys)


def test_no_slide_but_the_title_is_words_alone() -> None:
    for lesson in ALL.values():
        assert [slide.title for slide in lesson.slides if slide.state.shows == "nothing"] == [
            lesson.slides[0].title
        ]


@every_case("slide", SKELETONS.values(), ids=SKELETONS)
def test_every_site_that_is_marked_is_labelled_on_every_skeleton(slide: Slide) -> None:
    for notes in labels(slide, slide.state.sites):
        said = [re.sub("<[^>]+>", " ", note["text"]).replace("  ", " ") for note in notes]
        for site in slide.state.sites:
            name = BODY.name(site, slide.state.names).partition(" (")[0]
            assert any(text.startswith(name) for text in said), (site, said)


@every_case("slide", SKELETONS.values(), ids=SKELETONS)
def test_the_leader_of_a_label_ends_at_what_it_names(slide: Slide) -> None:
    for site in slide.state.sites:
        for (note,) in labels(slide, (site,)):
            left, right, low, high = _span(site, slide.state.view)
            assert left <= note["x"] <= right, site
            assert low <= note["y"] <= high, site


def test_the_leader_of_the_spine_ends_on_a_vertebra_and_not_on_a_rib() -> None:
    slide = BY_TITLE["What the article says"]
    (panel,) = panels(slide.state.view)
    ((note,),) = labels(slide, ("spine",))
    hit = {
        shape.bone_id
        for shape in panel.geometry.shapes
        for outer, *_ in shape.polygons
        if _inside((note["x"], note["y"]), outer)
    }
    assert hit & set(BODY.bones_of("spine"))
    assert not any(bone.startswith("rib") for bone in hit)


def _open_from_the_start(slide: Slide) -> bool:
    return not set(slide.hidden) & {"values", "labels", "figure"}


@every_case("slide", SLIDES.values(), ids=SLIDES)
def test_the_picture_does_not_tell_the_answer_before_it_is_asked_for(slide: Slide) -> None:
    question = slide.question
    if question is None or question.kind != "choice" or not _open_from_the_start(slide):
        return
    right = question.options[question.answer - 1].casefold()
    for text in drawn_texts(slide):
        assert right not in re.sub("<[^>]+>", " ", text).casefold(), text


def test_hands_that_are_hatched_are_not_named_before_the_answer() -> None:
    slide = BY_TITLE["Not reported is not zero"]
    assert "labels" in slide.hidden
    assert any("not reported" in text for text in drawn_texts(slide)), "else there is nothing to hide"


def test_the_loss_of_cut_bone_is_told_as_one_range() -> None:
    slide = BY_TITLE["The X-ray is normal. Is the bone?"]
    plot = SCENES["detection"].plot(
        ROWS, (slide.state.picture,), dict.fromkeys(("bone", "bone_veil", "film", "film_veil"), "/x")
    )
    assert plot is not None
    drawn = " ".join(note.text for note in plot.figures["light"].layout.annotations).replace("<br>", " ")
    assert "3–16 %" in drawn
    assert "3–8 %" not in drawn
    assert not re.search(r"\{detection", " ".join((slide.text, *slide.points)))


def test_the_lines_of_the_slide_of_tests_are_in_its_chart() -> None:
    slide = BY_TITLE["Patient by patient, most are found"]
    drawn = " ".join(drawn_texts(slide))
    for word in ("Sensitivity", "Specificity", "found, of those", "clear, of those"):
        assert word in drawn
    assert "breast cancer" in drawn


def test_the_slides_of_lesions_by_route_and_of_the_ribs_show_their_own_numbers() -> None:
    assert BY_TITLE["Which lesion came by which route?"].state.shows == "reach"
    assert BY_TITLE["The ribs, in {studies ribs patients_with_bone_metastases}"].question is None
    ribs = BY_TITLE["The ribs, in {studies ribs patients_with_bone_metastases}"]
    assert "?" in ribs.text, "what is hidden is asked for"


def test_the_route_to_the_thigh_is_shown_with_thighs() -> None:
    slide = BY_TITLE["From breast to bone: which route?"]
    assert "thigh bone" in slide.text
    assert slide.state.extent == "whole"
    assert not slide.state.journey, "a journey shows the trunk alone"
