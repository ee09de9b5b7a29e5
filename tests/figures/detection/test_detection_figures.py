"""What imaging finds and misses, drawn: each dot, fill and word from its row, denominators apart."""

from __future__ import annotations

import base64
import itertools
import json
import re
import struct
from dataclasses import replace
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bone_atlas.evidence import detection
from bone_atlas.figures import colours
from bone_atlas.figures.colours import THEMES, Theme
from bone_atlas.figures.detection import accuracy, glyph, pictures, prevalence, threshold, threshold_steps
from bone_atlas.figures.detection import vertebrae as spines
from bone_atlas.figures.detection.canvas import LINE_LETTERS, wrapped
from bone_atlas.figures.detection.threshold import contrast
from bone_atlas.figures.detection.vertebrae import GLYPHS
from bone_atlas.scenes.pictures import PICTURES
from tests.atlas import TABLES

FOUND = detection.findings(TABLES)
BY_ID = {one.id: one for one in FOUND}
BAND = detection.threshold_band(FOUND)
AUTOPSY = detection.autopsy_vertebrae(FOUND)
BASES = ("per patient", "per lesion", "not stated")
#: Where both axes begin: per lesion a bone scan can find fewer than half.
STARTS = {"per patient": 50, "per lesion": 0, "not stated": 50}
PREVALENCES = [one for one in FOUND if one.measure.startswith("prevalence")]


def everything(theme: Theme) -> dict[str, go.Figure]:
    made = {basis: accuracy(detection.accuracies(FOUND, basis), basis, theme) for basis in BASES}
    for name in ("prevalence_life", "prevalence_autopsy"):
        on_page = PICTURES[name].on_page
        assert on_page is not None
        made[name] = on_page.draw(FOUND, theme)
    made["vertebrae"] = spines(AUTOPSY, theme)
    return made | {f"threshold {loss}": threshold(loss, BAND, theme) for loss in (0, 30, 60)}


def written(figure: go.Figure) -> str:
    """All words of a figure, on one line, without markup."""
    text = " ".join(note.text for note in figure.layout.annotations)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text).replace("\N{NO-BREAK SPACE}", " "))


def named(figure: go.Figure, mode: str) -> dict[str, Any]:
    return {trace.name: trace for trace in figure.data if trace.name and trace.mode == mode}


@pytest.mark.parametrize("theme", THEMES)
def test_every_figure_is_valid_json_with_letters_of_13_pixels_and_no_rows(theme: Theme) -> None:
    for name, figure in everything(theme).items():
        go.Figure(figure.to_dict())
        json.loads(figure.to_json(engine="json"), parse_constant=pytest.fail)
        assert figure.layout.meta == {"kind": "rows", "rows": []}, name
        assert min(note.font.size for note in figure.layout.annotations) >= 13
        assert 200 < figure.layout.height < 1700


@pytest.mark.parametrize("theme", THEMES)
def test_no_line_is_too_long_for_a_phone(theme: Theme) -> None:
    for name, figure in everything(theme).items():
        for note in figure.layout.annotations:
            for line in re.split("<br>", note.text):
                assert len(re.sub(r"<[^>]+>", "", line)) <= LINE_LETTERS + 4, (name, line)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("basis", BASES)
def test_accuracy_draws_each_figure_where_its_row_says(basis: str, theme: Theme) -> None:
    pairs = detection.accuracies(FOUND, basis)
    figure = accuracy(pairs, basis, theme)
    dots = named(figure, "markers")
    expected = [one for pair in pairs for one in (pair.sensitivity, pair.specificity) if one is not None]
    assert list(dots) == [one.id for one in expected]
    for one in expected:
        dot = dots[one.id]
        assert list(dot.x) == [one.percent]
        assert dot.xaxis == {"sensitivity": "x2", "specificity": "x3"}[one.measure]
        ring = dot.marker.color == colours.PAPER[theme]
        assert ring == (one.low is None)
        lines = [
            list(trace.x)
            for trace in figure.data
            if trace.mode == "lines" and trace.xaxis == dot.xaxis and trace.y[0] == dot.y[0]
        ]
        assert ([one.low, one.high] in lines) == (one.low is not None)
        assert one.value in written(figure)


@pytest.mark.parametrize("basis", BASES)
def test_accuracy_says_what_is_counted_and_what_is_missing(basis: str) -> None:
    pairs = detection.accuracies(FOUND, basis)
    said = written(accuracy(pairs, basis))
    unit = {"per patient": "patients", "per lesion": "lesions", "not stated": "cases"}[basis]
    assert f"of {unit} with metastases: found" in said
    assert f"of {unit} without them: called clear" in said
    groups = {pair.population for pair in pairs}
    assert said.count("counts not published") == len(groups)
    assert said.count("not reported") == sum(pair.specificity is None for pair in pairs)
    assert ("both axes begin at 50" in said) == (STARTS[basis] == 50)
    for pair in pairs:
        assert pair.either.citation in said


