"""One HTML file that holds all it needs: opened from a disk, it asks nobody for anything."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Mapping

from markupsafe import Markup

from bone_atlas.app.copies import content, files
from bone_atlas.app.copies.document import colours, document
from bone_atlas.app.html import elements as h
from bone_atlas.app.publish import figures as published
from bone_atlas.app.publish.modules import BY_THEMSELVES, FIGURE, INLINE, LEARNER, scripts
from bone_atlas.app.publish.values import json_bytes
from bone_atlas.app.server import plotly_url
from bone_atlas.app.server.headers import script_hashes
from bone_atlas.app.server.store_serve import GZIP_LEVEL, StoredFile
from bone_atlas.view_state import ViewState

#: What a file does without: pictures that bridge the way from a server, but that of its beginning, and a
#: second window.
WITHOUT = frozenset({"preview", "notes"})
_PICTURES = {"webp": "image/webp", "png": "image/png", "svg": "image/svg+xml"}


def one_file(
    wanted: content.Wanted,
    own: Mapping[str, bytes] | None = None,
    progress: files.Progress = files.silent,
) -> bytes:
    """Return a copy as one HTML file.

    Parameters
    ----------
    wanted : content.Wanted
        What is to be in it.
    own : mapping of str to bytes, optional
        JSON by the address that `wanted` gives it: what is not published, such as a teacher's own lesson.
    progress : callable
        See `files.Progress`.

    Returns
    -------
    bytes
        The same for the same atlas and the same wishes.
    """
    copy = content.static_copy(wanted)
    given = {address: StoredFile(body, "json") for address, body in (own or {}).items()}
    met = StoredFile(json_bytes(copy), "json")
    start = [address for file in (met, *given.values()) for address in files.addresses_in(file)]
    found = files.reached((a for a in start if a not in given), without=WITHOUT, progress=progress)
    packed = files.packed({**given, **found})
    entries = [entry for entry in wanted.pages if not entry.bare]
    main = scripts()[FIGURE]
    first = files.body_of(scripts()[INLINE]).decode()
    style = colours() + files.body_of(published.style_url()).decode()
    paper = files.body_of(published.print_url()).decode()
    page = document(
        copy,
        entries,
        wanted.pages[0],
        attributes={"data-store": "inline", "data-script": f"./{main.rpartition('/')[2]}"},
        head=h.joined(
            h.element("meta", http_equiv="Content-Security-Policy", content=_policy(first)),
            h.element("style", Markup(style)),  # noqa: S704 -- ours
            h.element("style", Markup(paper), media="print", data_print=""),  # noqa: S704 -- ours
        ),
        tail=h.joined(_elements(packed, wanted), h.element("script", Markup(first), type="module")),  # noqa: S704
    )
    return page.encode()


def _elements(packed: files.Packed, wanted: content.Wanted) -> Markup:
    """Return the files as elements, scripts first: each is unpacked when it is asked for."""
    opening = published.preview_urls(wanted.layer, ViewState().view) if _has_atlas(wanted) else {}
    without = BY_THEMSELVES if wanted.scored else (*BY_THEMSELVES, LEARNER)
    loaded = [url for name, url in scripts().items() if name not in without]
    light = [picture["outline"] for picture in opening.values()]
    parts = [_element(url, files.body_of(url)) for url in (*light, *loaded, plotly_url())]
    parts.append(_element("packs", packed.index))
    parts += (_element(address, body) for address, body in packed.files.items())
    return h.joined(*parts)


def _has_atlas(wanted: content.Wanted) -> bool:
    return any(entry.name == "atlas" for entry in wanted.pages)


def _element(name: str, body: bytes) -> Markup:
    picture = _PICTURES.get(name.rpartition(".")[2])
    if picture:
        text = f"data:{picture};base64,{base64.b64encode(body).decode()}"
    else:
        text = base64.b64encode(gzip.compress(body, GZIP_LEVEL, mtime=0)).decode()
    return h.element("script", text, type="text/plain", id=name)


def _policy(first: str) -> str:
    """Return the policy of a page that loads nothing: scripts by hash, and what it unpacks itself."""
    hashes = " ".join(script_hashes(h.element("script", Markup(first))))  # noqa: S704 -- ours
    directives = {
        "default-src": "'none'",
        "script-src": f"{hashes} blob:",
        "style-src": "'unsafe-inline'",
        "img-src": "data: blob:",
        "font-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "object-src": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())
