// Terms in a text open their meaning: on hover, on focus, and at a tap. The meanings came with the page.

/** What a term looks like in a text; Python made it. */
const TERM = "dfn";
/** Where the meanings stand in the page. */
const MEANINGS = "atlas-glossary";
const POPOVER = "atlas-term-meaning";
const GAP = 6;
const EDGE = 8;
/** Name, meaning and source. @typedef {[string, string, string]} Meaning */

/** One meaning at a time, beside its term. */
export class Glossary {
  /** @type {Record<string, Meaning> | null} */
  #meanings = null;
  /** @type {HTMLElement | null} */
  #term = null;
  /** @type {HTMLElement | null} */
  #popover = null;
  /** Whether a tap or a key opened it: then leaving with the pointer does not close it. */
  #kept = false;

  /** @param {EventTarget | null} target */
  over(target) {
    const term = termAt(target);
    if (term) this.open(term);
    else if (!this.#kept && !this.#holds(target)) this.close();
  }

  /** @param {EventTarget | null} target what has the focus now; that of a tap waits for its click */
  focus(target) {
    const term = termAt(target);
    if (term?.matches(":focus-visible")) this.open(term);
    // A tap on the meaning gives the focus to what holds both, where that can have it.
    else if (term !== this.#term && !(target instanceof Node && target.contains(this.#popover))) this.close();
  }

  /** @param {EventTarget | null} target what has it no more, perhaps by a tap on the meaning */
  blur(target) {
    if (!this.#kept && termAt(target)) this.close();
  }

  /** @param {EventTarget | null} target what was clicked */
  click(target) {
    const term = termAt(target);
    if (term) {
      const closes = this.#kept && term === this.#term;
      if (closes) this.close();
      else this.open(term, {keep: true});
    } else if (!this.#holds(target)) this.close();
  }

  /** Let a keyboard and a screen reader come to the terms that are new on the page. */
  prepare() {
    for (const term of document.querySelectorAll(`${TERM}:not([tabindex])`)) {
      term.setAttribute("role", "button");
      term.setAttribute("tabindex", "0");
    }
  }

  /**
   * A term is no button element, so that lines break around it as around any word: its keys are pressed here.
   *
   * @param {KeyboardEvent} event
   */
  press(event) {
    if (!termAt(event.target) || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    if (!event.repeat) this.click(event.target);
  }

  /**
   * @param {HTMLElement} term
   * @param {{keep?: boolean}} [how]
   */
  open(term, {keep = false} = {}) {
    if (term !== this.#term) {
      const meaning = this.#meaningOf(term.textContent ?? "");
      if (!meaning) return;
      this.close();
      this.#term = term;
      this.#popover = popover(meaning);
      // Beside its term, so that it stands in the same landmark; the top layer lifts it above everything.
      (term.closest("section, div") ?? document.body).append(this.#popover);
      this.#popover.showPopover();
      place(this.#popover, term.getBoundingClientRect());
      term.setAttribute("aria-describedby", POPOVER);
    }
    this.#kept ||= keep;
  }

  close() {
    this.#popover?.remove();
    this.#term?.removeAttribute("aria-describedby");
    this.#popover = this.#term = null;
    this.#kept = false;
  }

  /** Whether anything was open. */
  escape() {
    const open = this.#popover !== null;
    this.close();
    return open;
  }

  /** The term is gone, or somewhere else in the window: what stood beside it follows. */
  follow() {
    if (!this.#term || !this.#popover) return;
    const term = this.#term.getBoundingClientRect();
    if (!this.#term.isConnected || term.bottom < 0 || term.top > innerHeight) this.close();
    else place(this.#popover, term);
  }

  /** @param {EventTarget | null} target */
  #holds(target) {
    return target instanceof Node && Boolean(this.#popover?.contains(target));
  }

  /** @param {string} spelling */
  #meaningOf(spelling) {
    this.#meanings ??= JSON.parse(document.getElementById(MEANINGS)?.textContent ?? "{}");
    return /** @type {Record<string, Meaning>} */ (this.#meanings)[spelling.toLowerCase()];
  }
}

/**
 * @param {EventTarget | null} target
 * @returns {HTMLElement | null}
 */
function termAt(target) {
  return target instanceof Element ? target.closest(TERM) : null;
}

/** @param {Meaning} meaning */
function popover([name, meaning, source]) {
  const made = document.createElement("div");
  made.id = POPOVER;
  made.className = "atlas-term-meaning";
  made.setAttribute("role", "tooltip");
  made.popover = "manual";
  // That of the theme, which the reader may have chosen against the system's.
  const page = document.querySelector(".stApp");
  if (page) made.style.backgroundColor = getComputedStyle(page).backgroundColor;
  const parts = /** @type {const} */ ([
    ["b", name],
    ["span", meaning],
    ["small", source],
  ]);
  for (const [tag, text] of parts) {
    const part = document.createElement(tag);
    part.textContent = text;
    made.append(part);
  }
  return made;
}

/**
 * Under its term, above it where there is no room, and never out of the window.
 *
 * @param {HTMLElement} made
 * @param {DOMRect} term
 */
function place(made, term) {
  const {width, height} = made.getBoundingClientRect();
  const left = Math.max(EDGE, Math.min(term.left, innerWidth - width - EDGE));
  const below = term.bottom + GAP;
  const top = below + height > innerHeight - EDGE ? Math.max(EDGE, term.top - GAP - height) : below;
  Object.assign(made.style, {left: `${left}px`, top: `${top}px`});
}

let started = false;

/** Let the terms of this page open their meanings. Once for a page. */
export function startGlossary() {
  if (started) return;
  started = true;
  const glossary = new Glossary();
  document.addEventListener("pointerover", ({target, pointerType}) => {
    if (pointerType === "mouse") glossary.over(target);
  });
  document.addEventListener("focusin", ({target}) => {
    glossary.focus(target);
  });
  document.addEventListener("focusout", ({target}) => glossary.blur(target));
  document.addEventListener("click", ({target}) => glossary.click(target));
  document.addEventListener("keydown", (event) => glossary.press(event));
  document.addEventListener("scroll", () => glossary.follow(), {capture: true, passive: true});
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !glossary.escape()) return;
      event.stopPropagation();
      event.preventDefault();
    },
    {capture: true},
  );
  const onChange = () => {
    glossary.prepare();
    glossary.follow();
  };
  new MutationObserver(onChange).observe(document.body, {childList: true, subtree: true});
  glossary.prepare();
}
