import assert from "node:assert/strict";
import {test} from "node:test";

import {pairOf, sitesOf} from "../../../assets/component/evidence/pair.js";

const LAYERS = new Map([
  ["article", {study: "article", unit: "tiers"}],
  ["one.all", {study: "one", unit: "patients"}],
  ["one.young", {study: "one", unit: "patients"}],
  ["lesions", {study: "three", unit: "lesions"}],
  ["two", {study: "two", unit: "patients"}],
]);
/** @param {[string, string]} asked */
const offered = (...asked) => pairOf(...asked, LAYERS, "one.all");

test("the layer on the screen is offered against another study that counts the same", () => {
  assert.deepEqual(offered("one.all", ""), ["one.all", "two"]);
  assert.deepEqual(offered("one.young", ""), ["one.young", "two"]);
  assert.deepEqual(offered("two", ""), ["two", "one.all"]);
});

test("what no other study counts is offered against the first that was measured", () => {
  assert.deepEqual(offered("lesions", ""), ["lesions", "one.all"]);
  assert.deepEqual(offered("article", ""), ["article", "one.all"]);
});

test("a second layer that was chosen stays, whatever it counts", () => {
  assert.deepEqual(offered("one.all", "lesions"), ["one.all", "lesions"]);
  assert.deepEqual(offered("two", "two"), ["two", "two"]);
});

test("bones stand for their sites, each once, and vessels for none", () => {
  const sites = new Map([
    ["L3", "lumbar_spine"],
    ["L4", "lumbar_spine"],
    ["ribs", "ribs"],
  ]);
  assert.deepEqual(
    sitesOf(["azygos_system", "L4", "ribs", "L3"], (id) => sites.get(id)),
    ["lumbar_spine", "ribs"],
  );
});
