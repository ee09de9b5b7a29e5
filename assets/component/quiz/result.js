// The end of a round: score by topic, what was missed and why, and the same as text.
import {make} from "../core/dom.js";
import {answerText, cited} from "./question.js";

/** @type {(count: number, one: string, many: string) => string} */
const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;

/**
 * The result in a few lines, for text and picture alike.
 *
 * @param {Atlas.QuizResult} result
 * @param {Published.QuizDeck} deck
 * @param {{keys: string[]}} round
 * @returns {Atlas.QuizSummary}
 */
export function summary(result, deck, round) {
  const {
    right,
    count,
    again: [caught, asked],
  } = result;
  const whole = round.keys.length === deck.questions.length;
  const part = whole ? "" : ", only what was missed";
  return {
    score: `${right} of ${count}`,
    head:
      count === right ? `All ${count} right at the first try` : `${right} of ${count} right at the first try`,
    again: asked ? `${caught} of ${asked} right when they came back` : "",
    what: `${deck.topics[deck.topic]}, ${deck.levels[deck.level].toLowerCase()}, quiz ${deck.number}${part}`,
    date: new Date().toLocaleDateString("en-GB", {day: "numeric", month: "long", year: "numeric"}),
    topics: [...result.byTopic].map(([topic, [got, of]]) => [deck.topics[topic], got, of]),
  };
}

/**
 * The result as plain text.
 *
 * @param {Atlas.QuizResult} result
 * @param {Published.QuizDeck} deck
 * @param {{keys: string[]}} round
 * @param {Atlas.LabelOf} labelOf
 */
export function asText(result, deck, round, labelOf) {
  const lines = summary(result, deck, round);
  const missed = result.missed.flatMap((question, i) => [
    `${i + 1}. ${question.prompt}`,
    `   Right answer: ${answerText(question, labelOf)}`,
    `   ${question.explanation}`,
    ...(question.sources.length ? [`   Source: ${question.sources.map(({text}) => text).join("; ")}`] : []),
  ]);
  return [
    "Bone Metastasis Atlas: practice",
    lines.what,
    lines.date,
    "",
    lines.head,
    ...(lines.again ? [lines.again] : []),
    ...lines.topics.map(([topic, got, of]) => `${topic}: ${got} of ${of}`),
    ...(missed.length ? ["", "Missed at the first try:", ...missed] : []),
    "",
    deck.link,
  ].join("\n");
}

/** @param {Atlas.QuizSummary["topics"]} topics */
function scoreTable(topics) {
  /** @param {[string, number, number]} score */
  const row = ([topic, got, of]) => {
    const filled = make("span");
    filled.style.width = `${(100 * got) / of}%`;
    const bar = make("span", {className: "atlas-quiz-bar-of"}, filled);
    bar.setAttribute("aria-hidden", "true");
    return make(
      "tr",
      {},
      make("th", {scope: "row", textContent: topic}),
      make("td", {textContent: `${got} of ${of}`}),
      make("td", {}, bar),
    );
  };
  const heads = [
    ["Topic", "col"],
    ["Right at the first try", "col"],
  ].map(([textContent, scope]) => make("th", {scope, textContent}));
  return make(
    "table",
    {className: "atlas-quiz-score"},
    make("thead", {}, make("tr", {}, ...heads, make("td", {}))),
    make("tbody", {}, ...topics.map(row)),
  );
}

/**
 * @param {Published.QuizQuestion[]} missed
 * @param {Atlas.LabelOf} labelOf
 */
function missedList(missed, labelOf) {
  return make(
    "ol",
    {className: "atlas-quiz-missed"},
    ...missed.map((question) =>
      make(
        "li",
        {},
        make("h4", {textContent: question.prompt}),
        make("p", {}, "Right answer: ", make("b", {textContent: answerText(question, labelOf)})),
        make("p", {textContent: question.explanation}),
        cited(question),
      ),
    ),
  );
}

/**
 * Put text on the clipboard; where that is not allowed, into a box with everything selected.
 *
 * @param {string} text
 * @param {HTMLTextAreaElement} box
 */
export async function copy(text, box) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    box.hidden = false;
    box.value = text;
    box.rows = Math.min(14, text.split("\n").length + 1);
    box.focus();
    box.select();
    return false;
  }
}

/**
 * The result as elements.
 *
 * @param {Atlas.QuizResult} result
 * @param {Published.QuizDeck} deck
 * @param {{keys: string[]}} round
 * @param {Atlas.LabelOf} labelOf
 * @param {object} acts what the buttons do
 * @param {() => void} acts.missed
 * @param {() => void} acts.fresh
 * @param {() => void} acts.same
 * @param {() => void} acts.change
 * @param {(box: HTMLTextAreaElement) => void} acts.copy
 * @param {() => void} acts.save
 */
export function resultView(result, deck, round, labelOf, acts) {
  const lines = summary(result, deck, round);
  /** @type {(label: string, act: () => void, main?: boolean) => HTMLButtonElement} */
  const button = (label, act, main = false) =>
    make("button", {
      type: "button",
      textContent: label,
      onclick: act,
      className: main ? "atlas-quiz-main" : "",
    });
  const missed = result.missed.length;
  const next = [
    missed ? button(`Only the ${missed} missed`, acts.missed, true) : null,
    button("New questions", acts.fresh, !missed),
    button("Same questions", acts.same),
    button("Other topic or level", acts.change),
  ];
  const box = make("textarea", {className: "atlas-quiz-text", readOnly: true, hidden: true});
  box.setAttribute("aria-label", "The result as text");
  const heading = make("h2", {tabIndex: -1, textContent: lines.head});
  const said = make("p", {className: "atlas-quiz-said"});
  said.setAttribute("role", "status");
  const element = make(
    "div",
    {className: "atlas-quiz-result"},
    heading,
    make("p", {
      textContent: [lines.again && `${lines.again}.`, `${lines.what}, ${lines.date}.`]
        .filter(Boolean)
        .join(" ")
        .replace(/^./, (c) => c.toUpperCase()),
    }),
    scoreTable(lines.topics),
    make("div", {className: "atlas-quiz-buttons"}, ...next),
    make(
      "div",
      {className: "atlas-quiz-buttons"},
      button("Copy as text", () => acts.copy(box)),
      button("Save as picture", acts.save),
    ),
    said,
    box,
    missed
      ? make("h3", {textContent: `${plural(missed, "question", "questions")} missed at the first try`})
      : null,
    missed ? missedList(result.missed, labelOf) : null,
  );
  return {element, heading, said};
}
