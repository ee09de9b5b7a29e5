// What is on the screen of a scene, and its text form in the address. Pure: it knows neither page nor network.
// The same rules as bone_atlas/view_state.py; what a scene does not use itself is carried along.

/**
 * @typedef {object} ViewState
 * @property {string} layer
 * @property {string} view
 * @property {"whole" | "trunk"} extent how much of the body is seen
 * @property {string[]} sites what is selected, in the order of selecting
 * @property {string} names language of the names
 * @property {string} route which routes are shown; empty for what a page shows by itself
 * @property {string} breast side of the tumour
 * @property {string} journey that is followed; empty for the one that is offered
 * @property {number} step of the journey, from 1; 0 before it starts
 * @property {Record<string, string>} carried what only other pages use: part of the evidence, second layer
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
 * @property {ReadonlyMap<string, number>} [journeys] their steps by id; a scene without journeys carries any
 * @property {Iterable<string>} [parts] of the evidence; a scene without them carries any, and any second layer
 * @property {string} [measured] the layer that a comparison begins with where none is named
 */

/** @type {Readonly<ViewState>} */
export const START = Object.freeze({
  layer: "article",
  view: "front",
  extent: "whole",
  sites: [],
  names: "en",
  route: "",
  breast: "left",
  journey: "",
  step: 0,
  carried: {},
});
/** How much of the body can be seen. @type {ViewState["extent"][]} */
const EXTENTS = ["whole", "trunk"];
const SIDES = ["left", "right"];
const CARRIED = ["part", "second"];
const FIRST_PART = "claims";
/** Digits of a step. */
const STEP = /^\d{1,3}$/;
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
    ["extent", state.extent === START.extent ? "" : state.extent],
    ["site", state.sites.join(",")],
    ["names", state.names === START.names ? "" : state.names],
    ["breast", state.breast === START.breast ? "" : state.breast],
    ["part", carried.part],
    ["route", state.route],
    ["journey", state.journey],
    ["step", state.step ? String(state.step) : ""],
    ["second", carried.second],
  ];
  return new URLSearchParams(parts.filter(([, value]) => value));
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
   * @template {string} Value
   * @param {"layer" | "view" | "extent" | "names" | "route" | "breast"} key
   * @param {Iterable<Value>} values
   * @returns {Value}
   */
  const one = (key, values) => {
    const value = query.get(key) ?? START[key];
    const known = [...values].find((other) => other === value);
    if (known !== undefined) return known;
    const instead = START[key] ? `“${START[key]}” is shown instead.` : "It was left out.";
    notices.push(unknown(key, value, instead));
    return /** @type {Value} */ (START[key]);
  };
  const layers = [...known.layers];
  const isOffer = known.measured && query.get("part") === "compare" && !query.has("layer");
  const layer = isOffer ? String(known.measured) : one("layer", layers);
  const view = one("view", known.views);
  const extent = one("extent", EXTENTS);
  const names = one("names", known.names);
  const sites = knownSites(query.get("site") ?? "", known, notices);
  const route = one("route", ["", ...known.routes]);
  const breast = one("breast", SIDES);
  const {journey, step} = knownJourney(query, known, notices);
  const asked = Object.fromEntries(
    CARRIED.map((key) => [key, query.get(key) ?? ""]).filter(([, value]) => value),
  );
  const carried = known.parts ? knownPart(asked, [...known.parts], layers, notices) : asked;
  return {state: {layer, view, extent, sites, names, route, breast, journey, step, carried}, notices};
}

/**
 * @param {string} list
 * @param {Known} known
 * @param {string[]} notices
 */
function knownSites(list, known, notices) {
  const wanted = [...new Set(list.split(",").map((id) => id.trim()))].filter(Boolean);
  const missing = wanted.filter((id) => !known.ids.has(id));
  if (missing.length) {
    const shown = missing.slice(0, MOST_SHOWN).map((id) => `“${short(id)}”`);
    notices.push(`The link names a site this atlas does not have: ${shown.join(", ")}. It was left out.`);
  }
  return wanted.filter((id) => known.ids.has(id));
}

/**
 * Journey and step; a step that the journey does not have is its start.
 *
 * @param {URLSearchParams} query
 * @param {Known} known
 * @param {string[]} notices
 */
function knownJourney(query, {journeys}, notices) {
  const journey = query.get("journey") ?? "";
  const wanted = query.get("step") ?? "0";
  const step = STEP.test(wanted) ? Number(wanted) : NaN;
  if (!journeys) return {journey, step: step || 0};
  const steps = journeys.get(journey);
  if (steps === undefined) {
    if (journey) notices.push(unknown("journey", journey, "It was left out."));
    return {journey: "", step: 0};
  }
  if (step <= steps) return {journey, step};
  notices.push(
    `The link asks for step “${short(wanted)}” of a journey of ${steps} steps. It starts from the beginning.`,
  );
  return {journey, step: 0};
}

/**
 * Part of the evidence and second layer; what is at its start is left out.
 *
 * @param {Record<string, string>} asked
 * @param {string[]} parts
 * @param {string[]} layers
 * @param {string[]} notices
 */
function knownPart({part = FIRST_PART, second = ""}, parts, layers, notices) {
  /** @type {Record<string, string>} */
  const found = {};
  if (!parts.includes(part)) notices.push(unknown("part", part, `“${FIRST_PART}” is shown instead.`));
  else if (part !== FIRST_PART) found.part = part;
  if (layers.includes(second)) found.second = second;
  else if (second) notices.push(unknown("second", second, "It was left out."));
  return found;
}

/**
 * @param {string} key
 * @param {string} value
 * @param {string} instead
 */
const unknown = (key, value, instead) =>
  `The link asks for ${key} “${short(value)}”, which this atlas does not have. ${instead}`;

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
 * Whether a step from one view to another is one that "Back" takes back: another layer, view, part of the body or of
 * the evidence; bones, names and routes replace what is there.
 *
 * @param {ViewState} before
 * @param {ViewState} after
 */
export const isStep = (before, after) =>
  before.layer !== after.layer ||
  before.view !== after.view ||
  before.extent !== after.extent ||
  CARRIED.some((key) => before.carried[key] !== after.carried[key]);
