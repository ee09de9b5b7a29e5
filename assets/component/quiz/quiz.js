// Practice: a quiz that the browser plays by itself, once the server has made its questions.
import {savePng} from "./result_image.js";
import {goOnWithoutServer} from "./offline.js";
import {make} from "../core/dom.js";
import {Answer, feedback} from "./question.js";
import {alike, QuestionFigure} from "./figure_of_question.js";
import {asText, copy, resultView, summary} from "./result.js";
import {Round} from "./round.js";
import {startView} from "./start.js";
import {Store} from "./store.js";

const SAVED = "atlas-quiz/";
// Where a question has one column, as in the style sheet.
const NARROW = "(max-width: 720px)";
// Height of the buttons that stay at the foot of a phone.
const FOOT_PX = 90;
const LARGEST_NUMBER = 999_999;
const HINTS = {
  click:
    "Point at the bone and check it. Keys: Tab to the skeleton, arrow keys move from bone to bone, " +
    "Enter chooses, Enter again checks.",
  choice: "Keys: 1 to {n} choose, Enter checks.",
  order: "",
};

export class QuizView {
  /** @param tools what the figure component lends: {getJson, getNetwork, themeOf, onWant} */
  constructor(root, {getJson, getNetwork, themeOf, onWant}) {
    Object.assign(this, {
      root,
      getJson,
      getNetwork,
      themeOf,
      onWant,
    });
    root.classList.add("atlas-quiz");
    this.onKey = (event) => this.key(event);
    document.addEventListener("keydown", this.onKey);
    this.unwatch = goOnWithoutServer(() => this.lost());
  }

  async update(data) {
    const before = this.deck?.id;
    this.data = data;
    this.root.dataset.theme = this.themeOf(this.root);
    const {deck} = data;
    if (!deck) {
      if (this.root.dataset.state !== "start") this.start();
      return;
    }
    if (deck.id === before) {
      await this.recolour();
      return;
    }
    this.store?.destroy();
    Object.assign(this, {deck, store: new Store(deck, this)});
    await this.open();
  }

  /** Open the quiz that the server made, where the reader left it. */
  async open() {
    const index = await this.getJson(this.deck.index);
    this.labels = new Map(index.bones.map(([id, label]) => [id, label]));
    this.labelOf = (id) => this.labels.get(id) ?? id;
    this.round = new Round(this.deck.questions, {saved: this.stored()});
    this.play();
    this.store.all().then(
      () => {
        this.root.dataset.ready = "true";
      },
      (error) => console.warn(error),
    );
  }

  // The start ------------------------------------------------------------------------------------

  start() {
    this.leave();
    this.deck = undefined;
    this.root.dataset.state = "start";
    const {topics, levels, topic, level} = this.data;
    this.root.replaceChildren(startView({topics, levels, topic, level}, (chosen) => this.want(chosen)));
  }

  /** Ask the server for new questions. */
  want({topic, level}) {
    const number = 1 + Math.floor(Math.random() * LARGEST_NUMBER);
    this.onWant({quiz: number, topic, level});
  }

  /** Back to the choice of topic and level; the server is told, so that the address follows. */
  end() {
    const {topic, level} = this.deck;
    this.forget();
    this.data = {...this.data, deck: undefined, topic, level};
    this.start();
    this.onWant({quiz: 0, topic, level});
  }

  // What survives a reload -----------------------------------------------------------------------

  stored() {
    try {
      return JSON.parse(sessionStorage.getItem(SAVED + this.deck.id));
    } catch {
      return null;
    }
  }

  save() {
    try {
      sessionStorage.setItem(SAVED + this.deck.id, JSON.stringify(this.round.state));
    } catch {
      /* without storage a reload starts anew */
    }
  }

  forget() {
    try {
      sessionStorage.removeItem(SAVED + this.deck.id);
    } catch {
      /* nothing was kept */
    }
  }

  // Playing --------------------------------------------------------------------------------------

  play() {
    if (this.round.finished) this.finish();
    else this.question();
  }

  /** Without the server a quiz goes on to its end; only new questions need it. */
  lost() {
    if (this.parts) this.parts.lost.textContent = "The connection is lost: the quiz goes on without it.";
  }

