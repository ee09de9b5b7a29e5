// A figure of the page: what Plotly has drawn, what is marked and lit on it, what part is seen, what is picked.
import {Flow} from "../pathways/diagram.js";
import {Overlay} from "../pathways/overlay.js";
import {playback} from "../pathways/playback.js";
import {inCorner, narrowLabels, slideLayout, slideTrunk} from "../present/beside_body.js";
import {grown} from "../present/scaling.js";
import {draggedTo, isDrawn} from "./axes.js";
import {Drawing} from "./drawing.js";
import {asShown, savePicture} from "./export.js";
import {BoneHitTest} from "./hit.js";
import {showLabels, showLeaders, shownOf} from "./labels.js";
import {zoomed} from "./layout.js";
import {Marks} from "./marks.js";
import {boneOutlines, rowBands, rowIsSelected} from "./outlines.js";
import {Picking} from "./picking.js";
import {coloursOf} from "./theme.js";
import {TraceOpacity} from "./traces.js";

/** @typedef {Published.PlotlyObject} Look a part of a figure, or what it looks like */
// A selection of more bones than this (all that an artery feeds) is nowhere in particular.
const MOST_SOUGHT = 60;

export class Plot extends Drawing {
  /** The routes over a skeleton. @type {Overlay | null} */
  overlay = null;
  /** @type {Picking | null} */
  picking = null;
  /** Those of the page, as they were when this was drawn. */
  colours = {accent: "", paper: "", ink: ""};
  /** Whether it is drawn anew, though nothing in it has changed but its room. */
  stale = false;
  /** Whether the whole body is shown for a selection that lies outside the trunk. */
  whole = false;

  /**
   * @param {Atlas.PlotElement} element what Plotly draws into
   * @param {import("./figure_view.js").FigureView} view
   */
  constructor(element, view) {
    super(element, view);
    this.marks = new Marks(element);
    this.opacity = new TraceOpacity(element);
  }

  /**
   * Show a figure, drawing no more anew than has changed.
   *
   * @param {Atlas.BaseFigure} base
   * @param {Published.Paint | null} paint
   * @param {Atlas.Theme} theme
   */
  async draw(base, paint, theme) {
    const shown = base.layout.meta.kind === "flow" ? this.view.routes().join() : "";
    const newBase = this.stale || base !== this.base || theme !== this.theme || shown !== this.shownRoutes;
    const newPaint = paint !== this.paint;
    Object.assign(this, {base, paint, theme, shownRoutes: shown, stale: false});
    this.colours = coloursOf(this.view.root);
    if (newBase) await this.react();
    else if (newPaint) await this.repaint();
    if (!this.picking) this.wire();
    this.drawRoutes();
    this.outline();
    this.ready = true;
    this.catchUp();
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
    const home = this.homeRanges();
    if (first && home && this.focused() && !this.zoomed) this.goTo(home);
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

  /**
   * What is written on the figure, of what the server wrote and what names the lit vessels.
   *
   * @param {Look[]} [own]
   * @returns {Look[]}
   */
  annotations(own = []) {
    const wanted = this.focused() ? this.beside(this.overlay?.annotations() ?? []) : own;
    const labels = this.hasRoomForLabels() ? wanted : narrowLabels(this);
    // The key of a slide stays when its labels are hidden.
    return this.projector() ? [...inCorner(this, this.paint?.key?.annotations, "x"), ...labels] : labels;
  }

  /** Labels stand at the edges of the whole figure: narrow and nearer views go without them. */
  hasRoomForLabels() {
    const wanted = !this.projector() || this.view.data?.labels !== false;
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
    this.setNotes(wanted);
    this.emphasise();
  }

  /** Show the labels of what is lit; where the cell has come to is bold. */
  emphasise() {
    const shown = this.labelsShown();
    if (!shown || !this.overlay) return;
    showLabels(this.element, shown);
    if (this.projector()) return;
    this.overlay.lead();
    showLeaders(this.element, this.notes, this.overlay.led);
  }

  /** Which labels are seen; null where all are, for they name no routes. */
  labelsShown() {
    if (!this.overlay || !this.focused()) return null;
    const {wanted, now} = this.overlay.labelled();
    return shownOf(this.notes, wanted, now);
  }

  // What part is seen ------------------------------------------------------------------------------

  /** Whether the trunk alone is shown, where all journeys are. */
  focused() {
    return this.trunk() !== null;
  }

  /** What is drawn of the routes in the trunk, where it alone is shown. */
  trunk() {
    const {meta, view} = this;
    if (!view.data?.focus || !view.parts || meta.kind !== "bones" || meta.panels.length !== 1) return null;
    return view.parts[meta.panels[0][0]] ?? null;
  }

  /** A finger scrolls the page until the reader has zoomed in; then it pans. @returns {"pan" | false} */
  dragMode() {
    if (this.meta.kind !== "bones" || this.projector()) return false; // all of it is in sight, and stays where it is
    return matchMedia("(pointer: coarse)").matches && !this.zoomed ? false : "pan";
  }

  /** @returns {Published.Ranges | null} */
  homeRanges() {
    return slideTrunk(this)?.ranges ?? this.#ofScreen(this.#ofTrunk() ?? this.#wholeRanges());
  }

  /** What is seen where the trunk alone is shown; a slide of the whole body shows the thighs too. */
  #ofTrunk() {
    const trunk = this.trunk();
    if (!trunk) return null;
    const isLow = this.view.data?.extent === "whole" && "thighs" in trunk;
    return isLow ? /** @type {Published.SlideOverlay} */ (trunk).thighs : trunk.ranges;
  }

