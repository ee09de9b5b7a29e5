"""Where every text of a page stands: no two over each other, none cut, and nothing that scrolls sideways.

`at_sizes` takes one open page through many windows; what it returns is empty where all is well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from playwright.sync_api import CDPSession, Page
from waiting import drawn_again, still, until


@dataclass(frozen=True)
class Window:
    """A window that the atlas must hold.

    Attributes
    ----------
    width, height : int
        In CSS px.
    touch : bool
        Whether a finger points.
    """

    width: int
    height: int
    touch: bool = False

    def __str__(self) -> str:
        """Return the window as issues name it."""
        return f"{self.width}x{self.height}"


#: The windows that a push is held against: the narrowest phone, a tablet, a laptop with its browser's bars.
FEW = (
    Window(320, 640, touch=True),
    Window(390, 844, touch=True),
    Window(683, 384),
    Window(1024, 768),
    Window(1366, 653),
)
ALL = (
    *FEW,
    Window(360, 640, touch=True),
    Window(390, 664, touch=True),
    Window(768, 1024, touch=True),
    Window(844, 390, touch=True),
    Window(1100, 800),
    Window(1280, 720),
    Window(1366, 768),
    Window(1920, 1080),
    Window(3840, 2160),
)

#: In s: how long a page may take to settle in another window, on a machine that has other work.
SETTLES = 10.0
LOOK = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def text_problems(page: Page) -> list[str]:
    """Return what overlaps, is cut or scrolls sideways in the window as it is, as sentences."""
    found: list[str] = page.evaluate(LOOK)
    return found


def resize(page: Page, session: CDPSession, window: Window) -> None:
    """Give an open page another window, and wait until it and its figures have taken it."""
    page.set_viewport_size({"width": window.width, "height": window.height})
    if window.touch:
        session.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
        until(page, "() => matchMedia('(pointer: coarse)').matches")
    until(page, f"() => innerWidth === {window.width}")
    still(page)


def settled(page: Page, look: Callable[[Page], list[str]] = text_problems) -> list[str]:
    """Return what is wrong once a page has settled: its parts take a window one after the other."""
    deadline = monotonic() + SETTLES
    problems = look(page)
    while problems and monotonic() < deadline:
        drawn_again(page)
        problems = look(page)
    return problems


def at_sizes(
    page: Page, windows: Iterable[Window], look: Callable[[Page], list[str]] = text_problems
) -> dict[str, list[str]]:
    """Return what is wrong with an open page in each window where something is.

    Those of a mouse come first: once a finger has pointed, no mouse does until the session is over.
    """
    session = page.context.new_cdp_session(page)
    wrong: dict[str, list[str]] = {}
    for window in sorted(windows, key=lambda window: window.touch):
        resize(page, session, window)
        if problems := settled(page, look):
            wrong[str(window)] = problems
    session.detach()
    return wrong
