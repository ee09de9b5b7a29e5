import assert from "node:assert/strict";
import {test} from "node:test";

import {inRoom} from "../../../assets/component/core/labels.js";
import {broken, fittedRows, spread} from "../../../assets/component/core/row_fit.js";

/** Each letter is as wide as half its height. */
const measure = (text, px) => (text.length * px) / 2;
const note = (text, y, x, more = {}) => ({
  text,
  y,
  x,
  xref: "paper",
  xanchor: x ? "right" : "left",
  xshift: 0,
  font: {size: 10},
  ...more,
});
const dots = (annotations, more = {}) => ({
  height: 35 * 2 + 48,
  margin: {l: 10, r: 10, t: 4, b: 44},
  yaxis: {range: [-1.5, 0.5]},
  xaxis: {title: {text: "% of patients", font: {size: 12}}},
  annotations,
  ...more,
});
const wide = [note("Femur", 0.2, 0), note("26 %", 0.2, 1), note("Ribs", -0.8, 0), note("20 %", -0.8, 1)];

test("where everything fits nothing changes", () => {
  const {layout, more} = fittedRows(dots(wide), 400, measure);
  assert.equal(more, 0);
  assert.deepEqual(
    layout.annotations.map(({text, yshift}) => [text, Math.round(yshift)]),
    wide.map(({text}) => [text, 0]),
  );
  assert.equal(layout.xaxis.title.text, "% of patients");
});

test("a name and figures that do not fit beside each other stand in two lines, and all rows grow", () => {
  const notes = [note("Femur, proximal part", 0.2, 0), note("28.0 % 30/107", 0.2, 1), ...wide.slice(2)];
  const {layout, more} = fittedRows(dots(notes), 180, measure);
  assert.equal(more, 17 * 2);
  const [name, figures, ribs, percent] = layout.annotations;
  assert.equal(Math.round(name.yshift - figures.yshift), 17, "the figures stand a line below the name");
  assert.equal(ribs.yshift, percent.yshift, "what fits stays in one line");
  assert.ok(
    Math.abs(figures.yshift - ribs.yshift) < 0.01,
    "the last line is as far above its dot in every row",
  );
});

test("a text that is too long by itself, and the title of an axis, are broken between words", () => {
  const long = {title: {text: "% of scans with one to four new findings", font: {size: 12}}};
  const {layout, more} = fittedRows(
    dots([note("<b>Not pooled: one study with counts</b>", 0.2, 0), wide[2]], {xaxis: long}),
    130,
    measure,
  );
  assert.equal(layout.annotations[0].text, "<b>Not pooled: one study<br>with counts</b>");
  assert.equal(layout.xaxis.title.text, "% of scans with one<br>to four new findings");
  assert.equal(layout.margin.b, 44 + 16);
  assert.equal(more, 17 * 2 + 16);
});

test("words are kept whole, and lines that are there already stay", () => {
  const widthOf = (text) => text.length;
  assert.deepEqual(broken("one two three", 7, widthOf), ["one two", "three"]);
  assert.deepEqual(broken("unbreakable", 4, widthOf), ["unbreakable"]);
  assert.deepEqual(broken("a<br>b c", 9, widthOf), ["a", "b c"]);
});

const label = (text, ay, ax = 1) => ({
  text,
  ay,
  y: ay,
  ax,
  xanchor: ax === 1 ? "right" : "left",
  font: {size: 12},
});

const HEIGHTS = [0, 1100];

test("the labels of a small skeleton take smaller letters, and none are left where they have no room", () => {
  const notes = [label("a", 1000), label("b<br>c", 895), label("far", 100), label("other side", 1000, 2)];
  assert.equal(inRoom(notes, 1, HEIGHTS), notes, "there is room");
  const [{font}] = inRoom(notes, 0.2, HEIGHTS);
  assert.ok(font.size < 12 && font.size >= 10, String(font.size));
  assert.ok(105 * 0.2 >= 1.5 * 1.3 * font.size - 1e-9);
  assert.deepEqual(inRoom(notes, 0.04, HEIGHTS), []);
});

test("before letters could not be read, labels leave the heights of their bones and keep apart", () => {
  const notes = [label("a", 1000), label("b<br>c", 895), label("far", 100), label("other side", 1000, 2)];
  const moved = inRoom(notes, 0.1, HEIGHTS);
  assert.deepEqual(
    moved.map(({text, font}) => [text, font.size]),
    notes.map(({text}) => [text, 10]),
  );
  const [a, b, far, alone] = moved.map(({ay}) => ay);
  assert.ok((a - b) * 0.1 >= 1.5 * 1.3 * 10 - 1e-9);
  assert.ok(b > far && a <= 1100 - 65 + 1e-9, String(a));
  assert.equal(alone, 1000);
});

test("sentences under a picture take the width that it has, other texts keep their lines", () => {
  const prose = note("Each spine is<br>drawn with 20<br>vertebrae.", 0, 0, {name: "prose"});
  const lines = (room) => spread([prose], room, measure)[0].text.split("<br>");
  assert.deepEqual(lines(70), ["Each spine is", "drawn with 20", "vertebrae."], "as it was broken");
  assert.deepEqual(lines(2000), ["Each spine is drawn with 20 vertebrae."]);
  const long = {...prose, text: "word ".repeat(60).trim()};
  assert.ok(spread([long], 5000, measure)[0].text.includes("<br>"), "a line that is read has an end");
  const other = note("found, of those<br>with metastases", 0, 0);
  assert.equal(spread([other], 2000, measure)[0], other);
});
