// The routes above the skeleton: organs, vessels, the path of a journey and the cell on it.
import {axesOf} from "../core/axes.js";
import {make, makeSvg} from "../core/dom.js";
import {halosOf, inBothWeights, ledNotes} from "../core/labels.js";
import {inColumns, THICKER} from "../present/scaling.js";
import {along, distance, pathData} from "./geometry.js";
import {lighting, named} from "./network.js";
import {ledElsewhere, Leaders} from "./overlay_leaders.js";
import {shapesOf} from "./overlay_shapes.js";
import {playback} from "./playback.js";
import {dash, Trail, whenOf} from "./trail.js";

const MOST_LABELS = 12;
const MOST_OF_SLIDE = 8;
const FAINT = 0.16;
const OTHER_BREAST = 0.35;
const LABEL_OPACITY = 0.92;

/** @typedef {import("./network.js").Light} Light */
/** @typedef {Published.Overlay | Published.SlideOverlay} Part what the server drew of the routes in one view */
/**
 * Lines that light up together.
 *
 * @typedef {object} Group
 * @property {string} kind of the vessel
 * @property {string} side
 * @property {number[]} segments that lead along it
 * @property {number} width
 * @property {boolean} overview whether it is drawn also where nobody asks for it
 * @property {string} label
 * @property {Atlas.Point[][]} lines
 * @property {SVGPathElement} path
 * @property {number | null} opacity as it is drawn; null before
 * @property {boolean} strong whether it is lit
 */
/**
 * One of the views that stand side by side.
 *
 * @typedef {object} Panel
 * @property {Part} part
 * @property {number} dx how far to the right it stands, in mm
 * @property {SVGGElement} root
 * @property {Group[]} groups
 * @property {Trail} trail
 * @property {HTMLElement} cell
 * @property {Record<string, string>} colours by kind
 * @property {[sx: number, sy: number, tx: number, ty: number]} matrix from mm to pixels: factors, then shifts
 */
/** @typedef {{far: number} & import("../core/picking.js").Line} LineFound a line, and how far it is in pixels */

/**
 * @param {Part} part
 * @returns {part is Published.SlideOverlay}
 */
const isOfSlide = (part) => "columns" in part;

export class Overlay {
  /** What is lit. @type {Light | null} */
  state = null;
  /** @type {SVGSVGElement | null} */
  svg = null;
  /** @type {Panel[]} */
  panels = [];
  side = "";
  leaders = new Leaders();
  /** Labels whose vessel is another than they point at. @type {import("./overlay_leaders.js").Led} */
  led = new Map();
  /** What was drawn last. @type {unknown[]} */
  #drawnOf = [];
  #litKey = "";

  /** @param {import("../core/plot.js").Plot} plot of bones */
  constructor(plot) {
    this.plot = plot;
    this.element = document.createElement("div");
    this.element.className = "atlas-overlay";
    this.element.setAttribute("aria-hidden", "true");
    plot.view.stage.append(this.element);
  }

