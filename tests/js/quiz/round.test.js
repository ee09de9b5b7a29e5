import assert from "node:assert/strict";
import test from "node:test";

import CASES from "../../cases/is_right.json" with {type: "json"};
import {isRight, Round} from "../../../assets/component/quiz/round.js";

const question = (key, topic = "bones") => ({
  key,
  topic,
  how: "choice",
  answer: [`${key} right`],
  settled: [],
});
const QUESTIONS = [question("a"), question("b"), question("c", "claims")];
const played = (round, ...answers) => {
  for (const given of answers) {
    round.answer(given ? [given] : []);
    round.next();
  }
  return round;
};

test("an answer is right by the same rule as in Python", () => {
  for (const {why, right, given, settled = [], ...rest} of CASES)
    assert.equal(isRight({settled, ...rest}, given), right, why);
});

test("questions come in their order, and a round without a mistake is over after the last", () => {
  const round = new Round(QUESTIONS);
  assert.deepEqual([round.question.key, round.place, round.last], ["a", [1, 3], false]);
  played(round, "a right", "b right");
  assert.deepEqual([round.question.key, round.place], ["c", [3, 3]]);
  assert.equal(round.answer(["c right"]), true);
  assert.equal(round.last, true);
  round.next();
  assert.equal(round.finished, true);
  assert.deepEqual(round.result().missed, []);
});

test("what was wrong or not known comes back once, at the end and in its order", () => {
  const round = played(new Round(QUESTIONS), "wrong", "b right", null);
  assert.equal(round.again, true);
  assert.deepEqual([round.question.key, round.place], ["a", [1, 2]]);
  played(round, "a right");
  assert.deepEqual([round.question.key, round.place], ["c", [2, 2]]);
  assert.equal(round.answer(["wrong"]), false);
  assert.equal(round.last, true);
  round.next();
  assert.equal(round.finished, true);
});

test("a question that was wrong at the last place is not the last", () => {
  const round = played(new Round(QUESTIONS), "a right", "b right");
  round.answer([]);
  assert.equal(round.last, false);
});

test("the result counts first answers, by topic, and tells what was caught later", () => {
  const round = played(new Round(QUESTIONS), "wrong", "b right", null, "a right", "wrong");
  const {right, count, byTopic, missed, again} = round.result();
  assert.deepEqual([right, count], [1, 3]);
  assert.deepEqual(
    [...byTopic],
    [
      ["bones", [1, 2]],
      ["claims", [0, 1]],
    ],
  );
  assert.deepEqual(
    missed.map(({key}) => key),
    ["a", "c"],
  );
  assert.deepEqual(again, [1, 2]);
});

test("a round goes on where it was left, and one of other questions starts anew", () => {
  const left = played(new Round(QUESTIONS), "wrong");
  const saved = JSON.parse(JSON.stringify(left.state));
  const round = new Round(QUESTIONS, {saved});
  assert.deepEqual([round.question.key, round.place], ["b", [2, 3]]);
  played(round, "b right");
  assert.equal(left.at, 1, "the saved round is a copy");
  assert.equal(new Round(QUESTIONS.slice(1), {saved}).question.key, "b");
  assert.deepEqual(new Round(QUESTIONS, {saved: {keys: [], queue: [], at: 0, answers: []}}).place, [1, 3]);
});

test("only some of the questions are asked where only some are wanted", () => {
  const round = new Round(QUESTIONS, {keys: ["c"]});
  assert.deepEqual([round.question.key, round.place], ["c", [1, 1]]);
  round.start(["a", "b"]);
  assert.deepEqual([round.question.key, round.place, round.answers], ["a", [1, 2], []]);
});

test("what is asked in the place of a question keeps its key, and is asked again after a reload", () => {
  const questions = QUESTIONS.map((one) =>
    one.key === "a" ? {...one, spare: {...question("x", "claims"), answer: ["x right"]}} : one,
  );
  const round = new Round(questions);
  round.askSpare("a");
  assert.deepEqual([round.question.key, round.question.topic], ["a", "claims"]);
  assert.equal(round.answer(["x right"]), true);
  const again = new Round(questions, {saved: JSON.parse(JSON.stringify(round.state))});
  assert.deepEqual([again.at, again.answered.right], [0, true], "a saved round still fits");
  assert.deepEqual([again.question.key, again.question.topic], ["a", "claims"]);
  const {spared, ...older} = round.state;
  assert.deepEqual(spared, ["a"]);
  assert.equal(new Round(questions, {saved: older}).question.topic, questions[0].topic);
});
