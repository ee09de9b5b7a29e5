import assert from "node:assert/strict";
import test from "node:test";

import {dataOf} from "../../../assets/component/present/stage.js";

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

/** The paint of a skeleton whose values are hidden at first. */
async function paint(unhidden) {
  const {paint: made} = await dataOf(FIGURE, {
    seen: {unhidden, answered: false},
    slide: {hidden: ["values"], question: null},
    labels: true,
    theme: "light",
    getJson: async (name) => FILES[name],
  });
  return made.light;
}

test("a skeleton shows its values when they are revealed, and is blank again when one goes back", async () => {
  assert.deepEqual((await paint(false)).traces, BLANK.traces);
  assert.deepEqual((await paint(false)).texts, {}, "nothing can be read off it");
  assert.deepEqual((await paint(true)).traces, FULL.traces);
  assert.deepEqual((await paint(true)).texts, FULL.texts);
  assert.deepEqual((await paint(false)).traces, BLANK.traces);
});
