// A list to put in order: by drag (mouse, pen and finger), by keyboard, by number keys and by buttons.
import {make} from "../core/dom.js";
import {Dragging} from "./dragging.js";
import {compared, comparison} from "./order_scoring.js";

const HELP =
  "Drag, or use the arrows. Keys: Space picks up and drops, arrow keys move, Escape puts back; " +
  "a number key gives the marked item that place.";
const ARROWS = {up: "M10 16V5M5 9.5L10 4.5l5 5", down: "M10 4v11M5 10.5l5 5 5-5"};
let made = 0;

/**
 * @template {Element} E
 * @param {E} element
 * @param {string} label
 * @returns {E}
 */
const named = (element, label) => {
  element.setAttribute("aria-label", label);
  return element;
};
/** @param {string} d path in a box of 20 */
const icon = (d) =>
  `<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path d="${d}" fill="none" ` +
  'stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/></svg>';

/** @typedef {{item: HTMLLIElement, handle: HTMLButtonElement, number: Element, up: Element, down: Element}} Row */
/** @typedef {{id: string, before: string[]}} Held an item picked up by a key, and the order before */

export class OrderList {
  /** @type {Held | null} */
  held = null;
  locked = false;
  /** Whether an element with the focus is being moved: its blur is no wish to drop what is held. */
  moving = false;

  /**
   * @param {HTMLElement} root element that the list fills
   * @param {object} options
   * @param {Atlas.OrderItem[]} options.items in the order in which they are offered
   * @param {(ids: string[]) => void} [options.onChange] called with the ids in their new order
   * @param {boolean} [options.big] type that reads from the last row
   * @param {string} [options.name] what a screen reader calls the list
   */
  constructor(root, {items, onChange, big = false, name = "Your order, the first on top"}) {
    this.root = root;
    this.onChange = onChange;
    this.labels = new Map(items.map(({id, label}) => [id, label]));
    this.offered = items.map(({id}) => id);
    this.order = [...this.offered];
    /** Places that number keys gave: they hold until something is moved by hand. @type {Map<string, number>} */
    this.given = new Map();
    this.help = make("p", {
      className: "atlas-order-help",
      id: `atlas-order-${(made += 1)}`,
      textContent: HELP,
    });
    this.list = named(make("ol", {className: "atlas-order-list"}), name);
    this.status = make("p", {className: "atlas-unseen"});
    this.status.setAttribute("role", "status");
    this.dragging = new Dragging(this);
    this.rows = new Map(this.offered.map((id) => [id, this.row(id)]));
    root.classList.add("atlas-order");
    root.classList.toggle("atlas-order-big", big);
    root.replaceChildren(this.list, this.help, this.status);
    this.show();
  }

  /** The ids in the reader's order. */
  get ids() {
    return [...this.order];
  }

  /**
   * @param {string} id
   * @returns {Row}
   */
  row(id) {
    const number = make("span", {className: "atlas-order-place"});
    const handle = make(
      "button",
      {type: "button", className: "atlas-order-handle"},
      number,
      make("span", {className: "atlas-order-label", textContent: this.labels.get(id)}),
    );
    handle.setAttribute("aria-describedby", this.help.id);
    const [up, down] = [this.stepButton(id, "up", -1), this.stepButton(id, "down", 1)];
    const item = make("li", {className: "atlas-order-item"}, handle, up, down);
    item.dataset.id = id;
    handle.addEventListener("pointerdown", (event) => this.dragging.grab(id, event));
    item.addEventListener("keydown", (event) => this.key(event, id));
    handle.addEventListener("blur", () => {
      if (this.held?.id === id) this.drop();
    });
    return {item, handle, number, up, down};
  }

  /**
   * @param {string} id
   * @param {"up" | "down"} direction
   * @param {number} by
   */
  stepButton(id, direction, by) {
    const button = named(
      make("button", {type: "button", className: "atlas-order-step", innerHTML: icon(ARROWS[direction])}),
      `Move ${direction}: ${this.labels.get(id)}`,
    );
    button.addEventListener("click", () => this.step(id, by, button));
    return button;
  }

  /**
   * The row of an item of this list.
   *
   * @param {string} id
   * @returns {Row}
   */
  rowOf(id) {
    return /** @type {Row} */ (this.rows.get(id));
  }

  // What is shown --------------------------------------------------------------------------------

  show() {
    const focus = document.activeElement;
    const next = this.next();
    const wanted = this.order.map((id) => this.rowOf(id).item);
    // Only what stands wrong is moved: an element that is moved loses the focus.
    wanted.forEach((item, i) => {
      if (this.list.children[i] !== item) this.list.insertBefore(item, this.list.children[i] ?? null);
    });
    this.order.forEach((id, i) => {
      const {item, handle, number, up, down} = this.rowOf(id);
      number.textContent = String(i + 1);
      named(handle, `${this.labels.get(id)}, place ${i + 1} of ${this.order.length}`);
      item.classList.toggle("atlas-order-held", this.held?.id === id);
      item.classList.toggle("atlas-order-next", id === next);
      // Not disabled: the focus must not be lost at the ends.
      up.setAttribute("aria-disabled", String(i === 0));
      down.setAttribute("aria-disabled", String(i === this.order.length - 1));
    });
    if (focus instanceof HTMLElement && this.list.contains(focus) && document.activeElement !== focus) {
      this.moving = true;
      focus.focus();
      this.moving = false;
    }
  }

  /** @param {string} text for a screen reader */
  say(text) {
    this.status.textContent = text;
  }

  /** @param {string} id */
  placed(id) {
    return `${this.labels.get(id)}, place ${this.order.indexOf(id) + 1} of ${this.order.length}.`;
  }

