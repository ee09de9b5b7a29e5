// The ways above the skeleton: organs, vessels, the path of a journey and the cell on it.
import {playback} from "./playback.js";
import {inColumns, THICKER} from "../present/scaling.js";
import {lighting} from "./network.js";

const SVG = "http://www.w3.org/2000/svg";
const MOST_LABELS = 12;
const MOST_OF_SLIDE = 8;
const HALO_PX = 2.6;
const TRAIL_PX = {next: 2, done: 3.2, current: 4.6};
const FAINT = 0.16;
const shape = (name, attributes) => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};
const line = (points) => `M${points.map(([x, y]) => `${x},${y}`).join("L")}`;

export class Overlay {
  /** @param plot a Plot of bones whose base figure carries meta.panels = [[view, dx], ...] */
  constructor(plot) {
    this.plot = plot;
    this.element = document.createElement("div");
    this.element.className = "atlas-overlay";
    this.element.setAttribute("aria-hidden", "true");
    plot.view.stage.append(this.element);
  }

  /** @param parts by view, what the server drew of the ways */
  update(parts) {
    const {side} = this.plot.view.data;
    if (
      this.parts === parts &&
      this.side === side &&
      this.theme === this.plot.theme &&
      this.meta === this.plot.meta
    )
      return;
    Object.assign(this, {parts, side, theme: this.plot.theme, meta: this.plot.meta});
    this.svg = shape("svg", {});
    this.panels = this.meta.panels.map(([name, dx]) => this.panel(parts[name], dx));
    this.element.replaceChildren(this.svg, ...this.panels.map(({cell}) => cell));
    this.place();
  }

  /** Lines of a slide are seen from the last row. */
  thick() {
    return this.plot.projector() ? THICKER * this.plot.grow() : 1;
  }

  panel(part, dx) {
    const root = shape("g", {});
    const colours = part.colours[this.theme];
    for (const [id, points] of part.organs) {
      const kind = id.split("_")[0];
      const other = kind === "breast" && !id.endsWith(this.side);
      root.append(
        shape("path", {
          d: `${line(points)}Z`,
          class: `atlas-organ atlas-${kind}`,
          fill: colours[kind],
          stroke: colours[kind],
          opacity: other ? 0.35 : 1,
        }),
      );
    }
    const groups = part.groups.map(([kind, side, segments, width, overview, label, lines]) => {
      const path = shape("path", {
        d: lines.map(line).join(""),
        stroke: colours[kind],
        "stroke-width": width * this.thick(),
        "stroke-dasharray": dash(part.dashes[kind], this.thick()),
      });
      root.append(path);
      return {kind, side, segments, width, overview, label, lines, path};
    });
    const trail = shape("g", {});
    root.append(trail);
    const [x, y] = part.tumours[this.side];
    const tumour = shape("path", {d: `M${x},${y}h0`, class: "atlas-tumour", stroke: colours.heart});
    root.append(tumour);
    this.svg.append(root);
    const cell = Object.assign(document.createElement("div"), {className: "atlas-cell", hidden: true});
    return {part, dx, root, groups, trail, cell, colours};
  }

  // Where things are -----------------------------------------------------------------------------

  /** Follow the axes: after drawing, and while the reader pans or zooms. */
  place(ranges) {
    if (!this.svg) return;
    const {xaxis, yaxis} = this.plot.element._fullLayout;
    const x = ranges?.x ?? xaxis.range;
    const y = ranges?.y ?? yaxis.range;
    const width = xaxis._length;
    const height = yaxis._length;
    Object.assign(this.element.style, {
      left: `${xaxis._offset}px`,
      top: `${yaxis._offset}px`,
      width: `${width}px`,
      height: `${height}px`,
    });
    const sx = width / (x[1] - x[0]);
    const sy = -height / (y[1] - y[0]);
    for (const panel of this.panels) {
      panel.matrix = [sx, sy, (panel.dx - x[0]) * sx, height + y[0] * -sy];
      panel.root.setAttribute("transform", `matrix(${sx} 0 0 ${sy} ${panel.matrix[2]} ${panel.matrix[3]})`);
    }
    this.move();
  }

