// What a tab knows of itself and of the others: what is open in it, whether somebody looks, news of the others.

// Boxes whose text belongs to a lesson. Streamlit takes it over when a box is left, or by a key.
const BOXES =
  ":is(.st-key-editor_head, .st-key-editor_slide) :is(textarea, input[type=text], input[type=number])";

/** @param {unknown} target @returns {target is HTMLInputElement | HTMLTextAreaElement} */
const isBox = (target) => target instanceof HTMLElement && target.matches(BOXES);

/** @param {EventTarget | null} target */
const isOfLines = (target) => target instanceof HTMLElement && target.matches("textarea");

/** @param {Element} box @returns {string} the class that names it on the page */
const nameOf = (box) =>
  [...(box.closest("[class*=st-key-]")?.classList ?? [])].find((name) => name.startsWith("st-key-")) ?? "";

/** @param {Element} box @returns {string} which slide it belongs to, as the page calls it; empty for the lesson */
const slideOf = (box) => box.closest(".st-key-editor_slide")?.querySelector("h3")?.textContent ?? "";

/**
 * Type into a box, as far as the page can tell.
 *
 * @param {HTMLInputElement | HTMLTextAreaElement} box
 * @param {string} text
 */
function type(box, text) {
  // Past React, which would take what it is told by a script for what it knows already.
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), "value")?.set?.call(box, text);
  box.dispatchEvent(new Event("input", {bubbles: true}));
  box.focus();
}

/**
 * What is typed into a box of a lesson and not yet taken over.
 *
 * A server that is started again gets the lesson as it was kept, and the page makes its boxes anew: what was being
 * typed is put back into its box as soon as that is there as it was.
 */
export class Typing {
  /** @type {{name: string, slide: string, before: string, text: string} | null} */
  #typed = null;
  /** What stood in the box when it was entered. */
  #before = "";
  /** @type {MutationObserver | null} */
  #looking = null;

  constructor() {
    document.addEventListener("focusin", ({target}) => {
      if (isBox(target)) this.#before = target.value;
    });
    document.addEventListener("input", ({target}) => {
      if (!isBox(target)) return;
      this.#stopLooking();
      this.#typed = {name: nameOf(target), slide: slideOf(target), before: this.#before, text: target.value};
    });
    document.addEventListener("focusout", ({target}) => {
      // A box is closed while there is no connection: then nobody takes it over.
      if (!isBox(target) || !target.disabled) this.#taken();
    });
    document.addEventListener("keydown", (event) => {
      const ends = event.ctrlKey || event.metaKey || !isOfLines(event.target);
      if (event.key === "Enter" && ends) this.#taken();
    });
    document.addEventListener("atlas-back", () => this.#look());
  }

  get isPending() {
    return this.#typed !== null;
  }

  #taken() {
    if (!this.#looking) this.#typed = null;
  }

  /** Look for the box, now and whenever the page changes. */
  #look() {
    if (!this.#typed || this.#looking) return;
    this.#looking = new MutationObserver(() => this.#putBack());
    this.#looking.observe(document.body, {subtree: true, childList: true, attributeFilter: ["disabled"]});
    this.#putBack();
  }

  #putBack() {
    const typed = this.#typed;
    const box = typed && document.querySelector(`.${CSS.escape(typed.name)} :is(textarea, input)`);
    if (!typed || !isBox(box) || box.disabled || slideOf(box) !== typed.slide) return;
    if (box.value === typed.before) type(box, typed.text);
    else if (box.value === typed.text) this.#stopLooking();
  }

  #stopLooking() {
    this.#looking?.disconnect();
    this.#looking = null;
  }
}

/** This tab among those of the atlas in the same browser. */
export class Tabs {
  /** Called when another tab has changed what is kept. */
  onNews = () => {};
  /** Called when somebody looks at this tab again. */
  onSeen = () => {};
  /** Whether something would be lost if the page were left now. */
  isUnsaved = () => false;
  #asked = false;

  /** @param {string} name of the channel */
  constructor(name) {
    this.channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(name) : null;
    this.channel?.addEventListener("message", () => this.onNews());
    document.addEventListener("visibilitychange", () => {
      if (this.isSeen()) this.onSeen();
    });
    const typing = new Typing();
    globalThis.addEventListener("beforeunload", (event) => {
      if (this.isUnsaved() || typing.isPending) event.preventDefault();
    });
  }

  isSeen() {
    return document.visibilityState === "visible";
  }

  /** Tell the other tabs that something has changed. */
  announce() {
    this.channel?.postMessage("changed");
  }

  /** Ask the browser, once, not to clear what is kept when it needs room. */
  askToStay() {
    if (this.#asked) return;
    this.#asked = true;
    navigator.storage?.persist?.().catch(() => false);
  }

  /**
   * Note something for this tab, and for those opened after it.
   *
   * @param {string} key
   * @param {string} value
   */
  remember(key, value) {
    try {
      sessionStorage.setItem(key, value);
      localStorage.setItem(key, value);
    } catch {
      /* there is no storage: another start is chosen by what changed last */
    }
  }

  /**
   * @param {string} key
   * @returns {string | null}
   */
  remembered(key) {
    try {
      return sessionStorage.getItem(key) ?? localStorage.getItem(key);
    } catch {
      return null;
    }
  }
}
