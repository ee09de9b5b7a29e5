"""Which site, group or bone a name means: ids, names in many languages, left and right, single bones."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bone_atlas.anatomy import Anatomy
from bone_atlas.tables import LANGUAGES, Tables, records, words
from bone_atlas.uploaded.identifiers import Identifiers, segmented
from bone_atlas.uploaded.more_names import more_names, near_in_meaning
from bone_atlas.uploaded.words import (
    AMBIGUOUS,
    BOTH_SIDES,
    FILLERS,
    IN_BRACKETS,
    REMARK,
    SIDES,
    SINGULARS,
    plain,
)

#: Longer texts are no names.
LONGEST = 120
SUGGESTED = 3
#: What stands for bytes that could not be read.
DAMAGED = "\ufffd"
#: What is left of "all bones", "breast bone", "calf bone" and "long bones" names no bone.
_TOO_LOOSE = {("all",), ("breast",), ("calf",), ("long",), ("largo",)}
_VERTEBRA = re.compile(
    r"(?:(?:vertebrae?|vertebral bod(?:y|ies)|wirbel|vertebres?|os) )?(c|t|th|d|l|s)\s?(\d{1,2})"
)
_LETTERS = {"c": "C", "t": "T", "th": "T", "d": "T", "l": "L"}
_SACRAL = 5
_RIB = re.compile(r"(?:rib|ribs|costa) (left|right) (\d{1,2})")
#: Chinese writes the side without a blank.
_APART = re.compile("([左右][側侧]?|双侧|雙側)")
_PLURAL = re.compile(r"\((?:s|es|e|en|n|ae|x)\)", re.IGNORECASE)
_UNSPECIFIED = re.compile(
    r"[,;(\[ ]+\b(?:NOS|n\.o\.s\.?|not otherwise specified|unspecified|o\.n\.A\.)[)\]]?\s*$", re.IGNORECASE
)
_WITH_BRACKET = re.compile(r"([^(\[（]{1,80}?)\s*[(\[（]([^()\[\]（）]{1,80})[)\]）]\s*")
_WITH_COLON = re.compile(r"([^:–—]{1,60}?)\s*(?::|\s[-–—]\s)\s*([^:–—]{1,60})")
_LISTED = re.compile(r"\s*(?:[,;/&+、，]|\b(?:and|or|et|und|y|e|ou)\b)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Meaning:
    """What a name means.

    Attributes
    ----------
    places : tuple of str
        Ids of the sites or groups it may mean: one where it is clear, none where it is not known.
    part : str
        The bone or side it names, where that is less than the whole place; empty otherwise.
    """

    places: tuple[str, ...] = ()
    part: str = ""

    @property
    def clear(self) -> bool:
        """Whether it means one whole place."""
        return len(self.places) == 1 and not self.part


class SiteNames:
    """The names of sites, groups and bones; built once from the tables.

    Parameters
    ----------
    tables : Tables
        The loaded tables.
    """

    def __init__(self, tables: Tables) -> None:
        self._more = more_names()
        self._ids: dict[str, str] = {}
        self._exact: dict[str, dict[str, int]] = {}
        self._loose: dict[tuple[str, ...], dict[str, int]] = {}
        self._bones: dict[str, tuple[str, str]] = {}
        for frame, key in ((tables.sites, "site_id"), (tables.groups, "group_id")):
            for row in records(frame):
                self._learn(row[key], row)
        self._learn_bones(tables)
        self._keys = sorted(self._exact)
        self._identifiers = Identifiers(tables)
        self._anatomy = Anatomy(tables)

    def _learn(self, place: str, row: dict[str, str]) -> None:
        """Take in the names of a place: the id first, then English, then other languages."""
        self._ids[place.casefold()] = place
        for rank, name in ((0, place), *_written(row, self._more.get(place, ()))):
            for form in dict.fromkeys((plain(name), plain(IN_BRACKETS.sub(" ", name)))):
                if form:
                    _keep(self._exact.setdefault(form, {}), place, rank)
                    if loosened(form) not in _TOO_LOOSE:
                        _keep(self._loose.setdefault(loosened(form), {}), place, rank)

    def _learn_bones(self, tables: Tables) -> None:
        """Take in the names of single bones, with and without their side."""
        for row in records(tables.bones):
            for name in (
                row["bone_id"],
                row["name_en"],
                row["label_en"],
                IN_BRACKETS.sub(" ", row["name_en"]),
            ):
                full = plain(name)
                self._bones.setdefault(full, (row["site_id"], row["name_en"]))
                bare = " ".join(word for word in full.split() if word not in SIDES)
                self._bones.setdefault(bare, (row["site_id"], _without_side(row["name_en"])))

    def find(self, name: str, *, as_id: bool = False) -> Meaning:
        """Find what a name means.

        Parameters
        ----------
        name : str
            As it stands in a table.
        as_id : bool
            Whether it stands in a column of ids, where it can only mean one thing.

        Returns
        -------
        Meaning
            One place, several to ask about, or none. A name is never guessed: see `suggest`.
        """
        if len(name) > LONGEST or DAMAGED in name or not plain(name):
            return Meaning()
        if as_id and name.strip().casefold() in self._ids:
            return Meaning((self._ids[name.strip().casefold()],))
        coded = self._coded(name)
        if coded:
            return coded
        for form in _forms(name):
            meaning = self._whole(form) or self._bone(form)
            if meaning:
                return meaning
        sided = self._sided(plain(name))
        return sided if sided.places else self._remarked(name)

    def _coded(self, name: str) -> Meaning | None:
        """Find the place of an id of an ontology, or of a label of TotalSegmentator."""
        known = self._identifiers.find(name)
        if known:
            place, exact = known
            return Meaning((place,), "" if exact else name.strip())
        label = segmented(name)
        if label:
            place, side = label
            return Meaning((place,), f"the {side} side" if side else "")
        return None

    def _remarked(self, name: str) -> Meaning:
        """Find a place whose name stands with a remark: "Rib(s)", "Femur, NOS", "Tarsal bones (foot)"."""
        bare = _UNSPECIFIED.sub("", _PLURAL.sub("", name))
        if bare != name:
            return self.find(bare)
        bracketed = _WITH_BRACKET.fullmatch(name.strip())
        if bracketed:
            return self._bracketed(bracketed[1], bracketed[2])
        parted = _WITH_COLON.fullmatch(name.strip())
        if parted:
            whole, part = self.find(parted[1]), self.find(parted[2])
            if (
                whole.clear
                and len(part.places) == 1
                and self._anatomy.covers(whole.places[0], part.places[0])
            ):
                return part
        return Meaning()

    def _bracketed(self, head: str, remark: str) -> Meaning:
        """Find a place with others in brackets: those it lies in, or parts of it, all or some."""
        outer = self.find(head)
        inner = [self.find(part) for part in _LISTED.split(remark)]
        if not outer.clear or not all(each.clear for each in inner):
            return Meaning()
        place, named = outer.places[0], {each.places[0] for each in inner}
        if all(self._anatomy.covers(each, place) for each in named):
            return outer
        if not all(self._anatomy.covers(place, each) for each in named):
            return Meaning()
        parts = (
            self._anatomy.children(place) if self._anatomy.is_site(place) else self._anatomy.members(place)
        )
        return outer if set(parts) <= named else Meaning((place,), remark.strip())

    def _whole(self, form: str) -> Meaning | None:
        """Find a site or group by its name as it is, then by its words in any order."""
        if form in AMBIGUOUS:
            return Meaning(AMBIGUOUS[form])
        for known in (self._exact.get(form), self._loose.get(loosened(form))):
            if known:
                best = min(known.values())
                return Meaning(tuple(place for place, rank in known.items() if rank == best))
        return None

    def _bone(self, form: str) -> Meaning | None:
        """Find the site of a single bone, such as ``L3`` or ``Rib 7, left``."""
        rib = _RIB.fullmatch(form)
        if rib:
            form = f"rib {int(rib[2])} {rib[1]}"
        vertebra = _VERTEBRA.fullmatch(form)
        if vertebra and vertebra[1] == "s":
            number = int(vertebra[2])
            return Meaning(("sacrum",), f"S{number}") if 1 <= number <= _SACRAL else None
        if vertebra:
            form = f"{_LETTERS[vertebra[1]]}{int(vertebra[2])}".casefold()
        found = self._bones.get(form)
        return Meaning((found[0],), found[1]) if found else None

    def _sided(self, form: str) -> Meaning:
        """Find a place named with a side; both sides together are the whole of it."""
        split = _APART.sub(r"\1 ", form).split()
        sides = [SIDES[word] for word in split if word in SIDES]
        rest = " ".join(word for word in split if word not in SIDES and word not in BOTH_SIDES)
        if rest == " ".join(split) or not rest:
            return Meaning()
        meaning = self._whole(rest) or Meaning()
        one_side = len(set(sides)) == 1 and not BOTH_SIDES & set(split)
        return Meaning(meaning.places, f"the {sides[0]} side") if one_side and meaning.places else meaning

    def suggest(self, name: str) -> tuple[str, ...]:
        """List the places that are near to an unknown name in meaning, then those that are so in letters.

        Parameters
        ----------
        name : str
            As it stands in a table.

        Returns
        -------
        tuple of str
            Up to three ids of sites or groups, the nearest first.
        """
        wanted = plain(name[:LONGEST])
        near = difflib.get_close_matches(wanted, self._keys, n=3 * SUGGESTED, cutoff=0.7)
        words_wanted = _telling(wanted)
        sharing = [key for key in self._keys if words_wanted & _telling(key)]
        near += sorted(sharing, key=lambda key: -_likeness(words_wanted, _telling(key)))
        places = (min(self._exact[key], key=self._exact[key].__getitem__) for key in near)
        return tuple(dict.fromkeys((*near_in_meaning(wanted), *places)))[:SUGGESTED]


def _written(row: dict[str, str], more: Iterable[str]) -> list[tuple[int, str]]:
    """List the names of a place with their rank: English first, then other languages."""
    names = [(1, row["name_en"]), *((1, name) for name in words(row["synonyms"]))]
    names += [(2, row[f"name_{language}"]) for language in LANGUAGES if language != "en"]
    names += [(2, row["name_ta"]), *((3, name) for name in more)]
    return [(rank, name) for rank, name in names if name]


def names_by_place(tables: Tables) -> dict[str, tuple[str, ...]]:
    """List by site or group the names that a reader's table may use, as people write them.

    Parameters
    ----------
    tables : Tables
        The loaded tables.

    Returns
    -------
    dict of str to tuple of str
        Sites from head to foot, then groups; of each its English name first.
    """
    more = more_names()
    return {
        row[key]: tuple(dict.fromkeys(name for _, name in _written(row, more.get(row[key], ()))))
        for frame, key in ((tables.sites, "site_id"), (tables.groups, "group_id"))
        for row in records(frame)
    }


def _keep(known: dict[str, int], place: str, rank: int) -> None:
    known[place] = min(rank, known.get(place, rank))


def _forms(name: str) -> Iterator[str]:
    """Give the forms to look a name up by: as it is, then without a remark in brackets."""
    yield plain(name)
    bare = plain(REMARK.sub(" ", name))
    if bare and bare != plain(name):
        yield bare


def _without_side(name: str) -> str:
    head, _, side = name.rpartition(",")
    return head if side.strip() in SIDES else name


def loosened(form: str) -> tuple[str, ...]:
    """Give what is left of a name when order, number and words that say nothing are taken away.

    Parameters
    ----------
    form : str
        As from `plain`.

    Returns
    -------
    tuple of str
        Its telling words in the singular, sorted: the same for "proximal femur" and "Femur, proximal part".
    """
    telling = [word for word in form.split() if word not in FILLERS] or form.split()
    return tuple(sorted({_singular(word) for word in telling}))


def _singular(word: str) -> str:
    if len(word) > 3 and word.endswith("ae"):
        word = word[:-1]
    elif len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return SINGULARS.get(word, word)


@lru_cache(maxsize=4096)
def _telling(form: str) -> frozenset[str]:
    """Give the words of a name by which it may be found again."""
    return frozenset(word for word in map(_singular, form.split()) if len(word) > 3 and word not in FILLERS)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the words of two names that both have (the Jaccard index)."""
    return len(one & other) / len(one | other)
