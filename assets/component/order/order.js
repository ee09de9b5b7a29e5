// A list to put in order: by drag (mouse, pen and finger), by keyboard, by number keys and by buttons.
import {make} from "../core/dom.js";
import {compared, comparison} from "./order_scoring.js";

const DRAG_SLOP_PX = 6;
const HELP =
  "Drag, or use the arrows. Keys: Space picks up and drops, arrow keys move, Escape puts back; a number key gives the marked item that place.";
const ARROWS = {up: "M10 16V5M5 9.5L10 4.5l5 5", down: "M10 4v11M5 10.5l5 5 5-5"};
let made = 0;

const named = (element, label) => {
  element.setAttribute("aria-label", label);
  return element;
};
const icon = (d) =>
  `<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path d="${d}" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

export class OrderList {
  /**
   * @param root element that the list fills
   * @param items [{id, label}] in the order in which they are offered
   * @param onChange called with the ids in their new order
   * @param big type that reads from the last row
   * @param name what a screen reader calls the list
   */
  constructor(root, {items, onChange, big = false, name = "Your order, the first on top"}) {
    Object.assign(this, {root, onChange, big});
    this.labels = new Map(items.map(({id, label}) => [id, label]));
    this.offered = items.map(({id}) => id);
    this.order = [...this.offered];
    this.given = new Map(); // places that number keys gave: they hold until something is moved by hand
    this.help = make("p", {
      className: "atlas-order-help",
      id: `atlas-order-${(made += 1)}`,
      textContent: HELP,
    });
    this.list = named(make("ol", {className: "atlas-order-list"}), name);
    this.status = make("p", {className: "atlas-unseen"});
    this.status.setAttribute("role", "status");
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

  row(id) {
    const handle = make(
      "button",
      {type: "button", className: "atlas-order-handle"},
      make("span", {className: "atlas-order-place"}),
      make("span", {className: "atlas-order-label", textContent: this.labels.get(id)}),
    );
    handle.setAttribute("aria-describedby", this.help.id);
    const step = (way, by) => {
      const button = named(
        make("button", {type: "button", className: "atlas-order-step", innerHTML: icon(ARROWS[way])}),
        `Move ${way}: ${this.labels.get(id)}`,
      );
      button.addEventListener("click", () => this.step(id, by, button));
      return button;
    };
    const item = make("li", {className: "atlas-order-item"}, handle, step("up", -1), step("down", 1));
    item.dataset.id = id;
    handle.addEventListener("pointerdown", (event) => this.grab(id, event));
    item.addEventListener("keydown", (event) => this.key(event, id));
    handle.addEventListener("blur", () => {
      if (this.held?.id === id) this.drop();
    });
    return {item, handle, up: item.children[1], down: item.children[2]};
  }

  // What is shown --------------------------------------------------------------------------------

  show() {
    const focus = document.activeElement;
    const next = this.next();
    const wanted = this.order.map((id) => this.rows.get(id).item);
    // Only what stands wrong is moved: an element that is moved loses the focus.
    wanted.forEach((item, i) => {
      if (this.list.children[i] !== item) this.list.insertBefore(item, this.list.children[i] ?? null);
    });
    this.order.forEach((id, i) => {
      const {item, handle, up, down} = this.rows.get(id);
      handle.firstChild.textContent = i + 1;
      named(handle, `${this.labels.get(id)}, place ${i + 1} of ${this.order.length}`);
      item.classList.toggle("atlas-order-held", this.held?.id === id);
      item.classList.toggle("atlas-order-next", id === next);
      // Not disabled: the focus must not be lost at the ends.
      up.setAttribute("aria-disabled", String(i === 0));
      down.setAttribute("aria-disabled", String(i === this.order.length - 1));
    });
    if (this.list.contains(focus) && document.activeElement !== focus) {
      this.moving = true;
      focus.focus();
      this.moving = false;
    }
  }

  say(words) {
    this.status.textContent = words;
  }

  placed(id) {
    return `${this.labels.get(id)}, place ${this.order.indexOf(id) + 1} of ${this.order.length}.`;
  }

  focus() {
    this.rows.get(this.next() ?? this.order[0]).handle.focus();
  }

  // Moving ---------------------------------------------------------------------------------------

  /** Put an item on a place, from 0; the others close up. */
  put(id, place) {
    const from = this.order.indexOf(id);
    const to = Math.max(0, Math.min(this.order.length - 1, place));
    if (from === to) return false;
    this.order.splice(from, 1);
    this.order.splice(to, 0, id);
    return true;
  }

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

  /** Give an item the place of a number key: what has been given places keeps them, the rest fills the gaps. */
  give(number, id) {
    if (number < 1 || number > this.order.length || id === undefined) return;
    for (const [other, place] of this.given) if (place === number) this.given.delete(other);
    this.given.set(id, number);
    const byPlace = new Map([...this.given].map(([item, place]) => [place, item]));
    const rest = this.order.filter((item) => !this.given.has(item));
    this.order = this.order.map((_, i) => byPlace.get(i + 1) ?? rest.shift());
    this.changed();
    const next = this.next();
    this.say(`${this.placed(id)}${next ? ` Next: ${this.labels.get(next)}.` : " All have a place."}`);
    if (next) this.rows.get(next).handle.focus();
  }

  // Keys -----------------------------------------------------------------------------------------

  /**
   * Take a key; tells whether it was one of ours. Number keys may be handed on by the page when nothing of
   * the list has the focus: they place the next item.
   */
  key(event, id) {
    if (this.locked || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
    const onHandle = id !== undefined && event.target === this.rows.get(id).handle;
    const act = this.act(event.key, id, onHandle);
    if (!act) return false;
    event.preventDefault();
    event.stopPropagation();
    act();
    return true;
  }

  act(key, id, onHandle) {
    if (/^[1-9]$/.test(key))
      return () => {
        this.drop();
        this.give(Number(key), onHandle ? id : this.next());
      };
    if (!onHandle) return null;
    const by = {ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1}[key];
    if (this.held) {
      if (by) return () => this.carry(by);
      if (key === "Home" || key === "End")
        return () => this.carry(key === "Home" ? -this.order.length : this.order.length);
      return {" ": () => this.drop(), Escape: () => this.putBack()}[key];
    }
    if (key === " ") return () => this.pick(id);
    if (key === "ArrowUp" || key === "ArrowDown")
      return () => this.rows.get(this.order[this.order.indexOf(id) + by])?.handle.focus();
    return null;
  }

  pick(id) {
    this.held = {id, before: this.ids};
    this.show();
    this.say(`Picked up ${this.placed(id)} Arrow keys move it, Space drops it, Escape puts it back.`);
  }

  carry(by) {
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
    const {id, before} = this.held;
    this.held = null;
    this.order = before;
    this.changed();
    this.say(`Put back: ${this.placed(id)}`);
  }

  // Dragging -------------------------------------------------------------------------------------

  grab(id, event) {
    if (this.locked || !event.isPrimary || event.button !== 0 || this.drag) return;
    const {item, handle} = this.rows.get(id);
    const boxes = this.order.map((other) => this.rows.get(other).item.getBoundingClientRect());
    this.drag = {
      id,
      item,
      handle,
      boxes,
      pointer: event.pointerId,
      y: event.clientY,
      from: this.order.indexOf(id),
      started: false,
    };
    const listen = (name, act) => {
      const taken = (e) => {
        if (e.pointerId === this.drag?.pointer) act(e);
      };
      handle.addEventListener(name, taken);
      return [name, taken];
    };
    this.drag.listeners = [
      listen("pointermove", (e) => this.pull(e)),
      listen("pointerup", () => this.release(true)),
      listen("pointercancel", () => this.release(false)),
    ];
    this.drag.escape = (e) => {
      if (e.key === "Escape") {
        e.preventDefault();
        this.release(false);
      }
    };
    handle.setPointerCapture(event.pointerId);
    document.addEventListener("keydown", this.drag.escape, true);
  }

  pull({clientY}) {
    const {drag} = this;
    const dy = clientY - drag.y;
    if (!drag.started && Math.abs(dy) < DRAG_SLOP_PX) return;
    if (!drag.started) {
      this.drop();
      drag.started = true;
      drag.item.classList.add("atlas-order-dragged");
    }
    const {boxes, from} = drag;
    const middle = (boxes[from].top + boxes[from].bottom) / 2 + dy;
    drag.to = boxes.filter((box, i) => i !== from && (box.top + box.bottom) / 2 < middle).length;
    const room = boxes[from].height + (boxes.length > 1 ? boxes[1].top - boxes[0].bottom : 0);
    drag.item.style.transform = `translateY(${dy}px)`;
    drag.handle.firstChild.textContent = drag.to + 1;
    this.order.forEach((id, i) => {
      if (i === from) return;
      const way = i > from && i <= drag.to ? -1 : i < from && i >= drag.to ? 1 : 0;
      const {item, handle} = this.rows.get(id);
      item.style.transform = way ? `translateY(${way * room}px)` : "";
      handle.firstChild.textContent = i + 1 + way;
    });
  }

  release(kept) {
    const {drag} = this;
    this.drag = null;
    document.removeEventListener("keydown", drag.escape, true);
    for (const [name, taken] of drag.listeners) drag.handle.removeEventListener(name, taken);
    for (const {item} of this.rows.values()) item.style.transform = "";
    drag.item.classList.remove("atlas-order-dragged");
    if (!drag.started) return;
    if (kept) this.given.clear();
    if (kept && this.put(drag.id, drag.to)) this.changed();
    else this.show();
    this.say(this.placed(drag.id));
  }

  // The answer -----------------------------------------------------------------------------------

  /**
   * Show the reader's order beside the right one; nothing can be moved any more.
   *
   * @param result [{id, label, value, settled}] in the right order; `settled` false: the evidence does not
   *   settle its order with the item after it, so either order counts as right
   * @param pairs [[id, id], ...] which must come before which, where that says more than `settled`
   * @returns {right, count}: how many stand on a right place
   */
  lock(result, pairs = null) {
    if (this.drag) this.release(false);
    this.held = null;
    this.locked = true;
    const rows = compared(this.order, result, pairs);
    const right = rows.filter((row) => row.right).length;
    this.root.replaceChildren(...comparison(rows, this.labels), this.status);
    this.say(`${right} of ${rows.length} on a right place.`);
    return {right, count: rows.length};
  }

  destroy() {
    if (this.drag) this.release(false);
    this.root.classList.remove("atlas-order", "atlas-order-big");
    this.root.replaceChildren();
  }
}
