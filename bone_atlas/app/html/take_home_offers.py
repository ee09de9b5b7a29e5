"""The offers of files to take home; `shell/take_home.js` makes them work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from bone_atlas.app.html import elements as h

#: Where the server answers; what is wanted follows.
PATH = "/take-home/"
#: What holds the offers until somebody wants one.
TAKE_HOME = "Take it home"


@dataclass(frozen=True)
class Offer:
    """A file that is offered.

    Attributes
    ----------
    name : str
        Of the order, as in `bone_atlas.app.take_home.order`.
    file_name : str
        What the file is called when it is saved.
    label, what_for : str
        What it is called here, and what it is good for.
    """

    name: str
    file_name: str
    label: str
    what_for: str


def take_home_offers(offers: Iterable[Offer], of_what: str, *, title: str = TAKE_HOME) -> Markup:
    """Return the offers, folded: a click opens them, the next has a file made.

    Parameters
    ----------
    offers : iterable of Offer
        In the order in which they are shown.
    of_what : str
        What they are of, for who hears a link without its surroundings.
    title : str
        What is to be clicked.
    """
    return h.details(
        h.summary(title, h.span(f": {of_what}", cls="atlas-unseen")),
        *(_offer(offer, of_what) for offer in offers),
        cls="atlas-take-home",
    )


def _offer(offer: Offer, of_what: str) -> Markup:
    link = h.link(
        f"{PATH}{offer.name}",
        offer.label,
        h.span(f": {of_what}", cls="atlas-unseen"),
        cls="atlas-button",
        download=offer.file_name,
        data_take_home="",
    )
    said = h.span(offer.what_for, cls="atlas-small-print", data_said="", role="status")
    return h.div(link, said, cls="atlas-one-file")
