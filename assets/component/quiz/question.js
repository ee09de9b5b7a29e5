// One question on the page: its options, its list to order or its bone to find; then what is told of it.
import {OrderList} from "../order/order.js";
import {make} from "../core/dom.js";

/** Printed sources, as links where they have one. */
function sourcesLine(sources) {
  const links = sources.flatMap(({text, link}, i) => [
    i ? "; " : "",
    link ? make("a", {href: link, target: "_blank", rel: "noreferrer", textContent: text}) : text,
  ]);
  return make("p", {className: "atlas-cited"}, sources.length > 1 ? "Sources: " : "Source: ", ...links);
}

/** Where the figures of a question come from; nothing where it has none. */
export const cited = ({sources}) => (sources.length ? sourcesLine(sources) : null);

/** The right answer in words. */
export function answerWords(question, labelOf) {
  if (question.how === "choice") return question.options.find(({id}) => id === question.answer[0]).label;
  if (question.how === "order")
    return question.answer.map((id) => question.options.find((option) => option.id === id).label).join(" – ");
  return (
    question.answer.slice(0, 2).map(labelOf).join(" or ") +
    (question.answer.length > 2 ? " or another bone of that site" : "")
  );
}

export class Answer {
  /**
   * @param root element to fill
   * @param question of the deck
   * @param onChange called when something has been chosen
   */
  constructor(root, question, {onChange, heading, labelOf}) {
    Object.assign(this, {root, question, onChange, labelOf, given: []});
    if (question.how === "choice") root.replaceChildren(this.options(heading));
    else if (question.how === "order") this.arrange();
    else root.replaceChildren(this.pickedLine());
  }

  /** Whether there is something to check. */
  get ready() {
    return this.given.length > 0;
  }

  options(heading) {
    const group = make("div", {className: "atlas-quiz-options"});
    group.setAttribute("role", "radiogroup");
    group.setAttribute("aria-labelledby", heading);
    this.rows = this.question.options.map(({id, label}, i) => {
      const input = make("input", {type: "radio", name: "atlas-quiz-option", value: id});
      input.addEventListener("change", () => {
        this.given = [id];
        this.onChange();
      });
      const number = make("span", {className: "atlas-quiz-number", textContent: i + 1});
      number.setAttribute("aria-hidden", "true");
      const words = make("span", {className: "atlas-quiz-label", textContent: label});
      return make("label", {className: "atlas-quiz-option"}, input, number, words);
    });
    group.append(...this.rows);
    return group;
  }

  arrange() {
    const {options} = this.question;
    this.given = options.map(({id}) => id);
    this.order = new OrderList(this.root, {
      items: options,
      onChange: (ids) => {
        this.given = ids;
        this.onChange();
      },
    });
  }

  pickedLine() {
    this.line = make("p", {className: "atlas-quiz-picked", textContent: "No bone chosen yet."});
    return this.line;
  }

  /** A bone was chosen in the figure; its name stays untold until the answer. */
  pick(id) {
    this.given = id ? [id] : [];
    this.line.textContent = id ? "One bone is outlined: check it, or choose another." : "No bone chosen yet.";
    this.onChange();
  }

  /** Take a key of the page: the number of an option, or of a place. */
  key(event) {
    if (this.order) return this.order.key(event);
    const row = /^[1-9]$/.test(event.key) ? this.rows?.[Number(event.key) - 1] : null;
    if (!row) return false;
    event.preventDefault();
    row.firstChild.focus();
    row.firstChild.click();
    return true;
  }

  // After the answer -----------------------------------------------------------------------------

  /** Mark what was right and what was chosen, in words and signs. */
  lock({given}) {
    const {question} = this;
    if (question.how === "order") this.lockOrder(given);
    else if (question.how === "choice") this.lockOptions(given[0]);
    else this.line.textContent = given.length ? `You chose: ${this.labelOf(given[0])}.` : "";
    this.line?.toggleAttribute("hidden", !given.length);
  }

  lockOptions(chosen) {
    this.rows.forEach((row, i) => {
      const {id, remark} = this.question.options[i];
      const right = this.question.answer.includes(id);
      const mine = id === chosen;
      row.firstChild.disabled = true;
      row.firstChild.checked = mine;
      row.dataset.mark = right ? "right" : mine ? "wrong" : "other";
      const mark = right ? (mine ? "✓ right, your answer" : "✓ right answer") : mine ? "✗ your answer" : "";
      if (mark) row.append(make("b", {className: "atlas-quiz-mark", textContent: mark}));
      // A remark on what nobody chose is more than a phone has room for; of two options both are told.
      if (remark && (right || mine || this.rows.length === 2))
        row.append(make("small", {className: "atlas-quiz-remark", textContent: remark}));
    });
  }

  lockOrder(given) {
    const {options, answer, settled} = this.question;
    const byId = new Map(options.map((option) => [option.id, option]));
    if (given.length) {
      this.order.order = [...given];
      this.order.lock(
        answer.map((id) => ({id, label: byId.get(id).label, value: byId.get(id).remark})),
        settled,
      );
      return;
    }
    this.order.destroy();
    this.root.replaceChildren(
      make(
        "ol",
        {className: "atlas-quiz-right-order"},
        ...answer.map((id) =>
          make("li", {}, byId.get(id).label, " ", make("small", {textContent: byId.get(id).remark})),
        ),
      ),
    );
  }

  destroy() {
    this.order?.destroy();
  }
}

/** What is told after an answer: right or wrong, the explanation, its source. */
export function told(question, {given, right}, {again, labelOf}) {
  const words = right ? "✓ Right" : given.length ? "✗ Not right" : "The answer";
  const answer =
    right || question.how === "order"
      ? null
      : make(
          "p",
          {className: "atlas-quiz-answer-words"},
          "Right answer: ",
          make("b", {textContent: answerWords(question, labelOf)}),
        );
  const later =
    right || again
      ? null
      : make("p", {
          className: "atlas-quiz-later",
          textContent: "This question comes back at the end of the round.",
        });
  const element = make(
    "div",
    {className: "atlas-quiz-told"},
    make("h3", {textContent: words}),
    answer,
    make("p", {className: "atlas-quiz-explanation", textContent: question.explanation}),
    cited(question),
    later,
  );
  element.dataset.right = String(right);
  return element;
}
