"""Check the questions of a lesson: each has one answer, and it follows from the rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bone_atlas.facts import Rows
from bone_atlas.facts.pairs import described, left_open, settled_pairs
from bone_atlas.faults import Fault, expected_name, numbered, shown
from bone_atlas.layers import Layer
from bone_atlas.lessons.model import Question

#: Fewest and most sites to rank, and options to choose from.
RANKED = (3, 6)
CHOICES = (2, 5)


def question_faults(question: Question, layer: str, rows: Rows) -> Iterator[Fault]:
    """Find what is wrong with a question.

    Parameters
    ----------
    question : Question
        The question.
    layer : str
        Id of the layer of its slide; one there is not is no fault of the question.
    rows : Rows
        Tables, anatomy, layers and routes.

    Yields
    ------
    tuple of (str, str)
        Field of the question and message.
    """
    if question.kind == "choice":
        yield from _choice(question)
    else:
        yield from _not_for(question, "rank", ("options", "answer"))
        yield from _rank(question.sites, rows.layers.get(layer), rows)


def _not_for(question: Question, kind: str, fields: Collection[str]) -> Iterator[Fault]:
    for field in fields:
        if getattr(question, field):
            yield field, f"is not used where kind is “{kind}”; leave it out"


def _choice(question: Question) -> Iterator[Fault]:
    yield from _not_for(question, "choice", ("sites",))
    options, (least, most) = question.options, CHOICES
    if not least <= len(options) <= most:
        yield "options", f"found {_count(len(options), 'option')}; expected {least} to {most}"
    if len(set(options)) < len(options):
        twice = next(option for option in options if options.count(option) > 1)
        yield "options", f"{shown(twice)} is there twice; expected different ones"
    if options and not 1 <= question.answer <= len(options):
        yield (
            "answer",
            f"found {question.answer}; expected the number of the right option, 1 to {len(options)}",
        )


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _rank(sites: tuple[str, ...], layer: Layer | None, rows: Rows) -> Iterator[Fault]:
    """Find what makes the order of the sites no question with one answer."""
    least, most = RANKED
    if not least <= len(sites) <= most:
        yield "sites", f"found {_count(len(sites), 'site')}; expected {least} to {most}"
    if layer is None:
        return
    before: list[str] = []
    for field, site in numbered("sites", sites):
        fault = _not_ranked(site, layer, rows) or _clash(site, before, rows)
        if fault:
            yield field, fault
        else:
            before.append(site)
    if before == list(sites) and least <= len(sites) <= most and (fault := _all_open(sites, layer, rows)):
        yield "sites", fault


def _all_open(sites: tuple[str, ...], layer: Layer, rows: Rows) -> str:
    """Say that every order counts, where no two of the sites are settled across the sources; else empty."""
    if settled_pairs(sites, layer.id, rows):
        return ""
    first, *others = left_open(sites, layer.id, rows)
    told = f"{described(rows, first)}{f' and {len(others)} more pairs' if others else ''}"
    return f"no two are settled across the sources, so every order counts: {told}; expected two that are"


def _not_ranked(site: str, layer: Layer, rows: Rows) -> str:
    """Say why a layer gives a site no rank of its own; empty where it does."""
    ranked = [report.site_id for report in layer.reports]
    if site in ranked:
        return ""
    anatomy = rows.anatomy
    if site not in {*anatomy.sites(), *anatomy.groups(), *anatomy.bones()}:
        return f"{shown(site)} is no site; {expected_name(site, ranked)}"
    value = layer.value(site)
    if value.reported:
        coarse = anatomy.name(str(value.reported_as))
        return f"“{layer.short_title}” gives {shown(site)} only within “{coarse}”; expected what it reports"
    return f"“{layer.short_title}” does not report {shown(site)}; {expected_name(site, ranked)}"


def _clash(site: str, before: Collection[str], rows: Rows) -> str:
    """Say why a site has no place among those before it; empty where it has one."""
    for other in before:
        if site == other:
            return f"{shown(site)} is there twice; expected different sites"
        if not rows.settled.disjoint(site, other):
            return f"{shown(site)} and {shown(other)} have a part in common, so that neither comes first"
    return ""


def rankable(layer: Layer, rows: Rows, most: int = RANKED[1]) -> tuple[str, ...]:
    """Choose sites that a question may ask to put in order.

    Parameters
    ----------
    layer : Layer
        Whose order is asked.
    rows : Rows
        Tables, anatomy, layers and routes.
    most : int
        How many at most.

    Returns
    -------
    tuple of str
        The highest sites of the layer that have no part in common; where no two of these are settled across
        the sources, the last two give way to the highest pair that is, if there is one.
    """
    found: list[str] = []
    for report in layer.reports:
        if not _clash(report.site_id, found, rows):
            found.append(report.site_id)
    sure = settled_pairs(tuple(found), layer.id, rows)
    kept = found[:most]
    if sure and not settled_pairs(tuple(kept), layer.id, rows):
        kept = [*[site for site in found if site not in sure[0]][: most - 2], *sure[0]]
    return tuple(site for site in found if site in kept)
