// The address of the page, which belongs to the scene: it writes it and answers Back and Forward within its page.

/** The scene that owns the address, while there is one. @type {Address | null} */
let owner = null;
let started = false;

/**
 * Hear of Back and Forward before Streamlit does: a step within the page is none of its business, and would cost a
 * run. Listeners of the window are called in the order in which they came, so this is called as soon as the script is
 * there. Once for a page.
 */
export function startAddress() {
  if (started) return;
  started = true;
  window.addEventListener("popstate", (event) => owner?.moved(event), true);
}

/** Writes the address and hears of Back and Forward. */
export class Address {
  /** @param {(query: URLSearchParams) => void} onMove called after Back or Forward within the page */
  constructor(onMove) {
    this.path = location.pathname;
    this.onMove = onMove;
    owner = this;
  }

  query() {
    return new URLSearchParams(location.search);
  }

  /**
   * @param {URLSearchParams} query
   * @param {{step?: boolean}} [how] whether "Back" leads to what was there before
   */
  write(query, {step = false} = {}) {
    const address = `${this.path}?${query}`;
    if (address === `${location.pathname}${location.search}`) return;
    if (step) history.pushState(history.state, "", address);
    else history.replaceState(history.state, "", address);
  }

  /** @param {PopStateEvent} event */
  moved(event) {
    if (location.pathname !== this.path) return;
    event.stopImmediatePropagation();
    this.onMove(this.query());
  }

  destroy() {
    if (owner === this) owner = null;
  }
}
