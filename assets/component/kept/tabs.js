// What a tab knows of itself and of the others: what is open in it, whether somebody looks, news of the others.

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
    globalThis.addEventListener("beforeunload", (event) => {
      if (this.isUnsaved()) event.preventDefault();
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
