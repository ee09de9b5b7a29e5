"""Where a told fact comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """Where a told number comes from.

    Attributes
    ----------
    text : str
        Short citation; ends with ``"no citable source"`` where there is none.
    link : str
        Address made from DOI, PMID or PMC number; empty where there is none.
    """

    text: str
    link: str = ""
