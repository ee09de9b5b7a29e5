"""The order of the sites in one study: dot and interval on a scale of its own, with count and interval."""

from __future__ import annotations

from dataclasses import dataclass

from bone_atlas import wording
from bone_atlas.exports.handout.flow import Block
from bone_atlas.exports.handout.fonts import Font
from bone_atlas.exports.handout.paper import INK, QUIET, RULE, SIDE, Sheet, rgb
from bone_atlas.exports.handout.text import LABEL, SMALL, Paragraph, broken, height, write
from bone_atlas.figures import colours
from bone_atlas.layers import Layer, Proportion

#: Height of a row: the least, and the most where a page has room.
ROW, MOST_ROW = 12.2, 15.0
NAME, PLOT, GAP = 132.0, 176.0, 14.0
VALUE, COUNT = 46.0, 74.0
TITLE = Font("serif", "B", 12.5)
#: So many rows are listed; how many more there are is said.
MOST = 12
DOT = 2.6


@dataclass(frozen=True)
class Ranking:
    """The sites of a layer of proportions in their order.

    Attributes
    ----------
    layer : Layer
        What a study counted.
    names : dict of str to str
        Names of its sites.
    foot : sequence of Paragraph
        The work that it is from.
    """

    layer: Layer
    names: dict[str, str]
    foot: list[Paragraph]

    @property
    def shown(self) -> tuple[Proportion, ...]:
        """The rows that are listed."""
        return self.layer.proportions[:MOST]

    @property
    def top(self) -> float:
        """Where the scale ends, in percent: no interval is cut off."""
        ends = [value.ci_high or value.percent for value in self.shown]
        return next(top for top in colours.SCALE_TOPS if top >= max(ends))

    @property
    def head(self) -> list[Paragraph]:
        """Title, what is counted, and what limits the study."""
        layer = self.layer
        found = len(layer.proportions)
        first = f"The first {MOST} of {found} reported sites. " if found > MOST else ""
        limits = wording.capitalised("; ".join(layer.caveats))
        told = f"{wording.capitalised(layer.summary)}. {first}{limits}."
        return [Paragraph.of(layer.title, TITLE, tag="H3"), Paragraph.of(told, SMALL, QUIET, before=1)]

    def block(self, sheet: Sheet) -> Block:
        """Return it as a block that is not cut."""
        head = height(sheet, self.head, sheet.room) + 5
        low = height(sheet, self.foot, sheet.room) + 3
        rows = len(self.shown) + 1
        rest = head + 15 + low

        def draw(top: float, high: float) -> None:
            below = write(sheet, self.head, SIDE, top, sheet.room) + 5
            end = self._rows(sheet, below, (high - rest) / rows)
            write(sheet, self.foot, SIDE, end + 3, sheet.room)

        return Block(rest + ROW * rows, rest + MOST_ROW * rows, draw)

    def _rows(self, sheet: Sheet, top: float, row: float) -> float:
        scale = self.top
        left = SIDE + NAME
        low = top + row * (len(self.shown) + 1)
        with sheet.tagged("Figure", self._told()):
            for tick in (0, 0.25, 0.5, 0.75, 1):
                x = left + tick * PLOT
                sheet.stroke([(x, top + ROW), (x, low)], RULE if tick else QUIET, 0.4 if tick else 0.7)
            for place, value in enumerate(self.shown):
                self._mark(sheet, value, top + row * (place + 1.5), scale)
        beside = left + PLOT + GAP
        heads = (
            (left, wording.share_of(self.layer)),
            (beside, "Share"),
            (beside + VALUE, "Count"),
            (beside + VALUE + COUNT, "95 % interval"),
        )
        with sheet.tagged("P"):
            for x, text in heads:
                sheet.write_at(text, x, top + row * 0.72, LABEL, QUIET)
        for place, value in enumerate(self.shown):
            with sheet.tagged("P"):
                self._words(sheet, value, top + row * (place + 1.72), beside)
        with sheet.tagged("P"):
            for tick in (0, 0.5, 1):
                text = f"{tick * scale:g} %"
                wide = sheet.width(text, SMALL)
                sheet.write_at(text, left + tick * PLOT - wide / 2, low + 10.5, SMALL, QUIET)
        return low + 15

    def _mark(self, sheet: Sheet, value: Proportion, y: float, scale: float) -> None:
        """Draw a dot with its interval; a ring where there is none."""
        left = SIDE + NAME

        def at(percent: float) -> float:
            return left + percent / scale * PLOT

        if value.ci_low is not None and value.ci_high is not None:
            ends = (at(value.ci_low), min(at(value.ci_high), left + PLOT))
            sheet.stroke([(ends[0], y), (ends[1], y)], QUIET, 1.7)
            for end in ends:
                sheet.stroke([(end, y - 2.2), (end, y + 2.2)], QUIET, 0.9)
        x, down = at(value.percent), sheet.h - y
        # A line without length and with round ends is a dot.
        sheet.raw(f"q {rgb(INK)} RG 1 J {2 * DOT:g} w {x:.2f} {down:.2f} m {x:.2f} {down:.2f} l S Q")
        if value.ci_low is None:
            sheet.raw(f"q 1 1 1 RG 1 J {DOT:g} w {x:.2f} {down:.2f} m {x:.2f} {down:.2f} l S Q")

    def _words(self, sheet: Sheet, value: Proportion, base: float, beside: float) -> None:
        name = broken(sheet, Paragraph.of(self.names[value.site_id], SMALL).spans, NAME - 8)[0]
        x = SIDE
        for word, span in name.words:
            x = sheet.write_at(word, x, base, span.font)
        sheet.write_at(wording.percent(value.percent), beside, base, LABEL)
        sheet.write_at(wording.count(value), beside + VALUE, base, SMALL)
        if value.ci_low is not None and value.ci_high is not None:
            ends = wording.span(value.ci_low, value.ci_high)
            sheet.write_at(ends, beside + VALUE + COUNT, base, SMALL)

    def _told(self) -> str:
        rows = "; ".join(f"{self.names[one.site_id]} {wording.brief(one)}" for one in self.shown)
        return f"{self.layer.title}, {wording.share_of(self.layer)}: {rows}"
