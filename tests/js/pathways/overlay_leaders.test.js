import assert from "node:assert/strict";
import test from "node:test";

import "../dom.js";
import {ledNotes} from "../../../assets/component/core/labels.js";
import {ledElsewhere} from "../../../assets/component/pathways/overlay_leaders.js";

const LABELS = [
  {name: "nutrient_arteries", x: 0, y: 0},
  {name: "aorta", x: 100, y: 0},
  {name: "left_heart", x: 50, y: 50},
];

test("a label leads elsewhere only where the journey enters a vessel of its name far from where it points", () => {
  const steps = [
    {to: "left_heart", end: [52, 50]},
    {to: "nutrient_arteries", end: [0, -300]},
    {to: "unlabelled", end: [9, 9]},
  ];
  assert.deepEqual([...ledElsewhere(LABELS, steps)], [["nutrient_arteries", [0, -300]]]);
  assert.equal(ledElsewhere(LABELS, []).size, 0);
  assert.equal(ledElsewhere(LABELS, [{to: "aorta", end: undefined}]).size, 0);
});

test("a saved picture has the line of each weight and its halo where the page has it", () => {
  const names = ["aorta", "aorta (bold)", "aorta (halo)", "left_heart", undefined];
  const notes = names.map((name) => ({name, x: 1, y: 2}));
  const led = ledNotes(notes, new Map([["aorta", [7, 8]]]));
  assert.deepEqual(
    led.map(({x, y}) => [x, y]),
    [
      [7, 8],
      [7, 8],
      [7, 8],
      [1, 2],
      [1, 2],
    ],
  );
});
