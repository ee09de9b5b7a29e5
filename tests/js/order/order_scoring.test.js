import assert from "node:assert/strict";
import test from "node:test";

import {compared, spansOf, spansOfPairs} from "../../../assets/component/order/order_scoring.js";

const result = (...settled) => settled.map((sure, i) => ({id: "abcd"[i], label: "ABCD"[i], settled: sure}));
const rights = (order, ...rest) => compared([...order], ...rest).map(({right}) => right);

test("items whose order is not settled share their places", () => {
  assert.deepEqual(spansOf(result(true, true, true)), [
    [0, 0],
    [1, 1],
    [2, 2],
  ]);
  assert.deepEqual(spansOf(result(false, true, true)), [
    [0, 1],
    [0, 1],
    [2, 2],
  ]);
  assert.deepEqual(spansOf(result(true, false, false, true)), [
    [0, 0],
    [1, 3],
    [1, 3],
    [1, 3],
  ]);
  assert.deepEqual(
    spansOf(result(true, true, false)),
    [
      [0, 0],
      [1, 1],
      [2, 2],
    ],
    "after the last comes nothing",
  );
});

test("pairs tell how many must stand before and after each", () => {
  const pairs = [
    ["a", "c"],
    ["b", "c"],
  ];
  assert.deepEqual(spansOfPairs(result(true, true, true), pairs), [
    [0, 1],
    [0, 1],
    [2, 2],
  ]);
});

test("each place is right or names where its item belongs", () => {
  const rows = compared(["b", "a", "c"], result(true, true, true));
  assert.deepEqual(
    rows.map(({own, right, note}) => [own, right, note]),
    [
      ["b", false, "belongs on place 2"],
      ["a", false, "belongs on place 1"],
      ["c", true, "right"],
    ],
  );
  assert.deepEqual(
    rows.map(({item}) => item.id),
    ["a", "b", "c"],
  );
});

test("what the evidence leaves open counts either way and is marked", () => {
  const open = result(false, true, true);
  assert.deepEqual(rights("abc", open), [true, true, true]);
  assert.deepEqual(rights("bac", open), [true, true, true]);
  assert.deepEqual(rights("cab", open), [false, true, false]);
  assert.deepEqual(
    compared(["a", "b", "c"], open).map(({tied}) => tied),
    [true, true, false],
  );
  assert.equal(compared(["c", "a", "b"], open)[2].note, "belongs on places 1 to 2");
});

test("two on places they may have can still stand the wrong way round", () => {
  // a before c, b before d: every item has room on three places, yet c may not come before a.
  const pairs = [
    ["a", "c"],
    ["b", "d"],
  ];
  const rows = compared(["b", "c", "a", "d"], result(true, true, true, true), pairs);
  assert.deepEqual(
    rows.map(({right}) => right),
    [true, true, false, true],
  );
  assert.equal(rows[2].note, "belongs before C");
});
