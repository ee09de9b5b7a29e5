// Plotly behind the component: a base figure is drawn once, then restyled; it takes the size of its room.
import {Flow} from "../pathways/diagram.js";
import {grow, grownLayout, grownTraces, isNarrowStage, isOnPhone, shrunk} from "../present/scaling.js";
import {isDrawn, rangesOf} from "./axes.js";
import {BoneHitTest, RowHitTest} from "./hit.js";
import {endsBelow, inRoom, inWidth, withinSides} from "./labels.js";
import {diagramNotes, diagramTraces, painted, scaleOf, withRanges} from "./layout.js";
import {broken, fittedRows, measureIn, spread} from "./row_fit.js";
import {css} from "./theme.js";

/** @typedef {import("./figure_view.js").FigureView} FigureView */

const CONFIG = {
  displayModeBar: false,
  displaylogo: false,
  scrollZoom: false,
  doubleClick: false,
  responsive: false,
  showTips: false,
};
export const NARROW_PX = 470;
const RESIZE_MS = 60;
/** What stands for the figure until the first one has come. @type {Atlas.BaseFigure} */
const NOTHING = {data: [], layout: {meta: {kind: "static"}}};

/** @typedef {Published.PlotlyObject} Look a part of a figure, or what it looks like */

/**
 * The drawing itself. What lies on it - marks, labels, lines of the routes - and what part of it is seen is the
 * matter of `Plot`, which has its own answer to everything in the last part; a drawing by itself has nothing on it.
 */
export class Drawing {
  base = NOTHING;
  /** @type {Published.Paint | null} */
  paint = null;
  /** @type {Atlas.Theme} */
  theme = "light";
  /** What lies where. @type {BoneHitTest | RowHitTest | Flow} */
  hit;
  ready = false;
  zoomed = false;
  /** Of the figure that is drawn; a zoom is kept in it. @type {string | null} */
  family = null;
  shownRoutes = "";
  wasNarrow = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  resizing;
  /** The annotations that Plotly has drawn. @type {Look[]} */
  notes = [];
  /** Width and height for which the layout was last made. */
  laidOutFor = [0, 0];
  /** @type {Atlas.Plotly | null} */
  #plotly = null;

  /**
   * @param {Atlas.PlotElement} element what Plotly draws into
   * @param {FigureView} view
   */
  constructor(element, view) {
    this.element = element;
    this.view = view;
    this.hit = new RowHitTest({element, rows: []});
    this.observer = new ResizeObserver(() => this.resize());
  }

  /**
   * What draws.
   *
   * @throws {Error} before it has come
   */
  get Plotly() {
    if (!this.#plotly) throw new Error("plotly.js is not there yet");
    return this.#plotly;
  }
  set Plotly(plotly) {
    this.#plotly = plotly;
  }

  /** Whether plotly.js draws it. */
  needsPlotly() {
    return true;
  }

  /** Whether Plotly has drawn the figure, or draws a newer one in its place. */
  isThere() {
    return this.base !== NOTHING && isDrawn(this.element);
  }

  /** Let the next figure start as the first one does: whole, and carrying nothing over. */
  forget() {
    this.base = NOTHING;
    this.family = null;
    this.zoomed = false;
  }

  /** Put away what is drawn. */
  purge() {
    this.#plotly?.purge(this.element);
  }

  /** What the figure is, and where in it what can be pointed at stands. */
  get meta() {
    return this.base.layout.meta;
  }

  // Drawing ----------------------------------------------------------------------------------------

  /** A new figure: geometry, paint and layout in one go; a zoom the reader made is carried over. */
  async react() {
    const kept = this.zoomed ? this.ranges() : null;
    const family = "family" in this.meta ? this.meta.family : null;
    const zoomStays = kept && this.family === family;
    this.family = family;
    if (!zoomStays) this.zoomed = false;
    const layout = this.layout(zoomStays ? kept : this.homeRanges());
    await this.Plotly.react(this.element, this.traces(), layout, CONFIG);
    this.hit = this.hitTest();
    this.redrawn();
  }

  hitTest() {
    const {element, base, meta, view} = this;
    if (meta.kind === "bones") return new BoneHitTest({element, base, meta});
    if (meta.kind === "flow") return new Flow({element, base, meta, view});
    return new RowHitTest({element, rows: meta.kind === "rows" ? meta.rows : []});
  }

  async repaint() {
    const {annotations, coloraxis, showlegend, margin, shapes} = this.themed();
    const forSlide = this.projector() ? {margin, shapes} : {};
    await this.Plotly.update(this.element, this.paint?.traces ?? {}, {
      annotations,
      coloraxis,
      showlegend,
      ...forSlide,
    });
    this.redrawn();
  }

  traces() {
    const traces = painted(this.base.data, this.paint);
    if (this.meta.kind === "flow")
      return diagramTraces(traces, {
        scale: this.scale(),
        lymph: this.meta.lymph,
        withLymph: this.view.routes().includes("local_lymphatic"),
      });
    return this.projector() && this.meta.kind !== "bones" ? grownTraces(traces, this.grow()) : traces;
  }

  /** @param {Published.Ranges | null} ranges */
  layout(ranges) {
    this.laidOutFor = [this.element.clientWidth, this.element.clientHeight];
    return withRanges(this.themed(), ranges, {atTop: this.focused()});
  }

  /**
   * The layout in the colours and letters of the page, with the labels that there is room for.
   *
   * @returns {Look}
   */
  themed() {
    const {root} = this.view;
    /** @type {Look} */
    let layout = {...structuredClone(this.base.layout), ...this.paint?.layout};
    layout = this.#fitted(layout);
    if (this.projector()) Object.assign(layout, grownLayout(layout, this.grow()), {shapes: this.ownShapes()});
    if (this.meta.kind === "flow") layout.annotations = diagramNotes(layout.annotations, this.scale());
    this.notes = structuredClone(layout.annotations ?? []);
    return {
      ...layout,
      autosize: true,
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      dragmode: this.dragMode(),
      hovermode: false,
      font: {
        ...layout.font,
        color: css(root, "--st-text-color", "#31333f"),
        family: css(root, "--st-font", "sans-serif"),
      },
    };
  }

  // Its room ---------------------------------------------------------------------------------------

  /**
   * A layout whose texts suit the room there is.
   *
   * @param {Look} layout
   * @returns {Look}
   */
  #fitted(layout) {
    const {meta} = this;
    if (meta.kind === "bones") return this.#readable(layout);
    if (meta.kind === "static") return this.#inLetters(layout);
    if (meta.kind !== "rows" || this.projector()) return layout;
    return meta.rows.length ? this.#inWidth(layout) : this.#spread(layout);
  }

