"""What figures of slides consist of, kept in memory: scenes ask for addresses, here these are keys."""

from __future__ import annotations

from dataclasses import dataclass, field

from bone_atlas.evidence import comparable
from bone_atlas.facts import Rows
from bone_atlas.figures import projector
from bone_atlas.figures.colours import THEMES, Theme
from bone_atlas.figures.contract import PlotlyObject
from bone_atlas.figures.detection import pictures
from bone_atlas.figures.projector.labels import Room
from bone_atlas.layers import Layer
from bone_atlas.scenes.contract import ByTheme
from bone_atlas.scenes.model import Key, Plot
from bone_atlas.scenes.registry import SCENES
from bone_atlas.scenes.state import SceneId

#: A page of a presentation is light.
THEME: Theme = "light"


@dataclass(frozen=True)
class Painted:
    """What a skeleton is painted with, where its scale ends, and whether it has labels of its own."""

    key: str | Key
    layer: Layer
    top: float | None
    labels: bool
    language: str


@dataclass(frozen=True)
class KeptPlot:
    """A plot of a scene, kept."""

    urls: ByTheme
    height: int


@dataclass
class KeptFiles:
    """The files of `bone_atlas.scenes.model.Files`, whose addresses are keys of what is kept here.

    Parameters
    ----------
    rows : Rows
        Tables, anatomy, layers and routes.

    Attributes
    ----------
    paints : dict of str to Painted
        By address.
    plots : dict of str to Plot
        By address.
    """

    rows: Rows
    paints: dict[str, Painted] = field(default_factory=dict)
    plots: dict[str, Plot] = field(default_factory=dict)

    def layer_of(self, key: str | Key) -> Layer:
        """Return a layer by its key, or what follows from two."""
        kind, *ids = ("layer", key) if isinstance(key, str) else key
        if kind == "difference":
            first, second = (self.rows.layers[one] for one in ids)
            return comparable.difference(first, second, self.rows.anatomy)
        return self.rows.layers[ids[0]]

    def index_url(self, language: str) -> str:  # noqa: ARG002 -- nothing is looked up
        """Return nothing: names are written where they stand."""
        return ""

    def base_urls(self, view: str) -> ByTheme:
        """Return the name of the view."""
        return dict.fromkeys(THEMES, view)

    def paint_urls(
        self,
        layer: str | Key,
        view: str,  # noqa: ARG002 -- a layer paints all views alike
        language: str = "en",
        *,
        top: float | None = None,
        labels: bool = True,
    ) -> ByTheme:
        """Keep what a skeleton is painted with."""
        address = f"{layer}~{top}~{labels}~{language}"
        if address not in self.paints:
            self.paints[address] = Painted(layer, self.layer_of(layer), top, labels, language)
        return dict.fromkeys(THEMES, address)

    def hidden_urls(self, view: str) -> ByTheme:
        """Return nothing: bones without values have no paint."""
        return self._no_paint(view)

    def bare_urls(self, view: str) -> ByTheme:
        """Return nothing: bones under routes have no paint."""
        return self._no_paint(view)

    def _no_paint(self, view: str) -> ByTheme:  # noqa: ARG002
        return dict.fromkeys(THEMES, "")

    def overlay_urls(self, view: str) -> dict[str, str]:
        """Return the name of the view, whose vessels are drawn."""
        return {view: view}

    def label_notes(
        self, layer: str | Key, view: str, language: str, sites: tuple[str, ...], on: Room = "wide"
    ) -> dict[Theme, list[PlotlyObject]]:
        """Return the labels of some sites, as Plotly's annotations."""
        painted = self.layer_of(layer)
        look = projector.paint(painted, view, self.rows.anatomy, THEME, sites=sites, language=language, on=on)
        notes: list[PlotlyObject] = look["layout"]["annotations"]
        return {"light": notes, "dark": notes}

    def plot_urls(self, kind: SceneId, *of: str) -> KeptPlot | None:
        """Keep a plot of a scene; None where there is nothing to draw."""
        address = "~".join((kind, *of))
        if address not in self.plots:
            plot = SCENES[kind].plot(self.rows, of, {name: name for name in pictures.NAMES})
            if plot is None:
                return None
            self.plots[address] = plot
        height = int(self.plots[address].figures[THEME].layout.height)
        return KeptPlot(dict.fromkeys(THEMES, address), height)

    def network_url(self) -> str:
        """Return nothing: what lights up is found here."""
        return ""

    def journeys_url(self) -> str:
        """Return nothing: a journey is drawn at its step."""
        return ""
