"""Questions about sites, groups and bones, answered from the tables."""

from __future__ import annotations

from bone_atlas.tables import LANGUAGES, Tables, records, words


class Anatomy:
    """Answers about sites, groups and bones; built once from the tables.

    A *place* below is the id of a site, a group or a bone. Every method raises `KeyError` for an unknown one.

    Parameters
    ----------
    tables : Tables
        The loaded tables.
    """

    def __init__(self, tables: Tables) -> None:
        sites = tables.sites.sort_values("anatomical_order")
        bones = tables.bones.sort_values("anatomical_order")
        self._sites: tuple[str, ...] = tuple(sites["site_id"])
        self._parents: dict[str, str] = dict(zip(sites["site_id"], sites["parent_id"], strict=True))
        self._site_of: dict[str, str] = dict(zip(bones["bone_id"], bones["site_id"], strict=True))
        self._sides: dict[str, str] = dict(zip(bones["bone_id"], bones["side"], strict=True))
        self._labels: dict[str, str] = dict(zip(bones["bone_id"], bones["label_en"], strict=True))
        groups = tables.groups.sort_values("list_order")
        members = zip(groups["group_id"], groups["member_site_ids"], strict=True)
        self._members: dict[str, tuple[str, ...]] = {group: words(ids) for group, ids in members}
        self._names = _names(tables)
        self._children: dict[str, tuple[str, ...]] = dict.fromkeys(self._sites, ())
        for site, above in self._parents.items():
            if above:
                self._children[above] += (site,)
        self._extents = self._find_extents()
        self._bones = {place: self._find_bones(place) for place in (*self._sites, *self._members)}

    def _find_extents(self) -> dict[str, frozenset[str]]:
        """Find for each site and group the smallest parts it is made of.

        Every site stands for itself and for all beneath it. A site that only gathers others, without a bone
        of its own, adds nothing, so that all of its children together are the whole of it.
        """
        owners = set(self._site_of.values())
        extents: dict[str, frozenset[str]] = {}
        for site in self._sites:
            family = [site, *(other for other in self._sites if site in self.ancestors(other))]
            extents[site] = frozenset(s for s in family if s in owners or not self._children[s])
        for group, members in self._members.items():
            extents[group] = frozenset().union(*(extents[member] for member in members))
        return extents

    def _find_bones(self, place: str) -> tuple[str, ...]:
        """Bones in anatomical order whose site is among the parts of a place."""
        return tuple(bone for bone, site in self._site_of.items() if site in self._extents[place])

    def sites(self) -> tuple[str, ...]:
        """List all sites.

        Returns
        -------
        tuple of str
            Site ids in anatomical order, head to foot.
        """
        return self._sites

    def groups(self) -> tuple[str, ...]:
        """List all groups.

        Returns
        -------
        tuple of str
            Group ids in the order of ``groups.csv``.
        """
        return tuple(self._members)

    def bones(self) -> tuple[str, ...]:
        """List all bones.

        Returns
        -------
        tuple of str
            Bone ids in anatomical order, head to foot, right before left.
        """
        return tuple(self._site_of)

    def is_site(self, place: str) -> bool:
        """Tell whether an id is that of a site.

        Parameters
        ----------
        place : str
            Any text.

        Returns
        -------
        bool
            True for a site, also where a bone shares its id.
        """
        return place in self._parents

    def is_group(self, place: str) -> bool:
        """Tell whether an id is that of a group.

        Parameters
        ----------
        place : str
            Any text.

        Returns
        -------
        bool
            True for a group.
        """
        return place in self._members

    def name(self, place: str, language: str = "en") -> str:
        """Name a site, group or bone.

        Parameters
        ----------
        place : str
            Id of a site, group or bone.
        language : str
            A key of `bone_atlas.tables.LANGUAGES`.

        Returns
        -------
        str
            Its name; the English one where the language has none (see `is_fallback`).

        Raises
        ------
        ValueError
            If the language is unknown.
        """
        return self._names[place].get(_known(language)) or self._names[place]["en"]

    def is_fallback(self, place: str, language: str) -> bool:
        """Tell whether `name` gives the English name for want of one in the language.

        Parameters
        ----------
        place : str
            Id of a site, group or bone.
        language : str
            A key of `bone_atlas.tables.LANGUAGES`.

        Returns
        -------
        bool
            True where the name is English though another language was asked for.
        """
        return not self._names[place].get(_known(language))

    def parent(self, site: str) -> str | None:
        """Find the site above a site.

        Parameters
        ----------
        site : str
            Id of a site.

        Returns
        -------
        str or None
            Its parent; None for the root.
        """
        return self._parents[site] or None

    def ancestors(self, site: str) -> tuple[str, ...]:
        """List the sites above a site.

        Parameters
        ----------
        site : str
            Id of a site.

        Returns
        -------
        tuple of str
            From its parent up to the root.
        """
        above = self._parents[site]
        return (above, *self.ancestors(above)) if above else ()

    def children(self, site: str) -> tuple[str, ...]:
        """List the sites directly beneath a site.

        Parameters
        ----------
        site : str
            Id of a site.

        Returns
        -------
        tuple of str
            In anatomical order.
        """
        return self._children[site]

    def members(self, group: str) -> tuple[str, ...]:
        """List the sites a group is made of.

        Parameters
        ----------
        group : str
            Id of a group.

        Returns
        -------
        tuple of str
            Site ids as ``groups.csv`` lists them.
        """
        return self._members[group]

    def bones_of(self, place: str) -> tuple[str, ...]:
        """List the bones of a site, a group, or a single bone.

        Parameters
        ----------
        place : str
            Id of a site, group or bone.

        Returns
        -------
        tuple of str
            Bone ids in anatomical order; empty for a site finer than a bone.
        """
        if place in self._bones:
            return self._bones[place]
        self._site_of[place]  # an unknown id raises KeyError here
        return (place,)

    def site_of(self, bone: str) -> str:
        """Find the finest site that owns a bone.

        Parameters
        ----------
        bone : str
            Id of a bone.

        Returns
        -------
        str
            Id of its site.
        """
        return self._site_of[bone]

    def side_of(self, bone: str) -> str:
        """Tell the patient's side of a bone.

        Parameters
        ----------
        bone : str
            Id of a bone.

        Returns
        -------
        str
            ``left``, ``right`` or ``midline``.
        """
        return self._sides[bone]

    def label(self, bone: str) -> str:
        """Label a bone together with its site.

        Parameters
        ----------
        bone : str
            Id of a bone.

        Returns
        -------
        str
            Such as ``"L3, lumbar spine"`` or ``"Rib 7, left"``.
        """
        return self._labels[bone]

    def drawn_sites(self) -> tuple[str, ...]:
        """List the sites that own bones: what a value can be painted on.

        Returns
        -------
        tuple of str
            Site ids in anatomical order; each bone belongs to exactly one of them.
        """
        owners = set(self._site_of.values())
        return tuple(site for site in self._sites if site in owners)

    def covers(self, place: str, other: str) -> bool:
        """Tell whether one place holds the whole of another.

        Parameters
        ----------
        place : str
            Id of a site or group.
        other : str
            Id of a site, group or bone.

        Returns
        -------
        bool
            True where nothing of ``other`` lies outside ``place``; every place covers itself.
        """
        return self.extent(other) <= self.extent(place)

    def extent(self, place: str) -> frozenset[str]:
        """List the smallest parts a place is made of.

        Parameters
        ----------
        place : str
            Id of a site, group or bone; a bone counts as the site that owns it.

        Returns
        -------
        frozenset of str
            Ids of sites that own bones or have nothing beneath them.
        """
        return self._extents[place] if place in self._extents else self._extents_of_bone(place)

    def _extents_of_bone(self, bone: str) -> frozenset[str]:
        """Give a bone's own part of its site: ``cranium`` is the skull without the mandible."""
        return frozenset({self._site_of[bone]})


def _known(language: str) -> str:
    """Refuse a language the tables do not have."""
    if language not in LANGUAGES:
        raise ValueError(f"unknown language {language!r}: expected one of {', '.join(LANGUAGES)}")
    return language


def _names(tables: Tables) -> dict[str, dict[str, str]]:
    """Names by place and language; a bone that shares its id with a site takes the site's names."""
    names = {row["bone_id"]: {"en": row["name_en"]} for row in records(tables.bones)}
    for frame, key in ((tables.sites, "site_id"), (tables.groups, "group_id")):
        for row in records(frame):
            names[row[key]] = {language: row[f"name_{language}"] for language in LANGUAGES}
    return names
