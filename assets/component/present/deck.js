// A lesson as it is given: which slide, how much of it is revealed, what is open above it. Knows no page.

/** What lies above a slide; one thing at a time. @type {Atlas.Panel[]} */
export const PANELS = ["overview", "explore", "qr", "help"];

/** @type {(value: number, least: number, most: number) => number} */
const clamp = (value, least, most) =>
  Math.max(least, Math.min(most, Number.isFinite(value) ? Math.trunc(value) : least));

/**
 * What can be seen of a slide after some of its steps.
 *
 * @param {Pick<Published.Slide, "steps" | "points">} slide
 * @param {number} revealed
 * @returns {Atlas.Seen}
 */
export function visible(slide, revealed) {
  const done = slide.steps.slice(0, revealed);
  const first = slide.steps[0];
  const gated = first === "question" || first === "hidden";
  return {
    answered: done.includes("question"),
    unhidden: !gated || revealed > 0,
    // Points that no step reveals stand there from the beginning.
    points: slide.steps.includes("point")
      ? done.filter((step) => step === "point").length
      : slide.points.length,
  };
}

export class Deck {
  /** Number of the slide, from 1. */
  slide = 1;
  /** How many steps of it are revealed. */
  revealed = 0;
  /** @type {Atlas.Panel | null} */
  panel = null;
  black = false;
  labels = true;
  notesBelow = false;
  /** What the class said, by slide. @type {Map<number, Atlas.ClassAnswer>} */
  answers = new Map();
  /** Slides whose answer a learner has seen: it stays as it was given. Null where somebody leads a class.
   * @type {Set<number> | null} */
  settled = null;
  /** Slide whose question has held a learner back; once is enough. */
  held = 0;
  /** @type {Set<(what: Atlas.DeckChange) => void>} */
  listeners = new Set();

  /** @param {Published.Lesson} lesson */
  constructor(lesson) {
    this.lesson = lesson;
  }

  get count() {
    return this.lesson.slides.length;
  }
  get current() {
    return this.lesson.slides[this.slide - 1];
  }
  get following() {
    return this.lesson.slides[this.slide] ?? null;
  }
  get atEnd() {
    return this.slide === this.count && this.revealed === this.current.steps.length;
  }
  get visible() {
    return visible(this.current, this.revealed);
  }
  /** Whether the class is being asked and has not committed itself. */
  get asking() {
    return Boolean(this.current.question) && !this.visible.answered;
  }
  get answer() {
    return this.answers.get(this.slide);
  }

  /**
   * @param {(what: Atlas.DeckChange) => void} listener
   * @returns {() => void} ends it
   */
  listen(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** @param {Atlas.DeckChange} what has changed */
  tell(what) {
    for (const listener of this.listeners) listener(what);
  }

  /**
   * Where the slide stands that has a number in links; the first where none has it.
   *
   * @param {number} [number]
   */
  placeOf(number) {
    return (
      Math.max(
        0,
        this.lesson.slides.findIndex((slide) => slide.number === number),
      ) + 1
    );
  }

  /** Whether a learner has yet to answer the question of a slide. @param {number} slide */
  isOpen(slide) {
    return Boolean(this.settled && this.lesson.slides[slide - 1].question && !this.settled.has(slide));
  }

  /** How much of a slide is revealed at least: what is settled is not hidden again. @param {number} slide */
  least(slide) {
    return this.settled?.has(slide) ? this.lesson.slides[slide - 1].steps.indexOf("question") + 1 : 0;
  }

  /** Keep a learner once from leaving a question by chance; tells whether it did. */
  holds() {
    if (!this.isOpen(this.slide) || this.answer !== undefined || this.held === this.slide) return false;
    this.held = this.slide;
    this.tell("held");
    return true;
  }

  /** An answer that is seen is settled. @param {boolean} moved to another slide */
  settle(moved) {
    if (moved) this.held = 0;
    if (this.isOpen(this.slide) && !this.asking) this.settled?.add(this.slide);
  }

  /**
   * Stand at a slide, from 1, with some of it revealed; numbers that do not exist become the nearest that do.
   *
   * @param {number} slide
   * @param {number} [revealed]
   */
  stand(slide, revealed = 0) {
    const to = clamp(slide, 1, this.count);
    const shown = clamp(revealed, this.least(to), this.lesson.slides[to - 1].steps.length);
    const moved = to !== this.slide;
    if (!moved && shown === this.revealed && !this.panel && !this.black) return;
    Object.assign(this, {slide: to, revealed: shown, panel: null, black: false});
    this.settle(moved);
    this.tell(moved ? "slide" : "revealed");
  }

  /** Reveal the next thing, or go to the next slide; what lies above the slide is closed first. */
  next() {
    if (this.uncover() || this.atEnd || this.holds()) return;
    if (this.revealed < this.current.steps.length) this.stand(this.slide, this.revealed + 1);
    else this.stand(this.slide + 1);
  }

  /** Take the last step back; a slide come back to is wholly revealed, as it was left. */
  back() {
    if (this.uncover()) return;
    const before = this.slide - 1;
    if (this.revealed > this.least(this.slide)) this.stand(this.slide, this.revealed - 1);
    // A question that was passed over is still asked.
    else if (before)
      this.stand(before, this.isOpen(before) ? 0 : this.lesson.slides[before - 1].steps.length);
  }

  first() {
    this.stand(1);
  }
  last() {
    this.stand(this.count);
  }

  /** Take away what hides the slide; tells whether there was anything. */
  uncover() {
    if (!this.panel && !this.black) return false;
    Object.assign(this, {panel: null, black: false});
    this.tell("panel");
    return true;
  }

  /** @param {Atlas.Panel | null} panel */
  open(panel) {
    Object.assign(this, {panel: panel && PANELS.includes(panel) ? panel : null, black: false});
    this.tell("panel");
  }

  /** @param {Atlas.Panel} panel */
  toggle(panel) {
    this.open(this.panel === panel ? null : panel);
  }

  /** @param {"black" | "labels" | "notesBelow"} name of what is switched */
  flip(name) {
    this[name] = !this[name];
    this.tell(name === "labels" ? "labels" : "panel");
  }

  /**
   * Keep what the class says; it is shown with the data once revealed.
   *
   * @param {Atlas.ClassAnswer} answer
   */
  commit(answer) {
    this.answers.set(this.slide, answer);
  }
}
