import assert from "node:assert/strict";
import {test} from "node:test";
import {gzipSync} from "node:zlib";

import "../dom.js";
import {FileStore, InlineStore} from "../../../assets/component/core/store.js";

const DIGEST = "0123456789abcdef";
const ADDRESS = `/viz/atlas/en.${DIGEST}.json`;
const PICTURE = `/viz/shading/front.${DIGEST}.webp`;
const TABLE = `/viz/steps/pelvis.${DIGEST}.csv`;

/** @param {unknown} content */
const packed = (content) =>
  gzipSync(typeof content === "string" ? content : JSON.stringify(content)).toString("base64");

/** A page with elements. @param {Record<string, string>} texts */
const page = (texts) => ({
  getElementById: (/** @type {string} */ id) =>
    Object.hasOwn(texts, id) ? /** @type {any} */ ({textContent: texts[id]}) : null,
});

test("a server's files have their own addresses, a folder's stand beside the page", () => {
  assert.equal(new FileStore().at(ADDRESS), ADDRESS);
  assert.equal(new FileStore(".").at(ADDRESS), `.${ADDRESS}`);
  assert.equal(new FileStore(".").at("data:image/png;base64,x"), "data:image/png;base64,x");
});

test("what is printed has its files at once, or the reason why not", () => {
  let status = 200;
  globalThis.XMLHttpRequest = /** @type {any} */ (
    class {
      open(/** @type {string} */ method, /** @type {string} */ address, /** @type {boolean} */ isLate) {
        assert.deepEqual([method, isLate], ["GET", false]);
        this.responseText = JSON.stringify({address});
      }
      send() {
        this.status = status;
      }
    }
  );
  assert.deepEqual(new FileStore().jsonAtOnce(ADDRESS), {address: ADDRESS});
  status = 503;
  assert.throws(() => new FileStore().jsonAtOnce(ADDRESS), {message: `${ADDRESS}: HTTP 503`});
});

test("a file within the page is unpacked", async () => {
  const store = new InlineStore(
    page({[ADDRESS]: packed({layers: ["→"]}), packs: packed({rules: {}, packs: {}})}),
  );
  assert.deepEqual(await store.json(ADDRESS), {layers: ["→"]});
});

test("a picture within the page can be shown at once, and nothing else can", () => {
  const store = new InlineStore(page({[PICTURE]: "data:image/webp;base64,AA", [ADDRESS]: packed({})}));
  assert.equal(store.at(PICTURE), "data:image/webp;base64,AA");
  assert.equal(store.at(ADDRESS), "");
  assert.equal(store.at("data:,x"), "data:,x");
});

test("a table in a pack can be saved", async () => {
  const list = {rules: {steps: []}, packs: {steps: "/viz/pack/steps.json"}};
  const store = new InlineStore(
    page({packs: packed(list), "/viz/pack/steps.json": packed({[TABLE]: "a,b\n1,“x”\n"})}),
  );
  const address = await store.loadable(TABLE);
  assert.match(address, /^blob:/);
  assert.equal(await (await fetch(address)).text(), "a,b\n1,“x”\n");
  assert.equal(await store.loadable(TABLE), address);
});

test("what is not in the page is named", async () => {
  const store = new InlineStore(page({packs: packed({rules: {}, packs: {}})}));
  await assert.rejects(store.json(ADDRESS), new RegExp(ADDRESS));
  await assert.rejects(store.loadable(TABLE), new RegExp(TABLE));
});
