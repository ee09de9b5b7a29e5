// The diagram of the ways: what lies under the pointer, and what is lit.
import {distance} from "./overlay.js";
import {playback} from "./playback.js";
import {lighting} from "./network.js";

const DIMMED = 0.16;
// Boxes stay readable: they are there to be clicked.
const DIMMED_BOX = 0.45;
const TRAIL = 0.62;
const EDGE_PX = 7;

export class Flow {
  /** @param plot a Plot whose base figure carries meta.nodes, meta.edges and meta.texts */
  constructor(plot) {
    this.plot = plot;
    const {nodes, edges} = plot.meta;
    this.nodes = nodes.map(([id, x0, y0, x1, y1, trace]) => ({id, x0, y0, x1, y1, trace}));
    this.edges = edges.map(([id, curve, heads, xs, ys]) => ({
      id,
      curve,
      heads,
      points: xs.map((x, i) => [x, ys[i]]),
    }));
    this.hidden = new Set(plot.meta.lymph);
  }

  /** Id of the node or segment at a point of the window; undefined beside all of them. */
  at(clientX, clientY, tolerance) {
    const {xaxis, yaxis} = this.plot.element._fullLayout;
    const box = this.plot.element.getBoundingClientRect();
    const px = clientX - box.left - xaxis._offset;
    const py = clientY - box.top - yaxis._offset;
    const [x, y] = [xaxis.p2d(px), yaxis.p2d(py)];
    const node = this.nodes.find(
      (n) => this.isShown(n.trace) && x >= n.x0 && x <= n.x1 && y >= n.y0 && y <= n.y1,
    );
    if (node) return node.id;
    let best = {far: Math.max(EDGE_PX, tolerance)};
    for (const edge of this.edges) {
      if (!this.isShown(edge.curve)) continue;
      const far = distance(
        edge.points.map(([ex, ey]) => [xaxis.d2p(ex), yaxis.d2p(ey)]),
        [px, py],
      );
      if (far < best.far) best = {far, id: edge.id};
    }
    return best.id;
  }

  text(id) {
    return this.plot.meta.texts[id] ?? null;
  }

  isShown(trace) {
    return !this.hidden.has(trace) || this.plot.view.data.routes.includes("local_lymphatic");
  }

  /** Opacity of every trace. */
  opacities() {
    const {view, base} = this.plot;
    const made = base.data.map((trace) => trace.opacity ?? 1);
    const state = lighting(view, playback);
    if (!view.ways) return made;
    const now = this.now(state);
    const {place} = view.ways;
    const strength = (i) =>
      !state.lit.has(i) ? DIMMED : state.mode === "journey" && !now.segments.has(i) ? TRAIL : 1;
    for (const {id, curve, heads} of this.edges) made[curve] = made[heads] = strength(place.get(id));
    const knots = view.ways.knots(state.lit);
    for (const {id, trace} of this.nodes) made[trace] = knots.has(id) ? 1 : DIMMED_BOX;
    return made;
  }

  count() {
    return this.plot.view.ways ? lighting(this.plot.view, playback).lit.size : 0;
  }

  /** The segments and the knots of the step under way. */
  now({mode}) {
    const step = mode === "journey" ? playback.current : null;
    const {place} = this.plot.view.ways;
    return {
      segments: new Set((step?.segments ?? []).map((id) => place.get(id))),
      knots: step ? [step.from, step.to] : [],
    };
  }

  /** The bones of the diagram that stand for what is selected on the skeleton. */
  endsOf({lit, mode}) {
    const {selected, ways} = this.plot.view;
    if (mode !== "selection" || selected.some((id) => ways.has(id))) return [];
    return [...lit]
      .map((i) => ways.segments[i])
      .flatMap(({id, to}) => [id, to])
      .filter((id) => id.endsWith("__skeleton") || !ways.has(id));
  }

  /** A frame round what is selected or reached, a broad band under the step of the journey. */
  shapes(accent) {
    const {view} = this.plot;
    if (!view.ways) return [];
    const state = lighting(view, playback);
    const now = this.now(state);
    const journeyed = state.mode === "journey";
    const marked = new Set(journeyed ? [now.knots.at(-1)] : [...view.selected, ...this.endsOf(state)]);
    const frames = this.nodes
      .filter(({id, trace}) => marked.has(id) && this.isShown(trace))
      .map(({x0, y0, x1, y1}) => ({
        type: "rect",
        xref: "x",
        yref: "y",
        x0: x0 - 3,
        x1: x1 + 3,
        y0: y0 - 3,
        y1: y1 + 3,
        layer: "above",
        line: {color: accent, width: 3},
      }));
    const bands = this.edges
      .filter(({id}) => (journeyed ? now.segments.has(view.ways.place.get(id)) : marked.has(id)))
      .map(({points}) => ({
        type: "path",
        xref: "x",
        yref: "y",
        path: `M${points.map((p) => p.join(",")).join("L")}`,
        layer: "below",
        line: {color: accent, width: 11},
        opacity: 0.4,
      }));
    return [...bands, ...frames];
  }
}
