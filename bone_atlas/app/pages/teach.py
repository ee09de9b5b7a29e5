"""The teaching page: lessons to give, a lesson of one's own to make."""

from __future__ import annotations


def page() -> None:
    """Show the page."""
