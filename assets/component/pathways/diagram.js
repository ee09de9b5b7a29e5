// The diagram of the routes: what lies under the pointer, and what is lit.
import {axesOf, toPixel, toUnits, within} from "../core/axes.js";
import {distance} from "./geometry.js";
import {lighting} from "./network.js";
import {playback} from "./playback.js";

const DIMMED = 0.16;
// Boxes stay readable: they are there to be clicked.
const DIMMED_BOX = 0.45;
const TRAIL = 0.62;
const EDGE_PX = 7;
const FRAME = {gap: 3, width: 3};
const BAND = {width: 11, opacity: 0.4};

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
    const axes = axesOf(this.plot.element);
    const point = within(this.plot.element, axes, clientX, clientY);
    const [x, y] = toUnits(axes, point);
    const node = this.nodes.find(
      (n) => this.isShown(n.trace) && x >= n.x0 && x <= n.x1 && y >= n.y0 && y <= n.y1,
    );
    return node ? node.id : this.edgeAt(axes, point, tolerance);
  }

  edgeAt(axes, point, tolerance) {
    let best = {far: Math.max(EDGE_PX, tolerance)};
    for (const {id, curve, points} of this.edges) {
      if (!this.isShown(curve)) continue;
      const pixels = points.map((p) => toPixel(axes, p));
      const far = distance(pixels, point);
      if (far < best.far) best = {far, id};
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
    const opacities = base.data.map((trace) => trace.opacity ?? 1);
    if (!view.network) return opacities;
    const state = lighting(view, playback);
    const now = this.now(state);
    const strength = (i) => {
      if (!state.lit.has(i)) return DIMMED;
      return state.mode === "journey" && !now.segments.has(i) ? TRAIL : 1;
    };
    for (const {id, curve, heads} of this.edges)
      opacities[curve] = opacities[heads] = strength(view.network.indexOf.get(id));
    const lit = view.network.nodes(state.lit);
    for (const {id, trace} of this.nodes) opacities[trace] = lit.has(id) ? 1 : DIMMED_BOX;
    return opacities;
  }

  count() {
    return this.plot.view.network ? lighting(this.plot.view, playback).lit.size : 0;
  }

  /** The segments and the nodes of the step under way. */
  now({mode}) {
    const step = mode === "journey" ? playback.current : null;
    return {
      segments: this.plot.view.network.indexes(step?.segments ?? []),
      nodes: step ? [step.from, step.to] : [],
    };
  }

  /** The bones of the diagram that stand for what is selected on the skeleton. */
  endsOf({lit, mode}) {
    const {selected, network} = this.plot.view;
    if (mode !== "selection" || selected.some((id) => network.has(id))) return [];
    return [...lit]
      .map((i) => network.segments[i])
      .flatMap(({id, to}) => [id, to])
      .filter((id) => id.endsWith("__skeleton") || !network.has(id));
  }

  /** A frame round what is selected or reached, a broad band under the step of the journey. */
  shapes(color) {
    const {view} = this.plot;
    if (!view.network) return [];
    const state = lighting(view, playback);
    const now = this.now(state);
    const journeyed = state.mode === "journey";
    const marked = new Set(journeyed ? [now.nodes.at(-1)] : [...view.selected, ...this.endsOf(state)]);
    const banded = ({id}) => (journeyed ? now.segments.has(view.network.indexOf.get(id)) : marked.has(id));
    return [
      ...this.edges.filter(banded).map((edge) => band(edge, color)),
      ...this.nodes
        .filter(({id, trace}) => marked.has(id) && this.isShown(trace))
        .map((node) => frame(node, color)),
    ];
  }
}

const frame = ({x0, y0, x1, y1}, color) => ({
  type: "rect",
  xref: "x",
  yref: "y",
  x0: x0 - FRAME.gap,
  x1: x1 + FRAME.gap,
  y0: y0 - FRAME.gap,
  y1: y1 + FRAME.gap,
  layer: "above",
  line: {color, width: FRAME.width},
});

const band = ({points}, color) => ({
  type: "path",
  xref: "x",
  yref: "y",
  path: `M${points.map((p) => p.join(",")).join("L")}`,
  layer: "below",
  line: {color, width: BAND.width},
  opacity: BAND.opacity,
});
