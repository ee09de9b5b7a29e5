// Predict, then reveal: the class commits itself to an order or an answer before the slide shows the data.
import {make} from "../core/dom.js";
import {OrderList} from "../order/order.js";

export class QuestionView {
  /** @param root element to fill; `deck` a Deck that stands at a slide with a question; `onResize` called when it grew or shrank */
  constructor(root, deck, onResize) {
    Object.assign(this, {root, deck, onResize, question: deck.current.question});
    this.ask = make("p", {className: "atlas-present-ask", textContent: this.question.ask});
    this.body = make("div", {className: "atlas-present-body"});
    this.said = make("p", {className: "atlas-present-said"});
    this.why = make("p", {className: "atlas-present-why", textContent: this.question.why});
    root.replaceChildren(this.ask, this.body, this.said, this.why);
    this.shown = null;
  }

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

  /** Take a key; tells whether it was one of the question's. */
  key(event) {
    if (this.shown) return false;
    if (this.question.kind === "rank") return Boolean(this.order?.key(event));
    const number = /^[1-9]$/.test(event.key) ? Number(event.key) : 0;
    if (!number || number > this.question.options.length) return false;
    this.choose(number);
    return true;
  }

  // An order -------------------------------------------------------------------------------------

  rank(answered) {
    const {items, truth} = this.question;
    const own = this.deck.answer;
    if (!answered || own) {
      this.order?.destroy();
      const offered = own ? own.map((id) => items.find((item) => item.id === id)) : items;
      this.order = new OrderList(this.body, {
        items: offered,
        big: true,
        onChange: (ids) => {
          this.deck.commit(ids);
          this.onResize();
        },
      });
    }
    if (!answered) return;
    if (own) {
      this.order.lock(truth); // says itself how many are right
      this.said.textContent = openWords(truth);
      this.said.classList.add("atlas-present-again");
    } else {
      this.order?.destroy();
      this.order = null;
      this.body.replaceChildren(rankTable(truth));
      this.said.textContent = openWords(truth);
      this.said.hidden = !this.said.textContent;
    }
  }

  // One of several -------------------------------------------------------------------------------

  choice(answered) {
    const {options, answer} = this.question;
    const own = this.deck.answer;
    const items = options.map((words, i) => this.option(words, i + 1, {answered, answer, own}));
    this.body.replaceChildren(make("ol", {className: "atlas-present-options"}, ...items));
    if (!answered) return;
    const right = `The answer: ${options[answer - 1]}`;
    this.said.textContent = !own
      ? right
      : own === answer
        ? `Right: ${options[answer - 1]}`
        : `Not so. ${right}`;
    this.said.classList.toggle("atlas-present-again", !own || own === answer); // the marked option says it too
  }

  option(words, number, {answered, answer, own}) {
    const button = make(
      "button",
      {type: "button", className: "atlas-present-option"},
      make("span", {className: "atlas-present-number", textContent: number}),
      words,
    );
    button.setAttribute("aria-pressed", String(own === number));
    button.setAttribute("aria-disabled", String(answered));
    if (answered) button.dataset.mark = number === answer ? "right" : own === number ? "wrong" : "";
    if (answered && number === answer)
      button.append(make("span", {className: "atlas-present-mark", textContent: " ✓ right"}));
    if (answered && own === number && own !== answer)
      button.append(make("span", {className: "atlas-present-mark", textContent: " ✗ chosen"}));
    button.addEventListener("click", () => this.choose(number));
    return make("li", {}, button);
  }

  /** Commit to an option and see at once whether it is right. */
  choose(number) {
    if (this.shown) return;
    this.deck.commit(number);
    this.deck.next();
  }

  destroy() {
    this.order?.destroy();
  }
}

/** The right order with its values, where the class did not commit itself. */
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
    {className: "atlas-order-result"},
    make("thead", {}, head),
    make("tbody", {}, ...rows),
  );
}

/** Neighbours that the evidence does not tell apart. */
function openWords(truth) {
  const pairs = truth
    .slice(0, -1)
    .flatMap(({label, settled}, i) => (settled === false ? [`${label} and ${truth[i + 1].label}`] : []));
  return pairs.length ? `Order not settled: ${pairs.join("; ")}.` : "";
}
