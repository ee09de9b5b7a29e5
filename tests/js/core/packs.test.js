import assert from "node:assert/strict";
import {test} from "node:test";

import {packOf, Packs} from "../../../assets/component/core/packs.js";

const RULES = {paint: ["2"], "evidence-paint": ["0:2", "2"], ranking: [], steps: []};
const DIGEST = "0123456789abcdef";
const PAINT = `/viz/paint/article/front/en/light.${DIGEST}.json`;

test("the address of a file says which pack holds it", () => {
  const pair = `/viz/evidence-paint/difference~a.b~c/front/en/~/dark.${DIGEST}.json`;
  assert.equal(packOf(PAINT, RULES), "paint/en");
  assert.equal(packOf(pair, RULES), "evidence-paint/difference~a.b/en");
  assert.equal(packOf(`/viz/ranking/article/en/light.${DIGEST}.json`, RULES), "ranking");
  assert.equal(packOf(`/viz/steps/pelvis.${DIGEST}.csv`, RULES), "steps");
});

test("what has no rule, and what is no address, stands alone", () => {
  for (const alone of [`/viz/atlas/en.${DIGEST}.json`, `/viz/shading/front.${DIGEST}.webp`, "paint", ""])
    assert.equal(packOf(alone, RULES), undefined);
});

/** @param {Record<string, any>} packs */
function counted(packs) {
  /** @type {string[]} */
  const asked = [];
  const made = new Packs(
    async () => {
      asked.push("list");
      return {rules: RULES, packs: {"paint/en": "/viz/pack/paint/en.json"}};
    },
    async (address) => {
      asked.push(address);
      if (!packs[address]) throw new Error("away");
      return packs[address];
    },
  );
  return {made, asked};
}

test("list and packs are fetched once", async () => {
  const {made, asked} = counted({"/viz/pack/paint/en.json": {[PAINT]: {data: []}}});
  assert.deepEqual(await made.find(PAINT), {data: []});
  assert.deepEqual(await made.find(PAINT), {data: []});
  assert.equal(await made.find(`/viz/atlas/en.${DIGEST}.json`), undefined);
  assert.deepEqual(asked, ["list", "/viz/pack/paint/en.json"]);
});

test("a pack that did not come is asked for again", async () => {
  /** @type {Record<string, any>} */
  const packs = {};
  const {made, asked} = counted(packs);
  await assert.rejects(made.find(PAINT), /away/);
  packs["/viz/pack/paint/en.json"] = {[PAINT]: "there"};
  assert.equal(await made.find(PAINT), "there");
  assert.equal(asked.length, 3);
});
