// Figures for a room: drawn for one size of stage, they grow with theirs, letters and lines too, and never shrink.
import {axesOf, rangesOf} from "../core/axes.js";
import {isEmbedded} from "../core/embedded.js";

const LETTERS_PX = 24;
const LINE_HEIGHT = 1.32;
// Letters of a plot that shrinks to the width of a phone: smaller ones are not read there.
const LEAST_LETTERS_PX = 12;
// The longest lines of a plot take so much at those letters: in less room they would be cut off, which is worse.
const LONGEST_LINE_PX = 350;
const SIDES_PX = 26;
export const THICKER = 1.8;
// Where the letters of a phone are smaller than those of a room, so is what is drawn with them: a skeleton's down
// to 18 px upright and to 13 px sideways; a plot is never wider than the window.
const UPRIGHT = "(max-width: 640px), (max-aspect-ratio: 1/1)";
const SIDEWAYS = "(max-height: 480px) and (min-aspect-ratio: 1/1)";
const PHONE = `${UPRIGHT}, ${SIDEWAYS}`;
const UPRIGHT_SCALE = 0.75;
const LEAST_SIDEWAYS = 0.55;

/** Whether a slide is shown on a phone or in a frame: there a figure shrinks, which else it never does. */
export const isOnPhone = () => isEmbedded || matchMedia(PHONE).matches;

/** @typedef {{clientWidth: number, clientHeight: number}} Box */
/** @typedef {{stages?: Published.Stages, size?: Atlas.Point}} Drawn what a figure is drawn for, in px */
/** @typedef {Published.PlotlyObject} Look a part of a figure, or what it looks like */

/**
 * Whether a stage is so narrow that a skeleton has its key beside it but no labels.
 *
 * @param {Drawn} meta
 * @param {Box} box
 */
export function isNarrowStage(meta, {clientWidth, clientHeight}) {
  return Boolean(meta.stages && clientWidth < clientHeight * meta.stages.leastWide);
}

/**
 * Whether a narrow stage has room for labels beside the body.
 *
 * @param {Drawn} meta
 * @param {Box} box
 */
export function isLabelledNarrowStage(meta, box) {
  const least = meta.stages?.leastLabelled ?? 0;
  return isNarrowStage(meta, box) && box.clientWidth >= least;
}

/**
 * How much larger a stage is than what the figure is drawn for.
 *
 * @param {Drawn} meta
 * @param {Box} element
 */
export function grow(meta, element) {
  return Math.max(1, ratio(meta, element)) || 1;
}

/**
 * The size of a stage against that which the figure is drawn for.
 *
 * @param {Drawn} meta
 * @param {Box} element
 */
function ratio(meta, element) {
  const [width, height] = meta.stages?.[isNarrowStage(meta, element) ? "narrow" : "wide"] ??
    meta.size ?? [element.clientWidth, element.clientHeight];
  return Math.min(element.clientWidth / width, element.clientHeight / height);
}

/** @type {(value: number | number[], scale: number) => number | number[]} */
const times = (value, scale) => (Array.isArray(value) ? value.map((one) => one * scale) : value * scale);
/** @type {(look: Look, names: string[], scale: number) => Look} */
const sized = (look, names, scale) => ({
  ...look,
  ...Object.fromEntries(
    names.filter((name) => (look[name] ?? null) !== null).map((name) => [name, times(look[name], scale)]),
  ),
});

/** How small the letters of a plot may become in this window. */
const leastLetters = () =>
  LEAST_LETTERS_PX * Math.min(1, ((globalThis.innerWidth ?? Infinity) - SIDES_PX) / LONGEST_LINE_PX);

/** @type {(font: Look, scale: number) => Look} */
const lettered = (font, scale) => ({
  ...font,
  size: Math.max(Math.min(font.size, leastLetters()), font.size * scale),
});

/**
 * How much smaller than drawn a figure of a slide is on a phone.
 *
 * @param {Drawn} meta
 * @param {Box} element
 */
export function shrunk(meta, element) {
  const fits = ratio(meta, element) || 1;
  if (!meta.stages) return Math.min(1, fits);
  return matchMedia(UPRIGHT).matches ? UPRIGHT_SCALE : Math.max(LEAST_SIDEWAYS, Math.min(1, fits));
}

/**
 * Annotations or shapes whose px grow: letters, shifts, lines, and what is placed in px.
 *
 * @param {Look[] | undefined} parts
 * @param {number} scale
 */
