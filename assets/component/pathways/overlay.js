// The routes above the skeleton: organs, vessels, the path of a journey and the cell on it.
import {axesOf} from "../core/axes.js";
import {makeSvg} from "../core/dom.js";
import {inBothWeights} from "../core/labels.js";
import {inColumns, THICKER} from "../present/scaling.js";
import {along, distance, pathData} from "./geometry.js";
import {lighting} from "./network.js";
import {playback} from "./playback.js";
import {dash, Trail, TRAIL_PX, whenOf} from "./trail.js";

const MOST_LABELS = 12;
const MOST_OF_SLIDE = 8;
const TUMOUR_PX = 9;
const FAINT = 0.16;
const OTHER_BREAST = 0.35;
const LABEL_OPACITY = 0.92;

export class Overlay {
  /** What is lit: see `lighting`. */
  state = null;
  svg = null;
  panels = null;
  parts = null;
  side = "";
  theme = "";
  meta = null;
  #litKey = "";

  /** @param plot a Plot of bones whose base figure carries meta.panels = [[view, dx], ...] */
  constructor(plot) {
    this.plot = plot;
    this.element = document.createElement("div");
    this.element.className = "atlas-overlay";
    this.element.setAttribute("aria-hidden", "true");
    plot.view.stage.append(this.element);
  }

  /** @param parts by view, what the server drew of the routes */
  update(parts) {
    const {theme, meta, view} = this.plot;
    const now = {parts, side: view.data.side, theme, meta};
    if (Object.entries(now).every(([key, value]) => this[key] === value)) return;
    Object.assign(this, now);
    this.#litKey = "";
    this.svg = makeSvg("svg", {});
    this.panels = meta.panels.map(([name, dx]) => this.panel(parts[name], dx));
    this.element.replaceChildren(this.svg, ...this.panels.map(({cell}) => cell));
    this.place();
  }

  /** Lines of a slide are seen from the last row. */
  thick() {
    return this.plot.projector() ? THICKER * this.plot.grow() : 1;
  }

  panel(part, dx) {
    const root = makeSvg("g", {});
    const colours = part.colours[this.theme];
    root.append(...part.organs.map((organ) => this.organ(organ, colours)));
    const groups = part.groups.map(([kind, side, segments, width, overview, label, lines]) => {
      const path = makeSvg("path", {
        d: lines.map(pathData).join(""),
        stroke: colours[kind],
        "stroke-width": width * this.thick(),
        "stroke-dasharray": dash(part.dashes[kind], this.thick()),
      });
      root.append(path);
      return {kind, side, segments, width, overview, label, lines, path, opacity: null};
    });
    const trail = new Trail();
    const [x, y] = part.tumours[this.side];
    const tumour = makeSvg("path", {d: `M${x},${y}h0`, class: "atlas-tumour", stroke: colours.heart});
    root.append(trail.root, tumour);
    this.svg.append(root);
    const cell = Object.assign(document.createElement("div"), {className: "atlas-cell", hidden: true});
    return {part, dx, root, groups, trail, cell, colours};
  }

  organ([id, points], colours) {
    const kind = id.split("_")[0];
    const other = kind === "breast" && !id.endsWith(this.side);
    return makeSvg("path", {
      d: `${pathData(points)}Z`,
      class: `atlas-organ atlas-${kind}`,
      fill: colours[kind],
      stroke: colours[kind],
      opacity: other ? OTHER_BREAST : 1,
    });
  }

  // Where things are -----------------------------------------------------------------------------

