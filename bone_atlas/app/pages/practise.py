"""The practice page: a quiz made from the tables."""

from __future__ import annotations


def page() -> None:
    """Show the page."""
