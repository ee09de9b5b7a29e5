"""The lesions of a study against the red marrow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bone_atlas.evidence.marrow import NotSharesError, against_marrow
from bone_atlas.facts import Rows, Source
from bone_atlas.faults import Fault, shown
from bone_atlas.figures.colours import THEMES
from bone_atlas.figures.projector import rows as figures_of_rows
from bone_atlas.layers import Layer
from bone_atlas.scenes.contract import SlideFigure
from bone_atlas.scenes.layer_references import MOST_SITES
from bone_atlas.scenes.model import Files, Plot, Scene
from bone_atlas.scenes.names import layer_name
from bone_atlas.scenes.plots import plot_figure
from bone_atlas.scenes.state import State
from bone_atlas.view_state import ViewState


class MarrowScene(Scene):
    """How many times its share of the red marrow each region has of the lesions."""

    id = "marrow"
    card = "Red marrow"
    hides = ("values", "selection", "figure")
    marks_sites = True
    path = "evidence"
    part = "soil"

    def title(self) -> str:
        """Return the title: the question, and the study."""
        return f"Do lesions follow the red marrow? {self.rows.layers[self.state.layer].short_title}"

    def brief(self) -> str:
        """Return what is shown in a few words."""
        return f"red marrow, {layer_name(self.state.layer, self.rows)}"

    def sentence(self) -> str:
        """Return what is shown in a sentence."""
        return f"Lesions against the red marrow, in {layer_name(self.state.layer, self.rows)}"

    def faults(self) -> Iterator[Fault]:
        """Find a layer that cannot be held against the marrow."""
        layer = self.rows.layers.get(self.state.layer)
        if layer is None or _is_compared(layer, self.rows):
            return
        yield (
            "layer",
            f"{shown(layer.id)} cannot be held against the marrow; expected a layer of lesions, with "
            "a region whose marrow was measured",
        )

    def sources(self) -> tuple[Source, ...]:
        """Return the study of the lesions and that of the marrow."""
        compared = against_marrow(self.rows.layers[self.state.layer], self.rows.tables, self.rows.anatomy)
        return (self.rows.source(self.state.layer), self.rows.source(compared.study_id))

    def references(self) -> Iterator[str]:
        """List references to the regions that are marked, or to the first, and to the study."""
        layer = self.rows.layers.get(self.state.layer)
        if layer is None or not _is_compared(layer, self.rows):
            return
        compared = against_marrow(layer, self.rows.tables, self.rows.anatomy)
        for site in self.state.sites or [row.site_id for row in compared.rows[:MOST_SITES]]:
            yield from (f"soil {layer.id} {site}", f"marrow {site}")
        yield from (f"{kind} {layer.id}" for kind in ("n", "study"))

    @classmethod
    def state_of(cls, shown: ViewState, rows: Rows, **parts: str | tuple[str, ...]) -> State:
        """Return the state for the layer on the screen, or for the first that can be compared."""
        layer = shown.layer
        if not _is_compared(rows.layers[layer], rows):
            layer = next(name for name, one in rows.layers.items() if _is_compared(one, rows))
        compared = against_marrow(rows.layers[layer], rows.tables, rows.anatomy)
        regions = {row.site_id for row in compared.rows}
        sites = tuple(site for site in shown.sites if site in regions)
        return cls.made({"names": shown.names, "layer": layer, "sites": sites, **parts})

    def figures(self, files: Files) -> list[SlideFigure]:
        """Return the ratios of the regions."""
        title = self.rows.layers[self.state.layer].title
        of = (self.state.layer, *(() if self.state.names == "en" else (self.state.names,)))
        alt = f"Share of the lesions over share of the red marrow, region by region: {title}"
        return [plot_figure(self.state, files, of, caption=title, alt=alt, select=self.state.sites)]

    @classmethod
    def plot(cls, rows: Rows, of: tuple[str, ...], images: Mapping[str, str]) -> Plot | None:  # noqa: ARG003
        """Draw the ratios of a layer, `of` its id and, if not English, the language of the names."""
        layer, language = rows.layers[of[0]], of[1] if len(of) > 1 else "en"
        if not _is_compared(layer, rows):
            return None
        compared = against_marrow(layer, rows.tables, rows.anatomy)
        drawn = {theme: figures_of_rows.marrow(compared, rows.anatomy, theme, language) for theme in THEMES}
        return Plot(drawn, (layer,))


def _is_compared(layer: Layer, rows: Rows) -> bool:
    """Return whether a layer counts the lesions of at least one region whose marrow was measured."""
    try:
        return bool(against_marrow(layer, rows.tables, rows.anatomy).rows)
    except NotSharesError:
        return False
