import assert from "node:assert/strict";
import {test} from "node:test";

/** The window of notes has its content in its name, as scripts have. */
const NOTES = "viz/notes.0123456789abcdef.html";
const SCOPE = "https://host.example/atlas/";

/** Caches as a worker has them, in memory. */
class Memory {
  /** @type {Map<string, Map<string, any>>} */
  all = new Map();

  keys = async () => [...this.all.keys()];

  /** @param {string} name */
  delete = async (name) => this.all.delete(name);

  /** @param {string} address */
  match = async (address) => [...this.all.values()].map((held) => held.get(address)).find(Boolean);

  /** @param {string} name */
  open = async (name) => {
    const held = this.all.get(name) ?? new Map();
    this.all.set(name, held);
    return {
      match: async (/** @type {string} */ address) => held.get(address),
      put: async (/** @type {string} */ address, /** @type {any} */ answer) => void held.set(address, answer),
    };
  };
}

/** @type {Record<string, (event: any) => void>} */
const heard = {};
const memory = new Memory();
/** @type {any} */
const worker = globalThis;
Object.assign(worker, {
  atlasKept: {version: "2", files: ["pathways.html", NOTES]},
  registration: {scope: SCOPE},
  clients: {claim: async () => {}},
  skipWaiting: async () => {},
  caches: memory,
  addEventListener: (/** @type {string} */ name, /** @type {any} */ act) => void (heard[name] = act),
  // As a host does that leads from `pathways.html` to `pathways`.
  fetch: async (/** @type {Request} */ {url}) => {
    if (url.endsWith(NOTES)) return new Response("of every version");
    const answer = new Response("the page, 2", {headers: {"content-type": "text/html"}});
    return Object.defineProperty(answer, "redirected", {value: true});
  },
});
await import("../../../assets/component/static/worker.js");

/** @param {string} name */
async function happens(name) {
  /** @type {Promise<void>[]} */
  const under = [];
  heard[name]({waitUntil: (/** @type {Promise<void>} */ work) => under.push(work)});
  await Promise.all(under);
}

/** @param {string} url */
async function answered(url) {
  /** @type {Promise<Response> | null} */
  let answer = null;
  const respondWith = (/** @type {Promise<Response>} */ given) => void (answer = given);
  heard.fetch({request: {method: "GET", url}, respondWith});
  return answer;
}

test("what was led on is kept as an answer of its own, which a browser takes for a page", async () => {
  await happens("install");
  const kept = await memory.match(`${SCOPE}pathways.html`);
  assert.equal(kept.redirected, false);
  assert.equal(kept.headers.get("content-type"), "text/html");
});

test("versions before the last of this copy go, and what another copy on the host keeps stays", async () => {
  for (const name of [`bone-atlas ${SCOPE} 0`, `bone-atlas ${SCOPE} 1`])
    await (await memory.open(name)).put(`${SCOPE}whole`, new Response(""));
  // Of a version in between only a part ever came.
  for (const name of [`bone-atlas ${SCOPE} 1a`, "bone-atlas https://host.example/ 1", "somebody's"])
    await memory.open(name);
  await happens("activate");
  assert.deepEqual(
    (await memory.keys()).sort(),
    [1, 2]
      .map((version) => `bone-atlas ${SCOPE} ${version}`)
      .concat("bone-atlas https://host.example/ 1", "somebody's")
      .sort(),
  );
});

test("a page of another version is shown to who asks for it, and never kept beside this one's", async () => {
  const {fetch} = worker;
  worker.fetch = async () => new Response("the page, 3");
  assert.equal(await (await answered(`${SCOPE}pathways.html`))?.text(), "the page, 3");
  worker.fetch = async () => new Response("the page, 1");
  memory.all.get(`bone-atlas ${SCOPE} 2`)?.delete(`${SCOPE}pathways.html`);
  await assert.rejects(happens("install"), /of another version/);
  worker.fetch = fetch;
  await happens("install");
});

test("without a network a page is found with and without its ending, and nothing outside is answered", async () => {
  worker.fetch = async () => {
    throw new TypeError("no network");
  };
  assert.equal(await (await answered(`${SCOPE}pathways?layer=article`))?.text(), "the page, 2");
  assert.equal(await answered("https://host.example/other/pathways"), null);
});
