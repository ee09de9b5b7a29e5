"""The skeleton painted by a layer."""

from __future__ import annotations

from collections.abc import Iterator

from bone_atlas.facts import Rows, Source
from bone_atlas.scenes.bodies import painted_body
from bone_atlas.scenes.contract import SlideFigure
from bone_atlas.scenes.layer_references import layer_references
from bone_atlas.scenes.model import Files, Scene
from bone_atlas.scenes.names import layer_name, route_name, view_name
from bone_atlas.scenes.state import State
from bone_atlas.view_state import ViewState


class SkeletonScene(Scene):
    """The painted skeleton, also with the routes over it."""

    id = "skeleton"
    card = "Skeleton"
    hides = ("values", "labels", "selection", "figure")
    marks_sites = True
    path = ""

    def title(self) -> str:
        """Return the title: the first site that is marked, and the layer."""
        layer = self.rows.layers[self.state.layer]
        places = [item for item in self.state.sites if item in self.rows.places]
        return f"{self.rows.anatomy.name(places[0])}: {layer.short_title}" if places else layer.short_title

    def brief(self) -> str:
        """Return what is shown in a few words."""
        return f"skeleton, {layer_name(self.state.layer, self.rows)}"

    def sentence(self) -> str:
        """Return what is shown in a sentence."""
        routes = f", with the routes: {route_name(self.state)}" if self.state.route else ""
        seen = f"{view_name(self.state)}{', the trunk' if self.state.extent == 'trunk' else ''}"
        return f"Skeleton, {seen}, painted by {layer_name(self.state.layer, self.rows)}{routes}"

    def sources(self) -> tuple[Source, ...]:
        """Return the study of the layer."""
        return (self.rows.source(self.state.layer),)

    def references(self) -> Iterator[str]:
        """List references to the layer."""
        return layer_references(self.state, self.rows)

    @classmethod
    def state_of(cls, shown: ViewState, rows: Rows, **parts: str | tuple[str, ...]) -> State:
        """Return the state of the atlas page; without routes no vessels are marked."""
        sites = shown.sites if shown.route else tuple(item for item in shown.sites if item in rows.places)
        return cls.made(
            {
                "layer": shown.layer,
                "view": shown.view,
                "extent": shown.extent,
                "names": shown.names,
                "sites": sites,
                "route": shown.route,
                "breast": shown.breast,
                **parts,
            }
        )

    def figures(self, files: Files) -> list[SlideFigure]:
        """Return the painted skeleton."""
        return [
            painted_body(
                self.state,
                self.state.layer,
                self.rows,
                files,
                asked=self.asked,
                with_routes=bool(self.state.route),
            )
        ]
