import assert from "node:assert/strict";
import {test} from "node:test";

import {Deck} from "../../../assets/component/present/deck.js";
import {isRight, packed, restore, standing, unpacked, words} from "../../../assets/component/static/score.js";

const CHOICE = {kind: "choice", options: ["Ribs", "Skull", "Spine"], answer: 3};
const RANK = {
  kind: "rank",
  options: [],
  answer: 0,
  items: [{id: "a"}, {id: "b"}, {id: "c"}],
  truth: [{id: "b"}, {id: "a"}, {id: "c"}],
  pairs: [
    ["b", "c"],
    ["a", "c"],
  ],
};
const slide = (number, question = null) => ({
  number,
  question,
  points: ["p"],
  steps: question ? ["question", "point"] : ["point"],
});
/** Two questions on four slides; a number in links is not the place. */
const LESSON = {title: "T", minutes: 1, slides: [slide(1), slide(7, CHOICE), slide(3, RANK), slide(4)]};
function learner(given = [], lesson = LESSON) {
  const deck = new Deck(lesson);
  restore(deck, given);
  return deck;
}
function answer(deck, place, given) {
  deck.stand(place);
  if (given !== undefined) deck.commit(given);
  deck.stand(place, 1);
}
const ALL = new Set([1, 7, 3, 4]);

test("a choice is right or not; an order only as a whole, and either way where the evidence leaves it open", () => {
  assert.equal(isRight(CHOICE, 3), true);
  for (const given of [1, undefined, null]) assert.equal(isRight(CHOICE, given), false);
  for (const [order, right] of [
    ["bac", true],
    ["abc", true],
    ["acb", false],
  ])
    assert.equal(isRight(RANK, [...order]), right, order);
  assert.equal(isRight(RANK, undefined), false);
});

test("nothing, part and all of it", () => {
  const deck = learner();
  assert.equal(standing(deck, ALL).score, null);
  answer(deck, 2, 3);
  assert.deepEqual(standing(deck, ALL), {count: 2, answered: 1, right: 1, score: 50, isComplete: false});
  answer(deck, 3, ["b", "a", "c"]);
  assert.deepEqual(standing(deck, ALL), {count: 2, answered: 2, right: 2, score: 100, isComplete: true});
  const wrong = learner();
  answer(wrong, 2, 1);
  answer(wrong, 3);
  assert.deepEqual([standing(wrong, ALL).score, standing(wrong, ALL).isComplete], [0, true]);
});

test("a lesson is complete once every slide was seen; without questions it has no score", () => {
  const deck = learner([], {...LESSON, slides: [slide(1), slide(2)]});
  assert.deepEqual(standing(deck, new Set([1])).isComplete, false);
  assert.deepEqual(standing(deck, new Set([1, 2])), {
    count: 0,
    answered: 0,
    right: 0,
    score: null,
    isComplete: true,
  });
});

test("only the first answer counts: it cannot be taken back", () => {
  const deck = learner();
  answer(deck, 2, 1);
  deck.stand(2, 0);
  assert.equal(deck.revealed, 1);
  deck.back();
  assert.deepEqual([deck.slide, deck.asking], [1, false]);
  deck.stand(2);
  assert.equal(deck.asking, false);
});

test("a learner is kept from leaving a question by chance, once", () => {
  const deck = learner();
  const heard = [];
  deck.stand(2);
  deck.listen((what) => heard.push(what));
  deck.next();
  assert.deepEqual([deck.revealed, heard], [0, ["held"]]);
  deck.next();
  assert.deepEqual([deck.revealed, heard], [1, ["held", "revealed"]]);
  assert.equal(standing(deck, ALL).answered, 1);
  const led = new Deck(LESSON);
  led.stand(2);
  led.next();
  assert.equal(led.revealed, 1, "who leads a class is not held");
});

test("a question that was passed over is still asked by whoever comes back", () => {
  const deck = learner();
  deck.stand(4);
  deck.back();
  assert.deepEqual([deck.slide, deck.revealed, deck.asking], [3, 0, true]);
  assert.equal(standing(deck, ALL).answered, 0);
});

test("the next visit has slide, what was seen, and answers, the missing one too", () => {
  const deck = learner();
  answer(deck, 3, ["a", "c", "b"]);
  answer(deck, 2);
  const left = unpacked(packed(deck, new Set([1, 3, 7])));
  assert.deepEqual(left.at, [7, 1]);
  assert.deepEqual(left.seen, [1, 3, 7]);
  const again = learner(left.given);
  assert.deepEqual([...again.settled].sort(), [2, 3]);
  assert.deepEqual([...again.answers], [[3, ["a", "c", "b"]]]);
});

test("the longest lesson has room in what a platform keeps", () => {
  const items = [..."abcdef"].map((id) => ({id}));
  const question = {...RANK, items, truth: items, pairs: []};
  const slides = Array.from({length: 60}, (_, i) => slide(940 + i, question));
  const deck = learner([], {title: "T", minutes: 1, slides});
  for (let place = 1; place <= 60; place += 1) answer(deck, place, [..."fedcba"]);
  const text = packed(deck, new Set(slides.map(({number}) => number)));
  assert.ok(text.length < 4096 / 2, String(text.length));
  assert.equal(standing(learner(unpacked(text).given, {...deck.lesson}), new Set()).answered, 60);
});

test("what does not fit the lesson is not kept", () => {
  for (const text of [
    "",
    "x",
    "null",
    "[]",
    '{"v":2,"at":[1,0],"seen":[],"given":[]}',
    '{"v":1,"given":[1]}',
  ])
    assert.deepEqual(unpacked(text), {at: null, seen: [], given: []}, text);
  for (const given of [
    [7, 4],
    [7, -1],
    [7, 1.5],
    [7, "1"],
    [7, null],
    [3, "01"],
    [3, "001"],
    [3, "019"],
    [1, 1],
    [99, 1],
  ])
    assert.deepEqual([...learner([given]).settled], [], String(given));
});

test("it is said how it stands, and where nobody hears of it", () => {
  const stands = {count: 4, answered: 1, right: 1, score: 25, isComplete: false};
  assert.equal(words(stands, "told"), "1 of 4 right · 3 to answer");
  assert.equal(words(stands, "told", true), "1 of 4 right · your first answer counts");
  assert.equal(words(stands, "alone"), "1 of 4 right · 3 to answer · no score is reported");
  assert.equal(words({...stands, answered: 4, isComplete: true}, "told"), "1 of 4 right · lesson complete");
  const none = {count: 0, answered: 0, right: 0, score: null, isComplete: true};
  assert.equal(words(none, "told"), "Lesson complete");
  assert.equal(words({...none, isComplete: false}, "told"), "");
});
