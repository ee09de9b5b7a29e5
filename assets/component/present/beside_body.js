// What stands beside the skeleton of a slide: labels on a narrow stage, and the key where the trunk alone is shown.
import {isLabelledNarrowStage, isOnPhone} from "./scaling.js";

/** @typedef {import("../core/plot.js").Plot} Plot */
/** @typedef {Published.PlotlyObject} Look a part of a figure, or what it looks like */

/**
 * Of a slide that shows the trunk alone what is seen of it; a narrow stage has no room beside it for the key.
 *
 * @param {Plot} plot
 * @returns {Published.SlideTrunk | null}
 */
export function slideTrunk(plot) {
  const {meta, view} = plot;
  if (!plot.projector() || view.data?.extent !== "trunk" || plot.focused() || plot.isNarrow()) return null;
  return (meta.kind === "bones" && meta.trunk) || null;
}

/**
 * The slide's own labels on a narrow stage.
 *
 * @param {Plot} plot
 * @returns {Look[]}
 */
export function narrowLabels(plot) {
  const {meta, element, view} = plot;
  const hasRoom = meta.kind === "bones" && isLabelledNarrowStage(meta, element) && !isOnPhone();
  return (hasRoom && plot.projector() && view.data?.labels !== false && view.data?.narrowLabels) || [];
}

/**
 * The layout of a slide's skeleton. Beside the trunk nothing of the body is drawn: the hands would lie under the
 * labels.
 *
 * @param {Plot} plot
 * @param {Look} layout as for the page
 * @returns {Look}
 */
export function slideLayout(plot, layout) {
  if (!plot.projector() || plot.meta.kind !== "bones") return layout;
  const trunk = slideTrunk(plot);
  const xaxis = {...layout.xaxis, constrain: trunk ? "domain" : "range"};
  return {...layout, xaxis, ...(trunk && {margin: {...layout.margin, ...free(plot, trunk)}})};
}

/**
 * The parts of the key: they stand in the corner of the figure, not of what the trunk leaves of it.
 *
 * @param {Plot} plot
 * @param {Look[] | undefined} parts
 * @param {"x" | "xanchor"} name of what moves them across the paper
 */
export function inCorner(plot, parts = [], name) {
  const trunk = slideTrunk(plot);
  if (!trunk) return parts;
  const {l, r} = free(plot, trunk);
  const across = -l / Math.max(1, plot.element.clientWidth - l - r);
  return parts.map((part) => ({...part, [name]: across}));
}

/**
 * What is free on both sides of the trunk, in px.
 *
 * @param {Plot} plot
 * @param {Published.SlideTrunk} trunk
 */
function free(plot, {margin: [left, right]}) {
  return {l: left * plot.grow(), r: right * plot.grow()};
}
