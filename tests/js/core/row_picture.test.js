import assert from "node:assert/strict";
import {test} from "node:test";

import {linesOf, rowPicture, ticksOf} from "../../../assets/component/core/row_picture.js";

/** Each letter is as wide as half its height; of a line four fifths stand above its foot. */
const letters = {
  widthOf: (text, px) => (text.length * px) / 2,
  heightOf: (px) => ({ascent: px * 0.8, descent: px * 0.2}),
};
const SIZE = {width: 220, height: 124};
const axis = (more) => ({
  range: [0, 100],
  dtick: 50,
  ticksuffix: " %",
  position: 0,
  title: {text: "% of patients", font: {size: 10}},
  tickfont: {size: 10},
  ...more,
});
const note = (more) => ({
  text: "Femur",
  x: 0,
  xref: "paper",
  xanchor: "left",
  y: 0,
  font: {size: 10},
  ...more,
});
/** Two rows of 40 px, an axis below them. */
const layout = (more) => ({
  margin: {l: 10, r: 10, t: 4, b: 40},
  yaxis: {range: [-1.5, 0.5], visible: false},
  xaxis: axis(),
  ...more,
});
const dots = (more) => ({
  mode: "markers",
  x: [50],
  y: [0],
  marker: {size: 12, color: ["blue"], line: {color: ["grey"], width: 1.4}},
  ...more,
});

test("a dot stands at its value in its row, in its own colour", () => {
  const {dots: drawn} = rowPicture([dots()], layout(), SIZE, letters);
  assert.deepEqual(drawn, [{x: 110, y: 24, radius: 6, fill: "blue", stroke: "grey", width: 1.4}]);
});

test("a row without a value has no dot, never one at zero", () => {
  const marker = {size: 12, color: ["blue", "red"], line: {color: ["grey", "black"], width: 1}};
  const {dots: drawn} = rowPicture([dots({x: [null, 0], y: [0, -1], marker})], layout(), SIZE, letters);
  assert.deepEqual(
    drawn.map(({x, y, fill, stroke}) => [x, y, fill, stroke]),
    [[10, 64, "red", "black"]],
  );
});

test("a line is broken where a value is missing", () => {
  const trace = {
    mode: "lines",
    x: [25, 75, null, 0, 100],
    y: [0, 0, null, -1, -1],
    line: {color: "grey", width: 3},
  };
  const {lines} = rowPicture([trace], layout(), SIZE, letters);
  assert.deepEqual(lines, [{d: "M60,24L160,24M10,64L210,64", stroke: "grey", width: 3}]);
});

test("where no interval is known no line is drawn", () => {
  const trace = {mode: "lines", x: [], y: [], line: {color: "grey", width: 3}};
  assert.deepEqual(rowPicture([trace], layout(), SIZE, letters).lines, []);
});

test("each unit has an axis of its own", () => {
  const own = layout({
    xaxis2: axis({range: [0, 20], dtick: 10, title: {text: "% of lesions", font: {size: 10}}}),
  });
  const {dots: drawn, texts} = rowPicture([dots(), dots({x: [5], xaxis: "x2"})], own, SIZE, letters);
  assert.deepEqual(
    drawn.map(({x}) => x),
    [110, 60],
  );
  const titles = texts.map(({lines}) => lines[0][0].text).filter((text) => text.startsWith("% of"));
  assert.deepEqual(titles, ["% of patients", "% of lesions"]);
});

test("an axis stands below its section, and its last number ends within the figure", () => {
  const {texts} = rowPicture([], layout({xaxis: axis({position: 0.5})}), SIZE, letters);
  const [zero, , hundred, title] = texts;
  assert.deepEqual([zero.x, zero.y, hundred.x], [10, 44 + 13, 210 - 2.5]);
  assert.deepEqual([title.x, title.y], [110, 44 + 27]);
});

test("an axis that is not seen has no numbers", () => {
  assert.deepEqual(rowPicture([], layout({xaxis: {visible: false, range: [0, 1]}}), SIZE, letters).texts, []);
});

test("numbers of an axis are what was said, else equal steps with their unit", () => {
  assert.deepEqual(ticksOf(axis()), [
    [0, "0 %"],
    [50, "50 %"],
    [100, "100 %"],
  ]);
  assert.deepEqual(
    ticksOf({range: [-0.3, 0.3], dtick: 0.15}).map(([, text]) => text),
    ["\u22120.3", "\u22120.15", "0", "0.15", "0.3"],
  );
  assert.deepEqual(ticksOf({range: [0, 2], tickvals: [0, 2], ticktext: ["none", "2"]}), [
    [0, "none"],
    [2, "2"],
  ]);
});

test("a name begins at the left and figures end at the right, about the middle of their row", () => {
  const annotations = [note(), note({text: "26 %", x: 1, xanchor: "right", xshift: -3, yshift: 4})];
  const {texts} = rowPicture(
    [],
    layout({xaxis: {visible: false, range: [0, 1]}, annotations}),
    SIZE,
    letters,
  );
  assert.deepEqual(
    texts.map(({x, y, anchor}) => [x, y, anchor]),
    [
      [12, 19 + 8, "start"],
      [205, 15 + 8, "end"],
    ],
  );
});

test("what stands beside a ring hides the line behind it", () => {
  const annotations = [note({text: "count not published", x: 50, xref: "x", xshift: 12, bgcolor: "white"})];
  const {texts} = rowPicture([], layout({annotations}), SIZE, letters);
  const {ground, x} = texts.at(-1);
  assert.deepEqual(ground, {x: x - 1, y: 18, width: 97, height: 12, fill: "white"});
});

test("a text keeps its lines and what is bold in it", () => {
  assert.deepEqual(linesOf("<b>52.3 %</b>  56/107<br>of <i>all</i>"), [
    [
      {text: "52.3 %", isBold: true},
      {text: "  56/107", isBold: false},
    ],
    [
      {text: "of ", isBold: false},
      {text: "all", isBold: false},
    ],
  ]);
  assert.deepEqual(linesOf("a &lt; b &amp; c"), [[{text: "a < b & c", isBold: false}]]);
});
