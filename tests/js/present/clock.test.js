import assert from "node:assert/strict";
import test from "node:test";

import {Clock, clockWords} from "../../../assets/component/present/clock.js";

test("time is minutes and seconds, from an hour on with the hours", () => {
  assert.equal(clockWords(-5), "0:00");
  assert.equal(clockWords(59_999), "0:59");
  assert.equal(clockWords(247_000), "4:07");
  assert.equal(clockWords(3_599_999), "59:59");
  assert.equal(clockWords(3_847_000), "1:04:07");
});

/** A tab's storage, as a browser has it. */
function storage() {
  const kept = new Map();
  return {getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value)};
}

test("the clock runs from the start of the lesson, unseen until it is asked for, and over a reload", (t) => {
  t.mock.timers.enable({apis: ["Date", "setInterval"], now: 1_000_000});
  globalThis.sessionStorage = storage();
  const element = {};
  const clock = new Clock(element, "lesson");
  assert.deepEqual(element, {hidden: true, textContent: "0:00"});
  t.mock.timers.tick(65_000);
  assert.equal(element.textContent, "1:05");
  clock.restart();
  assert.deepEqual(element, {hidden: false, textContent: "0:00"});
  t.mock.timers.tick(3_000);
  assert.deepEqual([clock.elapsed, element.textContent], [3_000, "0:03"]);
  clock.destroy();
  t.mock.timers.tick(2_000);
  assert.equal(element.textContent, "0:03", "a clock that is put away stands still");
  const reloaded = {};
  const again = new Clock(reloaded, "lesson");
  assert.deepEqual(reloaded, {hidden: false, textContent: "0:05"});
  again.hide();
  assert.equal(reloaded.hidden, true);
  again.destroy();
});

test("without storage, or with a broken one, the clock begins anew", (t) => {
  t.mock.timers.enable({apis: ["Date", "setInterval"], now: 1_000_000});
  const refuse = () => {
    throw new Error("no storage here");
  };
  for (const broken of [
    {getItem: refuse, setItem: refuse},
    {getItem: () => "{", setItem: () => {}},
  ]) {
    globalThis.sessionStorage = broken;
    const element = {};
    const clock = new Clock(element, "lesson");
    t.mock.timers.tick(1_000);
    assert.equal(element.textContent, "0:01");
    clock.destroy();
  }
});
