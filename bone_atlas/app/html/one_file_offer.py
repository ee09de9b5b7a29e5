"""The offer to download something as one HTML file; `shell/one_file.js` makes it work."""

from __future__ import annotations

from markupsafe import Markup

from bone_atlas.app.html import elements as h

#: Where the server answers; what is wanted follows.
PATH = "/one-file/"
LABEL = "Download as one file (HTML)"
#: What such a file is for.
WHAT_FOR = "It opens by double-click, without a network."


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
    link = h.link(
        f"{PATH}{name}",
        LABEL,
        h.span(f": {of_what}", cls="atlas-unseen"),
        cls="atlas-button",
        download=file_name,
        data_one_file="",
    )
    return h.div(
        link, h.span(WHAT_FOR, cls="atlas-small-print", data_said="", role="status"), cls="atlas-one-file"
    )
