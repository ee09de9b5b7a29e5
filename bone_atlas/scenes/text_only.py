"""Text without a figure."""

from __future__ import annotations

from bone_atlas.scenes.model import Scene


class TextOnlyScene(Scene):
    """Nothing but the text of the slide."""

    id = "nothing"
    card = "Words"

    def title(self) -> str:
        """Return the title of a slide just begun."""
        return "New slide"

    def brief(self) -> str:
        """Return what is shown in a few words."""
        return "words alone"

    def sentence(self) -> str:
        """Return what is shown in a sentence."""
        return "Words alone"
