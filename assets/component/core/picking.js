// What a click or a hover on a figure means: a step of a journey, a segment of a route, a bone, a row; or nothing.
import {Pointer, reachOf} from "./pointer.js";

/** @typedef {import("./pointer.js").Pointed} Pointed */
/** @typedef {{step: number} | {segment: string, label: string}} Line a step of the journey, or a line that is lit */

/**
 * What lies where, at points of the window. Of an item the id is null where it cannot be chosen, undefined beside
 * all of them.
 *
 * @typedef {object} LookUp
 * @property {() => boolean} isReady
 * @property {(x: number, y: number, reach: number) => Line | null | undefined} lineAt
 * @property {(x: number, y: number, reach: number) => string | null | undefined} itemAt
 * @property {(line: Line) => Atlas.TipText} textOfLine
 * @property {(id: string) => Atlas.TipText | null} textOf
 */
/**
 * What the reader meant.
 *
 * @typedef {object} Meant
 * @property {(number: number) => void} step
 * @property {(id: string, how: {add: boolean}) => void} select
 * @property {() => void} beside
 * @property {(x: number, y: number) => void} [touched] a finger has selected here
 * @property {(x: number, y: number, text: Atlas.TipText) => void} tip
 * @property {() => void} noTip
 */

export class Picking {
  #element;
  #lookUp;
  #meant;

  /**
   * @param {HTMLElement} element what Plotly draws into
   * @param {LookUp} lookUp
   * @param {Meant} meant
   */
  constructor(element, lookUp, meant) {
    this.#element = element;
    this.#lookUp = lookUp;
    this.#meant = meant;
    this.pointer = new Pointer(element, {
      click: (event, how) => lookUp.isReady() && this.click(event, how),
      hover: (event) => (lookUp.isReady() ? this.hover(event) : meant.noTip()),
      leave: () => meant.noTip(),
    });
  }

  /** Whether a button or finger is down on the figure. */
  get pressed() {
    return this.pointer.pressed;
  }

  /**
   * @param {Pointed} event
   * @param {{touch: boolean}} how
   */
  click(event, {touch}) {
    const {clientX: x, clientY: y} = event;
    const reach = reachOf(event);
    const line = this.#lookUp.lineAt(x, y, reach.line);
    if (line && "step" in line) {
      this.#meant.step(line.step);
      return;
    }
    const id = line ? line.segment : this.#lookUp.itemAt(x, y, reach.item);
    this.#meant.noTip();
    if (id === undefined) this.#meant.beside();
    // Null lies over something that cannot be chosen: neither a choice nor a wish to clear it.
    else if (id !== null) {
      this.#meant.select(id, {add: event.shiftKey || event.ctrlKey || event.metaKey});
      // On a phone the detail lies below the figure, so the finger gets its answer at once.
      if (!touch) return;
      this.#tip(event, this.#lookUp.textOf(id));
      this.#meant.touched?.(x, y);
    }
  }

  /** @param {Pointed} event */
  hover(event) {
    const {clientX: x, clientY: y} = event;
    const reach = reachOf(event);
    const line = this.#lookUp.lineAt(x, y, reach.line);
    const id = line ? null : this.#lookUp.itemAt(x, y, reach.hover);
    this.#element.style.cursor = line || id ? "pointer" : "";
    const text = id ? this.#lookUp.textOf(id) : null;
    this.#tip(event, line ? this.#lookUp.textOfLine(line) : text);
  }

  /**
   * @param {Pointed} event
   * @param {Atlas.TipText | null} text
   */
  #tip({clientX, clientY}, text) {
    if (text) this.#meant.tip(clientX, clientY, text);
    else this.#meant.noTip();
  }

  destroy() {
    this.pointer.destroy();
  }
}
