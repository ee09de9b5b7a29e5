import assert from "node:assert/strict";
import test from "node:test";

import {compared, spansOf} from "../../../assets/component/order/order_scoring.js";

const result = (count) => [..."abcd"].slice(0, count).map((id) => ({id, label: id.toUpperCase()}));
/** All pairs of the first so many letters, but for some that are open. */
const pairs = (count, ...open) =>
  result(count)
    .flatMap(({id}, i) =>
      result(count)
        .slice(i + 1)
        .map((after) => [id, after.id]),
    )
    .filter(([one, two]) => !open.includes(one + two));
const rights = (order, ...rest) => compared([...order], ...rest).map(({right}) => right);

test("items whose order is left open share their places", () => {
  assert.deepEqual(spansOf(result(3), pairs(3)), [
    [0, 0],
    [1, 1],
    [2, 2],
  ]);
  assert.deepEqual(spansOf(result(3), pairs(3, "ab")), [
    [0, 1],
    [0, 1],
    [2, 2],
  ]);
  assert.deepEqual(spansOf(result(4), pairs(4, "bc", "bd", "cd")), [
    [0, 0],
    [1, 3],
    [1, 3],
    [1, 3],
  ]);
});

test("each place is right or names where its item belongs", () => {
  const rows = compared(["b", "a", "c"], result(3), pairs(3));
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

test("what the sources leave open counts either way and is marked", () => {
  const open = [result(3), pairs(3, "ab")];
  assert.deepEqual(rights("abc", ...open), [true, true, true]);
  assert.deepEqual(rights("bac", ...open), [true, true, true]);
  assert.deepEqual(rights("cab", ...open), [false, true, false]);
  assert.deepEqual(
    compared(["a", "b", "c"], ...open).map(({tied}) => tied),
    [true, true, false],
  );
  assert.equal(compared(["c", "a", "b"], ...open)[2].note, "belongs on places 1 to 2");
});

test("two that are far apart in the study can be open, and their neighbours settled", () => {
  // a before b and b before c would be settled by neighbours alone; here only a before b is.
  assert.deepEqual(rights("acb", result(3), [["a", "b"]]), [true, true, true]);
  assert.deepEqual(rights("bac", result(3), [["a", "b"]]), [false, true, true]);
});

test("two on places they may have can still stand the wrong way round", () => {
  // a before c, b before d: every item has room on three places, yet c may not come before a.
  const rows = compared(["b", "c", "a", "d"], result(4), [
    ["a", "c"],
    ["b", "d"],
  ]);
  assert.deepEqual(
    rows.map(({right}) => right),
    [true, true, false, true],
  );
  assert.equal(rows[2].note, "belongs before C");
});
