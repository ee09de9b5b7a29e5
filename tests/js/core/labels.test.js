import assert from "node:assert/strict";
import test from "node:test";

import {
  halosOf,
  inBothWeights,
  inWidth,
  shownOf,
  withinSides,
} from "../../../assets/component/core/labels.js";

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

/** Each letter half as wide as it is high. */
const measure = (text, px) => text.length * px * 0.5;
const sizes = (notes) => notes.map(({font}) => font.size);

test("texts that begin at the left end within the width, name and figures moved and shrunk alike", () => {
  const row = [
    {text: "■ <b>name</b>", font: {size: 10}},
    {text: "twelve signs<br>6 more", xshift: 60, font: {size: 10}}, // ends at 60 + 60
  ];
  assert.equal(inWidth(row, 120, measure), row, "where they fit they stay as they are");
  const small = inWidth(row, 90, measure);
  assert.deepEqual(sizes(small), [7.5, 7.5]);
  assert.deepEqual(
    small.map(({xshift}) => xshift),
    [0, 45],
  );
});

test("labels beside a body end within the figure, all in the letters that the longest needs", () => {
  const notes = [
    {text: "<b>ten signs!</b>", ax: -50, font: {size: 10}}, // 50 px long, from 50 px left of the middle
    {text: "short", ax: 50, font: {size: 10}},
  ];
  const seen = (width) => ({middle: 0, scale: 1, width});
  assert.deepEqual(sizes(withinSides(notes, seen(206), measure)), [10, 10]);
  assert.deepEqual(sizes(withinSides(notes, seen(186), measure)), [8, 8]);
});

test("a line to a vessel has a wider one of the colour of the paper below it, seen with it", () => {
  const notes = [...halosOf(NOTES, "#fff"), ...inBothWeights(NOTES)];
  const halos = notes.slice(0, NOTES.length);
  assert.deepEqual(
    halos.map(({text, arrowcolor, x}) => [text, arrowcolor, x]),
    NOTES.map(({x}) => ["", "#fff", x]),
  );
  assert(halos.every(({arrowwidth}, k) => arrowwidth > (NOTES[k].arrowwidth ?? 1)));
  const {name} = NOTES[0];
  for (const now of [undefined, name]) {
    const shown = shownOf(notes, new Set([name]), now);
    assert.deepEqual(
      shown.slice(0, NOTES.length),
      NOTES.map((_, k) => k === 0),
      "under the light and the bold one",
    );
  }
});
