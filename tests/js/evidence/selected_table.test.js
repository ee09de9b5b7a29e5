import assert from "node:assert/strict";
import {test} from "node:test";

import {texts} from "../dom.js";
import {selectedTable} from "../../../assets/component/evidence/selected_table.js";

const SHELL =
  "<section><h3>What you selected</h3><table><thead><tr><th>Site</th><th></th><th></th></tr></thead>" +
  "<tbody></tbody></table></section>";
const CI = "<dfn>95 % CI</dfn>";

/** @param {[string, string, string][]} rows */
const made = (...rows) => selectedTable(SHELL, ["One (n = 3)", "Two"], rows);

test("each site has a row under what the layers are called", () => {
  const table = made(["Ribs", "4 of 9", "not reported"], ["Skull", "0 of 9", "1 of 2"]);
  assert.deepEqual(texts(table.querySelectorAll("thead th")), ["Site", "One (n = 3)", "Two"]);
  assert.deepEqual(texts(table.querySelectorAll("tbody th[scope=row]")), ["Ribs", "Skull"]);
  assert.deepEqual(texts(table.querySelectorAll("tbody td")), ["4 of 9", "not reported", "0 of 9", "1 of 2"]);
});

test("of each term the first alone opens its meaning", () => {
  const table = made(["Ribs", `4 of 9, ${CI} 1–2`, `1 of 9, ${CI} 3–4`], ["Skull", "x", `${CI} 5–6`]);
  assert.deepEqual(texts(table.querySelectorAll("dfn")), ["95 % CI"]);
  assert.equal(table.querySelector("dfn")?.closest("td")?.textContent, "4 of 9, 95 % CI 1–2");
  assert.equal(table.querySelectorAll("td")[3].textContent, "95 % CI 5–6");
});

test("a name with signs of HTML in it stays a text", () => {
  const table = made(["a &lt;b&gt;", "1", "2"]);
  assert.equal(table.querySelector("tbody th")?.textContent, "a <b>");
  assert.equal(table.querySelector("tbody b"), null);
});
