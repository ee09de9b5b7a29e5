// The figure of the Atlas page that shows the skeleton. It answers before plotly.js is there, by its light picture.
import {FigureView} from "../core/figure_view.js";
import {BoneHitTest} from "../core/hit.js";
import {REACH_PX} from "../core/pointer.js";
import {BodyPlot} from "./body_plot.js";
import {LightBody} from "./light_body.js";
import {NearBones} from "./near_bones.js";
import {TouchZoom} from "./touch_zoom.js";

/** @typedef {import("../core/figure_view.js").OnSelect} OnSelect */

export class SkeletonView extends FigureView {
  /**
   * @param {HTMLElement} root
   * @param {{onSelect?: OnSelect}} [options]
   */
  constructor(root, options) {
    super(root, options);
    this.near = new NearBones(this.stage, {
      nameOf: (bone) => this.labels.get(bone) ?? bone,
      onChoose: (bone) => this.select(bone),
    });
    this.touch = new TouchZoom(this.stage, {
      // A drag of the figure is Plotly's; a pinch is ours.
      seen: () => (this.plot.ready ? this.#body.seen() : null),
      show: (ranges) => this.#body.showNear(ranges),
      // Two quick taps on two bones are no double tap: on a phone the hip bone is 20 px from the sacrum.
      tap: (x, y, before) =>
        this.#boneAt(before.x, before.y) === this.#boneAt(x, y) && this.#body.zoomAt(x, y),
    });
    this.onTouch = (/** @type {number} */ x, /** @type {number} */ y) => this.#offerNear(x, y);
  }

  // Made in the constructor of the class above, before this one has fields of its own.
  get #body() {
    return /** @type {BodyPlot} */ (this.plot);
  }

  get #light() {
    return /** @type {LightBody} */ (this.preview);
  }

  /**
   * @param {HTMLElement} element
   * @returns {BodyPlot}
   */
  makePlot(element) {
    return new BodyPlot(element, this);
  }

  makePreview() {
    return new LightBody(this.stage, this);
  }

  /** @param {Atlas.ViewData} data */
  update(data) {
    // What was painted before says nothing of what is seen now.
    if (!this.plot.ready && data.preview !== this.data?.preview) this.say(null);
    this.root.setAttribute("role", "figure");
    this.root.setAttribute("aria-label", data.alt ?? "");
    return super.update(data);
  }

  /**
   * @param {Atlas.ViewData} data
   * @param {Atlas.BaseFigure} base
   * @param {Published.Paint | null} paint
   */
  answerEarly(data, base, paint) {
    super.answerEarly(data, base, paint);
    this.selected = [...(data.selected ?? [])];
    this.plot.paint = paint;
    this.#light.answer(base, this.plot.homeRanges());
    this.listbox.update(true);
    this.toolbar.update(data.tools ?? []);
  }

  /**
   * @param {string[]} ids
   * @param {FigureView} from
   */
  take(ids, from) {
    super.take(ids, from);
    this.near.close();
    if (this.plot.ready) {
      // With nothing selected the trunk is enough again.
      if (!ids.length) this.bringIntoSight();
      return;
    }
    this.selected = [...ids];
    this.root.dataset.selected = ids.join(",");
    this.#light.mark();
    this.listbox.mark();
  }

  /** Show what is selected, where it was chosen elsewhere than on the figure. */
  bringIntoSight() {
    if (this.plot.ready) this.plot.bringIntoSight();
  }

  /**
   * A finger has selected: where several bones lie too near to be told apart, offer them all.
   *
   * @param {number} x
   * @param {number} y
   */
  #offerNear(x, y) {
    const hit = this.plot.ready ? this.plot.hit : this.#light.hit;
    if (hit instanceof BoneHitTest) this.near.offer(hit.crowdAt(x, y), this.selected);
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  #boneAt(x, y) {
    const hit = this.plot.ready ? this.plot.hit : this.#light.hit;
    return hit instanceof BoneHitTest ? hit.at(x, y, REACH_PX.touch.item) : undefined;
  }

  destroy() {
    this.touch.destroy();
    super.destroy();
  }
}
