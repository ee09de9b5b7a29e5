import "../dom.js";

import assert from "node:assert/strict";
import {test} from "node:test";

globalThis.cancelAnimationFrame = () => {};
const {PathwaysFiles} = await import("../../../assets/component/pathways/files.js");

const INDEX = {
  bones: [
    ["L3", "L3, lumbar spine", "lumbar_spine"],
    ["L4", "L4, lumbar spine", "lumbar_spine"],
  ],
  members: {lumbar_spine: [0, 1], azygos: [1]},
  names: {lumbar_spine: "Lumbar spine", azygos: "Azygos"},
};
const MANIFEST = {
  views: [["front", "Front", {light: "/f"}, {front: "/o"}]],
  routes: [
    ["blood", "Both routes", ["lungs", "veins"]],
    ["lymph", "Lymph", ["lymph"]],
  ],
  places: ["lumbar_spine"],
};
const journey = (id, route, side, site, steps) => ({id, route, side, site, steps: new Array(steps).fill({})});
const SCRIPT = {
  journeys: [
    journey("a_left", "lungs", "left", "skull", 8),
    journey("b_left", "lungs", "left", "ribs", 4),
    journey("a_right", "lungs", "right", "skull", 8),
    journey("c_right", "veins", "right", "ribs", 3),
  ],
};
const FILES = new PathwaysFiles(MANIFEST, INDEX, SCRIPT);

test("without a choice both routes by blood are shown", () => {
  assert.deepEqual(FILES.shown(""), ["lungs", "veins"]);
  assert.deepEqual(FILES.shown("blood"), ["lungs", "veins"]);
  assert.deepEqual(FILES.shown("lymph"), ["lymph"]);
});

test("the tumour is on the side of the journey, else on that of the view", () => {
  assert.equal(FILES.sideOf({journey: "a_right", breast: "left"}), "right");
  assert.equal(FILES.sideOf({journey: "", breast: "left"}), "left");
});

test("the same journey from the other breast, if there is one", () => {
  assert.equal(FILES.mirrored("a_left", "right"), "a_right");
  assert.equal(FILES.mirrored("a_right", "right"), "a_right");
  assert.equal(FILES.mirrored("b_left", "right"), "");
  assert.equal(FILES.mirrored("", "right"), "");
});

test("steps and bones, and what is a vessel", () => {
  assert.equal(FILES.steps.get("b_left"), 4);
  assert.deepEqual(FILES.bonesOf("lumbar_spine"), ["L3", "L4"]);
  assert.deepEqual(FILES.bonesOf("L3"), ["L3"]);
  assert.deepEqual(FILES.bonesOf("nothing"), []);
  assert.deepEqual(
    ["azygos", "lumbar_spine", "L3", "nothing"].map((id) => FILES.network.has(id)),
    [true, false, false, false],
  );
});
