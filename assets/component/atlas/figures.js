// The three figures of the Atlas page, and what each is told of a view.
import {RowView} from "../core/row_plot.js";
import {PICTURE} from "../core/toolbar.js";

/** @typedef {import("../scene/view_state.js").ViewState} ViewState */
/** @typedef {import("./files.js").Files} Files */

const TOOLS = ["zoom_in", "zoom_out", "reset", "list", "png", "svg", "full", "keys"];

/** A plot whose rows are layers: choosing one paints it, and selects nothing. */
export class ComparisonView extends RowView {
  /** @param {string | null | undefined} chosen */
  select(chosen) {
    if (chosen) this.onSelect?.({ids: [chosen]});
  }
}

/**
 * @param {ViewState} state
 * @param {Files} files
 * @returns {Atlas.ViewData}
 */
export function skeletonData(state, files) {
  const layer = files.layer(state.layer);
  const view = files.view(state.view);
  return {
    index: files.manifest.index,
    figure: view.base,
    extents: view.extents,
    extent: state.extent,
    paint: layer.paint[state.view],
    preview: layer.preview[state.view],
    selected: state.sites,
    tools: document.fullscreenEnabled ? TOOLS : TOOLS.filter((tool) => tool !== "full"),
    alt: `Skeleton, ${seenOf(state, files)}, painted by ${layer.title}`,
    ...routesShown(state, files, view.overlay),
  };
}

/**
 * What of the body is seen, and from where, in words.
 *
 * @param {ViewState} state
 * @param {Files} files
 */
export function seenOf({view, extent}, files) {
  const from = {front: "front view", back: "back view", left: "left side", all: "three views"}[view] ?? view;
  return `${files.views.has(view) ? from : ""}, ${extent === "trunk" ? "from crown to thigh" : "whole body"}`;
}

/**
 * What lies over the skeleton where the reader asked for the routes.
 *
 * @param {ViewState} state
 * @param {Files} files
 * @param {Record<string, string>} overlay
 */
function routesShown(state, files, overlay) {
  if (!state.route) return {};
  return {
    network: files.manifest.network,
    overlay,
    routes: files.routes.get(state.route)?.shown ?? [],
    side: state.breast,
    chosenRoute: state.route,
  };
}

/**
 * @param {ViewState} state
 * @param {Files} files
 * @returns {Atlas.ViewData}
 */
export function rankingData(state, files) {
  const layer = files.layer(state.layer);
  return {
    index: files.manifest.index,
    figure: layer.ranking,
    height: `${layer.rankingHeight}px`,
    selected: state.sites.filter((id) => files.isPlace(id)),
    tools: PICTURE,
    alt: `Ranking of the sites in ${layer.title}`,
  };
}

/**
 * The same site in every layer that reports it; null where none does.
 *
 * @param {string} site
 * @param {ViewState} state
 * @param {Files} files
 * @returns {Atlas.ViewData | null}
 */
export function comparisonData(site, state, files) {
  const made = files.manifest.comparisons[site];
  if (!made) return null;
  const [figure, height] = made;
  return {
    index: files.manifest.index,
    figure,
    height: `${height}px`,
    marked: [state.layer],
    tools: PICTURE,
    alt: `${files.index.names[site]} in every layer that reports it`,
  };
}