  /** The parts of the page that stay from question to question. */
  frame() {
    if (this.parts) return this.parts;
    const part = (name, className, properties = {}) => make(name, {className, ...properties});
    const parts = {
      progress: part("p", "atlas-quiz-progress"),
      track: part("div", "atlas-quiz-track"),
      end: part("button", "atlas-quiz-end", {type: "button", textContent: "End", onclick: () => this.end()}),
      heading: part("h2", "atlas-quiz-prompt", {tabIndex: -1, id: "atlas-quiz-prompt"}),
      hint: part("p", "atlas-quiz-hint"),
      figure: part("div", "atlas-quiz-figure"),
      answer: part("div", "atlas-quiz-answer"),
      feedback: part("div", "atlas-quiz-feedback"),
      pass: part("button", "atlas-quiz-pass", {
        type: "button",
        textContent: "I don’t know",
        onclick: () => this.check([]),
      }),
      lost: part("p", "atlas-quiz-lost"),
      main: part("button", "atlas-quiz-main", {type: "button", onclick: () => this.main()}),
    };
    parts.end.setAttribute("aria-label", "End this quiz");
    parts.track.setAttribute("aria-hidden", "true");
    parts.track.append(make("span"));
    for (const live of [parts.feedback, parts.lost]) live.setAttribute("role", "status");
    const skeleton = make("div", {className: "atlas-figure"});
    parts.caption = part("p", "atlas-quiz-caption");
    parts.figure.append(skeleton, parts.caption);
    this.root.replaceChildren(
      make("div", {className: "atlas-quiz-head"}, parts.progress, parts.track, parts.end, parts.lost),
      make("div", {className: "atlas-quiz-ask"}, parts.heading, parts.hint),
      parts.figure,
      make("div", {className: "atlas-quiz-panel"}, parts.answer, parts.feedback),
      make("div", {className: "atlas-quiz-actions"}, parts.pass, parts.main),
    );
    this.view = new QuestionFigure(skeleton, {
      onPick: (id) => this.answer?.pick?.(id),
      onCommit: () => this.main(),
    });
    skeleton.atlasView = this.view;
    this.parts = parts;
    return parts;
  }

  question() {
    const {round} = this;
    const {
      question,
      place: [at, count],
    } = round;
    const parts = this.frame();
    this.root.dataset.kind = question.kind;
    parts.progress.textContent = round.again ? `Once more: ${at} of ${count}` : `Question ${at} of ${count}`;
    parts.track.firstChild.style.width = `${(100 * (at - 1 + Number(Boolean(round.answered)))) / count}%`;
    parts.heading.textContent = question.prompt;
    parts.hint.textContent = (HINTS[question.how] ?? "").replace("{n}", question.options.length);
    parts.feedback.replaceChildren();
    this.answer?.destroy();
    this.answer = new Answer(parts.answer, question, {
      onChange: () => this.chosen(),
      heading: parts.heading.id,
      labelOf: this.labelOf,
    });
    this.root.dataset.key = question.key;
    if (round.answered) {
      this.tell();
      return;
    }
    this.root.dataset.state = "asking";
    parts.pass.hidden = false;
    parts.main.textContent = "Check";
    this.chosen();
    this.picture(question.show, {pick: question.how === "click", zoom: this.zoomable(question)});
    this.begin(parts.heading);
  }

  /** Start reading at a heading, from the top of the page. */
  begin(heading) {
    heading.focus({preventScroll: true});
    (this.root.closest("[data-testid=stMain]") ?? document.scrollingElement).scrollTop = 0;
  }

  /** Single bones are small on a phone. */
  zoomable({topic}) {
    return topic === "bones";
  }

  chosen() {
    this.parts.main.setAttribute("aria-disabled", String(!this.answer.ready));
  }

  /** Show a picture of the question; where it has none, its room goes to the words. */
  picture(wanted, settings) {
    const picture = wanted?.idle && matchMedia(NARROW).matches ? null : wanted;
    this.pictured = [wanted, settings];
    this.parts.figure.hidden = !picture;
    this.root.dataset.figure = String(Boolean(picture));
    this.parts.caption.textContent = picture?.caption ?? "";
    this.parts.figure.dataset.scale = String(Boolean(picture?.scale));
    if (picture)
      this.drawn = this.view
        .ask(picture, this.store, {
          index: this.deck.index,
          network: this.deck.network,
          plotly: this.data.plotly,
          ...settings,
        })
        .catch((error) => this.view.fail(error));
  }

