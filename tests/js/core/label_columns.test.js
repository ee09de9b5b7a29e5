import assert from "node:assert/strict";
import test from "node:test";

import {
  inColumns,
  inLines,
  spread,
  widthOfLabels,
  withLabelRoom,
} from "../../../assets/component/core/label_columns.js";

const note = (text, y, xanchor = "right") => ({text, y, ay: 0, xanchor, font: {size: 12}});
const ROOM = {pxPerUnit: 0.5, heights: [0, 1000], size: 10};

test("labels that keep apart stay where their bones are", () => {
  assert.deepEqual(spread([900, 500, 100], [26, 26, 26], [0, 1000]), [900, 500, 100]);
});

test("labels that would overlap move as far up as down, and keep their order", () => {
  assert.deepEqual(spread([500, 500], [20, 40], [0, 1000]), [515, 485]);
});

test("none stands out of the room", () => {
  const heights = spread([1000, 999, 0], [26, 26, 52], [0, 1000]);
  assert.deepEqual(heights, [987, 961, 26]);
});

test("each column keeps apart for itself, by the lines of its labels, three and more standing off", () => {
  const placed = inColumns(
    [note("Skull", 500), note("Ribs<br>1<br>2", 500), note("Sternum", 500, "left")],
    ROOM,
  );
  const byText = Object.fromEntries(placed.map(({text, ay}) => [text, ay]));
  assert.equal(byText.Sternum, 500);
  assert.ok(Math.abs(byText.Skull - byText["Ribs<br>1<br>2"] - (26 + 3.4 * 26) / 2) < 1e-9);
  assert.deepEqual(new Set(placed.map(({font}) => font.size)), new Set([10]));
});

test("a label is broken between words where it is wider than its room, what is bold staying so", () => {
  const lines = (room) =>
    inLines([note("Lumbar spine<br><b>46.7 %</b> 50/107", 1)], room, (text) => text.length)[0].text;
  assert.equal(lines(29), "Lumbar spine<br><b>46.7 %</b> 50/107"); // 13 letters and the gap on both sides
  assert.equal(lines(28), "Lumbar spine<br><b>46.7 %</b><br>50/107");
  assert.equal(lines(24), "Lumbar<br>spine<br><b>46.7 %</b><br>50/107");
});

test("labels for which there is no room are left out, all of them", () => {
  const many = Array.from({length: 39}, (_, i) => note(`Rib ${i}`, i));
  assert.deepEqual(inColumns(many, ROOM), []);
});

test("the widest line says how much room the labels need", () => {
  assert.equal(
    widthOfLabels([note("<b>Rib</b><br>longest", 1), note("x", 1)], (text) => text.length),
    7 + 16,
  );
  assert.equal(
    widthOfLabels([], () => 9),
    0,
  );
});

test("a view leaves room for its labels on both sides, or keeps its height", () => {
  const whole = {ranges: {x: [-100, 100], y: [0, 1000]}, cut: false};
  assert.deepEqual(withLabelRoom(whole, {width: 1000, height: 500}, 100, 0), {
    x: [-1000, 1000],
    y: [0, 1000],
  });
  assert.deepEqual(withLabelRoom(whole, {width: 240, height: 500}, 100, 0), {x: [-600, 600], y: [0, 1000]});
});

test("a frame that is cut keeps its width, and shows more below where the labels need room", () => {
  const trunk = {ranges: {x: [-100, 100], y: [0, 1000]}, cut: true};
  assert.deepEqual(withLabelRoom(trunk, {width: 1000, height: 500}, 100, 0).y, [0, 1000]);
  assert.deepEqual(withLabelRoom(trunk, {width: 250, height: 500}, 100, 0), {
    x: [-100, 100],
    y: [-1000, 1000],
  });
});