  /** @param {Record<string, Part>} parts by view */
  update(parts) {
    const {theme, meta, view} = this.plot;
    if (meta.kind !== "bones") return;
    const side = view.data?.side ?? "";
    const wanted = [parts, side, theme, meta];
    if (wanted.every((value, i) => value === this.#drawnOf[i])) return;
    this.#drawnOf = wanted;
    this.side = side;
    this.#litKey = "";
    this.panels = meta.panels.map(([name, dx]) => this.panel(parts[name], dx));
    this.svg = makeSvg("svg");
    this.svg.append(...this.panels.map(({root}) => root));
    this.leaders = new Leaders();
    this.panels[0].root.append(this.leaders.root);
    this.element.replaceChildren(this.svg, ...this.panels.map(({cell}) => cell));
    this.place();
  }

  /** Lines of a slide are seen from the last row. */
  thick() {
    return this.plot.projector() ? THICKER * this.plot.grow() : 1;
  }

  /**
   * @param {Part} part
   * @param {number} dx
   * @returns {Panel}
   */
  panel(part, dx) {
    const root = makeSvg("g");
    const colours = part.colours[this.plot.theme];
    const groups = part.groups.map((group) => this.group(group, part, colours));
    const trail = new Trail();
    const [x, y] = part.tumours[this.side];
    const tumour = makeSvg("path", {d: `M${x},${y}h0`, class: "atlas-tumour", stroke: colours.heart});
    root.append(...part.organs.map((organ) => this.organ(organ, colours)));
    root.append(...groups.map(({path}) => path), trail.root, tumour);
    const cell = make("div", {className: "atlas-cell", hidden: true});
    return {part, dx, root, groups, trail, cell, colours, matrix: [1, 1, 0, 0]};
  }

  /**
   * @param {Part["groups"][number]} group
   * @param {Part} part
   * @param {Record<string, string>} colours
   * @returns {Group}
   */
  group([kind, side, segments, width, overview, label, lines], {dashes}, colours) {
    const path = makeSvg("path", {
      d: lines.map(pathData).join(""),
      stroke: colours[kind],
      "stroke-width": width * this.thick(),
      "stroke-dasharray": dash(dashes[kind], this.thick()),
    });
    const isOverview = Boolean(overview);
    return {
      kind,
      side,
      segments,
      width,
      overview: isOverview,
      label,
      lines,
      path,
      opacity: null,
      strong: false,
    };
  }

  /**
   * @param {Part["organs"][number]} organ
   * @param {Record<string, string>} colours
   */
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

  /**
   * Follow the axes: after drawing, and while the reader pans or zooms.
   *
   * @param {Partial<Published.Ranges>} [ranges] of a drag under way
   */
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

  /**
   * A point of the body in pixels.
   *
   * @param {Panel} panel
   * @param {Atlas.Point} point
   * @returns {Atlas.Point}
   */
  pixel({matrix: [sx, sy, tx, ty]}, [x, y]) {
    return [x * sx + tx, y * sy + ty];
  }

  // What is lit ----------------------------------------------------------------------------------

  light() {
    if (!this.svg) return;
    const state = lighting(this.plot.view, playback);
    this.state = state;
    if (!this.#isLitAlready(state)) {
      const walked = state.mode === "journey" || state.mode === "offer";
      for (const panel of this.panels) {
        for (const group of panel.groups) this.lightGroup(group, state, walked);
        panel.root.classList.toggle("atlas-through-organs", this.isThroughOrgans(state));
        this.drawTrail(panel, walked ? state.journey : undefined);
      }
    }
    this.lead();
    this.move();
  }

  /** Let the labels of a journey point at the vessels that it walks. */
  lead() {
    const part = this.#labelledPart();
    if (!part || isOfSlide(part)) return;
    this.led = this.#ledIn(part, this.state?.journey);
    const {wanted} = this.labelled();
    const seen = this.plot.notes.filter(({name}) => wanted.has(name));
    this.leaders.draw(seen, this.led, this.plot.colours);
  }

  /**
   * @param {Part} part
   * @param {Published.Journey} [journey]
   */
  #ledIn(part, journey) {
    const steps = journey?.steps ?? [];
    const ends = steps.map(({to}, k) => ({
      to,
      end: journey && this.pathOf(this.panels[0], journey, k).at(-1),
    }));
    return ledElsewhere(part.labels, ends);
  }

  /**
   * Whether all this was drawn the last time; a journey lights its own lines and hides the others.
   *
   * @param {Light} state
   */
  #isLitAlready({mode, lit, shown, journey}) {
    const step = playback.shown ? playback.step : 0;
    const {selected} = this.plot.view;
    const key = [mode, journey?.id, step, [...lit], [...shown], selected, this.thick()].join("|");
    const same = key === this.#litKey;
    this.#litKey = key;
    return same;
  }

  /**
   * Whether what is lit leads through the heart and the lungs: it has arteries.
   *
   * @param {Light} state
   */
  isThroughOrgans({lit}) {
    const {network} = this.plot.view;
    return Boolean(network && [...lit].some((i) => network.segments[i].kind === "artery"));
  }

  /**
   * @param {Group} group
   * @param {Light} state
   * @param {boolean} walked whether the lines of a journey stand in the place of the vessels
   */
  lightGroup(group, {lit, shown}, walked) {
    const beyond = this.beyond(group);
    const isLit = !walked && !beyond && group.segments.some((i) => lit.has(i));
    group.strong = isLit && (group.overview || this.asked(group));
    const faint = group.overview && !beyond && group.segments.some((i) => shown.has(i));
    const weak = faint ? FAINT : 0;
    const opacity = group.strong ? 1 : weak;
    if (opacity === group.opacity) return;
    group.opacity = opacity;
    group.path.setAttribute("opacity", String(opacity));
  }

  /**
   * Whether the very segment is chosen: then its small branches are drawn too.
   *
   * @param {Group} group
   */
  asked(group) {
    const {selected, network} = this.plot.view;
    return Boolean(network && group.segments.some((i) => selected.includes(network.segments[i].id)));
  }

  /**
   * Whether a line belongs to the other side's breast: no cell of this tumour walks it.
   *
   * @param {Group} group
   */
  beyond(group) {
    const {network} = this.plot.view;
    if (!network || group.side === "midline" || group.side === this.side) return false;
    return group.segments.every((i) => network.paired.has(network.segments[i].from));
  }

