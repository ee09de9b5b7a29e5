"""The fields of notes: HTML for cards, Anki's own form for what is hidden on a picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bone_atlas.evidence.detection import INTERVAL_NOT_GIVEN
from bone_atlas.exports.anki.markup import Element, Part, element, html
from bone_atlas.exports.anki.model import Card, Covered, Mask, Picture, Scale
from bone_atlas.facts import Source
from bone_atlas.figures import colours, legend
from bone_atlas.layers import Layer

#: An answer of more letters is set as text.
_LONG = 60


def card_fields(card: Card, about: str) -> list[str]:
    """Return the fields of a card, in the order of `bone_atlas.exports.anki.note_types.CARD_FIELDS`.

    Parameters
    ----------
    card : Card
        The card.
    about : str
        One line: version, date and licences.
    """
    return [
        html([card.ask, *(element("div", line, class_="small") for line in card.context)]),
        html(_options(card)),
        html(_picture(card.front)),
        html(
            [
                *map(_answer, card.answer),
                *_scale(card.scale),
                *(element("p", line, class_="under") for line in card.under),
            ]
        ),
        html(element("p", text) for text in card.more if text),
        html(_picture(card.back)),
        html(_sources(card.sources, card.rows)),
        html([about]),
    ]


def covered_fields(covered: Covered, about: str) -> list[str]:
    """Return the fields of bones that are hidden on a picture, in Anki's order."""
    masks = "<br>".join(_masks(number, mask) for number, mask in enumerate(covered.masks, start=1))
    named = "; ".join(mask.name for mask in covered.masks)
    left_out = [f" Too small to ask for here: {'; '.join(covered.left_out)}."] if covered.left_out else []
    return [
        masks,
        html([_image(covered.picture)]),
        html([covered.title, element("div", "Which bone is in blue?", class_="small")]),
        html([element("div", f"Bones: {named}.", *left_out), element("div", about)]),
        "",
    ]


# Parts of a card -------------------------------------------------------------------------------------


def _answer(line: str) -> Element:
    """Return a line of the answer; a whole sentence is no headline."""
    return element("p", line, class_="long") if len(line) > _LONG else element("p", line)


def _under(line: str) -> Element:
    return element("p", line, class_="under")


def _options(card: Card) -> list[Part]:
    if not card.options:
        return []
    entries = [element("li", option) for option in card.options]
    return [element("ol", *entries, class_="letters") if card.lettered else element("ul", *entries)]


def _picture(picture: Picture | None) -> list[Part]:
    if picture is None:
        return []
    keys: list[Part] = [_key(colour, means) for colour, means in picture.keys if colour]
    keys += [element("span", means) for colour, means in picture.keys if not colour]
    scale = _layer_key(picture.painted) if picture.painted else []
    return [_image(picture), *([element("div", *scale, *keys, class_="key")] if scale or keys else [])]


def _image(picture: Picture) -> Element:
    return element("img", src=picture.name, alt=picture.told)


def _key(colour: str, means: str) -> Element:
    return element("span", element("i", style=f"background: {colour}"), means)


def _layer_key(layer: Layer) -> list[Part]:
    """Explain the colours of a layer: its classes, or a bar with its ends."""
    shown = legend.shown(layer)
    fills = dict(zip(legend.LEGEND, legend.paint(layer, "light")["fillcolor"], strict=True))
    names = {**legend.LEGEND_NAMES, "not_reported": "hatched: not reported"}
    swatches: list[Part] = [_key(fills[key], names[key]) for key in shown]
    if layer.kind == "tiers":
        return swatches
    stops = ", ".join(colours.SEQUENTIAL["light"])
    bar = element("i", class_="bar", style=f"background: linear-gradient(to right, {stops})")
    ends = element("span", "0 %", bar, f"{colours.layer_top(layer):g} %")
    return [ends, element("span", legend.title(layer), style="white-space: normal"), *swatches]


def _scale(scale: Scale | None) -> list[Part]:
    """Draw a share with its interval on a line from 0 to 100 %."""
    if scale is None or not all(0 <= end <= 100 for end in _ends(scale)):
        return []
    parts: list[Part] = []
    if scale.low is not None and scale.high is not None:
        place = f"left: {scale.low:.1f}%; width: {scale.high - scale.low:.1f}%"
        parts.append(element("i", style=place))
    if scale.percent is not None:
        parts.append(element("b", style=f"left: {scale.percent:.1f}%"))
    if not parts:
        return []
    ends = (
        element("span", "0 %", class_="first"),
        element("span", "100 %", class_="last"),
    )
    return [element("div", *parts, *ends, class_="scale", role="img", aria_label=_said(scale))]


def _ends(scale: Scale) -> Iterable[float]:
    return (end for end in (scale.percent, scale.low, scale.high) if end is not None)


def _said(scale: Scale) -> str:
    at = "" if scale.percent is None else f" a dot at {scale.percent:.1f} %,"
    across = INTERVAL_NOT_GIVEN
    if scale.low is not None and scale.high is not None:
        across = f"a bar from {scale.low:.1f} to {scale.high:.1f} %"
    return f"A line from 0 to 100 %:{at} {across}."


def _sources(sources: Sequence[Source], rows: Sequence[str]) -> list[Part]:
    parts: list[Part] = []
    if sources:
        parts += [element("p", "Sources"), element("ul", *(element("li", _cited(one)) for one in sources))]
    if rows:
        parts += [element("p", "Rows of the atlas"), element("div", "; ".join(rows))]
    return parts


def _cited(source: Source) -> Part:
    if source.link.startswith(("https://", "http://")):
        return element("a", source.text, href=source.link)
    return source.text


# Masks -----------------------------------------------------------------------------------------------


def _masks(number: int, mask: Mask) -> str:
    """Write what one card hides: the name of a bone, and each piece of it."""
    left, top, width, height = map(_share, mask.label)
    shapes = [f"rect:left={left}:top={top}:width={width}:height={height}"]
    for ring in mask.polygons:
        points = " ".join(f"{_share(x)},{_share(y)}" for x, y in ring)
        shapes.append(f"polygon:points={points}")
    # A cloze in Anki's form; oi=1 hides what is not asked for too.
    return "<br>".join(f"{{{{c{number}::image-occlusion:{shape}:oi=1}}}}" for shape in shapes)


def _share(number: float) -> str:
    """Write a share of a picture as Anki does: without a zero before the point."""
    return f"{min(max(number, 0.0), 1.0):.4f}".rstrip("0").rstrip(".").removeprefix("0") or "0"
