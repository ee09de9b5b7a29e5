import assert from "node:assert/strict";
import test from "node:test";

import {boneOutlines, rowBands, rowIsSelected} from "../../../assets/component/core/outlines.js";

/** Bones named by their site and a number, each drawn as its name. */
const drawn = (sites) => {
  const boneIds = Object.entries(sites).flatMap(([site, count]) =>
    Array.from({length: count}, (_, i) => `${site}-${i}`),
  );
  return {boneIds, pathOf: (bone) => (boneIds.includes(bone) ? `<${bone}>` : undefined)};
};
const siteOf = (bone) => bone.split("-")[0];
const outlines = (sites, chosen, grow = 0) =>
  boneOutlines(drawn(sites), new Set(chosen), {accent: "blue", halo: "white", grow, siteOf}).map(
    ({path, line: {color, width}, layer}) => [path, color, width, layer],
  );

test("a chosen bone has a line on a halo, the rest of its site a thin one", () => {
  assert.deepEqual(outlines({spine: 3, hip: 1}, ["spine-1"]), [
    ["<spine-0><spine-2>", "blue", 1, "above"],
    ["<spine-1>", "white", 4, "above"],
    ["<spine-1>", "blue", 2.2, "above"],
  ]);
});

test("nothing chosen is nothing outlined; of a bone that this view lacks the rest of its site is", () => {
  assert.deepEqual(outlines({spine: 3}, []), []);
  assert.deepEqual(outlines({spine: 1}, ["spine-9"]), [["<spine-0>", "blue", 1, "above"]]);
});

test("many bones of a site, or many chosen, have no lines that would hide their colour", () => {
  assert.equal(outlines({ribs: 24}, ["ribs-0"]).length, 2, "the halo and the line, not 23 ribs more");
  const many = Array.from({length: 13}, (_, i) => `ribs-${i}`);
  assert.deepEqual(
    outlines({ribs: 13}, many).map(([, color, width]) => [color, width]),
    [["blue", 1.3]],
  );
});

test("on a slide lines are thicker, and more than two bones have one line round all of them, from behind", () => {
  assert.deepEqual(
    outlines({hip: 2}, ["hip-0", "hip-1"], 2).map(([, , width]) => width),
    [4 * 2.6, 2.2 * 2.6],
  );
  assert.deepEqual(
    outlines({hip: 3}, ["hip-0", "hip-1", "hip-2"], 2).map(([, color, , layer]) => [color, layer]),
    [
      ["blue", "below"],
      ["white", "below"],
    ],
  );
});

test("a row is banded over its whole width, half a row to both sides", () => {
  const rows = [
    ["skull", 8, "", "Skull"],
    ["ribs", 7, "", "Ribs"],
  ];
  const [band, ...others] = rowBands(rows, (id) => id === "ribs", "blue");
  assert.deepEqual([band.x0, band.x1, band.y0, band.y1, band.fillcolor], [0, 1, 6.5, 7.5, "blue"]);
  assert.deepEqual(others, []);
});

test("a row is meant by its name or by bones that are all its own", () => {
  const bonesOf = (id) => ({spine: ["L1", "L2"], L1: ["L1"], trunk: ["L1", "ribs"], vein: []})[id];
  for (const [selected, meant] of [
    ["spine", true],
    ["L1", true],
    ["trunk", false],
    ["vein", false],
  ])
    assert.equal(rowIsSelected("spine", [selected], bonesOf), meant, selected);
});
