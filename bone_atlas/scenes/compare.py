"""Two skeletons side by side, on one scale."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from bone_atlas.evidence import comparable
from bone_atlas.facts import Rows, Source
from bone_atlas.faults import Fault, shown
from bone_atlas.figures import colours
from bone_atlas.scenes.bodies import painted_body
from bone_atlas.scenes.contract import SlideFigure
from bone_atlas.scenes.layer_references import layer_references
from bone_atlas.scenes.model import Files, Scene
from bone_atlas.scenes.names import layer_name, view_name
from bone_atlas.scenes.state import SceneId, State
from bone_atlas.view_state import ViewState


class CompareScene(Scene):
    """Two layers that count the same, each on a skeleton of its own."""

    id: ClassVar[SceneId] = "compare"
    card = "Two skeletons"
    uses = frozenset({"second"})
    hides = ("values", "labels", "selection", "figure")
    marks_sites = True
    path = "evidence"
    part = "compare"

    def title(self) -> str:
        """Return the title: both layers."""
        first, second = self.rows.layers[self.state.layer], self.rows.layers[self.state.second]
        return f"{first.short_title} and {second.short_title}"

    def brief(self) -> str:
        """Return what is shown in a few words."""
        return f"{layer_name(self.state.layer, self.rows)} and {layer_name(self.state.second, self.rows)}"

    def sentence(self) -> str:
        """Return what is shown in a sentence."""
        pair = f"{layer_name(self.state.layer, self.rows)} beside {layer_name(self.state.second, self.rows)}"
        return f"Two skeletons, {view_name(self.state)}: {pair}"

    def faults(self) -> Iterator[Fault]:
        """Find what keeps two layers from one scale."""
        if not self.state.second:
            yield "second", "is missing: a comparison needs two layers"
            return
        if self.state.second == self.state.layer:
            yield "second", f"{shown(self.state.second)} is the first layer; expected another"
            return
        if self.state.second in self.rows.layers:
            a, b = self.rows.layers[self.state.layer], self.rows.layers[self.state.second]
            judged = comparable.comparability(a, b)
            if not judged.one_scale or a.kind != "proportion":
                yield "second", f"{shown(b.id)} cannot stand on one scale with {shown(a.id)}: {judged.why}"

    def sources(self) -> tuple[Source, ...]:
        """Return the studies of both layers."""
        return (self.rows.source(self.state.layer), self.rows.source(self.state.second))

    def references(self) -> Iterator[str]:
        """List references to both layers and their differences."""
        return layer_references(self.state, self.rows)

    @classmethod
    def state_of(cls, shown: ViewState, rows: Rows, **parts: str | tuple[str, ...]) -> State:
        """Return the state of the comparison; ``layer`` and ``second`` are the two that it shows."""
        sites = tuple(item for item in shown.sites if item in rows.places)
        return cls.made({"view": shown.view, "names": shown.names, "sites": sites, **parts})

    def figures(self, files: Files) -> list[SlideFigure]:
        """Return both skeletons."""
        top = colours.layer_top(self.rows.layers[self.state.layer], self.rows.layers[self.state.second])
        return [
            painted_body(self.state, layer, self.rows, files, top=top)
            for layer in (self.state.layer, self.state.second)
        ]
