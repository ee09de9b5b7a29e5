"""Streamlit's start in a few scripts instead of sixty: its chunks put together, none changed in meaning.

Streamlit's build cuts the script that starts it into some sixty chunks, each a request of its own. What the
start needs in any case is put into one script here, when the server starts: each chunk in a scope of its own,
called once, in the order of its imports. All chunks, also those that are loaded later, then take what they
import from that script, so that nothing (least of all React) is there twice.

An import in JavaScript follows its export when that changes later; a value handed over does not. Chunks that
change what they export after their evaluation, and what imports them, therefore stay as they are. Which ones
do so was looked up for the versions in `KNOWN`, and a test looks again; the files of any other version are
served as they were installed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

#: Versions of Streamlit, and the chunks of theirs that change an export later (names without their hash).
KNOWN: Mapping[str, frozenset[str]] = {"1.67.0": frozenset({"space-separated-tokens"})}
#: Name of the script that holds the chunks put together.
TOGETHER = "together.js"
_IMPORT = re.compile(r'import(?:\{(?P<names>[^}]*)\}from)?"\./(?P<file>[^"]+)";?')
# At the head of a chunk: what it may load later, and all that it imports at once.
_HEAD = re.compile(
    r'(?P<later>const __vite__mapDeps=.*?;\n?)?(?P<imports>(?:import(?:\{[^}]*\}from)?"\./[^"]+";?)*)',
    re.DOTALL,
)
_EXPORT = re.compile(r"export\{(?P<names>[^}]*)\};?\s*$")


@dataclass(frozen=True)
class Chunk:
    """A chunk that could be taken apart.

    Attributes
    ----------
    body : str
        Its text without imports and exports.
    imports : tuple of tuple of str and dict
        Name of each file that it imports, with the local name of each export it takes.
    exports : dict of str to str
        Local name of each export.
    """

    body: str
    imports: tuple[tuple[str, dict[str, str]], ...]
    exports: dict[str, str]


def _pairs(names: str | None) -> dict[str, str]:
    """Return ``a as b,c`` as ``{"a": "b", "c": "c"}``."""
    parts = (part.split(" as ") for part in (names or "").split(",") if part)
    return {part[0]: part[-1] for part in parts}


def take_apart(text: str) -> Chunk | None:
    """Take a chunk apart; None where it has another form than Streamlit's build gives to most."""
    head, tail = _HEAD.match(text), _EXPORT.search(text)
    if head is None or tail is None:
        return None
    imports = tuple((match["file"], _pairs(match["names"])) for match in _IMPORT.finditer(head["imports"]))
    exports = {given: local for local, given in _pairs(tail["names"]).items()}
    return Chunk((head["later"] or "") + text[head.end() : tail.start()], imports, exports)


class Chunks:
    """The chunks of one installed Streamlit.

    Parameters
    ----------
    names : set of str
        The files in the folder of its scripts.
    read : callable
        Returns the text of one of them.
    entry : str
        The one that the start page names.
    changing : set of str
        See `KNOWN`.
    """

    def __init__(
        self, names: set[str], read: Callable[[str], str], entry: str, changing: frozenset[str]
    ) -> None:
        self.names = names
        self._text = read
        self.entry = entry
        self._changing = changing

    @cached_property
    def _start(self) -> dict[str, Chunk]:
        """What the start needs, by file, in the order in which a browser evaluates it."""
        chunks: dict[str, Chunk] = {}

        def visit(name: str) -> None:
            if name not in chunks and (chunk := take_apart(self._text(name))) is not None:
                for file, _ in chunk.imports:
                    visit(file)
                chunks[name] = chunk

        visit(self.entry)
        return chunks

    @cached_property
    def members(self) -> dict[str, int]:
        """The chunks that are put together, each with its number."""
        apart = {self.entry}
        for name, chunk in self._start.items():
            imported = [file for file, _ in chunk.imports]
            if name.partition(".")[0] in self._changing or any(
                file in apart or file not in self._start for file in imported
            ):
                apart.add(name)
        return {name: number for number, name in enumerate(name for name in self._start if name not in apart)}

    @cached_property
    def together(self) -> str:
        """The text of the script that holds them."""
        return "".join(self._scopes())

    def _scopes(self) -> Iterator[str]:
        for name, number in self.members.items():
            chunk = self._start[name]
            taken = "".join(
                f"const{{{','.join(f'{theirs}:{ours}' for theirs, ours in names.items())}}}"
                f"=${self.members[file]};"
                for file, names in chunk.imports
                if names
            )
            given = ",".join(f"{name}:{local}" for name, local in chunk.exports.items())
            shared = ",".join(f"{name}:${number}_{name}" for name in chunk.exports)
            yield f"// {name}\nconst ${number}=(()=>{{{taken}{chunk.body}\nreturn{{{given}}}}})();\n"
            yield f"export const{{{shared}}}=${number};\n"

    @cached_property
    def folder(self) -> str:
        """The name of the folder of all scripts.

        It follows from what is put together: a browser that has kept scripts of before must not mix them.
        """
        whole = self.together + self.rewritten(self.entry)
        return f"js-{hashlib.sha256(whole.encode('utf-8')).hexdigest()[:16]}"

    def rewritten(self, name: str) -> str:
        """Return a chunk that takes what it imports from the chunks put together."""
        text = self._text(name)

        def imported(match: re.Match[str]) -> str:
            number = self.members.get(match["file"])
            if number is None:
                return match[0]
            names = [f"${number}_{theirs} as {ours}" for theirs, ours in _pairs(match["names"]).items()]
            return f'import{{{",".join(names)}}}from"./{TOGETHER}";'

        text = _IMPORT.sub(imported, text)
        # What is left are lists of files to fetch ahead.
        return re.sub(
            r'"\./([^"/]+\.js)"', lambda m: f'"./{TOGETHER}"' if m[1] in self.members else m[0], text
        )

    def start_page(self, page: str) -> str:
        """Return Streamlit's start page with the addresses of these scripts.

        Parameters
        ----------
        page : str
            As installed: it names the entry, and every chunk of the start to be fetched ahead.
        """
        seen: set[str] = set()

        def ahead(match: re.Match[str]) -> str:
            name = TOGETHER if match["file"] in self.members else match["file"]
            first = name not in seen
            seen.add(name)
            return match[0].replace(f"js/{match['file']}", f"{self.folder}/{name}") if first else ""

        page = re.sub(r'<link rel="modulepreload"[^>]*href="\./static/js/(?P<file>[^"]+)">\s*', ahead, page)
        return page.replace(f"./static/js/{self.entry}", f"./static/{self.folder}/{self.entry}")
