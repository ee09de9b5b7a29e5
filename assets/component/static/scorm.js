// What a lesson tells a learning platform, and what it asks of it: the run-time interface of SCORM 1.2.

/** @typedef {Record<string, (...values: string[]) => unknown>} Api */
/** What a window shows of the windows about it. @typedef {{parent?: any, opener?: any, top?: any, API?: any}} Near */

/** Windows stand in each other at most so deep. */
const DEEPEST = 12;
const COMMIT_MS = 1000;
/** @type {Record<string, number>} */
const RANKS = {incomplete: 1, failed: 2, completed: 3, passed: 4};
/** Who only looks back changes nothing. */
const LOOKS = ["review", "browse"];

/** @type {<T>(ask: () => T) => T | null} */
const tried = (ask) => {
  try {
    return ask();
  } catch {
    return null; // a window of another origin: it can be gone through, not looked into
  }
};

/**
 * The interface that a platform offers: in this window, in those around it, then in those that opened them.
 *
 * @param {Near} own
 * @returns {Api | null}
 */
export function findApi(own = window) {
  for (const start of [() => own, () => own.opener, () => own.top.opener]) {
    let near = tried(start);
    for (let up = 0; near && up < DEEPEST; up += 1) {
      const at = near;
      const api = tried(() => (at.API?.LMSInitialize ? at.API : null));
      if (api) return api;
      const next = tried(() => at.parent);
      near = next === at ? null : next;
    }
  }
  return null;
}

/**
 * A length of time as the interface has it, such as `0000:12:05.00`.
 *
 * @param {number} ms
 */
export function timespan(ms) {
  const seconds = Math.min(Math.max(ms, 0) / 1000, 9999 * 3600);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = (Math.floor(seconds) % 60) + Math.floor((seconds % 1) * 100) / 100;
  return `${String(hours).padStart(4, "0")}:${String(minutes).padStart(2, "0")}:${rest.toFixed(2).padStart(5, "0")}`;
}

/** A visit: from the first word to the last. */
export class Runtime {
  /** What was told last, by name. @type {Map<string, string>} */
  told = new Map();
  /** Whether all that was told has arrived. */
  isHeard = true;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  coming;

  /**
   * @param {Api} api
   * @param {() => number} [now]
   */
  constructor(api, now = Date.now) {
    this.api = api;
    this.now = now;
    this.began = now();
    this.isOpen = this.#is("LMSInitialize", "");
    if (!this.isOpen) return;
    this.status = this.get("cmi.core.lesson_status");
    this.best = Number.parseFloat(this.get("cmi.core.score.raw"));
    this.mastery = Number.parseFloat(this.get("cmi.student_data.mastery_score"));
    this.isLooking = LOOKS.includes(this.get("cmi.core.lesson_mode"));
    this.#raise("incomplete");
  }

  /**
   * @param {string} name of a method
   * @param {...string} values
   */
  #is = (name, ...values) => String(tried(() => this.api[name](...values))) === "true";

  /** @param {string} name */
  get(name) {
    return String(tried(() => this.api.LMSGetValue(name)) ?? "");
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  set(name, value) {
    if (!this.isOpen || this.isLooking || this.told.get(name) === value) return;
    const isTaken = this.#is("LMSSetValue", name, value);
    if (isTaken) this.told.set(name, value);
    this.isHeard = this.isHeard && isTaken;
  }

  /** Say how the learner stands; what a visit before this one reached is never lowered. @param {string} status */
  #raise(status) {
    if (RANKS[status] <= (RANKS[this.status ?? ""] ?? 0)) return;
    this.status = status;
    this.set("cmi.core.lesson_status", status);
  }

  /**
   * Tell how it stands.
   *
   * @param {object} state
   * @param {number | null} state.score of 100; null where there is none
   * @param {boolean} state.isComplete
   * @param {string} state.place
   * @param {string} state.suspended what the next visit needs
   */
  tell({score, isComplete, place, suspended}) {
    this.isHeard = true;
    if (score !== null && !(score < (this.best ?? Number.NaN))) {
      this.best = score;
      this.set("cmi.core.score.min", "0");
      this.set("cmi.core.score.max", "100");
      this.set("cmi.core.score.raw", String(score));
    }
    if (isComplete) this.#raise(this.#verdict(score));
    this.set("cmi.core.lesson_location", place);
    this.set("cmi.suspend_data", suspended);
    clearTimeout(this.coming);
    this.coming = setTimeout(() => this.commit(), COMMIT_MS);
  }

  /** Passed or failed where the platform says how much it wants, else completed. @param {number | null} score */
  #verdict(score) {
    if (score === null || !(Number(this.mastery) >= 0)) return "completed";
    return score >= Number(this.mastery) ? "passed" : "failed";
  }

  commit() {
    clearTimeout(this.coming);
    if (this.isOpen && !this.isLooking) this.isHeard = this.#is("LMSCommit", "") && this.isHeard;
  }

  /** The page goes away: a visit after this one may go on. */
  end() {
    if (!this.isOpen) return;
    this.set("cmi.core.session_time", timespan(this.now() - this.began));
    this.set("cmi.core.exit", "suspend");
    this.commit();
    this.#is("LMSFinish", "");
    this.isOpen = false;
  }
}
