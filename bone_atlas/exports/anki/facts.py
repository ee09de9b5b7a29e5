"""A card for each fact: what is asked of it, and what its rows answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bone_atlas import wording
from bone_atlas.evidence.pooling import agreement
from bone_atlas.exports.anki.asked import OF_CONVENTIONS
from bone_atlas.exports.anki.model import Card, Scale
from bone_atlas.exports.anki.pictures import Bodies
from bone_atlas.exports.anki.subjects import Subject
from bone_atlas.facts import Rows
from bone_atlas.facts.basis import Basis, basis
from bone_atlas.facts.rows import PARTS
from bone_atlas.layers import Layer, Proportion
from bone_atlas.quiz import words
from bone_atlas.tables import UNITS
from bone_atlas.wording import ARTICLE, capitalised

_NOT_LISTED = "It is not in the list of this study. That is not zero."
_PARTS = {
    "both": "in bones that both routes by blood reach",
    "unknown": "in bones of which it is not known whether veins bring cells there",
    "arteries": "in bones for which no venous route is named",
    "untold": "not assigned",
}


class Facts:
    """Makes the cards of facts.

    Parameters
    ----------
    rows : Rows
        Tables, anatomy, layers and routes.
    bodies : Bodies
        Draws.
    """

    def __init__(self, rows: Rows, bodies: Bodies) -> None:
        self._rows, self._bodies = rows, bodies

    def card(self, subject: Subject, tags: Iterable[str] = ()) -> Card | None:
        """Return the card of a fact.

        Parameters
        ----------
        subject : Subject
            What it is about.
        tags : iterable of str
            Of the lessons that state it.

        Returns
        -------
        Card or None
            None where the rows tell nothing that could be asked for.
        """
        kind, *names = subject
        make: Callable[..., Mapping[str, Any] | None] = getattr(self, f"_{kind}")
        parts = make(*names)
        if parts is None:
            return None
        parts = dict(parts)
        sites = parts.pop("sites", ())
        own = tuple(f"bone_atlas::site::{site}" for site in sites)
        return Card(
            key="/".join(("fact", *subject)), tags=("bone_atlas::fact", *tags, *dict.fromkeys(own)), **parts
        )

    # What the rows say --------------------------------------------------------------------------------

    def _tell(self, *reference: str) -> Basis | None:
        """Return what a reference tells; None where there is nothing to tell."""
        try:
            return basis(" ".join(reference), self._rows)
        except ValueError:
            return None

    def _all(self, *references: tuple[str, ...]) -> dict[str, Basis]:
        found = {reference[0]: self._tell(*reference) for reference in references}
        return {kind: told for kind, told in found.items() if told}

    def _from(self, found: Iterable[Basis]) -> dict[str, Any]:
        """Return rows and sources of what was told."""
        every = tuple(found)
        return {
            "rows": tuple(dict.fromkeys(row for one in every for row in one.rows)),
            "sources": tuple(dict.fromkeys(source for one in every for source in one.sources)),
        }

    def _name(self, place: str) -> str:
        return words.plain(self._rows.anatomy, place)

    def _site_tags(self, place: str) -> tuple[str, ...]:
        """Return the site of a bone, or the place itself."""
        anatomy = self._rows.anatomy
        return (place if anatomy.is_site(place) or anatomy.is_group(place) else anatomy.site_of(place),)

    # How often ------------------------------------------------------------------------------------------

    def _value(self, layer_id: str, place: str) -> dict[str, Any]:
        layer, name = self._rows.layers[layer_id], self._name(place)
        value = layer.value(place)
        found = self._all(
            ("value", layer_id, place), ("interval", layer_id, place), ("rank", layer_id, place)
        )
        scale = Scale(value.percent, value.ci_low, value.ci_high) if isinstance(value, Proportion) else None
        more = [found[kind].says for kind in ("interval", "rank") if kind in found]
        if not value.reported:
            more.append(_NOT_LISTED)
        asked = (
            f"Which share of the lesions lies in the {name}?"
            if layer.unit == "lesions"
            else f"How often were metastases found in the {name}?"
        )
        return {
            "ask": asked,
            "context": (*_whom(layer), *((layer.summary,) if words.is_asked_of(layer) else ())),
            "answer": (capitalised(found["value"].says),),
            "scale": scale,
            "under": tuple(map(capitalised, more)),
            "more": tuple(map(capitalised, value.notes)) if value.reported else (),
            "back": self._bodies.painted(layer, (place,)),
            "sites": self._site_tags(place),
            **self._from(found.values()),
        }

    def _article(self, place: str) -> dict[str, Any]:
        layer, row = self._rows.layers[ARTICLE], self._rows.article.get(place)
        told, tier = self._tell("article", place), self._tell("tier", place)
        value = layer.value(place)
        answer = capitalised(tier.says) if value.reported and tier else row["says"] if row else "Nothing"
        found = [one for one in (told, tier) if one]
        said = (f"In our words: {row['says']}",) if row and row["says"] != answer else ()
        return {
            "ask": f"What does the popular article say of the {self._name(place)}?",
            "context": ("The article gives classes in words; it has no counts.",),
            "answer": (answer,),
            "more": (*said, *map(capitalised, value.notes)),
            "back": self._bodies.painted(layer, (place,)),
            "sites": self._site_tags(place),
            **self._from(found),
        }

    def _pair(self, layer_id: str, one: str, other: str) -> dict[str, Any] | None:
        layer, names = self._rows.layers[layer_id], (layer_id, one, other)
        found = self._all(
            ("settled", *names), ("paired", *names), ("paired_interval", *names), ("dissent", *names)
        )
        if "settled" not in found:
            return None
        verdict = self._rows.settled.verdict(layer, one, other).pair
        first, second = (self._name(value.site_id) for value in (verdict.first, verdict.second))
        told = (
            f"{capitalised(self._name(site))}: {words.figure(layer.value(site), layer)}"
            for site in (one, other)
        )
        labels = {"paired": "Difference", "paired_interval": "Its interval", "dissent": "Against it"}
        return {
            "ask": f"{capitalised(self._name(one))} or {self._name(other)}: "
            "which was found more often, and is their order settled?",
            "context": _whom(layer),
            "answer": (f"{capitalised(found['settled'].says)}.",),
            "under": (f"By the counts of this study: {first}, then {second}.",),
            "more": (*told, *(f"{labels[kind]}: {found[kind].says}" for kind in labels if kind in found)),
            "back": self._bodies.painted(layer, (one, other)),
            "sites": (*self._site_tags(one), *self._site_tags(other)),
            **self._from(found.values()),
        }

    def _difference(self, one: str, other: str, place: str) -> dict[str, Any] | None:
        found = self._all(("difference", one, other, place), ("difference_interval", one, other, place))
        if "difference" not in found:
            return None
        layers = [self._rows.layers[layer] for layer in (one, other)]
        told = (f"{layer.title}: {words.figure(layer.value(place), layer)}" for layer in layers)
        interval = found.get("difference_interval")
        return {
            "ask": f"How far apart are these two for the {self._name(place)}?",
            "context": tuple(f"{layer.title}: {layer.summary}" for layer in layers),
            "answer": (found["difference"].says,),
            "under": ("The first minus the second.", *((interval.says,) if interval else ())),
            "more": tuple(told),
            "back": self._bodies.painted(layers[0], (place,)),
            "sites": self._site_tags(place),
            **self._from(found.values()),
        }

    def _agreement(self, place: str, unit: str) -> dict[str, Any] | None:
        kinds = ("studies", "range", "heterogeneity", "heterogeneity_limits", "pooled", "pooled_interval")
        others = ("prediction_interval", "heterogeneity_without", "apart")
        found = self._all(*((kind, place, unit) for kind in (*kinds, *others)))
        if "studies" not in found or "range" not in found:
            return None
        agreed = agreement(place, self._rows.layers.values(), unit=unit)
        labels = {
            "heterogeneity": "Differences that chance does not explain",
            "heterogeneity_limits": "Limits of that",
            "heterogeneity_without": "With one study left out",
            "apart": "Intervals that do not meet",
            "pooled": "Pooled mean",
            "pooled_interval": "Of the mean",
            "prediction_interval": "For a further study",
        }
        more = [f"{label}: {found[kind].says}" for kind, label in labels.items() if kind in found]
        more += [] if agreed.pooled else [capitalised(agreed.reason)]
        return {
            "ask": f"How far do the studies agree on the {self._name(place)}?",
            "context": (f"Breast cancer; share of {UNITS[unit]}; studies with a count.",),
            "answer": (found["studies"].says, found["range"].says),
            "more": tuple(more),
            "back": self._bodies.painted(agreed.studies[0].layer, (place,)),
            "sites": self._site_tags(place),
            **self._from(found.values()),
        }

    def _pooling_rule(self) -> dict[str, Any] | None:
        told = self._tell("pooling_rule")
        return None if told is None else self._plain("Within which limits does the atlas pool studies?", told)

    def _observation(self, name: str) -> dict[str, Any] | None:
        row, told = self._rows.observations[name], self._tell("observation", name)
        if told is None:
            return None
        ask = f"{self._rows.who(row['study_id'])}: what is reported of “{row['site_as_reported']}”?"
        return self._plain(ask, told)

    def _study(self, study: str) -> dict[str, Any] | None:
        found = self._all(("design", study), ("caveats", study))
        if "design" not in found:
            return None
        layer = next((one for one in self._rows.layers.values() if one.study_id == study), None)
        return {
            "ask": f"{self._rows.who(study)}: who was counted, where and how?"
            if study != ARTICLE
            else "What is the popular article that the atlas begins with?",
            "answer": (capitalised(found["design"].says),),
            "more": (
                *((capitalised(layer.summary),) if layer else ()),
                *((f"What limits it: {found['caveats'].says}",) if "caveats" in found else ()),
            ),
            **self._from(found.values()),
        }

    # Marrow and routes ----------------------------------------------------------------------------------

    def _marrow(self, place: str) -> dict[str, Any] | None:
        told = self._tell("marrow", place)
        return (
            None
            if told is None
            else self._plain(f"Which share of the red marrow lies in the {self._name(place)}?", told, place)
        )

    def _soil(self, layer_id: str, place: str) -> dict[str, Any] | None:
        told, layer = self._tell("soil", layer_id, place), self._rows.layers[layer_id]
        if told is None:
            return None
        ask = f"How much of the lesions lies in the {self._name(place)}, against its share of the red marrow?"
        made = self._plain(ask, told, place)
        return {**made, "context": _whom(layer), "back": self._bodies.painted(layer, (place,))}

    def _lesions(self, layer_id: str) -> dict[str, Any] | None:
        layer = self._rows.layers[layer_id]
        found = {part: told for part in PARTS if (told := self._tell("lesions", layer_id, part))}
        if not found:
            return None
        return {
            "ask": "How many lesions lie in bones that both routes reach, and of how many is it not known?",
            "context": _whom(layer),
            "answer": tuple(f"{told.says} {_PARTS[part]}" for part, told in found.items()),
            "more": ("Every bone has arteries: no lesion can be assigned to a route.",),
            "back": self._bodies.painted(layer),
            **self._from(found.values()),
        }

    def _reach(self, place: str) -> dict[str, Any] | None:
        told = self._tell("reach", place)
        if told is None:
            return None
        made = self._plain(
            f"Do veins of the spine bring tumour cells to the {self._name(place)}?", told, place
        )
        return {**made, "answer": ("It is not known.",), "more": (told.says,)}

    def _reached(self, place: str) -> dict[str, Any] | None:
        told = self._tell("reached", place)
        return (
            None
            if told is None
            else self._plain(f"By which routes can the {self._name(place)} be reached?", told, place)
        )

    def _segment(self, name: str) -> dict[str, Any] | None:
        found, routes = self._rows.routes.segments[name], self._rows.routes
        told = self._all(("status", name), ("segment", name))
        ends = f"{routes.name(found.from_id)} to {wording.uncapitalised(routes.name(found.to_id))}"
        return {
            "ask": f"{ends}: what does this step rest on?",
            "answer": (capitalised(told["status"].says),),
            "more": tuple(part for part in (found.status_note, found.detail) if part),
            "back": self._bodies.vessels(self._bodies.lines_of([name])),
            **self._from(told.values()),
        }

    def _step(self, journey: str, number: str) -> dict[str, Any] | None:
        walk, told = (
            self._rows.routes.journeys[journey],
            self._all(("caption", journey, number), ("step_status", journey, number)),
        )
        steps = self._bodies.journey_lines(journey)
        meant = steps[int(number) - 1]
        return {
            "ask": f"Step {number} of {len(walk.steps)}: what happens to the cell?",
            "context": (walk.title,),
            "answer": (told["caption"].says,),
            "under": (f"What it rests on: {told['step_status'].says}.",),
            "back": self._bodies.vessels(meant, (line for step in steps for line in step)),
            "sites": self._site_tags(walk.site_id),
            **self._from(told.values()),
        }

    def _journey(self, journey: str) -> dict[str, Any] | None:
        walk = self._rows.routes.journeys[journey]
        told = self._tell("hypotheses", journey)
        if told is None:
            return None
        lines = (line for step in self._bodies.journey_lines(journey) for line in step)
        made = self._plain("How many steps of this journey are not shown or disputed?", told, walk.site_id)
        return {**made, "context": (walk.title,), "back": self._bodies.vessels(lines)}

    def _vessel(self, vessel: str) -> dict[str, Any] | None:
        told, found = self._tell("about", vessel), self._rows.routes.vessels[vessel]
        if told is None:
            return None
        near = [one.segment_id for one in self._rows.routes.segments.values() if vessel == one.from_id]
        return {
            "ask": f"What is meant by “{found.name}”?",
            "answer": (found.about,),
            "back": self._bodies.vessels(self._bodies.lines_of(near)),
            **self._from((told,)),
        }

    # Detection and claims -------------------------------------------------------------------------------

    def _detection(self, name: str) -> dict[str, Any]:
        found, told = self._rows.detection[name], self._tell("detection", name)
        return {
            "ask": f"{capitalised(found.modality)}: {found.measure}. How much?",
            "context": (
                f"Counted ({found.basis}): {found.found}, of {found.counted}.",
                f"In whom: {found.population}.",
            ),
            "answer": (f"{found.value} ({found.count})",),
            "scale": None if found.in_words else Scale(found.percent, found.low, found.high),
            "under": (capitalised(found.interval_words),),
            "more": tuple(map(capitalised, found.notes)),
            **self._from((told,) if told else ()),
        }

    def _claim(self, name: str) -> dict[str, Any]:
        claim = self._rows.claims[name]
        told = self._all(("verdict", name), ("because", name))
        rows = tuple(dict.fromkeys(f"{one.file} {one.key}" for one in claim.findings))
        reading = (f"Our reading: {claim.our_reading}",) if claim.our_reading else ()
        hypothesis = ("The article tells a hypothesis as a fact.",) if claim.hypothesis else ()
        return {
            "ask": f"The article says, in our words: “{claim.statement}” "
            "What does the evidence gathered here say?",
            "answer": (f"{capitalised(claim.verdict)}.",),
            "more": (claim.because, *reading, *hypothesis),
            **self._from(told.values()),
            "rows": rows,
        }

    def _claims(self, verdict: str) -> dict[str, Any] | None:
        told = self._tell("claims", verdict)
        ask = f"How many of the article’s statements have the verdict “{verdict.replace('_', ' ')}”?"
        return None if told is None else self._plain(ask, told)

    def _convention(self, name: str) -> dict[str, Any] | None:
        told = self._tell("convention", name)
        return None if told is None else self._plain(OF_CONVENTIONS[name], told)

    def _plain(self, ask: str, told: Basis, place: str = "") -> dict[str, Any]:
        """Ask for what one reference tells."""
        sites = self._site_tags(place) if place else ()
        return {"ask": ask, "answer": (capitalised(told.says),), "sites": sites, **self._from((told,))}


def _whom(layer: Layer) -> tuple[str, ...]:
    """Say who or what was counted."""
    if words.is_asked_of(layer):
        return (words.asked_of(layer),)
    return (f"{layer.short_title}: {layer.summary}.",)
