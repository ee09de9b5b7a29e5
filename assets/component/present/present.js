// A lesson on the whole screen: led by keys, clicker, finger or the notes window;
// the server is told only where it rests.
import {Bar} from "./bar.js";
import {Clock} from "./clock.js";
import {Deck} from "./deck.js";
import {isHigher, make, reachable} from "../core/dom.js";
import {Explore} from "./explore.js";
import {actOf, isElsewhere, lackingActs, listenToSwipes} from "./keys.js";
import {Notes, tokenOfTab} from "./notes.js";
import {Overview} from "./overview.js";
import {Code, Help} from "./panels.js";
import {canFillScreen, fill, leaveWithLesson} from "../shell/full_screen.js";
import {SlideView} from "./slide.js";
import {Stage} from "./stage.js";

// So long the lesson must stand still before the address follows it.
const REST_MS = 700;
const HELD =
  "Answer first: this question counts. Next again shows the answer, and counts it as not answered.";

/**
 * What the page wants to hear of a lesson.
 *
 * @typedef {object} Heard
 * @property {(at: {slide: number, revealed: number}) => void} onRest called with the number of the slide at
 *   which the lesson rests
 * @property {() => void} onClose called when it is left for the page of lessons
 * @property {import("../static/learner.js").Learner} [learner] who takes the lesson alone, and whose answers count
 */

/** @typedef {Performance} Given */

/** The place of a lesson on the page: it holds the one that is given, and hands on keys and swipes. */
export class PresentView {
  /** @type {Performance | null} */
  given = null;
  /** What was asked for last, to tell a new lesson from the same one sent again. */
  asked = "";

  /**
   * @param {HTMLElement} root
   * @param {Atlas.PresentTools} tools
   * @param {Heard} heard
   */
  constructor(root, tools, heard) {
    this.root = root;
    this.tools = tools;
    this.heard = heard;
    root.classList.add("atlas-present");
    this.onKey = (/** @type {KeyboardEvent} */ event) => this.given?.key(event);
    document.addEventListener("keydown", this.onKey);
    this.onSize = () => this.given?.view.fit();
    window.addEventListener("resize", this.onSize);
    listenToSwipes(root, (act) => this.given?.act(act));
  }

  /**
   * Bring the view up to date with what the page wants: another lesson, another theme.
   *
   * @param {Published.LessonData} data
   */
  async update(data) {
    const {root, tools} = this;
    // The element's own colours are the presenter's: the theme is that of the page around it.
    root.dataset.theme = tools.themeOf(root.parentElement ?? root);
    /** @type {Published.Lesson} */
    const lesson = await tools.getJson(data.lesson);
    if (!root.isConnected) return;
    const asked = JSON.stringify(data.lesson);
    if (this.given && (this.given.deck.lesson === lesson || this.asked === asked)) {
      this.given.repaint();
      return;
    }
    this.asked = asked;
    this.given?.destroy();
    this.given = new Performance(root, tools, lesson, data, this.heard);
  }

  destroy() {
    document.removeEventListener("keydown", this.onKey);
    window.removeEventListener("resize", this.onSize);
    this.given?.destroy();
    this.tools.playback.reset();
    leaveWithLesson();
  }
}

/** Keys that move a slide that is higher than the screen, before they turn it. @type {Record<string, 1 | -1>} */
const DIRECTIONS = {ArrowDown: 1, ArrowUp: -1};

/** A lesson while it is given. */
class Performance {
  /** What lay above the slide before the last change. @type {Atlas.Panel | null} */
  opened = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  resting;

