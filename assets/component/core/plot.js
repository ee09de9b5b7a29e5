// A figure of the page: what Plotly has drawn, what is marked and lit on it, what part is seen, what is picked.
import {Overlay} from "../pathways/overlay.js";
import {playback} from "../pathways/playback.js";
import {grown} from "../present/scaling.js";
import {isDrawn} from "./axes.js";
import {Drawing} from "./drawing.js";
import {savePicture} from "./export.js";
import {BoneHitTest} from "./hit.js";
import {showLabels, shownOf} from "./labels.js";
import {zoomed} from "./layout.js";
import {Marks} from "./marks.js";
import {boneOutlines, rowBands, rowIsSelected} from "./outlines.js";
import {Picking} from "./picking.js";
import {css} from "./theme.js";
import {TraceOpacity} from "./traces.js";

// A selection of more bones than this (all that an artery feeds) is nowhere in particular.
const MOST_SOUGHT = 60;

export class Plot extends Drawing {
  overlay = null;
  picking = null;
  /** Whether the whole body is shown for a selection that lies outside the trunk. */
  whole = false;

  constructor(element, view) {
    super(element, view);
    this.marks = new Marks(element);
    this.opacity = new TraceOpacity(element);
  }

  async draw(Plotly, base, paint, theme) {
    this.Plotly = Plotly;
    const shown = base.layout.meta.kind === "flow" ? this.view.data.routes.join() : "";
    const newBase = base !== this.base || theme !== this.theme || shown !== this.shownRoutes;
    const newPaint = paint !== this.paint;
    Object.assign(this, {base, paint, theme, meta: base.layout.meta, shownRoutes: shown});
    if (newBase) await this.react();
    else if (newPaint) await this.repaint();
    if (!this.picking) this.wire();
    this.drawRoutes();
    this.outline();
    this.ready = true;
  }

  /** Put the routes above the skeleton, or take them away. */
  drawRoutes() {
    const {parts} = this.view;
    if (this.meta.kind !== "bones" || !parts) {
      this.overlay?.destroy();
      this.overlay = null;
      return;
    }
    const first = !this.overlay;
    this.overlay ??= new Overlay(this);
    this.overlay.update(parts);
    if (first && this.focused() && !this.zoomed) this.goTo(this.homeRanges());
  }

  /** Plotly has made its layers anew: what is ours in them is put back. */
  redrawn() {
    if (!isDrawn(this.element)) return; // left meanwhile
    this.opacity.read();
    this.marks.attach();
    this.overlay?.place();
    this.emphasise();
  }

  isPressed() {
    return Boolean(this.picking?.pressed);
  }

  // Labels -----------------------------------------------------------------------------------------

  /** What is written on the figure, of what the server wrote and what names the lit vessels. */
  annotations(own = []) {
    const labels = this.hasRoomForLabels() ? this.labels(own) : [];
    // The key of a slide stays when its labels are hidden.
    return this.projector() ? [...(this.paint?.key?.annotations ?? []), ...labels] : labels;
  }

  labels(own) {
    return this.focused() ? (this.overlay?.annotations() ?? []) : own;
  }

  /** Labels stand at the edges of the whole figure: narrow and nearer views go without them. */
  hasRoomForLabels() {
    const wanted = !this.projector() || this.view.data.labels !== false;
    return wanted && !this.zoomed && !this.isNarrow();
  }

  /** Name the vessels that are lit now; labels are drawn anew only where others are needed, as on a slide. */
  relabel() {
    if (this.meta.kind !== "bones" || !(this.projector() || this.focused())) return;
    const own = this.annotations(this.paint?.layout.annotations);
    const wanted = this.projector() ? grown(own, this.grow()) : own;
    if (JSON.stringify(wanted) === JSON.stringify(this.notes)) {
      this.emphasise();
      return;
    }
    this.notes = wanted;
    this.Plotly.relayout(this.element, {annotations: structuredClone(wanted)});
    this.emphasise();
  }

