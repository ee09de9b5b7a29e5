import assert from "node:assert/strict";
import test from "node:test";

import {savePicture} from "../../../assets/component/core/export.js";
import {fitting, linesIn} from "../../../assets/component/core/picture_lines.js";

const SOURCE = "Shaked Zari 2025, 1,234 patients, share of patients with a metastasis at the site";

const OF = {size: 10, line: 14, weight: "normal"};
/** Letters of one width: tests have none of a page. */
const measure = (text, px) => text.length * px * 0.57;

test("the lines under a saved figure hold every word in its order and fit the figure", () => {
  for (const room of [70, 120, 240]) {
    const lines = linesIn(SOURCE, room, OF, measure);
    assert.equal(lines.join(" "), SOURCE);
    for (const line of lines) assert.ok(measure(line, OF.size) <= room, `${line} is wider than ${room} px`);
  }
});

test("a text that fits is one line, no text is no line", () => {
  assert.deepEqual(linesIn(SOURCE, 2000, OF, measure), [SOURCE]);
  assert.deepEqual(linesIn("", 40, OF, measure), []);
});

test("a word longer than the figure stands alone, is not cut, and makes the letters smaller", () => {
  const lines = linesIn("see doi:10.1000/abcdefghij there", 60, OF, measure);
  assert.deepEqual(lines, ["see", "doi:10.1000/abcdefghij", "there"]);
  const share = fitting(lines, 60, OF, measure);
  assert.ok(measure(lines[1], OF.size * share) <= 60.1 && share > 0.4, String(share));
  assert.equal(fitting(["see"], 60, OF, measure), 1);
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
  await savePicture(plot, "png", measure);
  const [[layout, settings]] = saved;
  const source = layout.annotations.at(-1);
  const lines = source.text.split("<br>");
  assert.equal(lines.join(" "), SOURCE);
  assert.ok(lines.length > 1);
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
      measure,
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
      measure,
    );
  assert.ok(sizes[0] * 0.57 * 69 <= 300.1 && sizes[0] > 5, String(sizes[0]));
  assert.equal(sizes[1], 10);
});
