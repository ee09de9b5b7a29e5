// A plot of rows as lines, dots and texts in px, from the figure that Python made of it for Plotly: nothing in it needs
// Plotly, which takes a tenth of a second for what is drawn here in a few milliseconds.

/** @typedef {Published.PlotlyObject} Look a part of a figure, or what it looks like */
/** @typedef {{text: string, isBold: boolean}} Piece of a line of text */
/** @typedef {{d: string, stroke: string, width: number}} Line */
/** @typedef {{x: number, y: number, radius: number, fill: string, stroke: string, width: number}} Dot */
/**
 * A text of one line or more.
 *
 * @typedef {object} Text
 * @property {Piece[][]} lines
 * @property {number} x
 * @property {number} y of the foot of its first line
 * @property {"start" | "middle" | "end"} anchor
 * @property {number} size of its letters
 * @property {string} [fill]
 * @property {{x: number, y: number, width: number, height: number, fill: string}} [ground] what it stands on
 */
/**
 * How texts come out in the letters of the page.
 *
 * @typedef {object} Letters
 * @property {import("./row_fit.js").Measure} widthOf
 * @property {(px: number) => {ascent: number, descent: number}} heightOf a line
 */

/** From the foot of one line to that of the next, in heights of its letters. */
const LINE = 1.3;
// Where the numbers and the title of an axis stand below it: as Plotly places them, for all other plots are its own.
const NUMBERS_DOWN_PX = 13;
const TITLE_DOWN_PX = 27;
/** Between a text and where it is anchored. */
const PAD_PX = 2;
/** Numbers of an axis are rounded to this, to be rid of what adding up in binary leaves over. */
const DECIMALS = 6;
const ANCHORS = /** @type {const} */ ({left: "start", center: "middle", right: "end"});
/** @type {Record<string, string>} */
const ENTITIES = {lt: "<", gt: ">", amp: "&", quot: '"', nbsp: "\u00a0"};

/**
 * A text of Plotly's in lines, and its lines in pieces that are bold or not; other marks than those are left out.
 *
 * @param {string} text
 * @returns {Piece[][]}
 */
export function linesOf(text) {
  let isBold = false;
  return text.split(/<br\s*\/?>/).map((line) => {
    /** @type {Piece[]} */
    const pieces = [];
    for (const part of line.split(/(<[^>]*>)/)) {
      if (/^<\/?b>$/.test(part)) isBold = part === "<b>";
      else if (part && !/^<[^>]*>$/.test(part)) pieces.push({text: decoded(part), isBold});
    }
    return pieces;
  });
}

/** @param {string} text */
const decoded = (text) => text.replace(/&(\w+);/g, (whole, name) => ENTITIES[name] ?? whole);

/**
 * Between units and px along one axis.
 *
 * @param {number[]} range
 * @param {number} from in px, where the range begins
 * @param {number} to in px
 * @returns {(value: number) => number}
 */
const scaleOf =
  ([low, high], from, to) =>
  (value) =>
    from + ((value - low) / (high - low)) * (to - from);

/**
 * The numbers along an axis with the texts that name them.
 *
 * @param {Look} axis
 * @returns {[number, string][]}
 */
export function ticksOf({range: [low, high], dtick, tickvals, ticktext, ticksuffix = ""}) {
  if (tickvals)
    return tickvals.map((/** @type {number} */ value, /** @type {number} */ i) => [value, ticktext[i]]);
  const first = Math.ceil(low / dtick - 1e-9);
  const count = Math.floor(high / dtick + 1e-9) - first + 1;
  return Array.from({length: count}, (_, i) => {
    const value = Number(((first + i) * dtick).toFixed(DECIMALS));
    return [value, `${String(value).replace("-", "\u2212")}${ticksuffix}`];
  });
}

/**
 * What is drawn of a plot of rows.
 *
 * @param {Look[]} traces lines and dots
 * @param {Look} layout
 * @param {{width: number, height: number}} size
 * @param {Letters} letters
 * @returns {{lines: Line[], dots: Dot[], texts: Text[]}}
 */
export function rowPicture(traces, layout, {width, height}, letters) {
  const {l, r, t, b} = layout.margin;
  const [right, bottom] = [width - r, height - b];
  const yOf = scaleOf(layout.yaxis.range, bottom, t);
  const xOf = (/** @type {string} */ name) => scaleOf(layout[axisName(name)].range, l, right);
  const lines = traces
    .filter(({mode}) => mode === "lines")
    .flatMap((trace) => lineOf(trace, xOf(trace.xaxis ?? "x"), yOf));
  const dots = traces
    .filter(({mode}) => mode === "markers")
    .flatMap((trace) => dotsOf(trace, xOf(trace.xaxis ?? "x"), yOf));
  const axes = Object.keys(layout)
    .filter((key) => /^xaxis\d*$/.test(key) && layout[key].visible !== false)
    .flatMap((key) =>
      axisTexts(layout[key], {l, right, width, y: bottom - layout[key].position * (bottom - t)}, letters),
    );
  const notes = (layout.annotations ?? []).map((/** @type {Look} */ note) => {
    const at = note.xref === "paper" ? l + note.x * (right - l) : xOf(note.xref)(note.x);
    return noteText(note, at + (note.xshift ?? 0), yOf(note.y) - (note.yshift ?? 0), letters);
  });
  return {lines, dots, texts: [...axes, ...notes]};
}

