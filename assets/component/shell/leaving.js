// Leaving the page warns while something that the reader did to a lesson is on its way: to the server, which makes
// the changed lesson of it, and from there back into the browser, which keeps it. Left by then, it would be lost.

// Where a lesson is changed: its editor, the list of lessons, the copy of one that comes with the atlas, and the
// buttons that make a slide of a view.
const LESSON = ["editor_", "your_lessons", "open_", "lesson_draft_", "copy_", "add_"]
  .map((key) => `[class*="st-key-${key}"]`)
  .concat(".atlas-add-slide")
  .join(", ");
const PRESSED = "button, label, li, [role=option]";
const COUNTED = "input[type=number]";
// A list of choices hangs beside the page; it belongs to the box that opened it.
const HANGING = "[data-baseweb=popover]";
// Not every act makes the script run. One that has not by then makes none.
const LONGEST_START_MS = 10_000;

/**
 * Whether an event may change something.
 *
 * @param {Event} event
 * @param {Element} target
 */
function isAct(event, target) {
  if (event.type === "click") return target.closest(PRESSED) !== null;
  if (event.type === "change") return true;
  const {key} = /** @type {KeyboardEvent} */ (event);
  return key === "Enter" || (key.startsWith("Arrow") && target.matches(COUNTED));
}

/** What the reader did to a lesson and the browser does not keep yet. */
export class UnderWay {
  /** The last act that no run of the script has answered: when it was done. @type {number | null} */
  #acted = null;
  /** Whether a run has begun after it. */
  #runs = false;
  #keeping = 0;
  #ofLesson = false;

  /** @param {() => number} now in milliseconds */
  constructor(now = () => performance.now()) {
    this.now = now;
    for (const type of ["click", "change", "keydown"])
      document.addEventListener(type, (event) => this.#see(event), {capture: true});
  }

  /** Whether leaving the page now would lose it. */
  get isPending() {
    if (this.#keeping) return true;
    return this.#acted !== null && (this.#runs || this.now() - this.#acted < LONGEST_START_MS);
  }

  /**
   * Hold the page until something is kept.
   *
   * @template T
   * @param {Promise<T>} keeping
   * @returns {Promise<T>}
   */
  async until(keeping) {
    this.#keeping += 1;
    try {
      return await keeping;
    } finally {
      this.#keeping -= 1;
    }
  }

  /**
   * Hear how the script runs.
   *
   * @param {string | undefined} state as Streamlit calls it
   */
  hear(state) {
    if (state === "running") this.#runs = this.#acted !== null;
    // A run that had begun before the act does not answer it.
    else if (state === "notRunning" && this.#runs) {
      this.#acted = null;
      this.#runs = false;
    }
  }

  /** @param {Event} event */
  #see(event) {
    const {target} = event;
    if (!(target instanceof Element)) return;
    if (target.closest(LESSON)) this.#ofLesson = true;
    else if (!target.closest(HANGING)) this.#ofLesson = false;
    if (!this.#ofLesson || !isAct(event, target)) return;
    this.#acted = this.now();
    this.#runs = false;
  }
}

/** The page's. */
export const underWay = new UnderWay();
let started = false;

/** Warn before the page is left while something is under way. Once for a page. */
export function startWarning() {
  if (started) return;
  started = true;
  window.addEventListener("beforeunload", (event) => {
    if (underWay.isPending) event.preventDefault();
  });
  window.addEventListener("message", ({source, data}) => {
    if (source === window && data?.type === "SCRIPT_RUN_STATE_CHANGED") underWay.hear(data.scriptRunState);
  });
}
