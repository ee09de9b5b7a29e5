import assert from "node:assert/strict";
import {beforeEach, test} from "node:test";

import "../dom.js";
import {name, press} from "../../../assets/component/shell/claims.js";

globalThis.HTMLDetailsElement ??= document.createElement("details").constructor;
const find = (selector) => document.querySelector(selector);
const open = () => [...document.querySelectorAll("details")].filter((one) => one.open).map(({id}) => id);

beforeEach(() => {
  document.body.innerHTML = `<section class="atlas-claims">
    <button class="atlas-claims-open">Open all</button>
    <button class="atlas-claims-only" aria-pressed="false">Only the conflicts</button>
    <details class="atlas-claim" id="a"><summary>one</summary></details>
    <details class="atlas-claim" id="b" data-conflict="1"><summary>two</summary><details id="rows"></details></details>
  </section><button class="atlas-claims-open" id="elsewhere">Open all</button>`;
});

test("all statements open, and fold again; their rows stay as they are", () => {
  const button = find(".atlas-claims-open");
  find("#a").open = true;
  press({target: button});
  assert.deepEqual(open(), ["a", "b"]);
  assert.equal(button.textContent, "Fold all");
  press({target: button});
  assert.deepEqual(open(), []);
  assert.equal(button.textContent, "Open all");
});

test("where only the conflicts are shown, only they open", () => {
  const only = find(".atlas-claims-only");
  press({target: only});
  assert.equal(only.getAttribute("aria-pressed"), "true");
  assert.ok(find(".atlas-claims").hasAttribute("data-only-conflicts"));
  press({target: find(".atlas-claims-open")});
  assert.deepEqual(open(), ["b"]);
  press({target: only});
  assert.ok(!find(".atlas-claims").hasAttribute("data-only-conflicts"));
  assert.equal(find(".atlas-claims-open").textContent, "Open all");
});

test("one opened by the reader is told to the button", () => {
  for (const id of ["a", "b"]) find(`#${id}`).open = true;
  name(find(".atlas-claims"));
  assert.equal(find(".atlas-claims-open").textContent, "Fold all");
});

test("a click elsewhere changes nothing", () => {
  for (const target of [find("#elsewhere"), find("summary"), document, null]) press({target});
  assert.deepEqual(open(), []);
});
