import assert from "node:assert/strict";
import test from "node:test";

import {wrapped} from "../../../assets/component/core/export.js";

const SOURCE = "Shaked Zari 2025, 1,234 patients, share of patients with a metastasis at the site";

test("the lines under a saved figure hold every word in its order and fit the figure", () => {
  for (const letters of [12, 20, 40]) {
    const lines = wrapped(SOURCE, letters);
    assert.equal(lines.join(" "), SOURCE);
    for (const line of lines) assert.ok(line.length <= letters, `${line} has more than ${letters} letters`);
  }
  assert.deepEqual(wrapped("one two three", 8), ["one two", "three"]);
});

test("a text that fits is one line, no text is one empty line", () => {
  assert.deepEqual(wrapped(SOURCE, 200), [SOURCE]);
  assert.deepEqual(wrapped("", 40), [""]);
});

test("a word longer than the figure stands alone and is not cut", () => {
  assert.deepEqual(wrapped("see doi:10.1000/abcdefghij there", 10), [
    "see",
    "doi:10.1000/abcdefghij",
    "there",
  ]);
});
