import assert from "node:assert/strict";
import test from "node:test";

import {clockWords} from "../../../assets/component/present/clock.js";

test("time is minutes and seconds, from an hour on with the hours", () => {
  assert.equal(clockWords(-5), "0:00");
  assert.equal(clockWords(59_999), "0:59");
  assert.equal(clockWords(247_000), "4:07");
  assert.equal(clockWords(3_599_999), "59:59");
  assert.equal(clockWords(3_847_000), "1:04:07");
});
