// The skeleton of the Atlas page: the whole body or the trunk, its labels in two columns beside it, its key elsewhere.
import {axesOf, isDrawn, toUnits, within} from "../core/axes.js";
import {BoneHitTest} from "../core/hit.js";
import {inColumns, inLines, widthOfLabels, withLabelRoom} from "../core/label_columns.js";
import {zoomed} from "../core/layout.js";
import {Plot} from "../core/plot.js";
import {css} from "../core/theme.js";

/** @typedef {Published.PlotlyObject} Look */

// Letters of the labels in px: as large as the page's on a laptop, larger where the figure is.
const LETTER_PX = 12.5;
const DRAWN_FOR_PX = 780;
const LARGEST_LETTER_PX = 27;
/** Above and below the figure, where nothing else is written. */
export const EDGE_PX = 6;
/** How far from the body the columns of the labels begin; for the whole body Python places them. */
const BESIDE_MM = {whole: 20, trunk: 12};
// How large a part of what it can be the body is for its labels; where the last will not do they are left out.
const BODY_PARTS = [0.92, 0.8];
/** A phone has no room for labels beside a body. */
const NARROWEST_PX = 400;
/** What of a change of layer comes late waits for a frame, but no longer than this. */
const LONGEST_FRAME_MS = 200;
/** How much nearer a double tap comes. */
const TAP_ZOOM = 0.4;

/**
 * What of a view is seen at first.
 *
 * @param {Atlas.ViewData | null} data
 * @param {boolean} whole whether the trunk alone will not do
 */
export function frameOf(data, whole) {
  return data?.extents?.[whole ? "whole" : (data.extent ?? "whole")];
}

/**
 * The labels of what lies in the trunk.
 *
 * @param {[number, number, number][][]} trunk by column: which of the labels, and the point in the bone
 * @param {Look[]} whole the labels of the whole body
 * @param {Atlas.Point} edges where the columns begin
 * @returns {Look[]}
 */
function ofTrunk(trunk, whole, edges) {
  return trunk.flatMap((notes, column) => {
    const side = column ? "left" : "right";
    return notes.map(([i, x, y]) => ({...whole[i], x, y, ax: edges[column], xanchor: side, align: side}));
  });
}

/** Resolves when the next frame is on the screen; soon in any case, for a hidden tab has no frames. */
const afterFrame = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, LONGEST_FRAME_MS);
  });

export class BodyPlot extends Plot {
  /** Which part was shown when it was drawn last. @type {string | undefined} */
  #extent;
  #ruler = document.createElement("canvas").getContext("2d");

