import {fresh, texts} from "../dom.js";

import assert from "node:assert/strict";
import {test} from "node:test";

import {RouteTables} from "../../../assets/component/pathways/route_tables.js";

const shell = (head) => `<div><table><thead><tr><th>${head}</th></tr></thead><tbody></tbody></table></div>`;
const MADE = {
  rows: ["<tr><th>one</th></tr>", "<tr><th>two</th></tr>", "<tr><th>three</th></tr>"],
  shells: [shell("Step"), shell("Segment")],
  tables: {"": {blood: [1, [2, 0]]}, lumbar_spine: {blood: [0, [0, 1]], lymph: [0, []]}},
  journeys: {to_skull: "<table><tr><td>to the skull</td></tr></table>"},
};
const TABLES = new RouteTables(MADE, new Map([["L3", "lumbar_spine"]]));

function cells(id, choice = "blood") {
  const place = fresh();
  place.append(TABLES.of(id, choice));
  return texts(place.querySelectorAll("th"));
}

test("a table has its own head, and its rows in their order", () => {
  assert.deepEqual(cells(""), ["Segment", "three", "one"]);
  assert.deepEqual(cells("lumbar_spine"), ["Step", "one", "two"]);
});

test("a bone has the table of its site", () => {
  assert.deepEqual(cells("L3"), ["Step", "one", "two"]);
});

test("where no route leads the table is empty", () => {
  assert.deepEqual(cells("L3", "lymph"), ["Step"]);
});

test("a journey has a table of its own", () => {
  const place = fresh();
  place.append(TABLES.ofJourney("to_skull"));
  assert.equal(place.textContent, "to the skull");
});
