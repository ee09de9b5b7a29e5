// Keys and swipes of a lesson: what a keyboard, a clicker and a finger can do. Which key does what stands in
// keys.json: the help, the notes window and the page of lessons read the same table.
import TABLE from "./keys.json" with {type: "json"};

const SWIPE_PX = 48;
const SLANT = 1.6;

/** @typedef {{keys: Record<string, string>, labels: string[], help: string, orElse?: string, notes?: boolean}} Line */

/** @type {(lines: Line[]) => Map<string, string>} */
const actsOf = (rows) => new Map(rows.flatMap(({keys}) => Object.entries(keys)));
// One form for all lines: TypeScript sees as many forms in the file as there are lines.
const LINES = /** @type {Line[]} */ (/** @type {unknown} */ (TABLE));
const ACTS = actsOf(LINES);
const ACTS_OF_NOTES = actsOf(LINES.filter(({notes}) => notes));

/**
 * Two keys with "or" between them: a full stop is a key too, and would be lost after a comma.
 *
 * @param {string[]} labels
 */
const printed = (labels) => labels.join(labels.length === 2 ? " or " : ", ");

/**
 * The keys in words, for the help: [keys, what they do] each.
 *
 * @param {Set<string>} [lacking] acts that a lesson does without where it is given
 */
export const helpWithout = (lacking = new Set()) =>
  LINES.filter(({keys}) => !Object.values(keys).every((act) => lacking.has(act))).map(
    ({labels, orElse, help}) => [orElse ? `${printed(labels)}, ${orElse}` : printed(labels), help],
  );

/**
 * What a lesson does without where it is given: a window of notes in a file, whose windows cannot tell each other
 * anything; a code for phones, which cannot open a file of this computer; a full screen where the browser, or the page
 * around a frame, has none.
 *
 * @param {{notes: string, canFillScreen: boolean, address: {protocol: string}}} where
 */
export const lackingActs = ({notes, canFillScreen, address}) =>
  new Set([
    ...(notes ? [] : ["notes"]),
    ...(address.protocol === "file:" ? ["qr"] : []),
    ...(canFillScreen ? [] : ["fullscreen"]),
  ]);

/**
 * Name of what a key does to a lesson; undefined where it does nothing.
 *
 * @param {Pick<KeyboardEvent, "key" | "shiftKey">} event
 */
export function actOf({key, shiftKey}, acts = ACTS) {
  // A letter does the same with Shift, or with Caps Lock on.
  return (shiftKey && acts.get(`Shift+${key}`)) || (acts.get(key) ?? acts.get(key.toLowerCase()));
}

/**
 * The same for a key that is pressed in the notes window: it leads the lesson but opens nothing there.
 *
 * @param {Pick<KeyboardEvent, "key" | "shiftKey">} event
 */
export const actOfNotes = (event) => actOf(event, ACTS_OF_NOTES);

/**
 * Whether a key belongs to what has the focus, and not to the lesson.
 *
 * @param {KeyboardEvent} event
 */
export function isElsewhere(event) {
  const {target, key} = event;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  if (!(target instanceof Element)) return false;
  if (target.closest("input, textarea, select, [contenteditable], [role=listbox]")) return key !== "Escape";
  // A button acts by itself; Enter on a line of the order commits it.
  if (key === " ") return Boolean(target.closest("button, a, summary"));
  return (
    key === "Enter" && Boolean(target.closest("button, a, summary")) && !target.closest(".atlas-order-handle")
  );
}

/**
 * Listen to swipes that are neither a scroll, a drag of the order, nor a moved figure.
 *
 * @param {HTMLElement} element
 * @param {(act: "next" | "back") => void} act called for each
 */
export function listenToSwipes(element, act) {
  /** @type {PointerEvent | null} */
  let start = null;
  /** @param {PointerEvent} event */
  const down = (event) => {
    const taken = /** @type {Element} */ (event.target).closest(
      ".atlas-order, .atlas-zoomed, .atlas-present-panel",
    );
    start = event.isPrimary && event.pointerType === "touch" && !taken ? event : null;
  };
  /** @param {PointerEvent} event */
  const up = (event) => {
    if (!start || event.pointerId !== start.pointerId) return;
    const [dx, dy] = [event.clientX - start.clientX, event.clientY - start.clientY];
    start = null;
    if (Math.abs(dx) > SWIPE_PX && Math.abs(dx) > SLANT * Math.abs(dy)) act(dx < 0 ? "next" : "back");
  };
  const cancel = () => {
    start = null;
  };
  element.addEventListener("pointerdown", down, true);
  element.addEventListener("pointerup", up, true);
  element.addEventListener("pointercancel", cancel, true);
}
