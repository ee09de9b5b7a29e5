"""The pages, in the order of their links.

A new page is an entry here and a module of that name in `bone_atlas.app.pages` with a function `page`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from bone_atlas.scenes.registry import SCENES
from bone_atlas.scenes.state import SceneId


@dataclass(frozen=True)
class PageEntry:
    """What is known of a page before it runs.

    Attributes
    ----------
    name : str
        Of its module in `bone_atlas.app.pages`.
    path : str
        Of its address; empty for the page that comes up first.
    title : str
        What its link says.
    bare : bool
        Whether it is shown without title, links and small print: it has the whole screen.
    by_itself : str
        Why the page is not shown in a frame of another page, as a sentence; empty for one that is.
    """

    name: str
    path: str
    title: str
    bare: bool = False
    by_itself: str = ""

    @property
    def is_first(self) -> bool:
        """Whether the page comes up where the address names none."""
        return not self.path

    def function(self) -> Callable[[], None]:
        """Return what shows the page.

        Its module is imported by name: everything below the pages reads this table, so it must not import
        the pages.
        """
        show: Callable[[], None] = import_module(f"bone_atlas.app.pages.{self.name}").page
        return show


_WHERE = "in a window of the atlas itself, not inside another page."
PAGES = (
    PageEntry("atlas", "", "Atlas"),
    PageEntry("pathways", "pathways", "Pathways"),
    PageEntry("evidence", "evidence", "Evidence"),
    PageEntry("detection", "detection", "Detection"),
    PageEntry("teach", "teach", "Teach", by_itself=f"Lessons are chosen and made {_WHERE}"),
    PageEntry("practise", "practise", "Practise"),
    PageEntry("present", "present", "Present", bare=True),
    PageEntry("uploaded", "your-data", "Your data", by_itself=f"A table of your own is painted {_WHERE}"),
    PageEntry("sources", "sources", "Sources"),
)
_BY_NAME = {entry.name: entry for entry in PAGES}


def page_entry(name: str) -> PageEntry:
    """Return a page by the name of its module.

    Raises
    ------
    KeyError
        If there is no such page.
    """
    return _BY_NAME[name]


def page_that_shows(scene: SceneId) -> tuple[PageEntry, Mapping[str, str]] | None:
    """Return where a scene can be seen, and the parts of the view state that lead there.

    None for a scene that no page shows.
    """
    kind = SCENES[scene]
    entry = next((entry for entry in PAGES if entry.path == kind.path), None)
    return (entry, {"part": kind.part} if kind.part else {}) if entry else None
