import assert from "node:assert/strict";
import {test} from "node:test";

import {among, asked} from "../../../assets/component/static/decks.js";

/** @type {any} */
const OFFERED = {
  topics: {all: "Everything", bones: "Bones"},
  levels: {easy: "Easy", hard: "Hard"},
  topic: "all",
  level: "easy",
};
const DECKS = {"all/easy": ["a1", "a2", "a3"], "bones/hard": ["b1"]};
/** @param {string} query */
const of = (query) => asked(new URLSearchParams(query), OFFERED, DECKS);

test("every number stands for a quiz that there is, and the same number for the same", () => {
  for (const number of [1, 2, 3, 4, 999_999]) {
    const found = among(number, 3);
    assert.ok(found >= 1 && found <= 3);
    assert.equal(among(found, 3), found);
  }
  assert.equal(among(0, 3), 0);
  assert.equal(among(5, 0), 0);
});

test("an address leads to its quiz", () => {
  assert.deepEqual(of("quiz=2"), {topic: "all", level: "easy", quiz: 2, address: "a2"});
  assert.deepEqual(of("quiz=77&topic=bones&level=hard"), {
    topic: "bones",
    level: "hard",
    quiz: 1,
    address: "b1",
  });
});

test("what there is not gives the start", () => {
  for (const query of ["", "quiz=0", "quiz=-1", "quiz=x", "quiz=1e3", "topic=toString&level=x"])
    assert.deepEqual(of(query), {topic: "all", level: "easy", quiz: 0, address: ""}, query);
  assert.equal(of("quiz=1&topic=bones&level=easy").quiz, 0);
});
