"""Elements of HTML: what is put into one is escaped, unless it is an element itself.

The only place where markup is made. An element is a `markupsafe.Markup`, so that text and markup cannot be
mixed up, and putting one into another needs no care.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from markupsafe import Markup, escape

#: What can stand in an element: text, elements, numbers, or several of these; None and "" leave no trace.
Content = str | int | float | None | Iterable["Content"]
Element = Callable[..., Markup]

NOTHING = Markup("")
VOID = ("br", "img", "link", "meta")


def joined(*content: Content, by: str = "") -> Markup:
    """Put text and elements one after the other.

    Parameters
    ----------
    *content : str, Markup, number, None or iterable of these
        Text is escaped. None and empty text leave no trace.
    by : str
        Stands between them.
    """
    pieces = [piece for part in content if (piece := "".join(_pieces(part)))]
    return _markup(escape(by) if by else "", pieces)


def _markup(by: str, pieces: Iterable[str]) -> Markup:
    # str.join, for Markup.join looks at every piece once more: a page has a million of them.
    return Markup(str.join(by, pieces))  # noqa: S704  # `_pieces` and `element` have escaped each


def _pieces(content: Content) -> Iterator[str]:
    """Yield what stands in an element, each piece escaped."""
    if content is None:
        return
    if isinstance(content, str):
        yield content if isinstance(content, Markup) else escape(content)
    elif isinstance(content, int | float):
        yield escape(content)
    else:
        for part in content:  # one after the other: it may be made while it is read
            yield from _pieces(part)


def element(name: str, /, *content: Content, **attributes: str | int | None) -> Markup:
    """Return an element.

    Parameters
    ----------
    name : str
        Of the tag.
    *content : str, Markup, number, None or iterable of these
        What stands in it; see `joined`.
    **attributes : str, int or None
        By name, with ``cls`` for ``class`` and underscores for hyphens; one that is None is left out.
    """
    tag = escape(name)
    pieces = ["<", tag]
    for key, value in attributes.items():
        if value is not None:
            pieces += (" ", escape(_attribute(key)), "='", escape(value), "'")
    pieces.append(">")
    if name not in VOID:
        pieces += (*_pieces(content), "</", tag, ">")
    return _markup("", pieces)


def _attribute(key: str) -> str:
    return "class" if key == "cls" else key.replace("_", "-")


abbr, b, br, button, caption, code, details, div = (
    partial(element, name) for name in ("abbr", "b", "br", "button", "caption", "code", "details", "div")
)
h1, h2, h3, h4, header, i, img, kbd = (
    partial(element, name) for name in ("h1", "h2", "h3", "h4", "header", "i", "img", "kbd")
)
li, nav, ol, p, section, small, span, summary = (
    partial(element, name) for name in ("li", "nav", "ol", "p", "section", "small", "span", "summary")
)
_table, tbody, td, th, thead, tr, ul = (
    partial(element, name) for name in ("table", "tbody", "td", "th", "thead", "tr", "ul")
)


# What several pages show


def link(address: str, *content: Content, **attributes: str | int | None) -> Markup:
    """Return a link; inside the atlas give ``target="_self"``, to a file ``download``."""
    return element("a", *content, href=address, **attributes)


def cited(text: str, address: str | None) -> Markup:
    """Return a printed source: as a link to the outside where it has one, else as text."""
    return link(address, text, target="_blank", rel="noreferrer") if address else escape(text)


def heading(text: Content) -> Markup:
    """Return the heading over a figure."""
    return h3(text, cls="atlas-heading")


def small_print(*content: Content) -> Markup:
    """Return a paragraph in small print."""
    return p(*content, cls="atlas-small-print")


def note(*content: Content) -> Markup:
    """Return a paragraph beside a figure."""
    return p(*content, cls="atlas-note")


def notes(items: Iterable[Content]) -> Markup:
    """Return a list of notes, nothing where there are none."""
    return listed(items, cls="atlas-notes")


def listed(items: Iterable[Content], kind: Element = ul, **attributes: str | int | None) -> Markup:
    """Return a list, nothing where it would be empty."""
    points = [li(item) for item in items]
    return kind(points, **attributes) if points else NOTHING


def chip(text: str, status: str, rank: int | None = None) -> Markup:
    """Return how sure something is, as a mark; with its rank, from the surest, a table sorts by it."""
    return span(text, cls="atlas-status-chip", data_status=status, data_rank=rank)


def plain_table(*rows: Content, **attributes: str | int | None) -> Markup:
    """Return a table without headings of columns."""
    return _table(*rows, **attributes)


def row(first: Content, *cells: Content) -> Markup:
    """Return a row of a table that begins with what it is about."""
    return tr(th(first, scope="row"), (td(cell) for cell in cells))


def table(
    head: Sequence[str],
    rows: Iterable[Sequence[Content]],
    *,
    caption_text: str = "",
    wide: bool = False,
    row_heads: bool = True,
    numeric: Sequence[int] = (),
) -> Markup:
    """Return a table.

    Parameters
    ----------
    head : sequence of str
        The headings of the columns.
    rows : iterable of sequences
        The cells, text or elements.
    caption_text : str
        Stands over the table.
    wide : bool
        Whether its text needs room.
    row_heads : bool
        Whether the first cell of a row says what the row is about.
    numeric : sequence of int
        Columns of numbers, counted from 0.
    """
    return _table(
        caption(caption_text) if caption_text else None,
        thead(tr(th(name, scope="col", cls="n" if k in numeric else None) for k, name in enumerate(head))),
        tbody(table_row(cells, row_heads=row_heads, numeric=numeric) for cells in rows),
        cls="atlas-table atlas-wide" if wide else "atlas-table",
    )


def table_row(cells: Sequence[Content], *, row_heads: bool = True, numeric: Sequence[int] = ()) -> Markup:
    """Return a row of `table`, which takes the same of it."""

    def cell(number: int, content: Content) -> Markup:
        if row_heads and number == 0:
            return th(content, scope="row")
        return td(content, cls="n" if number in numeric else None)

    return tr(cell(number, content) for number, content in enumerate(cells))


def scrolled(label: str, content: Markup) -> Markup:
    """Return a table in a box that scrolls sideways, also by keyboard.

    Parameters
    ----------
    label : str
        What a screen reader says of the box.
    content : Markup
        The table.
    """
    return div(content, cls="atlas-scroll", tabindex=0, role="region", aria_label=label)
