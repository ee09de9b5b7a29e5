"""The atlas as a folder of files: any web host can serve it, and a browser can keep it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from bone_atlas.app.copies import content, files
from bone_atlas.app.copies.document import colours, document
from bone_atlas.app.copies.picture import ICONS, PICTURE, icon, picture
from bone_atlas.app.html import elements as h
from bone_atlas.app.html.opening import ABOUT, TITLE
from bone_atlas.app.html.page_head import DESCRIPTION, page_title
from bone_atlas.app.publish import atlas, contract
from bone_atlas.app.publish import figures as published
from bone_atlas.app.publish.modules import BY_THEMSELVES, COMPONENT, COPY, FIGURE, NOTES, read_asset, scripts
from bone_atlas.app.publish.modules import WORKER as WORKER_SCRIPT
from bone_atlas.app.publish.values import json_bytes
from bone_atlas.app.registry import PageEntry
from bone_atlas.app.server import plotly_url
from bone_atlas.app.server.edition import digest
from bone_atlas.app.server.store_serve import StoredFile
from bone_atlas.view_state import ViewState

MANIFEST, WORKER, STYLE = "atlas.webmanifest", "worker.js", "colours.css"
README = "README.txt"
#: What a first visit brings along, so that the atlas opens without a network from then on: not what is only
#: saved, and not the drawings of all pairs of studies, which are most of a copy.
_LATER = re.compile(r"/viz/(export|preview|pack/evidence-paint|values|steps)\b")
#: What is seen at once has its look with it: a slow line brings the rest later.
OPENING = COMPONENT / "css" / "opening.css"
#: By the name of a page the script of its own, which its first one asks for.
_SCRIPTS = {"atlas": ("atlas/scene",), "pathways": ("pathways/scene",)}
#: Where a page says of which version it is, which follows from all of them.
_VERSION = "data-version"
_UNKNOWN = f"{_VERSION}=''".encode()
_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "data:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "object-src": "'none'",
}


@dataclass(frozen=True)
class Site:
    """A folder of files.

    Attributes
    ----------
    wanted : content.Wanted
        What is in it.
    address : str
        Where it will be, with a slash at the end, for the pictures of link previews; empty if that is not
        known.
    """

    wanted: content.Wanted
    address: str = ""

    def files(self, progress: files.Progress = files.silent) -> Iterator[tuple[str, bytes]]:
        """Yield the files, each with its path in the folder; the same for the same atlas."""
        copy = content.static_copy(self.wanted)
        start = [
            *files.addresses_in(StoredFile(json_bytes(copy), "json")),
            *(url for name, url in scripts().items() if name == NOTES or name not in BY_THEMSELVES),
            plotly_url(),
            published.style_url(),
            published.print_url(),
        ]
        packed = files.packed(files.reached(start, progress=progress), tables_alone=True)
        held = {**packed.files, packed.index_address: packed.index}
        for address, body in held.items():
            yield address.removeprefix("/"), body
        pages = {f"{entry.path or 'index'}.html": entry for entry in self.wanted.pages}
        made = {name: self._page(copy, entry, packed.index_address) for name, entry in pages.items()}
        beside = {STYLE: colours().encode(), MANIFEST: _manifest(), README: _readme(), PICTURE: picture()}
        beside |= {name: icon(size) for name, size in ICONS.items()}
        yield from beside.items()
        first = [f".{address}" for address in held if not _LATER.match(address)]
        known = digest(*made.values(), *beside.values(), json.dumps(first).encode())
        for name, page in made.items():
            yield name, page.replace(_UNKNOWN, _UNKNOWN.replace(b"''", f"'{known}'".encode()), 1)
        yield WORKER, _worker(known, [*made, STYLE, MANIFEST, *first])

    def _page(self, copy: contract.StaticCopy, entry: PageEntry, index: str) -> bytes:
        entries = [one for one in self.wanted.pages if not one.bare]
        scripts_of_page = h.element("script", type="module", src=f".{scripts()[FIGURE]}")
        page = document(
            copy,
            entries,
            entry,
            attributes={"data-store": "folder", "data-packs": index, "data-worker": WORKER, _VERSION: ""},
            head=h.joined(*self._head(entry, index)),
            style=h.element("link", rel="stylesheet", href=f".{published.style_url()}"),
            tail=scripts_of_page,
        )
        return _with_links(page, {f"/{one.path}": f"{one.path or 'index'}.html" for one in entries}).encode()

    def _head(self, entry: PageEntry, index: str) -> Iterator[Markup]:
        policy = "; ".join(f"{name} {sources}" for name, sources in _POLICY.items())
        yield h.element("meta", http_equiv="Content-Security-Policy", content=policy)
        yield h.element("link", rel="stylesheet", href=STYLE)
        yield h.element("style", Markup(read_asset(OPENING)))  # noqa: S704 -- ours
        yield h.element("link", rel="manifest", href=MANIFEST)
        yield published.print_link(".")
        for name in (FIGURE, COPY, *_SCRIPTS.get(entry.name, ())):
            yield h.element("link", rel="modulepreload", href=f".{scripts()[name]}")
        yield from self._early(entry, index)
        for name, value in self._preview(entry):
            yield h.element("meta", property=name, content=value)
        yield h.element("meta", name="twitter:card", content="summary_large_image")

    def _early(self, entry: PageEntry, index: str) -> Iterator[Markup]:
        """Yield what lets files come at once that else wait for each other, until a skeleton is in sight."""
        if entry.name != "atlas":
            return
        names = self.wanted.names[0]
        for address in (index, atlas.manifest_urls()[names], published.index_url(names)):
            # As the scripts ask for it, else it would come twice.
            yield h.element("link", rel="preload", href=f".{address}", crossorigin="", **{"as": "fetch"})
        pictures = published.preview_urls(self.wanted.layer, ViewState().view)
        for theme, light in pictures.items():
            media = f"(prefers-color-scheme: {theme})"
            href = f".{light['outline']}"
            yield h.element("link", rel="preload", href=href, media=media, **{"as": "image"})

    def _preview(self, entry: PageEntry) -> Iterator[tuple[str, str]]:
        yield "og:type", "website"
        yield "og:site_name", TITLE
        yield "og:title", page_title(entry)
        yield "og:description", DESCRIPTION
        # A preview needs the whole address of its picture; a folder does not know where it will be.
        yield "og:image", f"{self.address}{PICTURE}"
        yield "og:image:alt", f"{TITLE}: {ABOUT}"
        if self.address:
            yield "og:url", f"{self.address}{entry.path and f'{entry.path}.html'}"


def _with_links(page: str, addresses: dict[str, str]) -> str:
    """Let the links of the head lead to the files, also before the script has come."""
    for address, file in addresses.items():
        page = page.replace(f"href='{address}'", f"href='{file}'")
    return page


def _manifest() -> bytes:
    described = {
        "name": TITLE,
        "short_name": "Bone Atlas",
        "description": DESCRIPTION,
        "id": "./",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#0b57d0",
        "icons": [
            {"src": name, "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any maskable"}
            for name, size in ICONS.items()
        ],
    }
    return json.dumps(described, ensure_ascii=False, indent=1).encode()


def _worker(version: str, kept: list[str]) -> bytes:
    """Return the script that keeps files in the browser; a browser takes it anew when one byte is another."""
    told = json.dumps({"version": version, "files": kept}, separators=(",", ":"))
    return f"globalThis.atlasKept={told};\n".encode() + files.body_of(scripts()[WORKER_SCRIPT])


def _readme() -> bytes:
    return (
        f"{TITLE}: {ABOUT}.\n\n"
        "Put this folder on any web host, or serve it here: python -m http.server\n"
        "Then open index.html there. From a disk, by double-click, it does not open: browsers load no\n"
        "scripts that way; `bone-atlas export html` makes one file that does.\n\n"
        "Files below viz/ have names that follow from their contents: they may be kept for ever. All others\n"
        "are to be asked for anew. Where a newer version comes in the place of this one, put worker.js\n"
        "there last, and leave the files of the one before below viz/ for a while: open pages need them.\n\n"
        "What needs a server is not in here: painting a table of your own, making a lesson.\n"
        "The command that serves it: bone-atlas serve\n"
    ).encode()