  /**
   * A plot of rows whose texts fit the width; the view gives it the height that this takes.
   *
   * @param {Look} layout
   * @returns {Look}
   */
  #inWidth(layout) {
    const {clientWidth} = this.element;
    if (!clientWidth) return layout;
    const fitted = fittedRows(layout, clientWidth, this.#measure());
    this.view.heighten(fitted.more);
    return fitted.layout;
  }

  /**
   * A picture whose sentences take the width that it has.
   *
   * @param {Look} layout
   * @returns {Look}
   */
  #spread({annotations = [], ...layout}) {
    const {l = 0, r = 0} = layout.margin ?? {};
    const room = this.element.clientWidth - l - r;
    return {...layout, annotations: room > 0 ? spread(annotations, room, this.#measure()) : annotations};
  }

  /** How wide texts are in the letters of the page. */
  #measure() {
    return measureIn(css(this.view.root, "--st-font", "sans-serif"));
  }

  /**
   * Bars whose texts end within the width; only on the narrowest phone are they smaller for it.
   *
   * @param {Look} layout
   * @returns {Look}
   */
  #inLetters({annotations = [], ...layout}) {
    const {l = 0, r = 0} = layout.margin ?? {};
    const width = this.element.clientWidth - l - r;
    return {...layout, annotations: width > 0 ? inWidth(annotations, width, this.#measure()) : annotations};
  }

  /**
   * A skeleton whose labels keep apart in the height that it has, and whose colours are named within its width; a
   * slide has letters of its own.
   *
   * @param {Look} layout
   * @returns {Look}
   */
  #readable(layout) {
    const annotations = this.annotations(layout.annotations);
    const {clientWidth, clientHeight} = this.element;
    if (this.projector() || !clientWidth || !clientHeight) return {...layout, annotations};
    const {margin, coloraxis} = layout;
    const made = {...layout, annotations: this.apart(annotations, margin)};
    const {title} = coloraxis?.colorbar ?? {};
    if (!title?.text) return made;
    const measure = this.#measure();
    const lines = broken(title.text, clientWidth, (text) => measure(text, title.font?.size ?? 12, false));
    const colorbar = {...coloraxis.colorbar, title: {...title, text: lines.join("<br>")}};
    if (this.isNarrow()) Object.assign(colorbar, {ticktext: endsBelow(colorbar.ticktext), tickangle: 0});
    return {...made, coloraxis: {...coloraxis, colorbar}};
  }

  /**
   * Labels in letters so small that they keep apart.
   *
   * @param {Look[]} notes
   * @param {Look} margin
   * @returns {Look[]}
   */
  apart(notes, {l, r, t, b}) {
    const {clientWidth, clientHeight} = this.element;
    const ranges = this.homeRanges();
    if (!ranges || this.focused()) return notes;
    const [wide, high] = [ranges.x, ranges.y].map(([from, to]) => to - from);
    return inRoom(notes, Math.min((clientWidth - l - r) / wide, (clientHeight - t - b) / high), ranges.y);
  }

