// One question on the page: its options, its list to order or its bone to find; then what is said of it.
import {OrderList} from "../order/order.js";
import {make} from "../core/dom.js";

const NO_BONE = "No bone chosen yet.";

/**
 * Printed sources, as links where they have one.
 *
 * @param {Published.QuizSource[]} sources
 */
function sourcesLine(sources) {
  const links = sources.flatMap(({text, link}, i) => [
    i ? "; " : "",
    link ? make("a", {href: link, target: "_blank", rel: "noreferrer", textContent: text}) : text,
  ]);
  return make("p", {className: "atlas-cited"}, sources.length > 1 ? "Sources: " : "Source: ", ...links);
}

/**
 * Where the figures of a question come from; nothing where it has none.
 *
 * @param {Published.QuizQuestion} question
 */
export const cited = ({sources}) => (sources.length ? sourcesLine(sources) : null);

/**
 * The label of one of a question's options.
 *
 * @param {Published.QuizQuestion} question
 * @param {string} id
 */
const labelIn = ({options}, id) => options.find((option) => option.id === id)?.label ?? id;

/**
 * The right answer in words.
 *
 * @param {Published.QuizQuestion} question
 * @param {Atlas.LabelOf} labelOf name of a bone
 */
export function answerText(question, labelOf) {
  if (question.how === "choice") return labelIn(question, question.answer[0]);
  if (question.how === "order") return question.answer.map((id) => labelIn(question, id)).join(" – ");
  return (
    question.answer.slice(0, 2).map(labelOf).join(" or ") +
    (question.answer.length > 2 ? " or another bone of that site" : "")
  );
}

/** @typedef {{row: HTMLLabelElement, input: HTMLInputElement, option: Published.Option}} Choice */

export class Answer {
  /** What has been chosen so far. @type {string[]} */
  given = [];
  /** @type {Choice[]} */
  choices = [];
  /** @type {OrderList | null} */
  order = null;
  /** Says of a question about a bone whether one is chosen. @type {HTMLElement | null} */
  line = null;

  /**
   * @param {HTMLElement} root element to fill
   * @param {Published.QuizQuestion} question
   * @param {object} options
   * @param {() => void} options.onChange called when something has been chosen
   * @param {string} options.heading id of the element that holds the question
   * @param {Atlas.LabelOf} options.labelOf name of a bone
   */
  constructor(root, question, {onChange, heading, labelOf}) {
    this.root = root;
    this.question = question;
    this.onChange = onChange;
    this.labelOf = labelOf;
    if (question.how === "choice") root.replaceChildren(this.options(heading));
    else if (question.how === "order") this.order = this.arranged();
    else root.replaceChildren((this.line = pickedLine()));
  }

  /** Whether there is something to check. */
  get ready() {
    return this.given.length > 0;
  }

  /** @param {string} heading id of the element that names the group */
  options(heading) {
    const group = make("div", {className: "atlas-quiz-options"});
    group.setAttribute("role", "radiogroup");
    group.setAttribute("aria-labelledby", heading);
    this.choices = this.question.options.map((option, i) => this.choice(option, i + 1));
    group.append(...this.choices.map(({row}) => row));
    return group;
  }

  /**
   * @param {Published.Option} option
   * @param {number} key that chooses it
   * @returns {Choice}
   */
  choice(option, key) {
    const input = make("input", {type: "radio", name: "atlas-quiz-option", value: option.id});
    input.addEventListener("change", () => {
      this.given = [option.id];
      this.onChange();
    });
    const number = make("span", {className: "atlas-quiz-number", textContent: key});
    number.setAttribute("aria-hidden", "true");
    const label = make("span", {className: "atlas-quiz-label", textContent: option.label});
    return {option, input, row: make("label", {className: "atlas-quiz-option"}, input, number, label)};
  }

  arranged() {
    const {options} = this.question;
    this.given = options.map(({id}) => id);
    return new OrderList(this.root, {
      items: options,
      onChange: (ids) => {
        this.given = ids;
        this.onChange();
      },
    });
  }

  /**
   * A bone was chosen in the figure; its name stays untold until the answer.
   *
   * @param {string | null} id
   */
  pick(id) {
    if (!this.line) return; // the question is none about a bone
    this.given = id ? [id] : [];
    this.line.textContent = id ? "One bone is outlined: check it, or choose another." : NO_BONE;
    this.onChange();
  }

