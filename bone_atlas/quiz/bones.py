"""Questions about bones: find one with a click, name one that is marked.

Levels: *easy*, bones that are seen at once (`bone_atlas.quiz.visible.LARGE_MM2`); *medium*, smaller ones, and
sites of several bones, each of which counts; *hard*, what must be counted out: single vertebrae, ribs, and bones
of hand and foot.
"""

from __future__ import annotations

import random
from collections.abc import Iterable

from bone_atlas.anatomy import Anatomy
from bone_atlas.layers import Layer, SiteValue
from bone_atlas.quiz import words
from bone_atlas.quiz.model import Candidate, Item, Option, Reference, Rows, Show, Source
from bone_atlas.quiz.visible import LARGE_MM2, areas, good_views

TOPIC = "bones"
#: Sites whose single bones must be counted out.
COUNTED = ("cervical_spine", "thoracic_spine", "lumbar_spine", "ribs", "hand", "foot")
#: Sites of several bones that are asked for as a whole, with the name of one bone of them.
SEVERAL = {
    "cervical_spine": "a cervical vertebra",
    "thoracic_spine": "a thoracic vertebra",
    "lumbar_spine": "a lumbar vertebra",
    "ribs": "a rib",
    "metacarpals": "a metacarpal bone",
    "tarsals": "a bone of the tarsus (root of the foot)",
    "metatarsals": "a metatarsal bone",
    "carpals": "a bone of the wrist",
    "hand_phalanges": "a bone of the fingers",
    "foot_phalanges": "a bone of the toes",
    "femur": "the femur, any part of it",
    "tibia": "the tibia, any part of it",
    "fibula": "the fibula, any part of it",
    "humerus": "the humerus, any part of it",
    "radius": "the radius, any part of it",
    "ulna": "the ulna, any part of it",
    "shoulder_girdle": "a bone of the shoulder girdle",
}
_SIDE_NOTE = "Left and right are the patient’s."


def candidates(rows: Rows) -> Iterable[Candidate]:
    """List the bones that can be asked for, and the sites of several bones."""
    anatomy = rows.anatomy
    for bone in anatomy.bones():
        for view in good_views(bone):
            level = level_of(bone, anatomy)
            site = anatomy.site_of(bone)
            for kind in ("find_bone", "name_bone"):
                yield Candidate(f"{kind}/{view}/{bone}", f"bone/{bone}", kind, TOPIC, level, site)
    for site in SEVERAL:
        for view in _views_of_site(site, anatomy):
            key = f"find_bone/{view}/{site}/any"
            yield Candidate(key, f"site/{site}", "find_bone", TOPIC, "medium", site)


def _views_of_site(site: str, anatomy: Anatomy) -> tuple[str, ...]:
    """List the views in which at least one bone of a site is well seen."""
    views = (view for bone in anatomy.bones_of(site) for view in good_views(bone))
    return tuple(dict.fromkeys(views))


