// What a click or a hover on a figure means: a step of a journey, a segment of a route, a bone, a row; or nothing.
import {Pointer, reachOf} from "./pointer.js";

export class Picking {
  #element;
  #lookUp;
  #told;

  /**
   * @param element what Plotly draws into
   * @param lookUp what lies where: isReady(), lineAt(x, y, reach) and itemAt(x, y, reach) at points of the window;
   *   textOfLine(line), textOf(id)
   * @param told what the reader meant: step(number), select(id, {add}), beside(), tip(x, y, text), noTip()
   */
  constructor(element, lookUp, told) {
    this.#element = element;
    this.#lookUp = lookUp;
    this.#told = told;
    this.pointer = new Pointer(element, {
      click: (event, how) => lookUp.isReady() && this.click(event, how),
      hover: (event) => (lookUp.isReady() ? this.hover(event) : told.noTip()),
      leave: () => told.noTip(),
    });
  }

  /** Whether a button or finger is down on the figure. */
  get pressed() {
    return this.pointer.pressed;
  }

  click(event, {touch}) {
    const {clientX: x, clientY: y} = event;
    const reach = reachOf(event);
    const line = this.#lookUp.lineAt(x, y, reach.line);
    if (line?.step) {
      this.#told.step(line.step);
      return;
    }
    const id = line ? line.segment : this.#lookUp.itemAt(x, y, reach.item);
    this.#told.noTip();
    if (id === undefined) this.#told.beside();
    // Null lies over something that cannot be chosen: neither a choice nor a wish to clear it.
    else if (id !== null) {
      this.#told.select(id, {add: event.shiftKey || event.ctrlKey || event.metaKey});
      // On a phone the detail lies below the figure, so the finger gets its answer at once.
      if (touch) this.#tip(event, this.#lookUp.textOf(id));
    }
  }

  hover(event) {
    const {clientX: x, clientY: y} = event;
    const reach = reachOf(event);
    const line = this.#lookUp.lineAt(x, y, reach.line);
    const id = line ? null : this.#lookUp.itemAt(x, y, reach.hover);
    this.#element.style.cursor = line || id ? "pointer" : "";
    this.#tip(event, line ? this.#lookUp.textOfLine(line) : id && this.#lookUp.textOf(id));
  }

  #tip({clientX, clientY}, text) {
    if (text) this.#told.tip(clientX, clientY, text);
    else this.#told.noTip();
  }

  destroy() {
    this.pointer.destroy();
  }
}
