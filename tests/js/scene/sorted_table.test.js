import assert from "node:assert/strict";
import {test} from "node:test";

import {texts} from "../dom.js";
import {fragment} from "../../../assets/component/core/dom.js";
import {numberOf, sorted, TableSorting} from "../../../assets/component/scene/sorted_table.js";

const HEADS = ["Site", "Value", "Count"];
const ROWS = [
  ["Ribs", "29.0 %", "31 of 107"],
  ["Skull", "9.3 %", "count not published, n = 107"],
  ["Sternum", "not reported", ""],
  ["Lumbar spine", "46.7 %", "50 of 107"],
  ["Foot", "0.0 %", "0 of 107"],
  ["Pelvis", "9.3 %", "10 of 107"],
];

/**
 * @param {string[][]} rows
 * @param {string[]} [heads]
 */
const html = (rows, heads = HEADS) => {
  const cells = (/** @type {string[]} */ row) =>
    row.map((text, k) => (k ? `<td class="n">${text}</td>` : `<th scope="row">${text}</th>`)).join("");
  const head = heads.map((name) => `<th scope="col">${name}</th>`).join("");
  const body = rows.map((row) => `<tr>${cells(row)}</tr>`).join("");
  return `<div><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
};

/**
 * A table on the page.
 *
 * @param {TableSorting} [sorting]
 * @param {string} [markup]
 */
function shown(sorting = new TableSorting(), markup = html(ROWS)) {
  document.body.replaceChildren(sorting.apply(fragment(markup)));
  return {
    press: (/** @type {string} */ name) =>
      [...document.querySelectorAll("button")].find(({textContent}) => textContent === name)?.click(),
    first: () => texts(document.querySelectorAll("tbody tr > :first-child")),
    sort: () => [...document.querySelectorAll("thead th")].map((head) => head.getAttribute("aria-sort")),
    titles: () => [...document.querySelectorAll("thead button")].map(({title}) => title),
    buttons: () => texts(document.querySelectorAll("thead button")),
  };
}

test("a number is what a cell begins with, and no number is not zero", () => {
  const cells = {
    "46.7 %": 46.7,
    "50 of 107": 50,
    "1,234 of 2,000": 1234,
    "37.6–56.1 %": 37.6,
    "−3.4 points": -3.4,
  };
  for (const [text, number] of Object.entries(cells)) assert.equal(numberOf(text), number, text);
  for (const text of ["", "not reported", "count not published, n = 107", "common"])
    assert.ok(Number.isNaN(numberOf(text)), text);
});

test("what is missing comes last in both directions, what is equal stays as published", () => {
  const values = ROWS.map(([, value]) => value);
  assert.deepEqual(sorted(values, "ascending", true), [4, 1, 5, 0, 3, 2]);
  assert.deepEqual(sorted(values, "descending", true), [3, 0, 1, 5, 4, 2]);
  assert.deepEqual(sorted(values, "none", true), [0, 1, 2, 3, 4, 5]);
  assert.deepEqual(sorted(["L10", "", "L2"], "descending", false), [0, 2, 1]);
});

test("a heading sorts up, down, and again as published", () => {
  const table = shown();
  const published = ROWS.map(([name]) => name);
  table.press("Count");
  assert.deepEqual(table.first(), ["Foot", "Pelvis", "Ribs", "Lumbar spine", "Skull", "Sternum"]);
  assert.deepEqual(table.sort(), ["none", "none", "ascending"]);
  table.press("Count");
  assert.deepEqual(table.first(), ["Lumbar spine", "Ribs", "Pelvis", "Foot", "Skull", "Sternum"]);
  assert.deepEqual(table.sort(), ["none", "none", "descending"]);
  table.press("Count");
  assert.deepEqual(table.first(), published);
  table.press("Site");
  assert.deepEqual(table.first(), [...published].sort());
  assert.deepEqual(table.sort(), ["ascending", "none", "none"]);
});

test("a table with the same headings comes as the last was left, another as published", () => {
  const sorting = new TableSorting();
  shown(sorting).press("Value");
  const again = shown(sorting, html(ROWS.slice(0, 2)));
  assert.deepEqual(again.first(), ["Skull", "Ribs"]);
  assert.deepEqual(again.sort(), ["none", "ascending", "none"]);
  assert.deepEqual(shown(sorting, html(ROWS, ["Site", "Value", "n"])).first()[0], "Ribs");
});

test("classes have no order but that of their source, and a single row needs none", () => {
  const classes = [
    ["Spine", "most common", ""],
    ["Hand", "extremely rare", ""],
  ];
  assert.deepEqual(shown(undefined, html(classes)).buttons(), ["Site"]);
  assert.deepEqual(shown(undefined, html(ROWS.slice(0, 1))).buttons(), []);
});

test("counts out of different totals have no common scale", () => {
  const rows = [...ROWS, ["Hand", "0.1 %", "1 of 1,107"]];
  assert.deepEqual(shown(undefined, html(rows)).buttons(), ["Site", "Value"]);
});

test("how sure something is goes by its rank, and the heading says so", () => {
  const chips = ["hypothesis", "disputed", "measured", "textbook"];
  const ranks = [5, 4, 0, 2];
  const rows = chips.map((text, k) => [text, `<span data-rank="${ranks[k]}">${text}</span>`]);
  const table = shown(undefined, html(rows, ["From", "How sure"]));
  table.press("How sure");
  assert.deepEqual(table.first(), ["measured", "textbook", "disputed", "hypothesis"]);
  table.press("How sure");
  assert.deepEqual(table.first(), ["hypothesis", "disputed", "textbook", "measured"]);
  assert.deepEqual(table.titles(), ["", "Sorted by how sure it is"]);
});

test("an interval is sorted by where it begins, and the heading says so", () => {
  const rows = [
    ["Ribs", "29.0 %", "21.3–38.2 %"],
    ["Foot", "0.0 %", "0.0–3.5 %"],
    ["Skull", "9.3 %", ""],
  ];
  const table = shown(undefined, html(rows, ["Site", "Value", "95 % CI"]));
  assert.deepEqual(table.titles(), ["", "", "Sorted by where the interval begins"]);
  table.press("95 % CI");
  assert.deepEqual(table.first(), ["Foot", "Ribs", "Skull"]);
});

test("steps are sorted as numbers", () => {
  const steps = Array.from({length: 11}, (_, k) => [String(k + 1), "", ""]);
  const table = shown(undefined, html(steps, ["Step", "From", "To"]));
  table.press("Step");
  assert.deepEqual(
    table.first(),
    steps.map(([step]) => step),
  );
});
