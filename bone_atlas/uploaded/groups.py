"""Groups of columns side by side, of which the atlas paints one: "Luminal A", "Luminal B"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bone_atlas.uploaded.heading import MEASURES, VALUES, Heading, letter
from bone_atlas.uploaded.words import COUNT, OUT_OF, PERCENT, TIER, plain

#: What a table has once, or once for each group.
ONCE = (COUNT, OUT_OF, PERCENT, TIER)


@dataclass(frozen=True)
class Group:
    """Columns that belong together.

    Attributes
    ----------
    name : str
        As the heading names them, or by their titles and letters.
    places : tuple of int
        The columns, from 0.
    """

    name: str
    places: tuple[int, ...]

    @property
    def key(self) -> str:
        """Its first column, which no other group has."""
        return f"column {letter(self.places[0])}"


def twice(heading: Heading) -> tuple[str, ...]:
    """List what more than one column holds though a table can have only one of it."""
    times = Counter(role for role in heading.roles if role in ONCE)
    return tuple(role for role, often in times.items() if often > 1)


def groups_of(heading: Heading) -> tuple[Group, ...]:
    """Find the groups of a table.

    Parameters
    ----------
    heading : Heading
        What each column holds, as far as it is known.

    Returns
    -------
    tuple of Group
        At least two, each with its columns; none where there is only one, or where it cannot be told which
        columns belong together.
    """
    named: dict[str, list[int]] = {}
    for place, name in enumerate(heading.groups):
        if name:
            named.setdefault(name, []).append(place)
    loose = [i for i in heading.places(*MEASURES) if not heading.groups[i]]
    if any(heading.roles[i] in VALUES for i in loose):
        # Beside columns that are understood, those of which only an n is known are no groups.
        named = {name: places for name, places in named.items() if any(heading.roles[i] for i in places)}
        if named:
            named[_titles(heading, loose)] = loose
    found = [Group(name, tuple(places)) for name, places in named.items()] or _repeated(heading)
    found.sort(key=lambda group: group.places)
    return tuple(found) if len(found) > 1 else ()


def group_called(groups: Sequence[Group], name: str) -> Group | None:
    """Find a group by its name, by its beginning before "(n = 82)", or by its first column.

    Parameters
    ----------
    groups : sequence of Group
        All there are.
    name : str
        As typed.

    Returns
    -------
    Group or None
        None where none, or more than one, is called so: "B" may be a name and a letter.
    """
    said = plain(name)
    if not said:
        return None
    by_letter = [group for group in groups if plain(group.key) == f"column {said}"]
    for called in (
        [group for group in groups if plain(group.key) == said],
        [*by_letter, *(group for group in groups if plain(group.name) == said)],
        [*by_letter, *(group for group in groups if plain(group.name.partition("(")[0]) == said)],
    ):
        found = {group.key: group for group in called}
        if found and called != by_letter:
            return called[0] if len(found) == 1 else None
    return by_letter[0] if by_letter else None


def _repeated(heading: Heading) -> list[Group]:
    """Take columns that come again and again, such as n, %, n, %, for groups; each must hold the same."""
    if not twice(heading):
        return []
    runs: list[list[int]] = [[]]
    for place, role in enumerate(heading.roles):
        if role not in MEASURES:
            continue
        if role in [heading.roles[i] for i in runs[-1]]:
            runs.append([])
        runs[-1].append(place)
    if len({frozenset(heading.roles[i] for i in run) for run in runs}) > 1:
        return []
    return [Group(_titles(heading, run), tuple(run)) for run in runs]


def _titles(heading: Heading, places: Sequence[int]) -> str:
    titles = ", ".join(heading.title(i) for i in places)
    letters = " and ".join(letter(i) for i in places)
    return f"{titles} ({'column' if len(places) == 1 else 'columns'} {letters})"
