// The diagram of the routes: what lies under the pointer, and what is lit.
import {axesOf, toPixel, toUnits, within} from "../core/axes.js";
import {distance, pathData} from "./geometry.js";
import {lighting} from "./network.js";
import {playback} from "./playback.js";

/** @typedef {import("./network.js").Light} Light */

const DIMMED = 0.16;
// Boxes stay readable: they are there to be clicked.
const DIMMED_BOX = 0.45;
const TRAIL = 0.62;
const EDGE_PX = 7;
const FRAME = {gap: 3, width: 3};
const BAND = {width: 11, opacity: 0.4};

/**
 * A box of the diagram, with the number of its trace; a line of it, with those of its curve and its heads.
 *
 * @typedef {{id: string, x0: number, y0: number, x1: number, y1: number, trace: number}} FlowNode
 * @typedef {{id: string, curve: number, heads: number, points: Atlas.Point[]}} FlowEdge
 */
/**
 * The drawn diagram.
 *
 * @typedef {object} Drawn
 * @property {Pick<Atlas.PlotElement, "_fullLayout" | "getBoundingClientRect">} element
 * @property {Pick<Atlas.BaseFigure, "data">} base
 * @property {Published.FlowMeta} meta
 * @property {import("./network.js").Lightable} view
 */

export class Flow {
  /** @param {Drawn} plot */
  constructor(plot) {
    this.plot = plot;
    const {nodes, edges} = plot.meta;
    /** @type {FlowNode[]} */
    this.nodes = nodes.map(([id, x0, y0, x1, y1, trace]) => ({id, x0, y0, x1, y1, trace}));
    /** @type {FlowEdge[]} */
    this.edges = edges.map(([id, curve, heads, xs, ys]) => ({
      id,
      curve,
      heads,
      points: xs.map((x, i) => [x, ys[i]]),
    }));
    this.hidden = new Set(plot.meta.lymph);
  }

  /**
   * Id of the node or segment at a point of the window; undefined beside all of them.
   *
   * @param {number} clientX
   * @param {number} clientY
   * @param {number} tolerance in pixels
   */
  at(clientX, clientY, tolerance) {
    const axes = axesOf(this.plot.element);
    const point = within(this.plot.element, axes, clientX, clientY);
    const [x, y] = toUnits(axes, point);
    const node = this.nodes.find(
      (n) => this.isShown(n.trace) && x >= n.x0 && x <= n.x1 && y >= n.y0 && y <= n.y1,
    );
    return node ? node.id : this.edgeAt(axes, point, tolerance);
  }

  /**
   * @param {import("../core/axes.js").Axes} axes
   * @param {Atlas.Point} point in pixels from the upper left of the axes
   * @param {number} tolerance in pixels
   */
  edgeAt(axes, point, tolerance) {
    /** @type {{far: number, id?: string}} */
    let best = {far: Math.max(EDGE_PX, tolerance)};
    for (const {id, curve, points} of this.edges) {
      if (!this.isShown(curve)) continue;
      const pixels = points.map((p) => toPixel(axes, p));
      const far = distance(pixels, point);
      if (far < best.far) best = {far, id};
    }
    return best.id;
  }

  /** @param {string} id */
  text(id) {
    return this.plot.meta.texts[id] ?? null;
  }

  /** @param {number} trace */
  isShown(trace) {
    return !this.hidden.has(trace) || Boolean(this.plot.view.data?.routes?.includes("local_lymphatic"));
  }

  /** Opacity of every trace. */
  opacities() {
    const {view, base} = this.plot;
    /** @type {number[]} */
    const opacities = base.data.map((trace) => trace.opacity ?? 1);
    const {network} = view;
    if (!network) return opacities;
    const state = lighting(view, playback);
    const now = network.indexes(stepOf(state)?.segments ?? []);
    /** @param {number | undefined} i */
    const strength = (i) => {
      if (i === undefined || !state.lit.has(i)) return DIMMED;
      return state.mode === "journey" && !now.has(i) ? TRAIL : 1;
    };
    for (const {id, curve, heads} of this.edges)
      opacities[curve] = opacities[heads] = strength(network.indexOf.get(id));
    const lit = network.nodes(state.lit);
    for (const {id, trace} of this.nodes) opacities[trace] = lit.has(id) ? 1 : DIMMED_BOX;
    return opacities;
  }

  count() {
    return this.plot.view.network ? lighting(this.plot.view, playback).lit.size : 0;
  }

  /** The ids that are marked: what is selected and what stands for it here, or where the step under way leads to. */
  #marked() {
    const {view} = this.plot;
    const state = lighting(view, playback);
    if (state.mode !== "journey") return new Set([...view.selected, ...this.endsOf(state)]);
    const step = stepOf(state);
    return new Set(step ? [step.to] : []);
  }

  /**
   * The bones of the diagram that stand for what is selected on the skeleton.
   *
   * @param {Pick<Light, "lit" | "mode">} state
   */
  endsOf({lit, mode}) {
    const {selected, network} = this.plot.view;
    if (!network || mode !== "selection" || selected.some((id) => network.has(id))) return [];
    return [...lit]
      .map((i) => network.segments[i])
      .flatMap(({id, to}) => [id, to])
      .filter((id) => id.endsWith("__skeleton") || !network.has(id));
  }

  /**
   * A frame round what is selected or reached, a broad band under the step of the journey.
   *
   * @param {string} color
   * @returns {Atlas.Shape[]}
   */
  shapes(color) {
    const {view} = this.plot;
    if (!view.network) return [];
    const marked = this.#marked();
    const state = lighting(view, playback);
    const banded = state.mode === "journey" ? new Set(stepOf(state)?.segments) : marked;
    return [
      ...this.edges.filter(({id}) => banded.has(id)).map((edge) => band(edge, color)),
      ...this.nodes
        .filter(({id, trace}) => marked.has(id) && this.isShown(trace))
        .map((node) => frame(node, color)),
    ];
  }
}

/**
 * The step under way, where a journey has the light.
 *
 * @param {Pick<Light, "mode">} state
 */
const stepOf = ({mode}) => (mode === "journey" ? playback.current : null);

/**
 * @param {FlowNode} node
 * @param {string} color
 * @returns {Atlas.Shape}
 */
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

/**
 * @param {FlowEdge} edge
 * @param {string} color
 * @returns {Atlas.Shape}
 */
const band = ({points}, color) => ({
  type: "path",
  xref: "x",
  yref: "y",
  path: pathData(points),
  layer: "below",
  line: {color, width: BAND.width},
  opacity: BAND.opacity,
});
