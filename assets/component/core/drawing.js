// Plotly behind the component: a base figure is drawn once, then restyled; it takes the size of its room.
import {Flow} from "../pathways/diagram.js";
import {grow, grownLayout, grownTraces, isNarrowStage, isOnPhone, PHONE_SCALE} from "../present/scaling.js";
import {isDrawn, rangesOf} from "./axes.js";
import {BoneHitTest, RowHitTest} from "./hit.js";
import {diagramNotes, diagramTraces, painted, scaleOf, withRanges} from "./layout.js";
import {css} from "./theme.js";

const CONFIG = {
  displayModeBar: false,
  displaylogo: false,
  scrollZoom: false,
  doubleClick: false,
  responsive: false,
  showTips: false,
};
const NARROW_PX = 470;
const RESIZE_MS = 60;
const HITS = {bones: BoneHitTest, flow: Flow};

/**
 * The drawing itself. What lies on it - marks, labels, lines of the routes - and what part of it is seen is the
 * matter of `Plot`: it answers `annotations`, `ownShapes`, `homeRanges`, `focused`, `dragMode` and `isPressed`, and
 * is told by `redrawn` that Plotly has made its layers anew.
 */
export class Drawing {
  Plotly;
  base = null;
  paint = null;
  theme;
  meta;
  hit;
  ready = false;
  zoomed = false;
  family = null;
  shownRoutes = "";
  wasNarrow = false;
  resizing = 0;
  /** The annotations that Plotly has drawn. */
  notes = [];

  constructor(element, view) {
    this.element = element;
    this.view = view;
    this.observer = new ResizeObserver(() => this.resize());
  }

  // Drawing ----------------------------------------------------------------------------------------

  /** A new figure: geometry, paint and layout in one go; a zoom the reader made is carried over. */
  async react() {
    const kept = this.zoomed ? this.ranges() : null;
    const zoomStays = kept && this.family === this.meta.family;
    this.family = this.meta.family;
    if (!zoomStays) this.zoomed = false;
    const layout = this.layout(zoomStays ? kept : this.homeRanges());
    await this.Plotly.react(this.element, this.traces(), layout, CONFIG);
    this.hit = new (HITS[this.meta.kind] ?? RowHitTest)(this);
    this.redrawn();
  }

  async repaint() {
    const {annotations, coloraxis, showlegend, margin, shapes} = this.themed();
    const forSlide = this.projector() ? {margin, shapes} : {};
    await this.Plotly.update(this.element, this.paint.traces, {
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
        withLymph: this.view.data.routes.includes("local_lymphatic"),
      });
    return this.projector() && this.meta.kind !== "bones" ? grownTraces(traces, this.grow()) : traces;
  }

  layout(ranges) {
    return withRanges(this.themed(), ranges, {atTop: this.focused()});
  }

  /** The layout in the colours and letters of the page, with the labels that there is room for. */
  themed() {
    const {root} = this.view;
    const layout = {...structuredClone(this.base.layout), ...this.paint?.layout};
    if (this.meta.kind === "bones") layout.annotations = this.annotations(layout.annotations);
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

  /** Whether the figure is shown to a room: drawn for it, it grows with its stage. A diagram grows anyway. */
  projector() {
    return Boolean(this.view.data?.projector) && this.meta?.kind !== "flow";
  }

  /** How much larger or smaller than drawn a figure of a slide is. */
  grow() {
    return isOnPhone() ? PHONE_SCALE : grow(this.meta, this.element);
  }

  /** A diagram is drawn for one size and grows with its room, its letters and lines too. */
  scale() {
    return scaleOf(this.meta.size, this.element);
  }

  isNarrow() {
    return this.projector() ? isNarrowStage(this.meta, this.element) : this.element.clientWidth < NARROW_PX;
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

  async fit() {
    if (this.isNarrow() !== this.wasNarrow || !this.zoomed) {
      this.wasNarrow = this.isNarrow();
      const grows = this.meta.kind === "flow" || this.projector();
      const layout = this.layout(this.zoomed ? this.ranges() : this.homeRanges());
      await this.Plotly.react(this.element, grows ? this.traces() : this.element.data, layout, CONFIG);
    }
    if (this.element.clientWidth) await this.Plotly.Plots.resize(this.element);
    if (!isDrawn(this.element)) return; // left meanwhile
    this.redrawn();
    this.outline();
  }

  ranges() {
    return rangesOf(this.element);
  }
}
