import assert from "node:assert/strict";
import test from "node:test";

import {
  apart,
  grow,
  grown,
  grownLayout,
  grownTraces,
  inColumns,
  isLabelledNarrowStage,
  isNarrowStage,
  shrunk,
} from "../../../assets/component/present/scaling.js";

const META = {stages: {wide: [760, 600], narrow: [480, 600], leastWide: 0.9, leastLabelled: 390}};
const stage = (clientWidth, clientHeight) => ({clientWidth, clientHeight});

test("a stage is narrow by its shape, not by its size; a figure of one form never is", () => {
  assert.equal(isNarrowStage(META, stage(899, 1000)), true);
  assert.equal(isNarrowStage(META, stage(900, 1000)), false);
  assert.equal(isNarrowStage({size: [760, 600]}, stage(100, 1000)), false);
});

test("a narrow stage has labels from a width on", () => {
  assert.equal(isLabelledNarrowStage(META, stage(390, 490)), true);
  assert.equal(isLabelledNarrowStage(META, stage(389, 490)), false);
  assert.equal(isLabelledNarrowStage(META, stage(900, 490)), false, "a wide one has labels of its own");
  assert.equal(isLabelledNarrowStage({}, stage(390, 490)), false);
});

test("a figure grows as far as both sides let it and never shrinks", () => {
  assert.equal(grow(META, stage(1520, 1200)), 2);
  assert.equal(grow(META, stage(1520, 900)), 1.5);
  assert.equal(grow(META, stage(960, 1200)), 2, "the narrow form has a size of its own");
  assert.equal(grow(META, stage(380, 300)), 1);
  assert.equal(grow({size: [100, 100]}, stage(300, 250)), 2.5);
  assert.equal(grow({}, stage(300, 250)), 1);
  assert.equal(grow(META, stage(0, 0)), 1, "a stage that is not laid out yet");
});

test("on a phone a plot is never wider than the window, and a skeleton's letters have a least size", () => {
  const held = (upright) => {
    globalThis.matchMedia = (query) => ({matches: upright && query.startsWith("(max-width")});
  };
  held(true);
  assert.equal(shrunk({size: [760, 600]}, stage(380, 300)), 0.5);
  assert.equal(shrunk({size: [760, 300]}, stage(1520, 900)), 1);
  assert.equal(shrunk(META, stage(358, 450)), 0.75);
  held(false);
  assert.equal(shrunk(META, stage(456, 360)), 0.6);
  assert.equal(shrunk(META, stage(200, 300)), 0.55);
  assert.equal(shrunk(META, stage(0, 0)), 1, "a stage that is not laid out yet");
});

test("letters, shifts and lines grow; what is placed by data or by paper stays", () => {
  const [note] = grown(
    [{text: "Ribs", x: 3, y: 4, xshift: 5, yshift: -2, font: {size: 20, color: "red"}}],
    2,
  );
  assert.deepEqual(note, {text: "Ribs", x: 3, y: 4, xshift: 10, yshift: -4, font: {size: 40, color: "red"}});
  const [line] = grown([{type: "line", x0: 1, x1: 2, line: {width: 1.5, color: "red"}}], 2);
  assert.deepEqual(line, {type: "line", x0: 1, x1: 2, line: {width: 3, color: "red"}});
  assert.deepEqual(grown(undefined, 2), []);
});

test("shapes that are drawn in pixels grow with their paths", () => {
  const [box, mark] = grown(
    [
      {xsizemode: "pixel", x0: -4, x1: 4, y0: 0, y1: 8},
      {xsizemode: "pixel", path: "M -4.5 0 L 4 8 Z"},
    ],
    2,
  );
  assert.deepEqual(box, {xsizemode: "pixel", x0: -8, x1: 8, y0: 0, y1: 16});
  assert.equal(mark.path, "M -9 0 L 8 16 Z");
});

test("a layout grows in its margins and axes, and takes its height from the stage", () => {
  const layout = {
    height: 600,
    margin: {l: 10, r: 0, t: 5, b: 20},
    xaxis: {range: [0, 60], tickfont: {size: 20}},
    yaxis2: {title: {text: "Site", standoff: 4, font: {size: 22}}},
  };
  const made = grownLayout(layout, 1.5);
  assert.deepEqual(made.margin, {l: 15, r: 0, t: 7.5, b: 30});
  assert.deepEqual(made.xaxis, {range: [0, 60], tickfont: {size: 30}});
  assert.deepEqual(made.yaxis2, {title: {text: "Site", standoff: 6, font: {size: 33}}});
  assert.deepEqual([made.height, made.annotations, made.shapes], [undefined, [], []]);
  assert.equal(layout.xaxis.tickfont.size, 20, "the published figure stays as it is");
});

