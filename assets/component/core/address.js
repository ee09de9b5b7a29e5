// The address of the page, which belongs to the scene: it writes it and answers Back and Forward within its page.

/** Writes the address and hears of Back and Forward. */
export class Address {
  /** @param {(query: URLSearchParams) => void} onMove called after Back or Forward within the page */
  constructor(onMove) {
    this.path = location.pathname;
    this.onMove = onMove;
    /** @param {PopStateEvent} event */
    this.moved = (event) => this.#moved(event);
    // Before Streamlit hears of it: a step within the page is none of its business, and would cost a run.
    window.addEventListener("popstate", this.moved, true);
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
  #moved(event) {
    if (location.pathname !== this.path) return;
    event.stopImmediatePropagation();
    this.onMove(this.query());
  }

  destroy() {
    window.removeEventListener("popstate", this.moved, true);
  }
}
