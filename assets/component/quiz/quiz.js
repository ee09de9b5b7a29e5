// Practice: a quiz that the browser plays by itself, once the server has made its questions.
import {make} from "../core/dom.js";
import {Answer, feedback} from "./question.js";
import {alike} from "./figure_of_question.js";
import {isTouched, someCanBeHit} from "./for_finger.js";
import {begin, framed} from "./frame.js";
import {forget, keep, stored} from "./kept.js";
import {onKeys} from "./keys.js";
import {resultPage} from "./result_page.js";
import {Round} from "./round.js";
import {startView} from "./start.js";
import {Store} from "./store.js";

// Where a question has one column, as in the style sheet.
const NARROW = "(max-width: 720px)";
// Height of the buttons that stay at the foot of a phone.
const FOOT_PX = 90;
const LARGEST_NUMBER = 999_999;
/** @type {Record<string, string>} */
const HINTS = {
  click:
    "Point at the bone and check it. Keys: Tab to the skeleton, arrow keys move from bone to bone, " +
    "Enter chooses, Enter again checks.",
  choice: "Keys: 1 to {n} choose, Enter checks.",
  order: "",
};

/**
 * What the figure component lends.
 *
 * @typedef {object} Tools
 * @property {Atlas.GetJson} getJson
 * @property {(source: string) => Promise<unknown>} getNetwork
 * @property {(element: Element) => Atlas.Theme} themeOf
 * @property {(wanted: {quiz: number, topic: string, level: string}) => void} onWant asks the server for a quiz; for
 *   none with the number 0
 */
/** @typedef {Published.QuizData} Data */
/** @typedef {import("./figure_of_question.js").Asking} Asking how a picture is shown */
/**
 * A quiz that is played.
 *
 * @typedef {object} Played
 * @property {Published.QuizDeck} deck
 * @property {Store} store
 * @property {Round} round
 * @property {Atlas.LabelOf} labelOf name of a bone
 * @property {Map<string, Atlas.BaseFigure>} measured the skeletons, by view, on which a finger is to hit a bone
 */

export class QuizView {
  /** @type {Data | null} */
  data = null;
  /** The quiz that the server sent last. @type {Published.QuizDeck | undefined} */
  deck = undefined;
  /** When the last picture is drawn. @type {Promise<void> | undefined} */
  drawn = undefined;
  /** @type {Played | null} */
  #played = null;
  /** @type {ReturnType<typeof framed> | null} */
  shown = null;
  /** @type {Answer | null} */
  answer = null;
  /** What was asked to be shown last. @type {[Published.QuizPicture | null, Asking] | null} */
  pictured = null;

  /**
   * @param {HTMLElement} root
   * @param {Tools} tools
   */
  constructor(root, tools) {
    this.root = root;
    this.tools = tools;
    root.classList.add("atlas-quiz");
    this.forgetKeys = onKeys(this);
    this.away = () => this.lost("The connection is lost: the quiz goes on without it.");
    this.back = () => this.lost("");
    document.addEventListener("atlas-away", this.away);
    document.addEventListener("atlas-back", this.back);
  }

