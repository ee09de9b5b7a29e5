import assert from "node:assert/strict";
import test from "node:test";

import {lighting, Network} from "../../../assets/component/pathways/network.js";

// breast - vein - heart - artery - rib, and breast - plexus - skull.
const INDEX = {
  segments: [
    ["breast__vein", "breast", "vein", ["lungs"], "vein", "textbook"],
    ["vein__heart", "vein", "heart", ["lungs"], "vein", "textbook"],
    ["heart__ribs", "heart", "ribs", ["lungs"], "artery", "shown"],
    ["breast__plexus", "breast", "plexus", ["plexus"], "plexus", "hypothesis"],
    ["plexus__skull", "plexus", "skull", ["plexus", "lymph"], "plexus", "disputed"],
  ],
  lights: {
    ribs: {lungs: [0, 1, 2]},
    skull: {lungs: [0], plexus: [3, 4], lymph: [4]},
    plexus: {plexus: [3, 4]},
    heart__ribs: {lungs: [0, 1, 2]},
  },
  paired: ["vein"],
  names: {vein: "Vein", heart: "Heart", plexus: "Plexus", heart__ribs: "Arteries of the ribs"},
};
const network = new Network(INDEX);
const siteOf = (bone) => ({rib_1: "ribs", cranium: "skull"})[bone];
const JOURNEY = {id: "j", steps: [{segments: ["breast__vein"]}, {segments: []}, {segments: ["heart__ribs"]}]};
const view = (data = {}, selected = []) => ({
  network,
  selected,
  siteOf,
  data: {routes: ["lungs", "plexus"], ...data},
});
const lit = (found) => [...found.lit].sort();

test("vessels and segments are known by their ids, bones are not", () => {
  assert.equal(network.has("heart"), true);
  assert.equal(network.has("heart__ribs"), true);
  assert.equal(network.has("rib_1"), false);
  assert.equal(network.indexOf.get("plexus__skull"), 4);
  assert.deepEqual([...network.indexes(["vein__heart", "plexus__skull"])], [1, 4]);
});

test("a bone lights what its site lights, on the routes that are shown", () => {
  assert.deepEqual([...network.lit(["rib_1"], ["lungs"], siteOf)], [0, 1, 2]);
  assert.deepEqual([...network.lit(["cranium"], ["plexus"], siteOf)], [3, 4]);
  assert.deepEqual([...network.lit(["cranium"], ["lungs"], siteOf)], [0]);
  assert.deepEqual(
    [...network.lit(["cranium", "ribs"], ["lungs", "plexus"], siteOf)].sort(),
    [0, 1, 2, 3, 4],
  );
  assert.deepEqual([...network.lit(["stapes"], ["lungs"], siteOf)], []);
});

test("a route lights its segments, segments light their nodes and themselves", () => {
  assert.deepEqual([...network.ofRoutes(["lymph"])], [4]);
  assert.deepEqual([...network.nodes([4])].sort(), ["plexus", "plexus__skull", "skull"]);
});

test("a journey under way has the light before the selection", () => {
  const found = lighting(view({focus: true}, ["skull"]), {journey: JOURNEY, shown: true});
  assert.deepEqual([found.mode, lit(found), found.journey], ["journey", [0, 2], JOURNEY]);
  assert.deepEqual([...found.shown], [0, 1, 2, 3, 4]);
});

test("the selection has it before a route and before a journey on offer", () => {
  const found = lighting(view({focus: true, chosenRoute: "lungs"}, ["cranium"]), {
    journey: JOURNEY,
    shown: false,
  });
  assert.deepEqual([found.mode, lit(found), found.journey], ["selection", [0, 3, 4], undefined]);
});

test("a chosen route comes before the journey on offer, which comes before nothing", () => {
  const offer = {journey: JOURNEY, shown: false};
  const route = lighting(view({focus: true, chosenRoute: "plexus", routes: ["plexus"]}), offer);
  assert.deepEqual([route.mode, lit(route)], ["route", [3, 4]]);
  const offered = lighting(view({focus: true}), offer);
  assert.deepEqual([offered.mode, lit(offered)], ["offer", [0, 2]]);
  assert.equal(lighting(view({focus: true}), {journey: null}).mode, "route");
});

test("where no journeys are followed, as over the atlas, none has the light", () => {
  assert.equal(lighting(view(), {journey: JOURNEY, shown: true}).mode, "route");
});

test("a figure without routes has nothing lit", () => {
  const found = lighting({data: {}, selected: ["skull"]}, {journey: JOURNEY, shown: true});
  assert.deepEqual([found.mode, found.lit.size], ["none", 0]);
});
