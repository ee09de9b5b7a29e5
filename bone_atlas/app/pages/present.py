"""A lesson on the whole screen."""

from __future__ import annotations


def page() -> None:
    """Show the page."""