  /** Show the labels of what is lit; where the cell has come to is bold. */
  emphasise() {
    if (this.labelsRoutes()) showLabels(this.element, this.labelsShown());
  }

  labelsRoutes() {
    return Boolean(this.overlay && this.focused());
  }

  labelsShown() {
    const {wanted, now} = this.overlay.labelled();
    return shownOf(this.notes, wanted, now);
  }

  // What part is seen ------------------------------------------------------------------------------

  /** Whether the trunk alone is shown, where all journeys are. */
  focused() {
    return Boolean(this.view.data?.focus && this.view.parts && this.meta.panels?.length === 1);
  }

  /** A finger scrolls the page until the reader has zoomed in; then it pans. */
  dragMode() {
    if (this.meta.kind !== "bones" || this.projector()) return false; // all of it is in sight, and stays where it is
    return matchMedia("(pointer: coarse)").matches && !this.zoomed ? false : "pan";
  }

  homeRanges() {
    const ranges = this.focused() ? this.view.parts[this.meta.panels[0][0]].ranges : this.meta.ranges;
    if (!ranges) return null;
    return this.isNarrow() ? ranges.narrow : ranges.wide;
  }

  /** Come nearer (factor below one) or go back; the first step nearer goes towards what is selected. */
  async zoom(factor) {
    const target = this.zoomed || factor > 1 ? null : this.hit.centreOf?.(this.selectedBones());
    this.zoomed = true;
    await this.goTo(zoomed(this.ranges(), factor, target));
  }

  /** Show these ranges; labels stand at the edges of the whole figure, so nearer views go without them. */
  async goTo(ranges) {
    const {annotations = []} = this.themed();
    await this.Plotly.relayout(this.element, {
      "xaxis.range": [...ranges.x],
      "yaxis.range": [...ranges.y],
      dragmode: this.dragMode(),
      annotations,
    });
    this.markZoom();
  }

  async resetZoom() {
    this.zoomed = false;
    await this.goTo(this.homeRanges());
  }

  markZoom() {
    this.view.stage.classList.toggle("atlas-zoomed", Boolean(this.zoomed));
  }

  /** Show the whole body where a selection made elsewhere lies outside the trunk. */
  bringIntoSight() {
    if (!this.focused() || this.zoomed) return;
    const bones = this.selectedBones();
    const centre = bones.length && bones.length <= MOST_SOUGHT ? this.hit.centreOf(bones) : null;
    const {y} = this.homeRanges();
    const outside = Boolean(centre && (centre[1] < y[0] || centre[1] > y[1]));
    if (outside !== this.whole) {
      this.whole = outside;
      this.goTo(outside ? this.meta.ranges[this.isNarrow() ? "narrow" : "wide"] : this.homeRanges());
    }
  }

  // What is marked ---------------------------------------------------------------------------------

  /** What is drawn anew when the light of the routes changes. */
  light() {
    if (!this.base) return;
    this.overlay?.light();
    this.outline();
  }

  /** Mark what is selected or reached, without Plotly. */
  outline() {
    if (!this.base || !isDrawn(this.element)) return;
    this.marks.set(this.marked());
    if (this.meta.kind === "flow") this.opacity.set(this.hit.opacities());
    this.relabel();
  }

  /** What is drawn above or below the traces besides what the server drew. */
  marked() {
    if (this.meta.kind === "flow")
      return this.hit.shapes(css(this.view.root, "--st-primary-color", "#0b57d0"));
    return this.meta.kind === "bones" ? this.boneShapes() : this.rowShapes();
  }

  /** The shapes that the server drew. */
  ownShapes() {
    const own = this.base.layout.shapes ?? [];
    return this.projector() ? grown([...own, ...(this.paint?.key?.shapes ?? [])], this.grow()) : own;
  }

  selectedBones() {
    return this.view.selected.flatMap((id) => this.view.bonesOf(id));
  }

  /** Bones to outline: those selected, or in a journey the one that the cell has reached. */
  chosenBones() {
    if (this.overlay && this.view.data.focus && playback.shown)
      return new Set([playback.reached].filter(Boolean));
    return new Set(this.selectedBones());
  }

