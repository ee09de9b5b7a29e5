"""The HTML of a page of a copy."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup

from bone_atlas import resources
from bone_atlas.app.html import elements as h
from bone_atlas.app.html import glossary
from bone_atlas.app.html.opening import opening
from bone_atlas.app.html.page_head import DESCRIPTION, ICON, SMALL_PRINT, edition, page_head
from bone_atlas.app.publish import contract
from bone_atlas.app.registry import PageEntry
from bone_atlas.app.server.index import icon_link
from bone_atlas.figures.export_lines import of_skeleton

#: Said on a page that has no opening, where no script runs.
NEEDS = h.element("noscript", h.p("The atlas needs JavaScript."))
#: By Streamlit's own names, which styles and scripts read: what each is called in its settings.
_COLOURS = {
    "--st-primary-color": "primaryColor",
    "--st-background-color": "backgroundColor",
    "--st-secondary-background-color": "secondaryBackgroundColor",
    "--st-text-color": "textColor",
}


@lru_cache(maxsize=1)
def colours() -> str:
    """Return the font and the colours of both themes as CSS, from the settings of the served page."""
    theme = tomllib.loads(resources.SETTINGS.read_text(encoding="utf-8"))["theme"]
    light, dark = (_variables(theme[name]) for name in ("light", "dark"))
    # Figures and what measures their words ask for it, as well as the page.
    font = f"--st-font:{theme['font']};"
    return (
        f":root{{color-scheme:light dark;{font}{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    )


def _variables(theme: Mapping[str, str]) -> str:
    return "".join(f"{name}:{theme[setting]};" for name, setting in _COLOURS.items())


def script_text(content: object) -> Markup:
    """Return data as the text of a script element, which only its own end could end."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return Markup(text)  # noqa: S704


def document(
    copy: contract.StaticCopy,
    entries: list[PageEntry],
    shown: PageEntry,
    *,
    attributes: Mapping[str, str],
    head: Markup,
    style: Markup = h.NOTHING,
    tail: Markup,
) -> str:
    """Return a page of a copy.

    Parameters
    ----------
    copy : contract.StaticCopy
        All pages of the copy.
    entries : list of PageEntry
        The pages that the head links to.
    shown : PageEntry
        The page that comes up.
    attributes : mapping of str to str
        Of the root element: ``data-store`` and what that store needs.
    head, tail : Markup
        What stands at the end of the head, and after the page: policy, styles, scripts, files.
    style : Markup
        A style sheet that what is seen at once does not wait for.

    Returns
    -------
    str
        HTML.
    """
    title = next(page["title"] for page in copy["pages"] if page["name"] == shown.name)
    foot = h.p(SMALL_PRINT, " ", of_skeleton(), cls="atlas-small-print", data_page_end=shown.title)
    page = h.div(
        h.element(
            "main",
            h.div(
                page_head(entries, shown) if len(entries) > 1 else None,
                h.div(NEEDS if shown.bare else None, id="atlas-page"),
                foot,
                cls="stMainBlockContainer",
            ),
            cls="stMain",
        ),
        cls="stApp",
        data_testid="stApp",
    )
    whole = h.element(
        "html",
        h.element(
            "head",
            h.element("meta", charset="utf-8"),
            h.element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            h.element("title", title),
            h.element("meta", name="description", content=DESCRIPTION),
            icon_link(ICON),
            head,
            edition(),
            glossary.head(),
        ),
        h.element(
            "body",
            opening(shown),
            style,
            page,
            h.element("script", script_text(copy), type="application/json", id="atlas-copy"),
            tail,
        ),
        lang="en",
        **attributes,
    )
    return "\n".join(("<!doctype html>", whole, ""))
