import "../dom.js";

import assert from "node:assert/strict";
import {test} from "node:test";

import {Panels} from "../../../assets/component/atlas/panel.js";

const INDEX = {
  bones: [
    ["L3", "L3, lumbar spine", "lumbar_spine"],
    ["L4", "L4, lumbar spine", "lumbar_spine"],
    ["sternum_bone", "Sternum", "sternum"],
  ],
  members: {},
  names: {},
};
const panel = (name) =>
  `<section class='atlas-detail'><h2>${name}</h2><p class='atlas-names'><i>latin</i></p></section>`;
const MADE = {
  places: ["lumbar_spine", "sternum"],
  layers: ["one", "two"],
  panels: [
    [panel("Lumbar spine, one"), panel("Lumbar spine, two")],
    [panel("Sternum"), panel("Sternum")],
  ],
  rows: [
    ["<tr><th>Lumbar</th><td>1</td></tr>", "<tr><th>Lumbar</th><td>3</td></tr>"],
    ["<tr><th>Sternum</th><td>2</td></tr>", "<tr><th>Sternum</th><td>4</td></tr>"],
  ],
  parts: "Only its parts",
  wholes: {lumbar_spine: "<section class='atlas-whole'>As a whole</section>"},
  vessels: {azygos: "<section class='atlas-detail'><h2>Azygos</h2></section>"},
  bones: {L3: "L3", L4: "L4", sternum_bone: "Sternum"},
};
const PANELS = new Panels(MADE, INDEX);

function shown(ids, layer = "one") {
  const place = document.createElement("div");
  place.append(PANELS.of(ids, {id: layer, invitation: "<p>Click a bone</p>", unit: "% of patients"}));
  return place;
}

test("nothing selected invites", () => {
  assert.equal(shown([]).textContent, "Click a bone");
});

test("a bone has the panel of its site in its layer, and its name", () => {
  assert.equal(shown(["L3"]).querySelector("h2").textContent, "Lumbar spine, one");
  assert.equal(shown(["L3"], "two").querySelector("h2").textContent, "Lumbar spine, two");
  assert.equal(shown(["L3"]).querySelector(".atlas-names").textContent, "L3 · latin");
});

test("a site that holds finer ones has what every study reports of it behind its panel", () => {
  assert.equal(shown(["L3"]).lastElementChild.textContent, "As a whole");
  assert.equal(shown(["sternum"]).querySelector(".atlas-whole"), null);
});

test("the rows of the parts that a panel names are put into it, in the layer that is shown", () => {
  const parts =
    "<section class='atlas-detail'><h2>Trunk</h2><table data-parts='sternum lumbar_spine'></table></section>";
  const made = {...MADE, places: [...MADE.places, "trunk"], panels: [...MADE.panels, [parts, parts]]};
  const place = document.createElement("div");
  place.append(new Panels(made, INDEX).of(["trunk"], {id: "two", invitation: "", unit: "% of lesions"}));
  const rows = [...place.querySelectorAll("tbody tr")].map((row) => row.textContent);
  assert.deepEqual(rows, ["Sternum4", "Lumbar3"]);
  assert.equal(place.querySelector("p").textContent, "Only its parts · % of lesions");
});

test("a site, and a bone called as its site, have no name of a bone", () => {
  assert.equal(shown(["lumbar_spine"]).querySelector(".atlas-names").textContent, "latin");
  assert.equal(shown(["sternum_bone"]).querySelector(".atlas-names").textContent, "latin");
});

test("several sites are rows of one table, each site once, in the order of selecting", () => {
  const place = shown(["sternum", "L3", "L4"], "two");
  assert.equal(place.querySelector("h2").textContent, "2 sites selected");
  assert.deepEqual(
    [...place.querySelectorAll("th, td")].map((cell) => cell.textContent),
    ["Sternum", "4", "Lumbar", "3"],
  );
  assert.equal(place.querySelector(".atlas-facts").textContent, "% of patients");
});

test("a vessel has a panel of its own beside that of a site", () => {
  const place = shown(["azygos", "L3"]);
  assert.deepEqual(
    [...place.querySelectorAll("h2")].map((head) => head.textContent),
    ["Azygos", "Lumbar spine, one"],
  );
  assert.equal(PANELS.oneSite(["azygos", "L3"]), "lumbar_spine");
  assert.equal(PANELS.oneSite(["azygos"]), undefined);
  assert.equal(PANELS.oneSite(["L3", "sternum"]), undefined);
});
