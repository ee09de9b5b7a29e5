// The figures of the Pathways page, and what each is told of a view.
import {PICTURE} from "../core/toolbar.js";

/** @typedef {import("../scene/view_state.js").ViewState} ViewState */
/** @typedef {import("./files.js").PathwaysFiles} Files */

const TOOLS = ["zoom_in", "zoom_out", "reset", "list", "png", "svg"];

/**
 * What body and diagram show of the routes.
 *
 * @param {ViewState} state
 * @param {Files} files
 */
const routesShown = (state, files) => ({
  network: files.manifest.network,
  routes: files.shown(state.route),
  side: files.sideOf(state),
  focus: true,
  chosenRoute: state.route,
});

/**
 * @param {ViewState} state
 * @param {Files} files
 * @returns {Atlas.ViewData}
 */
export function bodyData(state, files) {
  const {label, base, overlay} = files.view(state.view);
  return {
    index: files.manifest.index,
    figure: base,
    paint: files.manifest.bare[state.view],
    selected: state.sites,
    tools: TOOLS,
    alt: `Skeleton, ${label.toLowerCase()}, with the routes from the breast to bone`,
    ...routesShown(state, files),
    overlay,
  };
}

/**
 * @param {ViewState} state
 * @param {Files} files
 * @returns {Atlas.ViewData}
 */
export function diagramData(state, files) {
  const {index, lying, upright} = files.manifest;
  return {
    index,
    figure: lying.figure,
    height: "auto",
    selected: state.sites,
    tools: ["list", "png", "svg"],
    alt: "Diagram of the routes from the breast through veins, lungs, arteries, vertebral veins to bones",
    ...routesShown(state, files),
    lying,
    upright,
  };
}

/**
 * @param {Files} files
 * @returns {Atlas.ViewData}
 */
export function reachData({manifest: {index, reach}}) {
  return {index, figure: reach.figure, height: `${reach.height}px`, tools: PICTURE, alt: reach.alt};
}