export function grown(parts, scale) {
  return (parts ?? []).map((part) => {
    const made = sized(part, ["xshift", "yshift", "arrowwidth", "borderpad"], scale);
    if (part.font?.size) made.font = lettered(part.font, scale);
    if (part.line?.width) made.line = sized(part.line, ["width"], scale);
    if (part.xsizemode === "pixel") Object.assign(made, sized(part, ["x0", "x1", "y0", "y1"], scale));
    if (part.xsizemode === "pixel" && part.path)
      made.path = part.path.replaceAll(/-?\d+(\.\d+)?/g, (/** @type {string} */ number) =>
        String(Number(number) * scale),
      );
    return made;
  });
}

/** @type {(look: Look, scale: number) => Look} */
const axis = (look, scale) => ({
  ...look,
  ...(look.tickfont?.size ? {tickfont: lettered(look.tickfont, scale)} : {}),
  ...(look.title?.font?.size
    ? {
        title: {
          ...look.title,
          standoff: (look.title.standoff ?? 0) * scale,
          font: lettered(look.title.font, scale),
        },
      }
    : {}),
});

/**
 * What of a layout is counted in px.
 *
 * @param {Look} layout
 * @param {number} scale
 */
export function grownLayout(layout, scale) {
  /** @type {Look} */
  const made = {
    annotations: grown(layout.annotations, scale),
    shapes: grown(layout.shapes, scale),
    margin: sized(layout.margin ?? {}, ["l", "r", "t", "b"], scale),
    height: undefined,
  }; // the stage's own
  for (const name of Object.keys(layout).filter((key) => /^[xy]axis\d*$/.test(key)))
    made[name] = axis(layout[name], scale);
  return made;
}

/**
 * Traces whose lines and markers grow.
 *
 * @param {Look[]} traces
 * @param {number} scale
 */
export function grownTraces(traces, scale) {
  return traces.map((trace) => ({
    ...trace,
    ...(trace.line?.width ? {line: sized(trace.line, ["width"], scale)} : {}),
    ...(trace.marker
      ? {
          marker: {
            ...sized(trace.marker, ["size"], scale),
            ...(trace.marker.line?.width ? {line: sized(trace.marker.line, ["width"], scale)} : {}),
          },
        }
      : {}),
  }));
}

/**
 * The wanted labels of the vessels in two columns, each as near to its vessel as the others let it.
 *
 * @param {Pick<Published.SlideOverlay, "labels" | "middle" | "midline" | "columns" | "room">} part
 * @param {Set<string>} wanted names of vessels
 * @param {string} ink
 * @param {{element: Pick<Atlas.PlotElement, "_fullLayout">, grow: () => number}} plot the figure over which they stand
 * @returns {Look[]} annotations
 */
export function inColumns(part, wanted, ink, plot) {
  const known = part.labels.filter(({name}) => wanted.has(name)).sort((a, b) => b.y - a.y);
  /** @type {[Look[], Look[]]} */
  const columns = [[], []];
  for (const note of known) {
    const off = note.x - part.middle;
    // What lies to one side is named from there; what lies in the middle, where there is more room.
    const side =
      Math.abs(off) > part.midline ? Number(off > 0) : Number(columns[1].length <= columns[0].length);
    columns[side ? 1 : 0].push(note);
  }
  const {height: px} = axesOf(plot.element);
  const [low, high] = rangesOf(plot.element).y;
  const line = (LETTERS_PX * plot.grow() * LINE_HEIGHT * (high - low)) / px;
  const room = [Math.max(low, part.room[0]), Math.min(high, part.room[1])]; // a low stage shows less than all of it
  return columns.flatMap((column, side) =>
    apart(column, line, [Math.max(low, Math.min(room[0], room[1] - taken(column, line))), room[1]]).map(
      ({note, y}) => ({
        ...note,
        ay: y,
        ax: part.columns[side],
        arrowcolor: ink,
        xanchor: ["right", "left"][side],
        align: ["right", "left"][side],
      }),
    ),
  );
}

/** @type {(note: Look, line: number) => number} */
const heightOf = (note, line) => line * (0.6 + note.text.split("<br>").length);

/**
 * The height that labels take one below the other.
 *
 * @param {Look[]} column
 * @param {number} line height of one
 */
function taken(column, line) {
  return column.reduce((sum, note) => sum + heightOf(note, line), 0);
}

/**
 * Move labels apart, first down from the top, then up from the bottom.
 *
 * @param {Look[]} column from the uppermost down
 * @param {number} line height of one
 * @param {[number, number]} room lowest and highest place
 * @returns {{note: Look, y: number, half: number}[]}
 */
export function apart(column, line, [low, high]) {
  const placed = column.map((note) => ({note, y: note.y, half: heightOf(note, line) / 2}));
  let edge = high;
  for (const one of placed) {
    one.y = Math.min(one.y, edge - one.half);
    edge = one.y - one.half;
  }
  edge = low;
  for (const one of placed.reverse()) {
    one.y = Math.max(one.y, edge + one.half);
    edge = one.y + one.half;
  }
  return placed;
}
