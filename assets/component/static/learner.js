// Who takes a lesson alone: goes on where the last visit ended, answers each question once, and a platform hears of it.
import {findApi, Runtime} from "./scorm.js";
import {packed, restore, standing, unpacked, words} from "./score.js";

const NO_PLATFORM = "This page was not opened by a learning platform, so no score is reported.";

export class Learner {
  /** Acts of who stands before a class. */
  lacking = ["black", "pointer", "notes", "clock", "qr"];
  /** Numbers of slides. @type {Set<number>} */
  seen = new Set();

  /** @param {import("./scorm.js").Api | null} api */
  constructor(api = findApi()) {
    const runtime = api && new Runtime(api);
    this.runtime = runtime?.isOpen ? runtime : null;
    this.left = unpacked(this.runtime?.get("cmi.suspend_data") ?? "");
  }

  /** Where the last visit ended; null for a first one. */
  get at() {
    const [slide, revealed] = this.left.at ?? [Number(this.runtime?.get("cmi.core.lesson_location")), 0];
    return slide ? {slide, revealed} : null;
  }

  /** Let a lesson stand as the last visit left it. @param {Atlas.Deck} deck */
  restore(deck) {
    restore(deck, this.left.given);
    const known = new Set(deck.lesson.slides.map(({number}) => number));
    this.seen = new Set(this.left.seen.filter((number) => known.has(number)));
  }

  /** Follow a lesson that is shown. @param {import("../present/present.js").Given} given */
  join(given) {
    const {deck, view} = given;
    view.score.hidden = false;
    if (!this.runtime) view.score.title = NO_PLATFORM;
    const tell = () => this.#tell(given);
    deck.listen((what) => {
      if (what === "slide" || what === "revealed") tell();
    });
    tell();
    this.#endWithPage();
  }

  /** @param {import("../present/present.js").Given} given */
  #tell({deck, view}) {
    const {runtime, seen} = this;
    seen.add(deck.current.number);
    const stands = standing(deck, seen);
    runtime?.tell({...stands, place: String(deck.current.number), suspended: packed(deck, seen)});
    const text = words(stands, this.#way, deck.isOpen(deck.slide));
    if (view.score.textContent === text) return;
    view.score.textContent = text;
    view.fit(); // the line takes room from the words above it
  }

  get #way() {
    if (!this.runtime) return "alone";
    if (this.runtime.isLooking) return "looking";
    return this.runtime.isHeard ? "told" : "lost";
  }

  #endWithPage() {
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.runtime?.commit();
    });
    // `unload` does not come on phones, and keeps a page from being held for Back.
    window.addEventListener("pagehide", () => this.runtime?.end());
    window.addEventListener("pageshow", ({persisted}) => {
      if (persisted && this.runtime) location.reload(); // its visit has ended
    });
  }
}
