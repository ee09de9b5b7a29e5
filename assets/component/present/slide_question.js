// Predict, then reveal: the class commits itself to an order or an answer before the slide shows the data.
import {make} from "../core/dom.js";
import {OrderList} from "../order/order.js";

export class QuestionView {
  /** Whether the answer is shown; null before anything is. @type {boolean | null} */
  shown = null;
  /** @type {OrderList | null} */
  order = null;

  /**
   * @param {HTMLElement} root element to fill
   * @param {Atlas.Deck} deck that stands at the slide with the question
   * @param {Published.SlideQuestion} question
   * @param {() => void} onResize called when it grew or shrank
   */
  constructor(root, deck, question, onResize) {
    this.root = root;
    this.deck = deck;
    this.question = question;
    this.onResize = onResize;
    this.ask = make("p", {className: "atlas-present-ask", textContent: this.question.ask});
    this.body = make("div", {className: "atlas-present-body"});
    this.said = make("p", {className: "atlas-present-said"});
    this.why = make("p", {className: "atlas-present-why", textContent: this.question.why});
    root.replaceChildren(this.ask, this.body, this.said, this.why);
  }

  /** @param {Atlas.Seen} seen */
  update({answered}) {
    if (this.shown === answered) return;
    this.shown = answered;
    this.root.classList.toggle("atlas-present-answered", answered);
    this.said.hidden = this.why.hidden = !answered;
    if (!this.question.why) this.why.hidden = true;
    if (this.question.kind === "rank") this.rank(answered);
    else this.choice(answered);
    this.onResize();
  }

  /**
   * Take a key; tells whether it was one of the question's.
   *
   * @param {KeyboardEvent} event
   */
  key(event) {
    if (this.shown) return false;
    if (this.question.kind === "rank") return Boolean(this.order?.key(event));
    const number = /^[1-9]$/.test(event.key) ? Number(event.key) : 0;
    if (!number || number > this.question.options.length) return false;
    this.choose(number);
    return true;
  }

  // An order -------------------------------------------------------------------------------------

  /** @param {boolean} answered */
  rank(answered) {
    const {items = []} = this.question;
    const own = this.deck.answer;
    const given = Array.isArray(own) ? own : null;
    this.order?.destroy();
    this.order = given || !answered ? this.list(given ? inOrder(items, given) : items) : null;
    if (answered) this.rightOrder();
    else if (this.deck.settled) this.body.append(this.check());
  }

  /** Show the right order, beside the class's own if there is one, and of which pairs either order counts. */
  rightOrder() {
    const {truth = [], pairs = [], open = ""} = this.question;
    this.said.textContent = open;
    this.said.hidden = !open;
    this.said.classList.toggle("atlas-present-again", Boolean(this.order)); // the table says it too
    if (this.order) this.order.lock(truth, pairs, open);
    else this.body.replaceChildren(rankTable(truth));
  }

  /** @param {Atlas.OrderItem[]} items in the order in which they are offered */
  list(items) {
    return new OrderList(this.body, {
      items,
      big: true,
      onChange: (ids) => {
        this.deck.commit(ids);
        this.onResize();
      },
    });
  }

  /** What a learner, whom nobody leads, presses when the order stands; also where it stood so from the first. */
  check() {
    const button = make("button", {
      type: "button",
      className: "atlas-present-option atlas-present-check",
      textContent: "Check my order",
    });
    button.addEventListener("click", () => {
      this.deck.commit(this.order?.ids ?? []);
      this.deck.next();
    });
    return button;
  }

  // One of several -------------------------------------------------------------------------------

  /** @param {boolean} answered */
  choice(answered) {
    const {options, answer} = this.question;
    const own = this.deck.answer;
    const items = options.map((label, i) => this.option(label, i + 1, answered));
    this.body.replaceChildren(make("ol", {className: "atlas-present-options"}, ...items));
    if (!answered) return;
    this.said.textContent = verdictOn(own, answer, options[answer - 1]);
    this.said.classList.toggle("atlas-present-again", !own || own === answer); // the marked option says it too
  }

  /**
   * @param {string} label
   * @param {number} number from 1
   * @param {boolean} answered
   */
  option(label, number, answered) {
    const own = this.deck.answer;
    const button = make(
      "button",
      {type: "button", className: "atlas-present-option"},
      make("span", {className: "atlas-present-number", textContent: number}),
    );
    const words = make("span", {className: "atlas-present-wording"}, label);
    button.append(words);
    button.setAttribute("aria-pressed", String(own === number));
    button.setAttribute("aria-disabled", String(answered));
    if (answered) {
      const {kind, text} = markOf(number === this.question.answer, own === number);
      button.dataset.mark = kind;
      if (text) words.append(make("span", {className: "atlas-present-mark", textContent: text}));
    }
    button.addEventListener("click", () => this.choose(number));
    return make("li", {}, button);
  }

  /**
   * Commit to an option and see at once whether it is right.
   *
   * @param {number} number
   */
  choose(number) {
    if (this.shown) return;
    this.deck.commit(number);
    this.deck.next();
  }

  destroy() {
    this.order?.destroy();
  }
}

/**
 * Items in the order of their ids.
 *
 * @param {Atlas.OrderItem[]} items
 * @param {string[]} ids
 */
const inOrder = (items, ids) => ids.flatMap((id) => items.find((item) => item.id === id) ?? []);

/**
 * How an option is marked once the answer is known.
 *
 * @param {boolean} right
 * @param {boolean} chosen whether the class chose it
 */
function markOf(right, chosen) {
  if (right) return {kind: "right", text: " ✓ right"};
  return chosen ? {kind: "wrong", text: " ✗ chosen"} : {kind: "", text: ""};
}

/**
 * What is said of the class's answer.
 *
 * @param {Atlas.ClassAnswer | undefined} own
 * @param {number} answer
 * @param {string} label of the right option
 */
function verdictOn(own, answer, label) {
  if (own === answer) return `Right: ${label}`;
  return `${own ? "Not so. " : ""}The answer: ${label}`;
}

/**
 * The right order with its values, where the class did not commit itself.
 *
 * @param {Published.RankTruth[]} truth
 */
function rankTable(truth) {
  const rows = truth.map(({label, value}, i) =>
    make(
      "tr",
      {},
      make("th", {scope: "row", textContent: i + 1}),
      make("td", {textContent: label}),
      make("td", {textContent: value}),
    ),
  );
  const head = make(
    "tr",
    {},
    ...["Place", "Site", "Value"].map((textContent) => make("th", {scope: "col", textContent})),
  );
  return make(
    "table",
    {className: "atlas-order-result atlas-present-truth"},
    make("thead", {}, head),
    make("tbody", {}, ...rows),
  );
}

/**
 * Whether the values of an order that is asked for stand beside the bones.
 *
 * @param {Published.Slide} slide
 */
export function isDrawn({question, figures}) {
  const truth = question?.truth ?? [];
  return (
    truth.length > 0 &&
    figures.some(({kind, select}) => kind === "bones" && truth.every(({id}) => select.includes(id)))
  );
}
