"""The lesions of a study by the routes that reach their bones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bone_atlas.evidence import lesions_by_route
from bone_atlas.evidence.reach import LESIONS
from bone_atlas.facts import Rows, Source
from bone_atlas.facts.rows import PARTS
from bone_atlas.faults import Fault, shown
from bone_atlas.figures.colours import THEMES
from bone_atlas.figures.projector.reach import reach
from bone_atlas.layers import Layer
from bone_atlas.scenes.contract import SlideFigure
from bone_atlas.scenes.model import Address, Files, Plot, Scene
from bone_atlas.scenes.names import layer_name
from bone_atlas.scenes.plots import plot_figure
from bone_atlas.scenes.state import State
from bone_atlas.view_state import ViewState

REACH = Source("Routes to each bone: the tables of this atlas")


class ReachScene(Scene):
    """What share of the lesions lies in bones that each route reaches."""

    id = "reach"
    card = "Lesions by route"
    hides = ("values", "figure")
    path = "pathways"

    def title(self) -> str:
        """Return the title: the question, and the study."""
        return f"Which route could explain what? {self.rows.layers[self.state.layer].short_title}"

    def brief(self) -> str:
        """Return what is shown in a few words."""
        return f"lesions by route, {layer_name(self.state.layer, self.rows)}"

    def sentence(self) -> str:
        """Return what is shown in a sentence."""
        return f"Lesions by the routes that reach their bones, in {layer_name(self.state.layer, self.rows)}"

    def faults(self) -> Iterator[Fault]:
        """Find a layer whose lesions cannot be sorted by route."""
        layer = self.rows.layers.get(self.state.layer)
        if layer is not None and not _counts_lesions(layer):
            yield (
                "layer",
                f"{shown(layer.id)} counts {layer.unit_label}; expected a layer that counts lesions, for "
                "only lesions may be added up",
            )

    def sources(self) -> tuple[Source, ...]:
        """Return the study, and that the routes are those of the atlas."""
        return (self.rows.source(self.state.layer), REACH)

    def references(self) -> Iterator[str]:
        """List references to the parts, and to the study."""
        yield from (f"lesions {self.state.layer} {part}" for part in PARTS)
        yield from (f"{kind} {self.state.layer}" for kind in ("n", "study"))

    def address(self) -> Address:
        """Return the address of the pathways page, under whose figure the bars stand."""
        return Address("pathways", ViewState(layer=self.state.layer, names=self.state.names).to_query())

    @classmethod
    def state_of(cls, shown: ViewState, rows: Rows, **parts: str | tuple[str, ...]) -> State:
        """Return the state for the layer on the screen, or for the first that counts lesions one by one."""
        layer = shown.layer
        if not _counts_lesions(rows.layers[layer]):
            layer = next(name for name, one in rows.layers.items() if _counts_lesions(one))
        return cls.made({"names": shown.names, "layer": layer, **parts})

    def figures(self, files: Files) -> list[SlideFigure]:
        """Return the bar and its parts."""
        title = self.rows.layers[self.state.layer].title
        of = (self.state.layer, *(() if self.state.names == "en" else (self.state.names,)))
        return [
            plot_figure(
                self.state,
                files,
                of,
                caption=title,
                alt=f"{title}: lesions in bones that both routes reach, in bones of which the veins are not "
                "known, and in bones for which no vein is named",
            )
        ]

    @classmethod
    def plot(cls, rows: Rows, of: tuple[str, ...], images: Mapping[str, str]) -> Plot | None:  # noqa: ARG003
        """Draw the lesions of a layer, `of` its id and, if not English, the language of the names."""
        layer, language = rows.layers[of[0]], of[1] if len(of) > 1 else "en"
        if not _counts_lesions(layer):
            return None
        sorted_lesions = lesions_by_route(layer, rows.routes, rows.anatomy)
        drawn = {theme: reach(sorted_lesions, rows.anatomy, theme, language) for theme in THEMES}
        return Plot(drawn, (layer,))


def _counts_lesions(layer: Layer) -> bool:
    """Return whether a layer is one of those that `bone_atlas.evidence.lesions_by_route_of` sorts."""
    return layer.unit == LESIONS and layer.n is not None
