// The vessels as a graph, and which of its segments light up for what is selected, on the routes that are shown.

/**
 * A vessel, or the way from one to a bone; `i` is its number.
 *
 * @typedef {{i: number, id: string, from: string, to: string, routes: string[], kind: string, status: string}} Segment
 *
 * @typedef {"none" | "journey" | "selection" | "route" | "offer"} Mode by what the light is chosen
 *
 * @typedef {object} Light
 * @property {Mode} mode
 * @property {Set<number>} lit segments that are lit
 * @property {Set<number>} shown those of all routes that the page shows
 * @property {Published.Journey} [journey] that has the light, or is on offer
 *
 * @typedef {object} Lightable what decides on the light of a figure
 * @property {Network | null} network
 * @property {string[]} selected
 * @property {{routes?: string[], focus?: boolean, chosenRoute?: string} | null} data
 * @property {(bone: string) => string | undefined} siteOf
 */

/** @type {NonNullable<Lightable["data"]>} */
const NOTHING_ASKED = {};

export class Network {
  /** @param {Published.RoutesIndex} index */
  constructor(index) {
    /** @type {Segment[]} */
    this.segments = index.segments.map(([id, from, to, routes, kind, status], i) => ({
      i,
      id,
      from,
      to,
      routes,
      kind,
      status,
    }));
    this.lights = index.lights;
    this.paired = new Set(index.paired);
    this.names = index.names;
    this.indexOf = new Map(this.segments.map(({id, i}) => [id, i]));
  }

  /**
   * Whether an id is a vessel or a segment; bones are not.
   *
   * @param {string} id
   */
  has(id) {
    return id in this.names;
  }

  /**
   * Segments of some ids; a bone lights what its site lights.
   *
   * @param {string[]} ids
   * @param {string[]} routes
   * @param {(bone: string) => string | undefined} siteOf
   * @returns {Set<number>}
   */
  lit(ids, routes, siteOf) {
    const found = new Set();
    for (const id of ids) {
      const light = this.lights[id] ?? this.lights[siteOf(id) ?? ""] ?? {};
      for (const route of routes) for (const i of light[route] ?? []) found.add(i);
    }
    return found;
  }

  /** @param {string[]} routes */
  ofRoutes(routes) {
    return new Set(
      this.segments.filter((segment) => segment.routes.some((r) => routes.includes(r))).map(({i}) => i),
    );
  }

  /**
   * The numbers of some segments.
   *
   * @param {string[]} ids
   * @returns {Set<number>}
   */
  indexes(ids) {
    return new Set(ids.flatMap((id) => this.indexOf.get(id) ?? []));
  }

  /**
   * The same vessels, of which only some ever light up: what a question has not told yet stays dark.
   *
   * @param {string[]} ids
   * @returns {Network}
   */
  only(ids) {
    const told = this.indexes(ids);
    return Object.assign(Object.create(this), {lit: () => told, ofRoutes: () => told});
  }

  /**
   * The nodes that some segments join: vessels, and the sites at their ends; and the segments themselves.
   *
   * @param {Set<number>} lit
   * @returns {Set<string>}
   */
  nodes(lit) {
    const found = new Set();
    for (const i of lit)
      for (const id of [this.segments[i].from, this.segments[i].to, this.segments[i].id]) found.add(id);
    return found;
  }
}

/**
 * What is lit in a figure, by what the reader did last: a journey under way, else the selection, else a chosen
 * route, else the journey on offer.
 *
 * @param {Lightable} view
 * @param {Pick<import("./playback.js").Playback, "journey" | "shown">} playback
 * @returns {Light}
 */
export function lighting(view, playback) {
  const {network} = view;
  if (!network) return {mode: "none", lit: new Set(), shown: new Set()};
  const {focus, chosenRoute, routes: asked} = view.data ?? NOTHING_ASKED;
  const routes = asked ?? [];
  const shown = network.ofRoutes(routes);
  const journey = focus ? playback.journey : null;
  if (journey && playback.shown) return {mode: "journey", lit: trailOf(network, journey), journey, shown};
  if (view.selected.length) {
    const lit = network.lit(view.selected, routes, (id) => view.siteOf(id));
    return {mode: "selection", lit, shown};
  }
  if (chosenRoute || !journey) return {mode: "route", lit: shown, shown};
  return {mode: "offer", lit: trailOf(network, journey), journey, shown};
}

/**
 * The segments of all steps of a journey.
 *
 * @param {Network} network
 * @param {Published.Journey} journey
 */
const trailOf = (network, {steps}) => network.indexes(steps.flatMap(({segments}) => segments));

/**
 * What can be named of what is lit, the most important first.
 *
 * @param {Light} light
 * @param {Pick<Lightable, "network" | "selected">} view
 * @param {Set<string>} known ids that have a label
 * @returns {string[]}
 */
export function named({lit, journey}, {network, selected}, known) {
  if (!network) return [];
  const nodes = journey ? journey.steps.flatMap(({from, to}) => [from, to]) : [...network.nodes(lit)];
  // The veins that come in pairs stand last: they lie nearest to the breast.
  return [...new Set(nodes)]
    .filter((id) => known.has(id))
    .sort(
      (a, b) =>
        Number(selected.includes(b)) - Number(selected.includes(a)) ||
        Number(network.paired.has(a)) - Number(network.paired.has(b)),
    );
}
