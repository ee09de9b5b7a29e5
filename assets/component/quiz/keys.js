// The keys of a quiz: those of the question that is asked, and Enter, which goes on.

/**
 * What is played.
 *
 * @typedef {object} Keyed
 * @property {HTMLElement} root
 * @property {{key: (event: KeyboardEvent) => boolean} | null} answer of the question that is asked
 * @property {() => void} main goes on
 */

/**
 * Hear the keys of the page.
 *
 * @param {Keyed} quiz
 * @returns {() => void} to hear them no longer
 */
export function onKeys(quiz) {
  const hear = (/** @type {KeyboardEvent} */ event) => press(quiz, event);
  document.addEventListener("keydown", hear);
  return () => document.removeEventListener("keydown", hear);
}

/**
 * @param {Keyed} quiz
 * @param {KeyboardEvent} event
 */
function press(quiz, event) {
  const {root, answer} = quiz;
  const focus = document.activeElement;
  const free = !focus || focus === document.body || root.contains(focus);
  if (!free || !answer || isTaken(event)) return;
  if (root.dataset.state === "asking" && answer.key(event)) return;
  if (event.key !== "Enter" || actsByItself(focus)) return;
  event.preventDefault();
  quiz.main();
}

/**
 * Whether a key belongs to something else: it was taken already, or is a command of the browser.
 *
 * @param {KeyboardEvent} event
 */
const isTaken = ({defaultPrevented, ctrlKey, metaKey, altKey}) =>
  defaultPrevented || ctrlKey || metaKey || altKey;

/**
 * Whether Enter on what has the focus does something of its own; on a line of the order it commits.
 *
 * @param {Element | null} focus
 */
const actsByItself = (focus) =>
  Boolean(focus?.matches("button, a, summary, [role=listbox]")) && !focus?.matches(".atlas-order-handle");