  /**
   * The quiz that is played.
   *
   * @throws {Error} where none is
   */
  get played() {
    if (!this.#played) throw new Error("no quiz is played");
    return this.#played;
  }

  /** @param {Data} data */
  async update(data) {
    const before = this.deck?.id;
    this.data = data;
    this.root.dataset.theme = this.tools.themeOf(this.root);
    const {deck} = data;
    if (!deck) {
      if (this.root.dataset.state !== "start") this.start(data);
      return;
    }
    if (deck.id === before) {
      this.recolour();
      return;
    }
    this.deck = deck;
    await this.open(deck);
  }

  /**
   * Open the quiz that the server made, where the reader left it.
   *
   * @param {Published.QuizDeck} deck
   */
  async open(deck) {
    this.#played?.store.destroy();
    this.#played = null;
    const store = new Store(deck, this.tools);
    /** @type {Published.Index} */
    const index = await this.tools.getJson(deck.index);
    const measured = isTouched() ? await store.chosenOn() : new Map();
    const labels = new Map(index.bones.map(([id, label]) => [id, label]));
    const round = new Round(deck.questions, {saved: stored(deck)});
    this.#played = {deck, store, round, labelOf: (id) => labels.get(id) ?? id, measured};
    this.play();
    store.all().then(
      () => {
        this.root.dataset.ready = "true";
      },
      (error) => console.warn(error),
    );
  }

  // The start ------------------------------------------------------------------------------------

  /** @param {Data} data */
  start(data) {
    this.leave();
    this.deck = undefined;
    this.root.dataset.state = "start";
    this.root.replaceChildren(startView(data, (chosen) => this.want(chosen)));
  }

  /**
   * Ask the server for new questions.
   *
   * @param {{topic: string, level: string}} chosen
   */
  want({topic, level}) {
    const number = 1 + Math.floor(Math.random() * LARGEST_NUMBER);
    this.tools.onWant({quiz: number, topic, level});
  }

  /** Back to the choice of topic and level; the server is told, so that the address follows. */
  end() {
    const {topic, level} = this.played.deck;
    forget(this.played.deck);
    if (!this.data) return;
    this.data = {...this.data, deck: undefined, topic, level};
    this.start(this.data);
    this.tools.onWant({quiz: 0, topic, level});
  }

  // Playing --------------------------------------------------------------------------------------

  /** Remember the round, for a reload. */
  keep() {
    const {deck, round} = this.played;
    keep(deck, round.state);
  }

  play() {
    if (this.played.round.finished) this.finish();
    else this.question();
  }

  /**
   * Without the server a quiz goes on to its end; only new questions need it.
   *
   * @param {string} text what is said of the connection
   */
  lost(text) {
    if (this.shown) this.shown.parts.lost.textContent = text;
  }

  /** The parts of the page that stay from question to question. */
  frame() {
    this.shown ??= framed(this.root, {
      end: () => this.end(),
      pass: () => this.check([]),
      main: () => this.main(),
      pick: (id) => this.answer?.pick(id),
    });
    return this.shown;
  }

  question() {
    const {round} = this.played;
    this.put(round.question);
    if (!round.answered && this.forgoesFinger(round.question)) this.put(round.question);
    if (round.answered) this.tell(round.answered);
    else this.ask(round.question);
  }

  /**
   * Ask something else in the place of a question whose bones no finger could hit in the room that they have.
   *
   * @param {Published.QuizQuestion} question that is on the page, without its figure
   * @returns {boolean} whether another is asked now
   */
  forgoesFinger({key, answer, show, spare}) {
    const {round, measured} = this.played;
    const base = measured.get(show?.view ?? "");
    if (!spare || !base) return false;
    const {view} = this.frame();
    this.makeRoom({pick: true});
    if (someCanBeHit(answer, base, view.stage)) return false;
    round.askSpare(key);
    return true;
  }

  /**
   * Give a figure the room that it has while it is asked.
   *
   * @param {{pick: boolean}} how whether a bone is chosen on it
   */
  makeRoom({pick}) {
    const {parts, view} = this.frame();
    this.root.dataset.state = "asking";
    this.root.dataset.figure = "true";
    parts.figure.hidden = false;
    parts.pass.hidden = false;
    view.root.dataset.pick = String(pick);
  }

  /**
   * Put the words of a question on the page, and what it is answered with.
   *
   * @param {Published.QuizQuestion} question
   */
  put(question) {
    const {round, labelOf} = this.played;
    const {answered} = round;
    const [at, count] = round.place;
    const {parts} = this.frame();
    this.root.dataset.kind = question.kind;
    parts.progress.textContent = round.again ? `Once more: ${at} of ${count}` : `Question ${at} of ${count}`;
    parts.done.style.width = `${(100 * (at - 1 + Number(Boolean(answered)))) / count}%`;
    parts.heading.textContent = question.prompt;
    parts.hint.textContent = (HINTS[question.how] ?? "").replace("{n}", String(question.options.length));
    parts.told.replaceChildren();
    this.answer?.destroy();
    this.answer = new Answer(parts.answer, question, {
      onChange: () => this.chosen(),
      heading: parts.heading.id,
      labelOf,
    });
    this.root.dataset.key = question.key;
  }

  /**
   * Let the reader answer.
   *
   * @param {Published.QuizQuestion} question
   */
  ask(question) {
    const {parts} = this.frame();
    this.root.dataset.state = "asking";
    parts.pass.hidden = false;
    parts.main.textContent = "Check";
    this.chosen();
    this.picture(question.show, {pick: question.how === "click", zoom: this.zoomable(question)});
    begin(parts.heading);
  }

  /**
   * Single bones are small on a phone.
   *
   * @param {Published.QuizQuestion} question
   */
  zoomable({topic}) {
    return topic === "bones";
  }

  chosen() {
    this.frame().parts.main.setAttribute("aria-disabled", String(!this.answer?.ready));
  }

  /**
   * Show a picture of the question; where it has none, its room goes to the words.
   *
   * @param {Published.QuizPicture | null} wanted
   * @param {Asking} settings
   */
  picture(wanted, settings) {
    const picture = wanted?.idle && matchMedia(NARROW).matches ? null : wanted;
    const {parts, view} = this.frame();
    const {deck, store} = this.played;
    this.pictured = [wanted, settings];
    parts.figure.hidden = !picture;
    this.root.dataset.figure = String(Boolean(picture));
    parts.caption.textContent = picture?.caption ?? "";
    parts.figure.dataset.scale = String(Boolean(picture?.scale));
    if (!picture) return;
    const addresses = {index: deck.index, network: deck.network};
    this.drawn = view.ask(picture, store, {...addresses, ...settings}).catch((error) => view.fail(error));
  }

  recolour() {
    const [wanted, settings] = this.pictured ?? [];
    if (this.shown && wanted) this.picture(wanted, {...settings, fresh: false});
  }

  main() {
    if (this.root.dataset.state === "answered") {
      this.played.round.next();
      this.keep();
      this.play();
    } else if (this.answer?.ready) this.check(this.answer.given);
    else
      this.frame().parts.told.replaceChildren(
        make("p", {className: "atlas-quiz-first", textContent: "Choose an answer first."}),
      );
  }

  /** @param {string[]} given nothing where the reader does not know */
  check(given) {
    const {round} = this.played;
    round.answer(given);
    this.keep();
    if (round.answered) this.tell(round.answered);
  }

  /**
   * Tell whether the answer was right, and why.
   *
   * @param {Atlas.QuizAnswer} answered
   */
  tell(answered) {
    const {round, labelOf} = this.played;
    const {parts} = this.frame();
    const {question, again} = round;
    this.root.dataset.state = "answered";
    this.answer?.lock(answered);
    parts.told.replaceChildren(feedback(question, answered, {again, labelOf}));
    parts.done.style.width = `${(100 * round.place[0]) / round.place[1]}%`;
    parts.pass.hidden = true;
    parts.main.textContent = round.last ? "See the result" : "Next";
    parts.main.removeAttribute("aria-disabled");
    this.picture(question.reveal ?? question.show, {
      quiet: false,
      wrong: question.how === "click" && !answered.right ? (answered.given[0] ?? null) : null,
      zoom: this.zoomable(question),
      fresh: !alike(question.show, question.reveal),
    });
    parts.main.focus({preventScroll: true});
    // What is longer than the screen is read from its beginning.
    parts.told.scrollIntoView({block: parts.told.offsetHeight > innerHeight - FOOT_PX ? "start" : "nearest"});
  }

  // The end --------------------------------------------------------------------------------------

  leave() {
    this.answer?.destroy();
    this.shown?.view.destroy();
    Object.assign(this, {answer: null, shown: null, pictured: null});
    for (const name of ["kind", "key", "figure"]) delete this.root.dataset[name];
  }

  finish() {
    this.leave();
    this.root.dataset.state = "result";
    const {round, deck, labelOf} = this.played;
    /** @param {string[]} keys of questions */
    const again = (keys) => {
      round.start(keys);
      this.keep();
      this.play();
    };
    const page = resultPage(
      {round, deck, labelOf},
      {again, want: () => this.want(deck), change: () => this.end(), root: this.root},
    );
    this.root.replaceChildren(page.element);
    begin(page.heading);
  }

  destroy() {
    this.forgetKeys();
    document.removeEventListener("atlas-away", this.away);
    document.removeEventListener("atlas-back", this.back);
    this.leave();
    this.#played?.store.destroy();
    this.root.replaceChildren();
  }
}
