"""What a page shows of the files that can be ordered."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from bone_atlas.app.html.take_home_offers import TAKE_HOME, Offer, take_home_offers
from bone_atlas.app.take_home.order import Order


def offers(orders: Iterable[Order], of_what: str, *, title: str = TAKE_HOME) -> Markup:
    """Return the offers of what can be ordered; see `take_home_offers`."""
    shown = (Offer(each.name, each.file_name, each.kind.label, each.kind.what_for) for each in orders)
    return take_home_offers(shown, of_what, title=title)
