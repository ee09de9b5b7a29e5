"""Keep the server from asking anything of the network."""

from __future__ import annotations

from streamlit import net_util


def _no_address() -> None:
    return None


def ask_nobody() -> None:
    """Stop Streamlit from asking an outside service for the public address of this machine.

    Streamlit does so when it prints its addresses and when a websocket comes from another origin; without an
    answer it compares with the other addresses it knows. No setting switches it off.

    Raises
    ------
    AttributeError
        If Streamlit no longer has that function: then what replaced it has to be looked at.
    """
    net_util.get_external_ip  # noqa: B018 -- raises AttributeError where it is gone
    net_util.get_external_ip = _no_address
