// A round is kept over a reload, each quiz by itself; where there is no storage it starts anew.
import assert from "node:assert/strict";
import {test} from "node:test";
import "../dom.js";
import {forget, keep, stored} from "../../../assets/component/quiz/kept.js";

const [ONE, OTHER] = [{id: "one"}, {id: "other"}];
const STATE = {keys: ["a", "b"], queue: ["a", "b"], at: 1, answers: []};

test("a round is found again under its quiz, until it is forgotten", () => {
  keep(ONE, STATE);
  assert.deepEqual(stored(ONE), STATE);
  assert.equal(stored(OTHER), null);
  forget(ONE);
  assert.equal(stored(ONE), null);
});

test("what cannot be read is nothing", () => {
  sessionStorage.setItem("atlas-quiz/one", "{");
  assert.equal(stored(ONE), null);
});

test("a browser without storage lets the quiz go on", (t) => {
  const refused = () => {
    throw new Error("denied");
  };
  const storage = globalThis.sessionStorage;
  t.after(() => {
    globalThis.sessionStorage = storage;
  });
  globalThis.sessionStorage = {getItem: refused, setItem: refused, removeItem: refused};
  keep(ONE, STATE);
  forget(ONE);
  assert.equal(stored(ONE), null);
});
