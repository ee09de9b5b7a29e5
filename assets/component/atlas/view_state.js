// What is on the screen of the Atlas page, and its text form in the address. Pure: it knows neither page nor network.
// The same rules as bone_atlas/view_state.py; what the page does not use itself is carried along.

/**
 * @typedef {object} ViewState
 * @property {string} layer
 * @property {string} view
 * @property {string[]} sites what is selected, in the order of selecting
 * @property {string} names language of the names
 * @property {string} route which routes are shown; empty for none
 * @property {Record<string, string>} carried what other pages use: side of the tumour, journey, part of the evidence
 */

/**
 * What an address may name.
 *
 * @typedef {object} Known
 * @property {Iterable<string>} layers
 * @property {Iterable<string>} views
 * @property {Iterable<string>} names
 * @property {Iterable<string>} routes
 * @property {{has(id: string): boolean}} ids
 */

/** @type {Readonly<ViewState>} */
export const START = Object.freeze({
  layer: "article",
  view: "front",
  sites: [],
  names: "en",
  route: "",
  carried: {},
});
/** In the order of the address. */
const CARRIED = ["breast", "part", "journey", "step", "second"];
const LONGEST_SHOWN = 40;
const MOST_SHOWN = 5;

/**
 * The address of a view, without what is as at the start; the layer is always in it.
 *
 * @param {ViewState} state
 */
export function toQuery(state) {
  const {carried} = state;
  const parts = [
    ["layer", state.layer],
    ["view", state.view === START.view ? "" : state.view],
    ["site", state.sites.join(",")],
    ["names", state.names === START.names ? "" : state.names],
    ["breast", carried.breast],
    ["part", carried.part],
    ["route", state.route],
    ["journey", carried.journey],
    ["step", carried.step],
    ["second", carried.second],
  ];
  return new URLSearchParams(parts.filter(([, value]) => value).map(([key, value]) => [key, String(value)]));
}

/**
 * Read a view from an address: what is not known is replaced and told of.
 *
 * @param {URLSearchParams} query
 * @param {Known} known
 * @returns {{state: ViewState, notices: string[]}} with one sentence for each value that is not known
 */
export function fromQuery(query, known) {
  /** @type {string[]} */
  const notices = [];
  /**
   * @param {"layer" | "view" | "names" | "route"} key
   * @param {Iterable<string>} values
   */
  const one = (key, values) => {
    const value = query.get(key) ?? START[key];
    if (new Set(values).has(value)) return value;
    const instead = START[key] ? `“${START[key]}” is shown instead.` : "It was left out.";
    notices.push(`The link asks for ${key} “${short(value)}”, which this atlas does not have. ${instead}`);
    return START[key];
  };
  const layer = one("layer", known.layers);
  const view = one("view", known.views);
  const names = one("names", known.names);
  const sites = knownSites(query.get("site") ?? "", known, notices);
  const route = one("route", ["", ...known.routes]);
  const carried = Object.fromEntries(
    CARRIED.map((key) => [key, query.get(key) ?? ""]).filter(([, value]) => value),
  );
  return {state: {layer, view, sites, names, route, carried}, notices};
}

/**
 * @param {string} list
 * @param {Known} known
 * @param {string[]} notices
 */
function knownSites(list, known, notices) {
  const wanted = [...new Set(list.split(",").map((id) => id.trim()))].filter(Boolean);
  const unknown = wanted.filter((id) => !known.ids.has(id));
  if (unknown.length) {
    const shown = unknown.slice(0, MOST_SHOWN).map((id) => `“${short(id)}”`);
    notices.push(`The link names a site this atlas does not have: ${shown.join(", ")}. It was left out.`);
  }
  return wanted.filter((id) => known.ids.has(id));
}

/** @param {string} value */
const short = (value) => value.slice(0, LONGEST_SHOWN);

/**
 * Whether two views are the same.
 *
 * @param {ViewState} one
 * @param {ViewState} other
 */
export const same = (one, other) => toQuery(one).toString() === toQuery(other).toString();

/**
 * Whether a step from one view to another is one that "Back" takes back: another layer or view; bones, names and
 * routes replace what is there.
 *
 * @param {ViewState} before
 * @param {ViewState} after
 */
export const isStep = (before, after) => before.layer !== after.layer || before.view !== after.view;