  /**
   * @param {Panel} panel
   * @param {Published.Journey} [journey]
   */
  drawTrail(panel, journey) {
    const look = {paper: this.plot.colours.paper, thick: this.thick(), dashes: panel.part.dashes};
    panel.trail.draw(journey ? this.walk(panel, journey) : [], look);
  }

  /**
   * The steps of a journey that lead somewhere, each with its colour and whether the cell has been there.
   *
   * @param {Panel} panel
   * @param {Published.Journey} journey
   * @returns {import("./trail.js").TrailStep[]}
   */
  walk(panel, journey) {
    const {network} = this.plot.view;
    const now = playback.shown ? playback.step : 0;
    let kind = "vein";
    return journey.steps
      .map((step, k) => {
        const first = network?.indexOf.get(step.segments[0]);
        if (network && first !== undefined) kind = network.segments[first].kind;
        const points = this.pathOf(panel, journey, k);
        return {number: k + 1, kind, when: whenOf(k + 1, now), colour: panel.colours[kind], points};
      })
      .filter((step) => step.points.length > 1);
  }

  /**
   * @param {Panel} panel
   * @param {Published.Journey} journey
   * @param {number} k number of the step, from 0
   */
  pathOf(panel, journey, k) {
    return panel.part.paths[panel.part.journeys[journey.id][k]];
  }

  // The cell -------------------------------------------------------------------------------------

  move() {
    const journey = this.state?.mode === "journey" ? playback.journey : null;
    for (const panel of this.panels) {
      panel.cell.hidden = !journey;
      if (!journey) continue;
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
    const part = this.#labelledPart();
    if (!part) return [];
    const {ink, paper} = this.plot.colours;
    const notes = isOfSlide(part)
      ? inColumns({...part, labels: this.#ofSlide(part)}, this.labelled().wanted, ink, this.plot)
      : part.labels.map((note) => ({...note, arrowcolor: ink, opacity: LABEL_OPACITY}));
    return [...halosOf(notes, paper), ...inBothWeights(notes)];
  }

  /**
   * The labels of a slide: what it shows is drawn anew for it anyway, so they point at what its journey walks.
   *
   * @param {Part} part
   */
  #ofSlide(part) {
    return ledNotes(part.labels, this.#ledIn(part, lighting(this.plot.view, playback).journey));
  }

  /** The one view that has room for labels. */
  #labelledPart() {
    return this.panels.length === 1 ? this.panels[0].part : null;
  }

  /** The names of what is labelled now, at most twelve; and that of where the cell has come to, which is bold. */
  labelled() {
    const part = this.#labelledPart();
    if (!part) return {wanted: new Set(), now: undefined};
    const state = lighting(this.plot.view, playback);
    const known = new Set(part.labels.map(({name}) => name));
    const most = this.plot.projector() ? MOST_OF_SLIDE : MOST_LABELS;
    const wanted = new Set(named(state, this.plot.view, known).slice(0, most));
    return {wanted, now: state.mode === "journey" ? playback.current?.to : undefined};
  }

  /** The same as Plotly shapes, for a saved picture. */
  shapes() {
    return this.panels.flatMap((panel) => shapesOf(panel, this.side));
  }

  /**
   * The line under the pointer; nothing beside them.
   *
   * @param {number} clientX
   * @param {number} clientY
   * @param {number} tolerance in pixels
   */
  at(clientX, clientY, tolerance) {
    const box = this.element.getBoundingClientRect();
    /** @type {Atlas.Point} */
    const point = [clientX - box.left, clientY - box.top];
    /** @type {LineFound | null} */
    let best = null;
    for (const {panel, points, line} of this.lines()) {
      const pixels = points.map((p) => this.pixel(panel, p));
      const far = distance(pixels, point);
      if (far <= tolerance && far < (best?.far ?? Infinity)) best = {far, ...line};
    }
    return best;
  }

  /**
   * All that can be pointed at: the steps of the journey, and the lines that are lit.
   *
   * @returns {Generator<{panel: Panel, points: Atlas.Point[], line: import("../core/picking.js").Line}>}
   */
  *lines() {
    for (const panel of this.panels) {
      for (const {points, number} of panel.trail.steps) yield {panel, points, line: {step: number}};
      for (const group of panel.groups.filter(({strong}) => strong)) {
        // A group stands for the first of its segments that is lit.
        const first = group.segments.find((i) => this.state?.lit.has(i)) ?? group.segments[0];
        const line = {segment: this.plot.view.network?.segments[first].id ?? "", label: group.label};
        for (const points of group.lines) yield {panel, points, line};
      }
    }
  }

  destroy() {
    this.element.remove();
  }
}
