"""What stands at the foot of every card, and what Anki shows of a deck."""

from __future__ import annotations

from bone_atlas.exports.anki.markup import element, html
from bone_atlas.exports.drawn.last import about

OF_A_LESSON = (
    "Left out: sentences that rest on no row of the tables, the notes for the speaker, drawings of X-rays, "
    "plots, and the animation of journeys. The quiz and the bones on pictures are in the deck of all lessons."
)
OF_ALL = (
    "Left out: sentences of lessons that rest on no row of the tables, drawings of X-rays, plots, and the "
    "animation of journeys; questions of the quiz that only tell another in another view or with other sites "
    "beside it, or for which any of several bones is right."
)
AGAIN = (
    "To take a newer deck, import it: cards that you have are found again and keep what you learned. "
    "Where texts were changed, choose “Update notes: Always” in the window of the import."
)
NEEDS = "Bones on pictures need Anki 23.10 or later."


def left_out(*, whole: bool) -> str:
    """Return what a deck leaves out, of a lesson or of the ``whole`` atlas."""
    return OF_ALL if whole else OF_A_LESSON


def line() -> str:
    """Return version, data and licences in one line, for the foot of a card."""
    made_of, licences, *_ = about("")
    return f"{made_of} {licences} No medical advice."


def description(*, whole: bool) -> str:
    """Return the description of a deck.

    Parameters
    ----------
    whole : bool
        Whether it has the whole atlas, and not a lesson alone.
    """
    told = [*about(left_out(whole=whole), "card"), AGAIN, *((NEEDS,) if whole else ())]
    return html(element("p", text) for text in told)