  async recolour() {
    if (this.parts && this.pictured?.[0]) this.picture(this.pictured[0], {...this.pictured[1], fresh: false});
  }

  main() {
    if (this.root.dataset.state === "answered") {
      this.round.next();
      this.save();
      this.play();
    } else if (this.answer.ready) this.check(this.answer.given);
    else
      this.parts.feedback.replaceChildren(
        make("p", {className: "atlas-quiz-first", textContent: "Choose an answer first."}),
      );
  }

  check(given) {
    this.round.answer(given);
    this.save();
    this.tell();
  }

  /** Tell whether the answer was right, and why. */
  tell() {
    const {round, parts} = this;
    const {question, answered, again} = round;
    this.root.dataset.state = "answered";
    this.answer.lock(answered);
    parts.feedback.replaceChildren(feedback(question, answered, {again, labelOf: this.labelOf}));
    parts.track.firstChild.style.width = `${(100 * round.place[0]) / round.place[1]}%`;
    parts.pass.hidden = true;
    parts.main.textContent = round.last ? "See the result" : "Next";
    parts.main.removeAttribute("aria-disabled");
    const wrong = question.how === "click" && !answered.right ? (answered.given[0] ?? null) : null;
    this.picture(question.reveal ?? question.show, {
      quiet: false,
      wrong,
      zoom: this.zoomable(question),
      fresh: !alike(question.show, question.reveal),
    });
    parts.main.focus({preventScroll: true});
    // What is longer than the screen is read from its beginning.
    parts.feedback.scrollIntoView({
      block: parts.feedback.offsetHeight > innerHeight - FOOT_PX ? "start" : "nearest",
    });
  }

  // The end --------------------------------------------------------------------------------------

  leave() {
    this.answer?.destroy();
    this.view?.destroy();
    Object.assign(this, {answer: null, view: null, parts: null, pictured: null});
    for (const name of ["kind", "key", "figure"]) delete this.root.dataset[name];
  }

  finish() {
    this.leave();
    this.root.dataset.state = "result";
    const {round, deck, labelOf} = this;
    const result = round.result();
    const again = (keys) => {
      round.start(keys);
      this.save();
      this.play();
    };
    const view = resultView(result, deck, round, labelOf, {
      missed: () => again(result.missed.map(({key}) => key)),
      same: () => again(deck.questions.map(({key}) => key)),
      fresh: () => {
        view.said.textContent = "New questions are being made …";
        this.want(deck);
      },
      change: () => this.end(),
      copy: async (box) => {
        view.said.textContent = (await copy(asText(result, deck, round, labelOf), box))
          ? "Copied."
          : "The text is selected: copy it from the box.";
      },
      save: () =>
        savePng(summary(result, deck, round), deck.link, this.root, `bone-atlas_practice_${deck.number}.png`),
    });
    this.root.replaceChildren(view.element);
    this.begin(view.heading);
  }

  // Keys -----------------------------------------------------------------------------------------

  key(event) {
    const focus = document.activeElement;
    const free = !focus || focus === document.body || this.root.contains(focus);
    if (!free || !this.answer || isTaken(event)) return;
    if (this.root.dataset.state === "asking" && this.answer.key(event)) return;
    if (event.key !== "Enter" || actsByItself(focus)) return;
    event.preventDefault();
    this.main();
  }

  destroy() {
    document.removeEventListener("keydown", this.onKey);
    this.unwatch();
    this.leave();
    this.store?.destroy();
    this.root.replaceChildren();
  }
}

/** Whether a key belongs to something else: it was taken already, or is a command of the browser. */
const isTaken = ({defaultPrevented, ctrlKey, metaKey, altKey}) =>
  defaultPrevented || ctrlKey || metaKey || altKey;

/** Whether Enter on what has the focus does something of its own; on a line of the order it commits. */
const actsByItself = (focus) =>
  Boolean(focus?.matches("button, a, summary, [role=listbox]")) && !focus.matches(".atlas-order-handle");