test("markers and lines of traces grow, one by one or all alike", () => {
  const [dots, line, fill] = grownTraces(
    [
      {x: [1, 2], marker: {size: [4, 6], color: "red", line: {width: 1}}},
      {x: [1], line: {width: 2, dash: "dot"}},
      {x: [1], fill: "toself"},
    ],
    2,
  );
  assert.deepEqual(dots.marker, {size: [8, 12], color: "red", line: {width: 2}});
  assert.deepEqual(line.line, {width: 4, dash: "dot"});
  assert.deepEqual(fill, {x: [1], fill: "toself"});
});

const note = (name, y, x = 0, text = name) => ({name, y, x, text});

test("labels that have room stay, the others move apart without leaving their column", () => {
  const column = [note("a", 90), note("b", 50), note("c", 48), note("d", 2)];
  const placed = apart(column, 5, [0, 100]).toReversed();
  assert.deepEqual(
    placed.map(({note: {name}}) => name),
    ["a", "b", "c", "d"],
  );
  assert.equal(placed[0].y, 90);
  assert.equal(placed[1].y, 50);
  placed.slice(1).forEach((one, i) => {
    assert.ok(placed[i].y - one.y >= placed[i].half + one.half - 1e-9, `${i} touches the next`);
  });
  for (const {y, half} of placed) assert.ok(y - half >= -1e-9 && y + half <= 100 + 1e-9);
});

test("a label of two lines needs twice the room", () => {
  const [low, high] = apart([note("a", 50), note("b", 50, 0, "two<br>lines")], 10, [0, 100]);
  assert.equal(high.half, 8);
  assert.equal(low.half, 13);
  assert.equal(high.y - low.y, 21);
});

test("vessels are named from their side, those in the middle where there is more room", () => {
  const part = {
    middle: 0,
    midline: 1,
    columns: [-9, 9],
    room: [0, 100],
    labels: [note("left", 80, -5), note("right", 70, 5), note("mid", 60, 0.5), note("unwanted", 50, 5)],
  };
  const axes = {xaxis: {_length: 500, range: [-10, 10]}, yaxis: {_length: 1000, range: [0, 100]}};
  const plot = {element: {_fullLayout: axes}, grow: () => 1};
  const made = inColumns(part, new Set(["left", "right", "mid"]), "black", plot);
  const found = Object.fromEntries(made.map((one) => [one.name, one]));
  assert.deepEqual(Object.keys(found).sort(), ["left", "mid", "right"]);
  assert.deepEqual([found.left.ax, found.left.xanchor], [-9, "right"]);
  assert.deepEqual([found.right.ax, found.right.xanchor], [9, "left"]);
  assert.equal(found.left.text, "left");
  assert.equal(found.left.arrowcolor, "black");
});

test("letters of a plot on a phone shrink to twelve pixels and no further", () => {
  const [note] = grown([{text: "Ribs", font: {size: 24}}], 0.4);
  assert.equal(note.font.size, 12);
  assert.equal(grown([{font: {size: 24}}], 0.75)[0].font.size, 18);
  assert.equal(grown([{font: {size: 10}}], 0.5)[0].font.size, 10, "what is drawn smaller is not enlarged");
  const {xaxis} = grownLayout({xaxis: {tickfont: {size: 24}, title: {font: {size: 24}}}}, 0.4);
  assert.deepEqual([xaxis.tickfont.size, xaxis.title.font.size], [12, 12]);
});

test("where the longest line would be cut off letters become smaller still: a frame of 320 pixels", () => {
  const size = (/** @type {number} */ width) => {
    globalThis.innerWidth = width;
    const [note] = grown([{text: "Ribs", font: {size: 24}}], 0.3);
    return Math.round(note.font.size * 100) / 100;
  };
  try {
    assert.deepEqual([1280, 390, 320].map(size), [12, 12, 10.08]);
  } finally {
    delete globalThis.innerWidth;
  }
});
