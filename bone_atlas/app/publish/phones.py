"""What a page must know to give its address to the phones in the room."""

from __future__ import annotations

from bone_atlas.app.publish import contract
from bone_atlas.serving import LOCAL

#: Characters of an address: a code of more could not be read from the last row.
LONGEST_ADDRESS = 600


def phones(base: str) -> contract.Phones:
    """Return what is known of addresses.

    Parameters
    ----------
    base : str
        Where other devices reach this server, without a slash at the end; empty if that is not told, and
        where there is no server.

    Returns
    -------
    contract.Phones
        That, ``longest``: characters of an address that still has a code; ``local``: names of hosts that no
        other device can reach, as ``URL.hostname`` has them.
    """
    return {
        "base": base,
        "longest": LONGEST_ADDRESS,
        "local": sorted(f"[{host}]" if ":" in host else host for host in LOCAL),
    }
