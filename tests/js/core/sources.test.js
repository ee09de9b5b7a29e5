import assert from "node:assert/strict";
import {afterEach, test} from "node:test";

import {fresh} from "../dom.js";
import {getJson, getNetwork, loadPlotly, warm} from "../../../assets/component/core/sources.js";

const INDEX = {segments: [], lights: {}, names: {}, paired: []};
let answers;

/** Files by their address; what is not there is answered as by a server. */
globalThis.fetch = async (address) => {
  const found = answers[address];
  return {ok: Boolean(found), status: found ? 200 : 404, json: async () => found};
};

afterEach(() => {
  delete globalThis.Plotly;
  delete globalThis.__atlasPlotly;
});

test("a file is fetched once, contents are given back as they are", async () => {
  answers = {"/once.json": {bones: []}};
  const first = await getJson("/once.json");
  answers = {};
  assert.equal(await getJson("/once.json"), first);
  assert.equal(await getJson(first), first);
});

test("a file that did not come is asked for again, and so is the network that is made of it", async () => {
  answers = {};
  for (const get of [getJson, getNetwork]) {
    const address = `/${get.name}.json`;
    await assert.rejects(get(address), {message: `${address}: HTTP 404`});
    answers[address] = INDEX;
    assert.ok(await get(address), get.name);
  }
});

test("a file for later is asked for once, and not where a picture has brought it", async (t) => {
  let asked = 0;
  t.mock.method(globalThis, "fetch", async () => {
    asked += 1;
    return {ok: asked > 1, status: 404, blob: async () => null};
  });
  await assert.rejects(warm("/front.webp"), {message: "/front.webp: HTTP 404"});
  await warm("/front.webp");
  await warm("/front.webp");
  assert.equal(asked, 2);
  const seen = new URL("/back.webp", document.baseURI).href;
  t.mock.method(performance, "getEntriesByName", (name) => (name === seen ? [{name}] : []));
  await warm("/back.webp");
  assert.equal(asked, 2);
});

test("the network of an address is one", async () => {
  answers = {"/network.json": INDEX};
  assert.equal(await getNetwork("/network.json"), await getNetwork("/network.json"));
});

test("plotly.js that is there already is not loaded again", async () => {
  globalThis.Plotly = {react: () => {}};
  assert.equal(await loadPlotly("/plotly.js"), globalThis.Plotly);
});

for (const [event, what] of [
  ["error", "does not come"],
  ["load", "comes without Plotly in it"],
])
  test(`a script that ${what} is an error that says so`, async (t) => {
    fresh();
    t.mock.method(document.head, "append", (script) => queueMicrotask(() => script[`on${event}`]()));
    await assert.rejects(loadPlotly("/plotly.js"), {message: "plotly.js did not load"});
  });
