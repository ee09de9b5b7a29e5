"""Names that a reader may have meant."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection

#: Of what a reader wrote; the rest of a long text tells nothing more.
_COMPARED = 200
_CUTOFF = 0.5


def near(wanted: str, known: Collection[str], most: int = 3) -> list[str]:
    """Return the names that are near to one that is not known.

    Parameters
    ----------
    wanted : str
        What was written.
    known : collection of str
        What could have been meant.
    most : int
        How many near names to return at most, and as many again that hold what was written.

    Returns
    -------
    list of str
        Nearest first. A name that differs only in capitals, blanks, dashes or underscores is the only one.
    """
    plain = _plain(wanted[:_COMPARED])
    names = {name: _plain(name) for name in known}
    if same := [name for name, text in names.items() if plain and text == plain]:
        return same
    texts = difflib.get_close_matches(plain, names.values(), n=most, cutoff=_CUTOFF)
    found = [name for text in texts for name in names if names[name] == text]
    found += [name for name, text in names.items() if plain and plain in text and name not in found][:most]
    return list(dict.fromkeys(found))


def unknown(kind: str, wanted: str, known: Collection[str]) -> str:
    """Return what is said of a name that is not known, with the names that are near to it."""
    names = near(wanted, known)
    guess = f" Did you mean {', '.join(names)}?" if names else ""
    return f"There is no {kind} {wanted!r}.{guess}"


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "_", unicodedata.normalize("NFKC", name).casefold()).strip("_")