  focus() {
    this.rowOf(this.next() ?? this.order[0]).handle.focus();
  }

  // Moving ---------------------------------------------------------------------------------------

  /**
   * Put an item on a place, from 0; the others close up.
   *
   * @param {string} id
   * @param {number} place
   * @returns {boolean} whether anything has changed
   */
  put(id, place) {
    const from = this.order.indexOf(id);
    const to = Math.max(0, Math.min(this.order.length - 1, place));
    if (from === to) return false;
    this.order.splice(from, 1);
    this.order.splice(to, 0, id);
    return true;
  }

  /**
   * @param {string} id
   * @param {number} by
   * @param {HTMLElement} [button] that keeps the focus
   */
  step(id, by, button) {
    this.given.clear();
    if (this.put(id, this.order.indexOf(id) + by)) this.changed();
    this.say(this.placed(id));
    button?.focus();
  }

  changed() {
    this.show();
    this.onChange?.(this.ids);
  }

  /** The item that a number key places: the first of those offered that has no place yet. */
  next() {
    return this.given.size ? this.offered.find((id) => !this.given.has(id)) : this.offered[0];
  }

  /**
   * Give an item the place of a number key: what has been given places keeps them, the rest fills the gaps.
   *
   * @param {number} number from 1
   * @param {string | undefined} id
   */
  give(number, id) {
    if (number < 1 || number > this.order.length || id === undefined) return;
    for (const [other, place] of this.given) if (place === number) this.given.delete(other);
    this.given.set(id, number);
    const byPlace = new Map([...this.given].map(([item, place]) => [place, item]));
    const rest = this.order.filter((item) => !this.given.has(item));
    this.order = this.order.map((_, i) => byPlace.get(i + 1) ?? /** @type {string} */ (rest.shift()));
    this.changed();
    const next = this.next();
    this.say(`${this.placed(id)}${next ? ` Next: ${this.labels.get(next)}.` : " All have a place."}`);
    if (next) this.rowOf(next).handle.focus();
  }

  // Keys -----------------------------------------------------------------------------------------

  /**
   * Take a key; tells whether it was one of ours. Number keys may be handed on by the page when nothing of
   * the list has the focus: they place the next item.
   *
   * @param {KeyboardEvent} event
   * @param {string} [id] item that has the focus
   */
  key(event, id) {
    if (this.locked || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
    const onHandle = id !== undefined && event.target === this.rowOf(id).handle;
    const act = this.act(event.key, id, onHandle);
    if (!act) return false;
    event.preventDefault();
    event.stopPropagation();
    act();
    return true;
  }

  /**
   * What a key does; nothing where it is none of ours.
   *
   * @param {string} key
   * @param {string | undefined} id
   * @param {boolean} onHandle
   * @returns {(() => void) | undefined}
   */
  act(key, id, onHandle) {
    if (/^[1-9]$/.test(key))
      return () => {
        this.drop();
        this.give(Number(key), onHandle ? id : this.next());
      };
    if (id === undefined || !onHandle) return undefined;
    return this.held ? this.actOfHeld(key) : this.actOfFree(key, id);
  }

  /** @param {string} key while an item is held */
  actOfHeld(key) {
    const all = this.order.length;
    /** @type {Record<string, number>} */
    const moves = {ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1, Home: -all, End: all};
    if (key in moves) return () => this.carry(moves[key]);
    if (key === " ") return () => this.drop();
    return key === "Escape" ? () => this.putBack() : undefined;
  }

  /**
   * @param {string} key while no item is held
   * @param {string} id item that has the focus
   */
  actOfFree(key, id) {
    if (key === " ") return () => this.pick(id);
    if (key !== "ArrowUp" && key !== "ArrowDown") return undefined;
    const neighbour = this.order[this.order.indexOf(id) + (key === "ArrowUp" ? -1 : 1)];
    return () => this.rows.get(neighbour)?.handle.focus();
  }

  /** @param {string} id */
  pick(id) {
    this.held = {id, before: this.ids};
    this.show();
    this.say(`Picked up ${this.placed(id)} Arrow keys move it, Space drops it, Escape puts it back.`);
  }

  /** @param {number} by places that the held item is moved */
  carry(by) {
    if (!this.held) return;
    const {id} = this.held;
    this.given.clear();
    if (this.put(id, this.order.indexOf(id) + by)) this.changed();
    this.say(this.placed(id));
  }

  drop() {
    if (!this.held || this.moving) return;
    const {id} = this.held;
    this.held = null;
    this.show();
    this.say(`Dropped: ${this.placed(id)}`);
  }

  putBack() {
    if (!this.held) return;
    const {id, before} = this.held;
    this.held = null;
    this.order = before;
    this.changed();
    this.say(`Put back: ${this.placed(id)}`);
  }

  // The answer -----------------------------------------------------------------------------------

  /**
   * Show the reader's order beside the right one; nothing can be moved any more.
   *
   * @param {Atlas.RightItem[]} result in the right order
   * @param {Atlas.Pairs} pairs which must come before which; of others either order counts as right
   * @param {string} [open] which these others are
   * @returns {{right: number, count: number}} how many stand on a right place
   */
  lock(result, pairs, open) {
    this.dragging.release(false);
    this.held = null;
    this.locked = true;
    const rows = compared(this.order, result, pairs);
    const right = rows.filter((row) => row.right).length;
    this.root.replaceChildren(...comparison(rows, this.labels, open), this.status);
    this.say(`${right} of ${rows.length} on a right place.`);
    return {right, count: rows.length};
  }

  destroy() {
    this.dragging.release(false);
    this.root.classList.remove("atlas-order", "atlas-order-big");
    this.root.replaceChildren();
  }
}