  pixel({matrix: [sx, sy, tx, ty]}, [x, y]) {
    return [x * sx + tx, y * sy + ty];
  }

  // What is lit ----------------------------------------------------------------------------------

  light() {
    if (!this.panels) return;
    const {ways} = this.plot.view;
    const state = lighting(this.plot.view, playback);
    this.state = state;
    const walked = state.mode === "journey" || state.mode === "offer";
    for (const panel of this.panels) {
      for (const group of panel.groups) {
        group.strong =
          !walked &&
          group.segments.some((i) => state.lit.has(i)) &&
          (group.overview || this.asked(group)) &&
          !this.beyond(group, ways);
        const faint =
          !group.strong &&
          group.overview &&
          group.segments.some((i) => state.shown.has(i)) &&
          !this.beyond(group, ways);
        group.path.setAttribute("opacity", group.strong ? 1 : faint ? FAINT : 0);
      }
      this.drawTrail(panel, walked ? state.journey : null);
    }
    this.move();
  }

  /** Whether the very segment is chosen: then its small branches are drawn too. */
  asked(group) {
    const {view} = this.plot;
    return group.segments.some((i) => view.selected.includes(view.ways.segments[i].id));
  }

  /** Whether a line belongs to the other side's breast: no cell of this tumour walks it. */
  beyond(group, ways) {
    const other = group.side !== "midline" && group.side !== this.side;
    return other && group.segments.every((i) => ways.paired.has(ways.segments[i].from));
  }

  drawTrail(panel, journey) {
    panel.trail.replaceChildren();
    panel.steps = journey ? this.walk(panel, journey) : [];
    const paper =
      getComputedStyle(this.plot.view.root).getPropertyValue("--st-background-color").trim() || "#fff";
    for (const step of panel.steps) {
      const thick = this.thick();
      const width = TRAIL_PX[step.when] * thick;
      const opacity = step.when === "next" ? 0.75 : 1;
      const d = line(step.points);
      panel.trail.append(
        shape("path", {d, stroke: paper, "stroke-width": width + HALO_PX * thick, opacity}),
        shape("path", {
          d,
          stroke: step.colour,
          "stroke-width": width,
          opacity,
          "stroke-dasharray": step.when === "next" ? dash(panel.part.dashes[step.kind], thick) : "none",
        }),
      );
    }
  }

