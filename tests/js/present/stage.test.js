import assert from "node:assert/strict";
import test from "node:test";

import "../dom.js";
import {dataOf, inBold} from "../../../assets/component/present/stage.js";

const FULL = {
  traces: {fill: ["red"]},
  texts: {pelvis: "52.3 %"},
  brief: {pelvis: "52.3"},
  layout: {annotations: []},
};
const BLANK = {traces: {fill: ["ivory"]}, texts: {}, brief: {}, layout: {annotations: []}};
const FILES = {full: FULL, blank: BLANK};
const SIDE = {figure: {light: "base"}, paint: {light: "full"}, blank: {light: "blank"}};
const FIGURE = {index: "index", alt: "Skeleton", view: "front", views: {front: SIDE}, select: []};

/** The paint of a skeleton whose values are hidden at first, with its labels or without. */
async function paint(unhidden, labels) {
  const {paint: made} = await dataOf(FIGURE, {
    seen: {unhidden, answered: false},
    slide: {hidden: ["values"], question: null},
    labels,
    theme: "light",
    getJson: async (name) => FILES[name],
  });
  return made.light;
}

test("a skeleton shows its values when they are revealed, and is blank again when one goes back", async () => {
  for (const labels of [true, false]) {
    assert.deepEqual((await paint(false, labels)).traces, BLANK.traces);
    assert.deepEqual((await paint(false, labels)).texts, {}, "nothing can be read off it");
    assert.deepEqual((await paint(true, labels)).traces, FULL.traces, `revealed, labels ${labels}`);
    assert.deepEqual((await paint(true, labels)).texts, FULL.texts);
    assert.deepEqual((await paint(false, labels)).traces, BLANK.traces);
  }
});

test("what a label says in bold is bold in the list for a phone, and nothing else is taken from it", () => {
  const parts = inBold("Skull <b>3.7 %</b> 4/107");
  assert.deepEqual(
    parts.map((part) => (typeof part === "string" ? part : [part.tagName, part.textContent])),
    ["Skull ", ["B", "3.7 %"], " 4/107"],
  );
  assert.deepEqual(inBold("Femur"), ["Femur"]);
  assert.equal(inBold("<i>x</i>")[0], "<i>x</i>", "it is text, never markup");
});
