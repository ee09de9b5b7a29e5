import assert from "node:assert/strict";
import {test} from "node:test";

import {fresh, texts} from "../dom.js";

/** @param {string} address */
function at(address) {
  location.href = address;
}
Object.assign(globalThis, {
  window: {addEventListener() {}, scrollTo() {}},
  matchMedia: () => ({addEventListener() {}}),
});
document.documentElement.dataset.store = "inline";
at("file:///x/atlas.html");
const {Copy} = await import("../../../assets/component/static/copy.js");
const {LessonPage} = await import("../../../assets/component/static/pages.js");

const text = (/** @type {string} */ name, path = name, title = name) => ({
  name,
  path,
  title,
  bare: false,
  data: {html: /** @type {any} */ ({html: `<h2>${name}</h2>`})},
});
const PAGES = [text("atlas", "", "Atlas · T"), text("teach", "teach", "Teach · T")];

/** The copy as it opens at an address. @param {string} hash */
async function opened(hash) {
  fresh().id = "atlas-page";
  at(`file:///x/atlas.html${hash}`);
  const copy = new Copy({pages: PAGES}, /** @type {any} */ ({}));
  await copy.show();
  return copy;
}

test("an address without a page is the first; one of a page that is not there says which there are", async () => {
  await opened("#?layer=article");
  assert.deepEqual(texts(document.querySelectorAll("h2")), ["atlas"]);
  for (const hash of ["#/nope", "#/nope/deeper?layer=article"]) {
    const copy = await opened(hash);
    assert.equal(document.querySelector("h2")?.textContent, "There is no such page", hash);
    assert.equal(document.title, "There is no such page");
    assert.deepEqual(texts(document.querySelectorAll("#atlas-page a")), ["Atlas", "Teach"]);
    const links = [...document.querySelectorAll("#atlas-page a")].map((link) => link.getAttribute("href"));
    assert.deepEqual(links, ["#", "#/teach"]);
    at("file:///x/atlas.html#/teach");
    copy.moved();
    await Promise.resolve();
    assert.equal(document.title, "Teach · T");
  }
});

test("a lesson that is not there is none of the others; another in the address comes in its place", async () => {
  /** @type {string[]} */
  const given = [];
  /** @type {any} */
  const views = {
    lesson: async () => ({
      update: async (/** @type {any} */ data) => void given.push(data.lesson.title),
      destroy() {},
    }),
  };
  /** @type {any} */
  const data = {lessons: {late: {title: "Late"}, ways: {title: "Ways"}}, notes: "", closing: "", phones: {}};
  at("file:///x/atlas.html#/present?lesson=nope");
  const page = new LessonPage(views, data, () => {});
  await page.begin();
  assert.equal(page.root.querySelector("h1")?.textContent, "There is no such lesson");
  assert.deepEqual(texts(page.root.querySelectorAll("a")), ["Late", "Ways"]);
  assert.equal(page.root.querySelector("a")?.getAttribute("href"), "#/present?lesson=late");
  at("file:///x/atlas.html#/present?lesson=ways&slide=2");
  await page.moved();
  await page.moved();
  at("file:///x/atlas.html#/present");
  await page.moved();
  assert.deepEqual(given, ["Ways", "Late"]);
});
