// How a figure is laid out on this page: its letters and lines grow with its room, its labels go where there is none.

// Nothing grows so small that it cannot be read.
const LEAST_SCALE = 0.6;

/** How much larger a diagram is than what it is drawn for. */
export function scaleOf([width, height], {clientWidth, clientHeight}) {
  return Math.max(LEAST_SCALE, Math.min(clientWidth / width, clientHeight / height)) || 1;
}

const times = (value, scale) => (Array.isArray(value) ? value.map((one) => one * scale) : value * scale);
const SIZES = [
  ["line", "width"],
  ["textfont", "size"],
  ["marker", "size"],
];

/** A trace of a diagram with its letters and lines in the size of its room. */
function scaledTrace(trace, scale) {
  const made = {...trace};
  for (const [part, name] of SIZES)
    if (trace[part]?.[name]) made[part] = {...trace[part], [name]: times(trace[part][name], scale)};
  return made;
}

/**
 * The traces of a diagram.
 *
 * @param traces as the server drew them
 * @param look {scale, lymph: numbers of the traces that only the local route has, withLymph}
 */
export function diagramTraces(traces, {scale, lymph, withLymph}) {
  return traces.map((trace, i) => ({
    ...scaledTrace(trace, scale),
    visible: lymph.includes(i) ? withLymph : (trace.visible ?? true),
  }));
}

/** The labels of a diagram in the size of its room. */
export function diagramNotes(notes, scale) {
  return notes?.map((note) => ({...note, font: {...note.font, size: note.font.size * scale}}));
}

/** A base figure with what is painted on it: values by the path of an attribute, one for each trace. */
export function painted(base, paint) {
  const traces = base.map((trace) => ({...trace, hoverinfo: "skip"}));
  for (const [path, values] of Object.entries(paint?.traces ?? {}))
    values.forEach((value, i) => {
      if (traces[i]) traces[i] = withValue(traces[i], path.split("."), value);
    });
  return traces;
}

function withValue(target, [head, ...rest], value) {
  return {...target, [head]: rest.length ? withValue(target[head] ?? {}, rest, value) : value};
}

/** A layout that shows a part of the figure. */
export function withRanges(layout, ranges, {atTop}) {
  if (!ranges) return layout;
  const axis = (look, range) => ({...look, range: [...range], autorange: false});
  const yaxis = axis(layout.yaxis, ranges.y);
  // Room to spare shows more of the legs, not of the air.
  if (atTop) yaxis.constraintoward = "top";
  return {...layout, xaxis: axis(layout.xaxis, ranges.x), yaxis};
}

/** Ranges as near as a factor says, about a point or about their middle. */
export function zoomed({x, y}, factor, target) {
  const about = ([a, b], middle = (a + b) / 2) => {
    const half = ((b - a) / 2) * factor;
    return [middle - half, middle + half];
  };
  return {x: about(x, target?.[0]), y: about(y, target?.[1])};
}
