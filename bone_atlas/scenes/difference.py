"""One layer minus another, on one skeleton."""

from __future__ import annotations

from bone_atlas.evidence import comparable
from bone_atlas.scenes.bodies import painted_body
from bone_atlas.scenes.compare import CompareScene
from bone_atlas.scenes.contract import SlideFigure
from bone_atlas.scenes.model import Files
from bone_atlas.scenes.names import layer_name, view_name


class DifferenceScene(CompareScene):
    """The difference of two layers that count the same: what both need to stand on one scale it needs too."""

    id = "difference"
    card = "Difference"

    def title(self) -> str:
        """Return the title: the first layer minus the second."""
        first, second = self.rows.layers[self.state.layer], self.rows.layers[self.state.second]
        return f"{first.short_title} minus {second.short_title}"

    def brief(self) -> str:
        """Return what is shown in a few words."""
        first, second = layer_name(self.state.layer, self.rows), layer_name(self.state.second, self.rows)
        return f"{first} minus {second}"

    def sentence(self) -> str:
        """Return what is shown in a sentence."""
        seen = f"{view_name(self.state)}{', the trunk' if self.state.extent == 'trunk' else ''}"
        return f"Skeleton, {seen}, painted by the difference: {self.brief()}"

    def figures(self, files: Files) -> list[SlideFigure]:
        """Return the skeleton painted by the difference."""
        a, b = self.rows.layers[self.state.layer], self.rows.layers[self.state.second]
        made = comparable.difference(a, b, self.rows.anatomy)
        key = ("difference", a.id, b.id)
        return [painted_body(self.state, a.id, self.rows, files, derived=(key, made))]
