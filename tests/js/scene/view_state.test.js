import assert from "node:assert/strict";
import {test} from "node:test";

import {fromQuery, isStep, START, toQuery} from "../../../assets/component/scene/view_state.js";

const KNOWN = {
  layers: ["article", "chen_2017"],
  views: ["front", "back"],
  names: ["en", "la"],
  routes: ["blood"],
  ids: new Set(["L3", "ribs"]),
};

/** @param {string} query */
const read = (query) => fromQuery(new URLSearchParams(query), KNOWN);

test("an address and the view it names are the same in both directions", () => {
  for (const query of [
    "layer=article",
    "layer=chen_2017&view=back&extent=trunk&site=L3%2Cribs",
    "layer=chen_2017&site=L3%2Cribs&names=la&breast=right&part=soil&route=blood&journey=a&step=3&second=x",
  ]) {
    const {state, notices} = read(query);
    assert.deepEqual(notices, []);
    assert.equal(toQuery(state).toString(), query);
  }
});

test("an empty address is the view at the start", () => {
  assert.deepEqual(read("").state, START);
});

test("what is not known is replaced and told of, the rest is kept", () => {
  const {state, notices} = read(
    `layer=${"x".repeat(90)}&view=top&site=wing,L3,L3&names=tlh&route=air&extent=legs`,
  );
  assert.deepEqual(state, {...START, sites: ["L3"]});
  assert.equal(notices.length, 6);
  assert.equal(
    notices[0],
    `The link asks for layer “${"x".repeat(40)}”, which this atlas does not have. “article” is shown instead.`,
  );
  assert.equal(notices[4], "The link names a site this atlas does not have: “wing”. It was left out.");
  assert.match(notices[5], /It was left out\.$/);
});

const WALKS = {...KNOWN, journeys: new Map([["to_skull", 8]])};
/** @param {string} query */
const walk = (query) => fromQuery(new URLSearchParams(query), WALKS);

test("a journey that is known is followed to its step", () => {
  const {state, notices} = walk("journey=to_skull&step=8&breast=right");
  assert.deepEqual(state, {...START, journey: "to_skull", step: 8, breast: "right"});
  assert.deepEqual(notices, []);
});

test("a journey that is not known is left out, with its step", () => {
  const {state, notices} = walk("journey=to_the_moon&step=2");
  assert.deepEqual(state, START);
  assert.deepEqual(notices, [
    "The link asks for journey “to_the_moon”, which this atlas does not have. It was left out.",
  ]);
});

test("a step that the journey does not have is its start", () => {
  for (const step of ["9", "-1", "x", "1e1", "0008", ""]) {
    const {state, notices} = walk(`journey=to_skull&step=${step}`);
    assert.deepEqual(state, {...START, journey: "to_skull"}, step);
    assert.deepEqual(
      notices,
      [`The link asks for step “${step}” of a journey of 8 steps. It starts from the beginning.`],
      step,
    );
  }
});

test("a side that no breast has is replaced", () => {
  const {state, notices} = walk("breast=middle");
  assert.equal(state.breast, "left");
  assert.match(notices[0], /“left” is shown instead/);
});

test("what every object has is no layer", () => {
  assert.equal(read("layer=constructor").state.layer, "article");
});

test("Back takes back another layer or view, and nothing else", () => {
  const other = (/** @type {object} */ part) => isStep(START, {...START, ...part});
  assert.equal(other({layer: "chen_2017"}), true);
  assert.equal(other({view: "back"}), true);
  assert.equal(other({extent: "trunk"}), true);
  assert.equal(other({sites: ["L3"], names: "la", route: "blood"}), false);
  assert.equal(other({breast: "right", journey: "to_skull", step: 3}), false);
});

const EVIDENCE = {...KNOWN, parts: ["claims", "compare"], measured: "chen_2017"};
/** @param {string} query */
const told = (query) => fromQuery(new URLSearchParams(query), EVIDENCE);

test("a part of the evidence and a second layer are known by their names", () => {
  const {state, notices} = told("layer=article&part=compare&second=chen_2017");
  assert.deepEqual(notices, []);
  assert.deepEqual(state, {...START, carried: {part: "compare", second: "chen_2017"}});
  assert.deepEqual(told("part=claims").state, START);
});

test("a part and a second layer that are not there are told of", () => {
  const {state, notices} = told("layer=article&part=to_the_moon&second=nobody");
  assert.deepEqual(state, START);
  assert.deepEqual(notices, [
    "The link asks for part “to_the_moon”, which this atlas does not have. “claims” is shown instead.",
    "The link asks for second “nobody”, which this atlas does not have. It was left out.",
  ]);
});

test("a comparison that no layer is named for begins with numbers", () => {
  assert.equal(told("part=compare").state.layer, "chen_2017");
  assert.equal(told("part=compare&layer=article").state.layer, "article");
  assert.equal(told("").state.layer, "article");
});

test("another part of the evidence and another second layer are steps that Back takes back", () => {
  const at = (carried) => ({...START, carried});
  assert.ok(isStep(at({}), at({part: "compare"})));
  assert.ok(isStep(at({part: "compare"}), at({part: "compare", second: "chen_2017"})));
  assert.ok(!isStep(at({part: "compare"}), at({part: "compare"})));
});
