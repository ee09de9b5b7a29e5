// A tumour cell on its route: which journey, which step, how far. There is one for the page; figures and player listen.

const MS_PER_MM = 5;
const SHORTEST_MS = 1300;
const LONGEST_MS = 3600;
const READING_MS_PER_WORD = 210;
const LEAST_READING_MS = 1500;
// A frame that took longer (a hidden tab, a busy browser) does not make the cell jump.
const LONGEST_FRAME_MS = 100;

const stepwise = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** @typedef {Published.Journey} Journey */
/** @typedef {Pick<Published.JourneysScript, "journeys" | "names" | "routes" | "noSource">} Script */
/** @typedef {{changed: () => void, moved?: () => void}} Listener told of a new state, and of each frame of a move */
/**
 * What a selection is looked up in.
 *
 * @typedef {object} Selectable
 * @property {(id: string) => string[]} bonesOf
 * @property {{has(id: string): boolean} | null} network
 */

export class Playback {
  /** @type {Set<Listener>} */
  listeners = new Set();
  /** The published journeys. @type {Script | null} */
  script = null;
  /** Those among them that the page offers. @type {Journey[]} */
  offered = [];
  /** The journey; `step` is under way until `progress` is 1. @type {string | null} */
  id = null;
  step = 0;
  progress = 1;
  playing = false;
  moving = false;
  /** Whether the figures show the journey; else the selection has the light. */
  shown = false;
  speed = 1;
  /** Step after which the cell stops by itself; null for the last one. @type {number | null} */
  last = null;
  /** Called where the reader has stopped. @type {(() => void) | null} */
  report = null;
  #request = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;
  #last = 0;

  /** Forget journeys and place; the speed is the reader's own and stays. */
  reset() {
    this.stop();
    Object.assign(this, {
      script: null,
      offered: [],
      id: null,
      step: 0,
      shown: false,
      report: null,
      last: null,
    });
  }

  get journey() {
    return this.script?.journeys.find((journey) => journey.id === this.id) ?? null;
  }
  get count() {
    return this.journey?.steps.length ?? 0;
  }
  get current() {
    return this.journey?.steps[this.step - 1] ?? null;
  }
  get finished() {
    return this.count > 0 && this.step === this.count && !this.moving;
  }
  /** Bone to outline: the one the cell has reached. */
  get reached() {
    return this.shown && this.finished ? (this.journey?.bone ?? null) : null;
  }

  /**
   * @param {Listener} listener
   * @returns {() => void} that ends it
   */
  listen(listener) {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }
  tell() {
    for (const listener of this.listeners) listener.changed();
  }

  /**
   * Stand where the address says; a step is shown at its end.
   *
   * @param {string | null | undefined} id
   * @param {number} step
   */
  stand(id, step) {
    this.stop();
    this.id = this.script?.journeys.find((journey) => journey.id === id)?.id ?? null;
    this.step = Math.max(0, Math.min(this.count, step || 0));
    this.shown = this.step > 0;
    this.tell();
  }

  /** @param {string} id */
  choose(id) {
    this.stand(id, 0);
    this.report?.();
  }

  /**
   * Offer a journey that passes or ends in what was selected, without starting it.
   *
   * @param {string[]} ids
   * @param {Selectable} view
   */
  suggest(ids, view) {
    if (!this.script || !ids.length || this.shown) return;
    const found = this.suited(ids, view);
    if (found && found !== this.journey) this.choose(found.id);
  }

  /**
   * A journey on offer that passes or ends in what is selected: the one at hand, if it does, else the first.
   *
   * @param {string[]} ids
   * @param {Selectable} view
   */
  suited(ids, view) {
    const bones = new Set(ids.flatMap((id) => view.bonesOf(id)));
    /** @param {Journey} journey */
    const passes = ({steps}) =>
      steps.some(({from, to, segments}) =>
        ids.some((id) => id === from || id === to || segments.includes(id)),
      );
    /** @param {Journey} journey */
    const ends = ({bone, site}) => bones.has(bone) || view.bonesOf(site).some((found) => bones.has(found));
    const fits = ids.some((id) => view.network?.has(id)) ? passes : ends;
    const offered = this.offered.filter(fits);
    return offered.find(({id}) => id === this.id) ?? offered[0];
  }

