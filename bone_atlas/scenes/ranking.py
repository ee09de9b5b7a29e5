"""The sites of a layer in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bone_atlas.facts import Rows, Source
from bone_atlas.figures.colours import THEMES
from bone_atlas.figures.projector import rows as figures_of_rows
from bone_atlas.scenes.contract import SlideFigure
from bone_atlas.scenes.layer_references import layer_references
from bone_atlas.scenes.model import Files, Plot, Scene
from bone_atlas.scenes.names import layer_name
from bone_atlas.scenes.plots import plot_figure


class RankingScene(Scene):
    """The sites that a layer reports, the most often involved first."""

    id = "ranking"
    card = "Ranking"
    hides = ("values", "selection", "figure")
    marks_sites = True
    path = ""

    def title(self) -> str:
        """Return the title: the layer."""
        return self.rows.layers[self.state.layer].short_title

    def brief(self) -> str:
        """Return what is shown in a few words."""
        return f"order, {layer_name(self.state.layer, self.rows)}"

    def sentence(self) -> str:
        """Return what is shown in a sentence."""
        return f"Sites in order in {layer_name(self.state.layer, self.rows)}"

    def sources(self) -> tuple[Source, ...]:
        """Return the study of the layer."""
        return (self.rows.source(self.state.layer),)

    def references(self) -> Iterator[str]:
        """List references to the layer."""
        return layer_references(self.state, self.rows)

    def figures(self, files: Files) -> list[SlideFigure]:
        """Return the ranking."""
        title = self.rows.layers[self.state.layer].title
        of = (self.state.layer, *(() if self.state.names == "en" else (self.state.names,)))
        alt = f"Ranking of the sites in {title}"
        return [plot_figure(self.state, files, of, caption=title, alt=alt, select=self.state.sites)]

    @classmethod
    def plot(cls, rows: Rows, of: tuple[str, ...], images: Mapping[str, str]) -> Plot | None:  # noqa: ARG003
        """Draw the ranking of a layer, `of` its id and, if not English, the language of the names."""
        layer, language = rows.layers[of[0]], of[1] if len(of) > 1 else "en"
        if not layer.reports:
            return None
        drawn = {theme: figures_of_rows.ranking(layer, rows.anatomy, theme, language) for theme in THEMES}
        return Plot(drawn, (layer,))
