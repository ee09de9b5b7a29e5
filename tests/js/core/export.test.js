import assert from "node:assert/strict";
import test from "node:test";

import "../dom.js";
import {pictureOf} from "../../../assets/component/core/export.js";
import {described, together} from "../../../assets/component/core/picture_file.js";
import {fitting, linesIn} from "../../../assets/component/core/picture_lines.js";

const SOURCE = "Shaked Zari 2025, 1,234 patients, share of patients with a metastasis at the site";

const OF = {size: 10, line: 14, weight: "normal"};
globalThis.DOMParser = /** @type {any} */ (
  class {
    parseFromString() {
      return {documentElement: {}};
    }
  }
);
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
    Plotly: {toImage: async (figure, settings) => saved.push([figure.layout, settings])},
  };
  await pictureOf(plot, measure);
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
    format: "svg",
    imageDataOnly: true,
    width: 216,
    height: layout.height,
  });
});

test("a title that is wider than the picture stands in lines, each with its room", async (t) => {
  globalThis.getComputedStyle = () => ({getPropertyValue: () => ""});
  t.after(() => delete globalThis.getComputedStyle);
  const title = "Sensitivity and specificity of the tests, patients or lesions: not stated";
  const heights = [];
  for (const clientWidth of [320, 900]) {
    await pictureOf(
      {
        element: {clientWidth, clientHeight: 400},
        view: {root: null, exportLines: () => ({title, footer: "", filename: "pelvis"})},
        forPicture: () => ({data: [], layout: {margin: {t: 0, b: 0}}}),
        Plotly: {
          toImage: async ({layout}) => {
            const lines = layout.annotations[0].text.split("<br>");
            assert.equal(lines.join(" "), title);
            for (const line of lines) assert.ok(line.length * 8 <= clientWidth, line);
            assert.ok(layout.margin.t >= lines.length * 20, `${lines.length} lines`);
            heights.push(lines.length);
          },
        },
      },
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
    await pictureOf(
      {
        element: {clientWidth, clientHeight: 400},
        view: {root: null, exportLines: () => ({title: "", footer, filename: "pelvis"})},
        forPicture: () => ({data: [], layout: {margin: {t: 0, b: 0}}}),
        Plotly: {toImage: async ({layout}) => sizes.push(layout.annotations.at(-1).font.size)},
      },
      measure,
    );
  assert.ok(sizes[0] * 0.57 * 69 <= 300.1 && sizes[0] > 5, String(sizes[0]));
  assert.equal(sizes[1], 10);
});

test("pictures that are compared are one, beside each other, and say what they are", () => {
  const drawing = () => document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const [left, right] = [drawing(), drawing()];
  const whole = together([
    {svg: left, width: 300, height: 400},
    {svg: right, width: 200, height: 500},
  ]);
  assert.equal(whole.getAttribute("width"), "500");
  assert.equal(whole.getAttribute("height"), "500");
  assert.deepEqual(
    [...whole.children].map((place) => place.getAttribute("transform")),
    ["translate(0 0)", "translate(300 0)"],
  );
  assert.equal(together([{svg: left, width: 300, height: 400}]), left);
  described(whole, [
    {title: "Pelvis", footer: "107 patients."},
    {title: "Femur", footer: "327 patients."},
  ]);
  assert.equal(whole.getAttribute("role"), "img");
  const [title, text] = whole.children;
  assert.deepEqual([title.textContent, text.textContent], ["Pelvis; Femur", "107 patients. 327 patients."]);
});