  stop() {
    cancelAnimationFrame(this.#request);
    clearTimeout(this.#waiting);
    Object.assign(this, {moving: false, playing: false, progress: 1});
  }

  play() {
    if (!this.journey) return;
    if (this.shown && !this.moving && this.step >= (this.last ?? this.count)) this.step = 0;
    Object.assign(this, {playing: true, shown: true});
    if (this.moving) this.frame();
    else this.enter(this.step + 1);
  }

  pause() {
    cancelAnimationFrame(this.#request);
    clearTimeout(this.#waiting);
    this.playing = false;
    this.tell();
    this.report?.();
  }

  toggle() {
    if (this.playing) this.pause();
    else this.resume();
  }

  /** Go on in the middle of a step, or with the next one. */
  resume() {
    if (this.progress < 1 && this.shown) {
      Object.assign(this, {playing: true, moving: true});
      this.tell();
      this.frame();
    } else this.play();
  }

  forward() {
    if (!this.journey) return;
    if (this.moving && this.playing) {
      this.stop();
      this.tell();
      this.report?.();
      return;
    }
    this.stop();
    if (this.step < this.count) this.enter(this.step + 1);
    this.report?.();
  }

  back() {
    if (this.journey) this.go(this.step - 1);
  }

  /**
   * Show a step at its end, without moving there.
   *
   * @param {number} step 0 is the start
   */
  go(step) {
    this.stop();
    this.step = Math.max(0, Math.min(this.count, step));
    this.shown = this.step > 0;
    this.tell();
    this.report?.();
  }

  /** The reader looks at something else: stop, and leave the light to the selection. */
  interrupt() {
    if (!this.shown) return;
    this.stop();
    this.shown = false;
    this.tell();
    this.report?.();
  }

  /**
   * Set out on a step; after the last one there is nothing to set out on.
   *
   * @param {number} step
   */
  enter(step) {
    clearTimeout(this.#waiting);
    if (step > this.count) {
      this.playing = false;
      this.tell();
      this.report?.();
      return;
    }
    Object.assign(this, {step, shown: true, moving: !stepwise(), progress: stepwise() ? 1 : 0});
    this.tell();
    if (this.moving) this.frame();
    else this.arrived();
  }

  frame() {
    cancelAnimationFrame(this.#request);
    this.#last = performance.now();
    this.#request = requestAnimationFrame((now) => this.#next(now));
  }

  /** @param {number} now */
  #next(now) {
    const passed = Math.min(LONGEST_FRAME_MS, Math.max(0, now - this.#last));
    this.#last = now;
    this.progress = Math.min(1, this.progress + (passed * this.speed) / this.moveMs());
    for (const listener of this.listeners) listener.moved?.();
    if (this.progress < 1) this.#request = requestAnimationFrame((later) => this.#next(later));
    else {
      this.moving = false;
      this.tell();
      this.arrived();
    }
  }

  arrived() {
    if (!this.playing) return;
    if (this.step === (this.last ?? this.count)) {
      this.playing = false;
      this.tell();
      this.report?.();
      return;
    }
    this.#waiting = setTimeout(() => this.enter(this.step + 1), this.readMs());
  }

  moveMs() {
    return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, (this.current?.mm ?? 0) * MS_PER_MM));
  }

  /** Time to read a caption, less what the cell's move already took. */
  readMs() {
    const reading = (this.current?.caption ?? "").split(" ").length * READING_MS_PER_WORD;
    const spent = stepwise() ? 0 : this.moveMs();
    return Math.max(LEAST_READING_MS, reading - spent) / this.speed;
  }
}

export const playback = new Playback();