  /** The layout in this theme. */
  themed() {
    return slideLayout(this, super.themed());
  }

  /** What is seen of the whole figure; plots of rows say it in their layout. */
  #wholeRanges() {
    return "ranges" in this.meta ? this.meta.ranges : null;
  }

  /** @param {Published.StartRanges | null} ranges */
  #ofScreen(ranges) {
    return ranges && ranges[this.isNarrow() ? "narrow" : "wide"];
  }

  /**
   * Come nearer (factor below one) or go back; the first step nearer goes towards what is selected.
   *
   * @param {number} factor
   */
  async zoom(factor) {
    const target = this.zoomed || factor > 1 ? null : this.#centreOf(this.selectedBones());
    this.setZoomed(true);
    await this.goTo(zoomed(this.ranges(), factor, target));
  }

  /**
   * Middle of some bones, where they are drawn.
   *
   * @param {string[]} bones
   */
  #centreOf(bones) {
    return this.hit instanceof BoneHitTest ? this.hit.centreOf(bones) : undefined;
  }

  /**
   * Show these ranges; labels stand at the edges of the whole figure, so nearer views go without them.
   *
   * @param {Published.Ranges} ranges
   */
  async goTo(ranges) {
    const {annotations = []} = this.themed();
    await this.Plotly.relayout(this.element, {
      "xaxis.range": [...ranges.x],
      "yaxis.range": [...ranges.y],
      ...this.constraint(),
      dragmode: this.dragMode(),
      annotations,
    });
    this.markZoom();
  }

  async resetZoom() {
    const home = this.homeRanges();
    if (!home) return;
    this.setZoomed(false);
    await this.goTo(home);
  }

  markZoom() {
    this.view.stage.classList.toggle("atlas-zoomed", this.zoomed);
  }

  /** Show the whole body where a selection made elsewhere lies outside the trunk. */
  bringIntoSight() {
    if (!this.focused() || this.zoomed) return;
    const [home, whole] = [this.homeRanges(), this.#ofScreen(this.#wholeRanges())];
    const outside = Boolean(home && this.#isOutside(home));
    const wanted = outside ? whole : home;
    if (!wanted || outside === this.whole) return;
    this.whole = outside;
    this.goTo(wanted);
  }

  /**
   * Whether the middle of what is selected lies above or below what is seen.
   *
   * @param {Published.Ranges} ranges
   */
  #isOutside({y: [low, high]}) {
    const bones = this.selectedBones();
    const centre = bones.length && bones.length <= MOST_SOUGHT ? this.#centreOf(bones) : undefined;
    return centre !== undefined && (centre[1] < low || centre[1] > high);
  }

  forget() {
    super.forget();
    this.whole = false;
  }

  // What is marked ---------------------------------------------------------------------------------

  /** What is drawn anew when the light of the routes changes. */
  light() {
    if (!this.isThere()) return;
    this.overlay?.light();
    this.outline();
  }

  /** Mark what is selected or reached, without Plotly. */
  outline() {
    if (!this.isThere()) return;
    this.marks.set(this.marked());
    if (this.hit instanceof Flow) this.opacity.set(this.hit.opacities());
    this.relabel();
  }

  /** What is drawn above or below the traces besides what the server drew. @returns {Atlas.Shape[]} */
  marked() {
    if (this.hit instanceof Flow) return this.hit.shapes(this.colours.accent);
    return this.meta.kind === "bones" ? this.boneShapes() : this.rowShapes();
  }

  /** The shapes that the server drew. @returns {Look[]} */
  ownShapes() {
    const own = this.base.layout.shapes ?? [];
    return this.projector()
      ? grown([...own, ...inCorner(this, this.paint?.key?.shapes, "xanchor")], this.grow())
      : own;
  }

  selectedBones() {
    return this.view.selected.flatMap((id) => this.view.bonesOf(id));
  }

  /** Bones to outline: those selected, or in a journey the one that the cell has reached. */
  chosenBones() {
    if (this.overlay && this.view.data?.focus && playback.shown)
      return new Set(playback.reached ? [playback.reached] : []);
    return new Set(this.selectedBones());
  }

  /** @returns {Atlas.Shape[]} */
  boneShapes() {
    if (!(this.hit instanceof BoneHitTest)) return []; // the figure before this one, until Plotly has drawn
    return boneOutlines(this.hit, this.chosenBones(), {
      accent: this.colours.accent,
      halo: this.colours.paper,
      grow: this.projector() ? this.grow() : 0,
      siteOf: (bone) => this.view.siteOf(bone),
    });
  }

  /** Bands over the rows that the page marks, else over what is selected. */
  rowShapes() {
    const {selected, data} = this.view;
    const marked = data?.marked ?? [];
    /** @param {string} id */
    const isWanted = (id) =>
      marked.length ? marked.includes(id) : rowIsSelected(id, selected, (other) => this.view.bonesOf(other));
    const rows = this.meta.kind === "rows" ? this.meta.rows : [];
    return rowBands(rows, isWanted, this.colours.accent);
  }

  /** How many segments are lit, for whoever watches the page. */
  lit() {
    return this.hit instanceof Flow ? this.hit.count() : (this.overlay?.state?.lit.size ?? 0);
  }

  // The pointer ------------------------------------------------------------------------------------

  wire() {
    const {element, view} = this;
    this.observer.observe(element);
    this.wasNarrow = this.isNarrow();
    element.on?.("plotly_relayouting", (change) => this.follow(draggedTo(change)));
    // Plotly draws labels anew when the size or the theme changes: none may be seen that is not wanted. A change of
    // size comes in two drawings a tenth of a second apart: outlines that waited for the second lay beside the bones.
    element.on?.("plotly_afterplot", () => this.follow());
    element.on?.("plotly_relayout", (change) => {
      this.follow();
      this.emphasise();
      if (Object.keys(change).some((key) => /^[xy]axis\.range\[/.test(key))) {
        this.setZoomed(true);
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
        textOf: (id) => (this.hit instanceof BoneHitTest ? view.textOf(id) : this.hit.text(id)),
      },
      {
        step: (number) => playback.go(number),
        select: (id, how) => view.select(id, how),
        beside: () => {
          if (this.meta.kind !== "rows" && view.selected.length) view.select(null);
        },
        touched: (x, y) => view.onTouch?.(x, y),
        tip: (x, y, text) => view.tooltip.show(x, y, text),
        noTip: () => view.tooltip.hide(),
      },
    );
  }

  /**
   * All that lies over the figure goes with its axes.
   *
   * @param {Partial<Published.Ranges>} [ranges] of a drag under way
   */
  follow(ranges) {
    this.overlay?.place(ranges);
    this.marks.place(ranges);
    this.emphasise();
  }

  // Leaving ----------------------------------------------------------------------------------------

  /** @param {import("./export.js").Format} format */
  save(format) {
    return savePicture(this.view.compared?.() ?? [this], format);
  }

  /** Traces and layout with all that our own layers show, for a saved picture. */
  forPicture() {
    return asShown(this);
  }

  destroy() {
    this.observer.disconnect();
    clearTimeout(this.resizing);
    this.overlay?.destroy();
    this.overlay = null; // a drawing under way must not look for it
    this.picking?.destroy();
    this.purge();
  }
}
