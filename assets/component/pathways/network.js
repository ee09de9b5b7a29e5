// The vessels as a graph, and which of its segments light up for what is selected, on the routes that are shown.

export class Network {
  /**
   * @param index what the server publishes: segments: [[id, from, to, routes, kind, status], ...],
   *   lights: {id: {route: [segment, ...]}}, paired: [vessel, ...], names: {id: name}
   */
  constructor(index) {
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

  has(id) {
    return id in this.names;
  }

  /** Segments of some ids; a bone lights what its site lights. */
  lit(ids, routes, siteOf) {
    const found = new Set();
    for (const id of ids) {
      const light = this.lights[id] ?? this.lights[siteOf(id)] ?? {};
      for (const route of routes) for (const i of light[route] ?? []) found.add(i);
    }
    return found;
  }

  ofRoutes(routes) {
    return new Set(
      this.segments.filter((segment) => segment.routes.some((r) => routes.includes(r))).map(({i}) => i),
    );
  }

  indexes(ids) {
    return new Set(ids.map((id) => this.indexOf.get(id)));
  }

  /** The same vessels, of which only some ever light up: what a question has not told yet stays dark. */
  only(ids) {
    const told = this.indexes(ids);
    return Object.assign(Object.create(this), {lit: () => told, ofRoutes: () => told});
  }

  /** The nodes that some segments join: vessels, and the sites at their ends; and the segments themselves. */
  nodes(lit) {
    const found = new Set();
    for (const i of lit)
      for (const id of [this.segments[i].from, this.segments[i].to, this.segments[i].id]) found.add(id);
    return found;
  }
}

/**
 * What is lit in a figure, by what the reader did last: a journey under way, else the selection, else a chosen
 * route, else the journey on offer. Gives {mode, lit, shown, journey}.
 */
export function lighting(view, playback) {
  const {network, data} = view;
  if (!network) return {mode: "none", lit: new Set()};
  const shown = network.ofRoutes(data.routes ?? []);
  const journey = data.focus ? playback.journey : null;
  const trail = journey && network.indexes(journey.steps.flatMap((step) => step.segments));
  if (journey && playback.shown) return {mode: "journey", lit: trail, journey, shown};
  if (view.selected.length)
    return {mode: "selection", lit: network.lit(view.selected, data.routes, (id) => view.siteOf(id)), shown};
  if (data.chosenRoute || !journey) return {mode: "route", lit: shown, shown};
  return {mode: "offer", lit: trail, journey, shown};
}
