"""Plots for a projector: letters of 24 px and more, contrast of 7:1, nothing cut, nothing over anything."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go
import pytest

from bone_atlas.evidence import detection
from bone_atlas.evidence.marrow import against_marrow
from bone_atlas.evidence.pooling import agreements
from bone_atlas.evidence.reach import lesions_by_route_of
from bone_atlas.figures import colours, comparison, projector, reach
from bone_atlas.figures import marrow as marrow_figure
from bone_atlas.figures.agreement import agreement_plot
from bone_atlas.figures.colours import THEMES, Theme
from bone_atlas.figures.detection import accuracy, prevalence, threshold, vertebrae
from bone_atlas.figures.projector import findings, letters, pictures, rows
from bone_atlas.figures.projector import reach as projector_reach
from bone_atlas.figures.projector.enlarged import contrast, legible
from bone_atlas.figures.ranking import ranking
from bone_atlas.layers import TIER_LABELS
from tests.atlas import BODY, LAYERS, ROUTES, TABLES
from tests.figures.projector.drawn import (
    AUTOPSY,
    BAND,
    FOUND,
    IN_LIFE,
    PAINTED,
    PER_PATIENT,
    Box,
    assert_apart,
)


def plots(theme: Theme) -> Iterator[tuple[str, go.Figure]]:
    """Every figure that fits a slide."""
    for name, layer in PAINTED.items():
        if layer.reports:
            yield f"ranking {name}", rows.ranking(layer, BODY, theme)
    for place in (*BODY.sites(), *BODY.groups()):
        for found in agreements(place, LAYERS):
            yield f"agreement {place} {found.unit}", rows.agreement(found, theme)
    for result in lesions_by_route_of(LAYERS.values(), ROUTES, BODY):
        yield f"reach {result.layer.id}", projector_reach.reach(result, BODY, theme)
    for name, layer in LAYERS.items():
        if layer.unit == "lesions" and (compared := against_marrow(layer, TABLES, BODY)).rows:
            yield f"marrow {name}", rows.marrow(compared, BODY, theme)
    yield "life", findings.prevalence(IN_LIFE, theme)
    yield "autopsy", findings.prevalence(AUTOPSY, theme)
    yield "accuracy", findings.accuracy(PER_PATIENT, theme)
    yield "vertebrae", pictures.vertebrae(detection.autopsy_vertebrae(FOUND), theme)
    yield (
        "threshold",
        pictures.threshold(BAND, theme, dict.fromkeys(("bone", "bone_veil", "film", "film_veil"), "/x")),
    )


def pages(theme: Theme) -> Iterator[tuple[str, go.Figure]]:
    """Every kind of figure of the page that can be enlarged."""
    for name, layer in PAINTED.items():
        if layer.reports:
            yield f"ranking {name}", ranking(layer, BODY, theme)
    for place in ("ribs", "pelvis", "sternum"):
        for found in agreements(place, LAYERS):
            yield f"agreement {place}", agreement_plot(found, theme)
        yield place, comparison.comparison(place, comparison.by_unit(place, LAYERS.values()), theme)
    marrow = against_marrow(LAYERS["wang_2012.breast_moderate"], TABLES, BODY)
    yield "soil", marrow_figure.marrow_plot(marrow, BODY, theme)
    yield "ways", reach.reach_bars(lesions_by_route_of(LAYERS.values(), ROUTES, BODY), theme)
    yield "life", prevalence(IN_LIFE, theme)
    yield "accuracy", accuracy(PER_PATIENT, "per patient", theme)
    yield "vertebrae", vertebrae(detection.autopsy_vertebrae(FOUND), theme)
    yield "threshold", threshold(30, BAND, theme)


def fonts(figure: go.Figure) -> Iterator[Any]:
    yield from (note.font for note in figure.layout.annotations)
    for axis in itertools.chain(figure.select_xaxes(), figure.select_yaxes()):
        if axis.visible is not False:
            yield axis.tickfont
            if axis.title.text:
                yield axis.title.font


def assert_reads(name: str, figure: go.Figure, theme: Theme) -> None:
    for font in fonts(figure):
        assert font.size >= 24, name
        assert font.color is None or contrast(font.color, colours.PAPER[theme]) >= 7, f"{name}: {font.color}"


@pytest.mark.parametrize("theme", THEMES)
def test_every_plot_reads_from_the_last_row_and_fits_a_slide(theme: Theme) -> None:
    for name, figure in plots(theme):
        assert_reads(name, figure, theme)
        assert figure.layout.height <= 600, name
        assert list(figure.layout.meta["size"]) == [760, figure.layout.height], name
        assert_apart(boxes_of_plot(figure), (760, figure.layout.height))


def boxes_of_plot(figure: go.Figure) -> list[Box]:
    """Where the words of a plot lie on a stage of the size it is drawn for; an empty row has none."""
    layout = figure.layout
    left, right, top, bottom = (layout.margin[side] or 0 for side in "lrtb")
    wide, high = 760 - left - right, layout.height - top - bottom
    low, up = layout.yaxis.range
    found = []
    for note in layout.annotations:
        across = note.x
        if note.xref != "paper":  # beside a dot
            begin, end = layout[note.xref.replace("x", "xaxis")].range
            across = (note.x - begin) / (end - begin)
        width, height = letters.width(note.text, note.font.size), letters.height(note.text, note.font.size)
        x = left + across * wide + (note.xshift or 0)
        x -= width * {"left": 0.0, "center": 0.5, "right": 1.0}[note.xanchor]
        y = top + (up - note.y) / (up - low) * high
        y -= height * {"top": 0.0, "middle": 0.5}[note.yanchor]
        if note.text:
            # Letters do not fill the height of their line.
            found.append(Box(x, y + 4, x + width, y + height - 4, note.text))
    return found


@pytest.mark.parametrize("theme", THEMES)
def test_any_figure_of_the_page_can_be_enlarged(theme: Theme) -> None:
    for name, figure in pages(theme):
        before = figure.to_json(engine="json")
        large = projector.enlarged(figure)
        assert figure.to_json(engine="json") == before, f"{name} was changed"
        assert_reads(name, large, theme)
        assert large.layout.height == pytest.approx(figure.layout.height * 24 / 13, abs=1)
        assert [note.text for note in large.layout.annotations] == [n.text for n in figure.layout.annotations]
        for small, big in zip(figure.data, large.data, strict=True):
            if small.type == "scatter" and small.line.width:
                assert big.line.width > small.line.width
            if small.type == "scatter" and small.mode == "markers":
                assert big.marker.size > small.marker.size


def test_more_is_enlarged_where_more_is_asked() -> None:
    large = projector.enlarged(ranking(LAYERS["shaked_zari_2025"], BODY), least=36)
    assert min(font.size for font in fonts(large)) >= 36


def test_pale_words_take_the_ink_of_their_page() -> None:
    assert legible(colours.MUTED["light"]) == colours.FLOW_INK["light"]
    assert legible("#6b655c") == colours.FLOW_INK["light"]
    assert legible("#8d8984") == colours.FLOW_INK["dark"]
    assert legible(colours.FLOW_INK["dark"]) == colours.FLOW_INK["dark"]
    assert all(contrast(letters.QUIET[theme], colours.PAPER[theme]) >= 7 for theme in THEMES)


def test_a_long_ranking_says_of_how_many_it_shows_the_first() -> None:
    figure = rows.ranking(LAYERS["wang_2012.breast_moderate"], BODY)
    assert len(figure.layout.meta["rows"]) == rows.MOST_ROWS
    assert [row[0] for row in figure.layout.meta["rows"]] == [
        report.site_id for report in LAYERS["wang_2012.breast_moderate"].reports[: rows.MOST_ROWS]
    ]
    assert figure.layout.xaxis.title.text.endswith("the first 8 of 17 reported sites")
    short = rows.ranking(LAYERS["chen_2017"], BODY)
    assert "the first" not in short.layout.xaxis.title.text


def test_every_class_of_the_article_is_listed_with_its_sites() -> None:
    figure = rows.ranking(LAYERS["article"], BODY)
    told = [note.text.replace("<br>", " ") for note in figure.layout.annotations]
    assert set(told) == {
        f"<b>{TIER_LABELS[tier].capitalize()}</b>" for tier in ("most_common", "common", "extremely_rare")
    } | {
        BODY.name(site) + (" (our reading)" if site in ("sternum", "sacrum", "cervical_spine") else "")
        for site in (report.site_id for report in LAYERS["article"].reports)
    }
    # A click could not tell two columns apart.
    assert figure.layout.meta["rows"] == []