  boneShapes() {
    const {root} = this.view;
    if (!(this.hit instanceof BoneHitTest)) return []; // the figure before this one, until Plotly has drawn
    return boneOutlines(this.hit, this.chosenBones(), {
      accent: css(root, "--st-primary-color", "#0b57d0"),
      halo: css(root, "--st-background-color", "#fff"),
      grow: this.projector() ? this.grow() : 0,
      siteOf: (bone) => this.view.siteOf(bone),
    });
  }

  /** Bands over the rows that the page marks, else over what is selected. */
  rowShapes() {
    const {selected, data, root} = this.view;
    const marked = data?.marked ?? [];
    const isWanted = (id) =>
      marked.length ? marked.includes(id) : rowIsSelected(id, selected, (other) => this.view.bonesOf(other));
    const accent = css(root, "--st-primary-color", "#0b57d0");
    return rowBands(this.meta.rows ?? [], isWanted, accent);
  }

  /** How many segments are lit, for whoever watches the page. */
  lit() {
    return this.meta.kind === "flow" ? this.hit.count() : (this.overlay?.state?.lit.size ?? 0);
  }

  // The pointer ------------------------------------------------------------------------------------

  wire() {
    const {element, view} = this;
    this.observer.observe(element);
    this.wasNarrow = this.isNarrow();
    element.on("plotly_relayouting", (change) => this.follow(draggedTo(change)));
    // Plotly draws labels anew when the size or the theme changes: none may be seen that is not wanted.
    element.on("plotly_afterplot", () => this.emphasise());
    element.on("plotly_relayout", (change) => {
      this.follow();
      this.emphasise();
      if (Object.keys(change).some((key) => /^[xy]axis\.range\[/.test(key))) {
        this.zoomed = true;
        this.markZoom();
      }
    });
    this.picking = new Picking(
      element,
      {
        isReady: () => this.ready,
        lineAt: (x, y, reach) => this.overlay?.at(x, y, reach),
        itemAt: (x, y, reach) => this.hit.at(x, y, reach),
        textOfLine: (line) => view.lineText(line),
        textOf: (id) => (this.meta.kind === "bones" ? view.textOf(id) : this.hit.text(id)),
      },
      {
        step: (number) => playback.go(number),
        select: (id, how) => view.select(id, how),
        beside: () => this.meta.kind !== "rows" && view.selected.length && view.select(null),
        tip: (x, y, text) => view.tooltip.show(x, y, text),
        noTip: () => view.tooltip.hide(),
      },
    );
  }

  /** All that lies over the figure goes with its axes. */
  follow(ranges) {
    this.overlay?.place(ranges);
    this.marks.place(ranges);
    this.emphasise();
  }

  // Leaving ----------------------------------------------------------------------------------------

  save(format) {
    return savePicture(this, format);
  }

  /** Traces and layout with all that our own layers show, for a saved picture. */
  forPicture() {
    const {layout, data} = this.element;
    const seen = this.labelsRoutes() ? this.labelsShown() : [];
    return {
      data: this.opacity.into(data),
      layout: structuredClone({
        ...layout,
        shapes: [...(this.overlay?.shapes() ?? []), ...(layout.shapes ?? []), ...this.marks.shapes],
        annotations: (layout.annotations ?? []).filter((_, i) => seen[i] ?? true),
      }),
    };
  }

  destroy() {
    this.observer.disconnect();
    clearTimeout(this.resizing);
    this.overlay?.destroy();
    this.overlay = null; // a drawing under way must not look for it
    this.picking?.destroy();
    if (this.Plotly) this.Plotly.purge(this.element);
  }
}

/** The ranges that a drag under way has reached. */
function draggedTo(change) {
  const axis = (name) =>
    change[`${name}.range[0]`] === undefined
      ? change[`${name}.range`]
      : [change[`${name}.range[0]`], change[`${name}.range[1]`]];
  return {x: axis("xaxis"), y: axis("yaxis")};
}
