// The time since the lesson began, kept over a reload of the page.

/** @param {number} number */
const pad = (number) => String(number).padStart(2, "0");

/**
 * Milliseconds as "4:07" or "1:04:07".
 *
 * @param {number} ms
 */
export function clockWords(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h ? `${h}:${pad(m)}:${pad(s)}` : `${m}:${pad(s)}`;
}

export class Clock {
  /**
   * @param {HTMLElement} element where the time is shown, once it was asked for
   * @param {string} key name under which it is kept in the tab
   */
  constructor(element, key) {
    this.element = element;
    this.key = key;
    const kept = read(key);
    this.start = kept?.start ?? Date.now();
    this.shown = kept?.shown ?? false;
    this.keep();
    this.timer = setInterval(() => this.show(), 1000);
    this.show();
  }

  get elapsed() {
    return Date.now() - this.start;
  }

  /** Show the time and begin at zero; pressed again, begin at zero anew. */
  restart() {
    Object.assign(this, {start: Date.now(), shown: true});
    this.keep();
    this.show();
  }

  hide() {
    this.shown = false;
    this.keep();
    this.show();
  }

  keep() {
    try {
      sessionStorage.setItem(this.key, JSON.stringify({start: this.start, shown: this.shown}));
    } catch {
      /* a tab without storage begins anew after a reload */
    }
  }

  show() {
    this.element.hidden = !this.shown;
    const text = clockWords(this.elapsed);
    if (this.element.textContent !== text) this.element.textContent = text;
  }

  destroy() {
    clearInterval(this.timer);
  }
}

/**
 * @param {string} key
 * @returns {{start: number, shown: boolean} | null}
 */
function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}
