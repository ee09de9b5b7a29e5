"""The cards of the quiz: the questions that Moodle gets too, answered in the head."""

from __future__ import annotations

from bone_atlas.exports.anki import pictures
from bone_atlas.exports.anki.model import Card, Picture
from bone_atlas.exports.anki.pictures import Bodies
from bone_atlas.exports.drawn.words import LETTERS
from bone_atlas.exports.moodle.selection import places
from bone_atlas.facts import Rows
from bone_atlas.quiz import Item
from bone_atlas.quiz.bones import SIDES
from bone_atlas.quiz.model import Option, Show


def card_of(item: Item, rows: Rows, bodies: Bodies) -> Card:
    """Return the card of a question of the quiz.

    Parameters
    ----------
    item : Item
        One of `bone_atlas.exports.moodle.selection`.
    rows : Rows
        What it was made from.
    bodies : Bodies
        Draws.
    """
    prompt = _where(item, rows) if item.how == "click" else item.prompt
    lettered = item.how == "choice"
    sites = dict.fromkeys(site for place in _places(item) if (site := _site(place, rows)))
    options = () if item.how == "click" else item.options
    return Card(
        key=f"quiz/{item.key}",
        ask=prompt,
        options=tuple(option.label for option in options),
        lettered=lettered,
        answer=_answer(item, rows),
        more=(item.explanation, *map(_remark, _worth_a_word(item))),
        rows=tuple(f"{figure.file} {figure.key}" for figure in item.figures),
        sources=item.sources,
        front=_shown(item, item.show, rows, bodies),
        back=_revealed(item, rows, bodies),
        tags=(
            "bone_atlas::question",
            f"bone_atlas::quiz::{item.topic}::{item.level}",
            *(f"bone_atlas::site::{site}" for site in sites),
        ),
    )


def _where(item: Item, rows: Rows) -> str:
    """Ask for a bone by its name: nobody clicks on a card."""
    (bone,) = item.answer
    sides = "" if rows.anatomy.side_of(bone) == "midline" else f" {SIDES}"
    return f"Point at this bone: {rows.anatomy.label(bone)}.{sides}"


def _answer(item: Item, rows: Rows) -> tuple[str, ...]:
    if item.how == "click":
        (bone,) = item.answer
        return (f"{rows.anatomy.label(bone)}: the bone in blue",)
    labels = {option.id: option.label for option in item.options}
    if item.how == "order":
        # Those of which either order counts share their places.
        return tuple(f"{place}.  {labels[option]}" for option, place in places(item).items())
    letters = {option.id: letter for letter, option in zip(LETTERS, item.options, strict=False)}
    return tuple(f"{letters[right]}  {labels[right]}" for right in item.answer)


def _worth_a_word(item: Item) -> tuple[Option, ...]:
    """List the wrong options of which more can be told than the explanation does."""
    told = () if item.kind in ("more_often", "order") else item.options
    return tuple(option for option in told if option.remark and option.id not in item.answer)


def _remark(option: Option) -> str:
    """Return what is said of an option, beginning with its name."""
    named = option.remark.startswith(option.label.partition(" (")[0])
    return option.remark if named else f"{option.label}: {option.remark}"


def _places(item: Item) -> tuple[str, ...]:
    """List what a question is about: what its answer marks, or the bone it asks for."""
    return (*item.reveal.sites, *(item.answer if item.kind in ("find_bone", "name_bone") else ()))


def _site(place: str, rows: Rows) -> str:
    """Return the site of a bone, a site or group itself; empty of a vessel."""
    anatomy = rows.anatomy
    if anatomy.is_site(place) or anatomy.is_group(place):
        return place
    return anatomy.site_of(place) if place in anatomy.bones() else ""


def _shown(item: Item, show: Show, rows: Rows, bodies: Bodies) -> Picture | None:
    """Return what stands with a question, where it is about a picture."""
    if item.kind == "find_bone":
        return pictures.around(item.answer[0], show.view, marked=False)
    if item.kind == "name_bone":
        return pictures.around(show.sites[0], show.view, marked=True)
    if item.kind == "picture":
        return pictures.untold(bodies.painted(rows.layers[show.layer], (), show.view))
    return None


def _revealed(item: Item, rows: Rows, bodies: Bodies) -> Picture | None:
    """Return what stands with an answer."""
    show = item.reveal
    if item.kind in ("find_bone", "name_bone"):
        return pictures.around(item.answer[0], item.show.view, marked=True)
    if show.shows == "layer":
        return bodies.painted(rows.layers[show.layer], show.sites, show.view)
    if show.shows == "ways" and show.journey:
        steps = bodies.journey_lines(show.journey)
        meant = steps[show.step - 1] if show.step else [line for step in steps for line in step]
        return bodies.vessels(meant, (line for step in steps for line in step))
    return None