  /**
   * @param {HTMLElement} root
   * @param {Atlas.PresentTools} tools
   * @param {Published.Lesson} lesson
   * @param {Published.LessonData} data
   * @param {Heard} heard
   */
  constructor(root, tools, lesson, data, {onRest, onClose, learner}) {
    this.root = root;
    this.onRest = onRest;
    root.classList.toggle("atlas-present-learning", Boolean(learner));
    this.deck = new Deck(lesson);
    learner?.restore(this.deck);
    this.acts = this.actsOn(this.deck);
    const slide = make("section", {className: "atlas-present-slide"});
    this.view = new SlideView(slide, this.deck);
    this.stage = new Stage(this.view.stage, this.deck, tools, (figure, ids) => this.explore(figure, ids));
    this.status = make("p", {className: "atlas-unseen"});
    this.status.setAttribute("role", "status");
    this.warning = make("p", {className: "atlas-present-warning", hidden: true});
    this.warning.setAttribute("role", "alert");
    this.black = make("div", {className: "atlas-present-black", hidden: true});
    const clock = make("p", {className: "atlas-present-clock", hidden: true});
    this.elements = {
      overview: panel("All slides"),
      explore: panel("Off the script"),
      qr: panel("Code for phones"),
      help: panel("Keys"),
    };
    const panels = Object.values(this.elements);
    root.replaceChildren(slide, clock, this.warning, this.status, ...panels, this.black);
    this.wandering = new Explore(this.elements.explore, tools, this.deck);
    const where = {notes: data.notes, canFillScreen: canFillScreen(), address: location};
    const lacking = new Set([...lackingActs(where), ...(learner?.lacking ?? [])]);
    this.panels = {
      overview: new Overview(this.elements.overview, this.deck, tools),
      qr: new Code(this.elements.qr, this.deck, data.phones),
      help: new Help(this.elements.help, lacking),
    };
    const act = (/** @type {string} */ name) => this.act(name);
    const token = tokenOfTab();
    this.clock = new Clock(clock, `atlas-present-${token}`);
    this.bar = new Bar(root, act, {
      closing: data.closing,
      lacking,
      onClose: () => {
        leaveWithLesson({isClosed: true});
        onClose();
      },
    });
    this.notes = new Notes(this.deck, {url: data.notes, token, clock: this.clock, act});
    this.deck.stand(this.deck.placeOf(data.slide), data.revealed ?? 0);
    this.deck.listen((what) => this.heed(what));
    this.show("slide", {rest: false});
    learner?.join(this);
  }

  // What is shown --------------------------------------------------------------------------------

  /** @param {Atlas.DeckChange} what has changed */
  heed(what) {
    if (what !== "panel") this.warn("");
    if (what === "held") this.hold();
    else this.show(what);
  }

  /** Say that an answer is missing, until whoever takes the lesson does something. */
  hold() {
    this.warn(HELD);
    this.root.addEventListener("pointerdown", () => this.warn(""), {once: true});
  }

  /**
   * @param {Atlas.DeckChange} what
   * @param {{rest?: boolean}} [options] whether the server is told, once the lesson has stood still
   */
  show(what, {rest = true} = {}) {
    const {deck} = this;
    if (rest) this.bar.endOffer();
    this.view.update();
    if (what !== "panel") this.figures(what);
    this.cover();
    this.bar.update(deck);
    Object.assign(this.root.dataset, {
      slide: deck.slide,
      revealed: deck.revealed,
      panel: deck.panel ?? "",
      black: deck.black,
      labels: deck.labels,
    });
    if (what === "slide")
      this.status.textContent = `Slide ${deck.slide} of ${deck.count}: ${deck.current.title}`;
    if (rest && (what === "slide" || what === "revealed")) this.rest();
  }

  /** The theme of the page has changed. */
  repaint() {
    const {panel} = this.deck;
    this.stage.repaint();
    if (panel === "explore") this.wandering.draw();
    if (panel === "overview") this.panels.overview.draw();
  }

  /** @param {Atlas.DeckChange} what */
  figures(what) {
    const {deck, stage} = this;
    /** @type {Promise<unknown>} */
    const drawn = what === "labels" ? stage.repaint() : stage.show();
    const state = () => `${deck.slide}.${deck.revealed}.${deck.labels}`;
    const mark = state();
    drawn.then(
      () => {
        // A slide left meanwhile may be drawn later than the one that stands there now.
        if (mark === state()) this.root.dataset.drawn = mark;
      },
      (error) => console.warn(error),
    );
  }

  /** Show what lies above the slide, and nothing under it to keyboard and screen reader. */
  cover() {
    const {deck} = this;
    const {panel} = deck;
    const before = this.opened;
    this.opened = panel;
    for (const [name, element] of Object.entries(this.elements)) element.hidden = name !== panel;
    this.view.root.inert = Boolean(panel) || deck.black;
    this.black.hidden = !deck.black;
    if (panel !== before) this.turn(before, panel);
  }

  /**
   * Another thing lies above the slide, or nothing.
   *
   * @param {Atlas.Panel | null} before
   * @param {Atlas.Panel | null} panel
   */
  turn(before, panel) {
    // The skeleton to explore comes with a figure and bones: whoever opens it shows it.
    if (panel && panel !== "explore") this.panels[panel].show();
    if (panel) reachable(this.elements[panel], isHigher(this.elements[panel]));
    if (before === "explore") {
      this.wandering.end();
      this.stage.restore();
    }
    if (!panel) blur();
  }