/** @param {string} name as a trace names its axis: "x", "x2" */
const axisName = (name) => name.replace("x", "xaxis");

/** @param {number} px */
const fine = (px) => Number(px.toFixed(2));

/**
 * @param {Look} trace
 * @param {(value: number) => number} xOf
 * @param {(value: number) => number} yOf
 * @returns {Line[]}
 */
function lineOf({x, y, line}, xOf, yOf) {
  let d = "";
  let isOpen = false;
  x.forEach((/** @type {number | null} */ value, /** @type {number} */ i) => {
    if (value === null || y[i] === null) isOpen = false;
    else {
      d += `${isOpen ? "L" : "M"}${fine(xOf(value))},${fine(yOf(y[i]))}`;
      isOpen = true;
    }
  });
  return d ? [{d, stroke: line.color, width: line.width}] : [];
}

/** @param {unknown} value one for all, or one for each */
const each = (value, /** @type {number} */ i) => (Array.isArray(value) ? value[i] : value);

/**
 * @param {Look} trace
 * @param {(value: number) => number} xOf
 * @param {(value: number) => number} yOf
 * @returns {Dot[]}
 */
function dotsOf({x, y, marker}, xOf, yOf) {
  return x.flatMap((/** @type {number | null} */ value, /** @type {number} */ i) =>
    value === null
      ? []
      : [
          {
            x: fine(xOf(value)),
            y: fine(yOf(y[i])),
            radius: each(marker.size, i) / 2,
            fill: each(marker.color, i),
            stroke: each(marker.line?.color, i),
            width: each(marker.line?.width, i),
          },
        ],
  );
}

/**
 * The numbers and the title below an axis; the first and the last number end within the figure.
 *
 * @param {Look} axis
 * @param {{l: number, right: number, width: number, y: number}} place of the line they stand below
 * @param {Letters} letters
 * @returns {Text[]}
 */
function axisTexts(axis, {l, right, width, y}, {widthOf}) {
  const scale = scaleOf(axis.range, l, right);
  const xOf = (/** @type {number} */ value, /** @type {string} */ text) => {
    const half = widthOf(text, axis.tickfont.size, false) / 2;
    return Math.max(half, Math.min(width - half, scale(value)));
  };
  const numbers = ticksOf(axis).map(([value, text]) => ({
    lines: linesOf(text),
    x: fine(xOf(value, text)),
    y: y + NUMBERS_DOWN_PX,
    anchor: /** @type {const} */ ("middle"),
    size: axis.tickfont.size,
  }));
  const title = {
    lines: linesOf(axis.title?.text ?? ""),
    x: fine((l + right) / 2),
    y: y + TITLE_DOWN_PX,
    anchor: /** @type {const} */ ("middle"),
    size: axis.title?.font.size,
  };
  return axis.title?.text ? [...numbers, title] : numbers;
}

/**
 * @param {Look} note
 * @param {number} x where it is anchored
 * @param {number} y its middle
 * @param {Letters} letters
 * @returns {Text}
 */
function noteText({text, font: {size, color}, xanchor, bgcolor}, x, y, {widthOf, heightOf}) {
  const lines = linesOf(text);
  const {ascent, descent} = heightOf(size);
  const high = ascent + descent + (lines.length - 1) * LINE * size;
  const top = Math.round(y - high / 2);
  const anchor = ANCHORS[/** @type {keyof typeof ANCHORS} */ (xanchor)];
  const inward = {start: PAD_PX, middle: 0, end: -PAD_PX}[anchor];
  /** @type {Text} */
  const made = {lines, x: Math.round(x + inward), y: top + ascent, anchor, size};
  if (color) made.fill = color;
  if (!bgcolor) return made;
  const wide = Math.max(
    ...lines.map((pieces) => pieces.reduce((sum, {text, isBold}) => sum + widthOf(text, size, isBold), 0)),
  );
  const left = made.x - {start: 0, middle: wide / 2, end: wide}[anchor];
  return {...made, ground: {x: left - 1, y: top - 1, width: wide + 2, height: high + 2, fill: bgcolor}};
}
