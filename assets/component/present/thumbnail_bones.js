// The skeleton of a small picture: bones, what is selected, the routes above them. Nothing here knows what a slide is.
import {lighting} from "../pathways/network.js";

/** @typedef {Published.PlotlyObject} Look */
/** @typedef {{x: number, y: number, width: number, height: number}} Box in pixels */
/** @typedef {(x: number, y: number) => Atlas.Point} At where a point of the body (mm) is in the picture */
/** @typedef {{at: At, scale: number}} Frame */

const LINE_PX = 0.8;
/** A line round what is selected, and what keeps it off the bones. */
const OUTLINE_PX = [7, 3];
const FAINT = 0.16;
const ORGAN_OPACITY = 0.16;
/** So much thicker than in the figure are lines in a picture this small. */
const VESSEL_PX = 1.3;
const TRAIL_PX = 4.5;
const CELL_PX = 6;
const AHEAD = 0.35;

/**
 * What is seen of a skeleton, as large as the box allows.
 *
 * @param {Box} box
 * @param {Look} drawn
 * @param {{part: Published.SlideOverlay | null, extent?: string, focus?: boolean}} seen
 * @returns {Frame}
 */
export function frameOf(box, drawn, seen) {
  const {
    x: [left, right],
    y: [low, high],
  } = rangesOf(drawn, seen);
  const scale = Math.min(box.width / (right - left), box.height / (high - low));
  const [middleX, middleY] = [box.x + box.width / 2, box.y + box.height / 2];
  return {
    scale,
    at: (x, y) => [middleX + (x - (left + right) / 2) * scale, middleY - (y - (low + high) / 2) * scale],
  };
}

/**
 * @param {Look} drawn
 * @param {{part: Published.SlideOverlay | null, extent?: string, focus?: boolean}} seen
 * @returns {{x: number[], y: number[]}}
 */
function rangesOf({layout}, {part, extent, focus}) {
  const {trunk, ranges} = layout.meta;
  if (extent === "trunk" && trunk) return trunk.ranges;
  // Beside the body a figure has room for its labels, which a small picture leaves out.
  const [{x, sizex}] = layout.images;
  if (focus && part) return {x: [x, x + sizex], y: part.thighs.wide.y};
  return {x: [x, x + sizex], y: ranges.wide.y};
}

/**
 * Lines through points; a point that is missing ends one.
 *
 * @param {At} at
 * @param {(number | null)[]} x
 * @param {(number | null)[]} y
 */
export function pathOf(at, x, y) {
  const path = new Path2D();
  let isOpen = false;
  x.forEach((value, i) => {
    const other = y[i];
    if (value === null || other === null) isOpen = false;
    else {
      if (isOpen) path.lineTo(...at(value, other));
      else path.moveTo(...at(value, other));
      isOpen = true;
    }
  });
  return path;
}

/**
 * The bones in their paint, and the light on them.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {Frame} frame
 * @param {{drawn: Look, paint: Published.Paint}} of
 */
export async function drawBones(pen, {at, scale}, {drawn, paint}) {
  drawn.data.forEach((/** @type {Look} */ trace, /** @type {number} */ i) => {
    const look = lookOf(trace, paint.traces, i);
    if (!look.isShown) return;
    const path = pathOf(at, trace.x, trace.y);
    if (look.fill) {
      pen.fillStyle = look.fill;
      pen.fill(path, "evenodd");
    }
    pen.strokeStyle = look.line;
    pen.lineWidth = LINE_PX;
    pen.stroke(path);
  });
  for (const {x, y, sizex, sizey, source} of drawn.layout.images) {
    const light = await loaded(source);
    if (light) pen.drawImage(light, ...at(x, y), sizex * scale, sizey * scale);
  }
}

/**
 * What a trace of the skeleton looks like in a paint.
 *
 * @param {Look} trace
 * @param {Look} painted values by trace
 * @param {number} i its number
 */
function lookOf(trace, painted, i) {
  const of = (/** @type {string} */ name) => painted[name]?.[i];
  return {
    isShown: trace.mode === "lines" && (of("visible") ?? trace.visible ?? true) === true,
    fill: trace.fill ? (of("fillcolor") ?? trace.fillcolor) : "",
    line: of("line.color") ?? trace.line?.color ?? "",
  };
}

/**
 * An image once it is there; nothing where it does not come.
 *
 * @param {string} source
 */
export async function loaded(source) {
  const image = new Image();
  image.src = source;
  try {
    await image.decode();
    return image;
  } catch {
    return null;
  }
}

/**
 * The lines round what is selected, from behind: over bones so small they would hide the colours.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {Frame} frame
 * @param {{drawn: Look, bones: Set<string>, colours: string[]}} of colours of the line, and within it
 */