  /**
   * Leave the script for a skeleton.
   *
   * @param {Published.SlideFigure} [figure] that was clicked
   * @param {string[]} [ids] what is selected there
   */
  explore(figure = this.deck.current.explore, ids = figure?.select ?? []) {
    const {deck} = this;
    const shown = figure?.views ? figure : deck.current.explore;
    // Painted, it would tell a learner the answer.
    if (!shown || deck.isOpen(deck.slide)) return;
    deck.open("explore");
    this.wandering.show(shown, ids);
    this.wandering.home.focus();
  }

  /** Tell the server where the lesson rests, so that the address holds it. */
  rest() {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      this.onRest({slide: this.deck.current.number, revealed: this.deck.revealed});
    }, REST_MS);
  }

  // What is done ---------------------------------------------------------------------------------

  /** @param {KeyboardEvent} event */
  key(event) {
    if (isElsewhere(event)) return;
    if (this.#isTakenBySlide(event)) {
      this.warn("");
      event.preventDefault();
      return;
    }
    const act = actOf(event);
    if (!act || !this.acts[act]) return; // "answer" is only for a question, which was asked before
    event.preventDefault();
    this.act(act);
  }

  /**
   * Let the slide itself have a key: an answer to its question, or a move where it is higher than the screen.
   *
   * @param {KeyboardEvent} event
   */
  #isTakenBySlide(event) {
    const {deck, view} = this;
    if (deck.panel || deck.black) return false;
    const direction = DIRECTIONS[event.key];
    return Boolean(view.question?.key(event) || (direction && view.scroll(direction)));
  }

  /** @param {string} name of an act; what is not known does nothing */
  act(name) {
    this.warn("");
    this.acts[name]?.();
  }

  /**
   * What can be done, by the names of the keys, the buttons and the notes window.
   *
   * @param {Deck} deck
   * @returns {Record<string, () => unknown>}
   */
  actsOn(deck) {
    return {
      next: () => deck.next(),
      back: () => deck.back(),
      first: () => deck.first(),
      last: () => deck.last(),
      escape: () => this.escape(),
      black: () => deck.flip("black"),
      labels: () => deck.flip("labels"),
      notesBelow: () => deck.flip("notesBelow"),
      overview: () => deck.toggle("overview"),
      qr: () => deck.toggle("qr"),
      pause: () => this.stage.pause(),
      pointer: () => this.root.classList.toggle("atlas-present-pointing"),
      help: () => deck.toggle("help"),
      explore: () => (deck.panel === "explore" ? deck.uncover() : this.explore()),
      notes: () => this.openNotes(),
      clock: () => this.time(),
      fullscreen: () => this.fullscreen(),
    };
  }

  /** Close what is open, the uppermost first; from the bare slide leave it to explore, and come back the same way. */
  escape() {
    const {deck} = this;
    if (deck.uncover()) return;
    if (deck.notesBelow) deck.flip("notesBelow");
    // In full screen the key is the browser's: it ends that, and must not leave the slide in one go.
    else if (!document.fullscreenElement) this.explore();
  }

  openNotes() {
    // Two windows of a file cannot tell each other anything: there the notes stand under the slide alone.
    if (!this.notes.url) {
      this.deck.flip("notesBelow");
      return;
    }
    if (this.notes.open()) return;
    this.warn("The browser did not let the notes open in a window of their own. They stand under the slide.");
    if (!this.deck.notesBelow) this.deck.flip("notesBelow");
  }

  /** The time from zero; asked for twice at once, it goes. */
  time() {
    if (this.clock.shown && this.clock.elapsed < 1500) this.clock.hide();
    else this.clock.restart();
    this.notes.post();
  }

  async fullscreen() {
    try {
      if (document.fullscreenElement) await document.exitFullscreen();
      else await fill();
    } catch {
      this.warn("The browser does not allow a full screen here.");
    }
  }

  /** @param {string} text */
  warn(text) {
    this.warning.hidden = !text;
    this.warning.textContent = text;
  }

  // The end --------------------------------------------------------------------------------------

  destroy() {
    clearTimeout(this.resting);
    for (const part of [this.bar, this.clock, this.notes, this.stage, this.wandering]) part.destroy();
    this.view.question?.destroy();
    this.root.replaceChildren();
  }
}

/** @param {string} label */
function panel(label) {
  const element = make("section", {className: "atlas-present-panel", hidden: true});
  element.setAttribute("aria-label", label);
  return element;
}

/** Let the keys belong to the lesson again. */
function blur() {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
