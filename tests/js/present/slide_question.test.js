import assert from "node:assert/strict";
import test from "node:test";

import {fresh, texts} from "../dom.js";
import {Deck} from "../../../assets/component/present/deck.js";
import {isDrawn, QuestionView} from "../../../assets/component/present/slide_question.js";

const CHOICE = {
  kind: "choice",
  ask: "Which?",
  why: "Counted.",
  options: ["Ribs", "Skull", "Spine"],
  answer: 3,
};
const RANK = {
  kind: "rank",
  ask: "Order?",
  why: "",
  items: [
    {id: "a", label: "Ribs"},
    {id: "b", label: "Spine"},
    {id: "c", label: "Skull"},
  ],
  truth: [
    {id: "b", label: "Spine", value: "60 %"},
    {id: "a", label: "Ribs", value: "55 %"},
    {id: "c", label: "Skull", value: "9 %"},
  ],
  pairs: [
    ["b", "c"],
    ["a", "c"],
  ],
  open: "Either order counts: spine and ribs.",
};

function asked(question) {
  const slide = {steps: ["question"], question, points: []};
  const deck = new Deck({title: "T", minutes: 1, slides: [slide]});
  const root = fresh();
  const view = new QuestionView(root, deck, deck.current.question, () => {});
  deck.listen(() => view.update(deck.visible));
  view.update(deck.visible);
  return {deck, root, view, said: () => root.querySelector(".atlas-present-said").textContent};
}

test("a number key commits to an option and shows at once whether it is right", () => {
  for (const [key, says, marks] of [
    ["3", "Right: Spine", ["", "", "right"]],
    ["1", "Not so. The answer: Spine", ["wrong", "", "right"]],
  ]) {
    const {deck, root, view, said} = asked(CHOICE);
    assert.equal(view.key({key}), true);
    assert.deepEqual([deck.answer, deck.visible.answered], [Number(key), true]);
    assert.equal(said(), says);
    const buttons = [...root.querySelectorAll("button")];
    assert.deepEqual(
      buttons.map(({dataset}) => dataset.mark),
      marks,
    );
    assert.equal(view.key({key: "2"}), false, "an answer is not changed any more");
    buttons[1].click();
    assert.equal(deck.answer, Number(key));
  }
});

test("only the numbers of options choose; everything else is the lesson's", () => {
  const {deck, view} = asked(CHOICE);
  for (const key of ["0", "4", "9", "12", "b", "Enter", "ArrowDown"])
    assert.equal(view.key({key}), false, key);
  assert.equal(deck.answer, undefined);
});

test("revealed without an answer, the answer is told", () => {
  const {deck, root, said} = asked(CHOICE);
  assert.equal(root.querySelector(".atlas-present-why").hidden, true);
  deck.next();
  assert.equal(said(), "The answer: Spine");
  assert.equal(root.querySelector(".atlas-present-why").hidden, false);
  assert.equal(root.querySelector("[data-mark=wrong]"), null);
});

test("an order that was given stands beside the right one, with what the evidence leaves open", () => {
  const {deck, root, view, said} = asked(RANK);
  deck.commit(["a", "b", "c"]);
  deck.next();
  assert.equal(said(), "Either order counts: spine and ribs.");
  assert.equal(root.querySelector("caption").textContent, "3 of 3 on a right place");
  assert.equal(root.querySelector(".atlas-order-open").textContent, "≈ Either order counts: spine and ribs.");
  assert.equal(view.key({key: "1"}), false);
});

test("revealed without an order, the right one is shown with its values", () => {
  const {deck, root} = asked(RANK);
  deck.next();
  assert.deepEqual(texts(root.querySelectorAll("tbody td")), [
    "Spine",
    "60 %",
    "Ribs",
    "55 %",
    "Skull",
    "9 %",
  ]);
});

test("the values of an order stand beside the bones only where the skeleton marks every site", () => {
  const body = (...select) => ({question: RANK, figures: [{kind: "bones", select}]});
  assert.equal(isDrawn(body("a", "b", "c", "d")), true);
  assert.equal(isDrawn(body("a", "b")), false);
  assert.equal(isDrawn({question: RANK, figures: [{kind: "rows", select: ["a", "b", "c"]}]}), false);
  assert.equal(isDrawn({question: CHOICE, figures: [{kind: "bones", select: []}]}), false);
  assert.equal(isDrawn({question: null, figures: []}), false);
});