export function outlineBones(pen, {at}, {drawn, bones, colours}) {
  pen.lineJoin = "round";
  const paths = drawn.layout.meta.bones
    .filter((/** @type {[string]} */ [bone]) => bones.has(bone))
    .map((/** @type {[string, number, number, number]} */ [, trace, from, to]) => {
      const {x, y} = drawn.data[trace];
      return pathOf(at, x.slice(from, to + 1), y.slice(from, to + 1));
    });
  colours.forEach((colour, i) => {
    Object.assign(pen, {strokeStyle: colour, lineWidth: OUTLINE_PX[i]});
    for (const path of paths) pen.stroke(path);
  });
}

/**
 * @typedef {object} Routes
 * @property {Published.SlideOverlay} part
 * @property {import("../pathways/network.js").Network} network
 * @property {Atlas.ViewData} data
 * @property {Published.JourneysScript | null} script
 * @property {Published.Playing | null} playing
 * @property {Record<string, string>} sites by bone
 * @property {Atlas.Theme} theme
 */

/**
 * Organs, the vessels that are lit, the journey as far as the slide has come, the cell.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {Frame} frame
 * @param {Routes} of
 */
export function drawRoutes(pen, {at}, {part, network, data, script, playing, sites, theme}) {
  const colours = part.colours[theme];
  const {journey: id, step = 0} = playing ?? {};
  const journey = script?.journeys.find((one) => one.id === id) ?? null;
  const siteOf = (/** @type {string} */ bone) => sites[bone];
  const view = {network, selected: data.selected ?? [], data, siteOf};
  const light = lighting(view, {journey, shown: step > 0});
  pen.globalAlpha = ORGAN_OPACITY;
  for (const [organ, points] of part.organs) {
    pen.fillStyle = colours[organ.split("_")[0]];
    pen.fill(lineOf(at, points));
  }
  drawVessels(pen, at, {part, light, colours});
  pen.globalAlpha = 1;
  const walk = walked(light);
  if (walk) drawJourney(pen, at, {part, network, journey: walk, step, colours});
}

/** @typedef {import("../pathways/network.js").Light} Light */

/**
 * The journey whose lines stand in the place of the vessels, if any.
 *
 * @param {Light} light
 */
const walked = ({mode, journey}) => ((mode === "journey" || mode === "offer") && journey) || null;

/**
 * @param {At} at
 * @param {Atlas.Point[]} points
 */
const lineOf = (at, points) =>
  pathOf(
    at,
    points.map(([x]) => x),
    points.map(([, y]) => y),
  );

/**
 * The large vessels: those that are lit, and faintly the others of the routes that are shown.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {At} at
 * @param {{part: Published.SlideOverlay, light: Light, colours: Record<string, string>}} of
 */
function drawVessels(pen, at, {part, light, colours}) {
  const isLit = (/** @type {number} */ i) => !walked(light) && light.lit.has(i);
  const isShown = (/** @type {number} */ i) => light.shown.has(i);
  for (const [kind, , segments, width, overview, , lines] of part.groups) {
    const opacity = segments.some(isLit) ? 1 : FAINT;
    if (!overview || !(opacity === 1 || segments.some(isShown))) continue;
    Object.assign(pen, {strokeStyle: colours[kind], lineWidth: width * VESSEL_PX, globalAlpha: opacity});
    for (const points of lines) pen.stroke(lineOf(at, points));
  }
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {At} at
 * @param {object} of
 * @param {Published.SlideOverlay} of.part
 * @param {import("../pathways/network.js").Network} of.network
 * @param {Published.Journey} of.journey
 * @param {number} of.step where the cell has come to
 * @param {Record<string, string>} of.colours
 */
function drawJourney(pen, at, {part, network, journey, step, colours}) {
  let kind = "vein";
  journey.steps.forEach((one, k) => {
    const first = network.indexOf.get(one.segments[0]);
    if (first !== undefined) kind = network.segments[first].kind;
    const points = part.paths[part.journeys[journey.id][k]];
    const path = lineOf(at, points);
    Object.assign(pen, {strokeStyle: colours[kind], lineWidth: TRAIL_PX, lineCap: "round"});
    pen.globalAlpha = k < step ? 1 : AHEAD;
    pen.stroke(path);
    pen.globalAlpha = 1;
    if (k + 1 !== step) return;
    const end = points[points.length - 1];
    pen.fillStyle = colours.heart;
    pen.beginPath();
    pen.arc(...at(end[0], end[1]), CELL_PX, 0, 2 * Math.PI);
    pen.fill();
  });
}
