import assert from "node:assert/strict";
import test from "node:test";

import {fromQuery, toQuery} from "../../../assets/component/detection/address_state.js";

const KNOWN = {losses: [0, 5, 10, 15, 20, 25, 55, 60], usual: 20};
const read = (text) => fromQuery(new URLSearchParams(text), KNOWN);

test("a link restores slider and tables", () => {
  assert.deepEqual(read("loss=55&table=1"), {state: {loss: 55, table: true}, notices: []});
  assert.deepEqual(read(""), {state: {loss: 20, table: false}, notices: []});
  assert.deepEqual(read("loss=0&table=yes"), {state: {loss: 0, table: false}, notices: []});
});

for (const loss of [
  "",
  "61",
  "33",
  "-5",
  "many",
  "<script>alert(1)</script>",
  "9".repeat(5000),
  "020",
  "5e0",
])
  test(`an unknown loss is named and something known is shown: ${loss.slice(0, 20)}`, () => {
    const {state, notices} = fromQuery(new URLSearchParams({loss, table: "1"}), KNOWN);
    assert.deepEqual(state, {loss: 20, table: true});
    assert.equal(notices.length, 1);
    assert.ok(notices[0].includes(`“${loss.slice(0, 40)}” %`), notices[0]);
    assert.ok(notices[0].includes("“20” is shown instead"));
    assert.ok(notices[0].length < 200);
  });

test("what is at its default is left out, what others wrote stays", () => {
  const written = (state, before = "") => toQuery(state, new URLSearchParams(before), 20).toString();
  assert.equal(written({loss: 20, table: false}, "loss=35&table=1"), "");
  assert.equal(written({loss: 35, table: true}), "loss=35&table=1");
  assert.equal(written({loss: 0, table: false}, "layer=article&loss=5"), "layer=article&loss=0");
});

test("what is written is read as it was", () => {
  for (const loss of KNOWN.losses)
    for (const table of [true, false]) {
      const query = toQuery({loss, table}, new URLSearchParams("site=L3"), 20);
      assert.deepEqual(fromQuery(query, KNOWN), {state: {loss, table}, notices: []});
    }
});