  /**
   * Take a key of the page, the number of an option or of a place; tells whether it was one.
   *
   * @param {KeyboardEvent} event
   */
  key(event) {
    if (this.order) return this.order.key(event);
    const choice = /^[1-9]$/.test(event.key) ? this.choices[Number(event.key) - 1] : null;
    if (!choice) return false;
    event.preventDefault();
    choice.input.focus();
    choice.input.click();
    return true;
  }

  // After the answer -----------------------------------------------------------------------------

  /**
   * Mark what was right and what was chosen, in words and signs.
   *
   * @param {Atlas.QuizAnswer} answer
   */
  lock({given}) {
    const {question} = this;
    if (question.how === "order") this.lockOrder(given);
    else if (question.how === "choice") this.lockOptions(given[0]);
    else if (this.line) {
      this.line.textContent = given.length ? `You chose: ${this.labelOf(given[0])}.` : "";
      this.line.toggleAttribute("hidden", !given.length);
    }
  }

  /** @param {string | undefined} chosen */
  lockOptions(chosen) {
    for (const {row, input, option} of this.choices) {
      const right = this.question.answer.includes(option.id);
      const mine = option.id === chosen;
      input.disabled = true;
      input.checked = mine;
      const {kind, text} = markOf(right, mine);
      row.dataset.mark = kind;
      if (text) row.append(make("b", {className: "atlas-quiz-mark", textContent: text}));
      // A remark on what nobody chose is more than a phone has room for; of two options both are shown.
      if (option.remark && (right || mine || this.choices.length === 2))
        row.append(make("small", {className: "atlas-quiz-remark", textContent: option.remark}));
    }
  }

  /** @param {string[]} given empty where the reader did not know */
  lockOrder(given) {
    const {options, answer, settled} = this.question;
    const right = answer.map((id) => ({id, label: labelIn(this.question, id), value: remarkIn(options, id)}));
    if (given.length && this.order) {
      this.order.order = [...given];
      this.order.lock(right, settled);
      return;
    }
    this.order?.destroy();
    const items = right.map(({label, value}) =>
      make("li", {}, label, " ", make("small", {textContent: value})),
    );
    this.root.replaceChildren(make("ol", {className: "atlas-quiz-right-order"}, ...items));
  }

  destroy() {
    this.order?.destroy();
  }
}

const pickedLine = () => make("p", {className: "atlas-quiz-picked", textContent: NO_BONE});

/** @type {(options: Published.Option[], id: string) => string} */
const remarkIn = (options, id) => options.find((option) => option.id === id)?.remark ?? "";

/**
 * How an option is marked once the answer is known.
 *
 * @param {boolean} right
 * @param {boolean} mine whether the reader chose it
 */
function markOf(right, mine) {
  if (right) return {kind: "right", text: mine ? "✓ right, your answer" : "✓ right answer"};
  return mine ? {kind: "wrong", text: "✗ your answer"} : {kind: "other", text: ""};
}

/** @param {Atlas.QuizAnswer} answer */
function headingOf({given, right}) {
  if (right) return "✓ Right";
  return given.length ? "✗ Not right" : "The answer";
}

/**
 * What is said after an answer: right or wrong, the explanation, its source.
 *
 * @param {Published.QuizQuestion} question
 * @param {Atlas.QuizAnswer} answer
 * @param {object} options
 * @param {boolean} options.again whether the question has come back already
 * @param {Atlas.LabelOf} options.labelOf name of a bone
 */
export function feedback(question, answer, {again, labelOf}) {
  const {right} = answer;
  const solution = make(
    "p",
    {className: "atlas-quiz-answer-text"},
    "Right answer: ",
    make("b", {textContent: answerText(question, labelOf)}),
  );
  const later = make("p", {
    className: "atlas-quiz-later",
    textContent: "This question comes back at the end of the round.",
  });
  const element = make(
    "div",
    {className: "atlas-quiz-verdict"},
    make("h3", {textContent: headingOf(answer)}),
    right || question.how === "order" ? null : solution, // a list in order shows its own
    make("p", {className: "atlas-quiz-explanation", textContent: question.explanation}),
    cited(question),
    right || again ? null : later,
  );
  element.dataset.right = String(right);
  return element;
}
