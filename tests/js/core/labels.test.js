import assert from "node:assert/strict";
import test from "node:test";

import {inBothWeights, shownOf} from "../../../assets/component/core/labels.js";

const NOTES = ["lungs", "aorta"].map((name) => ({name, text: name.toUpperCase(), x: 1}));

test("a label stands light and bold at the same place", () => {
  assert.deepEqual(
    inBothWeights(NOTES).map(({text, x}) => [text, x]),
    [
      ["LUNGS", 1],
      ["<b>LUNGS</b>", 1],
      ["AORTA", 1],
      ["<b>AORTA</b>", 1],
    ],
  );
});

test("what is lit is seen in one weight, bold where the cell is; all else is not", () => {
  const notes = inBothWeights(NOTES);
  const seen = (wanted, now) =>
    notes.filter((_, i) => shownOf(notes, new Set(wanted), now)[i]).map(({text}) => text);
  assert.deepEqual(seen(["lungs", "aorta"]), ["LUNGS", "AORTA"]);
  assert.deepEqual(seen(["lungs", "aorta"], "aorta"), ["LUNGS", "<b>AORTA</b>"]);
  assert.deepEqual(seen(["lungs"], "heart"), ["LUNGS"], "the cell is where no label is");
  assert.deepEqual(seen(["aorta"], "lungs"), ["AORTA"]);
  assert.deepEqual(seen([]), []);
});

test("the key of a slide, which has no name, is always seen", () => {
  assert.deepEqual(shownOf([{text: "key"}, NOTES[0]], new Set(), undefined), [true, false]);
});
