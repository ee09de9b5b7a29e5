import assert from "node:assert/strict";
import test from "node:test";

import {savePicture, wrapped} from "../../../assets/component/core/export.js";

const SOURCE = "Shaked Zari 2025, 1,234 patients, share of patients with a metastasis at the site";

test("the lines under a saved figure hold every word in its order and fit the figure", () => {
  for (const letters of [12, 20, 40]) {
    const lines = wrapped(SOURCE, letters);
    assert.equal(lines.join(" "), SOURCE);
    for (const line of lines) assert.ok(line.length <= letters, `${line} has more than ${letters} letters`);
  }
  assert.deepEqual(wrapped("one two three", 8), ["one two", "three"]);
});

test("a text that fits is one line, no text is one empty line", () => {
  assert.deepEqual(wrapped(SOURCE, 200), [SOURCE]);
  assert.deepEqual(wrapped("", 40), [""]);
});

test("a word longer than the figure stands alone and is not cut", () => {
  assert.deepEqual(wrapped("see doi:10.1000/abcdefghij there", 10), [
    "see",
    "doi:10.1000/abcdefghij",
    "there",
  ]);
});

test("a saved picture has room for its title above and all lines of its source below", async (t) => {
  globalThis.getComputedStyle = () => ({getPropertyValue: () => ""});
  t.after(() => delete globalThis.getComputedStyle);
  const saved = [];
  const plot = {
    element: {clientWidth: 216, clientHeight: 400},
    view: {root: null, exportLines: () => ({title: "Pelvis", footer: SOURCE, filename: "pelvis"})},
    forPicture: () => ({data: [], layout: {margin: {t: 8, b: 70}}}),
    Plotly: {downloadImage: async (figure, settings) => saved.push([figure.layout, settings])},
  };
  await savePicture(plot, "png");
  const [[layout, settings]] = saved;
  const source = layout.annotations.at(-1);
  const lines = source.text.split("<br>");
  assert.equal(lines.join(" "), SOURCE);
  assert.equal(lines.length, 3);
  const room = layout.margin.b - 70;
  assert.ok(room >= lines.length * source.font.size, `${room} px for ${lines.length} lines`);
  assert.equal(source.yshift, -70, "below what stood at the bottom before");
  assert.equal(layout.height, 400 + (layout.margin.t - 8) + room, "the figure itself keeps its size");
  assert.deepEqual(settings, {
    format: "png",
    filename: "pelvis",
    width: 216,
    height: layout.height,
    scale: 3,
  });
});

test("a title that is wider than the picture stands in lines, each with its room", async (t) => {
  globalThis.getComputedStyle = () => ({getPropertyValue: () => ""});
  t.after(() => delete globalThis.getComputedStyle);
  const title = "Sensitivity and specificity of the tests, patients or lesions: not stated";
  const heights = [];
  for (const clientWidth of [320, 900]) {
    await savePicture(
      {
        element: {clientWidth, clientHeight: 400},
        view: {root: null, exportLines: () => ({title, footer: "", filename: "pelvis"})},
        forPicture: () => ({data: [], layout: {margin: {t: 0, b: 0}}}),
        Plotly: {
          downloadImage: async ({layout}) => {
            const lines = layout.annotations[0].text.split("<br>");
            assert.equal(lines.join(" "), title);
            for (const line of lines) assert.ok(line.length * 8 <= clientWidth, line);
            assert.ok(layout.margin.t >= lines.length * 20, `${lines.length} lines`);
            heights.push(lines.length);
          },
        },
      },
      "svg",
    );
  }
  assert.ok(heights[0] > 1 && heights[1] === 1, String(heights));
});

test("a word wider than the picture is written so small that it ends within it", async (t) => {
  globalThis.getComputedStyle = () => ({getPropertyValue: () => ""});
  t.after(() => delete globalThis.getComputedStyle);
  const footer = `Sources: ${"doi:10.1002/".padEnd(68, "7")}.`;
  const sizes = [];
  for (const clientWidth of [300, 900])
    await savePicture(
      {
        element: {clientWidth, clientHeight: 400},
        view: {root: null, exportLines: () => ({title: "", footer, filename: "pelvis"})},
        forPicture: () => ({data: [], layout: {margin: {t: 0, b: 0}}}),
        Plotly: {downloadImage: async ({layout}) => sizes.push(layout.annotations.at(-1).font.size)},
      },
      "svg",
    );
  assert.ok(sizes[0] * 0.57 * 69 <= 300.1, String(sizes[0]));
  assert.equal(sizes[1], 10);
});
