// Two fingers on a figure bring it nearer, and so does a double tap. While the fingers move the picture is only
// stretched; the figure is drawn anew where they let go.

/** @typedef {{left: number, top: number, width: number, height: number, ranges: Published.Ranges}} Seen */
/** @typedef {{x: number, y: number, distance: number}} Pinch the middle of two fingers, in px of the stage */
/**
 * What the gestures ask of their figure.
 *
 * @typedef {object} Asked
 * @property {() => Seen | null} seen the part of the figure on the stage, in px of the stage; null where none is drawn
 * @property {(ranges: Published.Ranges) => void} show
 * @property {(x: number, y: number, before: {x: number, y: number}) => void} tap a double tap, in px of the window,
 *   and where its first tap was
 */

const DOUBLE_TAP_MS = 320;
const DOUBLE_TAP_PX = 28;

/**
 * What is seen after a pinch: what lay under the fingers still does.
 *
 * @param {Seen} seen before
 * @param {Pinch} from
 * @param {Pinch} to
 * @returns {Published.Ranges}
 */
export function pinched({left, top, width, height, ranges: {x, y}}, from, to) {
  const factor = from.distance / to.distance;
  const perPx = [(x[1] - x[0]) / width, (y[1] - y[0]) / height];
  const under = [x[0] + (from.x - left) * perPx[0], y[1] - (from.y - top) * perPx[1]];
  const x0 = under[0] - (to.x - left) * perPx[0] * factor;
  const y1 = under[1] + (to.y - top) * perPx[1] * factor;
  return {x: [x0, x0 + (x[1] - x[0]) * factor], y: [y1 - (y[1] - y[0]) * factor, y1]};
}

export class TouchZoom {
  /** @type {{seen: Seen, from: Pinch, to: Pinch} | null} */
  #pinch = null;
  /** The tap before: where and when. */
  #tap = {x: 0, y: 0, at: -Infinity};
  #moved = false;

  /**
   * @param {HTMLElement} stage
   * @param {Asked} asked
   */
  constructor(stage, asked) {
    this.stage = stage;
    this.asked = asked;
    stage.addEventListener("touchstart", this.#start, {passive: false});
    stage.addEventListener("touchmove", this.#move, {passive: false});
    stage.addEventListener("touchend", this.#end);
    stage.addEventListener("touchcancel", this.#end);
  }

  /** @param {TouchEvent} event */
  #start = (event) => {
    this.#moved = event.touches.length > 1;
    if (event.touches.length !== 2) return;
    const seen = this.asked.seen();
    if (!seen) return;
    event.preventDefault(); // the page is not to zoom instead
    const from = this.#fingers(event);
    this.#pinch = {seen, from, to: from};
    this.stage.classList.add("atlas-pinched");
  };

  /** @param {TouchEvent} event */
  #move = (event) => {
    this.#moved = true;
    if (!this.#pinch || event.touches.length !== 2) return;
    event.preventDefault();
    const to = this.#fingers(event);
    const {from} = this.#pinch;
    this.#pinch.to = to;
    const scale = to.distance / from.distance;
    const stretched = `translate(${to.x - from.x * scale}px, ${to.y - from.y * scale}px) scale(${scale})`;
    this.stage.style.setProperty("--atlas-pinch", stretched);
  };

  /** @param {TouchEvent} event */
  #end = (event) => {
    const pinch = this.#pinch;
    if (pinch) {
      this.#pinch = null;
      this.stage.classList.remove("atlas-pinched");
      this.stage.style.removeProperty("--atlas-pinch");
      this.asked.show(pinched(pinch.seen, pinch.from, pinch.to));
    } else if (event.type === "touchend" && !this.#moved && !event.touches.length) this.#tapped(event);
  };

  /** @param {TouchEvent} event */
  #tapped({changedTouches: [{clientX: x, clientY: y}], timeStamp: at, target}) {
    const before = this.#tap;
    const isSecond = at - before.at < DOUBLE_TAP_MS && Math.hypot(x - before.x, y - before.y) < DOUBLE_TAP_PX;
    this.#tap = {x, y, at: isSecond ? -Infinity : at};
    const onTool = target instanceof Element && target.closest("button, li");
    if (isSecond && !onTool) this.asked.tap(x, y, before);
  }

  /**
   * @param {TouchEvent} event with two fingers down
   * @returns {Pinch}
   */
  #fingers({touches: [one, other]}) {
    const box = this.stage.getBoundingClientRect();
    return {
      x: (one.clientX + other.clientX) / 2 - box.left,
      y: (one.clientY + other.clientY) / 2 - box.top,
      distance: Math.max(1, Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY)),
    };
  }

  destroy() {
    this.stage.removeEventListener("touchstart", this.#start);
    this.stage.removeEventListener("touchmove", this.#move);
    this.stage.removeEventListener("touchend", this.#end);
    this.stage.removeEventListener("touchcancel", this.#end);
  }
}
