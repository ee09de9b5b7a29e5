// Keys and swipes of a lesson: what a keyboard, a clicker and a finger can do.

const SWIPE_PX = 48;
const SLANT = 1.6;
const NEXT = ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"];
const BACK = ["ArrowLeft", "ArrowUp", "PageUp", "Backspace"];

/** The keys in words, for the help. */
export const KEYS = [
  ["→ ↓ Page down", "Next"],
  ["Space, Enter", "Next"],
  ["← ↑ Page up", "Back"],
  ["Home, End", "First, last slide"],
  ["1 … 9", "Answer the question"],
  ["B or .", "Black screen"],
  ["L", "Labels on and off"],
  ["O", "All slides"],
  ["E, or click a bone", "The skeleton"],
  ["N", "Notes in a window"],
  ["M", "Notes under the slide"],
  ["Q", "Code for phones"],
  ["T", "Time from zero, twice: off"],
  ["F or F5", "Full screen"],
  ["Esc", "Back to the slide"],
];

/** Name of what a key does to a lesson; undefined where it does nothing. */
export function actOf({key, shiftKey}) {
  if (NEXT.includes(key)) return key === " " && shiftKey ? "back" : "next";
  if (BACK.includes(key)) return "back";
  const named = {Home: "first", End: "last", Escape: "escape", F5: "fullscreen", ".": "black", "?": "help"}[
    key
  ];
  const lettered = {
    b: "black",
    l: "labels",
    o: "overview",
    e: "explore",
    n: "notes",
    m: "notesBelow",
    q: "qr",
    t: "clock",
    f: "fullscreen",
  }[key.toLowerCase()];
  return named ?? lettered;
}

/** Whether a key belongs to what has the focus, and not to the lesson. */
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

/** Call `act` with "next" or "back" for a swipe that is neither a scroll, a drag of the order, nor a moved figure. */
export function listenToSwipes(element, act) {
  let start = null;
  const down = (event) => {
    const taken = event.target.closest(".atlas-order, .atlas-zoomed, .atlas-present-panel");
    start = event.isPrimary && event.pointerType === "touch" && !taken ? event : null;
  };
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
