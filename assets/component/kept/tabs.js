// What a tab knows of itself and of the others: what is open in it, whether somebody looks, news of the others.

// Boxes whose text belongs to a lesson. Streamlit takes it over when a box is left, or by a key.
const BOXES = ":is(.st-key-editor_head, .st-key-editor_slide) :is(textarea, input[type=text])";

/** @param {EventTarget | null} target */
const isOfLines = (target) => target instanceof HTMLElement && target.matches("textarea");

/** What is typed into a box of a lesson and not yet taken over. */
export class Typing {
  isPending = false;

  constructor() {
    document.addEventListener("input", ({target}) => {
      if (target instanceof HTMLElement && target.matches(BOXES)) this.isPending = true;
    });
    document.addEventListener("focusout", () => this.#taken());
    document.addEventListener("keydown", (event) => {
      const ends = event.ctrlKey || event.metaKey || !isOfLines(event.target);
      if (event.key === "Enter" && ends) this.#taken();
    });
  }

  #taken() {
    this.isPending = false;
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
