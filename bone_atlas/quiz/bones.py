"""Questions about bones: find one with a click, name one that is marked.

Levels: *easy*, bones that are seen at once (`bone_atlas.quiz.visible.LARGE_MM2`); *medium*, smaller ones, and
sites of several bones, each of which counts; *hard*, what must be counted out: single vertebrae, ribs, and
bones of hand and foot.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping

from bone_atlas.anatomy import Anatomy
from bone_atlas.facts import Source
from bone_atlas.layers import Layer, SiteValue
from bone_atlas.quiz import words
from bone_atlas.quiz.model import Candidate, Item, Option, Reference, Rows, Show
from bone_atlas.quiz.visible import LARGE_MM2, areas, good_views, shown

TOPIC = "bones"
WRONG = 3
#: Among so many of the bones most like the right one the wrong options are drawn.
NEAR = 6
#: Sites whose single bones must be counted out.
COUNTED = ("cervical_spine", "thoracic_spine", "lumbar_spine", "ribs", "hand", "foot")
#: Sites of several bones or drawn parts, as one of these is called.
SEVERAL: Mapping[str, str] = {
    "cervical_spine": "a cervical vertebra",
    "thoracic_spine": "a thoracic vertebra",
    "lumbar_spine": "a lumbar vertebra",
    "ribs": "a rib",
    "carpals": "a bone of the wrist",
    "metacarpals": "a metacarpal bone",
    "tarsals": "a tarsal bone",
    "metatarsals": "a metatarsal bone",
    "foot_phalanges": "a bone of a toe",
    "hand_phalanges": "a bone of a finger",
    "shoulder_girdle": "a bone of the shoulder girdle",
    "humerus": "a humerus, any part of it",
    "radius": "a radius, any part of it",
    "ulna": "an ulna, any part of it",
    "femur": "a femur, any part of it",
    "tibia": "a tibia, any part of it",
    "fibula": "a fibula, any part of it",
}
SIDES = "Left and right are the patient’s."


class Bones:
    """The questions about bones.

    Parameters
    ----------
    rows : Rows
        Tables, anatomy, layers.
    """

    kinds = ("find_bone", "name_bone")

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self._anatomy: Anatomy = rows.anatomy

    def candidates(self) -> Iterable[Candidate]:
        """List the bones that can be asked for, and the sites of several bones."""
        anatomy = self._anatomy
        for bone in anatomy.bones():
            for view in good_views(bone):
                level = level_of(bone, anatomy)
                for kind in self.kinds:
                    key = f"{kind}/{view}/{bone}"
                    yield Candidate(key, f"bone/{bone}", kind, TOPIC, level, anatomy.site_of(bone))
        for site in SEVERAL:
            for view in dict.fromkeys(v for bone in anatomy.bones_of(site) for v in good_views(bone)):
                key = f"find_bone/{view}/{site}/any"
                yield Candidate(key, f"site/{site}", "find_bone", TOPIC, "medium", site)

    def build(self, candidate: Candidate, rng: random.Random) -> Item:
        """Put a question about a bone into words.

        Parameters
        ----------
        candidate : Candidate
            One of `candidates`.
        rng : random.Random
            Draws the wrong options and their order.

        Returns
        -------
        Item
            The question.
        """
        _, view, place, *several = candidate.key.split("/")
        if several:
            return self._find_any(candidate, view, place)
        if candidate.kind == "find_bone":
            return self._find(candidate, view, place)
        return self._name(candidate, view, place, rng)

    def _find(self, candidate: Candidate, view: str, bone: str) -> Item:
        name = self._anatomy.label(bone)
        told, figures, sources = explained(bone, self.rows)
        return candidate.ask(
            prompt=f"Click this bone: {words.inside(name)}.{self._sided(bone)}",
            answer=(bone,),
            show=Show(view=view),
            reveal=Show(view=view, sites=(bone,)),
            explanation=f"{name}: here it is marked. {told}",
            figures=figures,
            sources=sources,
        )

    def _find_any(self, candidate: Candidate, view: str, site: str) -> Item:
        bones = shown(self._anatomy.bones_of(site), view)
        told, figures, sources = explained(site, self.rows)
        name = words.opened(words.plain(self._anatomy, site))
        return candidate.ask(
            prompt=f"Click {SEVERAL[site]}. Each of the {len(bones)} that are drawn here counts.",
            answer=bones,
            show=Show(view=view),
            reveal=Show(view=view, sites=(site,)),
            explanation=f"{name}: all that counts is marked. {told}",
            figures=figures,
            sources=sources,
        )

    def _name(self, candidate: Candidate, view: str, bone: str, rng: random.Random) -> Item:
        ids = [bone, *distractors(bone, view, self._anatomy, rng)]
        rng.shuffle(ids)
        told, figures, sources = explained(bone, self.rows)
        label = self._anatomy.label
        return candidate.ask(
            prompt=f"Which bone is marked?{self._sided(bone)}",
            options=tuple(Option(i, label(i), self._remark(i, bone)) for i in ids),
            answer=(bone,),
            show=Show(view=view, sites=(bone,)),
            reveal=Show(view=view, sites=(bone,)),
            explanation=f"Marked is: {words.inside(label(bone))}. {told}",
            figures=figures,
            sources=sources,
        )

    def _sided(self, bone: str) -> str:
        return "" if self._anatomy.side_of(bone) == "midline" else f" {SIDES}"

    def _remark(self, option: str, bone: str) -> str:
        """Say what a wrong option is: the same bone of the other side, a neighbour, or another bone."""
        if option == bone:
            return ""
        if option == twin(bone):
            return f"{self._anatomy.label(option)}: the same bone, but of the other side."
        return clicked(option, self.rows)


def asked_by_name(item: Item) -> str | None:
    """Return the question that asks for the name of what another asks to be clicked.

    Parameters
    ----------
    item : Item
        Any question.

    Returns
    -------
    str or None
        Key of a question about the same bone in the same view, or about one of several that count; None for a
        question that is not answered with a click.
    """
    if item.how != "click":
        return None
    view = item.show.view
    bone = next(bone for bone in item.answer if view in good_views(bone))
    return f"name_bone/{view}/{bone}"


def level_of(bone: str, anatomy: Anatomy) -> str:
    """Return how hard it is to find a bone or to name it.

    Parameters
    ----------
    bone : str
        Id of a drawn bone.
    anatomy : Anatomy
        Which site it belongs to.

    Returns
    -------
    str
        ``hard`` for bones that must be counted out, ``easy`` for large ones, else ``medium``.
    """
    if any(anatomy.covers(site, anatomy.site_of(bone)) for site in COUNTED):
        return "hard"
    return "easy" if max(areas()[bone].values()) >= LARGE_MM2 else "medium"


def distractors(bone: str, view: str, anatomy: Anatomy, rng: random.Random) -> list[str]:
    """Choose other bones of the view that could be taken for a bone.

    Parameters
    ----------
    bone : str
        The right one.
    view : str
        Where it is shown.
    anatomy : Anatomy
        For sites and sides.
    rng : random.Random
        Draws among what is equally near.

    Returns
    -------
    list of str
        Ids of three bones, none of which shares a part with the right one. For a large bone they lie in other
        sites, all on one side; for others the bones beside it, and half of the time its twin, are on offer.
    """
    others = [other for other in anatomy.bones() if other != bone and view in good_views(other)]
    side = anatomy.side_of(bone)
    if level_of(bone, anatomy) == "easy":
        # All on one side: a left and a right scapula on offer would tell nothing of a marked sternum.
        sides = ("midline", rng.choice(("left", "right")) if side == "midline" else side)
        fit = [b for b in others if anatomy.site_of(b) != anatomy.site_of(bone)]
        large = [b for b in fit if level_of(b, anatomy) != "hard"]
        same = [b for b in large if anatomy.side_of(b) in sides]
        return rng.sample(same if len(same) >= WRONG else large, WRONG)
    place = {b: number for number, b in enumerate(anatomy.bones())}
    alike = [b for b in others if anatomy.side_of(b) in (side, "midline")]
    near = sorted(alike, key=lambda b: (_kinship(b, bone, anatomy), abs(place[b] - place[bone])))
    wanted = [b for b in others if b == twin(bone)] if rng.random() < 0.5 else []
    return [*wanted, *rng.sample(near[:NEAR], WRONG - len(wanted))]


def twin(bone: str) -> str:
    """Return the id of the same bone on the other side; empty for a bone of the midline."""
    other = {"left": "right", "right": "left"}
    stem, _, side = bone.rpartition("_")
    return f"{stem}_{other[side]}" if side in other else ""


def _kinship(one: str, other: str, anatomy: Anatomy) -> int:
    """Count how far up the tree two bones first meet: 0 in the same site."""
    line, mine = ((anatomy.site_of(bone), *anatomy.ancestors(anatomy.site_of(bone))) for bone in (other, one))
    return next(number for number, site in enumerate(line) if site in mine)


def clicked(bone: str, rows: Rows) -> str:
    """Tell of a bone that was clicked, or chosen, what it is and how often its site is involved.

    Parameters
    ----------
    bone : str
        Id of a bone.
    rows : Rows
        Anatomy and layers.

    Returns
    -------
    str
        Such as ``"Rib 7, left. Metastases in the ribs: 29.0 % (31 of 107); Shaked Zari 2025."``.
    """
    value, layer = reported(bone, rows)
    name = f"{rows.anatomy.label(bone)}."
    return name if value is None or layer is None else f"{name} {_involved(bone, value, layer, rows, False)}"


def reported(place: str, rows: Rows) -> tuple[SiteValue | None, Layer | None]:
    """Find a figure of breast cancer patients for a place: of the first layer of the picker that has one.

    Parameters
    ----------
    place : str
        Id of a site or bone.
    rows : Rows
        The layers.

    Returns
    -------
    value : SiteValue or None
        None where nothing is reported.
    layer : Layer or None
        Its layer.
    """
    for layer in rows.layers.values():
        fit = layer.cancer == "breast" and layer.unit == "patients_with_bone_metastases"
        if fit and (value := layer.value(place)).reported:
            return value, layer
    return None, None


def explained(place: str, rows: Rows) -> tuple[str, tuple[Reference, ...], tuple[Source, ...]]:
    """Tell how often a place is involved, with row and source; say so where no study tells it.

    Parameters
    ----------
    place : str
        Id of a site or bone.
    rows : Rows
        Tables, anatomy, layers.

    Returns
    -------
    told : str
        A sentence.
    figures : tuple of Reference
        The row, if there is one.
    sources : tuple of Source
        Of the row, if there is one.
    """
    value, layer = reported(place, rows)
    if value is None or layer is None:
        return "No study gathered here reports how often it is involved.", (), ()
    row = words.row(value, layer, rows.anatomy)
    return _involved(place, value, layer, rows, True), (row,), (words.source(layer),)


def _involved(place: str, value: SiteValue, layer: Layer, rows: Rows, full: bool) -> str:
    anatomy, told_for = rows.anatomy, value.reported_as or place
    whole = "" if anatomy.extent(told_for) == anatomy.extent(place) else " as a whole"
    figure = words.figure(value, layer) if full else words.brief(value)
    return f"Metastases in the {words.plain(anatomy, told_for)}{whole}: {figure}; {layer.short_title}."
