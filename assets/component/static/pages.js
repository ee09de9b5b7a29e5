// The pages of a copy: what makes the view of each.
import {make} from "../core/dom.js";
import {place} from "../core/place.js";
import {getJson} from "../core/sources.js";
import {asked} from "./decks.js";
import {missingLesson} from "./missing.js";

/**
 * What lends the views.
 *
 * @typedef {object} Views
 * @property {(root: HTMLElement, data: Published.SceneData) => Promise<Atlas.View>} scene
 * @property {(
 *   root: HTMLElement, onWant: (wanted: {quiz: number, topic: string, level: string}) => void
 * ) => Promise<Atlas.View>} quiz
 * @property {(root: HTMLElement, heard: import("../present/present.js").Heard) => Promise<Atlas.View>} lesson
 * @property {() => Promise<import("./learner.js").Learner>} learner
 */

/**
 * A page as it is shown.
 *
 * @typedef {object} Shown
 * @property {HTMLElement} root
 * @property {() => Promise<void>} begin
 * @property {() => void} [moved] called when the address has changed within the page
 * @property {() => void} [repaint] called when the colours of the system have changed
 * @property {() => void} [destroy]
 */

/**
 * A page that is a text.
 *
 * @param {Published.TextOfCopy} data
 * @returns {Shown}
 */
export function textPage({html}) {
  const root = make("div", {className: "atlas-text"});
  return {
    root,
    begin: async () => {
      /** @type {Published.HtmlFile} */
      const text = await getJson(html);
      root.innerHTML = text.html;
    },
  };
}

/** What the pages with a view have in common. */
class ViewPage {
  /** What the view was given last. @type {Atlas.ComponentData | null} */
  given = null;

  /**
   * @param {Views} views
   * @param {string} className
   */
  constructor(views, className) {
    this.views = views;
    /** @type {HTMLElement & {atlasView?: Atlas.View}} */
    this.root = make("div", {className});
  }

  /** Once it is there; whoever watches the page finds it by its element, as on the served page. */
  get view() {
    return this.root.atlasView;
  }

  set view(view) {
    this.root.atlasView = view;
  }

  /** @param {Atlas.ComponentData} data */
  async give(data) {
    this.given = data;
    await this.view?.update(data);
  }

  repaint() {
    if (this.given) this.give(this.given);
  }

  destroy() {
    this.view?.destroy();
  }
}

/** A page that is a scene. */
export class ScenePage extends ViewPage {
  /**
   * @param {Views} views
   * @param {Published.SceneData} data
   */
  constructor(views, data) {
    super(views, "atlas-scene");
    this.data = data;
  }

  async begin() {
    this.view = await this.views.scene(this.root, this.data);
    await this.give(this.data);
  }
}

/** The page of questions. */
export class PractisePage extends ViewPage {
  /** Address of the questions that were asked last; none before the first. @type {string | undefined} */
  #last;

  /**
   * @param {Views} views
   * @param {Published.QuizOfCopy} data
   */
  constructor(views, data) {
    super(views, "atlas-figure");
    this.data = data;
  }

  async begin() {
    this.view = await this.views.quiz(this.root, (wanted) => this.#want(wanted));
    await this.moved();
  }

  /** Ask the questions that the address names. */
  async moved() {
    const {offered, decks} = this.data;
    const {topic, level, quiz, address} = asked(place().query(), offered, decks);
    const data = {...offered, topic, level};
    if (quiz) this.#last = address;
    await this.give(quiz ? {...data, deck: await this.#deck(address)} : data);
  }

  /** @param {string} address */
  async #deck(address) {
    /** @type {Published.QuizDeck} */
    const deck = await getJson(address);
    // No other device can open a file of this one.
    return {...deck, link: location.protocol === "file:" ? "" : location.href};
  }

  /** @param {{quiz: number, topic: string, level: string}} wanted 0 stands for no quiz */
  async #want({quiz, topic, level}) {
    const {offered, decks} = this.data;
    const query = new URLSearchParams({topic, level, quiz: String(quiz)});
    let found = asked(query, offered, decks);
    if (found.address === this.#last) {
      // Who wants other questions does not get the same again.
      query.set("quiz", String(quiz + 1));
      found = asked(query, offered, decks);
    }
    if (found.quiz) query.set("quiz", String(found.quiz));
    else query.delete("quiz");
    history.pushState(null, "", place().written(place().page, query));
    await this.moved();
  }
}

/** The page of a lesson that is given. */
export class LessonPage extends ViewPage {
  /** The lesson that stands there. @type {string | undefined} */
  #lesson;
  /** @type {import("./learner.js").Learner | undefined} */
  #learner;

  /**
   * @param {Views} views
   * @param {Published.LessonsOfCopy} data
   * @param {(address: string) => void} go leads to a page
   */
  constructor(views, data, go) {
    super(views, "atlas-figure");
    this.data = data;
    this.go = go;
  }

  /** The lesson that the address names, the first one where it names none. */
  get #asked() {
    return place().query().get("lesson") || Object.keys(this.data.lessons)[0];
  }

  async begin() {
    const {lessons, notes, closing, phones, scored} = this.data;
    // One visit, whatever comes and goes on the page.
    if (scored) this.#learner ??= await this.views.learner();
    const learner = this.#learner;
    const query = place().query();
    const lesson = this.#asked;
    this.#lesson = lesson;
    if (!Object.hasOwn(lessons, lesson)) {
      await this.#miss();
      return;
    }
    /** @type {(name: string) => number} */
    const number = (name) => Number.parseInt(query.get(name) ?? "", 10) || 0;
    this.view = await this.views.lesson(this.root, {
      onRest: ({slide, revealed}) => rest(lesson, slide, revealed),
      onClose: () => this.go(closing),
      learner,
    });
    const at = learner?.at ?? {slide: number("slide"), revealed: number("revealed")};
    await this.give({lesson: lessons[lesson], notes, closing, phones, ...at});
  }

  /** Another lesson comes in the place of this one, for which the address says the slide. */
  async moved() {
    if (this.#asked === this.#lesson) return;
    this.destroy();
    this.view = undefined;
    this.given = null;
    await this.begin();
  }

  /** Say that there is no such lesson, and which there are. */
  async #miss() {
    const {lessons} = this.data;
    /** @type {Published.Lesson[]} */
    const held = await Promise.all(Object.values(lessons).map((address) => getJson(address)));
    const names = Object.keys(lessons);
    this.root.classList.remove("atlas-present");
    this.root.replaceChildren(missingLesson(Object.fromEntries(held.map(({title}, i) => [names[i], title]))));
  }
}

/**
 * Let the address hold where a lesson rests.
 *
 * @param {string} lesson
 * @param {number} slide
 * @param {number} revealed
 */
function rest(lesson, slide, revealed) {
  const query = new URLSearchParams({lesson, slide: String(slide)});
  if (revealed) query.set("revealed", String(revealed));
  history.replaceState(null, "", place().written(place().page, query));
}