  /** What is shown until plotly.js is there. */
  get #light() {
    return /** @type {import("./light_body.js").LightBody} */ (this.view.preview);
  }

  /**
   * @param {Atlas.BaseFigure} base
   * @param {Published.Paint | null} paint
   * @param {Atlas.Theme} theme
   */
  async draw(base, paint, theme) {
    const {extent} = this.view.data ?? {};
    const changed = this.ready && extent !== this.#extent;
    this.#extent = extent;
    if (changed) {
      this.setZoomed(false);
      this.whole = false;
    }
    const first = !this.ready;
    await super.draw(base, paint, theme);
    if (first) await this.#takeOver();
    const home = this.homeRanges();
    if (changed && home) await this.goTo(home);
    this.bringIntoSight();
  }

  /**
   * Another layer: its colours at once, what else differs in a later frame. Plotly takes ten times as long for labels,
   * so those of the layer before are not seen meanwhile: they stand for other values.
   */
  async repaint() {
    const looks = {...this.paint?.traces};
    delete looks.visible; // what is drawn at all costs Plotly as much as the labels
    this.view.say(this.paint);
    this.#showLabels(false);
    try {
      await this.Plotly.restyle(this.element, looks);
      await afterFrame();
      // It may have been left meanwhile.
      if (isDrawn(this.element)) await super.repaint();
    } finally {
      this.#showLabels(true);
    }
  }

  /** @param {boolean} shown */
  #showLabels(shown) {
    this.element.classList.toggle("atlas-labels-late", !shown);
  }

  /** The light picture was brought nearer: go on from there. */
  async #takeOver() {
    const {isZoomed, ranges} = this.#light;
    if (!isZoomed) return;
    this.setZoomed(true);
    await this.goTo(ranges);
  }

  // What is seen -----------------------------------------------------------------------------------

  /** @returns {Published.Ranges | null} */
  homeRanges() {
    const frame = frameOf(this.view.data, this.whole);
    if (!frame) return super.homeRanges();
    return withLabelRoom(frame, this.#stage(), this.#fitted(frame).room, BESIDE_MM[this.#part()]);
  }

  /** Which part of the body is seen. */
  #part() {
    return this.view.data?.extent === "trunk" && !this.whole ? "trunk" : "whole";
  }

  #stage() {
    const {clientWidth: width, clientHeight: height} = this.element;
    return {width, height: height - 2 * EDGE_PX};
  }

  /** Whether nothing beside the frame is drawn. */
  isCut() {
    return Boolean(!this.zoomed && frameOf(this.view.data, this.whole)?.cut);
  }

  constraint() {
    return {"xaxis.constrain": this.isCut() ? "domain" : "range"};
  }

  /** @param {Published.Ranges | null} ranges */
  layout(ranges) {
    const layout = super.layout(ranges);
    layout.xaxis = {...layout.xaxis, constrain: this.constraint()["xaxis.constrain"]};
    return layout;
  }

  /** Show the whole body where what is selected lies outside the trunk. */
  bringIntoSight() {
    if (this.zoomed || this.view.data?.extent !== "trunk") return;
    const outside = this.#liesOutside();
    if (outside === this.whole) return;
    this.whole = outside;
    const home = this.homeRanges();
    if (home) this.goTo(home);
  }

  #liesOutside() {
    const trunk = this.view.data?.extents?.trunk.ranges;
    const bones = this.selectedBones();
    if (!trunk || !bones.length || !(this.hit instanceof BoneHitTest)) return false;
    const {hit} = this;
    /** @type {(point: Atlas.Point | undefined) => boolean} */
    const isSeen = (point) =>
      point !== undefined && [trunk.x, trunk.y].every(([low, high], i) => point[i] > low && point[i] < high);
    return !bones.some((bone) => isSeen(hit.centreOf([bone])));
  }

  // Its labels -------------------------------------------------------------------------------------

  /** @returns {Look[]} */
  #labels() {
    if (!this.paint || this.isNarrow()) return [];
    const {trunk = [], layout} = this.paint;
    const frame = this.view.data?.extents?.trunk;
    if (!frame || this.#part() === "whole") return layout.annotations;
    const [left, right] = frame.ranges.x;
    return ofTrunk(trunk, layout.annotations, [left - BESIDE_MM.trunk, right + BESIDE_MM.trunk]);
  }

  #letterSize() {
    const grown = (LETTER_PX * this.#stage().height) / DRAWN_FOR_PX;
    return Math.min(LARGEST_LETTER_PX, Math.max(LETTER_PX, grown));
  }

  /**
   * The labels in as many lines as make them fit beside the body; none where they would make it small.
   *
   * @param {Published.Frame} frame
   * @returns {{notes: Look[], room: number}} and how much room they need on each side, in px
   */
  #fitted({ranges: {x, y}}) {
    const ruler = this.#ruler;
    const none = {notes: [], room: 0};
    if (!ruler) return none;
    const {width, height} = this.#stage();
    const across = x[1] - x[0] + 2 * BESIDE_MM[this.#part()];
    const size = this.#letterSize();
    ruler.font = `${size}px ${css(this.view.root, "--st-font", "sans-serif")}`;
    const widthOf = (/** @type {string} */ text) => ruler.measureText(text).width;
    for (const part of BODY_PARTS) {
      const most = (width - (part * height * across) / (y[1] - y[0])) / 2;
      const notes = inLines(this.#labels(), most, widthOf);
      const room = widthOfLabels(notes, widthOf);
      const isLow = inColumns(notes, {pxPerUnit: 1, heights: [0, height], size}).length > 0;
      if (isLow && room <= most) return {notes, room};
    }
    return none;
  }

  /** Labels make themselves room beside the body, as long as there is any. */
  isNarrow() {
    return this.element.clientWidth < NARROWEST_PX;
  }

  /** @returns {Look[]} */
  annotations() {
    const frame = frameOf(this.view.data, this.whole);
    const home = this.homeRanges();
    if (!frame || !home || !this.hasRoomForLabels()) return [];
    const {notes} = this.#fitted(frame);
    const {width, height} = this.#stage();
    const pxPerUnit = Math.min(height / (home.y[1] - home.y[0]), width / (home.x[1] - home.x[0]));
    const [middle, half] = [(home.y[0] + home.y[1]) / 2, height / pxPerUnit / 2];
    return inColumns(notes, {
      pxPerUnit,
      heights: [middle - half, middle + half],
      size: this.#letterSize(),
    });
  }

  /**
   * They are in columns, where each has its room.
   *
   * @param {Look[]} notes
   */
  apart(notes) {
    return notes;
  }

  // Its key ----------------------------------------------------------------------------------------

  /** What the colours mean stands beside the figure. */
  themed() {
    const layout = super.themed();
    return {
      ...layout,
      ...(layout.coloraxis ? {coloraxis: {...layout.coloraxis, showscale: false}} : {}),
      showlegend: false,
      margin: {...layout.margin, t: EDGE_PX, b: EDGE_PX},
    };
  }

  /** In a picture that leaves the page the key is part of the figure. */
  forPicture() {
    const picture = super.forPicture();
    const {margin, showlegend, coloraxis} = {...this.base.layout, ...this.paint?.layout};
    Object.assign(picture.layout, structuredClone({margin, showlegend, ...(coloraxis ? {coloraxis} : {})}));
    return picture;
  }

  // Fingers ----------------------------------------------------------------------------------------

  /** What is seen, in px of the stage and units; null before it is drawn. */
  seen() {
    if (!isDrawn(this.element)) return null;
    const {left, top, width, height} = axesOf(this.element);
    return {left, top, width, height, ranges: this.ranges()};
  }

  /**
   * Show a nearer part; one as wide as the whole figure, or wider, is the whole figure.
   *
   * @param {Published.Ranges} ranges
   */
  async showNear(ranges) {
    const home = this.homeRanges();
    const high = ranges.y[1] - ranges.y[0];
    if (!home || high > 0.97 * (home.y[1] - home.y[0])) {
      await this.resetZoom();
      return;
    }
    this.setZoomed(true);
    await this.goTo(ranges);
  }

  /**
   * Come nearer to a point, or go back to the whole figure.
   *
   * @param {number} clientX
   * @param {number} clientY
   */
  async zoomAt(clientX, clientY) {
    if (!isDrawn(this.element)) return;
    if (this.zoomed) {
      await this.resetZoom();
      return;
    }
    const axes = axesOf(this.element);
    const target = toUnits(axes, within(this.element, axes, clientX, clientY));
    await this.showNear(zoomed(this.ranges(), TAP_ZOOM, target));
  }

  // Before Plotly is there -------------------------------------------------------------------------

  /** @param {number} factor */
  async zoom(factor) {
    if (isDrawn(this.element)) await super.zoom(factor);
    else this.#light.zoom(factor);
  }

  async resetZoom() {
    if (isDrawn(this.element)) await super.resetZoom();
    else this.#light.reset(this.homeRanges());
  }

  /** @param {import("../core/export.js").Format} format */
  async save(format) {
    if (isDrawn(this.element)) await super.save(format);
  }
}