  /** The steps of a journey that lead somewhere, each with its colour and whether the cell has been there. */
  walk(panel, journey) {
    const {ways} = this.plot.view;
    let kind = "vein";
    return journey.steps
      .map((step, k) => {
        if (step.segments.length) kind = ways.segments[ways.place.get(step.segments[0])].kind;
        const number = k + 1;
        const now = playback.shown ? playback.step : 0;
        const when = number < now ? "done" : number === now ? "current" : "next";
        return {number, kind, when, colour: panel.colours[kind], points: this.pathOf(panel, journey, k)};
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

  // Words and picture ----------------------------------------------------------------------------

  /** Labels of the vessels that are lit, at most twelve; three views side by side have no room for them. */
  annotations() {
    if (!this.panels || this.panels.length > 1) return [];
    const state = lighting(this.plot.view, playback);
    const wanted = this.labelled(state);
    const ink = getComputedStyle(this.plot.view.root).getPropertyValue("--st-text-color").trim() || "#26231f";
    const now = state.mode === "journey" ? playback.current?.to : null;
    if (this.plot.projector()) return inColumns(this.panels[0].part, wanted, now, ink, this.plot);
    return this.panels[0].part.labels
      .filter(({name}) => wanted.has(name))
      .map((note) => ({
        ...note,
        text: note.name === now ? `<b>${note.text}</b>` : note.text,
        arrowcolor: ink,
        opacity: 0.92,
      }));
  }

  labelled({lit, journey, mode}) {
    const {ways, selected} = this.plot.view;
    if (mode === "none") return new Set();
    const knots = journey ? journey.steps.flatMap(({from, to}) => [from, to]) : [...ways.knots(lit)];
    const names = [...new Set(knots)].filter((id) =>
      this.panels[0].part.labels.some(({name}) => name === id),
    );
    // Where there are too many, the veins that come in pairs go first: they lie nearest to the breast.
    names.sort(
      (a, b) =>
        Number(selected.includes(b)) - Number(selected.includes(a)) ||
        Number(ways.paired.has(a)) - Number(ways.paired.has(b)),
    );
    return new Set(names.slice(0, this.plot.projector() ? MOST_OF_SLIDE : MOST_LABELS));
  }

  /** The same as Plotly shapes, for a saved picture. */
  shapes() {
    const made = [];
    const add = (panel, points, closed, look) =>
      made.push({
        type: "path",
        xref: "x",
        yref: "y",
        layer: "above",
        path: line(points.map(([x, y]) => [x + panel.dx, y])) + (closed ? "Z" : ""),
        ...look,
      });
    for (const panel of this.panels ?? []) {
      for (const [id, points] of panel.part.organs) {
        const colour = panel.colours[id.split("_")[0]];
        add(panel, points, true, {fillcolor: colour, opacity: 0.1, line: {color: colour, width: 1}});
      }
      for (const {path, lines, width, kind} of panel.groups) {
        const opacity = Number(path.getAttribute("opacity"));
        if (opacity)
          for (const points of lines)
            add(panel, points, false, {
              opacity,
              line: {color: panel.colours[kind], width, dash: panel.part.dashes[kind]},
            });
      }
      for (const {points, colour, when} of panel.steps ?? [])
        add(panel, points, false, {line: {color: colour, width: TRAIL_PX[when]}});
      add(panel, [panel.part.tumours[this.side], panel.part.tumours[this.side]], true, {
        line: {color: panel.colours.heart, width: 9},
      });
    }
    return made;
  }

  /** The line under the pointer: {step} of the journey or {segment}; nothing beside them. */
  at(clientX, clientY, tolerance) {
    if (!this.panels) return null;
    const box = this.element.getBoundingClientRect();
    const point = [clientX - box.left, clientY - box.top];
    let best = null;
    const look = (panel, points, found) => {
      const far = distance(
        points.map((p) => this.pixel(panel, p)),
        point,
      );
      if (far <= tolerance && (!best || far < best.far)) best = {far, ...found};
    };
    for (const panel of this.panels) {
      for (const step of panel.steps ?? []) look(panel, step.points, {step: step.number});
      for (const group of panel.groups)
        if (group.strong)
          for (const points of group.lines)
            look(panel, points, {segment: this.segmentOf(group), label: group.label});
    }
    return best;
  }

  segmentOf(group) {
    const {segments} = this.plot.view.ways;
    return segments[group.segments.find((i) => this.state.lit.has(i)) ?? group.segments[0]].id;
  }

  destroy() {
    this.element.remove();
  }
}

const dash = (words, thick = 1) =>
  words
    .split(",")
    .map((part) => (parseFloat(part) || 0) * thick)
    .join(" ")
    .replace(/^0$/, "none");

/** Point of a polyline at a share of its length. */
export function along(points, share) {
  const lengths = points.slice(1).map(([x, y], i) => Math.hypot(x - points[i][0], y - points[i][1]));
  let left = share * lengths.reduce((sum, length) => sum + length, 0);
  for (let i = 0; i < lengths.length; i += 1) {
    if (left <= lengths[i] && lengths[i] > 0) {
      const t = left / lengths[i];
      return [
        points[i][0] + (points[i + 1][0] - points[i][0]) * t,
        points[i][1] + (points[i + 1][1] - points[i][1]) * t,
      ];
    }
    left -= lengths[i];
  }
  return points.at(-1);
}

/** Distance from a point to a polyline. */
export function distance(points, [px, py]) {
  let least = Infinity;
  for (let i = 1; i < points.length; i += 1) {
    const [[ax, ay], [bx, by]] = [points[i - 1], points[i]];
    const length = (bx - ax) ** 2 + (by - ay) ** 2;
    const t = length ? Math.max(0, Math.min(1, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length)) : 0;
    least = Math.min(least, Math.hypot(ax + t * (bx - ax) - px, ay + t * (by - ay) - py));
  }
  return least;
}
