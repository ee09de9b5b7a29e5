// Clicks and hovers on a figure. Plotly's click reports the last throttled hover and nothing beside a fill, so what
// lies under the pointer is our own hit test, asked when the button or the finger goes up.

const CLICK_SLOP_PX = 6;
/** How far from a line or a bone it is still meant: a finger is thicker than the tip of a mouse. */
export const REACH_PX = {mouse: {line: 3, item: 3, hover: 0}, touch: {line: 6, item: 10, hover: 0}};

/**
 * What of a pointer's event is read.
 *
 * @typedef {Pick<PointerEvent, "pointerType" | "clientX" | "clientY" | "buttons" | "shiftKey" | "ctrlKey" | "metaKey">}
 *   Pointed
 */
/**
 * What the reader's hand did.
 *
 * @typedef {object} Acts
 * @property {(event: Pointed, how: {touch: boolean}) => void} click
 * @property {(event: Pointed) => void} hover
 * @property {() => void} leave
 */

/** @param {Pick<PointerEvent, "pointerType">} event */
const isTouch = (event) => event.pointerType === "touch";
/** @param {Pick<PointerEvent, "pointerType">} event */
export const reachOf = (event) => REACH_PX[isTouch(event) ? "touch" : "mouse"];

export class Pointer {
  /** Whether a button or finger is down: drawing anew would take the figure from under it. */
  pressed = false;
  /** Where it went down. @type {PointerEvent | null} */
  #down = null;

  /**
   * @param {HTMLElement} element what Plotly draws into
   * @param {Acts} acts
   */
  constructor(element, {click, hover, leave}) {
    element.addEventListener("pointerdown", (event) => this.#press(event), true);
    element.addEventListener("pointercancel", () => this.#release(), true);
    element.addEventListener(
      "pointermove",
      (event) => (isTouch(event) || event.buttons ? leave() : hover(event)),
      {passive: true},
    );
    element.addEventListener("pointerleave", (event) => isTouch(event) || leave());
    /** @param {PointerEvent} event */
    this.up = (event) => {
      if (this.#isClick(event, this.#release())) click(event, {touch: isTouch(event)});
    };
    window.addEventListener("pointerup", this.up, true);
  }

  /** @param {PointerEvent} event */
  #press(event) {
    this.pressed = true;
    this.#down = event.isPrimary && event.button === 0 ? event : null;
  }

  #release() {
    const start = this.#down;
    this.#down = null;
    this.pressed = false;
    return start;
  }

  /**
   * Whether the pointer went up where it went down: else the reader has dragged the figure.
   *
   * @param {PointerEvent} event
   * @param {PointerEvent | null} start
   */
  #isClick(event, start) {
    if (!start) return false;
    return Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) <= CLICK_SLOP_PX;
  }

  destroy() {
    window.removeEventListener("pointerup", this.up, true);
  }
}
