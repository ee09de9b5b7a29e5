import assert from "node:assert/strict";
import test from "node:test";

import CASES from "../../cases/is_right.json" with {type: "json"};
import {fresh, texts} from "../dom.js";
import {Answer, answerText, feedback} from "../../../assets/component/quiz/question.js";

const options = (...labels) =>
  labels.map((label) => ({id: label.toLowerCase(), label, remark: `of ${label}`}));
const CHOICE = {
  key: "q",
  how: "choice",
  options: options("Ribs", "Skull", "Spine"),
  answer: ["spine"],
  settled: [],
  explanation: "60 % (6 of 10).",
  sources: [{text: "One 2020", link: "https://doi.org/1"}],
};
const ORDER = {
  ...CHOICE,
  how: "order",
  answer: ["spine", "ribs", "skull"],
  settled: [
    ["spine", "skull"],
    ["ribs", "skull"],
  ],
  sources: [],
};
const CLICK = {...CHOICE, how: "click", options: [], answer: ["l3", "l4", "l5"]};
const labelOf = (id) => id.toUpperCase();

function answered(question) {
  const root = fresh();
  let changes = 0;
  const answer = new Answer(root, question, {onChange: () => (changes += 1), heading: "h", labelOf});
  const key = (pressed) => answer.key({key: pressed, preventDefault() {}, stopPropagation() {}});
  return {root, answer, key, changes: () => changes};
}

test("every way of answering that Python knows has its words and its place on the page", () => {
  const known = {choice: CHOICE, click: CLICK, order: ORDER};
  assert.deepEqual(Object.keys(known), [...new Set(CASES.map(({how}) => how))].sort());
  for (const question of Object.values(known)) {
    assert.ok(answerText(question, labelOf));
    assert.ok(answered(question).root.children.length);
  }
});

test("the right answer in words: an option, an order, bones", () => {
  assert.equal(answerText(CHOICE, labelOf), "Spine");
  assert.equal(answerText(ORDER, labelOf), "Spine – Ribs – Skull");
  assert.equal(answerText(CLICK, labelOf), "L3 or L4 or another bone of that site");
  assert.equal(answerText({...CLICK, answer: ["l3"]}, labelOf), "L3");
});

test("a number key chooses an option, another changes the choice", () => {
  const {answer, key, root, changes} = answered(CHOICE);
  assert.equal(answer.ready, false);
  assert.equal(key("2"), true);
  assert.deepEqual([answer.given, answer.ready], [["skull"], true]);
  key("3");
  assert.deepEqual(answer.given, ["spine"]);
  assert.equal(changes(), 2);
  for (const pressed of ["0", "4", "x", "Enter"]) assert.equal(key(pressed), false, pressed);
  assert.deepEqual(
    [...root.querySelectorAll("input")].map(({checked}) => checked),
    [false, false, true],
  );
});

test("after the answer right and chosen are marked, remarks only where they matter", () => {
  const {answer, root} = answered(CHOICE);
  answer.lock({given: ["ribs"]});
  const rows = [...root.querySelectorAll("label")];
  assert.deepEqual(
    rows.map(({dataset}) => dataset.mark),
    ["wrong", "other", "right"],
  );
  assert.deepEqual(texts(root.querySelectorAll("b")), ["✗ your answer", "✓ right answer"]);
  assert.deepEqual(texts(root.querySelectorAll("small")), ["of Ribs", "of Spine"]);
  assert.ok([...root.querySelectorAll("input")].every(({disabled}) => disabled));
});

test("an order is an answer from the beginning and is compared by what is settled", () => {
  const {answer, key, root} = answered(ORDER);
  assert.deepEqual([answer.given, answer.ready], [["ribs", "skull", "spine"], true]);
  key("3");
  assert.deepEqual(answer.given, ["skull", "spine", "ribs"]);
  answer.lock({given: ["ribs", "spine", "skull"]});
  assert.equal(root.querySelector("caption").textContent, "3 of 3 on a right place");
});

test("an order that nobody gave is told", () => {
  const {answer, root} = answered(ORDER);
  answer.lock({given: []});
  assert.deepEqual(texts(root.querySelectorAll("li")), ["Spine of Spine", "Ribs of Ribs", "Skull of Skull"]);
});

test("a bone that was picked is not named before the answer", () => {
  const {answer, root} = answered(CLICK);
  answer.pick("l2");
  assert.deepEqual(answer.given, ["l2"]);
  assert.doesNotMatch(root.textContent, /L2/i);
  answer.pick(null);
  assert.equal(answer.ready, false);
  answer.pick("l2");
  answer.lock({given: ["l2"]});
  assert.equal(root.textContent, "You chose: L2.");
});

test("what is told: right, wrong or the answer; that it comes back; where it is from", () => {
  const say = (given, right, again = false) => feedback(CHOICE, {given, right}, {again, labelOf});
  assert.deepEqual(texts(say(["spine"], true).children), ["✓ Right", "60 % (6 of 10).", "Source: One 2020"]);
  const wrong = say(["ribs"], false);
  assert.equal(wrong.dataset.right, "false");
  assert.deepEqual(texts(wrong.children), [
    "✗ Not right",
    "Right answer: Spine",
    "60 % (6 of 10).",
    "Source: One 2020",
    "This question comes back at the end of the round.",
  ]);
  assert.equal(say([], false, true).children.length, 4, "it comes back only once");
  assert.equal(say([], false).firstChild.textContent, "The answer");
});
