"""The files of a copy: all that its pages lead to, and which of them lie together."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bone_atlas.app.publish import first
from bone_atlas.app.publish.values import json_bytes
from bone_atlas.app.server import registry
from bone_atlas.app.server.edition import digest
from bone_atlas.app.server.headers import PREFIX
from bone_atlas.app.server.store_serve import StoredFile

_ADDRESS = re.compile(rb"/viz/[A-Za-z0-9_~./-]+\.[0-9a-f]{16}\.\w+")
_PARTS = re.compile(r"/viz/(?P<kind>[a-z-]+)/(?P<rest>.*)\.[0-9a-f]{16}\.(?P<extension>json|csv)")
#: How the JSON of Plotly writes a slash.
_SLASH = rb"\u002f"
#: In these an address may stand.
READ = frozenset({"json", "html"})
#: What the server holds together for the acts that come; in a copy the packs do that.
BUNDLES = frozenset(
    {
        "atlas-paints",
        "atlas-rankings",
        "atlas-comparisons",
        "evidence-plots",
        "evidence-spreads",
        "evidence-pair-paints",
        "evidence-orders",
    }
)
#: By kind of file which parts of its address name its pack, as `core/packs.js` reads them. Views and themes
#: of one thing lie in one pack, beside each other: there gzip sees how much of them is the same.
RULES: Mapping[str, tuple[str, ...]] = {
    "agreement": (),
    "bare": (),
    "comparison": (),
    "detection-picture": (),
    "diagram": ("1",),
    "evidence-paint": ("0:2", "2"),
    "evidence-ranking": ("0:2", "1"),
    "export": ("0",),
    "marrow": ("1",),
    "paint": ("2",),
    "quiz-deck": ("1",),
    "ranking": ("1",),
    "slide-bare": (),
    "slide-hidden": (),
    "slide-paint": ("2",),
    "slide-plot": (),
    "steps": (),
    "threshold": (),
    "values": (),
}
#: Called with how many files are made, and how many are known to be needed so far.
Progress = Callable[[int, int], None]


def silent(_made: int, _known: int) -> None:
    """Tell nobody."""


def reached(
    start: Iterable[str], *, without: Collection[str] = (), progress: Progress = silent
) -> dict[str, StoredFile]:
    """Return files, and all to which they lead.

    Parameters
    ----------
    start : iterable of str
        Addresses.
    without : collection of str
        Kinds of files that are left out, beside the bundles.
    progress : callable
        See `Progress`.

    Returns
    -------
    dict of str to StoredFile
        By address, in the order in which they are met.

    Raises
    ------
    KeyError
        If there is no file of an address.
    """
    first.declare()
    left_out = BUNDLES.union(without)
    waiting = deque(address for address in dict.fromkeys(start) if kind_of(address) not in left_out)
    known = set(waiting)
    found: dict[str, StoredFile] = {}
    while waiting:
        address = waiting.popleft()
        file = registry.file(address)
        if file is None:
            raise KeyError(address)
        found[address] = file
        new = [met for met in addresses_in(file) if met not in known and kind_of(met) not in left_out]
        known.update(new)
        waiting.extend(dict.fromkeys(new))
        progress(len(found), len(known))
    return found


def addresses_in(file: StoredFile) -> Iterator[str]:
    """Yield the addresses that stand in a file."""
    if file.extension in READ:
        for met in _ADDRESS.findall(file.body.replace(_SLASH, b"/")):
            yield met.decode()


def body_of(address: str) -> bytes:
    """Return the content of a published file.

    Raises
    ------
    KeyError
        If there is no file of the address.
    """
    file = registry.file(address)
    if file is None:
        raise KeyError(address)
    return file.body


def kind_of(address: str) -> str:
    """Return the kind of a file: the first part of its name."""
    return address.removeprefix(PREFIX).partition("/")[0].partition(".")[0]


def pack_of(address: str) -> str | None:
    """Return the name of the pack that holds a file; None where it stands alone."""
    met = _PARTS.fullmatch(address)
    rule = RULES.get(met["kind"]) if met else None
    if met is None or rule is None:
        return None
    parts = met["rest"].split("/")
    return "/".join((met["kind"], *(_named(parts, slot) for slot in rule)))


def _named(parts: list[str], slot: str) -> str:
    at, _, count = slot.partition(":")
    part = parts[int(at)]
    return "~".join(part.split("~")[: int(count)]) if count else part


@dataclass(frozen=True)
class Packed:
    """Files as a copy holds them.

    Attributes
    ----------
    files : dict of str to bytes
        By address, packs among them.
    index : bytes
        The list of packs, see `core/packs.js`.
    """

    files: dict[str, bytes]
    index: bytes

    @property
    def index_address(self) -> str:
        """Where the list of packs lies in a folder."""
        return f"{PREFIX}packs.{digest(self.index)}.json"


def packed(found: Mapping[str, StoredFile], *, tables_alone: bool = False) -> Packed:
    """Put files together that are needed together.

    Parameters
    ----------
    found : mapping of str to StoredFile
        By address.
    tables_alone : bool
        Whether a table that can be saved stays a file of its own, to which a link can lead.
    """
    alone: dict[str, bytes] = {}
    together: dict[str, list[bytes]] = {}
    for address in sorted(found):
        body = found[address].body
        pack = pack_of(address)
        if pack is None or (tables_alone and address.endswith(".csv")):
            alone[address] = body
        else:
            content = body if address.endswith(".json") else json_bytes(body.decode())
            together.setdefault(pack, []).append(json_bytes(address) + b":" + content)
    packs: dict[str, str] = {}
    for name, parts in together.items():
        body = b"{" + b",".join(parts) + b"}"
        packs[name] = f"{PREFIX}pack/{name}.{digest(body)}.json"
        alone[packs[name]] = body
    return Packed(alone, json.dumps({"rules": RULES, "packs": packs}, separators=(",", ":")).encode())