def level_of(bone: str, anatomy: Anatomy) -> str:
    """Return how hard it is to find a bone or to name it.

    Parameters
    ----------
    bone : str
        Id of a bone.
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


def build(candidate: Candidate, rows: Rows, rng: random.Random) -> Item:
    """Put a question about a bone into words.

    Parameters
    ----------
    candidate : Candidate
        One of `candidates`.
    rows : Rows
        Tables, anatomy, layers.
    rng : random.Random
        Draws the wrong options and their order.

    Returns
    -------
    Item
        The question.
    """
    _, view, place, *several = candidate.key.split("/")
    if several:
        return _find_any(candidate, view, place, rows)
    if candidate.kind == "find_bone":
        return _find(candidate, view, place, rows)
    return _name(candidate, view, place, rows, rng)


def _find(candidate: Candidate, view: str, bone: str, rows: Rows) -> Item:
    anatomy = rows.anatomy
    name = words.inside(bone_name(bone, anatomy))
    told, figures, sources = explained(bone, rows)
    return _item(
        candidate,
        prompt=f"Click this bone: {name}.{_sided(bone, anatomy)}",
        answer=(bone,),
        show=Show(view=view),
        reveal=Show(view=view, sites=(bone,)),
        explanation=f"{words.opened(name)}: here it is marked. {told}",
        figures=figures,
        sources=sources,
    )


def _find_any(candidate: Candidate, view: str, site: str, rows: Rows) -> Item:
    anatomy = rows.anatomy
    shown = tuple(bone for bone in anatomy.bones_of(site) if view in areas().get(bone, {}))
    told, figures, sources = explained(site, rows)
    return _item(
        candidate,
        prompt=f"Click {SEVERAL[site]}. Each of the {len(shown)} bones or parts drawn here counts.",
        answer=shown,
        show=Show(view=view),
        reveal=Show(view=view, sites=(site,)),
        explanation=f"{words.opened(words.plain(anatomy, site))}: all that counts is marked. {told}",
        figures=figures,
        sources=sources,
    )


def _name(candidate: Candidate, view: str, bone: str, rows: Rows, rng: random.Random) -> Item:
    anatomy = rows.anatomy
    wrong = distractors(bone, view, anatomy, candidate.level, rng)
    ids = [bone, *wrong]
    rng.shuffle(ids)
    told, figures, sources = explained(bone, rows)
    name = bone_name(bone, anatomy)
    return _item(
        candidate,
        prompt=f"Which bone is marked?{_sided(bone, anatomy)}",
        options=tuple(Option(i, bone_name(i, anatomy), _remark(i, bone, rows)) for i in ids),
        answer=(bone,),
        show=Show(view=view, sites=(bone,)),
        reveal=Show(view=view, sites=(bone,)),
        explanation=f"Marked is: {words.inside(name)}. {told}",
        figures=figures,
        sources=sources,
    )


def _item(candidate: Candidate, **parts: object) -> Item:
    shared = {name: getattr(candidate, name) for name in ("key", "subject", "kind", "topic", "level")}
    return Item(**{"options": (), **shared, **parts})  # type: ignore[arg-type]


def _sided(bone: str, anatomy: Anatomy) -> str:
    return "" if anatomy.side_of(bone) == "midline" else f" {_SIDE_NOTE}"


def bone_name(bone: str, anatomy: Anatomy) -> str:
    """Return the label of a bone: with its site where the name alone says too little, and with its side."""
    return anatomy.label(bone)


def distractors(bone: str, view: str, anatomy: Anatomy, level: str, rng: random.Random) -> list[str]:
    """Choose three other bones of the view that could be taken for a bone.

    Parameters
    ----------
    bone : str
        The right one.
    view : str
        Where it is shown.
    anatomy : Anatomy
        For sites and sides.
    level : str
        Of the question: at the easy one the other bones lie elsewhere and on any side, so that the kind of bone
        tells; at the others the bone beside it and its twin of the other side are on offer.
    rng : random.Random
        Draws among what is equally near.

    Returns
    -------
    list of str
        Ids of bones. No two bones share a part, so none of them is right too.
    """
    others = [other for other in anatomy.bones() if other != bone and view in good_views(other)]
    side = anatomy.side_of(bone)
    if level == "easy":
        site = anatomy.site_of(bone)
        fit = [b for b in others if anatomy.site_of(b) != site and level_of(b, anatomy) != "hard"]
        # All on one side: a left and a right scapula on offer would tell nothing of a marked sternum.
        shown = ("left", "right") if side == "midline" else (side,)
        same = [b for b in fit if anatomy.side_of(b) in ("midline", rng.choice(shown))]
        return rng.sample(same if len(same) >= 3 else fit, 3)
    place = {b: number for number, b in enumerate(anatomy.bones())}
    twin = [b for b in others if b == _twin(bone)]
    alike = [b for b in others if b not in twin and anatomy.side_of(b) in (side, "midline")]
    near = sorted(alike, key=lambda b: (_kinship(b, bone, anatomy), abs(place[b] - place[bone])))
    wanted = twin if rng.random() < 0.5 else []
    return [*wanted, *rng.sample(near[:6], 3 - len(wanted))]


def _twin(bone: str) -> str:
    """Return the id of the same bone on the other side."""
    swapped = {"left": "right", "right": "left"}
    stem, _, side = bone.rpartition("_")
    return f"{stem}_{swapped[side]}" if side in swapped else ""


def _kinship(one: str, other: str, anatomy: Anatomy) -> int:
    """Count how far up the tree two bones first meet: 0 in the same site."""
    line = (anatomy.site_of(other), *anatomy.ancestors(anatomy.site_of(other)))
    mine = (anatomy.site_of(one), *anatomy.ancestors(anatomy.site_of(one)))
    return next(number for number, site in enumerate(line) if site in mine)


def _remark(option: str, bone: str, rows: Rows) -> str:
    """Say where a wrong bone is: in the same site, or what is reported of its own."""
    anatomy = rows.anatomy
    if option == bone:
        return ""
    name = bone_name(option, anatomy)
    if option == _twin(bone):
        return f"{name} is the same bone of the other side."
    if anatomy.site_of(option) == anatomy.site_of(bone):
        return f"{name} is a neighbour of the same kind."
    value, layer = reported(option, rows)
    if value is None or layer is None:
        return f"{name} is another bone."
    return f"{name} is another bone: {words.row(value, layer, anatomy).words}."


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
    words : str
        One or two sentences.
    figures : tuple of Reference
        The row, if there is one.
    sources : tuple of Source
        Of the row, else of the article.
    """
    anatomy = rows.anatomy
    value, layer = reported(place, rows)
    if value is None or layer is None:
        article = rows.layers["article"]
        return "No study gathered here reports it.", (), (words.source(article),)
    row = words.row(value, layer, anatomy)
    whole = "" if anatomy.extent(value.reported_as or place) == anatomy.extent(place) else " as a whole"
    name = words.plain(anatomy, value.reported_as or place)
    told = f"Metastases in the {name}{whole}: {words.figure(value, layer)}; {layer.short_title}."
    return told, (row,), (words.source(layer),)