def test_both_axes_of_accuracy_are_the_same_and_hold_all_values() -> None:
    for basis in BASES:
        figure = accuracy(detection.accuracies(FOUND, basis), basis)
        assert figure.layout.xaxis2.range == figure.layout.xaxis3.range == (STARTS[basis], 100)
    low = [
        replace(pair, sensitivity=replace(pair.sensitivity, percent=20.0)) if pair.sensitivity else pair
        for pair in detection.accuracies(FOUND, "per patient")
    ]
    assert accuracy(low, "per patient").layout.xaxis2.range == (0, 100)


def test_accuracy_never_mixes_patients_and_lesions() -> None:
    mixed = detection.accuracies(FOUND, "per patient") + detection.accuracies(FOUND, "per lesion")
    with pytest.raises(ValueError, match="per patient"):
        accuracy(mixed, "per patient")


@pytest.mark.parametrize("theme", THEMES)
def test_prevalence_gives_each_row_its_own_line_denominator_and_source(theme: Theme) -> None:
    figure = prevalence(FOUND, theme)
    said = written(figure)
    dots, lines = named(figure, "markers"), named(figure, "lines")
    assert set(dots) == {one.id for one in PREVALENCES if one.percent is not None}
    assert set(lines) == {one.id for one in PREVALENCES if one.low is not None}
    heights = [trace.y[0] for trace in dots.values()]
    assert len(set(heights)) == len(heights)
    for one in PREVALENCES:
        assert one.value in said
        assert one.count in said
        assert f", of {one.counted}" in said
        assert one.citation in said
        if one.percent is not None:
            assert dots[one.id].x[0] == pytest.approx(one.percent / 100)
            assert (dots[one.id].marker.color == colours.PAPER[theme]) == (one.numerator is None)
        if one.low is not None and one.high is not None:
            assert list(lines[one.id].x) == pytest.approx([one.low / 100, one.high / 100])


def test_prevalence_keeps_life_and_autopsy_apart() -> None:
    said = written(prevalence(FOUND))
    life, autopsy, either = (
        said.index(title) for title in ("Found in life", "Found at autopsy", "In life or")
    )
    assert life < said.index("1,589 of 7,064") < autopsy < said.index("832") < either
    assert either < said.index("died with breast cancer")
    assert either < said.index("47–85 %")
    assert "a scale of its own" in said


def filled_share(figure: go.Figure, name: str) -> float:
    """How far the filled part reaches, as a share of the spine."""
    xs = [x for trace in figure.data if trace.name == name for x in trace.x if x is not None]
    return max(xs, default=0.0) / GLYPHS


@pytest.mark.parametrize("theme", THEMES)
def test_vertebrae_are_filled_as_far_as_the_count_says(theme: Theme) -> None:
    figure = spines(AUTOPSY, theme)
    said = written(figure)
    for one, (numerator, denominator) in zip(AUTOPSY, ((367, 734), (103, 297), (42, 42)), strict=True):
        assert filled_share(figure, f"{one.id}:found") == pytest.approx(numerator / denominator, abs=0.004)
        assert f"{numerator} of {denominator} vertebrae, in " in said
        assert f"{one.value} {one.interval_words}" in said
    assert "42 of 42 vertebrae, in 4 cadavers" in said
    assert "drawn with 20 vertebrae" in said
    assert "not vertebrae counted" in said
    assert "own denominator" in said


def test_a_partly_filled_vertebra_is_cut_at_the_share() -> None:
    figure = spines(AUTOPSY)
    (found,) = [trace for trace in figure.data if trace.name == "yamaguchi_1996_bone_scan:found"]
    whole, part = divmod(20 * 103 / 297, 1)
    assert whole == 6
    assert max(x for x in found.x if x is not None) == pytest.approx(6 + part, abs=0.002)


@settings(deadline=None, max_examples=12)
@given(st.floats(0, 1))
def test_vertebrae_fill_in_step_by_step(fraction: float) -> None:
    figure = spines(AUTOPSY, fraction=fraction)
    for one in AUTOPSY:
        share = filled_share(figure, f"{one.id}:found")
        # Between two vertebrae there is a disc, where nothing is filled.
        assert share <= (one.percent or 0) / 100 * fraction + 1e-3
        assert share >= (one.percent or 0) / 100 * fraction - 0.2 / GLYPHS


def test_vertebrae_without_a_count_or_past_the_end_are_refused() -> None:
    with pytest.raises(ValueError, match="no count"):
        spines([BY_ID["yamaguchi_1996_xray_intertrabecular"]])
    with pytest.raises(ValueError, match="between 0 and 1"):
        spines(AUTOPSY, fraction=1.1)


