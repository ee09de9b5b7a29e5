// A lesson on the whole screen: led by keys, clicker, finger or the notes window; the server is told only where it rests.
import {Bar} from "./bar.js";
import {Clock} from "./clock.js";
import {Deck} from "./deck.js";
import {make} from "../core/dom.js";
import {Explore} from "./explore.js";
import {actOf, isElsewhere, listenToSwipes} from "./keys.js";
import {Notes, tokenOfTab} from "./notes.js";
import {Code, Help, Overview} from "./panels.js";
import {SlideView} from "./slide.js";
import {Stage} from "./stage.js";

// So long the lesson must stand still before the address follows it.
const REST_MS = 700;

export class PresentView {
  /**
   * @param tools {FigureView, getJson, themeOf, playback}
   * @param told {onRest, onClose}: called with where the lesson rests; when it is left for the page of lessons
   */
  constructor(root, tools, {onRest, onClose}) {
    Object.assign(this, {root, tools, onRest, onClose});
    root.classList.add("atlas-present");
    this.onKey = (event) => this.key(event);
    document.addEventListener("keydown", this.onKey);
    this.onSize = () => this.view?.fit();
    window.addEventListener("resize", this.onSize);
    listenToSwipes(root, (act) => this.act(act));
  }

  /** Bring the view up to date with what the page wants: another lesson, another theme. */
  async update(data) {
    this.root.dataset.theme = this.tools.themeOf(this.root.parentElement); // here the colours are the presenter's own
    const lesson = await this.tools.getJson(data.lesson);
    if (!this.root.isConnected) return;
    if (this.lesson !== lesson && this.key_ !== JSON.stringify(data.lesson)) {
      this.key_ = JSON.stringify(data.lesson);
      this.build(lesson, data);
    } else this.stage?.repaint();
  }

  build(lesson, data) {
    this.clear();
    this.lesson = lesson;
    this.deck = new Deck(lesson);
    this.acts = this.actsOn(this.deck);
    const slide = make("section", {className: "atlas-present-slide"});
    this.view = new SlideView(slide, this.deck);
    this.stage = new Stage(this.view.stage, this.tools, (figure, ids) => this.explore(figure, ids));
    this.status = make("p", {className: "atlas-unseen"});
    this.status.setAttribute("role", "status");
    this.warning = make("p", {className: "atlas-present-warning", hidden: true});
    this.warning.setAttribute("role", "alert");
    this.black = make("div", {className: "atlas-present-black", hidden: true});
    const clock = make("p", {className: "atlas-present-clock", hidden: true});
    this.root.replaceChildren(slide, clock, this.warning, this.status, ...this.makePanels(data), this.black);
    this.token = tokenOfTab();
    this.clock = new Clock(clock, `atlas-present-${this.token}`);
    this.bar = new Bar(this.root, (act) => this.act(act), {closing: data.closing, onClose: this.onClose});
    this.notes = new Notes(this.deck, {
      url: data.notes,
      token: this.token,
      clock: this.clock,
      act: (act) => this.act(act),
    });
    this.deck.listen((what) => this.show(what));
    this.deck.stand(data.slide ?? 1, data.revealed ?? 0);
    this.show("slide", {rest: false});
  }

  makePanels(data) {
    const panel = (label) => {
      const element = make("section", {className: "atlas-present-panel", hidden: true});
      element.setAttribute("aria-label", label);
      return element;
    };
    const elements = {
      overview: panel("All slides"),
      explore: panel("Off the script"),
      qr: panel("Code for phones"),
      help: panel("Keys"),
    };
    this.elements = elements;
    this.panels = {
      overview: new Overview(elements.overview, this.deck),
      explore: new Explore(elements.explore, this.tools, this.deck),
      qr: new Code(elements.qr, this.deck, data.phones),
      help: new Help(elements.help),
    };
    return Object.values(elements);
  }

  // What is shown --------------------------------------------------------------------------------

  /** @param what "slide", "revealed", "labels" or "panel" */
  show(what, {rest = true} = {}) {
    const {deck} = this;
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

  figures(what) {
    const drawn = what === "labels" ? this.stage.repaint() : this.stage.show(this.deck);
    const state = () => `${this.deck.slide}.${this.deck.revealed}.${this.deck.labels}`;
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
    const before = this.opened;
    this.opened = deck.panel;
    for (const [name, element] of Object.entries(this.elements)) element.hidden = name !== deck.panel;
    this.view.root.inert = Boolean(deck.panel) || deck.black;
    this.black.hidden = !deck.black;
    if (deck.panel && deck.panel !== before && deck.panel !== "explore") this.panels[deck.panel].show();
    if (before === "explore" && deck.panel !== "explore") {
      this.panels.explore.end();
      this.stage.restore();
    }
    if (before && !deck.panel) document.activeElement?.blur();
  }

  explore(figure = this.deck.current.explore, ids = figure?.select ?? []) {
    const shown = figure?.views ? figure : this.deck.current.explore;
    if (!shown) return;
    this.deck.open("explore");
    this.panels.explore.show(shown, ids);
    this.panels.explore.home.focus();
  }

  /** Tell the server where the lesson rests, so that the address holds it. */
  rest() {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      this.onRest({slide: this.deck.slide, revealed: this.deck.revealed});
    }, REST_MS);
  }

  // What is done ---------------------------------------------------------------------------------

  key(event) {
    if (!this.deck || isElsewhere(event)) return;
    if (!this.deck.panel && !this.deck.black && this.view.question?.key(event)) {
      event.preventDefault();
      return;
    }
    const act = actOf(event);
    if (!act || !this.acts[act]) return; // "answer" is only for a question, which was asked before
    event.preventDefault();
    this.act(act);
  }

  act(name) {
    this.warn("");
    this.acts[name]?.();
  }

  /** What can be done, by the names of the keys, the buttons and the notes window. */
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
      else await document.documentElement.requestFullscreen();
    } catch {
      this.warn("The browser does not allow a full screen here.");
    }
  }

  warn(words) {
    this.warning.hidden = !words;
    this.warning.textContent = words;
  }

  // The end --------------------------------------------------------------------------------------

  clear() {
    clearTimeout(this.resting);
    for (const part of [
      this.bar,
      this.clock,
      this.notes,
      this.stage,
      this.panels?.explore,
      this.view?.question,
    ])
      part?.destroy();
    this.root.replaceChildren();
  }

  destroy() {
    document.removeEventListener("keydown", this.onKey);
    window.removeEventListener("resize", this.onSize);
    this.clear();
    this.tools.playback.reset();
  }
}
