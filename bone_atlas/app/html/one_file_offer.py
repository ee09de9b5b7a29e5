"""The offer to download something as one file; `shell/one_file.js` makes it work."""

from __future__ import annotations

from markupsafe import Markup

from bone_atlas.app.html import elements as h

#: Where the server answers; what is wanted follows.
PATH = "/one-file/"
LABEL = "Download as one file (HTML)"
#: What such a file is for.
WHAT_FOR = "It opens by double-click, without a network."
SLIDES_LABEL = "Download as PowerPoint"
SLIDES_FOR = "Every bone and word of it can be changed there."


def one_file_offer(name: str, file_name: str, of_what: str) -> Markup:
    """Return the offer.

    Parameters
    ----------
    name : str
        Of the order, as in `bone_atlas.app.copies.order`.
    file_name : str
        What the file is called when it is saved.
    of_what : str
        What is offered, for who hears the link without its surroundings.
    """
    return _offer(name, file_name, of_what, LABEL, WHAT_FOR)


def slides_offer(name: str, file_name: str, of_what: str) -> Markup:
    """Return the offer of a lesson as slides for PowerPoint; parameters as of `one_file_offer`."""
    return _offer(name, file_name, of_what, SLIDES_LABEL, SLIDES_FOR)


def _offer(name: str, file_name: str, of_what: str, label: str, what_for: str) -> Markup:
    link = h.link(
        f"{PATH}{name}",
        label,
        h.span(f": {of_what}", cls="atlas-unseen"),
        cls="atlas-button",
        download=file_name,
        data_one_file="",
    )
    return h.div(
        link, h.span(what_for, cls="atlas-small-print", data_said="", role="status"), cls="atlas-one-file"
    )