@given(st.floats(-0.6, 0.6))
def test_a_cut_keeps_what_is_left_of_it(x: float) -> None:
    part = glyph.cut(glyph.vertebra(), x)
    assert part.shape[1] == 2
    if len(part):
        assert part[:, 0].max() <= x + 1e-9


def test_a_cut_halves_a_square() -> None:
    square = np.array([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)])
    assert sorted(map(tuple, glyph.cut(square, 0.25).tolist())) == [(0, 0), (0, 1), (0.25, 0), (0.25, 1)]
    assert len(glyph.cut(square, -0.1)) == 0
    assert len(glyph.cut(square, 1.1)) == 4


def test_the_vertebra_fits_its_place() -> None:
    outline = glyph.vertebra()
    assert np.abs(outline[:, 0]).max() < 0.5
    assert outline[:, 1].min() >= glyph.BOTTOM
    assert outline[:, 1].max() <= glyph.TOP


@pytest.mark.parametrize("theme", THEMES)
def test_the_slider_has_thirteen_small_states(theme: Theme) -> None:
    states = threshold_steps(BAND, theme)
    assert [state["loss"] for state in states] == [0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60]
    assert len(json.dumps(states)) < 8_000
    verdicts = [state["verdict"] for state in states]
    assert verdicts == ["not visible"] * 6 + ["threshold band: may be seen"] * 5 + ["visible"] * 2
    for state in states:
        assert state["verdict"] in state["words"]
        assert state["bone"] == pytest.approx(state["loss"] / 100)


def test_the_film_shows_nothing_below_the_band_and_ever_more_from_it_on() -> None:
    shown = [contrast(loss, BAND) for loss in range(61)]
    assert shown[:30] == [0.0] * 30
    assert all(a < b for a, b in itertools.pairwise(shown[29:]))
    assert shown[60] == 1.0


@pytest.mark.parametrize("theme", THEMES)
def test_a_step_turns_one_figure_into_another(theme: Theme) -> None:
    """What the browser does with `relayout` gives the figure that the server would have made."""
    start = threshold(0, BAND, theme).to_json(engine="json")
    for state in threshold_steps(BAND, theme):
        changed = json.loads(start)
        for path, value in state["relayout"].items():
            kind, place, *parts, last = re.split(r"[\[\].]+", path)
            target = changed["layout"][kind][int(place)]
            for part in parts:
                target = target[part]
            target[last] = value
        assert changed == json.loads(threshold(state["loss"], BAND, theme).to_json(engine="json"))


def test_the_threshold_says_that_it_is_drawn_and_whose_band_it_is() -> None:
    said = written(threshold(35, BAND))
    assert "Schematic, not a radiograph." in said
    assert "Between 30 and 50 %" in said
    assert "Ardran GM (1951)" in said
    assert "secondary source" in said
    assert "35 % of the mineral lost: threshold band: may be seen" in said
    assert "3–16 %: cut pieces of long bone" in said


def test_the_scale_has_the_band_and_the_experiment_in_their_places() -> None:
    bars = [(shape.x0, shape.x1) for shape in threshold(0, BAND).layout.shapes]
    assert bars == [(0, 60), (30, 50), (11, 16), (3, 8)]


def test_without_a_citable_source_it_says_so() -> None:
    alone = detection.Band(30, 50, (BY_ID["radiologykey_mineral_loss"],), ())
    assert "no citable source" in written(threshold(10, alone))


@pytest.mark.parametrize("loss", [-1, 61])
def test_a_loss_outside_the_scale_is_refused(loss: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 60"):
        threshold(loss, BAND)


def test_two_pictures_of_one_place_differ_in_size() -> None:
    """Plotly draws only one of two images with the same place and size."""
    placed = [(image.x, image.sizex, image.y, image.sizey) for image in threshold(0, BAND).layout.images]
    assert len(set(placed)) == 4


def test_the_pictures_are_small_png_files_and_always_the_same() -> None:
    first = dict(pictures.pictures())
    pictures.pictures.cache_clear()
    assert pictures.pictures() == first
    for body in first.values():
        assert body.startswith(b"\x89PNG\r\n\x1a\n")
        assert struct.unpack(">II", body[16:24]) == (pictures.WIDTH, pictures.HEIGHT)
        assert len(body) < 60_000
    assert base64.b64decode(pictures.data_urls()["film"].partition(",")[2]) == first["film"]


def test_the_pictures_can_be_elsewhere() -> None:
    urls = {name: f"/viz/{name}.png" for name in pictures.NAMES}
    figure = threshold(20, BAND, images=urls)
    assert [image.source for image in figure.layout.images] == list(urls.values())
    assert len(figure.to_json(engine="json")) < 20_000


def test_wrapping_keeps_a_number_and_its_per_cent_sign_together() -> None:
    assert all(not line.startswith("%") for line in wrapped("x " * 22 + "50 % of them"))