  /**
   * Labels beside a part of the body in letters that end within the figure.
   *
   * @param {Look[]} notes
   * @returns {Look[]}
   */
  beside(notes) {
    const ranges = this.homeRanges();
    const {clientWidth: width, clientHeight: height} = this.element;
    if (!ranges || this.projector() || !width || !height) return notes;
    const [wide, high] = [ranges.x, ranges.y].map(([from, to]) => to - from);
    const seen = {
      middle: (ranges.x[0] + ranges.x[1]) / 2,
      scale: Math.min(width / wide, height / high),
      width,
    };
    return withinSides(notes, seen, this.#measure());
  }

  /** Whether the figure is shown to a room: drawn for it, it grows with its stage. A diagram grows anyway. */
  projector() {
    return Boolean(this.view.data?.projector) && this.meta.kind !== "flow";
  }

  /** The sizes that a figure of a slide is drawn for. */
  drawnFor() {
    const {meta} = this;
    if (meta.kind === "bones") return {stages: meta.stages};
    return {size: "size" in meta ? meta.size : undefined};
  }

  /** How much larger or smaller than drawn a figure of a slide is. */
  grow() {
    return (isOnPhone() ? shrunk : grow)(this.drawnFor(), this.element);
  }

  /** A diagram is drawn for one size and grows with its room, its letters and lines too. */
  scale() {
    return this.meta.kind === "flow" ? scaleOf(this.meta.size, this.element) : 1;
  }

  isNarrow() {
    return this.projector()
      ? isNarrowStage(this.drawnFor(), this.element)
      : this.element.clientWidth < NARROW_PX;
  }

  resize() {
    if (!this.ready || !this.element.clientWidth || !this.element.clientHeight) return;
    clearTimeout(this.resizing);
    this.resizing = setTimeout(() => {
      // Drawing anew would take the figure from under the finger.
      if (this.isPressed()) this.resize();
      else if (this.element.clientWidth) this.fit(); // else gone or hidden meanwhile
    }, RESIZE_MS);
  }

  /**
   * Take the room that it has now, where that changed while this was drawn. Plotly's own size does not tell it: a
   * change of the labels takes the new size too, and leaves margins and letters as they were.
   */
  catchUp() {
    if (!isDrawn(this.element)) return;
    const {clientWidth, clientHeight} = this.element;
    const [width, height] = this.laidOutFor;
    if (Math.abs(width - clientWidth) > 1 || Math.abs(height - clientHeight) > 1) this.resize();
  }

  async fit() {
    if (this.isNarrow() !== this.wasNarrow || !this.zoomed) {
      this.wasNarrow = this.isNarrow();
      const grows = this.meta.kind === "flow" || this.projector();
      const layout = this.layout(this.zoomed ? this.ranges() : this.homeRanges());
      await this.Plotly.react(
        this.element,
        grows ? this.traces() : (this.element.data ?? []),
        layout,
        CONFIG,
      );
    }
    if (this.element.clientWidth) await this.Plotly.Plots.resize(this.element);
    if (!isDrawn(this.element)) return; // left meanwhile
    this.redrawn();
    this.outline();
  }

  ranges() {
    return rangesOf(this.element);
  }

  /** @param {boolean} zoomed whether the reader has come nearer or gone back by hand */
  setZoomed(zoomed) {
    this.zoomed = zoomed;
  }

  /**
   * Write other things on the figure.
   *
   * @param {Look[]} notes
   */
  setNotes(notes) {
    this.notes = notes;
    this.Plotly.relayout(this.element, {annotations: structuredClone(notes)});
  }

  // What a plot has of its own ---------------------------------------------------------------------

  /**
   * What is written on the figure.
   *
   * @param {Look[]} [own] what the server wrote
   */
  annotations(own = []) {
    return own;
  }

  /** The shapes that belong to the figure itself. @returns {Look[]} */
  ownShapes() {
    return this.base.layout.shapes ?? [];
  }

  /** What is seen of the figure at first; null for what its layout says. @returns {Published.Ranges | null} */
  homeRanges() {
    return null;
  }

  /** How the axes keep to their room, where they do so in another manner than the layout says. @returns {Look} */
  constraint() {
    return {};
  }

  /** Whether a part of the figure is shown that begins at its top. */
  focused() {
    return false;
  }

  /** What dragging does. @returns {"pan" | false} */
  dragMode() {
    return false;
  }

  /** Whether a button or finger is down on the figure. */
  isPressed() {
    return false;
  }

  /** Plotly has made its layers anew. */
  redrawn() {}

  /** Mark what is to be marked. */
  outline() {}
}