  /** Follow the axes: after drawing, and while the reader pans or zooms. */
  place(ranges) {
    if (!this.svg) return;
    const {left, top, width, height, sx, sy, tx, ty} = axesOf(this.plot.element, ranges);
    Object.assign(this.element.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${width}px`,
      height: `${height}px`,
    });
    for (const panel of this.panels) {
      panel.matrix = [sx, sy, panel.dx * sx + tx, ty];
      panel.root.setAttribute("transform", `matrix(${sx} 0 0 ${sy} ${panel.matrix[2]} ${ty})`);
    }
    this.move();
  }

  pixel({matrix: [sx, sy, tx, ty]}, [x, y]) {
    return [x * sx + tx, y * sy + ty];
  }

  // What is lit ----------------------------------------------------------------------------------

  light() {
    if (!this.panels) return;
    this.state = lighting(this.plot.view, playback);
    if (this.#isLitAlready()) {
      this.move();
      return;
    }
    const walked = this.isWalked();
    for (const panel of this.panels) {
      for (const group of panel.groups) this.lightGroup(group, walked);
      this.drawTrail(panel, walked ? this.state.journey : null);
    }
    this.move();
  }

  /** Whether all this was drawn the last time; a journey lights its own lines and hides the others. */
  #isLitAlready() {
    const {mode, lit, shown, journey} = this.state;
    const step = playback.shown ? playback.step : 0;
    const {selected} = this.plot.view;
    const key = [mode, journey?.id, step, [...lit], [...(shown ?? [])], selected, this.thick()].join("|");
    const same = key === this.#litKey;
    this.#litKey = key;
    return same;
  }

  isWalked() {
    return this.state.mode === "journey" || this.state.mode === "offer";
  }

  lightGroup(group, walked) {
    const {lit, shown} = this.state;
    const beyond = this.beyond(group);
    const strong = !walked && !beyond && group.segments.some((i) => lit.has(i));
    group.strong = strong && (group.overview || this.asked(group));
    const faint = group.overview && !beyond && group.segments.some((i) => shown.has(i));
    const weak = faint ? FAINT : 0;
    const opacity = group.strong ? 1 : weak;
    if (opacity === group.opacity) return;
    group.opacity = opacity;
    group.path.setAttribute("opacity", opacity);
  }

  /** Whether the very segment is chosen: then its small branches are drawn too. */
  asked(group) {
    const {selected, network} = this.plot.view;
    return group.segments.some((i) => selected.includes(network.segments[i].id));
  }

  /** Whether a line belongs to the other side's breast: no cell of this tumour walks it. */
  beyond(group) {
    const {network} = this.plot.view;
    const other = group.side !== "midline" && group.side !== this.side;
    return other && group.segments.every((i) => network.paired.has(network.segments[i].from));
  }

  drawTrail(panel, journey) {
    const look = {paper: this.plot.colours.paper, thick: this.thick(), dashes: panel.part.dashes};
    panel.trail.draw(journey ? this.walk(panel, journey) : [], look);
  }

  /** The steps of a journey that lead somewhere, each with its colour and whether the cell has been there. */
  walk(panel, journey) {
    const {network} = this.plot.view;
    const now = playback.shown ? playback.step : 0;
    let kind = "vein";
    return journey.steps
      .map((step, k) => {
        if (step.segments.length) kind = network.segments[network.indexOf.get(step.segments[0])].kind;
        const points = this.pathOf(panel, journey, k);
        return {number: k + 1, kind, when: whenOf(k + 1, now), colour: panel.colours[kind], points};
      })
      .filter((step) => step.points.length > 1);
  }

  pathOf(panel, journey, k) {
    return panel.part.paths[panel.part.journeys[journey.id][k]];
  }

  // The cell -------------------------------------------------------------------------------------

  move() {
    const journey = playback.journey;
    const shown = Boolean(this.state?.mode === "journey" && journey && this.panels);
    for (const panel of this.panels ?? []) {
      panel.cell.hidden = !shown;
      if (!shown) continue;
      const points = this.pathOf(panel, journey, playback.step - 1);
      const [x, y] = this.pixel(panel, along(points, playback.progress));
      panel.cell.style.transform = `translate3d(${x}px, ${y}px, 0)`;
    }
  }

  // Labels and picture ---------------------------------------------------------------------------

  /**
   * Labels of all vessels, of which those that are lit are shown; three views side by side have no room for them.
   * On a slide only those that are lit: each is placed as near to its vessel as the others let it.
   */
  annotations() {
    if (!this.hasLabels()) return [];
    const {part} = this.panels[0];
    const {ink} = this.plot.colours;
    const notes = this.plot.projector()
      ? inColumns(part, this.labelled().wanted, ink, this.plot)
      : part.labels.map((note) => ({...note, arrowcolor: ink, opacity: LABEL_OPACITY}));
    return inBothWeights(notes);
  }

  hasLabels() {
    return this.panels?.length === 1;
  }

  /** The names of what is labelled now, at most twelve; and that of where the cell has come to, which is bold. */
  labelled() {
    const state = lighting(this.plot.view, playback);
    if (state.mode === "none" || !this.hasLabels()) return {wanted: new Set(), now: undefined};
    const now = state.mode === "journey" ? playback.current?.to : undefined;
    return {wanted: this.named(state), now};
  }

  named({lit, journey}) {
    const {network, selected} = this.plot.view;
    const nodes = journey ? journey.steps.flatMap(({from, to}) => [from, to]) : [...network.nodes(lit)];
    const labels = new Set(this.panels[0].part.labels.map(({name}) => name));
    const names = [...new Set(nodes)].filter((id) => labels.has(id));
    // Where there are too many, the veins that come in pairs go first: they lie nearest to the breast.
    names.sort(
      (a, b) =>
        Number(selected.includes(b)) - Number(selected.includes(a)) ||
        Number(network.paired.has(a)) - Number(network.paired.has(b)),
    );
    return new Set(names.slice(0, this.plot.projector() ? MOST_OF_SLIDE : MOST_LABELS));
  }

  /** The same as Plotly shapes, for a saved picture. */
  shapes() {
    return (this.panels ?? []).flatMap((panel) => [
      ...this.organShapes(panel),
      ...this.groupShapes(panel),
      ...panel.trail.steps.map(({points, colour, when}) =>
        pathShape(panel, points, {line: {color: colour, width: TRAIL_PX[when]}}),
      ),
      pathShape(panel, [panel.part.tumours[this.side], panel.part.tumours[this.side]], {
        closed: true,
        line: {color: panel.colours.heart, width: TUMOUR_PX},
      }),
    ]);
  }

  organShapes(panel) {
    return panel.part.organs.map(([id, points]) => {
      const colour = panel.colours[id.split("_")[0]];
      return pathShape(panel, points, {
        closed: true,
        fillcolor: colour,
        opacity: 0.1,
        line: {color: colour, width: 1},
      });
    });
  }

  groupShapes(panel) {
    return panel.groups.flatMap(({opacity, lines, width, kind}) => {
      const line = {color: panel.colours[kind], width, dash: panel.part.dashes[kind]};
      return opacity ? lines.map((points) => pathShape(panel, points, {opacity, line})) : [];
    });
  }

  /** The line under the pointer: {far, step} of the journey or {far, segment, label}; nothing beside them. */
  at(clientX, clientY, tolerance) {
    if (!this.panels) return null;
    const box = this.element.getBoundingClientRect();
    const point = [clientX - box.left, clientY - box.top];
    let best = null;
    for (const {panel, points, ...line} of this.lines()) {
      const pixels = points.map((p) => this.pixel(panel, p));
      const far = distance(pixels, point);
      if (far <= tolerance && (!best || far < best.far)) best = {far, ...line};
    }
    return best;
  }

  /** All that can be pointed at: the steps of the journey, and the lines that are lit. */
  *lines() {
    for (const panel of this.panels) {
      for (const {points, number} of panel.trail.steps) yield {panel, points, step: number};
      for (const group of panel.groups.filter(({strong}) => strong))
        for (const points of group.lines)
          yield {panel, points, segment: this.segmentOf(group), label: group.label};
    }
  }

  segmentOf(group) {
    const {segments} = this.plot.view.network;
    return segments[group.segments.find((i) => this.state.lit.has(i)) ?? group.segments[0]].id;
  }

  destroy() {
    this.element.remove();
  }
}

function pathShape(panel, points, {closed = false, ...look}) {
  const path = pathData(points.map(([x, y]) => [x + panel.dx, y])) + (closed ? "Z" : "");
  return {type: "path", xref: "x", yref: "y", layer: "above", path, ...look};
}
