import {fresh} from "../dom.js";

import assert from "node:assert/strict";
import {test} from "node:test";

import {RoutePanels} from "../../../assets/component/pathways/route_panel.js";

const panel = (name, text) => `<section><h2>${name}</h2><p>${text}</p></section>`;
const places = (name) => ({blood: panel(name, "both"), lymph: panel(name, "lymph")});
const MADE = {
  panels: {lumbar_spine: places("Lumbar spine"), sternum: places("Sternum"), rib_1: places("Rib 1")},
  heads: {L3: "L3 <abbr>(English)</abbr>", L4: "L4", rib_1: "Rib 1"},
};
const SITES = new Map([
  ["L3", "lumbar_spine"],
  ["L4", "lumbar_spine"],
  ["rib_1", "ribs"],
]);
const PANELS = new RoutePanels(MADE, {azygos: panel("Azygos", "a vein")}, SITES);

function shown(ids, choice = "blood") {
  const place = fresh();
  place.append(...PANELS.of(ids, choice));
  return [...place.querySelectorAll("section")].map((section) => section.textContent);
}

test("nothing selected has no panel", () => {
  assert.deepEqual(shown([]), []);
});

test("a site tells of the routes that the page shows", () => {
  assert.deepEqual(shown(["sternum"]), ["Sternumboth"]);
  assert.deepEqual(shown(["sternum"], "lymph"), ["Sternumlymph"]);
});

test("a bone has the panel of its site under its own heading", () => {
  assert.deepEqual(shown(["L3"]), ["L3 (English)both"]);
});

test("a bone of which other things are told has its own", () => {
  assert.deepEqual(shown(["rib_1"]), ["Rib 1both"]);
});

test("a vessel has its own, whatever the page shows", () => {
  assert.deepEqual(shown(["azygos"], "lymph"), ["Azygosa vein"]);
});

test("all that is selected is told, in the order of selecting; bones of one site together", () => {
  assert.deepEqual(shown(["L3", "azygos", "L4", "sternum"]), [
    "L3 (English), L4both",
    "Azygosa vein",
    "Sternumboth",
  ]);
});

test("a site selected with one of its bones is told under its own name", () => {
  assert.deepEqual(shown(["L3", "lumbar_spine"]), ["Lumbar spineboth"]);
});
