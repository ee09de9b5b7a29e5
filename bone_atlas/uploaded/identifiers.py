"""Names that are no words: ids of ontologies as the atlas publishes them, and labels of TotalSegmentator."""

from __future__ import annotations

import re

from bone_atlas.tables import Tables, records

_COLUMNS = {
    "uberon": "uberon_id",
    "fma": "fma_id",
    "snomed": "snomed_id",
    "ta98": "ta98_code",
    "ta2": "ta2_number",
}
_PREFIX = re.compile(
    r"(uberon|fma|fmaid|snomed(?:[ _-]?ct)?|sctid|sct|ta98|ta2)(?:[ _-]?id)?[ :_#-]*([a-z]?[\d.]+)",
    re.IGNORECASE,
)
_ALIASES = {"fmaid": "fma", "sctid": "snomed", "sct": "snomed"}
#: An id of SNOMED CT or a code of the Terminologia Anatomica of 1998 is known without its name.
_BARE = re.compile(r"(?P<snomed>\d{7,18})|(?P<ta98>a\d{2}\.\d\.\d{2}\.\d{3})", re.IGNORECASE)
#: Labels of TotalSegmentator that would mean something else as words, or that no word of the tables means.
_LABELS = {
    "hip": "pelvis",
    "phalanges_hand": "hand_phalanges",
    "phalanges_feet": "foot_phalanges",
    "carpal": "carpals",
    "metacarpal": "metacarpals",
    "tarsal": "tarsals",
    "metatarsal": "metatarsals",
    "clavicula": "clavicle",
}
_SIDED_LABEL = re.compile(r"(?P<label>[a-z_]+?)(?:_(?P<side>left|right))?")


class Identifiers:
    """The ids of sites and groups in ontologies; built once from the tables.

    Parameters
    ----------
    tables : Tables
        The loaded tables.
    """

    def __init__(self, tables: Tables) -> None:
        self._known: dict[tuple[str, str], tuple[str, bool]] = {}
        for frame, key in ((tables.sites, "site_id"), (tables.groups, "group_id")):
            for row in records(frame):
                for system, column in _COLUMNS.items():
                    code = _without_prefix(row[column])
                    if code and ";" not in code:
                        self._known.setdefault((system, code), (row[key], row["ontology_match"] == "exact"))

    def find(self, name: str) -> tuple[str, bool] | None:
        """Find the place of an id.

        Parameters
        ----------
        name : str
            Such as ``"UBERON:0002414"``, ``"FMA7574"``, a link that ends so, or ``"110530005"``.

        Returns
        -------
        tuple of (str, bool) or None
            The site or group, and whether the id means just that; else it only comes near.
        """
        text = re.split(r"[/#]", name.strip())[-1]
        prefixed, bare = _PREFIX.fullmatch(text), _BARE.fullmatch(text)
        if prefixed:
            system = re.sub(r"[ _-]?ct$", "", prefixed[1].casefold())
            return self._known.get((_ALIASES.get(system, system), prefixed[2].casefold()))
        if bare and bare.lastgroup:
            return self._known.get((bare.lastgroup, text.casefold()))
        return None


def _without_prefix(code: str) -> str:
    return code.rpartition(":")[2].strip().casefold()


def segmented(name: str) -> tuple[str, str] | None:
    """Read a label of TotalSegmentator.

    Parameters
    ----------
    name : str
        Such as ``"hip_right"``; those that are words, such as ``"scapula_left"``, need no help.

    Returns
    -------
    tuple of (str, str) or None
        The site, and the side if it has one.
    """
    match = _SIDED_LABEL.fullmatch(name.strip())
    if not match or "_" not in name or match["label"] not in _LABELS:
        return None
    return _LABELS[match["label"]], match["side"] or ""
