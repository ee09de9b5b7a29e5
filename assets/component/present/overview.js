// All slides at once, each as a small picture: to find one, and to go there.
import {make} from "../core/dom.js";
import {drawThumbnail, SIZE} from "./thumbnail.js";
import {visible} from "./deck.js";

/** All slides as a grid; arrow keys move, Enter goes there. */
export class Overview {
  /** The theme in which the pictures are drawn. @type {Atlas.Theme | null} */
  drawn = null;

  /**
   * @param {HTMLElement} root
   * @param {Atlas.Deck} deck
   * @param {Pick<Atlas.PresentTools, "getJson" | "themeOf">} tools
   */
  constructor(root, deck, tools) {
    this.root = root;
    this.deck = deck;
    this.tools = tools;
    const cards = deck.lesson.slides.map((slide, i) => this.card(slide, i + 1));
    this.list = make("ol", {className: "atlas-present-grid"}, ...cards);
    root.append(make("h2", {textContent: "All slides"}), this.list);
    this.list.addEventListener("keydown", (event) => this.key(event));
  }

  /**
   * @param {Published.Slide} slide
   * @param {number} number
   */
  card(slide, number) {
    const picture = make(
      "span",
      {className: "atlas-present-thumbnail"},
      slide.figures.length ? make("canvas", {width: SIZE[0], height: SIZE[1]}) : wordsOf(slide),
    );
    picture.setAttribute("aria-hidden", "true");
    const button = make(
      "button",
      {type: "button"},
      picture,
      make(
        "span",
        {className: "atlas-present-label"},
        make("b", {textContent: number}),
        " ",
        make("span", {textContent: slide.title}),
      ),
      make("span", {className: "atlas-unseen", textContent: `, ${slide.kind}`}),
    );
    button.addEventListener("click", () => this.deck.stand(number));
    return make("li", {}, button);
  }

  buttons() {
    return [...this.list.querySelectorAll("button")];
  }

  show() {
    this.buttons().forEach((button, i) => {
      if (i + 1 === this.deck.slide) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    });
    this.buttons()[this.deck.slide - 1].focus();
    this.draw();
  }

  /** Draw the pictures, once for a theme: one after the other, so that the keys are heard in between. */
  async draw() {
    const {getJson, themeOf} = this.tools;
    const theme = themeOf(this.root);
    if (this.drawn === theme) return;
    this.drawn = theme;
    const {slides} = this.deck.lesson;
    for (const [i, button] of this.buttons().entries()) {
      if (this.drawn !== theme) return; // the theme has changed meanwhile
      const canvas = button.querySelector("canvas");
      // One that cannot be drawn leaves the others theirs.
      if (canvas) await drawThumbnail(canvas, {slide: slides[i], theme, getJson}).catch(console.warn);
      button.dataset.drawn = theme;
    }
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const all = this.buttons();
    const here = all.findIndex((button) => button === document.activeElement);
    const columns = getComputedStyle(this.list).gridTemplateColumns.split(" ").length;
    /** @type {Record<string, number>} */
    const moves = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: columns,
      ArrowUp: -columns,
      PageDown: 1,
      PageUp: -1,
      Home: -all.length,
      End: all.length,
    };
    const by = moves[event.key];
    if (by === undefined || here < 0) return;
    event.preventDefault();
    all[Math.max(0, Math.min(all.length - 1, here + by))].focus();
  }
}

/**
 * The words of a slide without a figure, as the class meets them: the question and no answer, the statement and no
 * verdict.
 *
 * @param {Published.Slide} slide
 */
function wordsOf(slide) {
  const {claim, question, text, points} = slide;
  const first = [claim?.statement ?? question?.ask, text].filter(Boolean);
  const said = points.slice(0, visible(slide, 0).points);
  return make(
    "span",
    {className: "atlas-present-words"},
    ...first.map((textContent) => make("span", {textContent})),
    ...said.map((point) => make("span", {className: "atlas-present-word-point", textContent: point})),
  );
}
