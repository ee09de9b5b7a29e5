// Clicks and hovers on a figure. Plotly's click reports the last throttled hover and nothing beside a fill, so what
// lies under the pointer is our own hit test, asked when the button or the finger goes up.

const CLICK_SLOP_PX = 6;
/** How far from a line or a bone it is still meant: a finger is thicker than the tip of a mouse. */
export const REACH_PX = {mouse: {line: 3, item: 3, hover: 0}, touch: {line: 6, item: 10, hover: 0}};

const isTouch = (event) => event.pointerType === "touch";
export const reachOf = (event) => REACH_PX[isTouch(event) ? "touch" : "mouse"];

export class Pointer {
  /** Whether a button or finger is down: drawing anew would take the figure from under it. */
  pressed = false;
  #down = null;

  /**
   * @param element what Plotly draws into
   * @param told {click(event, {touch}), hover(event), leave()}
   */
  constructor(element, {click, hover, leave}) {
    const listen = (target, name, act, options) => target.addEventListener(name, act, options);
    listen(element, "pointerdown", (event) => this.#press(event), true);
    listen(element, "pointercancel", () => this.#release(), true);
    listen(element, "pointermove", (event) => (isTouch(event) || event.buttons ? leave() : hover(event)), {
      passive: true,
    });
    listen(element, "pointerleave", (event) => isTouch(event) || leave());
    this.up = (event) => {
      if (this.#isClick(event, this.#release())) click(event, {touch: isTouch(event)});
    };
    window.addEventListener("pointerup", this.up, true);
  }

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

  /** Whether the pointer went up where it went down: else the reader has dragged the figure. */
  #isClick(event, start) {
    if (!start) return false;
    return Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) <= CLICK_SLOP_PX;
  }

  destroy() {
    window.removeEventListener("pointerup", this.up, true);
  }
}
