// How a figure is laid out on this page: its letters and lines grow with its room, its labels go where there is none.

// Nothing grows so small that it cannot be read.
const LEAST_SCALE = 0.6;

/** @typedef {Published.PlotlyObject} Look a part of a figure, or what it looks like */

/**
 * How much larger a diagram is than what it is drawn for.
 *
 * @param {Atlas.Point} size width and height
 * @param {Pick<Element, "clientWidth" | "clientHeight">} room
 */
export function scaleOf([width, height], {clientWidth, clientHeight}) {
  return Math.max(LEAST_SCALE, Math.min(clientWidth / width, clientHeight / height)) || 1;
}

/** @type {(value: number | number[], scale: number) => number | number[]} */
const times = (value, scale) => (Array.isArray(value) ? value.map((one) => one * scale) : value * scale);
/** Where the sizes of a trace stand. @type {[string, string][]} */
const SIZES = [
  ["line", "width"],
  ["textfont", "size"],
  ["marker", "size"],
];

/**
 * A trace of a diagram with its letters and lines in the size of its room.
 *
 * @param {Look} trace
 * @param {number} scale
 */
function scaledTrace(trace, scale) {
  const made = {...trace};
  for (const [part, name] of SIZES)
    if (trace[part]?.[name]) made[part] = {...trace[part], [name]: times(trace[part][name], scale)};
  return made;
}

/**
 * The traces of a diagram.
 *
 * @param {Look[]} traces as the server drew them
 * @param {object} look
 * @param {number} look.scale
 * @param {number[]} look.lymph numbers of the traces that only the local route has
 * @param {boolean} look.withLymph
 * @returns {Look[]}
 */
export function diagramTraces(traces, {scale, lymph, withLymph}) {
  return traces.map((trace, i) => ({
    ...scaledTrace(trace, scale),
    visible: lymph.includes(i) ? withLymph : (trace.visible ?? true),
  }));
}

/**
 * The labels of a diagram in the size of its room.
 *
 * @param {Look[] | undefined} notes
 * @param {number} scale
 * @returns {Look[] | undefined}
 */
export function diagramNotes(notes, scale) {
  return notes?.map((note) => ({...note, font: {...note.font, size: note.font.size * scale}}));
}

/**
 * A base figure with what is painted on it: values by the path of an attribute, one for each trace.
 *
 * @param {Look[]} base
 * @param {Pick<Published.Paint, "traces"> | null} paint
 * @returns {Look[]}
 */
export function painted(base, paint) {
  /** @type {Look[]} */
  const traces = base.map((trace) => ({...trace, hoverinfo: "skip"}));
  for (const [path, values] of Object.entries(paint?.traces ?? {}))
    values.forEach((value, i) => {
      if (traces[i]) traces[i] = withValue(traces[i], path.split("."), value);
    });
  return traces;
}

/**
 * @param {Look} target
 * @param {string[]} path
 * @param {unknown} value
 * @returns {Look}
 */
function withValue(target, [head, ...rest], value) {
  return {...target, [head]: rest.length ? withValue(target[head] ?? {}, rest, value) : value};
}

/**
 * A layout that shows a part of the figure.
 *
 * @param {Look} layout
 * @param {Published.Ranges | null} ranges null for the part that the layout itself shows
 * @param {{atTop: boolean}} how
 * @returns {Look}
 */
export function withRanges(layout, ranges, {atTop}) {
  if (!ranges) return layout;
  /** @type {(look: Look, range: Atlas.Point) => Look} */
  const axis = (look, range) => ({...look, range: [...range], autorange: false});
  const yaxis = axis(layout.yaxis, ranges.y);
  // Room to spare shows more of the legs, not of the air.
  if (atTop) yaxis.constraintoward = "top";
  return {...layout, xaxis: axis(layout.xaxis, ranges.x), yaxis};
}

/**
 * Ranges as near as a factor says, about a point or about their middle.
 *
 * @param {Published.Ranges} ranges
 * @param {number} factor
 * @param {Atlas.Point | null} [target]
 * @returns {Published.Ranges}
 */
export function zoomed({x, y}, factor, target) {
  /** @type {(range: Atlas.Point, middle?: number) => Atlas.Point} */
  const about = ([a, b], middle = (a + b) / 2) => {
    const half = ((b - a) / 2) * factor;
    return [middle - half, middle + half];
  };
  return {x: about(x, target?.[0]), y: about(y, target?.[1])};
}
