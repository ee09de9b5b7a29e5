"""What must hold for sites, groups and bones."""

from __future__ import annotations

from collections.abc import Mapping

from bone_atlas.tables.cells import words
from bone_atlas.tables.problems import Problem
from bone_atlas.tables.validators.common import Frames, numbered
from bone_atlas.tables.vocabulary import LANGUAGES


def sites_form_one_tree(frames: Frames) -> list[Problem]:
    """Check that the sites hang together as one tree with one root.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each site on a circle, and one for each root beyond the first.
    """
    parents = dict(zip(frames["sites"]["site_id"], frames["sites"]["parent_id"], strict=True))
    problems = []
    roots = 0
    for number, row in numbered(frames, "sites"):
        roots += row["parent_id"] == ""
        if row["parent_id"] == "" and roots > 1:
            problems.append(
                Problem("sites.csv", number, "parent_id", "", "a parent: only the first site has none")
            )
        if _is_its_own_ancestor(row["site_id"], parents):
            problems.append(
                Problem("sites.csv", number, "parent_id", row["parent_id"], "a parent above it in the tree")
            )
    if roots == 0:
        problems.append(Problem("sites.csv", None, "parent_id", "no empty cell", "one site without a parent"))
    return problems


def _is_its_own_ancestor(site: str, parents: Mapping[str, str]) -> bool:
    """Walk up from a site; true where the walk comes back to it."""
    seen: set[str] = set()
    above = parents.get(site, "")
    while above and above not in seen:
        if above == site:
            return True
        seen.add(above)
        above = parents.get(above, "")
    return False


def things_have_ids_of_their_own(frames: Frames) -> list[Problem]:
    """Check that no two things share an id, but for a bone and the site it is the only bone of.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each id used for two things.
    """
    sites, groups = set(frames["sites"]["site_id"]), set(frames["groups"]["group_id"])
    problems = [
        Problem("groups.csv", number, "group_id", row["group_id"], "an id that no site has")
        for number, row in numbered(frames, "groups")
        if row["group_id"] in sites
    ]
    owners = list(frames["bones"]["site_id"])
    for number, row in numbered(frames, "bones"):
        bone, owner = row["bone_id"], row["site_id"]
        if bone in groups or (bone in sites and (bone != owner or owners.count(owner) > 1)):
            expected = "an id that no group and no other site has"
            problems.append(Problem("bones.csv", number, "bone_id", bone, expected))
    return problems


def names_are_unique(frames: Frames) -> list[Problem]:
    """Check that no name, in any language, and no synonym could mean two sites or groups.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each name or synonym that another site or group already has.
    """
    problems = []
    for column in [*(f"name_{language}" for language in LANGUAGES), "synonyms"]:
        seen: dict[str, str] = {}
        for table, key in (("sites", "site_id"), ("groups", "group_id")):
            for number, row in numbered(frames, table):
                for name in words(row[column]) if column == "synonyms" else (row[column],):
                    other = seen.setdefault(name.casefold(), row[key]) if name else row[key]
                    if other != row[key]:
                        problems.append(
                            Problem(f"{table}.csv", number, column, name, f"a name that {other} has not")
                        )
    return problems


def every_site_is_drawn_or_says_why(frames: Frames) -> list[Problem]:
    """Check that a site without bones, of its own or beneath it, says why, and that no other does.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each site without bones and reason, or with both.
    """
    parents = dict(zip(frames["sites"]["site_id"], frames["sites"]["parent_id"], strict=True))
    with_bones = set(frames["bones"]["site_id"])
    for site in list(with_bones):
        above = parents.get(site, "")
        while above and above not in with_bones:
            with_bones.add(above)
            above = parents.get(above, "")
    problems = []
    for number, row in numbered(frames, "sites"):
        reason, drawn = row["not_drawn_reason"], row["site_id"] in with_bones
        if drawn == bool(reason):
            expected = (
                "nothing: bones.csv has its bones"
                if drawn
                else "why it is not drawn: bones.csv has no bone of it"
            )
            problems.append(Problem("sites.csv", number, "not_drawn_reason", reason, expected))
    return problems
