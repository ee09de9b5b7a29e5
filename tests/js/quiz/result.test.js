import assert from "node:assert/strict";
import test from "node:test";

import {fresh, texts} from "../dom.js";
import {asText, copy, resultView, summary} from "../../../assets/component/quiz/result.js";
import {Round} from "../../../assets/component/quiz/round.js";

const question = (key, topic) => ({
  key,
  topic,
  how: "choice",
  prompt: `Where is ${key}?`,
  options: [{id: key, label: key.toUpperCase()}],
  answer: [key],
  settled: [],
  explanation: `It is ${key}.`,
  sources: [{text: "One 2020"}, {text: "Two 2021"}],
});
const QUESTIONS = [question("a", "bones"), question("b", "bones"), question("c", "claims")];
const DECK = {
  questions: QUESTIONS,
  topic: "all",
  level: "easy",
  number: 7,
  link: "http://localhost:8501/practise?quiz=7",
  topics: {all: "Everything", bones: "Bones", claims: "Claims"},
  levels: {easy: "Easy"},
};
const labelOf = (id) => id;

function played(answers, keys) {
  const round = new Round(QUESTIONS, {keys});
  for (const given of answers) {
    round.answer(given ? [given] : []);
    round.next();
  }
  return round;
}

test("the result in a few lines: score, what came back, which quiz, by topic", () => {
  const round = played(["a", "x", null, "b", "x"]);
  const found = summary(round.result(), DECK, round);
  assert.equal(found.score, "1 of 3");
  assert.equal(found.head, "1 of 3 right at the first try");
  assert.equal(found.again, "1 of 2 right when they came back");
  assert.equal(found.what, "Everything, easy, quiz 7");
  assert.match(found.date, /^\d{1,2} [A-Z][a-z]+ \d{4}$/);
  assert.deepEqual(found.topics, [
    ["Bones", 1, 2],
    ["Claims", 0, 1],
  ]);
});

test("a round without a mistake, and one of what was missed", () => {
  const whole = played(["a", "b", "c"]);
  const found = summary(whole.result(), DECK, whole);
  assert.deepEqual([found.head, found.again], ["All 3 right at the first try", ""]);
  const some = played(["b"], ["b"]);
  assert.equal(summary(some.result(), DECK, some).what, "Everything, easy, quiz 7, only what was missed");
});

test("the text holds the score, every missed question with its answer and sources, and the address", () => {
  const round = played(["a", "x", "c", "b"]);
  const lines = asText(round.result(), DECK, round, labelOf).split("\n");
  assert.equal(lines[0], "Bone Metastasis Atlas: practice");
  for (const line of [
    "2 of 3 right at the first try",
    "1 of 1 right when they came back",
    "Bones: 1 of 2",
    "Claims: 1 of 1",
    "1. Where is b?",
    "   Right answer: B",
    "   It is b.",
    "   Source: One 2020; Two 2021",
  ])
    assert.ok(lines.includes(line), line);
  assert.equal(lines.at(-1), DECK.link);
  assert.doesNotMatch(lines.join("\n"), /Where is [ac]/);
});

test("a text without mistakes has no list of them", () => {
  const round = played(["a", "b", "c"]);
  assert.doesNotMatch(asText(round.result(), DECK, round, labelOf), /Missed/);
});

test("where the clipboard is not allowed the text stands selected in a box", async () => {
  const box = Object.assign(document.createElement("textarea"), {hidden: true});
  fresh().append(box);
  const clipboard = (writeText) =>
    Object.defineProperty(globalThis.navigator, "clipboard", {
      value: {writeText},
      configurable: true,
    });
  const kept = [];
  clipboard(async (text) => kept.push(text));
  assert.equal(await copy("one\ntwo", box), true);
  assert.deepEqual([kept, box.hidden], [["one\ntwo"], true]);
  clipboard(async () => {
    throw new Error("not allowed");
  });
  assert.equal(await copy("one\ntwo", box), false);
  assert.deepEqual([box.hidden, box.value, box.selectionStart, box.selectionEnd], [false, "one\ntwo", 0, 7]);
});

test("what can be done next depends on what was missed", () => {
  const buttons = (answers) => {
    const round = played(answers);
    const acts = Object.fromEntries(
      ["missed", "same", "fresh", "change", "copy", "save"].map((n) => [n, () => {}]),
    );
    const {element} = resultView(round.result(), DECK, round, labelOf, acts);
    return [
      texts(element.querySelectorAll("button")),
      element.querySelectorAll(".atlas-quiz-missed li").length,
    ];
  };
  const next = ["New questions", "Same questions", "Other topic or level", "Copy as text", "Save as picture"];
  assert.deepEqual(buttons(["a", "b", "c"]), [next, 0]);
  assert.deepEqual(buttons(["x", "b", null]), [["Only the 2 missed", ...next], 2]);
});
