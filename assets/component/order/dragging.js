// Items of a list to put in order, dragged by mouse, pen or finger.

const DRAG_SLOP_PX = 6;

/** @typedef {import("./order.js").Row} Row */
/**
 * An item under the finger.
 *
 * @typedef {object} Drag
 * @property {string} id
 * @property {Row} row
 * @property {DOMRect[]} boxes of all items in their order, as they stood
 * @property {number} pointer
 * @property {number} y where the finger came down
 * @property {number} from
 * @property {number} to
 * @property {boolean} started whether the finger has moved far enough to mean it
 * @property {AbortController} listening ends what listens to this drag
 */

export class Dragging {
  /** @type {Drag | null} */
  drag = null;

  /** @param {import("./order.js").OrderList} list */
  constructor(list) {
    this.list = list;
  }

  /**
   * @param {string} id
   * @param {PointerEvent} event
   */
  grab(id, event) {
    if (this.list.locked || !event.isPrimary || event.button !== 0 || this.drag) return;
    const row = this.list.rowOf(id);
    const from = this.list.order.indexOf(id);
    /** @type {Drag} */
    const drag = {
      id,
      row,
      boxes: this.list.order.map((other) => this.list.rowOf(other).item.getBoundingClientRect()),
      pointer: event.pointerId,
      y: event.clientY,
      from,
      to: from,
      started: false,
      listening: new AbortController(),
    };
    this.drag = drag;
    this.listen(drag);
    row.handle.setPointerCapture(event.pointerId);
  }

  /** @param {Drag} drag */
  listen(drag) {
    const {handle} = drag.row;
    const {signal} = drag.listening;
    /** @type {(act: (event: PointerEvent) => void) => (event: PointerEvent) => void} another finger does nothing */
    const own = (act) => (event) => {
      if (event.pointerId === drag.pointer) act(event);
    };
    const pull = own((event) => this.pull(drag, event));
    const drop = own(() => this.release(true));
    const cancel = own(() => this.release(false));
    handle.addEventListener("pointermove", pull, {signal});
    handle.addEventListener("pointerup", drop, {signal});
    handle.addEventListener("pointercancel", cancel, {signal});
    const escape = (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      this.release(false);
    };
    document.addEventListener("keydown", escape, {signal, capture: true});
  }

  /**
   * @param {Drag} drag
   * @param {PointerEvent} event
   */
  pull(drag, {clientY}) {
    const dy = clientY - drag.y;
    if (!drag.started && Math.abs(dy) < DRAG_SLOP_PX) return;
    if (!drag.started) {
      this.list.drop();
      drag.started = true;
      drag.row.item.classList.add("atlas-order-dragged");
    }
    const {boxes, from} = drag;
    const middle = (boxes[from].top + boxes[from].bottom) / 2 + dy;
    drag.to = boxes.filter((box, i) => i !== from && (box.top + box.bottom) / 2 < middle).length;
    const room = boxes[from].height + (boxes.length > 1 ? boxes[1].top - boxes[0].bottom : 0);
    drag.row.item.style.transform = `translateY(${dy}px)`;
    drag.row.number.textContent = String(drag.to + 1);
    this.list.order.forEach((id, i) => {
      if (i === from) return;
      const by = shifted(i, from, drag.to);
      const {item, number} = this.list.rowOf(id);
      item.style.transform = by ? `translateY(${by * room}px)` : "";
      number.textContent = String(i + 1 + by);
    });
  }

  /** @param {boolean} kept whether the item stays where it was let go */
  release(kept) {
    const {drag} = this;
    if (!drag) return;
    this.drag = null;
    drag.listening.abort();
    for (const {item} of this.list.rows.values()) item.style.transform = "";
    drag.row.item.classList.remove("atlas-order-dragged");
    if (!drag.started) return;
    if (kept) this.list.given.clear();
    if (kept && this.list.put(drag.id, drag.to)) this.list.changed();
    else this.list.show();
    this.list.say(this.list.placed(drag.id));
  }
}

/**
 * How many places the item at a place gives way to one that is dragged.
 *
 * @param {number} i
 * @param {number} from
 * @param {number} to
 */
function shifted(i, from, to) {
  if (i > from && i <= to) return -1;
  return i < from && i >= to ? 1 : 0;
}
